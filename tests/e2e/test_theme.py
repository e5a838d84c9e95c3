"""The look judged by a real browser: switch, keyboard, paper, words at twice the size, pages without script, videos behind a curtain."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright
from tests.conftest import tool
from tests.e2e.conftest import ROOT, copy_project, kammerton

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.clock import read_clock
from kammerton.adapters.project import Project
from kammerton.adapters.server import make_server
from kammerton.adapters.specimens import write_specimens
from kammerton.app.load import load
from kammerton.domain.addresses import Addresses
from kammerton.rendering.links import Links
from kammerton.site.context import SiteContext

pytestmark = pytest.mark.e2e
FIRM = "betriebe/orgelbau-silberklang/"
WALKED = {
    "start": "",
    "portrait": FIRM,
    "offer": "betriebe/tischlerei-ahornkamm/tischler-2027/",
    "event": "termine/ausbildungsmesse-2027/",
    "parents": "fuer/eltern/",
}
CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex="0"]')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0).length"""
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  window.stops ??= new Map();
  if (!stops.has(at)) stops.set(at, stops.size);
  let marked = false;
  for (let e = at, n = 0; e && n < 4; e = e.parentElement, n++) {
    const look = getComputedStyle(e);
    marked ||= (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2) || (look.boxShadow !== 'none' && e === at);
  }
  const box = at.getBoundingClientRect();
  return [stops.get(at), marked && box.bottom > 0 && box.top < innerHeight, at.outerHTML.slice(0, 100)];
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region with one video that lies at YouTube, published once."""
    project = copy_project(tmp_path_factory.mktemp("theme") / "projekt")
    firm = project / "content" / "betriebe" / "orgelbau-silberklang.md"
    firm.write_text(
        firm.read_text(encoding="utf-8").replace("titel:", "clip: {titel: Ein Tag in der Werkstatt, youtube: abcdefghijk}\ntitel:", 1), encoding="utf-8"
    )
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    return project


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """The site on loopback."""
    yield from served(project / "output")


def served(folder: Path) -> Iterator[str]:
    """A folder as our own server shows it."""
    server = make_server(folder, "", 0)
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


def paper(page: Page) -> str:
    """The colour of the page's ground."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def sideways(page: Page) -> int:
    """How far the page scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


LIGHT, DARK = "rgb(253, 249, 241)", "rgb(18, 14, 31)"


@pytest.mark.parametrize(("scheme", "first", "then"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_the_switch_wins_over_the_system_and_is_remembered(browser: Browser, address: str, scheme: str, first: str, then: str) -> None:
    """One press turns the colours over, the next page has them too, and a second press turns them back; nothing but one word is stored."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    assert paper(page) == first
    page.get_by_role("button", name="Helle oder dunkle Farben").click()
    assert paper(page) == then
    page.goto(address + FIRM)
    assert paper(page) == then
    assert page.evaluate("Object.keys(localStorage)") == ["kammerton:theme"]
    assert context.cookies() == []
    page.get_by_role("button", name="Helle oder dunkle Farben").click()
    assert paper(page) == first
    context.close()


@pytest.mark.parametrize("path", WALKED.values(), ids=WALKED.keys())
def test_the_keyboard_reaches_and_shows_every_control(browser: Browser, address: str, path: str) -> None:
    """Tab reaches each control, in view and with a visible mark."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce").new_page()
    page.goto(address + path)
    wanted = page.evaluate(CONTROLS)
    reached: set[int] = set()
    unmarked: list[str] = []
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        reached.add(stop[0])
        unmarked += [] if stop[1] else [stop[2]]
    page.context.close()

    assert len(reached) >= wanted
    assert unmarked == []


def test_pages_work_without_script(browser: Browser, address: str) -> None:
    """Without script the colours follow the system, the switch is not there, and the video is a link."""
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address + FIRM)
    assert not page.locator("[data-theme-switch]").is_visible()
    assert not page.locator("[data-embed-play]").is_visible()
    assert page.get_by_role("link", name="Video bei YouTube ansehen").is_visible()
    context.close()


def test_a_video_elsewhere_is_loaded_by_a_click_only(browser: Browser, address: str) -> None:
    """Before the click nothing is asked of another host; after it the frame comes from YouTube's host without cookies, and the policy lets it."""
    page = browser.new_context().new_page()
    asked: list[str] = []
    complaints: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<!DOCTYPE html><title>Video</title>", content_type="text/html")

    page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), answer)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address + FIRM, wait_until="networkidle")
    assert asked == []
    page.get_by_role("button", name="Video hier abspielen").click()
    page.frame_locator("iframe[title='Ein Tag in der Werkstatt']").locator("html").wait_for(state="attached")
    page.context.close()

    assert (asked, complaints) == (["https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"], [])


def test_a_portrait_prints_on_one_sheet(browser: Browser, address: str, project: Path) -> None:
    """Every portrait of the region fits on one sheet of A4, whatever the colours of the screen, with the code of its address."""
    page = browser.new_context(color_scheme="dark").new_page()
    sheets = {}
    for folder in sorted(path for path in (project / "output" / "betriebe").iterdir() if path.is_dir()):
        page.goto(f"{address}betriebe/{folder.name}/")
        sheets[folder.name] = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="print")
    is_shown, ground = page.locator(".code").is_visible(), paper(page)
    page.context.close()

    assert {name: n for name, n in sheets.items() if n != 1} == {}
    assert (is_shown, ground) == (True, "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("path", ["", FIRM, "termine/", "fuer/schulen/"])
def test_words_of_twice_the_size_fit(browser: Browser, address: str, path: str) -> None:
    """At 1280 pixels and 200 % text nothing scrolls sideways."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address + path)
    page.evaluate("document.documentElement.attributeStyleMap.set('font-size', CSS.percent(200))")
    wide, size = sideways(page), page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.context.close()

    assert (wide, size) == (0, "32px")


def test_forced_colours_keep_what_matters(browser: Browser, address: str) -> None:
    """In forced colours cards and buttons have edges, and the current section is marked."""
    page = browser.new_context(forced_colors="active").new_page()
    page.goto(address + "betriebe/")
    edges = page.evaluate(
        "['.card', '.nav__link[aria-current]'].map(s => { const l = getComputedStyle(document.querySelector(s)); return l.borderTopStyle !== 'none' || l.outlineStyle !== 'none'; })"
    )
    page.context.close()

    assert edges == [True, True]


def test_the_pattern_page_is_accessible(browser: Browser, project: Path, tmp_path: Path) -> None:
    """Every component with its examples: no axe finding in light and dark at 360 and 1280 pixels, no sideways scrolling."""
    library, _ = load(Project(project), read_clock("2026-11-26 12:00"))
    addresses = Addresses(library.settings.address)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    folder = write_specimens(tmp_path, SiteContext(library, german_words(), Links(library, addresses), addresses))
    judge = Path(tool("axe-core")).read_text(encoding="utf-8")
    for at in served(folder):
        for width, scheme in [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]:
            page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
            page.goto(f"{at}muster/")
            wide = sideways(page)
            page.evaluate(judge)
            found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
            page.context.close()

            assert (width, scheme, wide, [f"{v['id']}: {n['html'][:100]}" for v in found["violations"] for n in v["nodes"]]) == (width, scheme, 0, [])
