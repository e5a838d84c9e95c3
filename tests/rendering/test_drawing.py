"""Drawn pictures."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kammerton.rendering.drawing import HEIGHT, WIDTH, drawing

PATH = re.compile(r"M-\d+ \d+q[\d.]+-\d+ \d+ 0(t\d+ 0)+(V160H-\d+z)?")


@given(st.text())
def test_every_name_has_a_landscape(name: str) -> None:
    """Whatever a thing is called: a sun inside the picture, four hills as paths, one line of the tone."""
    drawn = drawing(name)
    x, y, radius = drawn.sun

    assert 0 < x - radius < x + radius < WIDTH
    assert 0 < y - radius < y + radius < HEIGHT
    assert [hill.path for hill in drawn.hills if not PATH.fullmatch(hill.path)] == []
    assert [PATH.fullmatch(hill.tone) is not None for hill in drawn.hills if hill.tone] == [True]


@given(st.text())
def test_hills_reach_the_right_edge(name: str) -> None:
    """No hill ends inside the picture."""
    for hill in drawing(name).hills:
        start = -int(re.findall(r"M-(\d+)", hill.path)[0])
        length = int(re.findall(r"q[\d.]+-\d+ (\d+) 0", hill.path)[0])

        assert start + length * (1 + hill.path.count("t")) >= WIDTH


def test_names_differ() -> None:
    """A hundred firms have a hundred landscapes."""
    assert len({drawing(f"Betrieb {number}") for number in range(100)}) == 100
