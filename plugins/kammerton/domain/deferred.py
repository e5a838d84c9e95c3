"""Values of which a part is made only when somebody asks for it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self


class Deferred:
    """A frozen dataclass whose field ``LATE`` may be made whenever it is asked for, and is not kept: thousands of texts are looked into once or twice.

    Equality, copies and pickles know no difference: whoever asks for the field gets its value. Its default is a factory,
    for a default kept in the class would be found first.
    """

    LATE: ClassVar[str]

    @classmethod
    def deferred(cls, make: Callable[[], Any], others: Mapping[str, Any]) -> Self:
        """A value with these ``others`` of its fields; ``make`` gives the late one, the same each time, and keeps it where that is worth it."""
        thing = cls.__new__(cls)
        thing.__dict__.update(others, _make=make)
        return thing

    def pending(self) -> Callable[[], Any] | None:
        """What makes the late field; None where it is there."""
        return self.__dict__.get("_make")

    def __getstate__(self) -> dict[str, Any]:
        others = {name: value for name, value in self.__dict__.items() if name != "_make"}
        return {**others, self.LATE: getattr(self, self.LATE)}

    if not TYPE_CHECKING:  # else every attribute would seem to be there

        def __getattr__(self, name: str) -> Any:
            make = self.__dict__.get("_make") if name == type(self).LATE else None
            if make is None:
                raise AttributeError(name, name=name, obj=self)
            return make()
