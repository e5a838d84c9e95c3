"""Values put into files that are begun for somebody: each form of file has its own way to say a text as it is."""

import html
import json
import re
from urllib.parse import quote

_MARKS = re.compile(r"[\\`*_\[\]]")
_ENTITY = re.compile(r"&(?=#|\w)")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_PLAIN_YAML = re.compile(r"[A-Za-z][A-Za-z0-9 ./@-]*|\d{4}-\d{2}-\d{2}")


class Ready(str):
    """A text that already has the form of its file."""

    __slots__ = ()


def python_text(text: str) -> str:
    r"""A text as a Python literal.

    >>> python_text('Kammer „A“ \\ "B"')
    '"Kammer „A“ \\\\ \\"B\\""'
    """
    return json.dumps(text, ensure_ascii=False)


def yaml_string(text: str) -> str:
    """A text in quotes as YAML reads it back, whatever is in it: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)


def yaml_text(text: str) -> str:
    """A text as a value in the head of a file, in quotes where it needs them.

    >>> yaml_text("2026-11-21"), yaml_text("00123"), yaml_text("Redaktion: Podcast")
    ('2026-11-21', '"00123"', '"Redaktion: Podcast"')
    """
    return text if _PLAIN_YAML.fullmatch(text) and text == text.strip() else json.dumps(text, ensure_ascii=False)


def markdown_text(text: str) -> str:
    r"""One line of text as Markdown, wherever in a paragraph it stands.

    >>> markdown_text("1. Kammer *Nord* & <Süd>")
    '1\\. Kammer \\*Nord\\* & &lt;Süd>'
    """
    safe = _MARKS.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text).replace("<", "&lt;"))
    safe = _NUMBERED.sub(r"\1\\\2", safe)
    return f"&#{ord(safe[0])};{safe[1:]}" if safe[:1] in tuple("#>+-:=~|!") else safe


def csv_cell(text: str) -> str:
    """A text as a cell of a table with commas.

    >>> csv_cell('Bad "Neustadt", Markt')
    '"Bad ""Neustadt"", Markt"'
    """
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\r\n]', text) else text


def make_text(text: str) -> str:
    r"""A text as the value of a variable in a Makefile.

    >>> make_text("/opt/a$b #1/kammerton")
    '/opt/a$$b \\#1/kammerton'
    """
    return text.replace("$", "$$").replace("#", "\\#")


def vtt_text(text: str) -> str:
    """A text as what is said in a transcript (WebVTT, 4.2.2)."""
    return html.escape(text, quote=False)


def mail_link(address: str) -> Ready:
    """A mail address as the target of a link in a text (RFC 6068).

    >>> mail_link("an+frage`1@x.example")
    'mailto:an+frage%601@x.example'
    """
    return Ready("mailto:" + quote(address, safe="@+"))
