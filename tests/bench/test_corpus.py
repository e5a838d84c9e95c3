"""The region that measurements are made on, and what is compared with it."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from bench import corpus
from bench.rivals import hugo_site, pelican_site, things
from bench.speed import kind_of

from kammerton.adapters.project import Project
from kammerton.app.load import load
from kammerton.domain.moments import ZONE

SIZE = 60
NOW = datetime.fromisoformat(corpus.NOW).replace(tzinfo=ZONE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated region."""
    folder = tmp_path_factory.mktemp("region")
    corpus.generate(folder, SIZE)
    return folder


def test_a_generated_region_has_no_errors(project: Path) -> None:
    """Kammerton accepts a generated region, and finds in it what was asked for."""
    library, report = load(Project(project), NOW)

    assert not report.has_errors, report.diagnostics[:3]
    assert [len(library.portraits), len(library.episodes), len(library.inventory.events), len(library.inventory.issues)] == [60, 12, 6, 1]
    assert len({offer.type.id for offer in library.open_offers}) > 3


def test_a_region_is_the_same_each_time(project: Path, tmp_path: Path) -> None:
    """Two regions of a size are equal, file by file."""
    corpus.generate(tmp_path / "noch-einmal", SIZE)

    for part in ("content/betriebe", "episodes", "newsletter"):
        for file in (project / part).glob("*.md"):
            assert file.read_text(encoding="utf-8") == (tmp_path / "noch-einmal" / part / file.name).read_text(encoding="utf-8")


def test_portraits_differ_in_length_and_link_to_each_other() -> None:
    """No two portraits are alike, and all but the first name another."""
    texts = [corpus.portrait(n) for n in range(SIZE)]

    assert len({text.body for text in texts}) == len({text.id for text in texts}) == SIZE
    assert max(len(text.body) for text in texts) > 1.5 * min(len(text.body) for text in texts)
    assert all("](betrieb:" in text.body for text in texts)


def test_no_name_of_a_firm_is_given_twice() -> None:
    """20,000 firms have 20,000 names."""
    assert len({corpus.firm_name(n) for n in range(20_000)}) == 20_000


def test_heads_are_what_yaml_reads_again() -> None:
    """What is written into a head is read as it was meant, quotation marks and all."""
    for text in (corpus.portrait(3), corpus.episode(0), corpus.article(1)):
        read = yaml.load(corpus.markdown(text).split("---\n")[1], Loader=yaml.BaseLoader)

        assert read == _words(text.head)


def _words(value: object) -> object:
    if isinstance(value, dict):
        return {key: _words(one) for key, one in value.items()}
    return [_words(one) for one in value] if isinstance(value, list) else str(value)


def test_rivals_get_every_thing(tmp_path: Path) -> None:
    """The input of each rival has a file for each thing, each offer included."""
    hugo_site.write(tmp_path / "hugo", SIZE)
    pelican_site.write(tmp_path / "pelican", SIZE)
    offers = sum(len(firm["angebote"]) for firm in things.portraits(SIZE))

    assert len(list((tmp_path / "hugo" / "content" / "betriebe").rglob("*.md"))) == 1 + SIZE + offers
    assert len(list((tmp_path / "pelican" / "content" / "betriebe").glob("*.md"))) == SIZE
    assert len(list((tmp_path / "pelican" / "content" / "angebote").rglob("*.md"))) == offers
    assert hugo_site.edited(tmp_path / "hugo").exists()
    assert pelican_site.edited(tmp_path / "pelican").exists()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "start"),
        ("betriebe/", "betriebe/"),
        ("betriebe/seite-2/", "betriebe/seite-n/"),
        ("betriebe/seite/2/", "betriebe/seite-n/"),
        ("betriebe/hof-maier-3/", "betriebe/betrieb/"),
        ("betriebe/hof-maier-3/praktikum/", "betriebe/betrieb/angebot/"),
        ("berufe/koch/ausbildung/seite-2/", "berufe/beruf/art/seite-n/"),
        ("berufe/koch/", "berufe/beruf/"),
        ("podcast/00003-folge/einbetten.html", "podcast/folge/einbetten/"),
        ("podcast/00003-folge/einbetten/", "podcast/folge/einbetten/"),
        ("orte/oberwinkel/seite/3/", "orte/liste/seite-n/"),
        ("impressum/", "others"),
    ],
)
def test_kinds_of_pages_are_the_same_for_all(path: str, kind: str) -> None:
    """A page is of the same kind under the address that any of the programs gives it."""
    assert kind_of(path) == kind
