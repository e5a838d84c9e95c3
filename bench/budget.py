"""Budgets: what may be needed at most, or must be reached at least, and how that is measured."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Self

# Modules that hold no budget of their own.
_OTHERS = {"__init__", "__main__", "budget", "corpus", "sentences", "measuring"}


class Budget(float):
    """A number with its unit and with what it limits; a measured value is compared with it as with any number."""

    unit: str
    what: str
    is_least: bool

    def __new__(cls, value: float, unit: str, what: str, *, least: bool = False) -> Self:
        """Make one; ``least`` where more is better."""
        made = super().__new__(cls, value)
        made.unit, made.what, made.is_least = unit, what, least
        return made

    @property
    def words(self) -> str:
        """The number with its unit, as people read it."""
        return f"{'at least' if self.is_least else 'at most'} {self:,g} {self.unit}".rstrip()


def budgets() -> Iterator[tuple[str, str, list[Budget]]]:
    """Every bench: its name, its command, its budgets."""
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if file.stem not in _OTHERS:
            module = import_module(f"bench.{file.stem}")
            yield file.stem, module.COMMAND, list(module.BUDGET.values())


def table() -> str:
    """Every budget as a table in Markdown."""
    lines = ["| bench | what is measured | budget | command |", "|---|---|---|---|"]
    for name, command, found in budgets():
        lines += [f"| {name} | {budget.what} | {budget.words} | `{command}` |" for budget in found]
    return "\n".join(lines) + "\n"
