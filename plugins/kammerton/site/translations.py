"""Pages in other languages and in Leichte Sprache, each under the folder of its variant, and a list of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kammerton.domain.addresses import translated_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.episode import Episode
from kammerton.domain.item import Item
from kammerton.domain.translation import EASY, Translation, translated
from kammerton.site.actors import actor_page
from kammerton.site.articles import article_page
from kammerton.site.context import SiteContext
from kammerton.site.events import event_page
from kammerton.site.news import news_page
from kammerton.site.paging import Listing, list_pages_of
from kammerton.site.parts import Part
from kammerton.site.plain import plain_page
from kammerton.site.podcast import translated_embed_page, translated_episode_page
from kammerton.site.portraits import portrait_page
from kammerton.site.programmes import programme_page
from kammerton.site.stories import story_page
from kammerton.site.views import Card, CardGroup, SitePage

# The page of one item of each kind that can be translated.
_PAGES: Mapping[str, Callable[[SiteContext, Any], SitePage]] = {
    "seite": plain_page, "wissen": article_page, "betrieb": portrait_page, "akteur": actor_page, "foerderung": programme_page,
    "termin": event_page, "geschichte": story_page, "meldung": news_page, "folge": translated_episode_page,
}  # fmt: skip


def translation_parts(context: SiteContext) -> Iterator[Part]:
    """The page of every finished translation of a visible item, and for each variant the list of its pages."""
    found: dict[str, list[tuple[str, Item, Translation]]] = {}
    for kind, item in _translatable(context):
        for translation in context.library.translations_of(kind, item.id):
            found.setdefault(translation.variant, []).append((kind, item, translation))
    for variant, entries in sorted(found.items()):
        yield from (Part(f"{variant}/{kind}/{item.id}", _pages, (kind, item, translation)) for kind, item, translation in entries)
        yield Part(variant, _list_pages, (variant, tuple((kind, item.id, translation) for kind, item, translation in entries)))


def _pages(context: SiteContext, kind: str, item: Item, translation: Translation) -> Iterator[SitePage]:
    inside, written = context.in_variant(translation.variant), translated(item, translation)
    yield _PAGES[kind](inside, written)
    if isinstance(written, Episode):
        yield translated_embed_page(inside, written)


def _translatable(context: SiteContext) -> Iterator[tuple[str, Item]]:
    library, network = context.library, context.library.network
    kinds: dict[str, tuple[Item, ...]] = {
        "seite": library.pages, "wissen": network.articles, "betrieb": library.portraits, "akteur": network.actors, "foerderung": network.programmes,
        "termin": network.events, "geschichte": network.stories, "meldung": network.news, "folge": tuple(e.episode for e in library.episodes),
    }  # fmt: skip
    for kind, items in kinds.items():
        yield from ((kind, item) for item in items)


def _list_pages(context: SiteContext, variant: str, entries: tuple[tuple[str, str, Translation], ...]) -> Iterator[SitePage]:
    inside = context.in_variant(variant)
    return list_pages_of(inside, _list(inside, variant, entries))


def _list(context: SiteContext, variant: str, entries: tuple[tuple[str, str, Translation], ...]) -> Listing:
    path = translated_path(variant, "")
    cards = tuple(
        Card(translation.title, context.link(context.links.path_of(kind, id_) or ""), translation.summary or "", language=translation.language)
        for kind, id_, translation in entries
    )
    title = context.t(M("Leichte Sprache")) if variant == EASY else context.words.own_name(variant)
    intro = context.t(M("Diese Seiten gibt es in Leichter Sprache.")) if variant == EASY else context.t(M("Diese Seiten gibt es in dieser Sprache."))
    count = context.t(MN("{n} Seite", "{n} Seiten", len(cards)))
    return Listing(path, title, intro, count, (CardGroup("", "seiten", cards),), kind="row")
