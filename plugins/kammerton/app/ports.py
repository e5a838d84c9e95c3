"""What the use cases need from the world; ``adapters`` has the real parts, the tests have stand-ins.

What only one capability needs stands there: ``audit.BuiltSite``, ``newsletter.mail.Templates``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from kammerton.delivery.bounces import Bounce
from kammerton.delivery.consent import Evidence
from kammerton.delivery.letter import Letter
from kammerton.delivery.subscriber import State, Subscriber
from kammerton.delivery.tokens import Tokens
from kammerton.domain.audio import AudioFacts, CopyWish, Recording
from kammerton.domain.clip import ClipFacts
from kammerton.domain.diagnostic import Message
from kammerton.domain.inventory import FieldPath
from kammerton.domain.item import Audience
from kammerton.domain.pictures import PictureFacts, PictureProblem
from kammerton.reading.texts import Text, Wanted

Picture = tuple[int, int, str]


class Progress(Protocol):
    """How far a stage of long work has come."""

    def step(self, steps: int = 1) -> None:
        """So many steps more are done."""
        ...


class Watch(Protocol):
    """Somebody who watches long work; ``adapters.progress`` shows it, ``app.watch`` has one who looks away. What is made never depends on it."""

    def stage(self, name: Message, total: int = 0) -> AbstractContextManager[Progress]:
        """Begin a stage of the work, of so many steps where that is known. Stages follow one another, or lie in one another."""
        ...

    def kept(self, things: int = 1) -> None:
        """So many things of the innermost stage were not made, because they are kept from before."""
        ...

    def made(self, things: int = 1) -> None:
        """So many things of the innermost stage had to be made, where some are kept."""
        ...


class Sources(Protocol):
    """The project folder; paths are relative to it, with slashes."""

    @property
    def watch(self) -> Watch:
        """Who watches while something is made of it."""
        ...

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The sorted paths of the files directly in a folder that end with ``suffix``; none where the folder is missing."""
        ...

    def names_below(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The sorted paths of all files below a folder that end with ``suffix``."""
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None where there is none."""
        ...

    def texts(self, wanted: Sequence[Wanted]) -> Sequence[Text | None]:
        """What each of these files was read into, in their order; None where there is none.

        Exactly what ``reading.texts.read_text`` makes of its content, whether it is read now or was before.
        """
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

    def remembered(self, committed: str | None, live: str | None) -> tuple[tuple[str, bytes | Message], ...]:
        """Every copy of the manifest of what was published, each with its path: the published build's first, then the ``committed`` one.

        The copy of the site at the address ``live`` comes last, with its address; where it cannot be had, why.
        """
        ...

    def audio(self, path: str) -> AudioFacts | str:
        """Measured facts of an audio file, or the word for what is wrong with it; ``rules.audio_readable`` tells each word."""
        ...

    def copies(self, wanted: Sequence[CopyWish]) -> Iterable[Recording]:
        """A copy of each of these readable audio files, with these tags and no others, in their order; the files themselves stay as they are."""
        ...

    def picture(self, path: str) -> Picture | None:
        """Width and height in pixels and the ending that fits the content (jpg or png), or None."""
        ...

    def side_by_side(self, paths: Sequence[str]) -> Iterable[str]:
        """The same paths, in their order: pictures and recordings about to be asked for, of which those never measured are measured several at once."""
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


class Way(Protocol):
    """A way to a target; paths are relative to its root, with slashes. Whatever fails raises ``SetupError``.

    Every file arrives whole or not at all: nobody ever sees half of one, whenever the way breaks.
    """

    def sizes(self, paths: Iterable[str]) -> Mapping[str, int]:
        """The size in bytes of each of these files that is at the target; what else lies there does not matter."""
        ...

    def read(self, name: str) -> bytes | None:
        """The record or the lock; None where there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write or replace the record or the lock."""
        ...

    def claim(self, name: str, content: bytes) -> bool:
        """Write the lock where there is none; else leave it and return False."""
        ...

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        """Bring files there, in any order; yields each path once it has arrived."""
        ...

    def delete(self, paths: Sequence[str]) -> Iterator[str]:
        """Delete files in this order, and folders that become empty; yields each path once it is gone. One that is missing is gone."""
        ...

    def finish(self) -> None:
        """Make visible what only becomes visible as a whole."""
        ...


class Recipients(Protocol):
    """Who gets the newsletter, as sending needs it; ``adapters.subscribers`` has the list."""

    @property
    def tokens(self) -> Tokens:
        """Makes and reads the tokens of links and mailboxes."""
        ...

    def recipients(self, audiences: tuple[Audience, ...] = ()) -> Iterator[Subscriber]:
        """All confirmed subscribers an edition for these audiences is meant for, in the order in which they joined; without audiences all.

        Nothing is locked while the iterator waits; who joins or leaves meanwhile may be among them or not.
        """
        ...

    def count(self, audiences: tuple[Audience, ...] = ()) -> int:
        """How many ``recipients`` there are at this moment."""
        ...

    def may_receive(self, id_: str) -> bool:
        """Whether a mail may go out to this subscriber now: still confirmed, not suppressed. To be asked right before sending."""
        ...


class SubscriberBook(Recipients, Protocol):
    """The whole list, as the use cases of ``app.subscriptions`` keep it."""

    def transaction(self) -> AbstractContextManager[None]:
        """All changes inside, or none."""
        ...

    def get(self, id_: str) -> Subscriber | None:
        """The subscriber of an id."""
        ...

    def with_address(self, address: str) -> Subscriber | None:
        """Whoever has, or had before signing off, this address; spelling does not matter."""
        ...

    def add(self, subscriber: Subscriber, now: datetime) -> Subscriber:
        """Take somebody up whose address nobody has; the id is given here."""
        ...

    def save(self, subscriber: Subscriber, now: datetime) -> None:
        """Keep what has changed of a subscriber; an empty address is no longer kept, but still recognised."""
        ...

    def remove(self, id_: str) -> None:
        """Delete everything known of somebody; their entries in the chain stay, and belong to nobody."""
        ...

    def record(self, id_: str, evidence: Evidence) -> None:
        """Add an entry to the chain of proof."""
        ...

    def keep_text(self, version: str, text: str) -> None:
        """Keep what people agree to, once for each version."""
        ...

    def suppressed(self, address: str) -> str | None:
        """Why an address must not be taken up by an import, or None."""
        ...

    def suppress(self, address_of: str, reason: str, now: datetime) -> None:
        """Bar the address of a subscriber's id from imports, for ever; only its keyed hash is kept."""
        ...

    def release(self, address_of: str) -> None:
        """Take the bar away: the person wants the newsletter again."""
        ...

    def bounces(self, id_: str) -> tuple[Bounce, ...]:
        """The mails of a subscriber that came back."""
        ...

    def add_bounce(self, id_: str, bounce: Bounce) -> None:
        """One more; an issue counts once for each kind."""
        ...

    def letters_since(self, address: str, moment: datetime) -> int:
        """How many letters went, or are to go, to an address since then."""
        ...

    def add_letter(self, letter: Letter) -> None:
        """Put a letter into the queue of the service."""
        ...

    def expired(self, state: State, before: datetime) -> tuple[Subscriber, ...]:
        """Who has been in a state since before a moment."""
        ...
