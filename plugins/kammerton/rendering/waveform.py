"""The shape of a recording as bars."""

_WIDTH, _HEIGHT = 600, 60
_LOWEST = 1  # half the height of a bar where nothing is heard


def bars(peaks: tuple[int, ...]) -> str:
    """The path (SVG 2, section 9.3) of bars around a middle line in a box of 600 by 60, the loudest as high as the box.

    Without peaks it is one plain bar.

    >>> bars(())
    'M0 30H600'
    >>> bars((0, 50))
    'M150 29v2M450 2v56'
    """
    if not peaks:
        return f"M0 {_HEIGHT // 2}H{_WIDTH}"
    room, top, middle = _WIDTH / len(peaks), max(*peaks, 1), _HEIGHT // 2
    heights = (max(_LOWEST, round(peak * (middle - 2) / top)) for peak in peaks)
    return "".join(f"M{room * (number + 0.5):g} {middle - height}v{2 * height}" for number, height in enumerate(heights))
