"""What the audit remembers of files changes nothing but the work it does."""

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.projects import library
from tests.audit.sites import AUDIO, CALENDAR, FILES, INDEXED, JSON, SITE, calendar, feed, item, page, sitemap
from tests.audit.test_hidden import DRAFT, SENTENCES, TITLE
from tests.fakes import FakeSite
from tests.sample import EVERYTHING

from kammerton.audit import Means, Ordered, audit, audit_order, pages
from kammerton.audit.facts import Remembered, Result
from kammerton.audit.links import Targets
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import Diagnostic
from kammerton.domain.hidden import hidden_things


class FakeMemory:
    """A memory that keeps everything until the process ends."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, Mapping[str, Remembered]]] = {}

    def recall(self, kind: str, key: str) -> Mapping[str, Remembered]:
        known, facts = self.kept.get(kind, ("", {}))
        return facts if known == key else {}

    def keep(self, kind: str, key: str, facts: Mapping[str, Remembered]) -> None:
        self.kept[kind] = key, facts


# What a file may come to hold: its place, then contents with and without a defect; None removes it.
CONTENTS: dict[str, list[str | bytes | None]] = {
    "index.html": [
        FILES["index.html"],
        page('<a href="/weg/">x</a><a href="#weg">y</a><a href="/betriebe/#buchstabe-a">A</a>'),
        page(f"{TITLE} <a href='{SITE}#weg'>"),
    ],
    "betriebe/index.html": [FILES["betriebe/index.html"], page('<img src="https://fremd.example/a.png" srcset="/weg.png 2x">'), None],
    "neues/index.html": [
        FILES["neues/index.html"],
        page("<p style='background: url(//fremd.example/b)'><style>@import '/weg.css'</style>"),
        page('<a href="https://[">x</a>'),
    ],
    "theme/site.css": [FILES["theme/site.css"], "b { background: url(weg.png) }", "@import 'https://fremd.example/a.css';"],
    "podcast/feed.xml": [
        feed(item()),
        feed(item(length=3)),
        feed(item(more='<podcast:transcript url="https://probe.example/a.vtt" type="text/vtt"/>')),
        "<rss>",
    ],
    "podcast/001/001.mp3": [AUDIO, AUDIO + b"!", None],
    "a.vtt": [None, "WEBVTT\n\n00:00.000 --> 00:01.000\nHallo", "nichts"],
    "podcast/feed-2.xml": [None, feed(item("zwei"))],
    "neues/feed.json": [JSON, JSON.replace('"title": "Eins",', ""), "{"],
    "termine/kalender.ics": [calendar(), calendar(CALENDAR.replace("/termine/messe/", "/weg/")), calendar(CALENDAR.replace("UID:eins\n", "")), b"\xff\n"],
    "sitemap.xml": [sitemap(), sitemap([*INDEXED, "weg/"])],
    "zwirbel-und-soehne.txt": [None, "Nichts."],
}
MAILS = [page('<a href="https://probe.example/betriebe/">x</a>'), page(f'{TITLE}<a href="https://probe.example/weg/">x</a>')]
LIBRARIES = [library(EVERYTHING), library({**EVERYTHING, **DRAFT})]
CHANGES = st.sampled_from([(path, content) for path, contents in CONTENTS.items() for content in contents])


def everything(site: FakeSite, mail: str, hidden: int, means: Means) -> list[Diagnostic]:
    """Everything the audit finds, in its order."""
    ordered = Ordered(frozenset(FILES), (), hidden_things(LIBRARIES[hidden]), {"2026-03.html": mail}, lambda: SENTENCES)
    return [*audit(site, Addresses(SITE), INDEXED, {"2026-03": mail}, means), *audit_order(site, ordered, means)]


@given(st.lists(st.tuples(CHANGES, st.sampled_from(MAILS), st.sampled_from([0, 1])), min_size=1, max_size=8))
def test_with_and_without_a_memory_the_same_is_found(steps: list[tuple[tuple[str, str | bytes | None], str, int]]) -> None:
    """After each of several changes to files, mails and what is hidden, defect or not: the same diagnostics in the same order."""
    files, memory = dict(FILES), FakeMemory()
    for (path, content), mail, hidden in steps:
        files.pop(path, None)
        files |= {} if content is None else {path: content}
        site = FakeSite(files)

        assert everything(site, mail, hidden, Means(memory)) == everything(site, mail, hidden, Means())


class Counted:
    """How often pages are read, files opened, and targets judged."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages = self.targets = self.files = 0
        self._count(monkeypatch, pages, "read_content", "pages")
        self._count(monkeypatch, Targets, "_judge", "targets")
        self._count(monkeypatch, FakeSite, "read", "files")

    def _count(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, what: str) -> None:
        original = getattr(owner, name)

        def counting(*arguments: object) -> object:
            setattr(self, what, getattr(self, what) + 1)
            return original(*arguments)

        monkeypatch.setattr(owner, name, counting)

    def during(self, site: FakeSite, memory: FakeMemory) -> tuple[int, int, int]:
        """Pages, targets and files during one audit that finds nothing."""
        self.pages = self.targets = self.files = 0
        assert [d for d in everything(site, MAILS[0], 1, Means(memory)) if d.code != "A007"] == []
        return self.pages, self.targets, self.files


def region(n: int) -> dict[str, str | bytes]:
    """A site with ``n`` pages more, each with the same navigation and links to its neighbours."""
    ways = "".join(f'<a href="{path}">x</a>' for path in ("/", "/betriebe/", "/betriebe/#buchstabe-a", "/neues/", "https://anderswo.example/"))
    more = {f"betriebe/b-{k}/index.html": page(f'{ways}<a href="/betriebe/b-{(k + 1) % n}/#inhalt">x</a><a href="#inhalt">{k}</a>') for k in range(n)}
    return {**FILES, **more}


def test_work_grows_with_the_site_and_then_with_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the pages, twice the work, and no more; a second time nothing is read, after one change one page."""
    counted = Counted(monkeypatch)
    base = counted.during(FakeSite(FILES), FakeMemory())
    first, second = (counted.during(FakeSite(region(n)), FakeMemory()) for n in (20, 40))

    assert [at_40 - at_20 for at_20, at_40 in zip(first, second, strict=True)] == [20, 20, 40]  # read for its links, and for what is hidden
    assert first[0] - base[0] == 20

    files, memory = region(40), FakeMemory()
    counted.during(FakeSite(files), memory)
    again = counted.during(FakeSite(files), memory)
    files["betriebe/b-7/index.html"] = page('<p id="neu">Neu</p><a href="/neues/">x</a>')
    changed = counted.during(FakeSite(files), memory)

    assert (again[0], again[2]) == (0, 0)
    assert (changed[0], changed[2]) == (1, 2)


def test_hands_are_given_work_that_can_be_carried_elsewhere() -> None:
    """What is to be done for each file can be pickled, so that other processes can do it."""
    done: list[str] = []

    def elsewhere(look: Callable[[str], Result], names: Sequence[str], /) -> Iterable[Result]:
        carried: Callable[[str], Result] = pickle.loads(pickle.dumps(look))
        done.extend(names)
        return [carried(name) for name in names]

    site = FakeSite({**FILES, "index.html": page(f'{TITLE}<a href="/weg/">x</a>')})

    assert everything(site, MAILS[1], 1, Means(each=elsewhere)) == everything(site, MAILS[1], 1, Means())
    assert {"index.html", "theme/site.css", "termine/kalender.ics", "2026-03"} <= set(done)
