"""Samples listened to: the peaks of a recording, its loudness (ITU-R BS.1770-4) and whether it is clipped, in one pass.

Plain Python: only what a person is told about needs to be exact. A recording of up to ten minutes is measured
completely; of a longer one, 1200 blocks of 400 ms spread evenly over it, so that the time does not grow with its length.
"""

import math
from array import array
from collections.abc import Iterable

from kammerton.domain.audio import Sound

PEAKS = 200
STEPS_PER_SECOND = 10  # blocks of 400 ms overlap by 75 %: a step is what one moves on
_BLOCK = 4
_COMPLETE = 6000  # steps; above it only every so many are measured
_BLOCKS = 1200
_ABSOLUTE_GATE, _RELATIVE_GATE, _OFFSET = -70.0, -10.0, -0.691  # LUFS, LU, LU
_FULL = 32_768.0
_SLOWEST = 4000  # samples a second: the shelf's corner must lie below half of it
# The upper byte of a sample as its distance from silence, 0 to 127.
_DISTANCE = bytes([*range(128), *range(127, -1, -1)])
_CLIPPED = (b"\xff\x7f" * 3, b"\x00\x80" * 3, b"\x01\x80" * 3)


class _Weighting:
    """The K-weighting of one channel: a high shelf for the head, then a high pass (BS.1770-4, annex 1)."""

    def __init__(self, rate: int) -> None:
        rate = max(rate, _SLOWEST)
        k = math.tan(math.pi * 1681.974450955533 / rate)
        gain, q = 10 ** (3.999843853973347 / 20), 0.7071752369554196
        middle, norm = gain**0.4996667741545416, 1 + k / q + k * k
        self.shelf = ((gain + middle * k / q + k * k) / norm, 2 * (k * k - gain) / norm, (gain - middle * k / q + k * k) / norm)
        self.shelf_back = (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm)
        k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
        norm = 1 + k / q + k * k
        self.pass_back = (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm)
        self.state = (0.0, 0.0, 0.0, 0.0)

    def energy(self, samples: "array[int]") -> float:
        """The sum of the squares of the weighted samples."""
        (b0, b1, b2), (a1, a2), (c1, c2) = self.shelf, self.shelf_back, self.pass_back
        s1, s2, t1, t2 = self.state
        total = 0.0
        for x in samples:
            y = b0 * x + s1
            s1 = b1 * x - a1 * y + s2
            s2 = b2 * x - a2 * y
            z = y + t1
            t1 = t2 - 2 * y - c1 * z
            t2 = y - c2 * z
            total += z * z
        self.state = (s1, s2, t1, t2)
        return total


class _Listener:
    """What has been heard so far."""

    def __init__(self, rate: int, channels: int, frames: int) -> None:
        self.rate, self.channels, self.frames = rate, channels, max(1, frames)
        self.position = self.step = self.clipped = 0
        self.peaks = [0] * PEAKS
        self.energies: list[float | None] = []
        steps = frames * STEPS_PER_SECOND // rate
        self.period = 1 if steps <= _COMPLETE else max(_BLOCK + 1, steps // _BLOCKS)
        self.weightings = [_Weighting(rate) for _ in range(channels)]

    def hear(self, samples: "array[int]") -> None:
        """Take the samples of one step, channels interleaved."""
        frames = len(samples) // self.channels
        self._note_peaks(samples, frames)
        split = [samples[n :: self.channels] for n in range(self.channels)] if self.channels > 1 else [samples]
        self.clipped += sum(_count_clipped(channel.tobytes()) for channel in split)
        self._note_energy(split, frames)
        self.position += frames
        self.step += 1

    def _note_peaks(self, samples: "array[int]", frames: int) -> None:
        heights = samples.tobytes()[1::2].translate(_DISTANCE)
        first, last = (min(PEAKS - 1, at * PEAKS // self.frames) for at in (self.position, self.position + max(0, frames - 1)))
        for part in range(first, last + 1):
            start = 0 if part == first else -(-part * self.frames // PEAKS) - self.position
            end = frames if part == last else -(-(part + 1) * self.frames // PEAKS) - self.position
            self.peaks[part] = max(self.peaks[part], max(heights[start * self.channels : end * self.channels], default=0))

    def _note_energy(self, channels: "list[array[int]]", frames: int) -> None:
        """The mean square of a step; of a long recording, one step to settle the filters and then one block, at regular distances."""
        place = self.step % self.period
        whole = frames == self.rate // STEPS_PER_SECOND
        if not whole or (self.period > 1 and place > _BLOCK):
            self.energies.append(None)
            return
        if self.period > 1 and place == 0:
            self.weightings = [_Weighting(self.rate) for _ in channels]
        energy = sum(w.energy(samples) for w, samples in zip(self.weightings, channels, strict=True)) / frames / _FULL**2
        self.energies.append(None if self.period > 1 and place == 0 else energy)

    def loudness(self) -> float | None:
        """The gated loudness in LUFS to a tenth, or None where all is below the absolute gate."""
        windows = zip(*(self.energies[n:] for n in range(_BLOCK)), strict=False)
        blocks = [sum(part for part in window if part is not None) / _BLOCK for window in windows if None not in window]
        loud = [block for block in blocks if block > 0 and _lufs(block) > _ABSOLUTE_GATE]
        if not loud:
            return None
        gate = _lufs(sum(loud) / len(loud)) + _RELATIVE_GATE
        heard = [block for block in loud if _lufs(block) > gate]
        return round(_lufs(sum(heard) / len(heard)), 1) if heard else None


def _lufs(energy: float) -> float:
    return _OFFSET + 10 * math.log10(energy)


def _count_clipped(data: bytes) -> int:
    """Places where three samples in a row stand at full scale."""
    count = 0
    for pattern in _CLIPPED:
        at = data.find(pattern)
        while at >= 0:
            aligned = at % 2 == 0
            count += aligned
            at = data.find(pattern, at + (len(pattern) if aligned else 1))
    return count


def listen(steps: Iterable["array[int]"], rate: int, channels: int, seconds: float) -> Sound:
    """Listen to signed 16-bit samples, channels interleaved, given in steps of a tenth of a second; only the last may be shorter.

    ``seconds`` is how long the recording is; memory does not grow with it.
    """
    listener = _Listener(rate, channels, round(seconds * rate))
    for samples in steps:
        listener.hear(samples)
    return Sound(tuple(round(peak * 100 / 127) for peak in listener.peaks), listener.loudness(), listener.clipped)
