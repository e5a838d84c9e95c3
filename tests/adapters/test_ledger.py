"""The ledger's file: planned at once, durable, locked, and with a sentence for whatever is wrong with it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.fakes import WORDS

from kammerton.adapters.ledger import FileLedger, only_sender
from kammerton.delivery.ledger import State
from kammerton.domain.diagnostic import SetupError

NOW = datetime(2026, 3, 15, 10, tzinfo=UTC)


def everybody(count: int, issue: str = "2026-03") -> Iterator[tuple[str, str, str]]:
    """So many subscribers of one edition."""
    return ((f"{n:08}", "", f"<{issue}.{n:08}@probe.example>") for n in range(count))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[FileLedger]:
    """A new ledger."""
    made = FileLedger(tmp_path / "versand.db")
    yield made
    made.close()


def test_planning_is_all_or_nothing(ledger: FileLedger) -> None:
    """What breaks in the middle leaves nobody in the queue."""

    def broken() -> Iterator[tuple[str, str, str]]:
        yield from everybody(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.plan("2026-03", broken())

    assert ledger.counts("2026-03") == {}


def test_nobody_is_planned_twice(ledger: FileLedger) -> None:
    """A second plan changes nothing of what is there; no two messages share a Message-ID."""
    ledger.plan("2026-03", everybody(3))
    ledger.note(replace(ledger.due("2026-03", NOW, 1)[0], state=State.SENT))
    ledger.flush()

    assert ledger.plan("2026-03", everybody(5)) == 5
    assert ledger.counts("2026-03") == {State.SENT: 1, State.QUEUED: 4}
    with pytest.raises(sqlite3.IntegrityError):
        ledger.plan("2026-04", everybody(1, "2026-03"))


def test_everything_is_kept_as_it_was_noted(ledger: FileLedger) -> None:
    """State, attempts, moments and the relay's words come back; moments in UTC."""
    ledger.plan("2026-03", everybody(1))
    noted = replace(ledger.due("2026-03", NOW, 1)[0], attempts=3, tried_at=NOW, not_before=NOW + timedelta(minutes=8), reply="451 später")
    ledger.note(noted)

    assert ledger.due("2026-03", NOW, 10) == ()
    assert ledger.due("2026-03", NOW + timedelta(minutes=8), 10) == (noted,)
    assert ledger.next_due("2026-03") == noted.not_before
    assert ledger.tried_since(NOW - timedelta(minutes=1)) == (NOW,)
    assert ledger.issues() == {"2026-03": NOW}


def test_sent_messages_are_known_by_their_name(ledger: FileLedger) -> None:
    """Only those the relay took."""
    ledger.plan("2026-03", everybody(2))
    first, second = ledger.due("2026-03", NOW, 2)
    ledger.note(replace(first, state=State.SENT))
    ledger.intend(replace(second, state=State.SENDING))

    assert (ledger.was_sent(first.message_id), ledger.was_sent(second.message_id), ledger.was_sent("<x@x>")) == (True, False, False)


def test_a_second_sender_is_refused(tmp_path: Path) -> None:
    """Two runs at once would send twice; afterwards the way is free."""
    with only_sender(tmp_path), pytest.raises(SetupError), only_sender(tmp_path):
        pass
    with only_sender(tmp_path):
        pass


def test_a_full_disk_stops_before_the_message_leaves(ledger: FileLedger) -> None:
    """The intent is refused with a sentence, nothing is noted, and everybody is still in the queue once there is room."""
    ledger.plan("2026-03", everybody(2000))
    pages = ledger._database.value("PRAGMA page_count")
    ledger._database.value(f"PRAGMA max_page_count={pages}")

    def send_all() -> None:
        for delivery in ledger.due("2026-03", NOW, 2000):
            ledger.note(replace(delivery, state=State.SENT, reply="x" * 200))
            ledger.intend(replace(delivery, state=State.SENDING))

    with pytest.raises(SetupError) as told:
        send_all()
    assert "Festplatte ist voll" in WORDS.text(told.value.message)

    ledger._database.value("PRAGMA max_page_count=1000000")
    ledger.flush()
    assert ledger.counts("2026-03").get(State.SENDING, 0) + ledger.counts("2026-03")[State.QUEUED] + ledger.counts("2026-03").get(State.SENT, 0) == 2000


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_file_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """A sentence; the file stays as it is, for somebody may mend it."""
    file = tmp_path / "versand.db"
    file.write_bytes(content)

    with pytest.raises(SetupError) as told:
        FileLedger(file).check()

    assert "beschädigt" in WORDS.text(told.value.message)
    assert file.read_bytes() == content


def test_a_file_damaged_in_the_middle_is_found_before_anything_is_sent(tmp_path: Path) -> None:
    """The whole file is looked through at the start of a sending."""
    made = FileLedger(tmp_path / "versand.db")
    made.plan("2026-03", everybody(5000))
    made.close()
    content = bytearray((tmp_path / "versand.db").read_bytes())
    content[8 * 4096 : 8 * 4096 + 2000] = bytes(2000)
    (tmp_path / "versand.db").write_bytes(bytes(content))

    with pytest.raises(SetupError) as told:
        FileLedger(tmp_path / "versand.db").check()

    assert "beschädigt" in WORDS.text(told.value.message)
