"""Many words looked for in a text at once, in one pass: the words become a tree, the tree one regular expression."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BLANKS = re.compile(r"\s+")
# Files of the site whose bytes are text people or programs read; what compresses or encodes is not searched.
TEXT_ENDINGS = (".html", ".xml", ".json", ".txt", ".ics", ".vtt", ".srt", ".svg", ".webmanifest", ".js", ".css", ".csv")


def plain(content: bytes) -> str:
    """The text of a page, feed, calendar or data file without what would tear words apart: entities, escapes, soft hyphens, folds."""
    text = content.decode("utf-8", errors="replace")
    if "\r" in text:  # one character is found in a tenth of the time of two
        text = text.replace("\r\n ", "")
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _UNICODE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\u00ad", "").replace("<wbr>", "")


class Search:
    r"""Looks for words that stand alone: no letter, digit or hyphen before or behind them.

    >>> list(Search(["Haus am See", "am-see"]).find("Ein Haus\n am See, orte/am-see/ und am-seeufer"))
    [('Haus am See', 4), ('am-see', 23)]
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words; blanks in them stand for any blanks."""
        tree: dict[str, Any] = {}
        for word in words:
            node = tree
            for letter in _BLANKS.sub(" ", word):
                node = node.setdefault(letter, {})
            node[""] = {}
        self._pattern = re.compile(_expression(tree) + r"(?![\w-])") if tree else None

    def find(self, text: str) -> Iterator[tuple[str, int]]:
        """Each word found, with single blanks, and where it begins."""
        place = 0
        while self._pattern is not None and (found := self._pattern.search(text, place)) is not None:
            place = found.start() + 1
            if found.start() == 0 or not _is_letter(text[found.start() - 1]):
                yield _BLANKS.sub(" ", found[0]), found.start()
                place = found.end()


def _is_letter(character: str) -> bool:
    return character.isalnum() or character in "_-"


def _expression(tree: dict[str, Any]) -> str:
    """The alternatives of a node, longest first; a chain without branches is written as it is."""
    parts = []
    for letter in sorted(tree, reverse=True):
        written, node = _letter(letter), tree[letter]
        while len(node) == 1:
            only = next(iter(node))
            written, node = written + _letter(only), node[only]
        parts.append(written + (_expression(node) if node else ""))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)
