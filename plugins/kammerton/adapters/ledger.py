"""The ledger of sending: one line for each message, in ``versand.db``; every intent is on the disk before the relay hears of it."""

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Row

from kammerton.adapters.database import Database
from kammerton.delivery.ledger import Delivery, State
from kammerton.domain.diagnostic import M, SetupError

# The ledger of real sending, and that of trials into the outbox: a trial must not make an issue look sent.
LEDGER, TRIAL_LEDGER = "versand.db", "ausgang.db"
_LOCK = "versand.sperre"
# Moments are seconds since 1970 (UTC); 0 is "at once".
_STEPS = (
    """
    CREATE TABLE deliveries (
        issue TEXT NOT NULL,
        subscriber TEXT NOT NULL,
        edition TEXT NOT NULL,
        message_id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL DEFAULT 'queued',
        attempts INTEGER NOT NULL DEFAULT 0,
        tried_at REAL,
        not_before REAL NOT NULL DEFAULT 0,
        reply TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (issue, subscriber)
    ) WITHOUT ROWID;
    CREATE INDEX waiting ON deliveries (issue, not_before) WHERE state = 'queued';
    CREATE INDEX unsettled ON deliveries (issue, state) WHERE state IN ('sending', 'unknown', 'refused', 'undeliverable');
    CREATE INDEX tried ON deliveries (tried_at) WHERE tried_at IS NOT NULL
    """,
)
_COLUMNS = "issue, subscriber, edition, message_id, state, attempts, tried_at, not_before, reply"


class FileLedger:
    """The real ``kammerton.app.sending_ports.Ledger``. Every method may raise ``SetupError``: a full disk, a broken file.

    What ``note`` is told is kept in memory until the next ``intend`` or ``flush``, so that one commit does for both.
    A program killed in between leaves the line in ``sending``: unclear, never sent once more.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it."""
        self._database = Database(path, _STEPS)
        self._noted: list[Delivery] = []

    def check(self) -> None:
        """Raise ``SetupError`` where the file is damaged anywhere."""
        if self._database.value("PRAGMA quick_check(1)") != "ok":
            raise SetupError(
                M(
                    "{file} ist beschädigt. Ändern Sie nichts daran, und holen Sie die letzte Sicherung zurück; sonst bekämen manche die Ausgabe zweimal.",
                    file=str(self._database.path),
                )
            )

    def plan(self, issue: str, assigned: Iterable[tuple[str, str, str]]) -> int:
        """Put everybody into the queue who gets an issue, all or nobody: id, edition and Message-ID. Who is there already stays as they are."""
        with self._database.transaction():
            for subscriber, edition, message_id in assigned:
                self._database.run(
                    "INSERT INTO deliveries (issue, subscriber, edition, message_id) VALUES (?, ?, ?, ?) ON CONFLICT (issue, subscriber) DO NOTHING",
                    issue, subscriber, edition, message_id,
                )  # fmt: skip
        return int(self._database.value("SELECT count(*) FROM deliveries WHERE issue = ?", issue))

    def counts(self, issue: str) -> dict[State, int]:
        """How many messages of an issue are in each state; nothing where it was never planned."""
        return {
            State(row["state"]): row["n"] for row in self._database.rows("SELECT state, count(*) AS n FROM deliveries WHERE issue = ? GROUP BY state", issue)
        }

    def issues(self) -> Mapping[str, datetime | None]:
        """Every issue with the moment of its last attempt."""
        rows = self._database.rows("SELECT issue, max(tried_at) AS last FROM deliveries GROUP BY issue ORDER BY issue")
        return {row["issue"]: _moment(row["last"]) for row in rows}

    def due(self, issue: str, now: datetime, most: int) -> tuple[Delivery, ...]:
        """The next messages that may be tried."""
        self.flush()
        query = f"SELECT {_COLUMNS} FROM deliveries WHERE issue = ? AND state = 'queued' AND not_before <= ? ORDER BY not_before, subscriber LIMIT ?"  # noqa: S608 - a constant
        return tuple(map(_delivery, self._database.rows(query, issue, now.timestamp(), most)))

    def next_due(self, issue: str) -> datetime | None:
        """When the next message may be tried; None where none waits."""
        return _moment(self._database.value("SELECT min(not_before) FROM deliveries WHERE issue = ? AND state = 'queued'", issue))

    def in_state(self, issue: str, state: State) -> tuple[Delivery, ...]:
        """Every message of an issue in a state."""
        return tuple(map(_delivery, self._database.rows(f"SELECT {_COLUMNS} FROM deliveries WHERE issue = ? AND state = ?", issue, state)))  # noqa: S608 - a constant

    def was_sent(self, message_id: str) -> bool:
        """Whether the relay took the message of this Message-ID from us."""
        return self._database.value("SELECT 1 FROM deliveries WHERE message_id = ? AND state = 'sent'", message_id) is not None

    def tried_since(self, moment: datetime) -> tuple[datetime, ...]:
        """The moments of the last attempts of all messages of all issues since then, in order."""
        rows = self._database.rows("SELECT tried_at FROM deliveries WHERE tried_at > ? ORDER BY tried_at", moment.timestamp())
        return tuple(datetime.fromtimestamp(row[0], UTC) for row in rows)

    def intend(self, delivery: Delivery) -> None:
        """Keep that a message is on its way now, with everything noted before; it is on the disk when this returns."""
        self._noted.append(delivery)
        try:
            self.flush()
        except SetupError:
            self._noted.pop()  # it does not go out
            raise

    def note(self, delivery: Delivery) -> None:
        """Keep what became of a message, at the latest with the next ``intend`` or ``flush``."""
        self._noted.append(delivery)

    def flush(self) -> None:
        """Put everything noted on the disk."""
        if not self._noted:
            return
        with self._database.transaction():
            for delivery in self._noted:
                self._database.run(
                    "UPDATE deliveries SET state = ?, attempts = ?, tried_at = ?, not_before = ?, reply = ? WHERE issue = ? AND subscriber = ?",
                    delivery.state, delivery.attempts, _seconds(delivery.tried_at), _seconds(delivery.not_before) or 0.0, delivery.reply,
                    delivery.issue, delivery.subscriber,
                )  # fmt: skip
        self._noted.clear()

    def close(self) -> None:
        """Close the file."""
        self._database.close()


@contextmanager
def only_sender(folder: Path) -> Iterator[None]:
    """Hold the lock of everybody who sends; a second run, or one from another program, is refused with ``SetupError``."""
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise SetupError(M("Es läuft schon ein Versand. Warten Sie, bis er fertig ist; wie weit er ist, zeigt: make newsletter-stand")) from None
    try:
        yield
    finally:
        os.close(handle)  # the lock goes with it


def _delivery(row: Row) -> Delivery:
    return Delivery(
        row["issue"], row["subscriber"], row["edition"], row["message_id"], State(row["state"]), row["attempts"],
        _moment(row["tried_at"]), _moment(row["not_before"] or None), row["reply"],
    )  # fmt: skip


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()
