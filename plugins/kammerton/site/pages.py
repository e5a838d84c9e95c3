"""The start page, plain pages and the page for addresses that do not exist; and all pages together."""

from collections.abc import Callable, Iterable, Iterator

from kammerton.domain.addresses import (
    ARTICLES,
    DISCOVER,
    GONE,
    ISSUES,
    NOT_FOUND,
    OCCUPATIONS,
    OFFERS,
    PORTRAITS,
    START,
    audience_path,
    show_path,
    translated_path,
)
from kammerton.domain.diagnostic import MN, M, Message
from kammerton.domain.item import Audience
from kammerton.domain.translation import EASY
from kammerton.site.actors import actor_parts
from kammerton.site.archive import archive_parts
from kammerton.site.articles import article_parts
from kammerton.site.audiences import audience_parts, audiences
from kammerton.site.cards import episode_card, event_card, news_card, portrait_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.discover import discover_parts, has_discovery
from kammerton.site.events import event_parts
from kammerton.site.facets import facet_parts, field_cards
from kammerton.site.lists import directory_parts, offer_type_cards
from kammerton.site.news import news_parts
from kammerton.site.occupations import occupation_parts
from kammerton.site.parts import Part
from kammerton.site.plain import plain_page
from kammerton.site.podcast import podcast_parts
from kammerton.site.portraits import portrait_parts
from kammerton.site.programmes import programme_parts
from kammerton.site.region_map import map_pages
from kammerton.site.saved import saved_page
from kammerton.site.search import search_pages
from kammerton.site.stories import story_parts
from kammerton.site.subscribing import subscribe_parts
from kammerton.site.translations import translation_parts
from kammerton.site.views import Card, CardSection, LinkView, MissingView, SitePage, StartView

_DOORS: dict[Audience, tuple[Message, Message, Message]] = {
    "eltern": (M("Ich begleite mein Kind"), M("Wie Ausbildung heute läuft und wann was zu tun ist."), M("Zum Elternbereich")),
    "schulen": (M("Ich unterrichte"), M("Termine, Wissen und Partner für die Berufsorientierung."), M("Für Schulen")),
    "betriebe": (M("Ich bilde aus"), M("Für Betriebe: was Sie wissen müssen, wer hilft und was es kostet."), M("Für Betriebe")),
}
_MOST = 4
_NEWEST = 6
_NEXT = 3


_PARTS: tuple[Callable[[SiteContext], Iterable[Part]], ...] = (
    directory_parts, portrait_parts, occupation_parts, podcast_parts, subscribe_parts, archive_parts, facet_parts, discover_parts, audience_parts,
    article_parts, actor_parts, programme_parts, event_parts, story_parts, news_parts, translation_parts,
)  # fmt: skip


def site_parts(context: SiteContext) -> Iterator[Part]:
    """Everything the site is made of."""
    yield Part("start", start_page)
    for parts in _PARTS:
        yield from parts(context)
    yield Part("merkliste", saved_page)
    yield Part("karte", map_pages)
    yield Part("suche", search_pages)
    yield from (Part(f"seite/{page.id}", plain_page, (page,)) for page in context.library.pages)
    yield Part("fehlt", _missing_pages)


def all_pages(context: SiteContext) -> Iterator[SitePage]:
    """Every page of the site."""
    for part in site_parts(context):
        yield from part.pages(context)


def start_page(context: SiteContext) -> SitePage:
    """The start page."""
    return SitePage(START, "start.html", _start(context))


def _missing_pages(context: SiteContext) -> Iterator[SitePage]:
    """What is shown in place of a page that there is not, or not any more."""
    yield SitePage(NOT_FOUND, "missing.html", _not_found(context))
    yield SitePage(GONE, "missing.html", _gone(context))


def _start(context: SiteContext) -> StartView:
    library, settings = context.library, context.library.settings
    newest = sorted(library.listed(library.portraits), key=lambda p: (p.published, p.id), reverse=True)[:_NEWEST]
    publisher = {"@type": "Organization", "name": settings.publisher.name}
    data = {"@type": "WebSite", "name": settings.name, "url": context.addresses.absolute(START), "publisher": publisher}
    return StartView(
        frame=context.frame(START),
        head=context.head(START, settings.name, settings.intro, data),
        claim=settings.claim,
        intro=settings.intro,
        latest=next((episode_card(context, e) for e in library.listed_episodes if e.episode.type == "full"), None),
        doors=tuple(_doors(context)),
        ways=tuple(offer_type_cards(context)),
        portraits=tuple(portrait_card(context, portrait) for portrait in newest),
        sections=tuple(_sections(context)),
        languages=tuple(_languages(context)),
        figures=tuple(_figures(context)),
        actions=(LinkView(context.t(M("Betrieb finden")), context.link(PORTRAITS)), *_listen(context)),
        fields=field_cards(context),
        newsletter=LinkView(context.t(M("Newsletter für Betriebe")), context.link(ISSUES)),
    )


