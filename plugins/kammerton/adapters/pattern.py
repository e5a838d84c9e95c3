"""The pattern of a new site: the files in ``plugins/kammerton/neu``.

A file lies there where it will lie in the new project. With ``.j2`` behind its name it is a Jinja template, without it
is taken as it is. What a template puts in is written as the form of the file asks, so that any name comes out as text;
the head of a Markdown file has another form than its text, and is filled by itself.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined

from kammerton.adapters.cover import draw_cover
from kammerton.adapters.shipped import PATTERN, shipped
from kammerton.rendering.quoting import Ready, csv_cell, mail_link, make_text, markdown_text, python_text, vtt_text, yaml_text

_TEMPLATE = ".j2"
_FENCE = "---\n"
_FORMS: dict[str, Callable[[str], str]] = {"py": python_text, "md": markdown_text, "csv": csv_cell, "vtt": vtt_text, "Makefile": make_text}


class PackagePattern:
    """The real ``kammerton.app.new_site.Pattern``."""

    def paths(self) -> tuple[str, ...]:
        """Every file of the folder, where it will lie."""
        return tuple(sorted(p.relative_to(PATTERN).as_posix().removesuffix(_TEMPLATE) for p in PATTERN.rglob("*") if p.is_file()))

    def file(self, path: str, values: Mapping[str, Any]) -> bytes:
        """The file, filled where it is a template."""
        if (PATTERN / path).is_file():
            return (PATTERN / path).read_bytes()
        text = (PATTERN / f"{path}{_TEMPLATE}").read_text(encoding="utf-8")
        return "".join(_filled(part, form, values) for part, form in _parts(path, text)).encode()

    def table(self, path: str) -> bytes:
        """The stock that comes with the program."""
        return shipped(path).read_bytes()

    def cover(self) -> bytes:
        """The drawn cover."""
        return draw_cover()


def _parts(path: str, text: str) -> list[tuple[str, Callable[[str], str]]]:
    """The parts of a template with the form each is filled in."""
    name = path.rpartition("/")[2]
    form = _FORMS.get(name.rpartition(".")[2], str)
    head, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if form is not markdown_text or not text.startswith(_FENCE):
        return [(text, form)]
    return [(f"{_FENCE}{head}{fence}", yaml_text), (body, form)]


def _filled(text: str, form: Callable[[str], str], values: Mapping[str, Any]) -> str:
    def finished(value: object) -> str:
        return value if isinstance(value, Ready) else form(str(value))

    environment = Environment(
        undefined=StrictUndefined,
        finalize=finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - no HTML
    )
    environment.filters["mail_link"] = mail_link
    return environment.from_string(text).render(values)
