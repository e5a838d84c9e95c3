"""Messages and diagnostics as strings, so that facts can hold them."""

import json
from typing import Any, NamedTuple

from kammerton.domain.diagnostic import Diagnostic, Message, Place, Severity


class Told(NamedTuple):
    """What is wrong with a file by itself, as packed messages, and the links whose targets the site must have."""

    problems: tuple[str, ...]
    links: tuple[str, ...]


def pack(message: Message) -> str:
    """A message as a string."""
    return json.dumps(_plain(message), ensure_ascii=False)


def unpack(text: str) -> Message:
    """The message that was packed."""
    return _message(json.loads(text))


def pack_diagnostic(diagnostic: Diagnostic) -> str:
    """A diagnostic as a string."""
    remedy = None if diagnostic.remedy is None else _plain(diagnostic.remedy)
    return json.dumps([diagnostic.code, diagnostic.severity, diagnostic.place.file, diagnostic.place.line, _plain(diagnostic.what), remedy], ensure_ascii=False)


def unpack_diagnostic(text: str) -> Diagnostic:
    """The diagnostic that was packed."""
    code, severity, file, line, what, remedy = json.loads(text)
    return Diagnostic(code, Severity(severity), Place(file, line), _message(what), None if remedy is None else _message(remedy))


def _plain(message: Message) -> list[Any]:
    values = [[name, _plain(value) if isinstance(value, Message) else value] for name, value in message.values]
    return [message.template, values, message.plural]


def _message(plain: list[Any]) -> Message:
    template, values, plural = plain
    return Message(template, tuple((name, _message(value) if isinstance(value, list) else value) for name, value in values), plural)
