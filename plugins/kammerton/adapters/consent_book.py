"""The chain of proof in SQLite: added to, read, checked."""

import sqlite3
from collections.abc import Callable
from typing import cast

from kammerton.adapters.database import Database
from kammerton.delivery.consent import BEGINNING, Entry, Evidence, Happening, Person, broken_entries, link, seal


class ConsentBook:
    """The entries of ``delivery.consent``, one after the other."""

    def __init__(self, database: Database, person: Callable[[str], Person | None]) -> None:
        """Take the file, and who tells key and mark of an id."""
        self._database, self._person = database, person

    def add(self, id_: str, evidence: Evidence) -> None:
        """Seal an entry with the key of its person and link it to the last one."""
        with self._database.transaction():
            person = self._person(id_)
            assert person is not None, "an entry belongs to somebody who is there"
            last = self._database.row("SELECT number, link FROM proof ORDER BY number DESC LIMIT 1")
            number, previous = (last["number"] + 1, last["link"]) if last else (1, BEGINNING)
            sealed = seal(person, number, evidence)
            values = (evidence.moment, evidence.what, evidence.how, evidence.text_version, evidence.detail)
            self._database.run(
                "INSERT INTO proof (number, moment, what, how, text_version, detail, seal, link, person) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number, *values, sealed, link(previous, number, evidence, sealed), id_,
            )  # fmt: skip

    def entries(self, person: str | None = None) -> list[Entry]:
        """All entries in order, or those of one person."""
        if person is None:
            return list(map(_entry, self._database.rows("SELECT * FROM proof ORDER BY number")))
        return list(map(_entry, self._database.rows("SELECT * FROM proof WHERE person = ? ORDER BY number", person)))

    def disown(self, person: str) -> None:
        """Take name and details out of the entries of a person; the seals stay, and without the key nobody can tell whose they were."""
        self._database.run("UPDATE proof SET person = '', detail = '' WHERE person = ?", person)

    def broken(self) -> list[int]:
        """The numbers of the entries that do not hold."""
        rows = self._database.rows("SELECT id, key, mark FROM subscriber")
        return broken_entries(self.entries(), {row["id"]: Person(row["key"], row["mark"]) for row in rows})

    def seal_of(self, number: int) -> str:
        """The end of the chain after so many entries, short enough to be written down: 24 hex digits; empty where there are fewer."""
        found = self._database.value("SELECT link FROM proof WHERE number = ?", number)
        return found.hex()[:24] if found else ""

    def length(self) -> int:
        """How many entries there are."""
        return int(self._database.value("SELECT coalesce(max(number), 0) FROM proof"))

    def keep_text(self, version: str, text: str) -> None:
        """Keep what people agreed to, once for each version."""
        self._database.run("INSERT OR IGNORE INTO consent_text VALUES (?, ?)", version, text)

    def text_of(self, version: str) -> str:
        """What people agreed to under a version; empty where it is not known."""
        return str(self._database.value("SELECT text FROM consent_text WHERE version = ?", version) or "")


def _entry(row: sqlite3.Row) -> Entry:
    evidence = Evidence(row["moment"], cast("Happening", row["what"]), row["how"], row["text_version"], row["detail"])
    return Entry(row["number"], evidence, row["seal"], row["link"], row["person"])
