"""The colours of the design for outputs that no style sheet reaches: mails and drawings.

They are those of the theme's style sheet; ``tests/rendering/test_palette.py`` compares them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme, named as in the style sheet."""

    paper: str
    surface: str
    sunken: str
    ink: str
    ink_soft: str
    line: str
    brand: str
    brand_soft: str
    sun: str


LIGHT = Palette("#fdf9f1", "#ffffff", "#f3ecdf", "#1b1430", "#554c6b", "#e2d9e6", "#4a2bd0", "#e9e3ff", "#ffd034")
DARK = Palette("#120e1f", "#1d1730", "#0c0916", "#f6f2ff", "#bfb5d8", "#383050", "#bcaaff", "#2c2152", "#ffd84d")
# Background and strong tone of each field of work; the empty name is the brand's own.
FIELDS: dict[str, tuple[str, str]] = {
    "": ("#e9e3ff", "#6b45e0"), "holz": ("#ffd9a8", "#e07a1f"), "metall": ("#cfe0ee", "#3b7ab3"), "gesund": ("#ffc9d6", "#dc3d74"),
    "it": ("#d9ccff", "#6b45e0"), "bau": ("#ffe08a", "#d19a00"), "gast": ("#ffc4ab", "#e55a30"), "gruen": ("#cdeaa6", "#5aa022"),
    "buero": ("#bfe9e2", "#159a88"), "logistik": ("#c4d9ff", "#3a6ee0"), "kreativ": ("#f3c8f5", "#b545c4"),
}  # fmt: skip
