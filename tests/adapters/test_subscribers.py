"""The list on the disk: who gets the newsletter, and what happens when the disk does not want to."""

import os
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from tests.fakes import NOW

from kammerton.adapters.database import Database
from kammerton.adapters.delivery_folder import KEY_FILE, delivery_folder
from kammerton.adapters.subscribers import DATABASE, SubscriberList
from kammerton.delivery.consent import Evidence
from kammerton.delivery.letter import Letter
from kammerton.delivery.subscriber import Subscriber
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.item import Audience


@pytest.fixture
def book(tmp_path: Path) -> SubscriberList:
    """An empty list."""
    return SubscriberList.of_project(tmp_path, "privat/versand")


def added(book: SubscriberList, address: str, *audiences: Audience, state: str = "confirmed") -> Subscriber:
    """Somebody on the list."""
    day = NOW.date() if state == "confirmed" else None
    return book.add(Subscriber("", address, audiences, "", state, day), NOW)  # type: ignore[arg-type]  # a state


def test_folder_and_files_are_private(tmp_path: Path, book: SubscriberList) -> None:
    """Nobody but the owner can read anything of it."""
    folder = tmp_path / "privat" / "versand"

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {name.name: stat.S_IMODE(name.stat().st_mode) for name in folder.iterdir()} == {
        DATABASE: 0o600, f"{DATABASE}-wal": 0o600, f"{DATABASE}-shm": 0o600, KEY_FILE: 0o600,
    }  # fmt: skip


@pytest.mark.parametrize("setting", [".", "output/versand", "content", "episodes/x", "newsletter"])
def test_folder_is_never_published(tmp_path: Path, setting: str) -> None:
    """The list is not put where it would be published."""
    with pytest.raises(SetupError):
        delivery_folder(tmp_path, setting)


def test_recipients(book: SubscriberList) -> None:
    """Only confirmed people get an edition, those of its audiences and those who want everything, in the order in which they joined."""
    added(book, "b@x.example", "betriebe")
    added(book, "w@x.example", state="wanted")
    added(book, "s@x.example", "schulen", "eltern")
    added(book, "a@x.example")

    assert [who.address[0] for who in book.recipients()] == ["b", "s", "a"]
    assert [who.address[0] for who in book.recipients(("schulen", "jugendliche"))] == ["s", "a"]
    assert [book.count(audiences) for audiences in [(), ("schulen",), ("betriebe", "schulen"), ("jugendliche",)]] == [3, 2, 3, 1]


def test_many_recipients_while_somebody_leaves(book: SubscriberList) -> None:
    """The iterator crosses its pages without a double or a gap, and does not keep others from writing."""
    with book.transaction():
        everybody = [added(book, f"n{n}@x.example") for n in range(2_300)]
    seen = []
    for who in book.recipients():
        seen.append(who.id)
        book.add_letter(Letter(who.id, who.address, "known", NOW)) if len(seen) % 500 == 0 else None

    assert seen == [who.id for who in everybody]


def test_may_receive(book: SubscriberList) -> None:
    """Right before sending it is asked again: whoever left, or is barred, gets nothing."""
    one, two = added(book, "1@x.example"), added(book, "2@x.example")
    book.suppress(two.id, "left", NOW)

    assert [book.may_receive(id_) for id_ in (one.id, two.id, "nobodyxx")] == [True, False, False]


def test_one_address_once(book: SubscriberList) -> None:
    """Spelling makes no second subscriber."""
    one = added(book, "Info@x.example")

    assert book.with_address("info@x.example") == one
    with pytest.raises(sqlite3.IntegrityError):
        added(book, "INFO@x.example")


def test_suppression_needs_no_address(tmp_path: Path, book: SubscriberList) -> None:
    """Of a removed person only a keyed hash stays, and it still bars their address; it cannot be computed without the key."""
    one = added(book, "gone@x.example")
    book.record(one.id, Evidence("2026", "requested", "formular", "", "quelle-geheim"))
    book.suppress(one.id, "forgotten", NOW)
    book.remove(one.id)
    book.database.forget_deleted()
    held = b"".join(path.read_bytes() for path in (tmp_path / "privat" / "versand").iterdir())

    assert book.suppressed("Gone@x.example") == "forgotten"
    assert book.consents.broken() == []
    assert b"gone@x" not in held
    assert b"quelle-geheim" not in held


