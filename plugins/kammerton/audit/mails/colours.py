"""Colours as CSS writes them, and the contrast of two (WCAG 2.2, relative luminance and contrast ratio)."""

import re

Colour = tuple[int, int, int, float]

_NAMED: dict[str, Colour] = {
    "black": (0, 0, 0, 1), "white": (255, 255, 255, 1), "red": (255, 0, 0, 1), "green": (0, 128, 0, 1), "blue": (0, 0, 255, 1),
    "gray": (128, 128, 128, 1), "grey": (128, 128, 128, 1), "silver": (192, 192, 192, 1), "yellow": (255, 255, 0, 1), "navy": (0, 0, 128, 1),
    "maroon": (128, 0, 0, 1), "purple": (128, 0, 128, 1), "teal": (0, 128, 128, 1), "orange": (255, 165, 0, 1), "transparent": (0, 0, 0, 0),
}  # fmt: skip
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|\b[a-z]+\b")
BLACK: Colour = (0, 0, 0, 1)
WHITE: Colour = (255, 255, 255, 1)


def colour(value: str) -> Colour | None:
    """The first colour in a value, or None.

    >>> colour("#fff"), colour("url(x.png) #4a2bd0"), colour("rgba(0, 0, 0, 0.5)")
    ((255, 255, 255, 1.0), (74, 43, 208, 1.0), (0, 0, 0, 0.5))
    """
    for word in _COLOUR.findall(re.sub(r"url\([^)]*\)", "", value.lower())):
        found = _hexadecimal(word[1:]) if word.startswith("#") else _function(word) if "(" in word else _NAMED.get(word)
        if found is not None:
            return found
    return None


def _hexadecimal(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    red, green, blue = (int(digits[n : n + 2], 16) for n in (0, 2, 4))
    return red, green, blue, int(digits[6:] or "ff", 16) / 255


def _function(text: str) -> Colour | None:
    numbers = re.findall(r"[\d.]+%?", text)
    if len(numbers) not in (3, 4) or any(number.endswith("%") for number in numbers[:3]):
        return None
    red, green, blue = (min(255, int(float(number))) for number in numbers[:3])
    alpha = numbers[3] if len(numbers) == 4 else "1"
    return red, green, blue, float(alpha[:-1]) / 100 if alpha.endswith("%") else float(alpha)


def over(front: Colour, back: Colour) -> Colour:
    """A colour that lets the one behind it through."""
    red, green, blue = (round(f * front[3] + b * (1 - front[3])) for f, b in zip(front[:3], back[:3], strict=True))
    return red, green, blue, 1.0


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21.

    >>> contrast(BLACK, WHITE)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(of: Colour) -> float:
    red, green, blue = (part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in of[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def written(of: Colour) -> str:
    """A colour as six digits.

    >>> written((74, 43, 208, 1.0))
    '#4a2bd0'
    """
    return "#" + "".join(f"{part:02x}" for part in of[:3])
