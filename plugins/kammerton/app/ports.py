"""What the use cases need from the world; ``adapters`` has the real parts, the tests have stand-ins.

What only one capability needs stands there: ``audit.BuiltSite``, ``newsletter.mail.Templates``.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from kammerton.domain.audio import AudioFacts, AudioTags, Recording
from kammerton.domain.clip import ClipFacts
from kammerton.domain.inventory import FieldPath
from kammerton.domain.pictures import PictureFacts, PictureProblem

Picture = tuple[int, int, str]


class Sources(Protocol):
    """The project folder; paths are relative to it, with slashes."""

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The sorted paths of the files directly in a folder that end with ``suffix``; none where the folder is missing."""
        ...

    def names_below(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The sorted paths of all files below a folder that end with ``suffix``."""
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None where there is none."""
        ...

    def size(self, path: str) -> int | None:
        """The size of a file in bytes, or None where there is none."""
        ...

    def clip(self, path: str) -> ClipFacts | str:
        """Measured facts of a video, or what is wrong: missing, type, unreadable, too_big, located."""
        ...

    def settings(self) -> tuple[Mapping[str, Any], Mapping[FieldPath, int]]:
        """The upper-case names of pelicanconf.py with their values, and the line of each. Raises ``SetupError``."""
        ...

    def remembered(self, committed: str | None) -> tuple[tuple[str, bytes], ...]:
        """Every copy of the manifest of what was published, each with its path: the published build's first, then the ``committed`` one.

        A copy on the live site comes last, once there is something that reads it.
        """
        ...

    def audio(self, path: str) -> AudioFacts | str:
        """Measured facts of an audio file, or the word for what is wrong with it; ``rules.audio_readable`` tells each word."""
        ...

    def recording(self, path: str, tags: AudioTags, owner: str) -> Recording:
        """A copy of a readable audio file with these tags and no others, for the episode ``owner``; the file itself stays as it is."""
        ...

    def picture(self, path: str) -> Picture | None:
        """Width and height in pixels and the ending that fits the content (jpg or png), or None."""
        ...

    def picture_facts(self, path: str) -> PictureFacts | PictureProblem:
        """Measured facts of a picture to be published, or what is wrong with it."""
        ...

    def derivative(self, path: str, width: int, ending: str) -> str:
        """The path of the file to publish for a usable picture, in one of its widths and a format of ``FORMATS``."""
        ...

    def can_index(self) -> bool:
        """Whether there is what makes the index of the full-text search; it is an extra of the installation."""
        ...


class Progress(Protocol):
    """Somebody who watches long work; ``adapters.progress`` shows a bar or writes lines."""

    def step(self, steps: int = 1) -> None:
        """So many steps more are done."""
        ...
