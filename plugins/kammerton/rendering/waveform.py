"""The shape of a recording as a landscape: bars like trees on a shore, hills behind them, all from the same peaks."""

from dataclasses import dataclass
from functools import lru_cache

# The drawing is 1000 wide and 100 high; the shore is where the bars stand, what is below mirrors them.
WIDTH, HEIGHT, SHORE = 1000, 100, 74
_HIGHEST = 62  # the loudest bar; it leaves the sky some room
_LOWEST = 2  # a bar where nothing is heard
_FAR, _NEAR = 9, 17  # points of the two chains of hills
_FEW = 2  # on a narrow screen one bar stands for so many
_QUIET, _LOUD, _QUIET_HEIGHT = 0.1, 0.96, 20


@dataclass(frozen=True)
class Landscape:
    """Paths of an SVG: ``bars`` for wide screens and ``few`` for narrow ones, two chains of hills, the marks of chapters."""

    bars: str
    few: str
    far: str
    near: str
    marks: str


@lru_cache(maxsize=16)  # the player of an episode stands on up to three pages that are made one after the other
def landscape(peaks: tuple[int, ...], marks: tuple[float, ...] = ()) -> Landscape:
    """Draw peaks (0 to 100) so that the loudest is as high as there is room; ``marks`` are parts of the width between 0 and 1.

    Speech is nearly always about as loud, so the differences are drawn larger than they are.
    Without peaks there is a plain shore and no hills: nothing is invented.
    """
    heights = _spread(peaks)
    places = "".join(f"M{mark * WIDTH:.0f} 8V{SHORE}" for mark in marks if 0 < mark < 1)
    if not peaks:
        shore = f"M0 {SHORE}H{WIDTH}"
        return Landscape(shore, shore, "", "", places)
    return Landscape(
        bars(heights),
        bars(tuple(max(heights[n : n + _FEW]) for n in range(0, len(heights), _FEW))),
        hills(heights, _FAR, 1.0),
        hills(heights, _NEAR, 0.65),
        places,
    )


def _spread(peaks: tuple[int, ...]) -> tuple[int, ...]:
    """The peaks with their differences enlarged: the quietest tenth takes a fifth of the height, the loudest few are cut off at 100.

    >>> _spread((0, 40, 60, 80, 80, 80, 90, 90, 100, 100)), _spread((50, 50))
    ((0, 20, 47, 73, 73, 73, 87, 87, 100, 100), (50, 50))
    """
    ordered = sorted(peaks)
    low, top = (ordered[int(len(ordered) * part)] for part in (_QUIET, _LOUD)) if ordered else (0, 0)
    if low >= top:
        return peaks
    return tuple(
        min(100, round(peak * _QUIET_HEIGHT / max(low, 1) if peak < low else _QUIET_HEIGHT + (peak - low) * (100 - _QUIET_HEIGHT) / (top - low)))
        for peak in peaks
    )


def bars(peaks: tuple[int, ...]) -> str:
    """The path (SVG 2, section 9.3) of one bar for each peak.

    >>> bars((0, 50))
    'M250 74v-2M750 74v-62'
    """
    room, top = WIDTH / len(peaks), max(*peaks, 1)
    heights = (max(_LOWEST, round(peak * _HIGHEST / top)) for peak in peaks)
    return "".join(f"M{room * (number + 0.5):g} {SHORE}v-{height}" for number, height in enumerate(heights))


def hills(peaks: tuple[int, ...], points: int, scale: float) -> str:
    """A chain of hills over the shore, as high as it is loud around each of its points.

    >>> hills((0, 50, 100), 3, 1.0)
    'M0 74V74Q0 74 250 58Q500 43 750 28Q1000 12 1000 12V74Z'
    """
    means = _means(peaks, points)
    lowest, top = min(means), max(*means, 1)
    rise = max(top - lowest, 1)
    heights = [SHORE - _HIGHEST * scale * (mean - lowest) / rise for mean in means]
    step = WIDTH / (points - 1)
    curve = "".join(
        f"Q{step * n:.0f} {y:.0f} {min(step * (n + 0.5), WIDTH):.0f} {(y + after) / 2:.0f}"
        for n, (y, after) in enumerate(zip(heights, [*heights[1:], heights[-1]], strict=True))
    )
    return f"M0 {SHORE}V{heights[0]:.0f}{curve}V{SHORE}Z"


def _means(peaks: tuple[int, ...], points: int) -> list[float]:
    """The mean of the peaks around each point: over one step between points."""
    found = []
    for n in range(points):
        middle = (len(peaks) - 1) * n / (points - 1)
        reach = len(peaks) / points / 2
        around = peaks[max(0, round(middle - reach)) : round(middle + reach) + 1]
        found.append(sum(around) / len(around))
    return found
