"""The page of the saved list. What is saved stays in the browser; the page is the same for everybody."""

from kammerton.domain.addresses import FACETS, PORTRAITS, SAVED
from kammerton.domain.diagnostic import M
from kammerton.site.context import SiteContext
from kammerton.site.views import SavedView, SitePage


def saved_page(context: SiteContext) -> SitePage:
    """The page; without script it says what it needs one for."""
    title = context.t(M("Merkliste"))
    intro = context.t(M("Was du dir gemerkt hast, bleibt auf deinem Gerät. Niemand sonst sieht es, außer du teilst den Link."))
    view = SavedView(
        frame=context.frame(SAVED),
        head=context.head(SAVED, title, intro, indexed=False),
        title=title,
        intro=intro,
        file=context.link(FACETS),
        page=context.link(PORTRAITS),
    )
    return SitePage(SAVED, "saved.html", view)
