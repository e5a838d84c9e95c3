"""Every rule has cases: files that break it and files that keep it."""

import re
from pathlib import Path

import pytest
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import FILES, SETTINGS

from kammerton.app.load import load
from kammerton.domain.audio import AudioFacts, Mark, Sound
from kammerton.domain.diagnostic import SettingsError, Severity
from kammerton.rules import RULES

CASES = Path(__file__).parent.parent / "cases" / "rules"
ALL = sorted(CASES.glob("*/*.txt"))


def read_case(path: Path) -> tuple[dict[str, str], list[str]]:
    """A case: a description, then ``=== path`` and the file's text for each file, then ``=== erwartet`` and ``file:line`` for each diagnostic.

    A hint is expected as ``file:line:hinweis``. Some paths are not files: ``pelicanconf.py`` is run to vary the settings,
    ``entfernt`` lists paths of the sample to leave out, ``audio`` has lines of a path and its seconds or what is wrong with
    it (see ``read_audio``), ``bild`` says the size of the covers (``1500x1400``) or ``fehlt``.
    """
    parts = re.split(r"(?m)^=== (.+)\n", path.read_text(encoding="utf-8"))
    assert parts[0].strip(), f"{path}: a case begins with a sentence about what it shows"
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    expected = files.pop("erwartet").split()
    return files, expected


def read_audio(text: str) -> dict[str, AudioFacts | str]:
    """What measuring finds: a problem's name, or the seconds of a file with what else is known of it.

    Further words: ``lufs=-20``, ``clipped=12``, ``deaf`` (could not be decoded), ``silent``, ``digest=abc``, and ``mark=10`` for a chapter in the tags.
    """
    return {path: _facts(word, further) for path, word, *further in (line.split() for line in text.splitlines())}


def _facts(word: str, further: list[str]) -> AudioFacts | str:
    if not word[0].isdigit():
        return word
    said = [entry.partition("=")[::2] for entry in further]
    values = dict(said)
    marks = tuple(Mark(float(value), f"Marke {value}") for name, value in said if name == "mark")
    sound = None
    if values.keys() - {"mark", "digest"}:
        loudness = None if "silent" in values else float(values.get("lufs") or -16)
        sound = Sound() if "deaf" in values else Sound((50,) * 200, loudness, int(values.get("clipped") or 0))
    return AudioFacts(float(word), 480_000, "audio/mpeg", marks=marks, sound=sound, digest=values.get("digest") or "")


def read_picture(text: str) -> tuple[int, int, str] | None:
    """The measures of the covers, or None where they are missing."""
    width, _, height = text.strip().partition("x")
    return None if text.strip() == "fehlt" else (int(width), int(height), "png")


@pytest.mark.parametrize("path", ALL, ids=[f"{p.parent.name}-{p.stem}" for p in ALL])
def test_case(path: Path) -> None:
    """A case gives exactly the diagnostics of its rule that it names, at the named lines."""
    code = path.parent.name
    files, expected = read_case(path)
    settings = dict(SETTINGS)
    exec(files.pop("pelicanconf.py", ""), settings)  # a case may vary settings, such as TRANSKRIPT_PFLICHT = False
    removed = files.pop("entfernt", "").split()
    audio, picture = read_audio(files.pop("audio", "")), read_picture(files.pop("bild", "1500x1500"))
    project = {k: v for k, v in FILES.items() if k not in removed} | files

    try:
        report = load(FakeSources(project, settings, audio, picture), NOW)[1]
    except SettingsError as reason:
        report = reason.report

    found = [d for d in report.diagnostics if d.code == code]
    assert expected == [f"{d.place.file}:{d.place.line}" + (":hinweis" if d.severity is Severity.HINT else "") for d in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_failing_and_a_passing_case(rule) -> None:
    """A rule without both cases is not finished."""
    cases = [read_case(path) for path in sorted((CASES / rule.code).glob("*.txt"))]

    assert any(expected for _, expected in cases), f"{rule.code}: no failing case in tests/cases/rules/{rule.code}/"
    assert any(not expected for _, expected in cases), f"{rule.code}: no passing case in tests/cases/rules/{rule.code}/"


def test_codes_are_used_once() -> None:
    """No two rules share a code."""
    codes = [rule.code for rule in RULES]

    assert sorted(set(codes)) == sorted(codes)


def test_the_sample_project_is_clean() -> None:
    """The project all cases vary has no problem of its own."""
    assert load(FakeSources(), NOW)[1].diagnostics == ()


def test_a_reference_to_a_renamed_item_is_told_its_new_name() -> None:
    """Fields and texts: whoever renamed a file reads what to write instead."""
    path = "content/betriebe/muster-metall.md"
    files = {**FILES, "content/betriebe/muster-neu.md": FILES[path].replace("titel:", "frueher: [muster-metall]\ntitel:", 1)}
    del files[path]
    _, report = load(FakeSources(files), NOW)
    told = {d.code: WORDS.text(d.remedy) for d in report.diagnostics if d.code in ("R001", "R002") and d.remedy}

    assert set(told.values()) == {"Der Eintrag heißt jetzt „muster-neu“."}
    assert "R001" in told
