"""Transcripts on pages: under the episode, or on a page of their own when they are long."""

from kammerton.domain.addresses import episode_file_path, episode_path, show_path, transcript_path
from kammerton.domain.diagnostic import M
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.episode import Episode
from kammerton.domain.transcript import Cue, merged
from kammerton.rendering.words import clock
from kammerton.site.context import SiteContext
from kammerton.site.podcast_views import CueView, PlayerView, TranscriptPart, TranscriptView
from kammerton.site.views import LinkView, SitePage

# Characters; about seven minutes of talk. Above it the transcript has a page of its own, and the episode shows its beginning.
LONG = 6000
_BEGINNING = 1200
_FILES = (("vtt", M("WebVTT")), ("srt", M("SRT")), ("txt", M("Text")), ("abschrift.json", M("JSON")))


def transcript_part(context: SiteContext, entry: EpisodeEntry, audio: str) -> TranscriptPart:
    """What the page of an episode shows of its transcript; every paragraph leads into the recording."""
    cues = _cues_of(context, entry.episode)
    page = context.link(transcript_path(entry.show.id, entry.episode)) if _is_long(cues) else ""
    shown = _beginning(cues) if page else cues
    return TranscriptPart(_views(shown, audio), _files(context, entry), LinkView(context.t(M("Die ganze Abschrift lesen")), page) if page else None)


def _cues_of(context: SiteContext, episode: Episode) -> tuple[Cue, ...]:
    """The paragraphs of an episode's transcript."""
    return merged(context.library.inventory.attachments.transcripts.get(episode.transcript or "", ()))


def _is_long(cues: tuple[Cue, ...]) -> bool:
    return sum(len(cue.text) for cue in cues) > LONG


def _views(cues: tuple[Cue, ...], audio: str) -> tuple[CueView, ...]:
    return tuple(CueView(f"{cue.start:g}", clock(cue.start), f"{audio}#t={cue.start:g}", cue.speaker or "", cue.text) for cue in cues)


def _beginning(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The first paragraphs of a long transcript, at least one."""
    length = 0
    for number, cue in enumerate(cues):
        length += len(cue.text)
        if number and length > _BEGINNING:
            return cues[:number]
    return cues


def _files(context: SiteContext, entry: EpisodeEntry) -> tuple[LinkView, ...]:
    """The transcript in every format; none where there is no transcript."""
    if not _cues_of(context, entry.episode):
        return ()
    return tuple(LinkView(context.t(label), context.link(episode_file_path(entry.show.id, entry.episode, suffix))) for suffix, label in _FILES)


def transcript_page(context: SiteContext, entry: EpisodeEntry, player: PlayerView) -> SitePage | None:
    """The page of a long transcript."""
    episode, show = entry.episode, entry.show
    cues = _cues_of(context, episode)
    if not _is_long(cues):
        return None
    path, title = transcript_path(show.id, episode), context.t(M("Abschrift: {title}", title=episode.title))
    view = TranscriptView(
        frame=context.frame(show_path(show.id)),
        head=context.head(path, title, context.t(M("Was in der Folge „{title}“ gesagt wird, zum Mitlesen.", title=episode.title))),
        title=title,
        episode=LinkView(episode.title, context.link(episode_path(show.id, episode))),
        player=player,
        transcript=TranscriptPart(_views(cues, player.audio), _files(context, entry), None),
    )
    return SitePage(path, "transcript.html", view)
