"""The colours of the style sheet for those who cannot read it: mails and the browser's own frame."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\s*;")
_DARK = ':root[data-theme="dark"] {'
_LIGHT = ":root {"


@dataclass(frozen=True)
class Tokens:
    """The two sets; a name is the one of the custom property, with low lines: ``ink_soft`` for ``--ink-soft``."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def read_tokens(css: str, known: Tokens | None = None) -> Tokens:
    """The colours a style sheet declares for ``:root``; what it leaves out is taken from those already known.

    >>> read_tokens(':root { --ink-soft: #554c6b; }').light
    {'ink_soft': '#554c6b'}
    """
    light = {**(known.light if known else {}), **_declared(css, _LIGHT)}
    dark = {**light, **(known.dark if known else {}), **_declared(css, _DARK)}
    return Tokens(light, dark)


def _declared(css: str, selector: str) -> dict[str, str]:
    block = css.partition(selector)[2].partition("}")[0]
    return {name.replace("-", "_"): colour for name, colour in _COLOUR.findall(block)}
