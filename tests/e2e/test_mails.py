"""The mails of the example region and the proofreading board, judged by a real browser, axe and html-validate; the commands for real."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.adapters.listmonk_stand_in import listmonk
from tests.app.projects import build, library
from tests.app.proofs import proofs
from tests.conftest import tool
from tests.e2e.conftest import copy_project, kammerton, tree
from tests.e2e.mails import SCHEMES, WIDTHS, Shown, axe_findings, chromium, html_findings, overflow, overflow_at, shown
from tests.sample import EVERYTHING, FILES, ISSUE, PORTRAIT

from kammerton.adapters.drawings import png_of
from kammerton.adapters.files import write_new
from kammerton.domain.pictures import MAX_MAILED_BYTES

pytestmark = pytest.mark.e2e
SITE = "https://ausbildung.sonnental.example"
ISSUES = ("2026-09", "2026-10", "2026-11", "2026-12")
LONGEST = "longest"
MAILS = (*ISSUES, LONGEST)
ADDRESS = "https://probe.example"
# The longest names of the German register of occupations and of firms, in every place a mail has for them.
OCCUPATION = "Fachkraft für Kraftwagenfahrtechnologieanwendungsentwicklung, Verfahrensmechaniker für Beschichtungstechnik und Glasbläserapparatebau"
FIRM = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft & Söhne Sanitär-, Heizungs- und Klimatechnik GmbH & Co. KG"
LONG_WORDS = """
## Sozialversicherungsfachangestelltenausbildungsvergütung

Guten Tag, die Verfahrensmechaniker/in-Beschichtungstechnik-Ausbildungsordnung steht unter https://x.example/ausbildungsordnung/verfahrensmechanikerin-beschichtungstechnik/2027.

| Berufsorientierungsmesse | Straßenbauingenieurausbildungsbetrieb | Fachkraft |
|---|---|---|
| Donaudampfschifffahrtsgesellschaft | Kraftfahrzeugmechatronikerinnung | ja |
"""


def longest() -> dict[str, str]:
    """The sample with names nobody has room for."""
    long = f'"{FIRM}"'
    files = {path: text.replace("titel: Muster Metall GmbH", f"titel: {long}") for path, text in EVERYTHING.items()}
    for path in ("content/foerderung/startgeld.md", "content/termine/probemesse.md", "content/geschichten/funken.md", "content/meldungen/halle.md"):
        files[path] = re.sub(r"(?m)^titel: .*$", f"titel: {long}", files[path])
    files["content/termine/probemesse.md"] = files["content/termine/probemesse.md"].replace("2026-09-12", "2026-06-12")
    files["content/daten/berufe.csv"] = f'id,m,f,berufsfelder\nmetallbauer,"{OCCUPATION}","{OCCUPATION}in",metall\n'
    files["content/betriebe/zweite.md"] = PORTRAIT.replace("titel: Muster Metall GmbH", f"titel: {long}")
    head, _, body = ISSUE.partition("bloecke:\n")
    blocks = (
        "  - betrieb: muster-metall\n  - folge: 001-am-amboss\n  - termine: {}\n  - termin: probemesse\n  - foerderung: startgeld\n  - geschichte: funken\n"
    )
    blocks += "  - angebote: {}\n  - neu: {arten: [betrieb, meldung, wissen]}\n"
    head = head.replace("betreff: Neues aus der Probe", f"betreff: {OCCUPATION[14:74]}").replace("datum: 2026-03-15", "datum: 2026-06-01")
    return {
        **files,
        **{path: text for path, text in FILES.items() if "seiten" in path},
        "newsletter/2026-03.md": f"{head}bloecke:\n{blocks}{body[body.index('---') :]}{LONG_WORDS}",
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example region, published once, and what was said."""
    project = copy_project(tmp_path_factory.mktemp("mails") / "projekt")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    return project, result.stdout


