"""The colours of drawings made while building, which no style sheet reaches; mails read theirs from it (``rendering/tokens.py``).

They are those of the theme's style sheet; ``tests/rendering/test_palette.py`` compares them.
"""

SUN = "#ffd034"
BRAND = "#4a2bd0"
# Background and strong tone of each field of work; the empty name is the brand's own.
FIELDS: dict[str, tuple[str, str]] = {
    "": ("#e9e3ff", "#6b45e0"), "holz": ("#ffd9a8", "#e07a1f"), "metall": ("#cfe0ee", "#3b7ab3"), "gesund": ("#ffc9d6", "#dc3d74"),
    "it": ("#d9ccff", "#6b45e0"), "bau": ("#ffe08a", "#d19a00"), "gast": ("#ffc4ab", "#e55a30"), "gruen": ("#cdeaa6", "#5aa022"),
    "buero": ("#bfe9e2", "#159a88"), "logistik": ("#c4d9ff", "#3a6ee0"), "kreativ": ("#f3c8f5", "#b545c4"),
}  # fmt: skip
