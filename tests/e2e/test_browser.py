"""The built site judged by a real browser, axe and html-validate."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.conftest import tool
from tests.e2e.conftest import copy_project, kammerton

from kammerton.adapters.server import make_server

pytestmark = pytest.mark.e2e
PAGES = {
    "start": "",
    "firms": "betriebe/",
    "portrait": "betriebe/orgelbau-silberklang/",
    "offer": "betriebe/tischlerei-ahornkamm/tischler-2027/",
    "closed offer": "betriebe/stadtwerke-sonnental/anlagenmechanik-2027/",
    "offer types": "angebote/",
    "offers": "angebote/ausbildung/",
    "occupations": "berufe/",
    "occupation": "berufe/tischler/",
    "show": "podcast/",
    "subscribe": "podcast/abonnieren/",
    "subscribe in English": "en/podcast/abonnieren/",
    "episode": "podcast/001-eine-orgel-ist-fuenf-berufe/",
    "embedded episode": "podcast/001-eine-orgel-ist-fuenf-berufe/einbetten/",
    "archive": "newsletter/",
    "issue": "newsletter/2026-11/",
    "page": "impressum/",
    "easy language": "leichte-sprache/",
    "knowledge": "wissen/",
    "roadmap": "wissen/erstmals-ausbilden/",
    "questions": "wissen/arbeitszeit-unter-18/",
    "checklist": "wissen/praktikum-finden/",
    "actors": "netzwerk/",
    "actors by town": "netzwerk/orte/",
    "actor": "netzwerk/handwerkskammer-sonnental/",
    "funding": "foerderung/",
    "programme": "foerderung/assistierte-ausbildung/",
    "ended programme": "foerderung/fahrtkosten-praktikum-2026/",
    "ended funding": "foerderung/archiv/",
    "events": "termine/",
    "event": "termine/ausbildungsmesse-2027/",
    "cancelled event": "termine/workshop-praktikumsplan-2026/",
    "past events": "termine/archiv/",
    "stories": "geschichten/",
    "story": "geschichten/juna-hoert-es-klappern/",
    "news": "neues/",
    "piece of news": "neues/mikrofon-zu-verleihen/",
    "fields": "berufsfelder/",
    "field": "berufsfelder/metall-maschinenbau/",
    "towns": "orte/",
    "town": "orte/sonnenau/",
    "certificates": "abschluesse/",
    "certificate": "abschluesse/msa/",
    "starts": "beginn/",
    "start year": "beginn/2028/",
    "beyond clichés": "klischeefrei/",
    "occupation with text": "berufe/orgelbauer/",
    "English list": "en/",
    "English portrait": "en/betriebe/orgelbau-silberklang/",
    "English knowledge": "en/wissen/eltern-fahrplan/",
    "English event": "en/termine/ausbildungsmesse-2027/",
    "easy language list": "leicht/",
    "easy portrait": "leicht/betriebe/baeckerei-morgenrot/",
    "easy programme": "leicht/foerderung/assistierte-ausbildung/",
    "for parents": "fuer/eltern/",
    "for schools": "fuer/schulen/",
    "for firms": "fuer/betriebe/",
    "not found": "gibt/es/nicht/",
}
VIEWS = [(width, scheme) for width in (320, 360, 1280) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region, published once."""
    project = copy_project(tmp_path_factory.mktemp("browser") / "projekt")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    return project


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """The site on loopback, served by our own server."""
    server = make_server(project / "output", "", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = tool("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"])
        yield started
        started.close()


def opened(browser: Browser, url: str, width: int, scheme: str) -> tuple[Page, list[str]]:
    """A page with everything it complains about or asks of other hosts."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") and "404" not in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(("http://127.0.0.1", "data:", "file:")) else None)
    response = page.goto(url)
    assert response is None or response.status in (0, 200) or "gibt/es/nicht" in url, f"{url}: {response.status}"
    return page, complaints


def violations(page: Page) -> list[str]:
    """What axe finds: WCAG 2.2 A and AA and best practices."""
    page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [f"{v['id']}: {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_is_accessible_and_fits(browser: Browser, address: str, path: str) -> None:
    """On phone and desktop, light and dark: no axe finding, no sideways scrolling, no console error, no foreign request."""
    for width, scheme in VIEWS:
        page, complaints = opened(browser, address + path, width, scheme)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = violations(page) if width != 320 else []
        page.context.close()

        assert (width, scheme, found, overflow, complaints) == (width, scheme, [], 0, [])


def test_pages_are_valid_html(project: Path, tmp_path: Path) -> None:
    """html-validate has nothing to say about any page."""
    node, validate = tool("node"), tool("html-validate")
    config = tmp_path / "htmlvalidate.json"
    config.write_text(
        json.dumps({"extends": ["html-validate:recommended"], "rules": {"long-title": "off", "no-trailing-whitespace": "off", "tel-non-breaking": "off"}})
    )
    site = shutil.copytree(project / "output", tmp_path / "site")
    result = subprocess.run([node, validate, "--config", config, "--formatter", "text", f"{site}/**/*.html"], capture_output=True, text=True, check=False)

    assert result.stdout.strip() == ""
    assert result.returncode == 0


def test_audio_can_be_sought(browser: Browser, address: str) -> None:
    """The player jumps to a chapter's time: the server answers byte ranges."""
    page, complaints = opened(browser, address + PAGES["episode"], 1280, "light")
    at = page.evaluate(
        """async () => { const a = document.querySelector('audio'); a.muted = true; a.preload = 'auto'; a.load();
        await new Promise(done => a.addEventListener('loadedmetadata', done, {once: true}));
        a.currentTime = 60; await new Promise(done => a.addEventListener('seeked', done, {once: true})); return a.currentTime; }"""
    )
    page.context.close()

    assert at == pytest.approx(60, abs=0.5)
    assert complaints == []


def test_no_audio_before_play(browser: Browser, address: str) -> None:
    """Opening an episode loads no byte of audio."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PAGES["episode"], wait_until="networkidle")
    context.close()

    assert [url for url in asked if url.endswith(".mp3")] == []


def test_keyboard_reaches_content_first(browser: Browser, address: str) -> None:
    """The first stop of the Tab key is the skip link, which leads to the content."""
    page, _ = opened(browser, address, 1280, "light")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    target = page.evaluate("document.activeElement.id || location.hash.slice(1)")
    page.context.close()

    assert (first, target) == ("#inhalt", "inhalt")


def test_feed_is_well_formed_for_xmllint(project: Path) -> None:
    """Xmllint is silent about the feed and the sitemap."""
    files = [project / "output" / "podcast" / "feed.xml", project / "output" / "sitemap.xml"]
    result = subprocess.run([tool("xmllint"), "--noout", *files], capture_output=True, text=True, check=False)

    assert (result.returncode, result.stdout + result.stderr) == (0, "")
