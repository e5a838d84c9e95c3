"""The command line's words: argparse speaking the language of the console."""

import argparse
from typing import NoReturn

from kammerton.domain.diagnostic import M, Message
from kammerton.rendering.words import Words

_WRONG_CALL = 2


class Parser(argparse.ArgumentParser):
    """An argument parser whose own words come from the catalogue; a wrong call ends with exit code 2."""

    def __init__(self, words: Words, **options: object) -> None:
        """Take the words; ``options`` are argparse's."""
        super().__init__(add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter, **options)  # type: ignore[arg-type]  # passed on
        self.words = words
        self._positionals.title = words.text(M("Angaben"))
        self._optionals.title = words.text(M("Schalter"))
        self.add_argument("-h", "--help", "--hilfe", action="help", help=words.text(M("zeigt diese Hilfe")))

    def format_usage(self) -> str:
        """How to call the command."""
        return super().format_usage().replace("usage: ", self.words.text(M("Aufruf: ")), 1)

    def format_help(self) -> str:
        """The help page."""
        return super().format_help().replace("usage: ", self.words.text(M("Aufruf: ")), 1)

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's English sentence is not shown
        """A wrong call: how it should look, and the exit code for set-up."""
        self.exit(_WRONG_CALL, f"{self.words.text(M('So versteht kammerton den Aufruf nicht.'))}\n{self.format_usage()}")


def add_command(commands: "argparse._SubParsersAction[Parser]", words: Words, name: str, help_: Message) -> Parser:
    """A sub-command that works on a project, with the switches all of them share."""
    added = add_command_without_project(commands, words, name, help_)
    added.add_argument("--projekt", default=".", metavar=words.text(M("ORDNER")), help=words.text(M("Ordner mit pelicanconf.py (sonst der aktuelle)")))
    return added


def add_telling_switches(command: Parser) -> None:
    """How much a command tells: errors only, each stage as it begins, where the time went."""
    text = command.words.text
    how_much = command.add_mutually_exclusive_group()
    how_much.add_argument("--quiet", action="store_true", help=text(M("zeigt nur Fehler; ob alles gelungen ist, sagt der Exit-Code")))
    how_much.add_argument(
        "--verbose", action="store_true", help=text(M("nennt jeden Schritt, sobald er beginnt, was neu gemacht werden musste, und alle Hinweise"))
    )
    command.add_argument("--profil", action="store_true", help=text(M("zeigt am Ende, wohin die Zeit gegangen ist")))


def add_command_without_project(commands: "argparse._SubParsersAction[Parser]", words: Words, name: str, help_: Message) -> Parser:
    """A sub-command that needs no project yet."""
    told = words.text(help_)
    added = commands.add_parser(name, words=words, help=told, description=told)
    added.set_defaults(projekt=".", quiet=False, verbose=False, profil=False)
    added.add_argument("--now", metavar=words.text(M("ZEITPUNKT")), help=words.text(M("so tun, als wäre es dieser Tag, zum Beispiel 2026-12-24")))
    return added
