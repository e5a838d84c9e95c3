"""The pages of shows and episodes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kammerton.domain.addresses import (
    cover_path,
    episode_file_path,
    episode_path,
    feed_path,
    occupation_path,
    portrait_path,
    show_json_path,
    show_path,
)
from kammerton.domain.audio import suffix_of
from kammerton.domain.diagnostic import M
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.episode import Episode, RemoteAudio, Voice
from kammerton.domain.item import Item
from kammerton.domain.portrait import Portrait
from kammerton.domain.show import Show
from kammerton.rendering.labels import ROLES
from kammerton.site.cards import (
    actor_card,
    article_card,
    episode_card,
    episode_colour,
    episode_facts,
    event_card,
    offer_card,
    portrait_card,
    programme_card,
    story_card,
)
from kammerton.site.context import SiteContext
from kammerton.site.embed import embed_page, oembed_path, snippet
from kammerton.site.paging import Listing, first_page, further_pages
from kammerton.site.parts import Part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.player import chapter_views, player_view
from kammerton.site.podcast_facts import episode_facts_of, licence_link, rendering_links, show_facts
from kammerton.site.podcast_views import EpisodeView, ShowView, VoiceView
from kammerton.site.structured import podcast_episode, podcast_series
from kammerton.site.transcripts import transcript_page, transcript_part
from kammerton.site.views import Card, CardGroup, CardSection, LinkView, SitePage

I = TypeVar("I", bound=Item)  # noqa: E741 - a type variable
_VOICE_SIZES = "6rem"


def podcast_parts(context: SiteContext) -> Iterator[Part]:
    """The page of every show that has begun, and of every visible episode."""
    yield from (Part(f"reihe/{show.id}", _show_pages, (show,)) for show in context.library.shows)
    yield from (Part(f"folge/{entry.episode.id}", _episode_pages, (entry,)) for entry in context.library.episodes)


def _show_pages(context: SiteContext, show: Show) -> Iterator[SitePage]:
    listing = _listing(context, show)
    yield SitePage(listing.path, "show.html", _show(context, show, listing))
    yield from further_pages(context, listing)


def _episode_pages(context: SiteContext, entry: EpisodeEntry) -> Iterator[SitePage]:
    yield _episode_page(context, entry)
    yield embed_page(context, entry)
    own_page = transcript_page(context, entry, player_view(context, entry))
    if own_page is not None:
        yield own_page


def _episode_page(context: SiteContext, entry: EpisodeEntry) -> SitePage:
    return SitePage(context.own(episode_path(entry.show.id, entry.episode)), "episode.html", _episode(context, entry))


def translated_episode_page(context: SiteContext, episode: Episode) -> SitePage:
    """The page of an episode's translation."""
    return _episode_page(context, _translated(context, episode))


def translated_embed_page(context: SiteContext, episode: Episode) -> SitePage:
    """The player of an episode's translation for other sites."""
    return embed_page(context, _translated(context, episode))


def _translated(context: SiteContext, episode: Episode) -> EpisodeEntry:
    return EpisodeEntry(episode, context.library.episodes_by_id[episode.id].show)


def _listing(context: SiteContext, show: Show) -> Listing:
    """The episodes of a show: the newest first, those of a serial one from the beginning."""
    entries = context.library.episodes_of(show)
    cards = tuple(episode_card(context, entry) for entry in (reversed(entries) if show.type == "serial" else entries))
    return Listing(show_path(show.id), show.title, show.description, "", (CardGroup("", "folgen", cards),), kind="picture")


def _show(context: SiteContext, show: Show, listing: Listing) -> ShowView:
    groups, pager = first_page(context, listing)
    episodes = tuple(card for group in groups for card in group.cards)
    suffix = context.library.inventory.attachments.covers[show.cover][2]
    return ShowView(
        frame=context.frame(show_path(show.id)),
        head=context.head(show_path(show.id), show.title, show.description, podcast_series(context, show)),
        title=show.title,
        description=show.description,
        cover=context.link(cover_path(show.id, suffix)),
        cover_alt=show.cover_alt,
        feed=context.addresses.absolute(feed_path(show.id)) if episodes else "",
        subscribing=context.subscribing(show.id),
        json_feed=context.link(show_json_path(show.id)) if episodes else "",
        facts=show_facts(context, show),
        licence=licence_link(show.license, show.license_url),
        voices=tuple(_voice(context, voice) for voice in show.voices if voice.consent is None or context.library.allows(voice.consent)),
        funding=tuple(LinkView(way.title, way.url) for way in show.funding),
        episodes=episodes,
        pager=pager,
    )