@pytest.fixture(scope="module")
def project(published: tuple[Path, str]) -> Path:
    """The folder of the example region."""
    return published[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def mails(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """The HTML part of every mail of the example, and of the issue with the longest names, with the site its pictures lie on."""
    folder = tmp_path_factory.mktemp("lang")
    long = build(library(longest()))
    for path, svg in long.drawings.items():
        write_new(folder / path, png_of(folder, svg))
    html = {path.stem: path.read_text(encoding="utf-8") for path in sorted((project / ".builds" / "aktuell" / "mail").glob("*.html"))}
    return {**{name: Shown(found, SITE, project / "output") for name, found in html.items()}, LONGEST: Shown(long.mails[0].html, ADDRESS, folder)}


def test_every_mail_is_judged(mails: dict[str, Shown]) -> None:
    """The tests below name each mail there is."""
    assert sorted(mails) == sorted(MAILS)


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_fits_and_is_accessible(browser: Browser, mails: dict[str, Shown], name: str) -> None:
    """With everything: on no width wider than its window, every picture there, nothing asked elsewhere; axe finds nothing, light and dark."""
    with shown(browser, mails[name], WIDTHS[0]) as (page, foreign):
        light = axe_findings(page)
        too_wide = {width: overflow_at(page, width) for width in WIDTHS}
        missing = page.evaluate("[...document.images].filter(i => !i.complete || !i.naturalWidth || !i.hasAttribute('alt')).map(i => i.src)")
        page.emulate_media(color_scheme="dark")
        dark = axe_findings(page)

    assert (too_wide, missing, foreign) == (dict.fromkeys(WIDTHS, 0), [], [])
    assert (light, dark) == ([], [])


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_needs_no_style_block(browser: Browser, mails: dict[str, Shown], name: str) -> None:
    """As GMX and WEB.DE show it: it fits, axe finds nothing, and links that stand by themselves are at least 44 pixels high on a telephone."""
    with shown(browser, mails[name], WIDTHS[0], styles=False) as (page, _):
        found = axe_findings(page)
        too_wide = {width: overflow_at(page, width) for width in WIDTHS}
        small = page.evaluate("""[...document.querySelectorAll('.way a, .button-link, .foot-link, .top a')]
            .filter(a => a.getBoundingClientRect().height < 44).map(a => a.textContent)""")

    assert (too_wide, small, found) == (dict.fromkeys(WIDTHS, 0), [], [])


@pytest.mark.parametrize("styles", [True, False])
@pytest.mark.parametrize("name", MAILS)
def test_a_mail_reads_well_without_pictures(browser: Browser, mails: dict[str, Shown], name: str, styles: bool) -> None:
    """With pictures off it fits, its heading stands, and every picture that says something shows its words, none behind its place."""
    with shown(browser, mails[name], WIDTHS[0], styles=styles, pictures=False) as (page, _):
        too_wide = {width: overflow_at(page, width) for width in WIDTHS}
        silent = page.evaluate("[...document.images].filter(i => i.alt && i.getBoundingClientRect().height < 10).map(i => i.alt)")

        assert (too_wide, silent, page.locator("h1").is_visible()) == (dict.fromkeys(WIDTHS, 0), [], True)


def test_mails_are_valid_html(mails: dict[str, Shown], tmp_path: Path) -> None:
    """html-validate has nothing to say about any mail."""
    for name, mail in mails.items():
        (tmp_path / f"{name}.html").write_text(mail.html, encoding="utf-8")

    assert html_findings(sorted(tmp_path.glob("*.html")), tmp_path) == ""


def test_the_longest_names_may_go_out() -> None:
    """The linter lets them pass, and every name is whole in the mail."""
    _, (proof,) = proofs(longest())
    html = proof.mail.html.replace("\u00ad", "").replace("&amp;", "&")

    assert not proof.report.has_errors, proof.report.diagnostics
    assert [name for name in (FIRM, OCCUPATION.partition(",")[0]) if name not in html] == []


def test_pictures_are_light(project: Path, mails: dict[str, Shown]) -> None:
    """Every picture of a mail of the example is a JPEG or PNG of at most 200 kB."""
    sources = {source for name in ISSUES for source in re.findall(r'<img src="([^"]+)"', mails[name].html)}
    found = {source: (project / "output" / source.removeprefix(f"{SITE}/")).read_bytes() for source in sources}

    assert found
    assert {source: len(content) for source, content in found.items() if len(content) > MAX_MAILED_BYTES} == {}
    assert [source for source, content in found.items() if not content.startswith((b"\xff\xd8", b"\x89PNG"))] == []


# --- the board ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def board(project: Path) -> Path:
    """The board of an issue with pictures."""
    result = kammerton(project, "newsletter", "2026-11")
    assert result.returncode == 0, result.stdout
    path = project / ".builds" / "newsletter" / "2026-11" / "pruefseite.html"
    assert f"Die Prüfseite öffnen Sie im Browser: {path}" in result.stdout
    return path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1680, 360])
