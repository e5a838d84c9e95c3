"""Facts about a recording: what was measured, what its published copy holds."""

from dataclasses import dataclass, field
from typing import NamedTuple

# The type Apple asks for each ending; see https://podcasters.apple.com/support/823-podcast-requirements
TYPES = {"mp3": "audio/mpeg", "m4a": "audio/x-m4a", "ogg": "audio/ogg", "opus": "audio/ogg"}
# ID3v2 and MP4 name languages by ISO 639-2/T; the languages an initiative is likely to publish in.
_LANGUAGES = {
    "ar": "ara", "bg": "bul", "cs": "ces", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "hr": "hrv", "hu": "hun", "it": "ita",
    "ku": "kur", "nds": "nds", "nl": "nld", "pl": "pol", "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus", "so": "som", "sq": "sqi", "sr": "srp",
    "ti": "tir", "tr": "tur", "uk": "ukr", "vi": "vie", "dsb": "dsb", "hsb": "hsb", "da": "dan",
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A chapter as a file holds it: its beginning in seconds, its title, an address."""

    at: float
    title: str
    url: str | None = None


@dataclass(frozen=True)
class Sound:
    """What one pass over all samples found.

    ``peaks`` are the loudest samples of equal parts of the recording, 0 to 100 (full scale); none where the recording could
    not be decoded here. ``loudness`` is in LUFS (ITU-R BS.1770-4), None for silence. ``clipped`` counts the places where at
    least three samples in a row stand at full scale.
    """

    peaks: tuple[int, ...] = ()
    loudness: float | None = None
    clipped: int = 0


@dataclass(frozen=True)
class AudioFacts:
    """Duration in seconds, size in bytes, MIME type; bits a second, channels and samples a second where they were measured.

    ``title`` and ``marks`` come from the file's own tags. ``sound`` is None where nobody listened, as with a remote file.
    ``digest`` is the SHA-256 of the file, where there is one.
    """

    duration: float
    bytes: int
    mime: str
    bitrate: int = 0
    channels: int = 0
    rate: int = 0
    title: str = ""
    marks: tuple[Mark, ...] = ()
    sound: Sound | None = None
    digest: str = ""


@dataclass(frozen=True)
class Recording:
    """The published copy of a recording: where it lies in the project, its bytes, its SHA-384 in base64."""

    source: str
    bytes: int
    sha384: str


@dataclass(frozen=True)
class AudioTags:
    """What stands in the tags of a published recording.

    ``language`` is BCP 47, ``date`` an ISO 8601 day, ``duration`` is in seconds, ``cover`` the path of a JPEG or PNG in the project; marks are in order of time.
    """

    title: str
    artist: str
    album: str
    date: str
    language: str
    comment: str
    page: str
    publisher: str
    duration: float
    number: int | None = None
    season: int | None = None
    rights: str = ""
    cover: str = ""
    marks: tuple[Mark, ...] = field(default=())


class CopyWish(NamedTuple):
    """A wish for the published copy of a recording: the path of its file, the tags of the copy, and what owns it (an episode's id, or a further rendering's key)."""

    path: str
    tags: AudioTags
    owner: str


def suffix_of(file_name: str) -> str:
    """The lower-case ending without the dot.

    >>> suffix_of("001-Orgel.MP3")
    'mp3'
    """
    return file_name.rpartition(".")[2].lower() if "." in file_name else ""


def language_code(tag: str) -> str:
    """The three-letter code of a BCP 47 language (ISO 639-2/T), ``und`` for one that is not in the table.

    >>> language_code("de-AT"), language_code("xx")
    ('deu', 'und')
    """
    return _LANGUAGES.get(tag.partition("-")[0], "und")
