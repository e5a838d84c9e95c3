"""Uploading as a use case: the lock, the record, what breaks on the way, and who is told."""

from contextlib import AbstractContextManager

import pytest
from tests.deploy.transfers import FakeWay, fingerprints

from kammerton.app.ports import Progress
from kammerton.app.upload import Wishes, announce, upload
from kammerton.app.watch import UNWATCHED
from kammerton.deploy.transfer.plan import Plan
from kammerton.deploy.transfer.record import LOCK, RECORD, Holder, read_record
from kammerton.domain.diagnostic import M, SetupError

BEFORE = {"bilder/a.jpg": b"a", "index.html": b"alt", "podcast/feed.xml": b"alt", "weg.html": b"weg"}
AFTER = {"bilder/b.jpg": b"b", "index.html": b"neu", "podcast/feed.xml": b"neu"}
FOREIGN = {"rathaus.html": b"Rathaus"}
SITE = "https://probe.example"
ME = Holder("hier:/projekt", 5000, "eben")


def watched(_steps: int) -> AbstractContextManager[Progress]:
    """Nobody watches."""
    return UNWATCHED.stage(M("Hochladen"))


def go(way: FakeWay, wishes: Wishes | None = None, me: Holder = ME) -> Plan:
    """Upload what the way has as its build."""
    return upload(way, fingerprints(way.build), lambda: me, wishes or Wishes(SITE), watched)


def again(way: FakeWay, build: dict[str, bytes]) -> FakeWay:
    """A way to the same target with another build."""
    return FakeWay(build, way.there)


def test_a_transfer_in_its_order() -> None:
    """Lock, record of what is begun, uploads with the feed last, deletions, record, lock away."""
    first = FakeWay(BEFORE, FOREIGN)
    go(first)
    second = again(first, AFTER)
    go(second)

    assert second.done == [
        f"write {LOCK}", f"write {RECORD}", "upload bilder/b.jpg", "upload index.html", "upload podcast/feed.xml",
        "delete weg.html", "delete bilder/a.jpg", f"write {RECORD}", f"delete {LOCK}", "finish",
    ]  # fmt: skip
    assert second.visible() == {**AFTER, **FOREIGN}
    assert go(again(second, AFTER)).is_empty


@pytest.mark.parametrize("steps", range(8))
def test_a_broken_way_goes_on(steps: int) -> None:
    """Wherever the way breaks, the next run completes it, deletes what is to be deleted, and keeps what others put there."""
    first = FakeWay(BEFORE, FOREIGN)
    go(first)
    broken = again(first, AFTER)
    broken.steps = steps
    with pytest.raises(SetupError, match="unterbrochen"):
        go(broken)
    third = again(broken, AFTER)
    go(third)

    assert third.visible() == {**AFTER, **FOREIGN}
    assert set(read_record(third.there[RECORD]).files) == set(AFTER)


@pytest.mark.parametrize("steps", range(8))
def test_a_broken_way_may_go_back(steps: int) -> None:
    """After a broken transfer the older build may be uploaded: what arrived half-way is known as ours, and nothing of it is taken for the old."""
    first = FakeWay(BEFORE, FOREIGN)
    go(first)
    broken = again(first, AFTER)
    broken.steps = steps
    with pytest.raises(SetupError):
        go(broken)
    back = again(broken, BEFORE)
    go(back)

    assert back.visible() == {**BEFORE, **FOREIGN}


def test_somebody_else_is_uploading() -> None:
    """A fresh lock of another project stops the run before anything is read or written; an old one does not."""
    other = Holder("dort:/projekt", 4000, "26.11.2026 10:00")
    way = FakeWay(AFTER, {LOCK: other.written()})

    with pytest.raises(SetupError) as told:
        go(way)
    assert dict(told.value.message.values) == {"who": "dort:/projekt", "since": "26.11.2026 10:00"}
    assert (way.done, way.there) == ([], {LOCK: other.written()})

    go(way, me=Holder("hier:/projekt", 9000, ""))
    assert way.visible() == AFTER


def test_files_of_others_are_not_replaced_unless_wished() -> None:
    """Where a file that was never ours lies in the way, nothing changes; with the wish it is replaced, and is ours from then on."""
    way = FakeWay(AFTER, {"index.html": b"Rathaus"})

    with pytest.raises(SetupError, match="--ersetzen"):
        go(way)
    assert way.there == {"index.html": b"Rathaus"}

    go(way, Wishes(SITE, replace=True))
    assert way.visible() == AFTER


def test_the_site_of_another_project_is_not_replaced_unless_wished() -> None:
    """A second project with the same target by mistake changes nothing there; with the wish it takes the place of the first."""
    way = FakeWay(BEFORE, FOREIGN)
    go(way)
    other = again(way, AFTER)

    with pytest.raises(SetupError, match="--ersetzen"):
        go(other, Wishes("https://andere.example"))
    assert other.visible() == {**BEFORE, **FOREIGN}

    go(other, Wishes("https://andere.example", replace=True))
    assert other.visible() == {**AFTER, **FOREIGN}
    assert read_record(other.there[RECORD]).site == "https://andere.example"


def test_a_damaged_record_stops_everything() -> None:
    """With an unreadable record nothing is done; sending everything and replacing puts it right, and deletes nothing."""
    way = FakeWay(AFTER, {RECORD: b"{", "index.html": b"alt", "weg.html": b"weg"})

    with pytest.raises(SetupError, match="--alles"):
        go(way)
    assert way.visible() == {"index.html": b"alt", "weg.html": b"weg"}

    go(way, Wishes(SITE, replace=True, everything=True))
    assert way.visible() == {**AFTER, "weg.html": b"weg"}


def test_everything_travels_anew_when_wished() -> None:
    """What somebody changed there without changing its size comes right when everything is sent; deletions still arrive."""
    way = FakeWay(BEFORE)
    go(way)
    way.there["index.html"] = b"xyz"
    assert go(way).is_empty
    go(again(way, AFTER), Wishes(SITE, everything=True))
    second = again(way, AFTER)
    go(second, Wishes(SITE, everything=True))

    assert second.visible() == AFTER


def test_hubs_are_told_once_of_each_change() -> None:
    """A hub is told when its feed has changed since it was last told; what failed is tried again next time."""
    hubs, told, answers = {"podcast/feed.xml": "https://hub.example/", "fehlt/feed.xml": "https://hub.example/"}, list[str](), [False, True, True]
    way = FakeWay(AFTER)
    go(way)

    def tell(feed: str, hub: str) -> bool:
        told.append(f"{hub} {feed}")
        return answers.pop(0)

    for _ in range(3):
        announce(way, fingerprints(AFTER), hubs, tell)
    assert told == ["https://hub.example/ podcast/feed.xml"] * 2

    changed = again(way, {**AFTER, "podcast/feed.xml": b"neuer"})
    go(changed)
    announce(changed, fingerprints(changed.build), hubs, tell)
    assert len(told) == 3