def test_the_board_is_accessible_and_needs_no_network(browser: Browser, board: Path, width: int, scheme: str) -> None:
    """From the disk, without a request: axe finds nothing, nothing is wider than the window, every picture in every frame is there."""
    context = browser.new_context(viewport={"width": width, "height": 4000}, color_scheme=scheme, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(board.as_uri(), wait_until="load")
    complaints = list(said)  # axe asks the frames, which cannot run it, and the browser says so
    found = [finding for finding in axe_findings(page) if not finding.startswith("frame-tested")]
    broken = [
        (frame.url.rpartition("/")[2], src)
        for frame in page.frames[1:]
        for img in frame.query_selector_all("img")
        if (src := img.get_attribute("src")) and (board.parent / "ansichten" / src).resolve().is_file() is False
    ]
    wide = overflow(page)
    context.close()

    assert (found, wide, broken, complaints, [url for url in asked if not url.startswith("file:")]) == ([], 0, [], [], [])
    assert len([url for url in asked if "/ansichten/" in url]) == 8
    assert any("/bilder/" in url for url in asked)


def test_the_board_is_valid_html(board: Path, tmp_path: Path) -> None:
    """html-validate has nothing to say about the board."""
    assert html_findings([board], tmp_path) == ""


def test_the_board_without_a_name_is_the_next_issue_s(project: Path) -> None:
    """Without a name the next issue to be sent is meant; the same input gives the same files."""

    def made() -> dict[str, bytes]:
        assert kammerton(project, "newsletter").returncode == 0
        return tree(project / ".builds" / "newsletter" / "2026-12")

    found = made()
    assert {"2026-12.html", "2026-12.txt", "2026-12.eml", "pruefseite.html"} <= found.keys()
    assert found == made()


# --- errors, handing over, listmonk -----------------------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The example with a link called „hier“ in its next issue."""
    project = copy_project(tmp_path / "projekt")
    file = project / "newsletter" / "2026-12.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nMehr dazu [hier](seite:impressum).\n", encoding="utf-8")
    return project


def test_errors_stop_an_issue_and_not_the_site(broken: Path) -> None:
    """The site is published with one line about it; board and report are made with exit 1; nothing is handed over."""
    published = kammerton(broken, "publish")
    proved = kammerton(broken, "newsletter")
    exported = kammerton(broken, "newsletter-export")
    posted = kammerton(broken, "newsletter-listmonk")

    assert published.returncode == 0
    assert "Die Ausgabe 2026-12 kann so noch nicht verschickt werden (1 Fehler). Was es ist, zeigt: make newsletter AUSGABE=2026-12" in published.stdout
    assert proved.returncode == 1
    assert "newsletter/2026-12.md: Fehler M010: Die Verknüpfung „hier“ sagt nicht, wohin sie führt." in proved.stdout
    assert (broken / ".builds" / "newsletter" / "2026-12" / "pruefseite.html").is_file()
    for refused in (exported, posted):
        assert refused.returncode == 1
        assert "So wird die Ausgabe nicht weitergegeben." in refused.stdout
    assert not (broken / ".builds" / "newsletter" / "2026-12" / "versand").exists()


def test_a_sound_issue_is_not_mentioned(published: tuple[Path, str]) -> None:
    """After publishing nothing is said about an issue that may go out."""
    assert "verschickt werden" not in published[1]


def test_files_for_another_system(project: Path, tmp_path: Path) -> None:
    """The files lie where they were wanted, with the placeholders of the system."""
    result = kammerton(project, "newsletter-export", "2026-11", "--programm", "cleverreach", "--ordner", str(tmp_path / "weiter"))

    assert result.returncode == 0, result.stdout
    found = tree(tmp_path / "weiter")
    assert set(found) == {
        f"2026-11/{name}" for name in ("2026-11.html", "2026-11.txt", "2026-11.eml", "empfaenger.csv", "LIESMICH.txt", "listmonk-kampagne.json")
    }
    assert b'href="{UNSUBSCRIBE}"' in found["2026-11/2026-11.html"]