def test_a_transaction_is_all_or_nothing(book: SubscriberList) -> None:
    """What fails halfway leaves no trace."""

    def halfway() -> None:
        with book.transaction():
            added(book, "x@x.example")
            with book.transaction():
                raise InterruptedError

    with pytest.raises(InterruptedError):
        halfway()

    assert book.count() == 0


def test_letters(book: SubscriberList) -> None:
    """Letters wait in order until they are sent; one for nobody is never sent and does not count."""
    one = added(book, "1@x.example")
    for kind in ("opt_in", "none", "known"):
        book.add_letter(Letter(one.id, one.address, kind, NOW))  # type: ignore[arg-type]  # a kind
    first, second = book.due_letters()
    book.letter_sent(first.number, NOW)

    assert book.due_letters() == (second,)
    assert (first.kind, first.address, second.kind) == ("opt_in", "1@x.example", "known")
    assert book.letters_since("1@X.example", NOW - timedelta(days=1)) == 2
    assert book.letters_since("1@x.example", NOW + timedelta(days=1)) == 0


def test_lost_key(tmp_path: Path, book: SubscriberList) -> None:
    """A missing or damaged key beside data is said, and no new one is made: it would make every link worthless."""
    file = tmp_path / "privat" / "versand" / KEY_FILE
    file.write_text("kaputt")
    with pytest.raises(SetupError, match="beschädigt"):
        SubscriberList.of_project(tmp_path, "privat/versand")
    file.unlink()
    with pytest.raises(SetupError, match="fehlt"):
        SubscriberList.of_project(tmp_path, "privat/versand")
    assert not file.exists()


def test_damaged_file(tmp_path: Path) -> None:
    """What is no database is left as it is, and named."""
    folder = delivery_folder(tmp_path, "v")
    (folder / KEY_FILE).write_text("00" * 32)
    (folder / DATABASE).write_bytes(b"no database" * 1000)

    with pytest.raises(SetupError, match="beschädigt"):
        SubscriberList(folder)
    assert (folder / DATABASE).read_bytes() == b"no database" * 1000


def test_locked_file(tmp_path: Path, book: SubscriberList, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program writes, one waits, then is told; nothing is lost."""
    monkeypatch.setattr("kammerton.adapters.database._SECONDS_TO_WAIT", 0.05)
    other = SubscriberList.of_project(tmp_path, "privat/versand")
    with book.transaction():
        added(book, "x@x.example")
        with pytest.raises(SetupError, match="gesperrt"):
            added(other, "y@x.example")

    assert [who.address for who in other.recipients()] == ["x@x.example"]


def test_full_disk(tmp_path: Path, book: SubscriberList) -> None:
    """When the disk is full nothing is half written, and what was there stays."""
    added(book, "x@x.example")
    book.database.run(f"PRAGMA max_page_count={book.database.value('PRAGMA page_count')}")

    def too_many() -> None:
        with book.transaction():
            for n in range(3000):
                added(book, f"n{n}@x.example")

    with pytest.raises(SetupError, match="voll"):
        too_many()

    assert [who.address for who in book.recipients()] == ["x@x.example"]


def test_read_only_folder(tmp_path: Path) -> None:
    """A folder one may not write to is named."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = delivery_folder(tmp_path, "v")
    folder.chmod(0o500)
    with pytest.raises((SetupError, OSError)):
        SubscriberList(folder)
    folder.chmod(0o700)


def test_newer_file(tmp_path: Path) -> None:
    """A file of a newer program is not touched; an older one gets the missing steps and keeps its rows."""
    path = tmp_path / "x.db"
    Database(path, ("CREATE TABLE a (b TEXT)",)).run("INSERT INTO a VALUES ('kept')")
    newer = Database(path, ("CREATE TABLE a (b TEXT)", "ALTER TABLE a ADD COLUMN c TEXT; CREATE TABLE d (e TEXT)"))

    assert newer.row("SELECT b, c FROM a") is not None
    with pytest.raises(SetupError, match="neueren Fassung"):
        Database(path, ("CREATE TABLE a (b TEXT)",))


def test_copy(tmp_path: Path, book: SubscriberList) -> None:
    """A copy holds everything, while the list goes on being used."""
    added(book, "x@x.example")
    (tmp_path / "copy").mkdir()
    book.database.copy_to(tmp_path / "copy" / DATABASE)
    (tmp_path / "copy" / KEY_FILE).write_bytes((tmp_path / "privat" / "versand" / KEY_FILE).read_bytes())

    assert [who.address for who in SubscriberList(tmp_path / "copy").recipients()] == ["x@x.example"]
