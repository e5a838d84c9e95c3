"""What a person sees in the terminal."""

import io

import pytest
from tests.fakes import WORDS

from kammerton.adapters.console import Console
from kammerton.domain.diagnostic import MN, Diagnostic, M, Message, Place, Report, SetupError, Severity


def shown(*diagnostics: Diagnostic) -> str:
    """What is printed for these problems."""
    out = io.StringIO()
    Console(WORDS, out).show(diagnostics)
    return out.getvalue()


def problem(what: Message, remedy: Message | None = None, severity: Severity = Severity.ERROR, line: int = 7) -> Diagnostic:
    """A problem in a portrait."""
    return Diagnostic("F003", severity, Place("content/betriebe/a.md", line), what, remedy)


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        (problem(M("Kein Datum.")), "content/betriebe/a.md:7: Fehler F003: Kein Datum.\n"),
        (
            problem(M("Kein Datum."), M("Schreiben Sie 2026-11-21.")),
            "content/betriebe/a.md:7: Fehler F003: Kein Datum.\n    Schreiben Sie 2026-11-21.\n",
        ),
        (problem(M("Fällig."), severity=Severity.HINT), "content/betriebe/a.md:7: Hinweis F003: Fällig.\n"),
        (problem(M("Zu groß."), line=0), "content/betriebe/a.md: Fehler F003: Zu groß.\n"),
        (problem(M("„{value}“ gibt es nicht.", value="Müller")), "content/betriebe/a.md:7: Fehler F003: „Müller“ gibt es nicht.\n"),
        (problem(MN("{n} Wort", "{n} Wörter", 2)), "content/betriebe/a.md:7: Fehler F003: 2 Wörter\n"),
    ],
    ids=["error", "remedy", "hint", "whole file", "value", "plural"],
)
def test_problems(diagnostic: Diagnostic, expected: str) -> None:
    """Editors jump to ``file:line``; kind and code follow, the remedy stands below."""
    assert expected == shown(diagnostic)


def test_long_lines_are_not_broken() -> None:
    """A long sentence stays one line, so that programs can read it."""
    assert shown(problem(M("Wort {text}", text="sehr " * 100 + "lang"))).count("\n") == 1


@pytest.mark.parametrize("text", ["[bold]fett[/bold]", "[link=https://x.example]x[/link]", ":smile:", "{value}", "100 %", "\\[a]"])
def test_words_are_not_markup(text: str) -> None:
    """What stands in a file is shown as it stands there."""
    assert f"„{text}“" in shown(problem(M("„{value}“", value=text)))


@pytest.mark.parametrize("text", ["\x1b[31mrot", "\x1b]0;Titel\x07", "a\x9b2Jb", "a\rb", "a\x08b"], ids=ascii)
def test_files_cannot_command_the_terminal(text: str) -> None:
    """Control characters in a file's text do nothing when the text is shown."""
    found = shown(problem(M("„{value}“", value=text)))

    assert not {"\x1b", "\x9b", "\r", "\x08", "\x07"} & set(found)


def test_no_colours_without_a_terminal() -> None:
    """In files and pipes there are words only."""
    out = io.StringIO()
    Console(WORDS, out).say(M("Fertig."), "bold green")

    assert out.getvalue() == "Fertig.\n"


def test_setup_errors() -> None:
    """What is wrong around the content is one sentence."""
    out = io.StringIO()
    Console(WORDS, out).setup_error(SetupError(M("In „{folder}“ liegt keine pelicanconf.py.", folder="/tmp/[x]")))

    assert out.getvalue() == "In „/tmp/[x]“ liegt keine pelicanconf.py.\n"


def test_where_only_errors_are_wanted() -> None:
    """Neither hints nor sentences, but every error, what is wrong around the content, and a table somebody asked for."""
    out = io.StringIO()
    console = Console(WORDS, out)
    console.is_quiet = True
    console.say(M("Fertig."), "bold")
    console.tell(Report.of([problem(M("Fällig."), severity=Severity.HINT)]))
    assert out.getvalue() == ""

    console.tell(Report.of([problem(M("Fällig."), severity=Severity.HINT), problem(M("Kein Datum."))]))
    console.setup_error(SetupError(M("Hier liegt nichts.")))
    console.table([("a", "b")])

    assert out.getvalue() == "content/betriebe/a.md:7: Fehler F003: Kein Datum.\n1 Fehler, 1 Hinweis.\nHier liegt nichts.\na  b\n"


@pytest.mark.parametrize(("number", "shown_of_them", "left"), [(2, 2, 0), (3, 3, 0), (4, 2, 2), (500, 2, 498)])
def test_hints_that_are_alike(number: int, shown_of_them: int, left: int) -> None:
    """Of hints with the same code two are shown and the others counted, unless only one would be left; errors are all shown."""
    out = io.StringIO()
    hints = [problem(M("Fällig."), severity=Severity.HINT, line=line) for line in range(number)]
    Console(WORDS, out).tell(Report.of([*hints, *(problem(M("Kein Datum."), line=line) for line in range(5))]), most=2)
    found = out.getvalue()

    assert (found.count("Fällig."), found.count("Kein Datum.")) == (shown_of_them, 5)
    assert found.count(f"Hinweis F003 gibt es noch {left}-mal; alle nennt make publish ARGS=--verbose.\n") == (left > 0)
    assert f"5 Fehler, {number} Hinweise." in found


def test_a_table() -> None:
    """Words to the left, numbers to the right, no blanks at the end of a line."""
    out = io.StringIO()
    Console(WORDS, out).table([("Schritt", "Anteil", "Anzahl"), ("Texte lesen", "100 %", "12"), ("Regeln", "7 %", "")])

    assert out.getvalue().splitlines() == ["Schritt      Anteil  Anzahl", "Texte lesen   100 %      12", "Regeln          7 %"]
