"""A second region from an installed wheel: begun at a terminal, published, and nothing of the example in it."""

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from lxml import etree, html
from tests.e2e.conftest import NOW, ROOT, invalid_html, kammerton, tree
from tests.e2e.terminals import Terminal

from kammerton.domain.answers import Answers
from kammerton.domain.declaration import declarations

pytestmark = pytest.mark.e2e
# Names with everything that means something to a shell, to Python, YAML, Markdown, CSV, HTML or a template.
ANSWERS = {
    "region": "Süd'harz „Ost“ {x}",
    "name": 'Ausbildung im "Süd\'harz" \\n 100 %s',
    "adresse": "https://wege.suedharz.example/ausbildung",
    "leitsatz": "Was wirst du? {{ 7*7 }} <b>*alles*</b>",
    "einleitung": "Zwei Sätze. Mit C:\\temp & $HOME.",
    "herausgeber": "1. Kammer d'Est & Söhne [AöR] *Mitte* _neu_",
    "stelle": "Stelle #5: „Übergang“",
    "strasse": "Straße des 17. Juni 3 `a`",
    "plz": "00123",
    "ort": 'Bad "Öhringen", Markt',
    "email": "amt@suedharz.example",
    "telefon": "0000 98765-0",
    "vertreten_durch": "Präsidentin Ayşe O'Neil",
    "verantwortlich": "Ayşe O'Neil; Anschrift wie oben %",
    "podcast": "ja",
    "podcast_titel": "Harz & Herz: {laut} %d",
    "podcast_kontakt": "Redaktion 'Harz & Herz'",
    "podcast_email": "ton@suedharz.example",
    "newsletter_absender": "brief@suedharz.example",
}


