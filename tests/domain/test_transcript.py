"""Cues become paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.domain.transcript import PARAGRAPH, Cue, merged


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("Mira", "Hallo"), ("Mira", "du."), ("Ole", "Ja.")], [("Mira", "Hallo du."), ("Ole", "Ja.")]),
        ([(None, "[Musik]"), (None, "[Applaus]")], [(None, "[Musik]"), (None, "[Applaus]")]),
        ([("Mira", "A."), (None, "[Lachen]"), ("Mira", "B.")], [("Mira", "A."), (None, "[Lachen]"), ("Mira", "B.")]),
        ([], []),
    ],
    ids=["one voice", "sounds", "between", "nothing"],
)
def test_who_goes_on_speaking(said: list[tuple[str | None, str]], expected: list[tuple[str | None, str]]) -> None:
    """Consecutive cues of one voice are one paragraph; what nobody speaks stays by itself."""
    cues = tuple(Cue(float(n), speaker, text, n + 1.0) for n, (speaker, text) in enumerate(said))

    assert [(cue.speaker, cue.text) for cue in merged(cues)] == expected


def test_long_speeches_are_divided() -> None:
    """At the first end of a sentence behind the length of a paragraph, never within a sentence."""
    cues = tuple(Cue(float(n), "Mira", f"Das ist Satz {n}{'.' if n % 3 == 2 else ','}", n + 1.0) for n in range(200))
    parts = merged(cues)

    assert len(parts) > 3
    assert all(PARAGRAPH <= len(part.text) < PARAGRAPH + 100 for part in parts[:-1])
    assert all(part.text.endswith(".") for part in parts[:-1])
    assert [(before.end, after.start) for before, after in pairwise(parts)] == [(part.start, part.start) for part in parts[1:]]


@given(st.lists(st.tuples(st.sampled_from([None, "Mira", "Ole"]), st.sampled_from(["Ja.", "Nein,", "x" * 700])), max_size=40))
def test_no_word_is_lost(said: list[tuple[str | None, str]]) -> None:
    """Every text comes once, in its order, spoken by whom it was."""
    cues = tuple(Cue(float(n), speaker, text, n + 1.0) for n, (speaker, text) in enumerate(said))

    assert " ".join(cue.text for cue in merged(cues)) == " ".join(text for _, text in said)
    assert [c.start for c in merged(cues)] == sorted(c.start for c in merged(cues))
