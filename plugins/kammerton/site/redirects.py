"""Pages at old addresses that lead on, for hosts that have no rules for redirects."""

from collections.abc import Iterator, Mapping

from kammerton.domain.diagnostic import M
from kammerton.site.context import SiteContext
from kammerton.site.views import LinkView, RedirectView, SitePage


def redirect_pages(context: SiteContext, redirects: Mapping[str, str]) -> Iterator[SitePage]:
    """A page for each old page; files have none, they need a rule of the server."""
    for old, new in redirects.items():
        if old.endswith("/"):
            yield SitePage(old[1:], "redirect.html", _view(context, new))


def _view(context: SiteContext, new: str) -> RedirectView:
    title = context.t(M("Diese Seite ist umgezogen"))
    elsewhere = "://" in new
    target = LinkView(context.t(M("Weiter zur neuen Adresse")), new if elsewhere else context.link(new[1:]))
    head = context.head("" if elsewhere else new[1:], title, context.t(M("Sie steht jetzt unter einer anderen Adresse.")), indexed=False)
    return RedirectView(context.frame(), head, title, target)
