"""The list of subscribers in SQLite: who gets the newsletter, who must not be written to, which letters are due."""

import hmac
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import cast, get_args

from kammerton.adapters.consent_book import ConsentBook
from kammerton.adapters.database import Database
from kammerton.adapters.delivery_folder import delivery_folder, delivery_key
from kammerton.delivery.bounces import Bounce, BounceKind
from kammerton.delivery.consent import Evidence, Person
from kammerton.delivery.letter import Letter, LetterKind
from kammerton.delivery.mail_address import same
from kammerton.delivery.subscriber import State, Subscriber, is_reached_by
from kammerton.delivery.tokens import ALPHABET, ID_LENGTH, Tokens, derived_key
from kammerton.domain.item import AUDIENCES, Audience

DATABASE = "abonnenten.db"
_PAGE = 1000
# One script for each form the file has had; a new form is a new script at the end.
_STEPS = (
    """
    CREATE TABLE subscriber (
      number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, mark BLOB NOT NULL UNIQUE, key BLOB NOT NULL, address TEXT NOT NULL,
      audiences TEXT NOT NULL, firm TEXT NOT NULL, state TEXT NOT NULL, confirmed_on TEXT, since TEXT NOT NULL
    ) STRICT;
    CREATE TABLE suppression (mark BLOB PRIMARY KEY, reason TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE bounce (
      subscriber TEXT NOT NULL, issue TEXT NOT NULL, kind TEXT NOT NULL, moment TEXT NOT NULL, PRIMARY KEY (subscriber, issue, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE letter (
      number INTEGER PRIMARY KEY AUTOINCREMENT, subscriber TEXT NOT NULL, mark BLOB NOT NULL, kind TEXT NOT NULL, due TEXT NOT NULL, sent TEXT
    ) STRICT;
    CREATE INDEX letter_by_mark ON letter (mark, due);
    CREATE INDEX letter_waiting ON letter (number) WHERE sent IS NULL;
    CREATE TABLE consent_text (version TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE TABLE proof (
      number INTEGER PRIMARY KEY, moment TEXT NOT NULL, what TEXT NOT NULL, how TEXT NOT NULL, text_version TEXT NOT NULL, detail TEXT NOT NULL,
      seal BLOB NOT NULL, link BLOB NOT NULL, person TEXT NOT NULL
    ) STRICT;
    CREATE INDEX proof_by_person ON proof (person, number)
    """,
    """
    CREATE TABLE mail_read (mail BLOB PRIMARY KEY, moment TEXT NOT NULL) STRICT
    """,
)


