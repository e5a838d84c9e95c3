"""Questions at the terminal."""

import io
from collections.abc import Callable

import pytest
from tests.fakes import WORDS

from kammerton.adapters.console import Console
from kammerton.adapters.questions import interview
from kammerton.app.interview import DEFAULTS
from kammerton.domain.answers import Answers
from kammerton.domain.declaration import declarations

KEYS = [d.key for d in declarations(Answers)]


def person(*lines: str | BaseException) -> Callable[[str], str]:
    """Somebody who types these lines and then only presses Enter, for as long as a person would."""
    left = [*lines, *[""] * 30]

    def read(prompt: str) -> str:
        line = left.pop(0)
        if isinstance(line, BaseException):
            raise line
        return line

    return read


def asked(*lines: str | BaseException, **given: str) -> tuple[dict[str, str], str]:
    """The answers, and what was shown."""
    out = io.StringIO()
    return interview(Console(WORDS, out, person(*lines)), given), out.getvalue()


def test_each_question_has_an_example() -> None:
    """Every question comes with its number and an example."""
    _, shown = asked()

    for number, declaration in enumerate(declarations(Answers), start=1):
        assert f"Frage {number} von {len(KEYS)}: {declaration.help}\n  Zum Beispiel: {declaration.example}\n" in shown


def test_each_question_shows_its_default() -> None:
    """In brackets stands what Enter takes, or that there may be none."""
    prompts: list[str] = []

    def read(prompt: str) -> str:
        prompts.append(prompt)
        return "Nord" if len(prompts) == 1 else ""

    interview(Console(WORDS, io.StringIO(), read), {})

    assert prompts[:3] == ["  [Musterregion] ", "  [Ausbildung in der Region Nord] ", "  [https://ausbildung.nord.example] "]
    assert "  [keine Angabe] " in prompts


def test_enter_takes_the_default() -> None:
    """Pressing Enter throughout gives every default, and nothing where there may be none."""
    answers, _ = asked()

    assert set(answers) == set(DEFAULTS)
    assert answers["name"] == "Ausbildung in der Region Musterregion"


def test_answers_are_taken_as_typed() -> None:
    """Blanks around an answer are no part of it; everything else is."""
    answers, _ = asked("  Nord {tal} \\ %s „Süd“  ")

    assert (answers["region"], answers["name"]) == ("Nord {tal} \\ %s „Süd“", "Ausbildung in der Region Nord {tal} \\ %s „Süd“")


@pytest.mark.parametrize(
    ("key", "wrong", "right", "told"),
    [
        ("plz", "123", "00123", "Das Feld „plz“: „123“ ist keine Postleitzahl.\n  Schreiben Sie fünf Ziffern, zum Beispiel 01067."),
        ("email", "amt", "amt@x.example", "Das Feld „email“: „amt“ ist keine E-Mail-Adresse."),
        ("adresse", "www.x.example", "https://x.example", "Das Feld „adresse“: „www.x.example“ ist keine vollständige Internetadresse."),
        ("telefon", "keins", "0000 1234", "Das Feld „telefon“: „keins“ ist keine Telefonnummer."),
        ("podcast", "vielleicht", "nein", "Das Feld „podcast“: „vielleicht“ ist weder „ja“ noch „nein“."),
        ("name", "x" * 300, "Name", "Das Feld „name“: Der Text hat 300 Zeichen."),
    ],
)
def test_a_wrong_answer_is_asked_again(key: str, wrong: str, right: str, told: str) -> None:
    """The sentence is that of any other file, and the question waits for a better answer."""
    answers, shown = asked(wrong, wrong, right, **{name: "ja" for name in KEYS if name != key})

    assert answers[key] == right
    assert shown.count(told) == 2


def test_a_default_that_does_not_fit_is_told_too() -> None:
    """When the program's own proposal is too long, somebody has to find another."""
    answers, shown = asked("x" * 250, "", "Kurz", podcast="nein")

    assert answers["name"] == "Kurz"
    assert "Das Feld „name“: Der Text hat 275 Zeichen." in shown


def test_without_a_podcast_three_questions_fall_away() -> None:
    """Their defaults are not asked for, and the numbers say so."""
    answers, shown = asked(*[""] * KEYS.index("podcast"), "nein")

    assert (answers["podcast"], "podcast_titel" in answers) == ("nein", False)
    assert f"Frage {len(KEYS) - 3} von {len(KEYS) - 3}: " in shown


def test_what_is_prepared_is_not_asked() -> None:
    """Only the other questions are, and they know the prepared answers."""
    answers, shown = asked(**{key: "Eva" for key in KEYS if key != "verantwortlich"})

    assert answers["verantwortlich"] == "Eva, Anschrift wie oben"
    assert "Frage 1 von 1: " in shown


def test_the_end_of_input_is_an_abort() -> None:
    """Ctrl+D is taken as Ctrl+C."""
    with pytest.raises(KeyboardInterrupt):
        asked("Nord", EOFError())


def test_signs_that_do_not_arrive() -> None:
    """A terminal that sends something else than UTF-8 gets the question again."""
    answers, shown = asked(UnicodeDecodeError("utf-8", b"M\xfcn", 1, 2, "invalid"), "Münster")

    assert answers["region"] == "Münster"
    assert "Diese Zeichen sind nicht angekommen." in shown


def test_what_is_typed_commands_no_terminal() -> None:
    """A wrong answer is shown without its control characters."""
    _, shown = asked(*[""] * KEYS.index("plz"), "\x1b[2J1")

    assert "\x1b[2J" not in shown
