"""What a person sees in the terminal."""

import sys
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console as RichConsole
from rich.text import Text

from kammerton.domain.diagnostic import Diagnostic, M, Message, SetupError, Severity
from kammerton.rendering.words import Words

_STYLES = {Severity.ERROR: "bold red", Severity.HINT: "yellow"}


def _harmless(text: str) -> str:
    """The text without characters that command a terminal; files are not trusted."""
    return "".join(c if c.isprintable() else "�" for c in text)


class Console:
    """Prints sentences in one language; colours only on a terminal, lines never broken."""

    def __init__(self, words: Words, out: TextIO | None = None) -> None:
        """Take the words; ``out`` is standard output unless told otherwise."""
        self._words = words
        self._out = RichConsole(file=out or sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=True)

    def say(self, message: Message, style: str = "") -> None:
        """One sentence."""
        self._out.print(Text(self._words.text(message), style=style))

    def show(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Problems, each as ``file:line: kind code: what`` with its remedy below."""
        labels = {Severity.ERROR: M("Fehler"), Severity.HINT: M("Hinweis")}
        for diagnostic in diagnostics:
            place = diagnostic.place
            where = f"{place.file}:{place.line}" if place.line else place.file
            head = f"{self._words.text(labels[diagnostic.severity])} {diagnostic.code}"
            self._out.print(Text.assemble(f"{where}: ", (head, _STYLES[diagnostic.severity]), f": {_harmless(self._words.text(diagnostic.what))}"))
            if diagnostic.remedy is not None:
                self._out.print(Text(f"    {_harmless(self._words.text(diagnostic.remedy))}"))

    def setup_error(self, reason: SetupError) -> None:
        """What is wrong around the content."""
        self.say(reason.message, _STYLES[Severity.ERROR])
