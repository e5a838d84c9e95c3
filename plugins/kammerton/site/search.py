"""The search: what its pages load, and the pages themselves."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kammerton.domain.addresses import (
    ACTORS,
    ARTICLES,
    EVENTS,
    FULL_TEXT,
    FULL_TEXT_INDEX,
    ISSUES,
    NEWS,
    OCCUPATIONS,
    OFFERS,
    PORTRAITS,
    PROGRAMMES,
    SEARCH,
    START,
    STORIES,
    search_index_path,
)
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.policy import full_text_policy
from kammerton.rendering.words import Words
from kammerton.site.context import SiteContext
from kammerton.site.findable import Findable, OfferName, findables, spoken_findables
from kammerton.site.sections import footer_sections, sections
from kammerton.site.views import LinkView, SitePage, View

# The groups of results where several fit equally well; the path is that of the list of all, where there is one.
KINDS: dict[str, tuple[Message, str]] = {
    "betrieb": (M("Betriebe"), PORTRAITS), "angebot": (M("Angebote"), OFFERS), "beruf": (M("Berufe"), OCCUPATIONS), "folge": (M("Podcast-Folgen"), ""),
    "wissen": (M("Wissen"), ARTICLES), "akteur": (M("Wer hilft"), ACTORS), "foerderung": (M("Förderung"), PROGRAMMES), "termin": (M("Termine"), EVENTS),
    "geschichte": (M("Geschichten"), STORIES), "meldung": (M("Neues"), NEWS), "ausgabe": (M("Newsletter"), ISSUES), "liste": (M("Listen"), ""),
    "seite": (M("Über diese Website"), ""), "sprachen": (M("In anderen Sprachen"), ""),
}  # fmt: skip
_OFFER = "angebot"


@dataclass(frozen=True)
class SearchView(View):
    """A search page: ``action`` is its own link, ``index`` what it loads, ``base`` what stands before every path in it.

    ``elsewhere`` leads to another search with the same words, where there is one; ``ways`` are the lists for those who rather look around.
    """

    title: str
    intro: str
    action: str
    index: str
    base: str
    elsewhere: LinkView | None
    ways: tuple[LinkView, ...]


def search_files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """What the search page of each language loads."""
    yield search_index_path(context.words.language), indexed(context.words, findables(context))
    for inside in context.spoken():
        yield inside.own(search_index_path(inside.words.language)), indexed(inside.words, spoken_findables(inside), lists=False)


def indexed(words: Words, found: Iterable[Findable], *, lists: bool = True) -> bytes:
    """The pages as JSON, as few bytes as can be: ``theme/static/js/search.js`` reads it. Without ``lists`` groups lead to none.

    ``arten`` are the groups with their title and list, ``angebot`` the number of that of offers; ``namen`` what offers are
    called, each once, with the number of the row of their occupation; ``seiten`` one row a page: group, title, path, fact, others, passages, language, offers (end of the
    path, number of the name). Several values stand under each other in lines, further names under the title. What is empty
    at the end of a row is left out.
    """
    pages = tuple(found)
    used = {page.kind for page in pages} | ({_OFFER} if any(page.offers for page in pages) else set())
    kinds = [kind for kind in KINDS if kind in used]
    names: dict[OfferName, int] = {}
    rows = [_row(page, kinds.index(page.kind), names) for page in pages]
    places = {page.path: place for place, page in enumerate(pages)}
    named = [[name.title, *([places[name.occupation]] if name.occupation in places else [])] for name in names]
    groups = [[words.text(KINDS[kind][0]), KINDS[kind][1] if lists else ""] for kind in kinds]
    written = {"angebot": kinds.index(_OFFER) if _OFFER in used else -1, "arten": groups, "namen": named, "seiten": rows}
    # What looks like an element is none to whoever takes the file for a page.
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c").encode()


def _row(page: Findable, kind: int, names: dict[OfferName, int]) -> list[object]:
    offers = [[offer.id, names.setdefault(replace(offer, id=""), len(names))] for offer in page.offers]
    title, others, passages = _lines(page.title, *page.names), _lines(*page.others), _lines(*page.passages)
    row: list[object] = [kind, title, page.path, page.fact, others, passages, page.language, offers]
    while not row[-1] and len(row) > 1:
        row.pop()
    return row


def _lines(*values: str) -> str:
    """Each value once, without line breaks of its own."""
    return "\n".join(dict.fromkeys(" ".join(value.split()) for value in values))


def search_pages(context: SiteContext) -> Iterator[SitePage]:
    """The search page in every language the site speaks, and that of the full-text search where there is one."""
    for inside in (context, *context.spoken()):
        path = inside.own(SEARCH)
        yield SitePage(path, "search.html", _search(inside, path, context.spoken_versions(SEARCH)))
    if context.full_text:
        yield SitePage(FULL_TEXT, "full_text.html", _full_text(context))


def _search(context: SiteContext, path: str, versions: tuple[tuple[str, str, str], ...]) -> SearchView:
    title = context.t(M("Suche"))
    intro = context.t(M("Betriebe, Berufe, Angebote, Folgen, Wissen, Termine und alles andere auf dieser Website."))
    head = context.head(path, title, intro, indexed=False)
    elsewhere = None
    if context.variant:
        elsewhere = LinkView(context.t(M("Auf allen deutschen Seiten suchen")), context.link(SEARCH))
    elif context.full_text:
        elsewhere = LinkView(context.t(M("In Abschriften und Wissenstexten suchen")), context.link(FULL_TEXT))
    return SearchView(
        frame=context.frame(SEARCH),
        head=replace(head, alternates=tuple(LinkView(label, context.link(one), one == path, language) for label, one, language in versions)),
        title=title,
        intro=intro if not context.variant else context.t(M("Diese Suche findet die Seiten, die es in dieser Sprache gibt.")),
        action=context.link(path),
        index=context.link(path.removesuffix(SEARCH) + search_index_path(context.words.language)),
        base=context.link(START),
        elsewhere=elsewhere,
        ways=_ways(context),
    )


def _full_text(context: SiteContext) -> SearchView:
    title = context.t(M("Volltextsuche"))
    intro = context.t(M("Jedes Wort aus den Abschriften der Folgen und aus dem Wissen. Diese Suche lädt etwas mehr als die einfache."))
    frame = context.frame(SEARCH)
    return SearchView(
        frame=replace(frame, policy=full_text_policy(frame.policy)),
        head=context.head(FULL_TEXT, title, intro, indexed=False),
        title=title,
        intro=intro,
        action=context.link(FULL_TEXT),
        index=context.link(FULL_TEXT_INDEX),
        base=context.link(START),
        elsewhere=LinkView(context.t(M("In den Titeln und Kurztexten aller Seiten suchen")), context.link(SEARCH)),
        ways=_ways(context),
    )


def _ways(context: SiteContext) -> tuple[LinkView, ...]:
    """The lists of everything, for those who search without script, and for those who found nothing."""
    return tuple(LinkView(context.t(label), context.link(path)) for label, path in (*sections(context.library), *footer_sections(context.library)))
