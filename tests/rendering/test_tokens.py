"""The colours of the style sheet."""

import re

from tests.app.projects import ROOT

from kammerton.rendering.tokens import read_tokens

CSS = (ROOT / "theme" / "static" / "css" / "tokens.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """The relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_both_dark_sets_are_the_same() -> None:
    """Whether the system or the reader asks for it: dark is dark in the same colours."""
    asked = CSS.partition(':root:not([data-theme="light"]) {')[2].partition("}")[0]
    chosen = CSS.partition(':root[data-theme="dark"] {')[2].partition("}")[0]

    assert re.findall(r"\S+: .*;", asked) == re.findall(r"\S+: .*;", chosen) != []


def test_the_feed_has_the_same_colours() -> None:
    """The style sheet of the feed stands alone, for a feed knows one file only; its colours are those of the tokens, in light and dark."""
    sheet = (ROOT / "theme" / "static" / "css" / "feed.css").read_text(encoding="utf-8")
    light, dark = ({name.replace("-", "_"): colour for name, colour in re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)} for part in sheet.split("@media"))
    tokens = read_tokens(CSS)

    assert len(light) > 5
    assert light == {name: tokens.light[name] for name in light}
    assert {**light, **dark} == {name: tokens.dark[name] for name in light}


def test_words_can_be_read_everywhere() -> None:
    """Ink on paper, on every surface and on every field has a contrast of 7, softer ink of 4.5, edges of controls of 3, in light and dark."""
    tokens = read_tokens(CSS)
    for colours in (tokens.light, tokens.dark):
        grounds = [colours[name] for name in ("paper", "surface", "sunken", "brand_soft")]
        fields = [colour for name, colour in colours.items() if name.startswith("field_") and name != "field_ink"]

        assert len(fields) == 10
        assert [ground for ground in (*grounds, *fields) if contrast(colours["ink"], ground) < 7] == []
        assert [ground for ground in grounds if contrast(colours["ink_soft"], ground) < 4.5 or contrast(colours["brand"], ground) < 4.5] == []
        assert [ground for ground in grounds[:2] if contrast(colours["edge"], ground) < 3] == []
        assert contrast(colours["sun"], colours["sun_ink"]) > 7


def test_an_own_sheet_changes_what_it_names() -> None:
    """A region's own tokens win; what they leave out stays."""
    own = read_tokens(":root {\n  --brand: #005500;\n}\n", read_tokens(CSS))

    assert (own.light["brand"], own.light["ink"], own.dark["brand"]) == ("#005500", "#1b1430", "#bcaaff")
