"""Whatever editors do between builds: a GUID never changes silently, and nothing ever doubles."""

from copy import deepcopy
from dataclasses import dataclass, field

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.deploy.histories import CHANGES, HEADER, STATE, History
from tests.fakes import FakeSources
from tests.sample import FILES

from kammerton.app.load import load
from kammerton.app.recordings import with_published_recordings
from kammerton.deploy.manifest import remember, written
from kammerton.domain.guid import episode_guid

DAYS = ["2026-02-01", "2026-03-01", "2026-04-01", "2027-01-01"]
NAMES = ["a", "b", "c"]
EMPTY = {
    path: text.replace("  - folge: 001-am-amboss\n", "") if path.startswith("newsletter/") else text
    for path, text in FILES.items()
    if not path.startswith("episodes/")
}


@dataclass
class Draft:
    """An episode as its editors know it: ``who`` is what it is, whatever its file is called."""

    who: int
    name: str
    former: list[str] = field(default_factory=list)
    day: str = DAYS[0]
    title: str = "Titel"
    status: str = "veroeffentlicht"
    guid: str = ""
    recording: str = ""

    def text(self) -> str:
        lines = {"titel": self.title, "datum": f"{self.day} 06:00", "status": self.status, "audio": f"{self.who}.mp3", "guid": self.guid}
        written_lines = [f"{key}: {value}" for key, value in lines.items() if value]
        former = [f"frueher: [{', '.join(self.former)}]"] if self.former else []
        return "\n".join(["---", "kurz: Kurz.", *written_lines, *former, "---", "Text.", ""])


@dataclass
class Office:
    """Editors at work: what lies in the folder, what was published, and under which GUID each episode was."""

    episodes: list[Draft] = field(default_factory=list)
    trash: list[Draft] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    memory: bytes | None = None
    guids: dict[int, str] = field(default_factory=dict)
    dates: dict[int, str] = field(default_factory=dict)
    recordings: dict[int, str] = field(default_factory=dict)
    number: int = 0

    def publish(self) -> bool:
        """Publish what may be; what was published before must have stayed what it was."""
        history = History()
        history.settings["TRANSKRIPT_PFLICHT"] = False
        history.files = EMPTY | {f"episodes/{e.name}.md": e.text() for e in self.episodes} | {CHANGES: HEADER + "".join(self.rows)}
        history.files |= {f"episodes/media/{e.who}.mp3": "" for e in self.episodes} | ({STATE: self.memory} if self.memory else {})
        history.recordings = {f"episodes/media/{e.who}.mp3": e.recording or str(e.who) for e in self.episodes}
        sources: FakeSources = history._sources()
        library, report = load(sources, history.now)
        if report.has_errors:
            event("refused: " + ", ".join(sorted({d.code for d in report.diagnostics if d.code.startswith("R06")})))
            return False
        event("published")
        shown = [(e.episode, episode_guid(e.show, e.episode)) for e in with_published_recordings(library, sources).episodes]
        self.memory = written(remember(library, ["podcast/feed.xml"]))
        self.compare({episode.id: guid for episode, guid in shown}, [guid for _, guid in shown])
        return True

    def compare(self, by_name: dict[str, str], guids: list[str]) -> None:
        assert len(set(guids)) == len(guids), "a GUID twice in one feed"
        for draft in self.episodes:
            guid = by_name.get(draft.name)
            if guid is None:
                continue
            documented = any(row.split(",")[:2] == [name, "kennung"] for row in self.rows for name in (draft.name, *draft.former))
            same = self.recordings.get(draft.who) == draft.recording  # under another name and with another recording it is another episode
            assert self.guids.get(draft.who, guid) == guid or documented or not same, "an episode appears once more"
            assert all(other == draft.who or known != guid for other, known in self.guids.items()), "a GUID was given to another"
            dated = any(row.split(",")[:2] == [name, "datum"] for row in self.rows for name in (draft.name, *draft.former))
            assert self.dates.get(draft.who, draft.day) == draft.day or dated or not same, "a date changed silently"
            self.recordings[draft.who] = draft.recording
            self.guids[draft.who], self.dates[draft.who] = guid, draft.day

    def do(self, what: str, n: int, name: str, day: str) -> None:
        """One thing an editor may do, sensible or not; what is not allowed is taken back every other time."""
        before = deepcopy((self.episodes, self.trash, self.rows))
        if what in ("new", "restore"):
            self.add(what, name, day)
        elif self.episodes:
            self.edit(self.episodes[n % len(self.episodes)], what, name, day)
        if not self.publish() and n % 2:
            self.episodes, self.trash, self.rows = before

    def add(self, what: str, name: str, day: str) -> None:
        taken = {e.name for e in self.episodes}
        if what == "new" and name not in taken:
            self.number += 1
            self.episodes.append(Draft(self.number, name, day=day))
        elif what == "restore" and self.trash and self.trash[-1].name not in taken:
            self.episodes.append(self.trash.pop())

    def edit(self, one: Draft, what: str, name: str, day: str) -> None:
        free = name not in {e.name for e in self.episodes}
        if what.startswith("row "):
            self.rows.append(f"{one.name},{what.removeprefix('row ')},Grund.,2026-05-01\n")
        elif what == "delete":
            self.trash.append(one)
            self.episodes.remove(one)
        elif what == "rename" and free:
            one.name, one.former = name, [*one.former, one.name]
        elif what == "rename silently" and free:
            one.name = name
        elif what == "guid":
            one.guid = "" if one.guid else next(iter(self.guids.values()), "eigene")
        elif what in ("entwurf", "archiv", "veroeffentlicht"):
            one.status = what
        else:
            self.change(one, what, day)

    def change(self, one: Draft, what: str, day: str) -> None:
        if what == "title":
            one.title += "!"
        elif what == "date":
            one.day = day
        elif what == "forget names":
            one.former = []
        elif what == "reverse names":
            one.former = one.former[::-1]
        elif what == "own guid":
            one.guid = f"eigene-{day}"
        elif what == "recording":
            one.recording += "neu"


ACTS = [
    "new", "new", "restore", "title", "date", "rename", "rename silently", "forget names", "delete", "entwurf", "archiv", "veroeffentlicht", "guid", "own guid", "reverse names", "recording",
    "row datum", "row aufnahme", "row kennung", "row adresse", "row zurueckgezogen",
]  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.sampled_from(NAMES), st.sampled_from(DAYS)), min_size=3, max_size=12)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_no_history_changes_a_guid_silently(steps: list[tuple[str, int, str, str]]) -> None:
    """After any run of edits with a publish after each, every episode has the GUID under which it first appeared, and alone has it."""
    office = Office([Draft(1, "a"), Draft(2, "b", day=DAYS[1])], number=2)
    office.publish()
    for step in steps:
        office.do(*step)
