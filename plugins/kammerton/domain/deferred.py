"""Values of which a part is made only when somebody asks for it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self


class Deferred:
    """A frozen dataclass whose field ``LATE`` may be made when it is first asked for.

    Equality, copies and pickles know no difference: whoever asks for the field gets its value. Its default is a factory,
    for a default kept in the class would be found first.
    """

    LATE: ClassVar[str]

    @classmethod
    def deferred(cls, make: Callable[[], Any], others: Mapping[str, Any]) -> Self:
        """A value with these ``others`` of its fields; ``make`` gives the late one, the same each time."""
        thing = cls.__new__(cls)
        thing.__dict__.update(others, _make=make)
        return thing

    def pending(self) -> Callable[[], Any] | None:
        """What will make the late field; None once it is there."""
        return self.__dict__.get("_make")

    def __getstate__(self) -> dict[str, Any]:
        getattr(self, self.LATE)
        return dict(self.__dict__)

    if not TYPE_CHECKING:  # else every attribute would seem to be there

        def __getattr__(self, name: str) -> Any:
            make = self.__dict__.get("_make") if name == type(self).LATE else None
            if make is None:
                raise AttributeError(name, name=name, obj=self)
            value = self.__dict__[name] = make()
            del self.__dict__["_make"]
            return value
