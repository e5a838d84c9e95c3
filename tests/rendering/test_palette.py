"""Drawings have the colours of the theme."""

import re
from pathlib import Path

import pytest

from kammerton.rendering.palette import BRAND, FIELDS, SUN

STYLES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "theme" / "static" / "css").glob("*.css")))


def stated(name: str) -> list[str]:
    """The values the style sheets give a custom property."""
    return re.findall(rf"--{name}:\s*(#[0-9a-f]{{6}})", STYLES)


@pytest.mark.parametrize(("name", "colour"), [("sun", SUN), ("brand", BRAND)])
def test_colours_of_the_brand(name: str, colour: str) -> None:
    """Each colour is one the style sheet states under the same name."""
    assert colour in stated(name)


@pytest.mark.parametrize("name", [name for name in FIELDS if name])
def test_fields_of_work(name: str) -> None:
    """Background and strong tone of each field are those of the style sheet."""
    ground, deep = FIELDS[name]

    assert ground in stated(f"field-{name}")
    assert deep in STYLES
