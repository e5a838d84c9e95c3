"""Write the pattern page: the examples of every component of the theme, printed by its own macros."""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from kammerton.adapters.files import write_new
from kammerton.adapters.shipped import theme_folders
from kammerton.adapters.templates import ThemeTemplates
from kammerton.domain.addresses import file_of
from kammerton.domain.diagnostic import M, SetupError
from kammerton.site.context import SiteContext
from kammerton.site.specimens import SPECIMENS, ComponentView, Specimen, specimens_view

_FOLDER = ".builds/muster"
_EXAMPLES = "examples.toml"


class _Sparse(dict[str, Any]):
    """An example's values; what it does not name is empty, so that an example shows only what matters to it."""

    def __missing__(self, key: str) -> str:
        return ""


def write_specimens(root: Path, context: SiteContext) -> Path:
    """The folder of a site that holds the pattern page and the theme's files, made anew."""
    target = root / _FOLDER
    shutil.rmtree(target, ignore_errors=True)
    for folder in reversed(theme_folders(root)):
        if (folder / "static").is_dir():
            shutil.copytree(folder / "static", target / "theme", dirs_exist_ok=True)
    templates = ThemeTemplates(root, context.words.language)
    view = specimens_view(context, tuple(components(root, templates)))
    write_new(target / file_of(SPECIMENS), templates.render("specimens.html", view=view).encode())
    return target


def components(root: Path, templates: ThemeTemplates) -> Iterator[ComponentView]:
    """Every component that has examples, by name; one of the project's own replaces the program's."""
    found: dict[str, Path] = {}
    for folder in reversed(theme_folders(root)):
        found |= {file.parent.name: file for file in (folder / "templates" / "components").glob(f"*/{_EXAMPLES}")}
    for name, file in sorted(found.items()):
        yield ComponentView(name, tuple(_specimens(name, file, templates)))


def _specimens(name: str, file: Path, templates: ThemeTemplates) -> Iterator[Specimen]:
    try:
        examples = tomllib.loads(file.read_text(encoding="utf-8"))["example"]
        for example in examples:
            yield Specimen(example["name"], templates.macro(f"components/{name}/{name}.html", example["macro"], _sparse(example.get("args", {}))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError, TemplateError) as reason:
        raise SetupError(
            M("Die Beispiele in {file} passen nicht zum Baustein: {reason}.", file=str(file), reason=f"{type(reason).__name__}: {reason}")
        ) from None


def _sparse(value: Any) -> Any:
    if isinstance(value, dict):
        return _Sparse({key: _sparse(inside) for key, inside in value.items()})
    return [_sparse(inside) for inside in value] if isinstance(value, list) else value