def test_what_was_handed_over_is_kept(tmp_path: Path) -> None:
    """The first hand-over keeps the issue as it was; a second gives the same bytes, whatever the file says by then, and keeps nothing anew."""
    project = copy_project(tmp_path / "projekt")
    first = kammerton(project, "newsletter-export", "2026-11", "--ordner", str(tmp_path / "eins"))
    kept = project / "newsletter" / "gesendet" / "2026-11.json"
    assert first.returncode == 0, first.stdout
    assert "Diese Fassung ist jetzt in newsletter/gesendet/2026-11.json festgehalten." in first.stdout
    before = kept.read_bytes()
    file = project / "newsletter" / "2026-11.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nNoch ein Satz.\n", encoding="utf-8")
    second = kammerton(project, "newsletter-export", "2026-11", "--ordner", str(tmp_path / "zwei"))

    assert second.returncode == 0, second.stdout
    assert "festgehalten" not in second.stdout
    assert (tree(tmp_path / "eins"), kept.read_bytes()) == (tree(tmp_path / "zwei"), before)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["newsletter", "2026-1"], "Eine Ausgabe „2026-1“ gibt es nicht."),
        (["newsletter-export", "--programm", "post"], "So versteht kammerton den Aufruf nicht."),
    ],
    ids=["unknown issue", "unknown system"],
)
def test_wrong_calls(project: Path, arguments: list[str], told: str) -> None:
    """A wrong name is a sentence and exit 2."""
    result = kammerton(project, *arguments)

    assert (result.returncode, told in result.stdout + result.stderr) == (2, True)


def test_a_campaign_on_a_server(tmp_path: Path) -> None:
    """The whole way: settings, token from the environment, a server on loopback, and the draft's address at the end."""
    project = copy_project(tmp_path / "projekt")
    with listmonk() as server:
        with (project / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(f'LISTMONK = {{"adresse": "{server.address}", "benutzer": "kammerton", "listen": [3]}}\n')
        without = kammerton(project, "newsletter-listmonk", "2026-11", KAMMERTON_LISTMONK_TOKEN="")
        result = kammerton(project, "newsletter-listmonk", "2026-11", KAMMERTON_LISTMONK_TOKEN="geheim", no_proxy="127.0.0.1")

    assert (without.returncode, "Das Zugangskennwort für listmonk fehlt." in without.stdout) == (2, True)
    assert result.returncode == 0, result.stdout
    assert f"Die Ausgabe 2026-11 ist als Entwurf angelegt: {server.address}/campaigns/34" in result.stdout
    assert "geheim" not in result.stdout + result.stderr
    posted = server.asked[-1][3]
    assert (posted["lists"], posted["template_id"], posted["subject"]) == ([3], 7, "Ein Satz bringt Ihnen mehr Bewerbungen")


def test_the_campaign_survives_go_templates(project: Path, tmp_path: Path) -> None:
    """Run through Go's html/template as listmonk does, the body is the mail again, with the recipient's values filled in."""
    go = tool("go")
    assert kammerton(project, "newsletter-export", "2026-11", "--ordner", str(tmp_path / "weiter")).returncode == 0
    folder = tmp_path / "weiter" / "2026-11"
    body = json.loads((folder / "listmonk-kampagne.json").read_text(encoding="utf-8"))["body"]
    (tmp_path / "body.html").write_text(body, encoding="utf-8")
    (tmp_path / "main.go").write_text(GO, encoding="utf-8")
    result = subprocess.run([go, "run", "main.go"], cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "GO111MODULE": "off"})

    assert result.returncode == 0, result.stderr.decode()
    ours, theirs = (folder / "2026-11.html").read_text(encoding="utf-8"), result.stdout.decode()
    assert re.findall(r"<!--.*?-->", theirs, re.DOTALL) == re.findall(r"<!--.*?-->", ours, re.DOTALL)
    assert 'href="https://listmonk.example/u"' in theirs
    assert "Bestätigt am 12. Mai 2026 für a@b.example." in theirs
    assert re.findall(r"<style.*?</style>", theirs, re.DOTALL) == re.findall(r"<style.*?</style>", ours, re.DOTALL)
    assert re.findall(r' style="[^"]*"', theirs) == re.findall(r' style="[^"]*"', ours)


GO = """package main

import (
	"html/template"
	"os"
)

func main() {
	body, _ := os.ReadFile("body.html")
	funcs := template.FuncMap{"Safe": func(s string) template.HTML { return template.HTML(s) }, "UnsubscribeURL": func() string { return "https://listmonk.example/u" }}
	data := map[string]any{"Subscriber": map[string]any{"Email": "a@b.example", "Attribs": map[string]any{"bestaetigt_am": "12. Mai 2026"}}}
	if err := template.Must(template.New("content").Funcs(funcs).Parse(string(body))).Execute(os.Stdout, data); err != nil {
		panic(err)
	}
}
"""
