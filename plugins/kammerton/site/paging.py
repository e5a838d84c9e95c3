"""Lists on pages: what a list page is made of, and long lists cut into pages that each have an address of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kammerton.domain.addresses import START, list_page_path
from kammerton.domain.diagnostic import M
from kammerton.site.context import SiteContext
from kammerton.site.form_views import FinderView
from kammerton.site.sections import footer_sections, sections
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import CardGroup, Head, LinkGroup, LinkView, ListView, Pager, SitePage

PER_PAGE = 50
# How many pages before and after the present one have a link, beside the first and the last.
_AROUND = 2

Groups = tuple[CardGroup, ...]
Steps = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listing:
    """A whole list, before it is cut into pages.

    ``section`` is the path of the list it belongs to, where it is not one of its own; ``above`` are further pages between
    that list and this one, as label and path. Actions, ways and finder stand on the first page only.
    """

    path: str
    title: str
    intro: str
    count: str = ""
    groups: Groups = ()
    section: str = ""
    above: Steps = ()
    kind: str = ""
    empty: str = ""
    actions: tuple[LinkView, ...] = ()
    ways: tuple[LinkGroup, ...] = ()
    template: str = "list.html"
    finder: FinderView | None = None


def cut(groups: Groups, most: int = PER_PAGE) -> tuple[Groups, ...]:
    """The pages of a list: every card on exactly one, in order, ``most`` on each but the last; an empty list has one empty page.

    A group that does not end with its page goes on, under its heading, on the next.
    """
    pages: list[list[CardGroup]] = []
    room = 0
    for group in groups:
        start = 0
        while start < len(group.cards):
            if not room:
                pages.append([])
                room = most
            cards = group.cards[start : start + room]
            pages[-1].append(replace(group, cards=cards))
            start, room = start + len(cards), room - len(cards)
    return tuple(tuple(page) for page in pages) or ((),)


def list_pages_of(context: SiteContext, listing: Listing) -> Iterator[SitePage]:
    """Every page of a list."""
    pages = cut(listing.groups)
    for number in range(1, len(pages) + 1):
        yield _page(context, listing, pages, number)


def further_pages(context: SiteContext, listing: Listing) -> Iterator[SitePage]:
    """The pages of a list from the second on; for lists whose first page is more than a list."""
    pages = cut(listing.groups)
    for number in range(2, len(pages) + 1):
        yield _page(context, listing, pages, number)


def first_page(context: SiteContext, listing: Listing) -> tuple[Groups, Pager | None]:
    """What of a list stands on its first page, and the way to the others."""
    pages = cut(listing.groups)
    return pages[0], _pager(context, listing.path, len(pages), 1)


def _page(context: SiteContext, listing: Listing, pages: tuple[Groups, ...], number: int) -> SitePage:
    path, is_first = list_page_path(listing.path, number), number == 1
    steps = _steps(context, listing, number)
    view = ListView(
        frame=context.frame(listing.section or listing.path),
        head=_head(context, listing, number, len(pages)),
        title=listing.title,
        intro=listing.intro if is_first else "",
        count=listing.count,
        jumps=_jumps(context, listing, pages, number),
        groups=pages[number - 1],
        empty=listing.empty or context.t(M("Zurzeit steht hier nichts. Schau bald wieder vorbei.")),
        actions=listing.actions if is_first else (),
        kind=listing.kind,
        trail=tuple(LinkView(label, context.link(above)) for label, above in steps[:-1]),
        pager=_pager(context, listing.path, len(pages), number),
        ways=listing.ways if is_first else (),
        finder=listing.finder if is_first else None,
    )
    return SitePage(path, listing.template, view)


def _head(context: SiteContext, listing: Listing, number: int, last: int) -> Head:
    """Title, description and structured data of a page; further pages say which they are, so that no two are alike."""
    path = list_page_path(listing.path, number)
    title, intro = listing.title, listing.intro
    if number > 1:
        title = context.t(M("{title}, Seite {number}", title=title, number=number))
        intro = f"{_which(context, number, last)}: {intro}"
    data = {"@type": "CollectionPage", "name": title, "url": context.addresses.absolute(path)}
    return context.head(path, title, intro, data, breadcrumbs(context.addresses, _steps(context, listing, number)))


def _steps(context: SiteContext, listing: Listing, number: int) -> list[tuple[str, str]]:
    """The pages from the start to this one."""
    labels = {path: label for label, path in (*footer_sections(context.library), *sections(context.library))}
    section = [(context.t(labels[listing.section]), listing.section)] if listing.section in labels and listing.section != listing.path else []
    further = [(context.t(M("Seite {number}", number=number)), list_page_path(listing.path, number))] if number > 1 else []
    return [(context.library.settings.name, START), *section, *listing.above, (listing.title, listing.path), *further]


def _jumps(context: SiteContext, listing: Listing, pages: tuple[Groups, ...], number: int) -> tuple[LinkView, ...]:
    """The way to every group, on whichever page it begins."""
    begins: dict[str, LinkView] = {}
    for n, groups in enumerate(pages, start=1):
        address = "" if n == number else context.link(list_page_path(listing.path, n))
        for group in groups:
            if group.heading:
                begins.setdefault(group.anchor, LinkView(group.heading, f"{address}#{group.anchor}"))
    return tuple(begins.values()) if len(begins) > 1 else ()


def _pager(context: SiteContext, path: str, last: int, number: int) -> Pager | None:
    if last == 1:
        return None

    def link(label: str, page: int) -> LinkView:
        return LinkView(label, context.link(list_page_path(path, page)), page == number)

    shown = sorted({1, last, *range(max(1, number - _AROUND), min(last, number + _AROUND) + 1)})
    pages: list[LinkView] = []
    for before, page in zip((0, *shown), shown, strict=False):
        pages += [LinkView("…", "")] if page > before + 1 else []
        pages.append(link(str(page), page))
    previous = link(context.t(M("Zurück")), number - 1) if number > 1 else None
    following = link(context.t(M("Weiter")), number + 1) if number < last else None
    return Pager(_which(context, number, last), previous, following, tuple(pages))


def _which(context: SiteContext, number: int, last: int) -> str:
    return context.t(M("Seite {number} von {last}", number=number, last=last))
