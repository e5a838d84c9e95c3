"""Texts by others go the whole way: site, feed and mails come out, and every link is in the output."""

import html
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import feedparser
import lxml.html
import pytest
from tests.e2e import real_input
from tests.e2e.conftest import copy_project, kammerton, without_named_episodes

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.mail_programs import mail_programs
from kammerton.adapters.project import Project
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.load import load
from kammerton.audit.mails.mail import ReadMail, Surroundings
from kammerton.audit.mails.size import SIZE
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import Place
from kammerton.domain.kinds import KINDS
from kammerton.domain.moments import ZONE
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import MailView, make_mail
from kammerton.rendering.links import Links

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not real_input.FOLDER.is_dir(), reason=f"real input is missing: {real_input.FOLDER}")]
COUNTS = {"episodes": 80, "companies": 111, "newsletters": 56}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site of all real texts, published by the real command."""
    project = copy_project(tmp_path_factory.mktemp("echt") / "projekt")
    for kind in KINDS:
        for file in (project / kind.folder).glob("*.md"):
            if kind.name != "seite":
                file.unlink()
            else:
                file.write_text(re.sub(r"\((?!seite:)[a-z]+:[a-z0-9-]+(?:#[^)]*)?\)", "(https://example.org)", file.read_text()))
    shutil.copy(next((project / "episodes" / "media").glob("*.mp3")), project / "probe.mp3")
    shutil.rmtree(project / "episodes")
    (project / "episodes" / "media").mkdir(parents=True)
    shutil.move(project / "probe.mp3", project / "episodes" / "media" / "probe.mp3")
    without_named_episodes(project)
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
        assert [defect for part in message.walk() for defect in part.defects] == []
        assert plain is not None
        assert rich is not None
        text = {comparable(word) for word in re.findall(r"https?://\S+", plain.get_content())}
        gone = [link for link in real_input.links_of(body) if not any(comparable(link) in word for word in text)]
        missing[id_] = lost(body, rich.get_content()) + gone

    assert {id_: links for id_, links in missing.items() if links} == {}


def test_mails_that_gmail_would_cut_are_told(built: Path) -> None:
    """Each mail of more than 90 kB is refused with its size, each of 70 kB and more has a hint, and no other has either."""
    words, templates = german_words(), ThemeTemplates(built, "de")
    library, _ = load(Project(built), datetime(2026, 11, 26, 12, tzinfo=ZONE))
    addresses, settings = Addresses(library.settings.address), library.settings
    around = Surroundings(addresses, settings.publisher, settings.newsletter, {}, {}, mail_programs())
    sizes, told = {}, {}
    for issue in library.mailed_issues:
        mail = make_mail(MailView(compose(library, words, issue), words, Links(library, addresses), library, addresses), templates)
        found = SIZE.judge(ReadMail(issue.id, Place(""), mail.html, mail.text, mail.message, around))
        sizes[issue.id] = len(mail.html.encode())
        told[issue.id] = [(d.severity.value, words.text(d.what)) for d in found if words.text(d.what).startswith("Die gestaltete Fassung hat")]
    named = {id_: f"Die gestaltete Fassung hat {f'{size / 1000:.1f}'.replace('.', ',')} kB; ab 90 schneidet Gmail sie ab." for id_, size in sizes.items()}

    assert len(sizes) == COUNTS["newsletters"]
    assert told == {id_: [("error" if size > 90_000 else "hint", named[id_])] if size >= 70_000 else [] for id_, size in sizes.items()}


def test_feed_holds_every_episode(built: Path) -> None:
    """The feed has all episodes with their titles, and a real reader finds nothing wrong with it."""
    feed = feedparser.parse((built / "output" / "podcast" / "feed.xml").read_bytes())

    assert not feed.bozo
    assert {" ".join(row["title"].split()) for row in real_input.rows("episodes")} == {entry.title for entry in feed.entries}


# --- nothing is lost or left raw ----------------------------------------------------------------------------------

TEXTS = [("podcast", real_input.episodes), ("betriebe", real_input.companies), ("newsletter", real_input.issues)]
_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)]) +\S")
# Anywhere: what is left of links, emphasis and code. At the beginning of a block: what is left of headings, lists and quotes.
_RAW = re.compile(r"\]\(|\*\*|__\w|```|\[\w[^\]]*\]\[")
_RAW_START = re.compile(r"\s*(?:#{1,6} |[-*+] |>|~~~)")
# Mistakes of their authors, left as they are: a bracket that is never closed, three stars that only one closes.
MISTAKES = {
    "2012-07-20-binaergewitter-talk-number-22-teilweise-sehe-ich-dinge": "Sie halten sich an Geschwindigkeitsbegrenzungen](",
    "2023-05-10-this-week-in-rust": "**",
}


def bodies(page: Path) -> list[lxml.html.HtmlElement]:
    """The texts of a page, without what the site puts around them."""
    return lxml.html.fromstring(page.read_text(encoding="utf-8")).xpath('//main//*[contains(concat(" ", @class, " "), " prose ")]')


def written_depths(body: str) -> list[int]:
    """How deep each list entry of a text is nested, counted by indentation alone: two blanks more than the entry above begin a level."""
    text = re.sub(r"(?ms)^( *)(```|~~~).*?^ *\2[^\n]*$|<!--.*?-->", "", body.expandtabs(4))
    depths, levels, after_text = [], [], False
    for line in re.sub(r"(?m)^(> ?)+", "", text).split("\n"):
        found = _ITEM.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if found and (levels or indent < 4) and not re.fullmatch(r"\s*([-*_])( *\1){2,}\s*", line):
            while levels and levels[-1] > indent:
                levels.pop()
            levels = levels if levels and indent < levels[-1] + 2 else [*levels, indent]
            depths.append(len(levels))
        elif line.strip() and indent < 2 and after_text:
            levels = []  # a paragraph at the margin after an empty line ends the list
        after_text = not line.strip()
    return depths


def shown_depths(texts: list[lxml.html.HtmlElement]) -> list[int]:
    """How deep each list entry of a page is nested."""
    return [len(entry.xpath("ancestor::ul | ancestor::ol")) for text in texts for entry in text.iter("li")]


def words(texts: list[lxml.html.HtmlElement]) -> Iterator[str]:
    """The words of a page as they stand in it, those of code left out."""
    for text in texts:
        yield from text.xpath(".//text()[not(ancestor::code or ancestor::pre)]")


def beginnings(texts: list[lxml.html.HtmlElement]) -> Iterator[str]:
    """The first words of each paragraph, heading, list entry and cell."""
    return (block.text for text in texts for block in text.iter("p", "li", "h2", "h3", "h4", "h5", "h6", "td", "dd", "blockquote") if block.text)


@pytest.mark.parametrize(("folder", "texts"), TEXTS)
def test_every_list_is_nested_as_written(built: Path, folder: str, texts) -> None:
    """Each list entry of a text is a list entry of its page, as deep as it was written."""
    found = {id_: (written_depths(body), shown_depths(bodies(built / "output" / folder / id_ / "index.html"))) for id_, _, body in texts()}

    assert sum(len(written) for written, _ in found.values()) > 50
    assert {id_: depths for id_, depths in found.items() if depths[0] != depths[1]} == {}


@pytest.mark.parametrize(("folder", "texts"), TEXTS)
def test_no_markdown_is_left_raw(built: Path, folder: str, texts) -> None:
    """No sign of Markdown stands in the words of a page, code aside."""
    raw = {}
    for id_, *_ in texts():
        found = bodies(built / "output" / folder / id_ / "index.html")
        left = [word for word in words(found) if _RAW.search(word)] + [word for word in beginnings(found) if _RAW_START.match(word)]
        raw[id_] = [word for word in left if MISTAKES.get(id_, word + " ") not in word]

    assert {id_: found for id_, found in raw.items() if found} == {}


@pytest.mark.parametrize(("folder", "texts"), TEXTS)
def test_every_address_can_be_clicked(built: Path, folder: str, texts) -> None:
    """A web address that is read on a page is a link there, and no link is without an address or without words."""
    for id_, *_ in texts():
        found = bodies(built / "output" / folder / id_ / "index.html")
        bare = [
            word for text in found for word in text.xpath(".//text()[not(ancestor::a or ancestor::code or ancestor::pre)]") if re.search(r"https?://\w", word)
        ]
        empty = [link for text in found for link in text.iter("a") if not link.get("href") or not (link.text_content().strip() or link.xpath(".//img"))]
        assert (bare, empty) == ([], []), id_
