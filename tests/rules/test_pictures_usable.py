"""The words for what is wrong with a picture."""

import string
from typing import get_args

import pytest
from tests.fakes import WORDS as GERMAN

from kammerton.domain.diagnostic import Place, Severity
from kammerton.domain.pictures import PictureProblem
from kammerton.rules.pictures_usable import WORDS, told


def test_every_problem_has_words() -> None:
    """Whatever the adapter may find is told."""
    assert set(WORDS) == set(get_args(PictureProblem))


@pytest.mark.parametrize("problem", get_args(PictureProblem))
def test_a_problem_is_told_with_its_remedy(problem: PictureProblem) -> None:
    """The sentence names the file, the remedy says what to do; nothing is left to fill in."""
    diagnostic = told(problem, "werkstatt.jpg", Place("content/betriebe/a.md", 7))
    what, remedy = GERMAN.text(diagnostic.what), GERMAN.text(diagnostic.remedy)

    assert (diagnostic.code, diagnostic.severity, diagnostic.place) == ("R021", Severity.ERROR, Place("content/betriebe/a.md", 7))
    assert "„werkstatt.jpg“" in what
    assert what.endswith(".")
    assert remedy.endswith(".")
    assert [field for text in (what, remedy) for _, field, _, _ in string.Formatter().parse(text) if field] == []
