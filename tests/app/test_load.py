"""Reading a whole project: every problem in one run, and none that only follows from another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from tests.app.projects import AUSGABE, FIRM, FOLGE, portrait, varied
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import EPISODE, FILES, ISSUE, PORTRAIT, SETTINGS

from kammerton.app.load import load
from kammerton.domain.diagnostic import SettingsError, Severity
from kammerton.domain.inventory import ITEM_FIELDS
from kammerton.domain.moments import ZONE


def told(files: Mapping[str, str | bytes], settings: Mapping[str, Any] = SETTINGS) -> list[tuple[str, int, str]]:
    """File, line and code of every problem."""
    return [(d.place.file, d.place.line, d.code) for d in load(FakeSources(files, settings), NOW)[1].diagnostics]


def without(*paths: str) -> dict[str, str]:
    """The sample without some files."""
    return {path: text for path, text in FILES.items() if path not in paths}


def test_the_sample() -> None:
    """One of everything is read, and nothing is wrong with it."""
    library, report = load(FakeSources(), NOW)

    assert report.diagnostics == ()
    assert [p.id for p in library.portraits] == ["muster-metall"]
    assert [(e.episode.id, e.show.id) for e in library.episodes] == [("001-am-amboss", "podcast")]
    assert [i.id for i in library.issues] == ["2026-03"]
    assert {p.id for p in library.pages} == {"impressum", "datenschutz", "barrierefreiheit"}


def test_problems_of_many_files_are_told_together() -> None:
    """Several mistakes in each of several files and tables come in one report, by file and line."""
    files = {
        **FILES,
        FIRM: portrait(datum="gestern", ort="gibt-es-nicht", stand="2026-02-30"),
        FOLGE: varied(EPISODE, datum="2026-03-01", nummer="eins"),
        AUSGABE: ISSUE.replace("nummer: 1", "numer: 1"),
        "content/daten/orte.csv": "id,titel,plz\nprobestadt,Probestadt,101\n",
    }

    assert told(files) == [
        (FIRM, 4, "F003"),
        (FIRM, 5, "F004"),
        ("content/daten/orte.csv", 2, "F019"),
        (FOLGE, 4, "F006"),
        (FOLGE, 5, "F009"),
        (AUSGABE, 1, "F002"),
        (AUSGABE, 3, "F001"),
    ]


def test_mistakes_in_fields_and_between_files_come_together() -> None:
    """A wrong reference in one file is told beside a wrong field in another; editors need one run."""
    files = {**FILES, FIRM: portrait(ort="probstadt"), "content/seiten/impressum.md": "---\ntitel: Impressum\nkurz: x\nstand: heute\n---\nText.\n"}

    assert told(files) == [(FIRM, 6, "R001"), ("content/seiten/impressum.md", 4, "F003")]


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (FIRM, portrait(datum="gestern"), "F003"),
        (FIRM, "Nur Text.\n", "D003"),
        (FIRM, b"---\ntitel: M\xfcller\n---\n", "D001"),
        (FOLGE, varied(EPISODE, nummer="eins"), "F009"),
        (FOLGE, EPISODE.replace("---\nEine", "Eine"), "D004"),
        ("content/seiten/impressum.md", "---\nkurz: x\n---\nText.\n", "F002"),
    ],
    ids=["field", "no head", "no UTF-8", "episode", "head that does not end", "page the law asks for"],
)
def test_an_unread_file_causes_no_other_problems(path: str, text: str | bytes, code: str) -> None:
    """What refers to a file that could not be read is not told as well: the file is there, and will be right."""
    referring = ISSUE + "\n[Impressum](seite:impressum), [Folge](folge:001-am-amboss), [Betrieb](betrieb:muster-metall)\n"
    found = told({**FILES, AUSGABE: referring, path: text})

    assert [(path, code)] == [(file, found_code) for file, _, found_code in found]


@pytest.mark.parametrize("name", ["berufe", "berufsfelder", "angebotsarten", "schulabschluesse", "orte", "branchen"])
def test_a_missing_table_is_one_problem(name: str) -> None:
    """Not every entry that uses one of its words is told as well."""
    path = f"content/daten/{name}.csv"

    assert told(without(path)) == [(path, 0, "D012")]


@pytest.mark.parametrize("name", ["berufe", "berufsfelder", "angebotsarten", "schulabschluesse", "orte", "branchen"])
@pytest.mark.parametrize("content", [b"falsch\nx\n", b"id\n\xff\n", b""], ids=["columns", "no UTF-8", "empty"])
def test_an_unreadable_table_is_its_own_problem_only(name: str, content: bytes) -> None:
    """The same holds for a table with wrong columns."""
    path = f"content/daten/{name}.csv"

    assert {path} == {file for file, _, _ in told({**FILES, path: content})}


@pytest.mark.parametrize("path", ["content/firmen/a.md", "content/a.md", "content/betriebe/alt/a.md", "content/daten/a.md"])
def test_stray_files_are_a_hint(path: str) -> None:
    """A file in a place nothing is read from is told, for otherwise nobody would notice; it stops nothing."""
    _, report = load(FakeSources({**FILES, path: PORTRAIT}), NOW)

    assert [(d.place.file, d.code, d.severity) for d in report.diagnostics] == [(path, "D009", Severity.HINT)]
    assert "content/betriebe" in WORDS.text(report.diagnostics[0].remedy)


def test_a_bad_file_name_is_told_with_a_better_one() -> None:
    """A name with umlauts or capitals cannot be an address; references to its better form are not wrong as well."""
    files = {**without(FIRM), "content/betriebe/Muster Metall.md": PORTRAIT}
    _, report = load(FakeSources(files), NOW)

    assert [(d.place.file, d.code) for d in report.diagnostics] == [("content/betriebe/Muster Metall.md", "D002")]
    assert "muster-metall.md" in WORDS.text(report.diagnostics[0].remedy)


def test_settings_problems_come_all_at_once() -> None:
    """Wrong settings stop the program with every problem in them, before any content is judged."""
    settings = {**SETTINGS, "SITEURL": "probe", "PODCASTS": [{**SETTINGS["PODCASTS"][0], "guid": "x", "sprach": "de"}], "REGION": 5}
    with pytest.raises(SettingsError) as caught:
        load(FakeSources(settings=settings), NOW)

    found = caught.value.report.diagnostics
    assert {"F016", "F027", "F001", "F015"} == {d.code for d in found}
    assert {"pelicanconf.py"} == {d.place.file for d in found}


@pytest.mark.parametrize("name", ["SITENAME", "SITEURL", "HERAUSGEBER", "NEWSLETTER", "LEITSATZ"])
def test_missing_settings_are_named(name: str) -> None:
    """A setting without which nothing can be built is asked for by name, with an example."""
    with pytest.raises(SettingsError) as caught:
        load(FakeSources(settings={key: value for key, value in SETTINGS.items() if key != name}), NOW)

    assert [name in WORDS.text(d.what) for d in caught.value.report.diagnostics] == [True]


def test_settings_of_pelican_are_left_alone() -> None:
    """Other names in capitals belong to Pelican."""
    assert told(FILES, {**SETTINGS, "PLUGINS": ["x"], "TIMEZONE": "Europe/Berlin"}) == []


def test_audio_and_transcripts_are_measured_and_read() -> None:
    """Facts of the recording and what is said in it are in the inventory, by the name the episode gives."""
    attachments = load(FakeSources(), NOW)[0].inventory.attachments

    assert attachments.audio["001-am-amboss.mp3"].duration == 60.0
    assert [(cue.speaker, cue.text) for cue in attachments.transcripts["001-am-amboss.vtt"]] == [("Mira", "Hallo."), ("Mira", "Los geht es.")]
    assert attachments.covers == {"content/bilder/cover.png": (1500, 1500, "png")}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (without("episodes/media/001-am-amboss.mp3"), [(FOLGE, 6, "R007")]),
        (without("episodes/001-am-amboss.vtt"), [(FOLGE, 7, "R016")]),
        ({**FILES, "episodes/001-am-amboss.vtt": "Hallo"}, [("episodes/001-am-amboss.vtt", 1, "D013")]),
    ],
    ids=["no audio", "no transcript", "transcript that is none"],
)
def test_what_lies_beside_an_episode(files: dict[str, str], expected: list[tuple[str, int, str]]) -> None:
    """A missing file is told where the episode names it, an unreadable one in itself."""
    assert expected == told(files)


@pytest.mark.parametrize("day", ["2020-01-01", "2026-06-01", "2040-01-01"])
def test_errors_do_not_depend_on_the_day(day: str) -> None:
    """What closes or expires never stops an unattended build: errors come from files alone."""
    now = datetime.fromisoformat(day).replace(tzinfo=ZONE)
    files = {**FILES, FIRM: portrait(stand="2026-02-01\npruefen_bis: 2026-03-01").replace("id: praktikum", "id: praktikum\n    bewerbungsschluss: 2026-03-01")}

    assert not load(FakeSources(files), now)[1].has_errors


def test_a_file_with_two_kinds_of_problems_tells_both() -> None:
    """A wrong field does not hide a wrong reference, in the head or in the text: one run tells everything."""
    text = FILES["content/betriebe/muster-metall.md"]
    broken = (
        text.replace("kurz: Treppen und Tore.", "kurzz: Treppen und Tore.")
        .replace("ort: probestadt", "ort: probestatt")
        .replace("Wir bauen Tore.", "[dort](betrieb:fehlt)")
    )
    report = load(FakeSources({**FILES, "content/betriebe/muster-metall.md": broken}), NOW)[1]

    assert [d.code for d in report.diagnostics if d.place.file == "content/betriebe/muster-metall.md"] == ["F001", "R001", "R002"]


def test_tokens_tell_versions_of_an_item_apart() -> None:
    """Every item and translation that has a file has a token; it changes with the content of that file and with no other."""
    files = {**FILES, "content/seiten/impressum.en.md": "---\ntitel: Legal notice\n---\nText.\n", "content/betriebe/leer.md": ""}
    before = load(FakeSources(files), NOW)[0].inventory
    after = load(FakeSources({**files, FIRM: portrait(titel="Anders")}), NOW)[0].inventory

    assert {key for key in before.tokens if key[0] in ITEM_FIELDS} == {key for key in before.sources if key[0] in ITEM_FIELDS}
    assert len(set(before.tokens.values())) == len(before.tokens)
    assert {key for key, token in after.tokens.items() if before.tokens[key] != token} == {("betrieb", "muster-metall")}
