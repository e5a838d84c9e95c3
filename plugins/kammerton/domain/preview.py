"""The library as its editors look at it before anybody else may: drafts and what is still to appear included."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.translation import Translation

Waits = Item | Translation


class Preview(Library):
    """Everything that may be seen at ``now`` or waits for its date or its end as a draft; never what nobody agrees to any more."""

    def has_begun(self, item: Item) -> bool:  # noqa: ARG002 - here everything has
        """Editors need not wait."""
        return True

    def translations_of(self, kind: str, id_: str) -> tuple[Translation, ...]:
        """The translations of an item, drafts included, in the order of their variants."""
        return tuple(sorted(self.inventory.translations.get((kind, id_), ()), key=lambda t: t.variant))

    @cached_property
    def mailed_issues(self) -> tuple[Issue, ...]:
        """Issues, newest first, drafts included."""
        return tuple(sorted(map(self.cleared, self.inventory.issues), key=lambda i: (i.published, i.id), reverse=True))

    def waiting(self) -> Iterator[tuple[str, Waits, datetime | None]]:
        """What is shown here only, with its kind: drafts, and what appears at the moment given with it."""
        for kind, item in self.inventory.items():
            if self.is_visible(item) and not super().has_begun(item):
                yield kind, item, None if item.status == "entwurf" else item.published
        for (kind, _), translations in self.inventory.translations.items():
            yield from ((kind, t, None) for t in translations if t.status == "entwurf")
