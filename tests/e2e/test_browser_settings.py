"""Pages of every kind as people set up their browsers: forced colours, no script, letters of twice the size."""

import pytest
from playwright.sync_api import Browser
from tests.e2e.test_browser import DEAD, EDGELESS, LINKS, PAGES, SIDEWAYS, opened

pytestmark = pytest.mark.e2e
# What stands behind the hash never reaches a server, so no page without script can show it; it says so.
# What is chosen in the finder is found by its script; without it the whole list stands there, and the form leads to the lists.
MADE_BY_SCRIPT = frozenset({PAGES["shared list"], PAGES["filtered firms"]})


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_in_forced_colours_without_script_and_enlarged(browser: Browser, address: str, path: str) -> None:
    """In forced colours edges and marks remain; without script every link is there and no dead control; words of twice the size fit at 1280 pixels."""
    page, complaints = opened(browser, address + path, forced_colors="active")
    edgeless, links = page.evaluate(EDGELESS), page.evaluate(LINKS)
    page.evaluate("document.documentElement.attributeStyleMap.set('font-size', CSS.percent(200))")
    wide, size = page.evaluate(SIDEWAYS), page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.context.close()
    page, more = opened(browser, address + path, java_script_enabled=False)
    plain, dead, headings = page.evaluate(LINKS), page.evaluate(DEAD), page.locator("h1:visible").count()
    page.context.close()

    assert (edgeless, wide, size, complaints + more) == ([], 0, "32px", [])
    made = set(links) if path in MADE_BY_SCRIPT else set(plain)
    assert (sorted(set(links) - made), dead, headings) == ([], [], 1)
