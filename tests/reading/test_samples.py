"""Samples listened to: peaks, loudness, clipping."""

import math
from array import array
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.reading.samples import PEAKS, listen

RATE = 8000


def steps(samples: "array[int]", channels: int = 1, rate: int = RATE) -> "Iterator[array[int]]":
    """The samples a tenth of a second at a time."""
    size = rate // 10 * channels
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


def sine(seconds: float, height: float, rate: int = RATE, hertz: float = 997.0) -> "array[int]":
    """A tone; ``height`` is a part of full scale."""
    return array("h", [round(height * 32_767 * math.sin(2 * math.pi * hertz * n / rate)) for n in range(round(seconds * rate))])


@pytest.mark.parametrize(("decibels", "lufs"), [(0.0, -3.0), (-13.0, -16.0), (-23.0, -26.0), (-40.0, -43.0)])
def test_the_reference_tone(decibels: float, lufs: float) -> None:
    """BS.1770-4 defines it: a tone of 997 Hz at full scale on one channel has -3.01 LUFS, and follows its level."""
    found = listen(steps(sine(3, 10 ** (decibels / 20), 48_000), rate=48_000), 48_000, 1, 3.0)

    assert found.loudness == pytest.approx(lufs, abs=0.1)


def test_two_channels_add_up() -> None:
    """The same tone on both channels is 3 LU louder."""
    one = sine(2, 0.1)
    both = array("h", [sample for pair in zip(one, one, strict=True) for sample in pair])

    mono, stereo = listen(steps(one), RATE, 1, 2.0), listen(steps(both, 2), RATE, 2, 2.0)
    assert mono.loudness is not None
    assert stereo.loudness == pytest.approx(mono.loudness + 3.0, abs=0.1)
    assert mono.peaks == stereo.peaks


def test_pauses_do_not_count() -> None:
    """Silence and what is 10 LU below the rest is gated out."""
    loud = sine(4, 0.3)
    alone, with_pauses = listen(steps(loud), RATE, 1, 4.0), listen(steps(loud + array("h", bytes(RATE * 20)) + sine(4, 0.02)), RATE, 1, 18.0)

    assert alone.loudness is not None
    assert with_pauses.loudness == pytest.approx(alone.loudness, abs=0.4)


def test_silence_has_no_loudness() -> None:
    """Nothing above -70 LUFS: no number, flat peaks."""
    found = listen(steps(array("h", bytes(RATE * 4))), RATE, 1, 2.0)

    assert (found.loudness, max(found.peaks), found.clipped) == (None, 0, 0)


def test_a_long_recording_is_measured_in_samples() -> None:
    """Above ten minutes only blocks spread over it are measured: the loudness is that of the whole."""
    part = sine(10, 0.2) + sine(10, 0.1, hertz=500)
    long = listen((step for _ in range(40) for step in steps(part)), RATE, 1, 800.0)
    short = listen(steps(part), RATE, 1, 20.0)

    assert short.loudness is not None
    assert long.loudness == pytest.approx(short.loudness, abs=0.3)


@pytest.mark.parametrize("seconds", [0.01, 0.1, 1.0, 7.3])
def test_peaks_have_their_places(seconds: float) -> None:
    """200 numbers from 0 to 100, however short the recording; the loud half is where it is."""
    half = array("h", bytes(2 * round(seconds * RATE / 2)))
    found = listen(steps(half + sine(seconds / 2, 0.5, hertz=2000)), RATE, 1, seconds)

    assert len(found.peaks) == PEAKS
    assert max(found.peaks[: PEAKS // 2 - 1]) == 0
    assert all(0 <= peak <= 100 for peak in found.peaks)
    assert max(found.peaks) == pytest.approx(50, abs=3)


def test_clipping_is_counted_in_places() -> None:
    """Three samples in a row at full scale are a place; a single one is not, nor is a quiet recording."""
    flat = array("h", [0, 32_767, 32_767, 32_767, 5, -32_768, -32_768, -32_768, 5, 32_767, 0, -129, -129, -129, -129])

    assert listen(steps(flat), RATE, 1, len(flat) / RATE).clipped == 2
    assert listen(steps(sine(1, 0.9)), RATE, 1, 1.0).clipped == 0


@given(st.lists(st.integers(-32_768, 32_767), max_size=2000), st.sampled_from([1, 2, 6]), st.floats(0.0, 5.0))
def test_never_raises(samples: list[int], channels: int, seconds: float) -> None:
    """Any samples and any stated length give peaks in their bounds."""
    whole = array("h", samples[: len(samples) // channels * channels])
    found = listen(steps(whole, channels), RATE, channels, seconds)

    assert len(found.peaks) == PEAKS
    assert all(0 <= peak <= 100 for peak in found.peaks)
