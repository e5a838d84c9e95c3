"""The process that builds for the preview, called directly: memory, lost sites, and what it keeps."""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest
from tests.e2e.conftest import NOW, copy_small, tree

from kammerton.adapters.preview_process import Builder
from kammerton.adapters.project import Project
from kammerton.app.load import load
from kammerton.domain.kinds import KINDS

pytestmark = pytest.mark.e2e


class Build(Protocol):
    """Builds for the preview; whether the site that was shown is the one that is shown now."""

    def __call__(self, *, is_compared: bool = True) -> bool:
        """Build, and compare with a preview begun anew."""


def test_it_goes_on_from_nothing_when_its_site_is_gone(tmp_path: Path) -> None:
    """Somebody empties .builds while a preview runs: the next build is complete, and only the newest two sites are kept."""
    project, sites = copy_small(tmp_path / "projekt"), tmp_path / "sites"
    sites.mkdir()
    builder = Builder(project, sites)
    first = builder.build(NOW)
    assert first.site is not None
    whole = tree(first.site)
    shutil.rmtree(first.site)

    again = builder.build(NOW)
    assert again.site is not None
    assert tree(again.site) == whole
    for _ in range(2):
        retitle(text_file(project, "content/betriebe"))
        builder.build(NOW)
        builder.tidy()

    assert sorted(site.name for site in sites.iterdir()) == ["3", "4"]


def text_file(project: Path, folder: str) -> Path:
    """A text of some kind."""
    return sorted((project / folder).glob("*.md"))[0]


def with_sentence(file: Path) -> None:
    """A sentence more at the end."""
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\nEin Satz mehr, {file.stat().st_size}.\n", encoding="utf-8")


def replaced(old: str, new: str) -> Callable[[Path], None]:
    """Write something else instead of the first that stands there."""

    def change(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text, old
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def retitle(file: Path) -> None:
    """Another title."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^titel: ([\"']?)", r"titel: \1Neu ", text, count=1), encoding="utf-8")


@pytest.fixture
def compared(tmp_path: Path) -> tuple[Path, Build]:
    """A project, and what builds it for the preview, compares it with a preview begun anew, and tells whether it was put into the site that was shown."""
    project, sites, own = copy_small(tmp_path / "projekt"), tmp_path / "sites", tmp_path / "own"
    sites.mkdir()
    builder = Builder(project, sites)

    def build(*, is_compared: bool = True) -> bool:
        before = {site.name for site in sites.iterdir()}
        look = builder.build(NOW)
        assert look.site is not None, look
        is_put_in = {site.name for site in sites.iterdir()} == before
        if not is_compared:
            return is_put_in
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir()
        anew = Builder(project, own).build(NOW)
        assert anew.site is not None
        assert tree(look.site.parent) == tree(anew.site.parent)
        assert (look.report, look.waiting, look.base) == (anew.report, anew.waiting, anew.base)
        return is_put_in

    build(is_compared=False)
    return project, build


@pytest.mark.parametrize("folder", [kind.folder for kind in KINDS])
def test_another_text_is_put_into_the_site(compared: tuple[Path, Build], folder: str) -> None:
    """A sentence more in a text of any kind, twice, and something else after it: the site is the one made from nothing."""
    project, build = compared
    file = text_file(project, folder)
    with_sentence(file)
    assert build(is_compared=False)
    with_sentence(file)
    assert build()
    retitle(file)
    assert not build(is_compared=False)
    with_sentence(file)
    assert build()


def test_texts_of_every_kind_after_each_other(compared: tuple[Path, Build]) -> None:
    """However many texts are put into one site, some back to what they were: nothing of what was made for one is left in another."""
    project, build = compared
    files = [text_file(project, kind.folder) for kind in KINDS]
    before = {file: file.read_text(encoding="utf-8") for file in files}
    for file in files:
        with_sentence(file)
        assert build(is_compared=False)
    assert build()
    for number, file in enumerate(reversed(files)):
        with_sentence(file) if number % 2 else file.write_text(before[file], encoding="utf-8")
        assert build(is_compared=False)
    assert build()


def with_other_colours(theme: Path) -> None:
    """A theme of one's own, with another colour."""
    file = theme / "static" / "css" / "tokens.css"
    file.parent.mkdir(parents=True)
    text = (Path(__file__).parents[2] / "theme" / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    file.write_text(re.sub("#[0-9a-f]{6}", "#123456", text, count=1), encoding="utf-8")


# What is more than another text, in a firm's file.
MORE: dict[str, Callable[[Path], None]] = {
    "the title": retitle,
    "a reference": lambda file: file.write_text(f"{file.read_text(encoding='utf-8')}\n[Impressum](seite:impressum)\n", encoding="utf-8"),
    "the colours": lambda file: with_other_colours(file.parents[2] / "theme"),
    "a setting": lambda file: replaced("SITENAME = ", "SITENAME = 'Neu: ' + ")(file.parents[2] / "pelicanconf.py"),
    "a table": lambda file: (table := file.parents[2] / "content" / "daten" / "orte.csv").write_text(
        table.read_text(encoding="utf-8").replace("Musterstadt", "Neustadt"), encoding="utf-8"
    ),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("what", MORE)
def test_more_than_a_text_makes_a_new_site(compared: tuple[Path, Build], what: str) -> None:
    """Whatever else is another, the site is a new one, and the one made from nothing."""
    project, build = compared
    file = text_file(project, "content/betriebe")
    shutil.copy(file, file.with_name("zweiter.md"))
    build(is_compared=False)
    with_sentence(file.with_name("zweiter.md"))
    MORE[what](file.with_name("zweiter.md"))
    assert not build()
    with_sentence(file)
    assert build(is_compared=False)


def test_errors_keep_it_from_being_shown(compared: tuple[Path, Build]) -> None:
    """A file with an error gives the report that a check gives, and nothing to look at; without the error the site is there again."""
    project, build = compared
    file = text_file(project, "content/betriebe")
    text = file.read_text(encoding="utf-8")
    file.write_text("kaputt", encoding="utf-8")
    sites = project.parent / "andere"
    sites.mkdir()
    look = Builder(project, sites).build(NOW)

    assert look.site is None
    assert look.report == load(Project(project), datetime.fromisoformat(NOW))[1]
    file.write_text(text, encoding="utf-8")
    assert build(is_compared=False)
