"""Ceilings on the tail: functions, modules and templates stay small enough to read at once."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "kammerton"
TEMPLATES = ROOT / "theme" / "templates"
MODULES = sorted(PACKAGE.rglob("*.py"))
FUNCTION, MODULE, TEMPLATE, SKELETON = 40, 300, 60, 120
# Tables of declarations may be longer: they are read line by line, not followed.
TABLES = {"reading/problems.py"}
SKELETONS = {"base.html", "mail/issue.html", "mail/issue.txt"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "misc"}


def function_lengths(source: str) -> Iterator[tuple[str, int]]:
    """Name and lines of each function; its docstring is not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring


def statement_lines(source: str) -> int:
    """Lines that hold code: no blanks, comments or docstrings."""
    docstrings = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    lines = enumerate(source.split("\n"), start=1)
    return sum(1 for number, line in lines if line.strip() and not line.strip().startswith("#") and number not in docstrings)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_are_small(path: Path) -> None:
    """A function has at most 40 lines, a module at most 300."""
    source = path.read_text()
    too_long = {name: lines for name, lines in function_lengths(source) if lines > FUNCTION}

    assert too_long == {}
    assert statement_lines(source) <= MODULE or path.relative_to(PACKAGE).as_posix() in TABLES


def test_a_long_function_is_found() -> None:
    """The measure counts what it should: 41 lines are too many, a docstring does not count."""
    body = "\n".join(["    x = 1"] * 40)
    source = f'def f():\n    """One.\n\n    Two.\n    """\n{body}\n'

    assert dict(function_lengths(source)) == {"f": 41}


def test_no_drawers_for_everything() -> None:
    """Nothing is called utils, helpers, common or core: every line has a place with a name."""
    names = {path.stem for path in MODULES} | {path.name for path in PACKAGE.rglob("*") if path.is_dir()}

    assert names & FORBIDDEN_NAMES == set()


def templates() -> list[Path]:
    """Every template of the theme."""
    return sorted(p for p in TEMPLATES.rglob("*") if p.suffix in (".html", ".txt", ".xml"))


def pages() -> list[Path]:
    """The templates of pages; mails alone carry styles, because mail clients read only inline ones."""
    return [p for p in templates() if p.relative_to(TEMPLATES).parts[0] != "mail"]


@pytest.mark.parametrize("path", templates(), ids=lambda p: p.relative_to(TEMPLATES).as_posix())
def test_templates_are_small_and_safe(path: Path) -> None:
    """A template has at most 60 lines (skeletons 120) and marks nothing as safe."""
    text = path.read_text()
    limit = SKELETON if path.relative_to(TEMPLATES).as_posix() in SKELETONS else TEMPLATE

    assert text.count("\n") <= limit
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", text)


@pytest.mark.parametrize("path", pages(), ids=lambda p: p.relative_to(TEMPLATES).as_posix())
def test_templates_need_no_inline_styles_or_scripts(path: Path) -> None:
    """Pages keep the strict Content-Security-Policy."""
    text = path.read_text()

    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)


def test_markup_is_made_in_rendering_only() -> None:
    """Only rendering/ makes marked values."""
    makers = {p.relative_to(PACKAGE).as_posix() for p in MODULES if re.search(r"\bMarkup\(", p.read_text())}

    assert makers <= {"rendering/html.py", "rendering/limited_html.py", "rendering/jsonld.py", "rendering/pictures.py", "rendering/fragments.py"}
