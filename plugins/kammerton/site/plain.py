"""Plain pages."""

from kammerton.domain.addresses import item_path
from kammerton.domain.page import Page
from kammerton.site.context import SiteContext
from kammerton.site.legal import generated
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.views import PageView, SitePage


def plain_page(context: SiteContext, page: Page) -> SitePage:
    """A plain page, or its translation."""
    path = item_path("seite", page.id)
    view = PageView(
        frame=context.frame(path),
        head=context.item_head("seite", page, path),
        title=page.title,
        body=body(context, page) + generated(context, page),
        as_of=context.as_of(page) if page.checked_on else "",
        picture=shown(context, page.image, is_first=True),
        pictures=remaining(context, page),
    )
    return SitePage(context.own(path), "page.html", view)
