"""The documents that can fall behind the program fail when they do."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest
from bench.budget import table
from tests.fakes import WORDS

from kammerton.app.handbook import fields_page, messages_page
from kammerton.domain.kinds import KINDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "kammerton"


@pytest.mark.parametrize(("name", "make"), [("felder.md", fields_page), ("meldungen.md", messages_page)])
def test_generated_pages_are_up_to_date(name: str, make) -> None:
    """The generated handbook pages are what the program would write now; mend with: make docs."""
    written = (ROOT / "docs" / "redaktion" / name).read_text(encoding="utf-8")

    assert written == make(WORDS)


def test_architecture_names_every_storey() -> None:
    """docs/dev/architecture.md names every package and top-level module."""
    text = (ROOT / "docs" / "dev" / "architecture.md").read_text(encoding="utf-8")
    names = [p.name for p in PACKAGE.iterdir() if (p.is_dir() and (p / "__init__.py").exists()) or (p.suffix == ".py" and p.stem != "__init__")]

    assert [name for name in names if name not in text] == []


def test_glossary_names_every_kind() -> None:
    """docs/dev/glossary.md has the German and the English word of every kind."""
    text = (ROOT / "docs" / "dev" / "glossary.md").read_text(encoding="utf-8")
    words = [word for kind in KINDS for word in (kind.model.__name__, kind.label.template.rpartition("-")[2])]

    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("name", ["add-a-field", "add-a-rule", "add-a-page", "add-a-kind", "add-an-output"])
def test_how_tos_name_places_that_exist(name: str) -> None:
    """Every path a how-to names in code marks exists."""
    text = (ROOT / "docs" / "dev" / "how-to" / f"{name}.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:plugins|tests|theme|docs|content|bench)/[^`\s<>*…{}]+)`", text)

    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_make_targets_are_listed_in_the_readme_or_help() -> None:
    """Every target of the Makefile has its German line in the overview."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony
    helped = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))

    assert set(phony[1].split()) == helped


def locked(name: str) -> dict[str, str]:
    """Package names and versions of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {m[1].lower(): m[2] for m in re.finditer(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", text, re.MULTILINE)}


def test_licence_list_matches_the_locks() -> None:
    """docs/dev/licences.md lists every locked package with its version and a licence."""
    text = (ROOT / "docs" / "dev" / "licences.md").read_text(encoding="utf-8")
    rows = {m[1].strip("`[] ").lower(): (m[2].strip(), m[3].strip()) for m in re.finditer(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)}
    wanted = {**locked("requirements-dev.lock"), **locked("requirements.lock")}

    assert {name: version for name, version in wanted.items() if rows.get(name, ("",))[0] != version} == {}
    assert [name for name in wanted if not rows[name][1]] == []


def test_licences_may_be_combined() -> None:
    """Everything the program runs with is under a licence that may be combined with the AGPL, version 3."""
    table = (ROOT / "docs" / "dev" / "licences.md").read_text(encoding="utf-8").partition("## What Kammerton runs with")[2].partition("\n## ")[0]
    rows = [(m[1], m[2]) for m in re.finditer(r"(?m)^\| ([\w.-]+) \| [^|]+ \| ([^|]+) \|", table) if m[1] != "package"]
    fits = re.compile(r"MIT|BSD|Apache-2\.0|ISC|PSF|MPL-2\.0|A?GPL-|LGPL-|Unlicense|public domain|ZPL|Zlib", re.IGNORECASE)

    assert len(rows) > 20
    assert [row for row in rows if not fits.search(row[1])] == []


def test_dev_lock_agrees_with_the_lock() -> None:
    """The tools are tested with the very versions that are shipped."""
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")

    assert {name: version for name, version in run.items() if dev.get(name, version) != version} == {}


def test_installed_packages_are_the_locked_ones() -> None:
    """The environment the tests run in has no other version of a locked package."""
    installed = {d.metadata["Name"].lower(): d.version for d in distributions()}
    run = locked("requirements.lock")

    assert {name: version for name, version in run.items() if installed.get(name, version) != version} == {}


def test_every_threat_has_its_test() -> None:
    """Every row of the threat model names a test that exists."""
    text = (ROOT / "docs" / "dev" / "threats.md").read_text(encoding="utf-8").partition("## What could go wrong")[2]
    rows = [row for row in text.split("\n") if row.startswith("| ") and not row.startswith("| threat")]
    named = re.findall(r"`(tests/[\w/.]+)::(\w+)`", text)

    assert [row for row in rows if "::test_" not in row] == []
    assert [f"{file}::{test}" for file, test in named if f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")] == []


def test_private_things_are_ignored() -> None:
    """What is personal lies where git does not look."""
    assert "privat/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")


def test_nothing_names_a_private_path() -> None:
    """No file of the repository names a folder of somebody's machine."""
    pattern = re.compile(r"(?<![\w.])/(?:work|root|home)/[a-z]")
    found = [
        p.relative_to(ROOT).as_posix()
        for folder in ("plugins", "docs", "theme", "content", "newsletter", "episodes")
        for p in (ROOT / folder).rglob("*")
        if p.suffix in (".py", ".md", ".html", ".css", ".csv", ".txt") and pattern.search(p.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_every_budget_is_in_the_table() -> None:
    """docs/dev/performance.md holds the table of all budgets as python -m bench prints it."""
    assert table() in (ROOT / "docs" / "dev" / "performance.md").read_text(encoding="utf-8")
