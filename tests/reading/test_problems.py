"""The table of problems is complete."""

import re
from pathlib import Path

from kammerton.reading.problems import FIELD_PROBLEMS, PROBLEMS

DOMAIN = Path(__file__).parents[2] / "plugins" / "kammerton" / "domain"


def test_every_problem_of_a_value_type_has_its_sentence() -> None:
    """A value type that refuses a text by a name of its own has a German sentence for it."""
    raised = {name for path in DOMAIN.glob("*.py") for name in re.findall(r'"(kt_[a-z_]+)"', path.read_text(encoding="utf-8"))}

    assert raised - set(FIELD_PROBLEMS) == set()


def test_codes_are_used_once() -> None:
    """No two problems share a code."""
    codes = [problem.code for problem in PROBLEMS]

    assert sorted(set(codes)) == sorted(codes)
