"""Transfers: what is planned from what is wanted, recorded and there, and in which order it goes."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deploy.transfers import dangling, fingerprints

from kammerton.deploy.transfer.order import Stage, stage_of
from kammerton.deploy.transfer.plan import BATCH_BYTES, BATCH_FILES, plan
from kammerton.deploy.transfer.record import (
    LOCK_SECONDS,
    Fingerprint,
    Holder,
    Record,
    RecordUnreadableError,
    read_holder,
    read_record,
    written_record,
)

A, B = Fingerprint("a" * 64, 10), Fingerprint("b" * 64, 10)
STAGES = [
    ("podcast/001-x/001-x.mp3", Stage.MEDIA),
    ("bilder/0123.avif", Stage.MEDIA),
    ("wissen/x/merkblatt.pdf", Stage.MEDIA),
    ("theme/css/site.css", Stage.ASSETS),
    ("theme/js/player.js", Stage.ASSETS),
    ("podcast/001-x/001-x.vtt", Stage.ASSETS),
    ("podcast/001-x/001-x.json", Stage.ASSETS),
    ("podcast/001-x/001-x.oembed.json", Stage.ASSETS),
    ("betriebe/index.html", Stage.PAGES),
    ("404.html", Stage.PAGES),
    (".htaccess", Stage.SERVER),
    ("_redirects", Stage.SERVER),
    ("sitemap.xml", Stage.LISTS),
    ("neues/atom.xml", Stage.LISTS),
    ("termine/kalender.ics", Stage.LISTS),
    ("veroeffentlicht.json", Stage.LISTS),
    ("podcast/feed-2.xml", Stage.FURTHER_FEEDS),
    ("podcast/seite-2.feed.json", Stage.FURTHER_FEEDS),
    ("podcast/feed.xml", Stage.FEEDS),
    ("podcast/feed.json", Stage.FEEDS),
    ("neues/feed.json", Stage.FEEDS),
]


@pytest.mark.parametrize(("path", "stage"), STAGES, ids=[path for path, _ in STAGES])
def test_every_kind_of_file_has_its_stage(path: str, stage: Stage) -> None:
    """Media, then what pages load, pages, files for servers, lists, older pages of feeds, feeds."""
    assert stage_of(path) is stage


PLANS = {
    "nothing there": (Record(), {}, ["neu.html"], []),
    "unchanged": (Record({"neu.html": A}), {"neu.html": 10}, [], []),
    "other content": (Record({"neu.html": B}), {"neu.html": 10}, ["neu.html"], []),
    "deleted there": (Record({"neu.html": A}), {}, ["neu.html"], []),
    "cut there": (Record({"neu.html": A}), {"neu.html": 3}, ["neu.html"], []),
    "interrupted": (Record(claimed=frozenset({"neu.html"})), {"neu.html": 10}, ["neu.html"], []),
    "ours is left over": (Record({"neu.html": A, "alt.html": B}), {"neu.html": 10, "alt.html": 10}, [], ["alt.html"]),
    "begun and left over": (Record({"neu.html": A}, frozenset({"alt.html"})), {"neu.html": 10, "alt.html": 1}, [], ["alt.html"]),
    "left over and already gone": (Record({"neu.html": A, "alt.html": B}), {"neu.html": 10}, [], []),
}


@pytest.mark.parametrize(("record", "there", "uploads", "deletions"), PLANS.values(), ids=PLANS)
def test_what_is_planned(record: Record, there: dict[str, int], uploads: list[str], deletions: list[str]) -> None:
    """A file stays only when the record knows its content and the target has its size; only files of ours are deleted."""
    found = plan({"neu.html": A}, record, there)

    assert (list(found.uploads), list(found.deletions), found.foreign) == (uploads, deletions, ())
    assert found.unchanged == 1 - len(uploads)
    assert found.is_empty is (not uploads and not deletions)


def test_a_file_of_others_is_told_and_not_deleted() -> None:
    """What lies at a place we need and was never ours is named; what lies elsewhere is not looked at."""
    found = plan({"index.html": A}, Record(), {"index.html": 4, "rathaus.html": 5})

    assert (found.foreign, found.deletions) == (("index.html",), ())


def test_batches_are_bounded_and_of_one_stage() -> None:
    """No batch has more than 500 files, nor more than 64 MB unless it is one file, nor files of two stages."""
    wanted = {f"bilder/{n}.jpg": Fingerprint("a", 50_000) for n in range(1200)} | {f"p/{n}.mp3": Fingerprint("b", 30_000_000) for n in range(5)}
    wanted |= {"gross.mp3": Fingerprint("c", 300_000_000), "index.html": A}
    found = plan(wanted, Record(), {})

    assert sorted(found.uploads) == sorted(wanted)
    for batch in found.batches:
        assert len(batch) <= BATCH_FILES
        assert len(batch) == 1 or sum(wanted[path].size for path in batch) <= BATCH_BYTES
        assert len({stage_of(path) for path in batch}) == 1


NAMES = st.sets(st.integers(0, 7), max_size=6)


@st.composite
def sites(draw: st.DrawFn) -> dict[str, bytes]:
    """Sites where pages name style sheets and pictures, style sheets name fonts, and feeds name recordings and pages."""
    fonts, sheets, pictures, recordings = (draw(NAMES) for _ in range(4))
    words = st.integers(0, 3)
    found = {f"theme/f{n}.woff2": b"" for n in fonts} | {f"bilder/b{n}.jpg": b"" for n in pictures}
    found |= {f"podcast/{n}/{n}.mp3": str(draw(words)).encode() for n in recordings}
    for n in sheets:
        found[f"theme/s{n}.css"] = _text(draw(words), draw(_some([f"theme/f{m}.woff2" for m in fonts])))
    assets = [path for path in found if not path.endswith(".mp3")]
    for n in draw(NAMES):
        found[f"betriebe/{n}/index.html"] = _text(draw(words), draw(_some(assets)))
    for n in recordings:
        found[f"podcast/{n}/index.html"] = _text(draw(words), [f"podcast/{n}/{n}.mp3", *draw(_some(assets))])
    pages = [path for path in found if path.endswith(".html")]
    found["sitemap.xml"] = _text(draw(words), draw(_some(pages)))
    old = draw(_some(sorted(recordings)))
    found["podcast/feed-2.xml"] = _text(draw(words), [path for n in old for path in (f"podcast/{n}/{n}.mp3", f"podcast/{n}/index.html")])
    new = [n for n in sorted(recordings) if n not in old]
    found["podcast/feed.xml"] = _text(draw(words), ["podcast/feed-2.xml", *(path for n in new for path in (f"podcast/{n}/{n}.mp3", f"podcast/{n}/index.html"))])
    return {path: content for path, content in found.items() if path != "podcast/feed-2.xml" or recordings} if recordings else _without_feeds(found)


def _without_feeds(found: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in found.items() if not path.startswith("podcast/")}


def _some(paths: list[str] | list[int]) -> "st.SearchStrategy[list[str]]":
    return st.lists(st.sampled_from(paths), max_size=4, unique=True) if paths else st.just([])  # type: ignore[arg-type, return-value]


def _text(word: int, named: list[str]) -> bytes:
    return "\n".join([str(word), *named]).encode()


def _moments(before: dict[str, bytes], after: dict[str, bytes], shuffle: "st.DataObject") -> Iterator[dict[str, bytes]]:
    """The target at every moment of a transfer, in any order inside a batch."""
    there = dict(before)
    found = plan(fingerprints(after), Record(fingerprints(before)), {path: len(content) for path, content in before.items()})
    for batch in found.batches:
        for path in shuffle.draw(st.permutations(batch)):
            there[path] = after[path]
            yield dict(there)
    for path in found.deletions:
        del there[path]
        yield dict(there)


@given(before=st.one_of(st.just({}), sites()), after=sites(), shuffle=st.data())
def test_nothing_ever_names_a_file_that_is_not_there(before: dict[str, bytes], after: dict[str, bytes], shuffle: "st.DataObject") -> None:
    """Wherever a transfer breaks off, all that pages, style sheets and feeds at the target name is there; at its end the new site is."""
    there = before
    for there in _moments(before, after, shuffle):
        assert dangling(there) == set()
    assert there == after


def test_a_record_survives_writing_and_reading() -> None:
    """What is written is read again, whatever the names; the same record gives the same bytes."""
    record = Record({"ä/ö ü.html": A, "b.mp3": B}, frozenset({"c.mp3"}), {"podcast/feed.xml": "x"}, "https://probe.example")

    assert read_record(written_record(record)) == record
    assert read_record(written_record(Record())) == Record()
    assert read_record(None) == Record()


DAMAGED = {
    "empty": b"",
    "cut": written_record(Record({"a.html": A}))[:-20],
    "a page": b"<html>",
    "a list": b"[]",
    "newer": b'{"fassung": 2, "website": "", "gemeldet": {}, "begonnen": [], "dateien": {}}',
    "upwards": json.dumps({"fassung": 1, "website": "", "gemeldet": {}, "begonnen": [], "dateien": {"../x": ["a", 1]}}).encode(),
    "from the root": json.dumps({"fassung": 1, "website": "", "gemeldet": {}, "begonnen": ["/etc/passwd"], "dateien": {}}).encode(),
    "line break": json.dumps({"fassung": 1, "website": "", "gemeldet": {}, "begonnen": ["a\nb"], "dateien": {}}).encode(),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_is_refused(content: bytes) -> None:
    """A record that is cut, newer or leads out of the target is never taken for an empty one: it decides what is deleted."""
    with pytest.raises(RecordUnreadableError):
        read_record(content)


def test_who_keeps_whom_away() -> None:
    """A lock holds off other projects for an hour after it was last renewed; the own one, and one that says nothing, nobody."""
    other = Holder("rechner:/andere", 1000, "gestern")

    assert read_holder(other.written()) == other
    assert other.excludes(Holder("rechner:/projekt", 1000 + LOCK_SECONDS - 1, ""))
    assert not other.excludes(Holder("rechner:/projekt", 1000 + LOCK_SECONDS, ""))
    assert not other.excludes(Holder("rechner:/andere", 1001, ""))
    assert [read_holder(content) for content in (None, b"", b"{", b"[]", b"null")] == [None] * 5
