"""Everything that was read: places of fields, ids that may be named, shows and audio of episodes."""

import pytest
from tests.fakes import NOW, FakeSources
from tests.sample import EPISODE, FILES, PORTRAIT, SETTINGS

from kammerton.app.load import load
from kammerton.domain.audio import AudioFacts
from kammerton.domain.diagnostic import Place
from kammerton.domain.inventory import Inventory, Source

LINES = {("titel",): 2, ("angebote",): 5, ("angebote", 0): 6, ("angebote", 0, "id"): 6, ("angebote", 1): 9}


def inventory(changes: dict[str, str] | None = None, **settings: object) -> Inventory:
    """The sample with some files and settings changed."""
    return load(FakeSources({**FILES, **(changes or {})}, {**SETTINGS, **settings}), NOW)[0].inventory


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("titel",), 2),
        (("angebote", 0, "id"), 6),
        (("angebote", 0, "start"), 6),
        (("angebote", 0, "termine", 3, "von"), 6),
        (("angebote", 1, "id"), 9),
        (("angebote", 7), 5),
        (("angebote", 7, "id"), 5),
        (("kurz",), 1),
        (("0",), 1),
        ((), 1),
    ],
    ids=str,
)
def test_places_fall_back_to_what_is_around(path: tuple[str | int, ...], line: int) -> None:
    """A field that was not written is told where it belongs: at its entry, its list, or the beginning of the file."""
    assert Place("a.md", line) == Source("a.md", LINES).place(*path)


def test_a_source_may_have_a_line_of_its_own() -> None:
    """A row of a table has one line for all its cells."""
    assert Place("a.csv", 7) == Source("a.csv", {(): 7}).place("titel")


def test_things_without_a_file_name_themselves() -> None:
    """Asked for an item that was read from nowhere, the place still says which."""
    assert Place("betrieb:x", 1) == inventory().source("betrieb", "x").place("titel")


def test_known_ids() -> None:
    """References may name what was read, what could not be read, and the shows of the settings."""
    known = inventory(
        {"content/betriebe/kaputt.md": "---\n---\n", "content/betriebe/entwurf.md": PORTRAIT.replace("kurz:", "status: entwurf\nkurz:")}
    ).known_ids()

    assert {"muster-metall", "kaputt", "entwurf"} == set(known["betrieb"])
    assert [[*known[kind]] for kind in ("folge", "ausgabe", "reihe", "ort")] == [["001-am-amboss"], ["2026-03"], ["podcast"], ["probestadt"]]


@pytest.mark.parametrize("table", ["", "id,titel\nÜ,x\n"], ids=["empty", "one wrong row"])
def test_a_table_with_problems_says_nothing_about_references(table: str) -> None:
    """Where a table could not be read, nobody knows which names are right."""
    assert "ort" not in inventory({"content/daten/orte.csv": table}).known_ids()


def test_the_show_of_an_episode() -> None:
    """An episode belongs to the show it names, else to the only one; with several and no name to none."""
    two = [*SETTINGS["PODCASTS"], {**SETTINGS["PODCASTS"][0], "id": "zweite"}]
    files = {
        "episodes/002.md": EPISODE.replace("nummer: 1", "nummer: 2\nreihe: zweite"),
        "episodes/003.md": EPISODE.replace("nummer: 1", "nummer: 3\nreihe: fehlt"),
    }

    assert [show and show.id for show in map(inventory(files).show_of, inventory(files).episodes)] == ["podcast", None, None]
    assert [show and show.id for show in map(inventory(files, PODCASTS=two).show_of, inventory(files).episodes)] == [None, "zweite", None]
    assert [inventory(PODCASTS=[]).show_of(episode) for episode in inventory().episodes] == [None]


@pytest.mark.parametrize(
    ("audio", "expected"),
    [
        ("001-am-amboss.mp3", AudioFacts(60.0, 480_000, "audio/mpeg")),
        ("fehlt.mp3", None),
        ("{url: https://x.example/1.mp3, bytes: 7, dauer: '01:30'}", AudioFacts(90.0, 7, "audio/mpeg")),
        ("{url: https://x.example/1.M4A?v=1, bytes: 7, dauer: '01:30'}", AudioFacts(90.0, 7, "audio/x-m4a")),
        ("{url: https://x.example/1.opus#t, bytes: 7, dauer: '01:30'}", AudioFacts(90.0, 7, "audio/ogg")),
        ("{url: https://x.example/laden, bytes: 7, dauer: '01:30'}", AudioFacts(90.0, 7, "audio/mpeg")),
    ],
    ids=["measured", "missing", "remote", "capitals and query", "opus and fragment", "no ending"],
)
def test_the_audio_of_an_episode(audio: str, expected: AudioFacts | None) -> None:
    """Facts are measured for files and taken as stated for remote audio, whose type its ending tells."""
    found = inventory({"episodes/001-am-amboss.md": EPISODE.replace("audio: 001-am-amboss.mp3", f"audio: {audio}")})

    assert expected == found.audio_of(found.episodes[0])


def test_items_come_with_their_kind() -> None:
    """Every Markdown item is listed once, with the name of its kind."""
    expected = [("betrieb", "muster-metall"), ("folge", "001-am-amboss"), ("ausgabe", "2026-03")]

    assert [*expected, *(("seite", name) for name in ("barrierefreiheit", "datenschutz", "impressum"))] == [
        (kind, item.id) for kind, item in inventory().items()
    ]
