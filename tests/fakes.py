"""Hand-written stand-ins for the adapters."""

import base64
import gettext
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256, sha384
from typing import Any

from tests.sample import FILES, SETTINGS

from kammerton.app.watch import UNWATCHED
from kammerton.domain.audio import AudioFacts, CopyWish, Recording
from kammerton.domain.clip import ClipFacts
from kammerton.domain.diagnostic import Message
from kammerton.domain.inventory import FieldPath
from kammerton.domain.moments import ZONE
from kammerton.domain.pictures import PictureFacts, PictureProblem, widths_of
from kammerton.reading.texts import Text, Wanted, read_text
from kammerton.rendering.words import Words

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=ZONE)
WORDS = Words(gettext.NullTranslations(), "de")


def png(width: int, height: int, colours: int = 2) -> bytes:
    """A PNG of these measures, all black; ``colours`` is its colour type: 0 grey, 2 RGB."""
    header = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    pixels = zlib.compress(bytes(height * (1 + width * (3 if colours == 2 else 1))), 9)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)


RECORDING = bytes(480_000)
# Its SHA-384 in base64, as check sums of feeds want it.
RECORDING_HASH = base64.b64encode(sha384(RECORDING).digest()).decode()
COVER = png(1500, 1500)


def copied(path: str) -> bytes:
    """What a build in memory writes for a file that would be copied: every recording and every cover is the same."""
    ending = path.rpartition(".")[2]
    return RECORDING if ending in ("mp3", "m4a", "ogg", "opus") else COVER if ending == "png" else b""


class FakeSources:
    """A project folder in memory: texts by path.

    Unless told otherwise audio is 60 s long, every cover is ``picture``, and a published picture has 1600 x 1067 pixels.
    """

    def __init__(
        self,
        files: Mapping[str, str | bytes] = FILES,
        settings: Mapping[str, Any] = SETTINGS,
        audio: Mapping[str, AudioFacts | str] | None = None,
        picture: tuple[int, int, str] | None = (1500, 1500, "png"),
        pictures: Mapping[str, PictureFacts | PictureProblem] | None = None,
    ) -> None:
        self.files = {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}
        self._settings, self._audio, self._picture, self._pictures = settings, audio or {}, picture, pictures or {}
        self.watch = UNWATCHED
        self.live: bytes | Message | None = None

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        return tuple(sorted(p for p in self.files if p.rpartition("/")[0] == folder and p.endswith(suffix)))

    def names_below(self, folder: str, suffix: str) -> tuple[str, ...]:
        return tuple(sorted(p for p in self.files if p.startswith(folder + "/") and p.endswith(suffix)))

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def texts(self, wanted: Sequence[Wanted]) -> Sequence[Text | None]:
        return [read_text(entry, self.files[entry.path]) if entry.path in self.files else None for entry in wanted]

    def size(self, path: str) -> int | None:
        return len(self.files[path]) if path in self.files else None

    def clip(self, path: str) -> ClipFacts | str:
        return ClipFacts(30.0, 1280, 720) if path in self.files else "missing"

    def settings(self) -> tuple[Mapping[str, Any], Mapping[FieldPath, int]]:
        return self._settings, {}

    def remembered(self, committed: str | None, live: str | None) -> tuple[tuple[str, bytes | Message], ...]:
        files = (".builds/aktuell/veroeffentlicht.json", committed)
        found: list[tuple[str, bytes | Message]] = [(file, self.files[file]) for file in files if file and file in self.files]
        return (*found, (f"{live}/veroeffentlicht.json", self.live)) if live and self.live is not None else tuple(found)

    def audio(self, path: str) -> AudioFacts | str:
        if path in self._audio:
            return self._audio[path]
        return AudioFacts(60.0, 480_000, "audio/mpeg") if path in self.files else "missing"

    def copies(self, wanted: Sequence[CopyWish]) -> Iterable[Recording]:
        return [Recording(f".cache/{owner}-{len(tags.marks)}.mp3", len(RECORDING), RECORDING_HASH) for _, tags, owner in wanted]

    def picture(self, path: str) -> tuple[int, int, str] | None:  # noqa: ARG002
        return self._picture

    def side_by_side(self, paths: Sequence[str]) -> Iterable[str]:
        return paths

    def picture_facts(self, path: str) -> PictureFacts | PictureProblem:
        if path in self._pictures:
            return self._pictures[path]
        facts = PictureFacts(sha256(path.encode()).hexdigest()[:20], 1600, 1067, widths_of(1600, 1067), has_alpha=False)
        return facts if path in self.files else "missing"

    def derivative(self, path: str, width: int, ending: str) -> str:
        facts = self.picture_facts(path)
        assert isinstance(facts, PictureFacts)
        assert width in facts.widths
        return f".cache/bilder/{facts.hash}/{width}.{ending}"

    def can_index(self) -> bool:
        return False


class FakeSite:
    """A finished build in memory."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}

    def paths(self) -> Iterable[str]:
        return self.files.keys()

    def read(self, path: str) -> bytes:
        return self.files[path]

    def size(self, path: str) -> int:
        return len(self.files[path])

    def stamp(self, path: str) -> str | None:
        return sha256(self.files[path]).hexdigest() if path in self.files else None