def environment(**more: str) -> dict[str, str]:
    """The surroundings of a user: no path to a checkout."""
    return {
        **{k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "KAMMERTON", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")},
        "PYTHONWARNINGS": "ignore",
        "KAMMERTON_NOW": NOW,
        "COLUMNS": "400",
        **more,
    }


def run(*command: str | Path, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command without a terminal."""
    return subprocess.run(command, cwd=folder, env=environment(**more), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a built wheel, installed where only its libraries come from the developers' environment."""
    folder = tmp_path_factory.mktemp("programm")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], env=environment(), check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], env=environment(), check=True)
    wheel = next(folder.glob("*.whl"))
    subprocess.run(
        [*pip, "--python", folder / "venv" / "bin" / "python", "install", "--quiet", "--no-deps", "--no-index", wheel], env=environment(), check=True
    )
    site_packages = next((folder / "venv" / "lib").glob("*/site-packages"))
    (site_packages / "bibliotheken.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "venv" / "bin" / "kammerton"


@pytest.fixture(scope="module")
def region(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region begun at a terminal and published by its own Makefile."""
    folder = tmp_path_factory.mktemp("zweite region")
    terminal = Terminal([program, "neu", "süd harz"], folder, environment())
    for answer in ANSWERS.values():
        terminal.type(answer)
    assert terminal.finish() == 0, terminal.shown
    result = run("make", "publish", folder=folder / "süd harz")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    return folder / "süd harz"


def page(region: Path, path: str) -> html.HtmlElement:
    """A published page, parsed."""
    return html.document_fromstring((region / "output" / path / "index.html").read_bytes())


def said(element: html.HtmlElement) -> str:
    """All text of an element, blanks as one."""
    return " ".join(element.text_content().split())


def test_the_program_is_the_wheel(program: Path, tmp_path: Path) -> None:
    """What is tested here lies in the fresh environment, not in the checkout."""
    python = program.with_name("python")
    result = run(python, "-c", "import kammerton; print(kammerton.__file__)", folder=tmp_path)

    assert Path(result.stdout.strip()).is_relative_to(program.parents[1])


def test_publishing_has_only_hints(program: Path, region: Path) -> None:
    """A new region has no error, and every hint tells a place to be filled in."""
    result = run(program, "check", folder=region)

    assert result.returncode == 0
    assert re.search(r"^0 Fehler, [0-9]+ Hinweise\.$", result.stdout, re.MULTILINE)
    assert set(re.findall(r"Hinweis (\w+):", result.stdout)) == {"R020", "R022"}


def test_the_site_shows_the_answered_names(region: Path) -> None:
    """Start page, foot, imprint and about page say every name letter by letter."""
    start = page(region, "")
    assert said(start.xpath("//title")[0]) == ANSWERS["name"]
    assert said(start.xpath("//h1")[0]) == ANSWERS["leitsatz"]
    assert said(start.xpath("//p[@class='lead']")[0]) == ANSWERS["einleitung"]
    foot = [said(row) for row in start.xpath("//address/span")]
    assert foot == [ANSWERS["herausgeber"], ANSWERS["stelle"], f"{ANSWERS['strasse']}, {ANSWERS['plz']} {ANSWERS['ort']}"]
    imprint = said(page(region, "impressum").xpath("//article")[0])
    for key in ("herausgeber", "stelle", "strasse", "plz", "ort", "email", "telefon", "vertreten_durch", "verantwortlich"):
        assert ANSWERS[key] in imprint, key
    about = said(page(region, "ueber-uns").xpath("//article")[0])
    assert all(ANSWERS[key] in about for key in ("region", "podcast_titel", "herausgeber"))
    assert ANSWERS["ort"] in said(page(region, "betriebe/musterbetrieb").xpath("//article")[0])


def test_nothing_in_a_name_is_markup(region: Path) -> None:
    """No name makes an element, a list or a link."""
    for path in ("", "impressum", "ueber-uns", "datenschutz", "barrierefreiheit", "leichte-sprache"):
        found = page(region, path)
        assert found.xpath("//b[not(parent::*[@class='card__day'])] | //em | //code | //article//ol | //h1/*") == [], path
        assert "49" not in said(found.xpath("//h1")[0])


def test_the_feed_names_the_answers(region: Path) -> None:
    """The podcast has its title, its author and its contact, and one episode that can be fetched."""
    feed = etree.parse(region / "output" / "podcast" / "feed.xml").getroot()
    itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"

    assert (feed.findtext("channel/title"), feed.findtext(f"channel/{itunes}author")) == (ANSWERS["podcast_titel"], ANSWERS["herausgeber"])
    assert feed.findtext(f"channel/{itunes}owner/{itunes}email") == ANSWERS["podcast_email"]
    enclosure = feed.find("channel/item/enclosure")
    assert enclosure is not None
    file = enclosure.attrib["url"].removeprefix(ANSWERS["adresse"])
    assert (region / "output" / file.lstrip("/")).stat().st_size == int(enclosure.attrib["length"])


def test_the_newsletter_names_the_answers(region: Path) -> None:
    """The sample issue is a mail from the region."""
    message = message_from_bytes((region / ".builds" / "aktuell" / "mail" / "000-beispiel.eml").read_bytes(), policy=default)
    sender = message["From"].addresses[0]

    assert (sender.display_name, sender.addr_spec) == (ANSWERS["name"], ANSWERS["newsletter_absender"])
    plain = message.get_body(("plain",))
    assert plain is not None
    assert ANSWERS["herausgeber"] in " ".join(plain.get_content().split())


def words_of_the_example() -> set[bytes]:
    """Names only the example region has: its towns, firms, podcast, people and addresses."""
    towns = [row.split(",")[:2] for row in (ROOT / "content" / "daten" / "orte.csv").read_text().splitlines()[1:]]
    firms = [(file.stem, re.search(r"(?m)^titel: (.+)$", file.read_text())[1]) for file in (ROOT / "content" / "betriebe").glob("*.md")]  # type: ignore[index]
    people = ("Hanna Beispiel", "Jana Muster", "Jonte Vorlage", "Kammerton trifft", "Sonnental", "sonnental", "00101", "Marktplatz 1")
    return {word.encode() for word in (*(name for town in towns for name in town), *(name for firm in firms for name in firm), *people)}


def test_nothing_of_the_example_is_left(region: Path) -> None:
    """No file of the new region, source or published, names anything of the example."""
    words = words_of_the_example()
    files = tree(region)

    assert len(words) > 40
    assert any(path.startswith(".builds/1/site/") for path in files)
    assert [(path, word.decode()) for path, content in files.items() for word in words if word in content] == []


def test_the_program_is_not_copied(region: Path) -> None:
    """The region holds texts, tables and settings; neither theme nor program, and no set-up of an environment."""
    names = {path.partition("/")[0] for path in tree(region)}

    assert names - {".builds", ".cache", "output"} == {"content", "episodes", "newsletter", "pelicanconf.py", "Makefile", "LIESMICH.md", ".gitignore"}
    assert "venv" not in (region / "Makefile").read_text().replace("/venv/bin/kammerton", "")


def test_pages_are_valid_html(region: Path, tmp_path: Path) -> None:
    """html-validate has nothing to say about any page."""
    assert invalid_html(region / "output", tmp_path) == ""


def test_pelican_alone_makes_the_same_pages(program: Path, region: Path) -> None:
    """``pelican`` in the folder finds plugin and theme too."""
    result = run(program.with_name("python"), "-m", "pelican", folder=region)

    assert result.returncode == 0, result.stderr
    assert tree(region / ".builds" / "pelican") == tree(region / "output")


def test_a_second_time_is_refused(program: Path, region: Path) -> None:
    """A folder with a site in it is not touched."""
    before = tree(region)
    result = run(program, "neu", region, folder=region.parent)

    assert result.returncode == 2
    assert result.stdout == f"Der Ordner „{region}“ ist nicht leer. Nennen Sie einen neuen oder einen leeren Ordner.\n"
    assert tree(region) == before


def test_make_is_one_call_of_the_program(region: Path, program: Path) -> None:
    """``make`` shows what there is; a program that moved is told in German and can be named."""
    shown = run("make", folder=region)
    moved = run("make", "check", "KAMMERTON=/weg/kammerton", folder=region)
    named = run("make", "check", folder=region, KAMMERTON=str(program))

    assert re.findall(r"make ([\w-]+)", shown.stdout) == [
        "help", "publish", "check", "zurueck", "widerruf", "faellig", "zeitplan", "merken", "hochladen", "serve", "preview", "feed-pruefen", "newsletter",
        "newsletter-export", "newsletter-listmonk", "newsletter-test", "newsletter-senden", "newsletter-stand", "newsletter-abgleich", "newsletter-abos", "dienst",
        "postfach", "doctor", "neue-ausgabe",
    ]  # fmt: skip
    assert moved.stdout == "Das Programm /weg/kammerton gibt es nicht. Berichtigen Sie die Zeile KAMMERTON im Makefile.\n"
    assert named.returncode == 0, named.stdout


def test_without_a_terminal_nothing_is_asked(program: Path, tmp_path: Path) -> None:
    """The defaults are taken, visibly made up, and the site publishes."""
    made = run(program, "neu", "region", folder=tmp_path)
    published = run(program, "publish", folder=tmp_path / "region")

    assert (made.returncode, published.returncode) == (0, 0), made.stdout + published.stdout
    assert "Es wurde nicht gefragt." in made.stdout
    assert "Musterkammer" in said(page(tmp_path / "region", "").xpath("//address")[0])
    lines = (tmp_path / "region" / "pelicanconf.py").read_text().split("\n")
    hosts = re.findall(r"[@/]([a-z0-9.-]+\.[a-z]+)\b", "\n".join(line for line in lines if not line.lstrip().startswith("#")))
    assert {host for host in hosts if not host.endswith((".example", ".png", ".py"))} == set()


def test_a_checkout_makes_the_same_site(program: Path, tmp_path: Path) -> None:
    """Begun by a checkout instead of a wheel, a site differs only in where its Makefile finds the program."""
    run(program, "neu", "rad", "--ohne-fragen", folder=tmp_path)
    result = kammerton(tmp_path, "neu", "kopie", "--ohne-fragen")
    wheel, checkout = tree(tmp_path / "rad"), tree(tmp_path / "kopie")

    assert result.returncode == 0, result.stdout
    assert wheel.pop("Makefile") != checkout.pop("Makefile")
    assert wheel == checkout


def test_a_wrong_answer_is_asked_again(program: Path, tmp_path: Path) -> None:
    """At the terminal too: the sentence of any other file, then the question once more."""
    (tmp_path / "antworten.txt").write_text("".join(f"{key}: Amt\n" for key in ("name", "leitsatz", "einleitung", "herausgeber", "stelle", "ort")))
    terminal = Terminal([program, "neu", "nord", "--antworten", "antworten.txt"], tmp_path, environment())
    for line in ("Nord", "www.nord.example", "https://nord.example", "Weg 1", "123", "00123", *[""] * 9):
        terminal.type(line)

    assert terminal.finish() == 0, terminal.shown
    assert "Das Feld „adresse“: „www.nord.example“ ist keine vollständige Internetadresse." in terminal.shown
    assert "Das Feld „plz“: „123“ ist keine Postleitzahl.\n  Schreiben Sie fünf Ziffern, zum Beispiel 01067." in terminal.shown
    settings = (tmp_path / "nord" / "pelicanconf.py").read_text()
    assert all(told in settings for told in ('"https://nord.example"', '"00123"', '"strasse": "Weg 1"'))


@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
def test_ctrl_c_leaves_nothing(program: Path, tmp_path: Path, there: bool) -> None:
    """Stopped at a question, nothing was made, not even a folder."""
    if there:
        (tmp_path / "nord").mkdir()
    terminal = Terminal([program, "neu", "nord"], tmp_path, environment())
    terminal.type("Nord")
    terminal.type("Halber Na", end="")
    terminal.interrupt()

    assert terminal.finish() == 2
    assert "Abgebrochen." in terminal.shown
    assert "Traceback" not in terminal.shown
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")] == (["nord"] if there else [])


def test_wrong_prepared_answers_make_nothing(program: Path, tmp_path: Path) -> None:
    """They are told with their lines before anything is asked; exit code 2."""
    (tmp_path / "antworten.txt").write_text("plz: 1\nnmae: Nord\n")
    result = run(program, "neu", "nord", "--antworten", "antworten.txt", folder=tmp_path)

    assert result.returncode == 2
    assert "antworten.txt:1: Fehler F019: " in result.stdout
    assert "antworten.txt:2: Fehler F001: " in result.stdout
    assert "    Meinten Sie „name“?" in result.stdout
    assert [p.name for p in tmp_path.iterdir()] == ["antworten.txt"]


def test_prepared_answers_from_the_handbook(program: Path, tmp_path: Path) -> None:
    """The file the handbook shows names every answer and makes a site with them."""
    handbook = (ROOT / "docs" / "redaktion" / "neue-region.md").read_text(encoding="utf-8")
    shown = re.search(r"(?ms)^```yaml\n(.+?)^```", handbook)
    assert shown
    (tmp_path / "antworten.txt").write_text(shown[1])
    result = run(program, "neu", "nord", "--antworten", "antworten.txt", "--ohne-fragen", folder=tmp_path)

    assert result.returncode == 0, result.stdout
    assert set(re.findall(r"(?m)^(\w+):", shown[1])) == {d.key for d in declarations(Answers)}
    assert run(program, "check", folder=tmp_path / "nord").returncode == 0


@pytest.fixture
def with_own_theme(program: Path, tmp_path: Path) -> Iterator[Path]:
    """A region with one template and one style sheet of its own."""
    run(program, "neu", "nord", "--ohne-fragen", folder=tmp_path)
    templates, css = tmp_path / "nord" / "theme" / "templates", tmp_path / "nord" / "theme" / "static" / "css"
    templates.mkdir(parents=True)
    css.mkdir(parents=True)
    (templates / "page.html").write_text('{% extends "base.html" %}{% block content %}<p id="eigen">{{ view.title }}</p>{% endblock %}\n')
    (css / "site.css").write_text("/* eigen */\n")
    return tmp_path / "nord"


def test_a_single_template_can_be_replaced(program: Path, with_own_theme: Path) -> None:
    """What lies in ``theme`` replaces its counterpart, everything else stays the program's; the same for ``pelican`` alone."""
    result = run(program, "publish", folder=with_own_theme)
    assert result.returncode == 0, result.stdout
    assert run(program.with_name("python"), "-m", "pelican", folder=with_own_theme).returncode == 0

    assert said(page(with_own_theme, "impressum").xpath("//p[@id='eigen']")[0]) == "Impressum"
    assert page(with_own_theme, "").xpath("//h1[@class='start__claim']") != []
    theme = with_own_theme / "output" / "theme"
    assert ((theme / "css" / "site.css").read_text(), (theme / "icon.svg").exists()) == ("/* eigen */\n", True)
    assert tree(with_own_theme / ".builds" / "pelican") == tree(with_own_theme / "output")
