"""Recordings, pictures and texts that belong to an episode or show."""

from kammerton.domain.audio import AudioFacts, Recording, suffix_of
from kammerton.domain.document import cut_at_word
from kammerton.domain.episode import Elsewhere
from kammerton.podcast.rss.element import Node, Value
from kammerton.podcast.rss.series import SHORT
from kammerton.podcast.transcripts import FORMATS, HTML
from kammerton.podcast.view import EpisodeView, FeedPicture, ShowView

# Apple: artwork is square, 1400 to 3000 pixels.
_SMALLEST_ARTWORK = 1400
_PICTURE_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


def cover(view: ShowView) -> Value:
    """The cover with its description."""
    return _image(view.cover, "artwork")


def picture(view: EpisodeView) -> Value:
    """The picture of the episode with its description; what is wider than high suits link previews."""
    found = view.picture
    return _image(found, "artwork social" if found.width > found.height else "artwork") if found else None


def square(view: EpisodeView) -> Value:
    """The picture of the episode where it has the shape and size Apple asks for."""
    found = view.picture
    return {"href": found.address} if found and found.width == found.height >= _SMALLEST_ARTWORK else None


def _image(found: FeedPicture, purpose: str) -> Value:
    values = {"href": found.address, "alt": found.alt, "aspect-ratio": found.ratio, "width": str(found.width)}
    return {**values, "type": _PICTURE_TYPES[suffix_of(found.address)], "purpose": purpose}


def trailers(view: ShowView) -> Value:
    """The recordings with which the show introduces itself."""
    return [_trailer(found) for found in view.trailers]


def _trailer(view: EpisodeView) -> Node:
    facts = {"url": view.address, "pubdate": view.date, "length": str(view.audio.bytes), "type": view.audio.mime}
    return Node(cut_at_word(view.episode.title, SHORT), {**facts, "season": str(view.episode.season or "")})


def soundbite(view: EpisodeView) -> Value:
    """The part of the recording that invites to listen."""
    part = view.episode.excerpt
    if part is None:
        return None
    return Node(part.title or cut_at_word(view.episode.title, SHORT), {"startTime": f"{part.start:.3f}", "duration": f"{part.end - part.start:.3f}"})


def transcripts(view: EpisodeView) -> Value:
    """The transcript in every form."""
    if not view.has_transcript:
        return None
    language = view.episode.language
    forms = [(ending, mime, relation) for ending, (_, mime, relation) in FORMATS.items()]
    return [{"url": view.file(ending), "type": mime, "language": language, "rel": relation} for ending, mime, relation in (*forms, (*HTML, ""))]


def content_link(page: Elsewhere) -> Value:
    """A page where the episode can be heard or seen, too."""
    return Node(page.title, {"href": page.url})


def renderings(view: EpisodeView) -> Value:
    """The recording with its hash (Subresource Integrity) where it is known, and each further rendering."""
    inventory = view.of.library.inventory
    own = inventory.attachments.recordings.get(view.episode.id)
    main = [_rendering(view, view.audio, view.address, own, {"default": "true"})] if own and isinstance(view.episode.audio, str) else []
    return [
        *main,
        *(_rendering(view, facts, address, inventory.recording_of(view.episode, one), {"title": one.title}) for one, facts, address in view.renderings()),
    ]


def _rendering(view: EpisodeView, facts: AudioFacts, address: str, published: Recording | None, more: dict[str, str]) -> Node:
    bitrate = str(facts.bitrate) if facts.bitrate else None
    known = {"type": facts.mime, "length": str(facts.bytes), "bitrate": bitrate, "lang": view.episode.language, **more}
    integrity = [{"type": "sri", "value": f"sha384-{published.sha384}"}] if published else []
    return Node(None, known, (("podcast:source", {"uri": address}), ("podcast:integrity", integrity)))
