"""The parts a site is made of: each is a few pages that belong together, made in one go."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing, list_pages_of
from kammerton.site.views import SitePage

# From the context, and what the part is about, to its pages.
Maker = Callable[..., SitePage | Iterable[SitePage]]


@dataclass(frozen=True)
class Part:
    """Some pages of the site: under which name they are known from build to build, what makes them, what they are about.

    ``make`` is a function of a module, and whatever its pages rest on it reads from the context or is told in ``about``: where neither
    differs from the build before, nor do the pages.
    """

    name: str
    make: Maker
    about: tuple[Any, ...] = ()

    def pages(self, context: SiteContext) -> tuple[SitePage, ...]:
        """The pages."""
        made = self.make(context, *self.about)
        return (made,) if isinstance(made, SitePage) else tuple(made)


def list_part(name: str, listing: Callable[..., Listing], *about: object) -> Part:
    """Every page of one list, which ``listing`` puts together from the context and what it is about."""
    return Part(name, _listed, (listing, *about))


def _listed(context: SiteContext, listing: Callable[..., Listing], *about: object) -> Iterator[SitePage]:
    yield from list_pages_of(context, listing(context, *about))
