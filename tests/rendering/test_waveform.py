"""The landscape drawn from a recording."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.rendering.waveform import HEIGHT, WIDTH, landscape


@given(st.lists(st.integers(0, 100), max_size=250).map(tuple), st.lists(st.floats(0, 1), max_size=20).map(tuple))
def test_everything_stays_in_the_picture(peaks: tuple[int, ...], marks: tuple[float, ...]) -> None:
    """Whatever was heard, no line leaves the box, and each peak has its bar."""
    drawn = landscape(peaks, marks)

    assert drawn.bars.count("M") == max(len(peaks), 1)
    for path in (drawn.far, drawn.near):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path)]
        assert all(0 <= n <= WIDTH for n in numbers)
    for x, top, height in re.findall(r"M([\d.]+) (\d+)v-(\d+)", drawn.bars):
        assert 0 <= float(x) <= WIDTH
        assert 0 < int(top) - int(height) < HEIGHT
    assert all(0 <= float(x) <= WIDTH for x in re.findall(r"M([\d.]+) 8V", drawn.marks))


@pytest.mark.parametrize("peaks", [(90, 92, 94, 96), (0, 0, 0, 0), (50,), (50, 50)])
def test_loudness_keeps_its_order(peaks: tuple[int, ...]) -> None:
    """What is louder is never drawn lower, even where differences are enlarged."""
    heights = [int(h) for h in re.findall(r"v-(\d+)", landscape(peaks).bars)]

    assert heights == sorted(heights)


def test_the_beginning_needs_no_mark() -> None:
    """A chapter at the very beginning or end is not marked."""
    assert landscape((1, 2), (0, 0.5, 1)).marks == "M500 8V74"
