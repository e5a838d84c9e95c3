"""The command line as a whole: which commands there are, and what is imported for them."""

import subprocess
import sys

import pytest

from kammerton import cli
from kammerton.adapters.catalogue import german_words

NAMES = sorted({name for names, _ in cli.COMMANDS for name in names})


def choices(*called: str) -> set[str]:
    """The commands of a parser."""
    (action,) = (action for action in cli._parser(german_words(), called)._actions if action.dest == "==SUPPRESS==" and action.choices)
    assert action.choices
    return set(action.choices)


def test_every_command_is_in_the_table() -> None:
    """The table that says what adds a command knows all of them and no others."""
    assert sorted(choices()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_command_alone_is_what_it_is_among_all(name: str) -> None:
    """Its help says the same whether the others have been added or not."""
    alone, among_all = (cli._parser(german_words(), called) for called in ([name], []))

    assert [help_of(parser, name) for parser in (alone, among_all)] == [help_of(among_all, name)] * 2


def help_of(parser: cli.Parser, name: str) -> str:
    """What a command says of itself."""
    (action,) = (action for action in parser._actions if action.dest == "==SUPPRESS==" and action.choices)
    assert isinstance(action.choices, dict)
    found = action.choices[name]
    assert isinstance(found, cli.Parser)
    return found.format_help()


def test_starting_imports_little() -> None:
    """Saying the version needs none of the libraries that take long to import."""
    heavy = ("pelican", "pydantic", "jinja2", "lxml", "icalendar", "feedgen", "PIL", "rich", "markdown", "css_inline", "dns")
    said = f"import sys; from kammerton import cli; sys.exit(', '.join(name for name in {heavy} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=False)

    assert (done.stderr, done.returncode) == ("\n", 1)
