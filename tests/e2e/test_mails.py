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
from tests.conftest import tool
from tests.e2e.conftest import copy_project, kammerton, tree
from tests.e2e.mails import SCHEMES, WIDTHS, axe_findings, chromium, html_findings, overflow, overflow_at, shown, without_styles

pytestmark = pytest.mark.e2e
SITE = "https://ausbildung.sonnental.example"
ISSUES = ("2026-09", "2026-10", "2026-11", "2026-12")
LONGEST = """---
titel: Sonnental bildet aus, mit den längsten Namen
nummer: 9
datum: 2026-11-26 08:00
betreff: Fachverkäuferinnen im Lebensmittelhandwerk gesucht
vorschau: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und andere lange Wörter.
kurz: Lange Namen.
bloecke:
  - betrieb: lang
  - termin: lang
  - angebote: {art: ausbildung, max: 50}
---
## Sozialversicherungsfachangestelltenausbildungsvergütung

Guten Tag, die Verfahrensmechaniker/in-Beschichtungstechnik-Ausbildungsordnung steht unter https://x.example/ausbildungsordnung/verfahrensmechanikerin-beschichtungstechnik/2027.

| Berufsorientierungsmesse | Straßenbauingenieurausbildungsbetrieb | Fachkraft |
|---|---|---|
| Donaudampfschifffahrtsgesellschaft | Kraftfahrzeugmechatronikerinnung | ja |
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region, published once."""
    project = copy_project(tmp_path_factory.mktemp("mails") / "projekt")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    return project


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as started:
        yield started


def mails(project: Path) -> dict[str, str]:
    """The HTML part of every mail."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((project / ".builds" / "aktuell" / "mail").glob("*.html"))}


def assert_fits(browser: Browser, project: Path, html: str) -> None:
    """At every width, with and without style blocks, with and without pictures: nothing wider than the window, nothing asked elsewhere."""
    for form in (html, without_styles(html)):
        for site in ((SITE, project / "output"), None):
            with shown(browser, form, WIDTHS[0], "light", site) as (page, foreign):
                too_wide = {width: overflow_at(page, width) for width in WIDTHS}
                assert (form is html, site is not None, too_wide, foreign) == (form is html, site is not None, dict.fromkeys(WIDTHS, 0), [])


def assert_accessible(browser: Browser, project: Path, html: str) -> None:
    """Light and dark, on a desktop and a telephone: axe finds nothing."""
    for scheme in SCHEMES:
        for width in (600, 360):
            with shown(browser, html, width, scheme, (SITE, project / "output")) as (page, _):
                assert (scheme, width, axe_findings(page)) == (scheme, width, [])


@pytest.mark.parametrize("issue", ISSUES)
def test_a_mail_fits(browser: Browser, project: Path, issue: str) -> None:
    """No mail is wider than its window, whatever a program leaves out, and none asks another host for anything."""
    assert_fits(browser, project, mails(project)[issue])


@pytest.mark.parametrize("issue", ISSUES)
def test_a_mail_is_accessible(browser: Browser, project: Path, issue: str) -> None:
    """Nothing is found by axe, light and dark."""
    assert_accessible(browser, project, mails(project)[issue])


def test_mails_are_valid_html(project: Path, tmp_path: Path) -> None:
    """html-validate has nothing to say about any mail."""
    assert html_findings(sorted((project / ".builds" / "aktuell" / "mail").glob("*.html")), tmp_path) == ""


@pytest.mark.parametrize("issue", ISSUES)
def test_a_mail_reads_well_without_pictures(browser: Browser, project: Path, issue: str) -> None:
    """With pictures off every picture that says something shows its words, and no text is hidden behind its place."""
    with shown(browser, mails(project)[issue], 360, "light", None) as (page, _):
        silent = page.evaluate("[...document.images].filter(i => i.alt && i.getBoundingClientRect().height < 10).map(i => i.alt)")
        missing = page.evaluate("[...document.images].filter(i => !i.hasAttribute('alt')).length")

    assert (silent, missing) == ([], 0)


def test_the_longest_names_pass_too(browser: Browser, tmp_path: Path) -> None:
    """An issue of the longest names of firms, occupations and events fits, is accessible and valid, and the linter lets it pass."""
    project = copy_project(tmp_path / "lang")
    firm = (project / "content" / "betriebe" / "hochbau-steinach.md").read_text(encoding="utf-8")
    name = "Rohrleitungsbaugesellschaft für Fernwärmeübertragungsstationen Hohenborn-Steinach mbH & Co. KG"
    (project / "content" / "betriebe" / "lang.md").write_text(re.sub(r"(?m)^titel: .*$", f'titel: "{name}"', firm, count=1), encoding="utf-8")
    event = (project / "content" / "termine" / "ausbildungsmesse-2027.md").read_text(encoding="utf-8")
    title = "Berufsorientierungsinformationsveranstaltung für Lebensmittelhandwerksauszubildende"
    (project / "content" / "termine" / "lang.md").write_text(re.sub(r"(?m)^titel: .*$", f"titel: {title}", event, count=1), encoding="utf-8")
    (project / "newsletter" / "2026-99.md").write_text(LONGEST, encoding="utf-8")
    assert kammerton(project, "publish").returncode == 0
    proved = kammerton(project, "newsletter", "2026-99")
    html = mails(project)["2026-99"]

    assert (proved.returncode, name in html.replace("\u00ad", "").replace("&amp;", "&")) == (0, True), proved.stdout
    assert_fits(browser, project, html)
    assert_accessible(browser, project, html)
    assert html_findings([project / ".builds" / "aktuell" / "mail" / "2026-99.html"], tmp_path) == ""


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


def test_a_sound_issue_is_not_mentioned(project: Path) -> None:
    """After publishing nothing is said about an issue that may go out."""
    assert "verschickt werden" not in kammerton(project, "publish").stdout


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
    assert (posted["lists"], posted["template_id"], posted["subject"]) == ([3], 7, "Mehr Bewerbungen mit einem Satz zur Antwortzeit")


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
