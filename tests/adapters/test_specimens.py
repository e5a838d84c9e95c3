"""The pattern page."""

import re
from pathlib import Path

import pytest
from tests.app.projects import ROOT, library

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.specimens import components, write_specimens
from kammerton.adapters.templates import ThemeTemplates
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import SetupError
from kammerton.rendering.links import Links
from kammerton.site.context import SiteContext

COMPONENTS = sorted((ROOT / "theme" / "templates" / "components").iterdir())


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda folder: folder.name)
def test_every_component_is_a_folder_with_template_and_examples(folder: Path) -> None:
    """A component has its template under its own name, and examples beside it."""
    assert (folder / f"{folder.name}.html").is_file()
    assert (folder / "examples.toml").is_file()


def test_every_example_prints_something() -> None:
    """Every example has a name of its own within its component, and its macro prints it."""
    found = list(components(ROOT, ThemeTemplates(ROOT, "de")))

    assert [component.name for component in found] == [folder.name for folder in COMPONENTS]
    assert [(c.name, s.name) for c in found for s in c.specimens if "<" not in s.markup] == []
    assert [c.name for c in found if len({s.name for s in c.specimens}) < len(c.specimens)] == []


def test_the_page_lies_beside_the_theme(tmp_path: Path) -> None:
    """The folder is a small site: the page at /muster/, styles and fonts where it looks for them; search engines are told to keep away."""
    of = library()
    addresses = Addresses(of.settings.address)
    folder = write_specimens(tmp_path, SiteContext(of, german_words(), Links(of, addresses), addresses))
    html = (folder / "muster" / "index.html").read_text(encoding="utf-8")
    asked = [address for address in re.findall(r'(?:href|src)="/(theme/[^"]+)"', html) if not (folder / address).is_file()]

    assert asked == []
    assert '<meta name="robots" content="noindex">' in html
    assert [folder.name for folder in COMPONENTS if f'id="baustein-{folder.name}"' not in html] == []


def test_an_example_that_does_not_fit_is_told(tmp_path: Path) -> None:
    """A macro that is gone is a sentence with the file, no traceback."""
    place = tmp_path / "theme" / "templates" / "components" / "marks"
    place.mkdir(parents=True)
    (place / "examples.toml").write_text('[[example]]\nname = "a"\nmacro = "verschwunden"\n', encoding="utf-8")

    with pytest.raises(SetupError) as told:
        list(components(tmp_path, ThemeTemplates(tmp_path, "de")))

    assert german_words().text(told.value.message).startswith(f"Die Beispiele in {place / 'examples.toml'} passen nicht zum Baustein: ")
