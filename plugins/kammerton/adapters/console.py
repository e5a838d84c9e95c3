"""What a person sees in the terminal."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from kammerton.adapters.progress import ConsoleWatch, Manner
from kammerton.domain.diagnostic import MN, Diagnostic, M, Message, Report, SetupError, Severity
from kammerton.rendering.words import Words

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

_STYLES = {Severity.ERROR: "bold red", Severity.HINT: "yellow"}


def _harmless(text: str) -> str:
    """The text without characters that command a terminal; files are not trusted."""
    return "".join(c if c.isprintable() else "�" for c in text)


class Console:
    """Prints sentences in one language; colours only on a terminal, lines never broken."""

    def __init__(self, words: Words, out: TextIO | None = None, read: Callable[[str], str] = input) -> None:
        """Take the words; ``out`` is standard output unless told otherwise, ``read`` shows a text and returns a line typed behind it."""
        self._words = words
        self._read = read
        self._file = out or sys.stdout
        self.watch = ConsoleWatch(words, Manner.NOTHING)
        self.is_quiet = False

    @cached_property
    def _out(self) -> "RichConsole":
        from rich.console import Console as RichConsole  # a command that says nothing does without

        return RichConsole(file=self._file, markup=False, highlight=False, emoji=False, soft_wrap=True)

    def _print(self, *parts: str | tuple[str, str]) -> None:
        """One line of texts, some with their style, and no progress in the way of it."""
        from rich.text import Text

        self.watch.pause()
        self._out.print(Text.assemble(*parts))

    def say(self, message: Message, style: str = "") -> None:
        """One sentence; where only errors are wanted, only in the style of one."""
        if not self.is_quiet or style == _STYLES[Severity.ERROR]:
            self._print((self._words.text(message), style))

    def show(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Problems, each as ``file:line: kind code: what`` with its remedy below."""
        labels = {Severity.ERROR: M("Fehler"), Severity.HINT: M("Hinweis")}
        for diagnostic in diagnostics:
            if self.is_quiet and diagnostic.severity is not Severity.ERROR:
                continue
            place = diagnostic.place
            where = f"{place.file}:{place.line}" if place.line else place.file
            head = f"{self._words.text(labels[diagnostic.severity])} {diagnostic.code}"
            self._print(f"{where}: ", (head, _STYLES[diagnostic.severity]), f": {_harmless(self._words.text(diagnostic.what))}")
            if diagnostic.remedy is not None:
                self._print(f"    {_harmless(self._words.text(diagnostic.remedy))}")

    def tell(self, report: Report, most: int = sys.maxsize) -> None:
        """Every problem of a report, and how many there are; of hints with the same code ``most``, and how many others there are."""
        alike = Counter(diagnostic.code for diagnostic in report.of_severity(Severity.HINT))
        left: Counter[str] = Counter()
        for diagnostic in report.diagnostics:
            if diagnostic.severity is Severity.HINT and alike[diagnostic.code] > most + 1:  # the number of one takes no fewer lines than the hint
                left[diagnostic.code] += 1
                if left[diagnostic.code] > most:
                    continue
            self.show([diagnostic])
        for code, number in left.items():
            self.say(M("Hinweis {code} gibt es noch {n}-mal; alle nennt make publish ARGS=--verbose.", code=code, n=number - most), _STYLES[Severity.HINT])
        errors, hints = len(report.of_severity(Severity.ERROR)), len(report.of_severity(Severity.HINT))
        summary = M("{errors}, {hints}.", errors=MN("{n} Fehler", "{n} Fehler", errors), hints=MN("{n} Hinweis", "{n} Hinweise", hints))
        self.say(summary, "bold red" if errors else "bold green")

    def draw(self, picture: str, style: str) -> None:
        """Lines made of signs, such as a QR code, each in this style; only on a terminal."""
        if self._out.is_terminal:
            for line in picture.splitlines():
                self._print(("".join(map(_harmless, line)), style))

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows of cells in columns, the first one to the left, the others to the right; it was asked for, so it is always shown."""
        lines = [*rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for first, *others in lines:
            cells = (first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)))
            self._print("  ".join(cells).rstrip())

    def ask(self, prompt: Message) -> str:
        """What a person types behind the prompt, without blanks around it; the end of input is taken as Ctrl+C."""
        with suppress(ImportError):
            import readline  # noqa: F401 - makes input() a line one can edit
        self.watch.pause()
        while True:
            try:
                return self._read(self._words.text(prompt)).strip()
            except EOFError:
                raise KeyboardInterrupt from None
            except UnicodeDecodeError:
                self.say(M("Diese Zeichen sind nicht angekommen. Schreiben Sie sie bitte noch einmal."), _STYLES[Severity.ERROR])

    def correct(self, diagnostics: Iterable[Diagnostic]) -> None:
        """What is wrong with something just typed, and how to mend it."""
        for diagnostic in diagnostics:
            self._print((f"  {_harmless(self._words.text(diagnostic.what))}", _STYLES[diagnostic.severity]))
            if diagnostic.remedy is not None:
                self._print(f"  {_harmless(self._words.text(diagnostic.remedy))}")

    def setup_error(self, reason: SetupError) -> None:
        """What is wrong around the content."""
        self._print((self._words.text(reason.message), _STYLES[Severity.ERROR]))
