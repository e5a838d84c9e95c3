"""Python-Markdown without the steps that cannot find anything: the same HTML for any text, in two thirds of the time.

The library tries every pattern on every piece of text, and every sort of block on every block. Nearly all of them need a
sign that is in few texts; where it is missing, the step is left out. What that sign is, is known of one version of the
library (``TESTED``), and ``tests/reading/test_quick_markdown.py`` compares thousands of texts.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import Pattern
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString

TESTED: Final = "3.11.3"
# What a text must hold, one of several, for a pattern to find anything in it, or to be worth a look.
_INLINE = {
    "backtick": ("`",), "escape": ("\\",), "reference": ("[",), "link": ("[",), "image_link": ("![",), "image_reference": ("![",),
    "short_reference": ("[",), "short_image_ref": ("![",), "autolink": ("<",), "automail": ("<",), "linebreak": ("  \n",), "html": ("<",),
    "entity": ("&",), "em_strong": ("*", "_"),
}  # fmt: skip
_BLOCKS = {"table": "|", "hashheader": "#", "quote": ">", "reference": "]:", "deflist": ":"}
_BEFORE = {"fenced_code_block": ("```", "~~~"), "html_block": ("<", "&")}


class QuickMarkdown(markdown.Markdown):
    """A converter that gives the HTML ``markdown.Markdown`` would give, for the extensions it was tested with."""

    def __init__(self, extensions: list[str], output_format: Literal["html"]) -> None:
        """As ``markdown.Markdown``."""
        super().__init__(extensions=extensions, output_format=output_format)
        self.parser.__class__ = _Blocks
        self.treeprocessors.register(_Inline(self), "inline", 20)
        self.treeprocessors.register(_Unescape(self), "unescape", 0)
        for name, priority in (("fenced_code_block", 25), ("html_block", 20)):
            self.preprocessors.register(_Sometimes(self.preprocessors[name], _BEFORE[name]), name, priority)

    def is_block_level(self, tag: Any) -> bool:
        """Whether a tag is one of a block; asked for every element several times."""
        return _is_block_level(tag, self) if isinstance(tag, str) else False


@lru_cache(maxsize=1_000)
def _is_block_level(tag: str, converter: markdown.Markdown) -> bool:
    return markdown.Markdown.is_block_level(converter, tag)


class _Sometimes(Preprocessor):
    """A preprocessor that is run only for texts that hold one of its signs."""

    def __init__(self, whole: Preprocessor, signs: tuple[str, ...]) -> None:
        super().__init__(whole.md)
        self._whole, self._signs = whole, signs

    def run(self, lines: list[str]) -> list[str]:
        is_needed = any(sign in line for line in lines for sign in self._signs)
        return self._whole.run(lines) if is_needed else lines


class _Blocks(BlockParser):
    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - the library's name
        while blocks:
            for processor, sign in _processors(self):
                if sign in blocks[0] and processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


@lru_cache(maxsize=2)
def _processors(parser: BlockParser) -> list[tuple[BlockProcessor, str]]:
    """The processors in their order, each with the sign it needs; an empty one is in every text."""
    found = {parser.blockprocessors.get_index_for_name(name): sign for name, sign in _BLOCKS.items()}
    return [(processor, found.get(n, "")) for n, processor in enumerate(parser.blockprocessors)]


class _Inline(InlineProcessor):
    if TYPE_CHECKING:  # the library's own, under the name Python gives private methods

        def _InlineProcessor__applyPattern(self, pattern: Pattern, data: str, index: int, start: int) -> tuple[str, bool, int]: ...  # noqa: N802

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        found = {md.inlinePatterns.get_index_for_name(name): signs for name, signs in _INLINE.items()}
        self._patterns: list[tuple[Pattern, tuple[str, ...]]] = [(pattern, found.get(n, ("",))) for n, pattern in enumerate(md.inlinePatterns)]

    def _InlineProcessor__handleInline(self, data: str, pattern_index: int = 0) -> str:  # noqa: N802 - takes the place of a private method
        if isinstance(data, AtomicString):
            return data
        start = 0
        while pattern_index < len(self._patterns):
            pattern, signs = self._patterns[pattern_index]
            if signs[0] in data or signs[-1] in data:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, pattern_index, start)
            else:
                matched, start = False, 0
            if not matched:
                pattern_index += 1
        return data


class _Unescape(UnescapeTreeprocessor):
    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text
