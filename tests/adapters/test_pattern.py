"""The pattern of a new site, as it comes with the program."""

import ast
import re
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.fakes import NOW, WORDS, FakeSources
from tests.rendering.test_quoting import HOSTILE, LINES, line

from kammerton.adapters.audio import measure
from kammerton.adapters.pattern import PackagePattern
from kammerton.adapters.pictures import measure_picture
from kammerton.adapters.shipped import PATTERN
from kammerton.app.load import load
from kammerton.app.new_site import new_site
from kammerton.domain.diagnostic import Severity
from kammerton.domain.inventory import Source
from kammerton.domain.kinds import KINDS
from kammerton.domain.library import Library
from kammerton.domain.settings import SiteSettings
from kammerton.domain.values import Mail

TODAY = NOW.date()
NAMES = ("region", "name", "leitsatz", "herausgeber", "stelle", "strasse", "ort", "vertreten_durch", "verantwortlich", "podcast_titel", "podcast_kontakt")
ANSWERED = {
    "region": "Nordtal", "name": "Ausbildung im Nordtal", "adresse": "https://wege.nordtal.example", "leitsatz": "Hier.", "einleitung": "So.",
    "herausgeber": "Stadt Nordtal", "stelle": "Amt 5", "strasse": "Am Markt 1", "plz": "00123", "ort": "Nordtal", "email": "amt@nordtal.example",
    "telefon": "0000 12345-0", "vertreten_durch": "Eva M.", "verantwortlich": "Eva M.", "podcast": "ja", "podcast_titel": "Nordtal hört",
    "podcast_kontakt": "Redaktion", "podcast_email": "ton@nordtal.example", "newsletter_absender": "brief@nordtal.example",
}  # fmt: skip


class Quick(PackagePattern):
    """The pattern without drawing."""

    def cover(self) -> bytes:
        return b""


def made(today: date = TODAY, program: str = "/opt/kammerton", **given: Any) -> dict[str, bytes]:
    """The files of a new site."""
    return new_site(given, Source("–"), Quick(), program, today)


def settings_of(files: dict[str, bytes]) -> dict[str, Any]:
    """What the settings file says, run as Python."""
    values: dict[str, Any] = {}
    exec(files["pelicanconf.py"].decode(), values)
    return {name: value for name, value in values.items() if name.isupper()}


def loaded(files: dict[str, bytes]) -> tuple[Library, list[str]]:
    """The project read as a publish reads it, and its problems without the hints every new site has."""
    library, report = load(FakeSources(files, settings_of(files)), NOW)
    return library, [f"{d.place.file}:{d.place.line} {d.code} {WORDS.text(d.what)}" for d in report.diagnostics if d.code not in ("R020", "R022")]


def test_without_an_answer_it_has_no_problems() -> None:
    """The defaults alone make a project that has only hints, each at a place to be filled in."""
    library, problems = loaded(made())

    assert problems == []
    assert [(p.id, p.example) for p in library.portraits] == [("musterbetrieb", True)]
    assert [len(found) for found in (library.episodes, library.issues, library.pages)] == [1, 1, 5]


def test_without_a_podcast_it_has_no_problems() -> None:
    """Nothing refers to the episodes that are not there."""
    files = made(podcast="nein")
    library, problems = loaded(files)

    assert (problems, library.settings.shows, library.episodes) == ([], (), ())
    assert [path for path, text in files.items() if path.startswith("content/seiten/") and b"Podcast" in text] == []


def test_every_kind_has_one_sample() -> None:
    """Each kind of entry starts with one, marked in its head and in its text; pages are templates."""
    files = made()
    for kind in KINDS:
        samples = [text.decode() for path, text in files.items() if path.rpartition("/")[0] == kind.folder and path.endswith(".md")]
        assert len(samples) == 5 if kind.name == "seite" else len(samples) == 1, kind.name
        for text in samples:
            assert "BITTE PRÜFEN" in text
            assert kind.name == "seite" or re.search(r"(Beispiel|beispiel)", text.partition("\n---\n")[2]), kind.name


def test_no_sample_needs_another() -> None:
    """Each sample can be deleted by itself, in any order."""
    files = made()
    samples = [p for p in files if p.endswith(".md") and not p.startswith("content/seiten/") and "/" in p]
    assert samples
    for path in samples:
        assert loaded({p: text for p, text in files.items() if p != path})[1] == [], path


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31)])
def test_on_any_day(today: date) -> None:
    """Whatever day a site is begun, its samples are there and its dates in order."""
    files = made(today)
    library, report = load(FakeSources(files, settings_of(files)), NOW.replace(year=today.year, month=today.month, day=today.day, hour=0, minute=0))

    assert [d for d in report.diagnostics if d.severity is Severity.ERROR] == []
    assert [len(found) for found in (library.portraits, library.episodes, library.issues, library.open_offers)] == [1, 1, 1, 2]


