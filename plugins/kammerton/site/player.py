"""The player of an episode, and its chapters: the same on its page, beside a long transcript, and in frames on other sites."""

from kammerton.domain.addresses import cover_path, episode_file_path, episode_path
from kammerton.domain.audio import suffix_of
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.episode import RemoteAudio
from kammerton.rendering.waveform import landscape
from kammerton.rendering.words import clock
from kammerton.site.context import SiteContext
from kammerton.site.podcast_views import ChapterView, PlayerView

_SPEEDS = (0.8, 1, 1.25, 1.5, 1.75, 2)


def player_view(context: SiteContext, entry: EpisodeEntry) -> PlayerView:
    """The player of an episode."""
    episode, show, inventory = entry.episode, entry.show, context.library.inventory
    facts = inventory.audio_of(episode)
    duration = facts.duration if facts else 0
    starts = tuple(chapter.at / duration for chapter in inventory.chapters_of(episode)) if duration else ()
    cover = inventory.attachments.covers[show.cover][2]
    return PlayerView(
        key=f"{show.id}/{episode.id}",
        title=episode.title,
        show=show.title,
        page=context.link(context.own(episode_path(show.id, episode))),
        language=context.words.language,
        audio=_audio(context, entry),
        mime=facts.mime if facts else "audio/mpeg",
        file=_file(context, entry),
        duration=round(duration),
        total=clock(round(duration)),
        artwork=context.link(cover_path(show.id, cover)),
        landscape=landscape(facts.sound.peaks if facts and facts.sound else (), starts),
        speeds=tuple((f"{speed:g}", f"{context.words.number(speed)}×") for speed in _SPEEDS),
    )


def _audio(context: SiteContext, entry: EpisodeEntry) -> str:
    """Where the recording is played from."""
    audio = entry.episode.audio
    return audio.url if isinstance(audio, RemoteAudio) else context.link(episode_file_path(entry.show.id, entry.episode, suffix_of(audio)))


def _file(context: SiteContext, entry: EpisodeEntry) -> str:
    """What one downloads: MP3, 1,4 MB."""
    audio, facts = entry.episode.audio, context.library.inventory.audio_of(entry.episode)
    kind = suffix_of(audio.url.partition("?")[0] if isinstance(audio, RemoteAudio) else audio).upper()
    return f"{kind}, {context.words.size(facts.bytes)}" if facts else kind


def chapter_views(context: SiteContext, entry: EpisodeEntry) -> tuple[ChapterView, ...]:
    """The chapters of an episode, each a link into its recording."""
    audio, chapters = _audio(context, entry), context.library.inventory.chapters_of(entry.episode)
    return tuple(ChapterView(f"{c.at:g}", clock(c.at), c.title, f"{audio}#t={c.at:g}") for c in chapters)
