"""One line on a terminal that shows how far a stage is, and goes away without a trace."""

from collections.abc import Callable
from typing import TextIO

from rich.console import Console as RichConsole
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from kammerton.adapters.open_stage import OpenStage
from kammerton.domain.diagnostic import M
from kammerton.rendering.words import Words


class ProgressBar:
    """What the stage does, a bar, how much is done, and how long it still takes."""

    def __init__(self, words: Words, out: TextIO, clock: Callable[[], float]) -> None:
        """Take the words, the terminal and what tells seconds."""
        self._words = words
        # Whether there is a terminal has been decided; rich would ask FORCE_COLOR and others, too.
        console = RichConsole(file=out, force_terminal=True, markup=False, highlight=False, emoji=False)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), _Count(words), _Remaining(words))
        # Drawn by the ticker alone: rich's own thread would be there while the process forks.
        # Standard output is left alone, for it may go elsewhere.
        self._rich = Progress(*columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False, get_time=clock)
        self._shown: OpenStage | None = None

    def show(self, stage: OpenStage) -> None:
        """Draw the line for a stage as far as it is now."""
        if stage is not self._shown:
            for id_ in self._rich.task_ids:
                self._rich.remove_task(id_)
            self._rich.add_task(self._words.text(stage.name), total=stage.total or None, stage=stage)
            self._rich.start()
            self._shown = stage
        self._rich.update(self._rich.task_ids[0], completed=stage.done)
        self._rich.refresh()

    def hide(self) -> None:
        """Take the line away."""
        if self._shown is not None:
            self._rich.stop()
            self._shown = None


class _Count(ProgressColumn):
    """What is done of how much, in the language's numbers."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def render(self, task: Task) -> Text:
        stage: OpenStage = task.fields["stage"]
        if not stage.total:
            return Text(self._words.number(stage.done) if stage.done else "")
        return Text(self._words.text(M("{done} von {total}", done=self._words.number(stage.done), total=self._words.number(stage.total))))


class _Remaining(ProgressColumn):
    """How long it still takes: as the work tells it, else as its speed suggests."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def render(self, task: Task) -> Text:
        stage: OpenStage = task.fields["stage"]
        return Text(stage.remaining(self._words, task.time_remaining if stage.total else None))