def test_the_same_answers_give_the_same_bytes() -> None:
    """Nothing depends on when or where."""
    assert made() == made()


def test_answered_settings_bear_no_mark() -> None:
    """What was answered needs no check; only the notice and the mailbox nobody was asked for do, and explanations are no open points."""
    files = made(**ANSWERED)
    _, report = load(FakeSources(files, settings_of(files)), NOW)
    rows = files["pelicanconf.py"].decode().split("\n")
    marked = [rows[d.place.line - 1] for d in report.diagnostics if d.place.file == "pelicanconf.py"]

    assert [row.partition("BITTE PRÜFEN")[0].strip() for row in marked] == ["#", '"abmelden": "abmelden@nordtal.example",  #']


def test_made_up_settings_are_listed() -> None:
    """Each made up answer is a hint at its line in the settings."""
    files = made()
    _, report = load(FakeSources(files, settings_of(files)), NOW)
    hints = [WORDS.text(d.what) for d in report.diagnostics if d.place.file == "pelicanconf.py"]

    for name in ("SITEURL", "REGION", '"plz"', '"ort"', '"vertreten_durch"', '"absender"'):
        assert [hint for hint in hints if hint.startswith(f"Hier ist noch etwas zu prüfen: {name}")] != [], name


def check_names(given: dict[str, str]) -> None:
    """A site with these answers has them, letter by letter, and no problem."""
    files = made(**given)
    values = settings_of(files)
    library, problems = loaded(files)

    assert problems == []
    publisher = library.settings.publisher
    found = {
        "region": library.settings.region, "name": library.settings.name, "leitsatz": library.settings.claim, "herausgeber": publisher.name,
        "stelle": publisher.unit, "strasse": publisher.street, "ort": publisher.town, "vertreten_durch": publisher.represented_by,
        "verantwortlich": publisher.responsible, "podcast_titel": values["PODCASTS"][0]["titel"], "podcast_kontakt": values["PODCASTS"][0]["kontakt"]["name"],
    }  # fmt: skip
    assert found == given
    assert next(iter(library.words.towns.values())).title == given["ort"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names(text: str) -> None:
    """Quotes, backslashes, braces, per cent signs and marks of every format are only text."""
    check_names(dict.fromkeys(NAMES, text))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=len(NAMES), max_size=len(NAMES)))
def test_any_names(texts: list[str]) -> None:
    """Whatever the settings take as a name comes back from the project as it was."""
    check_names({name: line(text) or "Name" for name, text in zip(NAMES, texts, strict=True)})


@pytest.mark.parametrize("mail", ["o'neil+x@x.example", "a`b*c{d}%e$f@x.example"])
def test_strange_mailboxes(mail: str) -> None:
    """Every address the settings take is one on the pages."""
    TypeAdapter(Mail).validate_python(mail)

    assert loaded(made(email=mail, newsletter_absender=mail, podcast_email=mail))[1] == []


def test_the_settings_file_reads_well() -> None:
    """It is Python without logic, its lines can be told, and a person finds an explanation above each part."""
    text = made()["pelicanconf.py"].decode()

    assert all(isinstance(statement, ast.Assign) for statement in ast.parse(text).body)
    assert text.count("\n# ---") == 8
    assert "THEME" not in text


def test_the_shipped_recording(tmp_path: Path) -> None:
    """The sample episode has a small recording that podcast programs play."""
    file = PATTERN / "episodes" / "media" / "000-beispiel.mp3"
    facts = measure(file)

    assert not isinstance(facts, str)
    assert (round(facts.duration), facts.mime, file.stat().st_size <= 30_000) == (4, "audio/mpeg", True)


def test_the_drawn_cover(tmp_path: Path) -> None:
    """It is what podcast directories ask for, small, and the same each time."""
    (tmp_path / "cover.png").write_bytes(PackagePattern().cover())

    assert measure_picture(tmp_path / "cover.png") == (1500, 1500, "png")
    assert (tmp_path / "cover.png").stat().st_size < 60_000
    assert PackagePattern().cover() == (tmp_path / "cover.png").read_bytes()


def test_the_plugin_is_named_as_pelican_finds_it(tmp_path: Path) -> None:
    """The settings name the installed plugin, no folder of plugins."""
    (tmp_path / "pelicanconf.py").write_bytes(made()["pelicanconf.py"])
    values = runpy.run_path(str(tmp_path / "pelicanconf.py"))

    assert (values["PLUGINS"], "PLUGIN_PATHS" in values) == (["kammerton.adapters.pelican_plugin"], False)


def test_settings_are_complete() -> None:
    """Everything the settings ask for is in the file, so that it can be changed there."""
    assert SiteSettings.model_validate(settings_of(made()), by_alias=True, by_name=False).kept_builds == 3
