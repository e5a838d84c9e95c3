"""Texts by others go the whole way: site, feed and mails come out, and every link is in the output."""

import html
import re
import shutil
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import feedparser
import pytest
from tests.e2e import real_input
from tests.e2e.conftest import copy_project, kammerton

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not real_input.FOLDER.is_dir(), reason=f"real input is missing: {real_input.FOLDER}")]
COUNTS = {"episodes": 80, "companies": 111, "newsletters": 56}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site of all real texts, published by the real command."""
    project = copy_project(tmp_path_factory.mktemp("echt") / "projekt")
    for folder in ("content/betriebe", "newsletter"):
        for file in (project / folder).glob("*.md"):
            file.unlink()
    for file in (project / "content" / "seiten").glob("*.md"):
        file.write_text(re.sub(r"\(betrieb:[^)]*\)", "(https://example.org)", file.read_text()))
    shutil.copy(next((project / "episodes" / "media").glob("*.mp3")), project / "probe.mp3")
    shutil.rmtree(project / "episodes")
    (project / "episodes" / "media").mkdir(parents=True)
    shutil.move(project / "probe.mp3", project / "episodes" / "media" / "probe.mp3")
    settings = project / "pelicanconf.py"
    settings.write_text(settings.read_text().replace("TRANSKRIPT_PFLICHT = True", "TRANSKRIPT_PFLICHT = False"))
    for folder, texts in (("episodes", real_input.episodes()), ("content/betriebe", real_input.companies()), ("newsletter", real_input.issues())):
        for id_, text, _ in texts:
            (project / folder / f"{id_}.md").write_text(text, encoding="utf-8")
    result = kammerton(project, "publish")
    errors = [line for line in result.stdout.split("\n") if ": Fehler " in line]
    assert result.returncode == 0, "\n".join(errors) + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    return project


def hrefs(text: str) -> set[str]:
    """The addresses a page links to."""
    return {html.unescape(href) for href in re.findall(r'href="([^"]*)"', text)}


def comparable(address: str) -> str:
    """An address without the differences a browser does not see."""
    return re.sub(r"%[0-9a-fA-F]{2}", lambda m: m[0].upper(), html.unescape(address)).replace("%7E", "~")


def lost(body: str, page: str) -> list[str]:
    """The links of a text that a page lacks."""
    found = {comparable(href) for href in hrefs(page)}
    return sorted(link for link in real_input.links_of(body) if comparable(link) not in found)


def test_every_text_has_its_page(built: Path) -> None:
    """As many pages come out as texts went in."""
    output = built / "output"
    counts = {name: len(real_input.rows(name)) for name in COUNTS}

    assert counts == COUNTS
    assert [id_ for id_, *_ in real_input.episodes() if not (output / "podcast" / id_ / "index.html").is_file()] == []
    assert [id_ for id_, *_ in real_input.companies() if not (output / "betriebe" / id_ / "index.html").is_file()] == []
    assert [id_ for id_, *_ in real_input.issues() if not (output / "newsletter" / id_ / "index.html").is_file()] == []


@pytest.mark.parametrize(("folder", "texts"), [("podcast", real_input.episodes), ("betriebe", real_input.companies), ("newsletter", real_input.issues)])
def test_every_link_is_on_its_page(built: Path, folder: str, texts) -> None:
    """Each link of a text is a link on the page made of it."""
    missing = {id_: lost(body, (built / "output" / folder / id_ / "index.html").read_text()) for id_, _, body in texts()}

    assert {id_: links for id_, links in missing.items() if links} == {}


def test_every_link_is_in_its_mail(built: Path) -> None:
    """Each link of an issue is in the HTML part and in the text part of its mail, which parse without defects."""
    missing = {}
    for id_, _, body in real_input.issues():
        message = message_from_bytes((built / ".builds" / "aktuell" / "mail" / f"{id_}.eml").read_bytes(), policy=default)
        plain, rich = (message.get_body((kind,)) for kind in ("plain", "html"))
        assert message.defects == []
        assert plain is not None
        assert rich is not None
        text = {comparable(word) for word in re.findall(r"https?://\S+", plain.get_content())}
        gone = [link for link in real_input.links_of(body) if not any(comparable(link) in word for word in text)]
        missing[id_] = lost(body, rich.get_content()) + gone

    assert {id_: links for id_, links in missing.items() if links} == {}


def test_feed_holds_every_episode(built: Path) -> None:
    """The feed has all episodes with their titles, and a real reader finds nothing wrong with it."""
    feed = feedparser.parse((built / "output" / "podcast" / "feed.xml").read_bytes())

    assert not feed.bozo
    assert {" ".join(row["title"].split()) for row in real_input.rows("episodes")} == {entry.title for entry in feed.entries}