def _episode(context: SiteContext, entry: EpisodeEntry) -> EpisodeView:
    library, episode, show = context.library, entry.episode, entry.show
    path = episode_path(show.id, episode)
    player = player_view(context, entry)
    firms = library.portraits_of(episode)
    before, after = library.neighbours_of.get(episode.id, (None, None))
    full_audio = (
        player.audio if isinstance(episode.audio, RemoteAudio) else context.addresses.absolute(episode_file_path(show.id, episode, suffix_of(episode.audio)))
    )
    return EpisodeView(
        frame=context.frame(show_path(show.id)),
        head=context.item_head("folge", episode, path, podcast_episode(context, entry, context.addresses.absolute(path), full_audio)),
        title=episode.title,
        kicker=" · ".join(episode_facts(context, entry)),
        summary=episode.summary or "",
        colour=episode_colour(context, entry),
        show=LinkView(show.title, context.link(show_path(show.id))),
        subscribing=context.subscribing(show.id) if library.episodes_of(show) else "",
        player=player,
        renderings=tuple(rendering_links(context, entry)),
        snippet=snippet(context, entry),
        oembed=context.link(oembed_path(entry)),
        facts=episode_facts_of(context, entry),
        licence=licence_link(episode.license or show.license, episode.license_url if episode.license else show.license_url),
        also_at=tuple(LinkView(page.title, page.url) for page in episode.also_at),
        body=body(context, episode),
        chapters=chapter_views(context, entry),
        voices=tuple(_voice(context, voice) for voice in episode.voices),
        transcript=transcript_part(context, entry, player.audio),
        links=tuple(LinkView(link.title, link.url) for link in episode.links),
        portraits=tuple(portrait_card(context, firm) for firm in firms),
        occupations=tuple(_occupation_links(context, episode)),
        offers=tuple(_open_offers(context, firms)),
        sections=tuple(_sections(context, episode)),
        picture=shown(context, episode.image, is_first=True),
        pictures=remaining(context, episode),
        previous=_neighbour(context, before),
        next=_neighbour(context, after),
    )


def _open_offers(context: SiteContext, firms: Iterable[Portrait]) -> Iterator[Card]:
    found = (offer for firm in firms for offer in context.library.offers_by_portrait.get(firm.id, ()) if offer.is_open)
    return (offer_card(context, offer, with_firm=True) for offer in found)


def _voice(context: SiteContext, voice: Voice) -> VoiceView:
    """Somebody heard, with a link to the page of their own or of their firm."""
    firm = context.library.portraits_by_id.get(voice.portrait or "")
    link = voice.url or (context.link(portrait_path(firm)) if firm else "")
    return VoiceView(voice.name, context.t(ROLES[voice.role]), link, shown(context, voice.image, sizes=_VOICE_SIZES))


def _sections(context: SiteContext, episode: Episode) -> Iterator[CardSection]:
    """What else the episode is about."""
    network = context.library.network
    yield CardSection(context.t(M("Wer hier erzählt")), tuple(story_card(context, s) for s in network.stories_by_episode.get(episode.id, ())), "picture")
    yield CardSection(context.t(M("Termine zur Folge")), tuple(event_card(context, e) for e in _named(network.events, episode.events)), "event")
    yield CardSection(context.t(M("Zum Nachlesen")), tuple(article_card(context, a) for a in _named(network.articles, episode.articles)))
    yield CardSection(context.t(M("Förderung zur Folge")), tuple(programme_card(context, p) for p in _named(network.programmes, episode.programmes)))
    yield CardSection(context.t(M("Wer dabei hilft")), tuple(actor_card(context, a) for a in _named(network.actors, episode.actors)))


def _named(items: Sequence[I], ids: Sequence[str]) -> Iterator[I]:
    """The items with these ids in their own order; most episodes name none, and looking through all for each would take the square."""
    return (item for item in items if item.id in ids) if ids else iter(())


def _occupation_links(context: SiteContext, episode: Episode) -> Iterator[LinkView]:
    for occupation in context.library.occupations_among(episode.occupations):
        yield LinkView(context.library.name_of(occupation), context.link(occupation_path(occupation.id)))


def _neighbour(context: SiteContext, entry: EpisodeEntry | None) -> LinkView | None:
    return LinkView(entry.episode.title, context.link(episode_path(entry.show.id, entry.episode))) if entry else None
