"""The look judged by a real browser: switch, paper, videos behind a curtain, the pattern page; what holds for every page is in test_browser.py."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from tests.conftest import tool
from tests.e2e.conftest import ROOT, served

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.clock import read_clock
from kammerton.adapters.project import Project
from kammerton.adapters.specimens import write_specimens
from kammerton.app.load import load
from kammerton.domain.addresses import Addresses
from kammerton.rendering.links import Links
from kammerton.site.context import SiteContext

pytestmark = pytest.mark.e2e
FIRM = "betriebe/orgelbau-silberklang/"


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


@pytest.mark.parametrize("path", ["podcast/", "termine/", "netzwerk/"])
def test_the_current_section_is_in_view_on_a_phone(browser: Browser, address: str, path: str) -> None:
    """The row of sections is wider than a phone; it is moved so that the current one can be seen, even if the style sheets come late."""

    def late(route: Route) -> None:
        page.wait_for_timeout(150)
        route.continue_()

    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.route("**/*.css", late)
    page.goto(address + path)
    page.wait_for_function("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    left, right = page.evaluate("(box => [box.left, box.right])(document.querySelector('.nav [aria-current]').getBoundingClientRect())")
    page.context.close()

    assert 0 <= left < right <= 360


def test_a_video_elsewhere_is_a_link_without_script(browser: Browser, address: str) -> None:
    """Where no script runs, there is no button that would do nothing."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + FIRM)
    assert not page.locator("[data-embed-play]").is_visible()
    assert page.get_by_role("link", name="Video bei YouTube ansehen").is_visible()
    page.context.close()


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


def test_a_portrait_prints_on_one_sheet(browser: Browser, address: str, region: Path) -> None:
    """Every portrait of the region fits on one sheet of A4, whatever the colours of the screen, with the code of its address."""
    page = browser.new_context(color_scheme="dark").new_page()
    sheets = {}
    for folder in sorted(path for path in (region / "output" / "betriebe").iterdir() if path.is_dir()):
        page.goto(f"{address}betriebe/{folder.name}/")
        sheets[folder.name] = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="print")
    is_shown, ground = page.locator(".code").is_visible(), paper(page)
    page.context.close()

    assert {name: n for name, n in sheets.items() if n != 1} == {}
    assert (is_shown, ground) == (True, "rgba(0, 0, 0, 0)")


def test_the_pattern_page_is_accessible(browser: Browser, region: Path, tmp_path: Path) -> None:
    """Every component with its examples: no axe finding in light and dark at 360 and 1280 pixels, no sideways scrolling."""
    library, _ = load(Project(region), read_clock("2026-11-26 12:00"))
    addresses = Addresses(library.settings.address)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    folder = write_specimens(tmp_path, SiteContext(library, german_words(), Links(library, addresses), addresses))
    judge = Path(tool("axe-core")).read_text(encoding="utf-8")
    with served(folder) as at:
        for width, scheme in [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]:
            page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
            page.goto(f"{at}muster/")
            wide = sideways(page)
            page.evaluate(judge)
            found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
            page.context.close()

            assert (width, scheme, wide, [f"{v['id']}: {n['html'][:100]}" for v in found["violations"] for n in v["nodes"]]) == (width, scheme, 0, [])