def _figures(context: SiteContext) -> Iterator[LinkView]:
    """How much there is, each number with the way to it."""
    library = context.library
    figures = (
        (MN("{n} Betrieb", "{n} Betriebe", len(library.listed(library.portraits))), PORTRAITS),
        (MN("{n} offenes Angebot", "{n} offene Angebote", len(library.open_offers)), OFFERS),
        (MN("{n} Beruf", "{n} Berufe", len(library.occupations)), OCCUPATIONS),
    )
    yield from (LinkView(context.t(words), context.link(path)) for words, path in figures)
    for show in library.shows[:1]:
        yield LinkView(context.t(MN("{n} Folge", "{n} Folgen", len(library.episodes_of(show)))), context.link(show_path(show.id)))


def _listen(context: SiteContext) -> Iterator[LinkView]:
    for show in context.library.shows[:1]:
        yield LinkView(context.t(M("Podcast hören")), context.link(show_path(show.id)))


def _sections(context: SiteContext) -> Iterator[CardSection]:
    """What is next, what is new, and who tells."""
    network = context.library.network
    yield CardSection(context.t(M("Als Nächstes")), tuple(event_card(context, event) for event in network.coming_events[:_NEXT]), "event")
    yield CardSection(
        context.t(M("Erzählt von denen, die es tun")), tuple(story_card(context, s) for s in context.library.listed(network.stories)[:_NEXT]), "picture"
    )
    yield CardSection(context.t(M("Kurz gemeldet")), tuple(news_card(context, item) for item in network.current_news[:_NEXT]))


def _languages(context: SiteContext) -> Iterator[LinkView]:
    """The lists of pages in other languages and in Leichte Sprache; a translation of something hidden makes none."""
    visible = [named for named in context.library.inventory.translations if context.links.path_of(*named) is not None]
    found = {t.variant: t for named in visible for t in context.library.translations_of(*named)}
    for variant, translation in sorted(found.items()):
        label = context.t(M("Leichte Sprache")) if variant == EASY else context.words.own_name(variant)
        yield LinkView(label, context.link(translated_path(variant, "")), language=translation.language)


def _doors(context: SiteContext) -> list[Card]:
    """The ways in, one for each who comes; while parents and schools have no page, further ways for young people."""
    look = context.t(MN("{n} offenes Angebot entdecken", "{n} offene Angebote entdecken", len(context.library.open_offers)))
    intro = context.t(M("Praktikum, Ausbildung oder duales Studium in deiner Nähe."))
    first = Card(context.t(M("Ich suche meinen Weg")), context.link(DISCOVER if has_discovery(context.library) else OFFERS), intro, (look,))
    doors = list(_audience_doors(context))
    return [first, *list(_spare_doors(context))[: _MOST - 1 - len(doors)], *doors]


def _audience_doors(context: SiteContext) -> Iterator[Card]:
    """The doors of parents, schools and firms; firms have one in any case."""
    open_doors = audiences(context)
    for audience, (title, text, action) in _DOORS.items():
        if audience in open_doors:
            yield Card(context.t(title), context.link(audience_path(audience)), context.t(text), (context.t(action),))
    if "betriebe" not in open_doors:
        target = ARTICLES if context.library.network.articles else ISSUES
        yield Card(context.t(M("Ich bilde aus")), context.link(target), context.t(M("Für Betriebe: einmal im Monat Neues per E-Mail.")))


def _spare_doors(context: SiteContext) -> Iterator[Card]:
    yield Card(context.t(M("Ich kenne meinen Beruf")), context.link(OCCUPATIONS), context.t(M("Alle Berufe von A bis Z und wer sie ausbildet.")))
    yield Card(context.t(M("Ich will erst mal zuhören")), context.link(_first_show(context)), context.t(M("Azubis erzählen, wie ihr Alltag klingt.")))


def _first_show(context: SiteContext) -> str:
    shows = (show_path(show.id) for show in context.library.shows)
    return next(shows, PORTRAITS)


def _not_found(context: SiteContext) -> MissingView:
    title = context.t(M("Diese Seite gibt es nicht"))
    text = context.t(M("Vielleicht ist die Adresse nicht ganz richtig, oder das Angebot ist inzwischen geschlossen. Hier geht es weiter:"))
    return _missing(context, NOT_FOUND, title, text)


def _gone(context: SiteContext) -> MissingView:
    """For every address that was withdrawn: the same words for all, for nothing may tell what stood there or why it went."""
    title = context.t(M("Diese Seite gibt es nicht mehr"))
    text = context.t(M("Was hier stand, wird nicht mehr gezeigt. Du hast nichts falsch gemacht. Hier geht es weiter:"))
    return _missing(context, GONE, title, text)


def _missing(context: SiteContext, path: str, title: str, text: str) -> MissingView:
    ways = (
        LinkView(context.t(M("Startseite")), context.link(START)),
        LinkView(context.t(M("Betriebe von A bis Z")), context.link(PORTRAITS)),
        LinkView(context.t(M("Berufe von A bis Z")), context.link(OCCUPATIONS)),
    )
    return MissingView(context.frame(), context.head(path, title, text, indexed=False), title, text, ways, tuple(_doors(context)))