class SubscriberList:
    """The real ``kammerton.app.ports.SubscriberBook``. Several threads and processes may use the same file."""

    def __init__(self, folder: Path) -> None:
        """Open the list in a folder made by ``delivery_folder``. Raises ``SetupError``."""
        self.folder = folder
        self.key = delivery_key(folder, may_make=not (folder / DATABASE).exists())
        self.database = Database(folder / DATABASE, _STEPS)
        self.tokens = Tokens(self.key)
        self.consents = ConsentBook(self.database, self._person)
        self._marks = derived_key(self.key, "marks")

    @classmethod
    def of_project(cls, root: Path, setting: str) -> "SubscriberList":
        """The list of a project. Raises ``SetupError``."""
        return cls(delivery_folder(root, setting))

    def transaction(self) -> AbstractContextManager[None]:
        """All changes inside, or none."""
        return self.database.transaction()

    # ------------------------------------------------------------------------------------------------ who gets it

    def recipients(self, audiences: tuple[Audience, ...] = ()) -> Iterator[Subscriber]:
        """All confirmed subscribers an edition is meant for, in the order in which they joined; nothing is locked meanwhile."""
        last = 0
        while rows := self.database.rows("SELECT * FROM subscriber WHERE state = 'confirmed' AND number > ? ORDER BY number LIMIT ?", last, _PAGE):
            last = rows[-1]["number"]
            yield from (found for row in rows if is_reached_by(found := _subscriber(row), audiences))

    def count(self, audiences: tuple[Audience, ...] = ()) -> int:
        """How many ``recipients`` there are at this moment."""
        rows = self.database.rows("SELECT audiences, count(*) AS n FROM subscriber WHERE state = 'confirmed' GROUP BY audiences")
        return sum(row["n"] for row in rows if not audiences or not row["audiences"] or set(audiences) & set(row["audiences"].split()))

    def may_receive(self, id_: str) -> bool:
        """Whether a mail may go out to this subscriber now."""
        query = "SELECT 1 FROM subscriber WHERE id = ? AND state = 'confirmed' AND mark NOT IN (SELECT mark FROM suppression)"
        return self.database.row(query, id_) is not None

    # ------------------------------------------------------------------------------------------------ one of them

    def get(self, id_: str) -> Subscriber | None:
        """The subscriber of an id."""
        row = self.database.row("SELECT * FROM subscriber WHERE id = ?", id_)
        return _subscriber(row) if row else None

    def with_address(self, address: str) -> Subscriber | None:
        """Whoever has, or had before signing off, this address."""
        row = self.database.row("SELECT * FROM subscriber WHERE mark = ?", self._mark(address))
        return _subscriber(row) if row else None

    def add(self, subscriber: Subscriber, now: datetime) -> Subscriber:
        """Take somebody up whose address nobody has; the id is given here."""
        with self.transaction():
            added = replace(subscriber, id=self._free_id())
            self.database.run(
                "INSERT INTO subscriber (id, mark, key, address, audiences, firm, state, confirmed_on, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                added.id, self._mark(added.address), secrets.token_bytes(32), *_values(added), _stamp(now),
            )  # fmt: skip
        return added

    def save(self, subscriber: Subscriber, now: datetime) -> None:
        """Keep what has changed of a subscriber."""
        self.database.run(
            "UPDATE subscriber SET address = ?, audiences = ?, firm = ?, confirmed_on = ?, since = iif(state = ?, since, ?), state = ? WHERE id = ?",
            subscriber.address, " ".join(subscriber.audiences), subscriber.firm, _day(subscriber), subscriber.state, _stamp(now), subscriber.state,
            subscriber.id,
        )  # fmt: skip

    def remove(self, id_: str) -> None:
        """Delete everything known of somebody; their entries in the chain stay, and belong to nobody."""
        with self.transaction():
            self.database.run("DELETE FROM letter WHERE mark = (SELECT mark FROM subscriber WHERE id = ?)", id_)
            self.database.run("DELETE FROM bounce WHERE subscriber = ?", id_)
            self.consents.disown(id_)
            self.database.run("DELETE FROM subscriber WHERE id = ?", id_)

    def expired(self, state: State, before: datetime) -> tuple[Subscriber, ...]:
        """Who has been in a state since before a moment."""
        return tuple(map(_subscriber, self.database.rows("SELECT * FROM subscriber WHERE state = ? AND since < ?", state, _stamp(before))))

    def everybody(self) -> Iterator[Subscriber]:
        """All, in every state, in the order in which they joined."""
        yield from map(_subscriber, self.database.rows("SELECT * FROM subscriber ORDER BY number"))

    def states(self) -> dict[State, int]:
        """How many there are in each state."""
        found = {row["state"]: row["n"] for row in self.database.rows("SELECT state, count(*) AS n FROM subscriber GROUP BY state")}
        return {state: found.get(state, 0) for state in get_args(State)}

    def record(self, id_: str, evidence: Evidence) -> None:
        """Add an entry to the chain of proof."""
        self.consents.add(id_, evidence)

    def keep_text(self, version: str, text: str) -> None:
        """Keep what people agree to, once for each version."""
        self.consents.keep_text(version, text)

    # ------------------------------------------------------------------------------------------------ who must not be taken up

    def suppressed(self, address: str) -> str | None:
        """Why an address must not be taken up by an import, or None."""
        return cast("str | None", self.database.value("SELECT reason FROM suppression WHERE mark = ?", self._mark(address)))

    def suppress(self, address_of: str, reason: str, now: datetime) -> None:
        """Bar the address of a subscriber's id from imports, for ever; only its keyed hash is kept."""
        query = "INSERT OR REPLACE INTO suppression SELECT mark, ?, ? FROM subscriber WHERE id = ?"
        self.database.run(query, reason, _stamp(now), address_of)

    def release(self, address_of: str) -> None:
        """Take the bar away: the person wants the newsletter again."""
        self.database.run("DELETE FROM suppression WHERE mark = (SELECT mark FROM subscriber WHERE id = ?)", address_of)

    def suppressions(self) -> int:
        """How many addresses are barred."""
        return int(self.database.value("SELECT count(*) FROM suppression"))

    # ------------------------------------------------------------------------------------------------ what came back

    def bounces(self, id_: str) -> tuple[Bounce, ...]:
        """The mails of a subscriber that came back."""
        rows = self.database.rows("SELECT issue, kind, moment FROM bounce WHERE subscriber = ? ORDER BY moment, issue, kind", id_)
        return tuple(Bounce(row["issue"], cast("BounceKind", row["kind"]), datetime.fromisoformat(row["moment"])) for row in rows)

    def add_bounce(self, id_: str, bounce: Bounce) -> None:
        """One more; an issue counts once for each kind."""
        self.database.run("INSERT OR IGNORE INTO bounce VALUES (?, ?, ?, ?)", id_, bounce.issue, bounce.kind, _stamp(bounce.moment))

    # ------------------------------------------------------------------------------------------------ letters

    def letters_since(self, address: str, moment: datetime) -> int:
        """How many letters went, or are to go, to an address since then."""
        query = "SELECT count(*) FROM letter WHERE mark = ? AND due >= ? AND kind <> 'none'"
        return int(self.database.value(query, self._mark(address), _stamp(moment)))

    def add_letter(self, letter: Letter) -> None:
        """Put a letter into the queue; one of kind ``none`` is only counted."""
        sent = _stamp(letter.due) if letter.kind == "none" else None
        query = "INSERT INTO letter (subscriber, mark, kind, due, sent) VALUES (?, ?, ?, ?, ?)"
        self.database.run(query, letter.subscriber, self._mark(letter.address), letter.kind, _stamp(letter.due), sent)

    # ------------------------------------------------------------------------------------------------ mails that were read

    def has_read(self, mail: bytes) -> bool:
        """Whether a mail of this name was dealt with."""
        return self.database.row("SELECT 1 FROM mail_read WHERE mail = ?", mail) is not None

    def note_read(self, mail: bytes, now: datetime) -> None:
        """A mail of this name is dealt with."""
        self.database.run("INSERT OR REPLACE INTO mail_read (mail, moment) VALUES (?, ?)", mail, _stamp(now))

    def forget_read(self, before: datetime) -> None:
        """Forget the mails that were read before a moment."""
        self.database.run("DELETE FROM mail_read WHERE moment < ?", _stamp(before))

    def due_letters(self, most: int = 100) -> tuple[Letter, ...]:
        """The oldest letters that wait to be sent, to people who are still there."""
        query = (
            "SELECT letter.number, letter.subscriber, subscriber.address, letter.kind, letter.due FROM letter JOIN subscriber ON subscriber.id = letter.subscriber "
            "WHERE letter.sent IS NULL AND subscriber.address <> '' ORDER BY letter.number LIMIT ?"
        )
        return tuple(
            Letter(row["subscriber"], row["address"], cast("LetterKind", row["kind"]), datetime.fromisoformat(row["due"]), row["number"])
            for row in self.database.rows(query, most)
        )

    def letter_sent(self, number: int, now: datetime) -> None:
        """A letter has left, or is not to be tried again."""
        self.database.run("UPDATE letter SET sent = ? WHERE number = ?", _stamp(now), number)

    def drop_letters(self, before: datetime) -> None:
        """Forget the letters from before a moment: they count no longer."""
        self.database.run("DELETE FROM letter WHERE due < ?", _stamp(before))

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def _mark(self, address: str) -> bytes:
        """The keyed hash by which an address is found again without being kept."""
        return hmac.digest(self._marks, same(address).encode(), sha256)

    def _person(self, id_: str) -> Person | None:
        row = self.database.row("SELECT key, mark FROM subscriber WHERE id = ?", id_)
        return Person(row["key"], row["mark"]) if row else None

    def _free_id(self) -> str:
        while self.get(fresh := "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))):
            pass
        return fresh


def _subscriber(row: sqlite3.Row) -> Subscriber:
    audiences = tuple(cast("Audience", name) for name in row["audiences"].split() if name in AUDIENCES)
    day = date.fromisoformat(row["confirmed_on"]) if row["confirmed_on"] else None
    return Subscriber(row["id"], row["address"], audiences, row["firm"], row["state"], day)


def _values(subscriber: Subscriber) -> tuple[object, ...]:
    return subscriber.address, " ".join(subscriber.audiences), subscriber.firm, subscriber.state, _day(subscriber)


def _day(subscriber: Subscriber) -> str | None:
    return subscriber.confirmed_on.isoformat() if subscriber.confirmed_on else None


def _stamp(moment: datetime) -> str:
    """A moment so that its text sorts like the time: in UTC, always of the same length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
