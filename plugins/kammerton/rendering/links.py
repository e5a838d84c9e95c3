"""Where a link in a text leads: references to items become addresses, hidden items none."""

from collections.abc import Callable

from kammerton.domain.addresses import Addresses, episode_path, issue_path, occupation_path, page_path, portrait_path
from kammerton.domain.document import LINK_SCHEMES
from kammerton.domain.kinds import LINKABLE
from kammerton.domain.library import Library

# From a link as written to the address to use, or None where it leads nowhere today.
Resolver = Callable[[str], str | None]


class Links:
    """Finds the page of every visible item; built once for a build."""

    def __init__(self, library: Library, addresses: Addresses) -> None:
        """Note the page of everything visible."""
        self.addresses = addresses
        self._paths = {
            **{("betrieb", p.id): portrait_path(p) for p in library.portraits},
            **{("beruf", o.id): occupation_path(o.id) for o in library.occupations},
            **{("folge", e.episode.id): episode_path(e.show.id, e.episode) for e in library.episodes},
            **{("ausgabe", i.id): issue_path(i.id) for i in library.issues},
            **{("seite", p.id): page_path(p.id) for p in library.pages},
        }

    def path_of(self, kind: str, id_: str) -> str | None:
        """The path of an item's page, or None where it is not to be seen."""
        return self._paths.get((kind, id_))

    def in_site(self, href: str) -> str | None:
        """For pages: references from the root of the host, other addresses as they are."""
        return self._resolved(href, self.addresses.link)

    def absolute(self, href: str) -> str | None:
        """For feeds and mails: everything complete."""
        return self._resolved(href, self.addresses.absolute)

    def _resolved(self, href: str, complete: Callable[[str], str]) -> str | None:
        scheme, colon, rest = href.partition(":")
        if colon and scheme in LINKABLE:
            id_, _, anchor = rest.partition("#")
            path = self.path_of(scheme, id_)
            return None if path is None else complete(path) + (f"#{anchor}" if anchor else "")
        if colon and scheme.lower() in LINK_SCHEMES:
            return href
        return None
