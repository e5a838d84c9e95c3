"""Where a link in a text leads: references to items become addresses, hidden items none."""

from collections.abc import Callable

from kammerton.domain.addresses import Addresses, episode_path, item_path, occupation_path, translated_path
from kammerton.domain.document import LINK_SCHEMES
from kammerton.domain.kinds import LINKABLE
from kammerton.domain.library import Library

# From a link as written to the address to use, or None where it leads nowhere today.
Resolver = Callable[[str], str | None]


class Links:
    """Finds the page of every visible item; built once for a build and variant."""

    def __init__(self, library: Library, addresses: Addresses, variant: str = "") -> None:
        """Note the page of everything visible: for a variant, the translation where there is one."""
        self.addresses = addresses
        network = library.network
        kinds = {
            "betrieb": library.portraits, "ausgabe": library.issues, "wissen": network.articles, "akteur": network.actors, "foerderung": network.programmes,
            "termin": network.events, "geschichte": network.stories, "meldung": network.news, "seite": library.pages,
        }  # fmt: skip
        self._paths = {
            **{(kind, item.id): item_path(kind, item.id) for kind, items in kinds.items() for item in items},
            **{("beruf", o.id): occupation_path(o.id) for o in library.occupations},
            **{("folge", e.episode.id): episode_path(e.show.id, e.episode) for e in library.episodes},
        }
        for (kind, id_), path in self._paths.items():
            if any(translation.variant == variant for translation in library.translations_of(kind, id_)):
                self._paths[kind, id_] = translated_path(variant, path)

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
