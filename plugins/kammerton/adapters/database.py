"""SQLite files of ours: opened with care, brought up to date, and with a sentence for whatever goes wrong."""

import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from kammerton.domain.diagnostic import M, SetupError

_SECONDS_TO_WAIT = 20.0


class Database:
    """One SQLite file, used by one thread at a time; several processes may have it open.

    ``steps`` are the scripts that lead from an empty file to the present form; a file remembers how many it has seen
    (``user_version``), so a new form is one more step at the end. Every commit is on the disk when it returns (WAL, ``synchronous=FULL``),
    and what is deleted is overwritten (``secure_delete``). All that SQLite refuses is raised as ``SetupError``.
    """

    def __init__(self, path: Path, steps: Sequence[str]) -> None:
        """Open the file, or make it, readable for its owner only."""
        self.path, self._lock, self._depth = path, RLock(), 0
        with self._telling():
            path.touch(mode=0o600)
            self._connection = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
            weakref.finalize(self, self._connection.close)  # where nobody calls close
            self._prepare(steps)

    def _prepare(self, steps: Sequence[str]) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "trusted_schema=OFF"):
            self._connection.execute(f"PRAGMA {pragma}")
        if self._version() > len(steps):
            self._connection.close()
            raise SetupError(M("{file} stammt von einer neueren Fassung des Programms. Bringen Sie das Programm auf den neuesten Stand.", file=str(self.path)))
        if self._version() < len(steps):
            with self.transaction():
                for number, step in enumerate(steps[self._version() :], self._version() + 1):
                    for statement in filter(str.strip, step.split(";")):
                        self._connection.execute(statement)
                    self._connection.execute(f"PRAGMA user_version={number}")

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Everything a query finds."""
        with self._lock, self._telling():
            return self._connection.execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> sqlite3.Row | None:
        """The first row a query finds, or None."""
        with self._lock, self._telling():
            row: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
            return row

    def value(self, query: str, *values: object) -> Any:
        """The first value of the first row, or None."""
        row = self.row(query, *values)
        return row[0] if row else None

    def run(self, statement: str, *values: object) -> int:
        """Change something, and say how many rows it was; outside of a transaction it is one of its own."""
        with self._lock, self._telling():
            return self._connection.execute(statement, values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is changed inside, or nothing; no other process changes anything meanwhile. One inside another is part of it."""
        with self._lock:
            if self._depth:
                yield
                return
            with self._telling():
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield
            except BaseException:
                self._back()
                raise
            else:
                self._commit()
            finally:
                self._depth = 0

    def _commit(self) -> None:
        try:
            with self._telling():
                self._connection.execute("COMMIT")
        except SetupError:
            self._back()
            raise

    def _back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def forget_deleted(self) -> None:
        """Take what was deleted out of the file's journal, too."""
        with self._lock, self._telling():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, target: Path) -> None:
        """A copy of everything as it stands, while others go on working."""
        with self._lock, self._telling():
            target.touch(mode=0o600)
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What SQLite or the disk refuses, as a sentence."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as reason:
            raise self._refused(reason) from None

    def _refused(self, reason: sqlite3.Error) -> SetupError:
        code = getattr(reason, "sqlite_errorcode", 0) & 0xFF
        file = str(self.path)
        sentences = {
            sqlite3.SQLITE_BUSY: M("{file} ist gerade gesperrt: Ein anderes Programm schreibt darin. Versuchen Sie es gleich noch einmal.", file=file),
            sqlite3.SQLITE_LOCKED: M("{file} ist gerade gesperrt: Ein anderes Programm schreibt darin. Versuchen Sie es gleich noch einmal.", file=file),
            sqlite3.SQLITE_FULL: M("Die Festplatte ist voll; in {file} wurde nichts geändert. Schaffen Sie Platz und wiederholen Sie den Befehl.", file=file),
            sqlite3.SQLITE_READONLY: M("{file} ist schreibgeschützt; es wurde nichts geändert.", file=file),
            sqlite3.SQLITE_CANTOPEN: M("{file} lässt sich nicht öffnen. Prüfen Sie, ob es den Ordner gibt und ob Sie darin schreiben dürfen.", file=file),
            sqlite3.SQLITE_IOERR: M("{file} lässt sich nicht lesen oder schreiben. Prüfen Sie die Festplatte; es wurde nichts geändert.", file=file),
        }
        damaged = M("{file} ist beschädigt oder keine Datenbank. Ändern Sie nichts daran, und holen Sie die letzte Sicherung zurück.", file=file)
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return SetupError(damaged)
        return SetupError(sentences.get(code, M("Mit {file} stimmt etwas nicht: {reason}.", file=file, reason=str(reason))))
