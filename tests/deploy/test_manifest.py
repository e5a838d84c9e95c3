"""The manifest: what is remembered, that it is never lost, doubled or silently wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.projects import FOLGE, episode
from tests.deploy.histories import STATE, History, read
from tests.fakes import RECORDING, RECORDING_HASH
from tests.sample import EPISODE, FILES, STORY, page

from kammerton.app.load import read_settings
from kammerton.app.memory import copy_to_keep
from kammerton.deploy.manifest import public, read_manifest, united, written
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.published import MANIFEST, Published, PublishedEpisode, PublishedPage

NAME = "001-am-amboss"
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def entry(**changed: object) -> PublishedEpisode:
    """A remembered episode."""
    values = {
        "id": NAME, "ids": (NAME,), "show": GUID, "guid": "g1", "date": "2026-03-01T06:00:00+01:00", "page": f"podcast/{NAME}/",
        "address": f"podcast/{NAME}/{NAME}.mp3", "length": 480_000,
    }  # fmt: skip
    return PublishedEpisode.model_validate({**values, **changed})


def test_everything_published_is_remembered() -> None:
    """Show, episode and every page stand in the manifest, with what must not change."""
    history = History()
    assert history.publish() == []

    found = history.remembered
    assert [(s.id, s.guid, s.feed, s.feed_pages) for s in found.shows] == [("podcast", GUID, "https://probe.example/podcast/feed.xml", ("podcast/feed.xml",))]
    (kept,) = found.episodes
    assert (kept.id, kept.address, kept.length, kept.sha384) == (NAME, f"podcast/{NAME}/{NAME}.mp3", len(RECORDING), RECORDING_HASH)
    assert kept.date.isoformat() == "2026-03-01T06:00:00+01:00"
    assert f'<guid isPermaLink="false">{kept.guid}</guid>' in history.last.files["podcast/feed.xml"].decode()
    assert {(p.kind, p.id, p.address) for p in found.pages} == {
        ("betrieb", "muster-metall", "betriebe/muster-metall/"), ("ausgabe", "2026-03", "newsletter/2026-03/"), ("seite", "impressum", "impressum/"),
        ("seite", "datenschutz", "datenschutz/"), ("seite", "barrierefreiheit", "barrierefreiheit/"),
        ("angebot", "muster-metall/metallbauer-2027", "betriebe/muster-metall/metallbauer-2027/"),
        ("angebot", "muster-metall/praktikum", "betriebe/muster-metall/praktikum/"),
    }  # fmt: skip


def test_publishing_again_remembers_the_same() -> None:
    """The same content gives the same bytes, however often it is published."""
    history = History()
    history.publish()
    first = history.files[STATE]
    history.publish()

    assert history.files[STATE] == first


def test_the_deployed_copy_tells_nothing_of_what_was_withdrawn() -> None:
    """A story may bear the name of who withdrew: it is remembered here and nowhere on the web."""
    consents = "nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,web,,{}\n"
    history = History({**FILES, "content/geschichten/mira-muster.md": STORY, "content/daten/einwilligungen.csv": consents.format("")})
    history.publish()
    assert b"mira-muster" in history.last.files[MANIFEST]
    history.files["content/daten/einwilligungen.csv"] = consents.format("2026-05-01")
    history.publish()

    assert b"mira-muster" not in history.last.files[MANIFEST]
    assert [p.state for p in history.remembered.pages if p.id == "mira-muster"] == ["zurueckgezogen"]


def test_what_is_withdrawn_and_comes_back_keeps_guid_and_date() -> None:
    """Drafts are forgotten by nobody: with another date the episode does not come back."""
    history = History(dict(FILES))
    history.files["newsletter/2026-03.md"] = str(FILES["newsletter/2026-03.md"]).replace("  - folge: 001-am-amboss\n", "")
    history.publish()
    before = history.remembered.episodes[0]
    history.files[FOLGE] = EPISODE.replace("nummer: 1\n", "nummer: 1\nstatus: entwurf\n")
    assert history.publish() == ["R068"]
    assert [e.state for e in history.remembered.episodes] == ["zurueckgezogen"]
    assert history.publish() == []
    history.files[FOLGE] = EPISODE.replace("2026-03-01", "2026-03-02")
    assert history.publish() == ["R061"]
    history.files[FOLGE] = EPISODE

    assert history.publish() == []
    assert history.remembered.episodes[0] == before


def test_a_row_allows_one_change() -> None:
    """What is documented is used up by publishing it."""
    history = History()
    history.publish()
    history.files[FOLGE] = EPISODE.replace("06:00", "07:00")
    history.document(f"{NAME},datum,Verschoben.,2026-05-01")
    assert history.publish() == []
    assert history.publish() == []
    history.files[FOLGE] = EPISODE.replace("06:00", "08:00")

    assert history.publish() == ["R061"]


def test_errors_do_not_depend_on_the_clock() -> None:
    """A date in the future is refused today as it will be on its day."""
    history = History()
    history.publish()
    history.files[FOLGE] = EPISODE.replace("2026-03-01", "2026-08-01")
    today = [d.code for d in history.report().diagnostics]
    history.now = history.now.replace(year=2028)

    assert today == ["R061"]
    assert "R061" in [d.code for d in history.report().diagnostics]


def test_another_guid_on_purpose_keeps_the_old_one_taken() -> None:
    """An episode that appears once more as a new one leaves its old GUID to nobody."""
    history = History()
    history.publish()
    old = history.remembered.episodes[0].guid
    history.files[FOLGE] = EPISODE.replace("nummer: 1\n", "nummer: 1\nguid: neu\n")
    history.document(f"{NAME},kennung,Soll noch einmal erscheinen.,2026-05-01")
    assert history.publish() == []
    assert (history.remembered.episodes[0].guid, history.remembered.episodes[0].guids) == ("neu", (old,))
    history.files |= episode(2, titel=f"Zweite\nguid: {old}")

    assert history.publish() == ["R060"]


def test_two_copies_are_one_memory() -> None:
    """The further one counts; nothing of either is lost."""
    here = Published(site="https://a.example", episodes=(entry(),), pages=(PublishedPage(kind="seite", id="a", address="a/"),))
    there = Published(episodes=(entry(date="2026-04-01T06:00:00+02:00", changes={"datum": 1}), entry(id="002", ids=("002",), guid="g2")))
    for both in (united([here, there]), united([there, here])):
        assert [(e.id, e.date.month) for e in both.episodes] == [(NAME, 4), ("002", 3)]
        assert [p.id for p in both.pages] == ["a"]
    assert united([]) == Published()


def test_a_renamed_episode_and_its_older_copy_are_one() -> None:
    """A copy that knows the old name and one that knows both make one entry with the whole history."""
    renamed = entry(id="neu", ids=(NAME, "neu"), page="podcast/neu/", address="podcast/neu/neu.mp3")
    (found,) = united([Published(episodes=(entry(),)), Published(episodes=(renamed,))]).episodes

    assert (found.id, found.ids, found.pages, found.addresses) == ("neu", (NAME, "neu"), (f"podcast/{NAME}/",), (f"podcast/{NAME}/{NAME}.mp3",))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"{\n 'x", 2),
        (b"[]", 1),
        (b'{"fassung": 1, "folgen": [{"id": 1}]}', 1),
        (b'{"fassung": 1, "fremd": 1}', 1),
        (b'{\n"fassung": 1,\n<<<<<<< HEAD\n', 3),
        (b"\xff\xfe", 1),
        (b'{"fassung": 99}', 1),
        (b"[" * 100_000, 1),
    ],
)
def test_a_broken_copy_is_told(content: bytes, line: int) -> None:
    """Nothing is published over a memory that cannot be read; file and line are named."""
    found, (problem,) = read_manifest("datei.json", content)

    assert found is None
    assert (problem.place.file, problem.place.line) == ("datei.json", line)


@pytest.mark.parametrize("file", [STATE, "gemerkt.json"])
def test_each_copy_is_read(file: str) -> None:
    """The copy of the state folder and the committed one: either refuses what is not documented, a broken one everything."""
    history = History(settings={**History().settings, "VEROEFFENTLICHT": "gemerkt.json"})
    history.publish()
    history.files[file] = history.files.pop(STATE)
    assert history.report().diagnostics == ()
    kept, history.files[FOLGE] = history.files[FOLGE], EPISODE.replace("06:00", "07:00")
    assert [d.code for d in history.report().diagnostics] == ["R061"]
    history.files |= {FOLGE: kept, file: "{"}

    assert [(d.code, d.place.file) for d in history.report().diagnostics] == [("D060", file)]


def test_what_is_kept_is_both_copies_together() -> None:
    """„merken“ adds to the committed copy what the published build knows, and loses nothing of it."""
    history = History(settings={**History().settings, "VEROEFFENTLICHT": "gemerkt.json"})
    history.publish()
    history.files["gemerkt.json"] = written(Published(episodes=(entry(id="000", ids=("000",), guid="g0", state="zurueckgezogen"),)))
    sources = history._sources()
    file, content = copy_to_keep(sources, read_settings(sources)[0])

    assert file == "gemerkt.json"
    assert [e.id for e in read(content).episodes] == ["000", NAME]
    assert [e.id for e in public(read(content)).episodes] == [NAME]


def test_keeping_needs_a_place_and_something_published() -> None:
    """Either missing is said in one sentence."""
    for settings in ({}, {"VEROEFFENTLICHT": "gemerkt.json"}):
        sources = History(settings={**History().settings, **settings})._sources()
        with pytest.raises(SetupError):
            copy_to_keep(sources, read_settings(sources)[0])


def test_a_deleted_page_of_another_kind_is_told_once() -> None:
    """A page is no episode: its end stops nothing."""
    history = History({**FILES, "content/seiten/mitmachen.md": page("Mitmachen")})
    history.publish()
    del history.files["content/seiten/mitmachen.md"]

    assert (history.publish(), history.publish()) == (["R068"], [])


NAMES = st.text("abc-", min_size=1, max_size=5)
EPISODES = st.builds(
    lambda n, guid, changes, state: entry(id=n, ids=(n,), guid=guid, changes=changes, state=state),
    NAMES, NAMES, st.dictionaries(st.sampled_from(["datum", "aufnahme"]), st.integers(1, 3)), st.sampled_from(["veroeffentlicht", "archiv", "zurueckgezogen"]),
)  # fmt: skip
MANIFESTS = st.builds(lambda episodes: united([Published(episodes=tuple(episodes))] * 2), st.lists(EPISODES, max_size=5))


@given(MANIFESTS)
def test_reading_what_was_written_gives_the_same(manifest: Published) -> None:
    """Round trip, and the same bytes again."""
    assert read(written(manifest)) == manifest
    assert written(read(written(manifest))) == written(manifest)


@given(st.binary(max_size=200))
def test_reading_never_raises(content: bytes) -> None:
    """Whatever lies there is a manifest or a problem."""
    found, problems = read_manifest("datei.json", content)

    assert (found is None) == bool(problems)


@given(st.lists(MANIFESTS, max_size=4))
def test_no_copy_is_lost(copies: list[Published]) -> None:
    """Every GUID of every copy is in the union, as present or former, and no name twice."""
    both = united(copies)
    guids = [guid for e in both.episodes for guid in (e.guid, *e.guids)]
    names = [name for e in both.episodes for name in e.ids]

    assert {e.guid for copy in copies for e in copy.episodes} <= set(guids)
    assert sorted(set(names)) == sorted(names)


def test_a_stated_guid_stays_text() -> None:
    """A GUID taken over from elsewhere may look like markup; the file on the site holds none, and gives it back unchanged."""
    history = History({**FILES, FOLGE: EPISODE.replace("nummer: 1\n", 'nummer: 1\nguid: "<script>alert(1)</script>"\n')})
    history.publish()

    assert b"<" not in history.last.files[MANIFEST]
    assert history.remembered.episodes[0].guid == "<script>alert(1)</script>"
