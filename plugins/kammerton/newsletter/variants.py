"""A mail as programs show it that leave something out: without scripts, each for one frame of the proofreading board.

Dark mode must not depend on the screen of whoever proofreads; so the media query itself is decided here.
"""

import re
from collections.abc import Mapping

_DARK = re.compile(r"\(\s*prefers-color-scheme:\s*dark\s*\)")
_SCHEMES = re.compile(r"(color-scheme:\s*|content=\")light dark")
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_PICTURE_SOURCE = re.compile(r"(<img\b[^>]*?)\s(?:src|srcset)=\"[^\"]*\"")
# Links open beside the frame, which a sandbox forbids; bars of scrolling would take width from the mail.
_FRAME = '<base target="_blank"><style>html { scrollbar-width: none; }</style></head>'


def variants(html: str, pictures: Mapping[str, str]) -> dict[str, str]:
    """The forms of a mail by the name of their file; ``pictures`` tells where the picture of an address lies beside them."""
    for address, file in pictures.items():
        html = html.replace(f'src="{address}"', f'src="{file}"')
    light = _SCHEMES.sub(r"\1light", _DARK.sub("(min-width: 99999px)", html))
    dark = _SCHEMES.sub(r"\1dark", _DARK.sub("(min-width: 0px)", html))
    forms = {"hell": light, "dunkel": dark, "ohne-bilder": without_pictures(light), "ohne-stile": _STYLE.sub("", light)}
    return {name: form.replace("</head>", _FRAME, 1) for name, form in forms.items()}


def without_pictures(html: str) -> str:
    """The mail before somebody allows its pictures: their places with the alternative texts.

    >>> without_pictures('<img alt="Tor" src="a.png" width="8" srcset="b.png">')
    '<img alt="Tor" width="8">'
    """
    shorter = _PICTURE_SOURCE.sub(r"\1", html)
    return shorter if shorter == html else without_pictures(shorter)
