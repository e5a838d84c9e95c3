"""What the pages of shows and episodes tell in short lines: place, season, licence, other forms."""

from collections.abc import Iterator

from kammerton.domain.addresses import rendering_path
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.episode import RemoteAudio
from kammerton.domain.licences import LICENCES, slug_of
from kammerton.domain.show import Show
from kammerton.site.context import SiteContext
from kammerton.site.views import LinkView, Pairs


def show_facts(context: SiteContext, show: Show) -> Pairs:
    """How often, where, under which licence, with which voices."""
    town = context.library.words.towns[show.town].title if show.town else ""
    rhythm = show.rhythm.text if show.rhythm else ""
    if show.complete:
        rhythm = context.t(M("abgeschlossen"))
    facts = (
        (M("Erscheint"), rhythm),
        (M("Ort"), town),
        (M("Lizenz"), _plain_licence(show.license, show.license_url)),
        *_synthetic(context, show.synthetic_voices),
    )
    return _told(context, facts)


def episode_facts_of(context: SiteContext, entry: EpisodeEntry) -> Pairs:
    """Season, place, topics, licence, voices; what an episode does not say itself it has from its show."""
    episode, show = entry.episode, entry.show
    name = show.season_name(episode.season)
    season = f"{episode.season}: {name}" if name else str(episode.season or "")
    towns = ", ".join(town.title for town in context.library.towns_of_episode(episode))
    licence = _plain_licence(episode.license, episode.license_url) if episode.license else _plain_licence(show.license, show.license_url)
    synthetic = show.synthetic_voices if episode.synthetic_voices is None else episode.synthetic_voices
    facts = ((M("Staffel"), season), (M("Ort"), towns), (M("Themen"), ", ".join(episode.topics)), (M("Lizenz"), licence), *_synthetic(context, synthetic))
    return _told(context, facts)


def _synthetic(context: SiteContext, is_synthetic: bool | None) -> tuple[tuple[Message, str], ...]:  # noqa: FBT001 - a value of the content
    return ((M("Stimmen"), context.t(M("künstlich erzeugt"))),) if is_synthetic else ()


def _told(context: SiteContext, facts: tuple[tuple[Message, str], ...]) -> Pairs:
    return tuple((context.t(label), value) for label, value in facts if value)


def _plain_licence(text: str | None, url: str | None) -> str:
    """A licence in words, where there is no text to link to."""
    return "" if licence_link(text, url) else text or ""


def licence_link(text: str | None, url: str | None) -> LinkView | None:
    """A licence with the address of its text, where one is known."""
    slug = slug_of(text) if text else None
    if slug is not None:
        name, known = LICENCES[slug]
        return LinkView(name, url or known)
    return LinkView(text, url) if text and url else None


def rendering_links(context: SiteContext, entry: EpisodeEntry) -> Iterator[LinkView]:
    """Each further rendering as a download, with its size."""
    for rendering in entry.episode.renderings:
        facts = context.library.inventory.rendering_of(entry.episode, rendering)
        if facts is not None:
            audio = rendering.audio
            href = audio.url if isinstance(audio, RemoteAudio) else context.link(rendering_path(entry.show.id, entry.episode, audio))
            yield LinkView(context.t(M("{title} ({size})", title=rendering.title, size=context.words.size(facts.bytes))), href)
