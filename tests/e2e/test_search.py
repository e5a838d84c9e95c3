"""The search in a real browser: what it loads and when, what it shows and says, the keyboard, no script; with and without Pagefind."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.conftest import tool
from tests.e2e.conftest import copy_project, kammerton, published_without_pagefind, served, tree
from tests.e2e.servers import SERVERS, serving

from kammerton.deploy.server.site import ServedSite
from kammerton.domain.policy import full_text_policy, header_policy

pytestmark = pytest.mark.e2e
INDEX = "suche/de.suche.json"
FULL_TEXT = "suche/volltext/"
AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def opened(browser: Browser, url: str, **options: object) -> tuple[Page, list[str], list[str]]:
    """A page, what it complains about or asks of other hosts, and the paths it asks of its own."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    # Chromium tells pages it draws a transition from that the next one has none.
    page.on("pageerror", lambda error: complaints.append(str(error)) if "Transition" not in str(error) else None)
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(("http://127.0.0.1", "data:")) else None)
    page.on("request", lambda request: asked.append(request.url.partition("/")[2].partition("/")[2].partition("/")[2]))
    page.goto(url)
    return page, complaints, asked


def told(page: Page, words: str) -> None:
    """Wait until the page says something with these words."""
    page.locator("[data-search-status]", has_text=words).wait_for()


def searched(page: Page, words: str) -> str:
    """What the page says once it has results for some words."""
    page.fill("[data-search-input]", words)
    told(page, f"„{words}“")
    return page.locator("[data-search-status]").inner_text()


def groups(page: Page) -> list[str]:
    """The headings of the groups of results."""
    return page.locator(".found__title").all_inner_texts()


def test_index_is_fetched_once_on_the_first_focus(browser: Browser, address: str) -> None:
    """A page does not load the index; the field in its head does when it is touched, and once; so does that of the search page."""
    for path, field in (("betriebe/", "[data-search-index]"), ("suche/", "[data-search-input]")):
        page, complaints, asked = opened(browser, address + path)
        before = asked.count(INDEX)
        for _ in range(2):
            page.focus(field)
            page.focus(".top__name")
        page.wait_for_load_state("networkidle")
        after = asked.count(INDEX)
        page.context.close()

        assert (path, before, after, complaints) == (path, 0, 1, [])


def test_from_the_head_of_a_page_to_results(browser: Browser, address: str) -> None:
    """Words and Enter in the head of any page lead to the search page with the results of these words."""
    page, complaints, _ = opened(browser, address + "termine/")
    page.fill("[data-search-index]", "Orgel")
    page.press("[data-search-index]", "Enter")
    page.wait_for_selector(".found__link")
    found, value = page.url, page.input_value("[data-search-input]")
    page.context.close()

    assert (found.removeprefix(address), value, complaints) == ("suche/?q=Orgel", "Orgel", [])


def test_results_are_grouped_with_the_passage_that_fits(browser: Browser, address: str) -> None:
    """Each group says how many it has; a result leads to its page, and what was looked for is marked in its title or its passage."""
    page, complaints, _ = opened(browser, address + "suche/")
    said = searched(page, "Orgel")
    headings, marks = groups(page), page.locator(".found mark").all_inner_texts()
    hrefs = [link.get_attribute("href") or "" for link in page.locator(".found__link").all()]
    statuses = [page.request.get(address + href.lstrip("/")).status for href in hrefs]
    passage = page.locator(".found__quote mark").first.inner_text()
    page.context.close()

    assert said.endswith(".")
    assert "Treffer für „Orgel“: " in said
    assert {heading.partition(" (")[0] for heading in headings} >= {"Betriebe", "Berufe", "Angebote", "Podcast-Folgen"}
    assert {mark.lower() for mark in marks} == {"orgel"}
    assert (passage.lower(), set(statuses), complaints) == ("orgel", {200}, [])


@pytest.mark.parametrize("words", ["Mechatronikerin", "Kfz", "KRAFTFAHRZEUGMECHATRONIKER:IN", "mechatronicker", "Mechatroniker"])
def test_occupations_are_found_however_they_are_written(browser: Browser, address: str, words: str) -> None:
    """Female and colon forms, the end of a compound, what people call it, and one mistake: the occupation is among the results."""
    page, _, _ = opened(browser, address + "suche/")
    searched(page, words)
    found = page.locator(".found__link", has_text="Kraftfahrzeugmechatroniker").count()
    page.context.close()

    assert found > 0


def test_nothing_found(browser: Browser, address: str) -> None:
    """It is said, with what to do next; the lists stay."""
    page, _, _ = opened(browser, address + "suche/")
    said, left = searched(page, "xyzzyplugh"), groups(page)
    lists = page.locator(".search__ways a").count()
    page.context.close()

    assert said.startswith("Nichts gefunden für „xyzzyplugh“.")
    assert (left, lists > 5) == ([], True)


def test_state_is_in_the_address(browser: Browser, address: str) -> None:
    """An address with words shows their results; whatever was typed in between, back leads to what was sent before."""
    page, complaints, _ = opened(browser, address + "suche/?q=Koch")
    page.wait_for_selector(".found__link")
    values = [page.input_value("[data-search-input]")]
    for words in ("Ausbildung", "Messe"):
        searched(page, words[:3])
        searched(page, words)
        page.press("[data-search-input]", "Enter")
        values.append(page.url.rpartition("/")[2])
    for words in ("Ausbildung", "Koch"):
        page.go_back()
        told(page, f"„{words}“")
        values.append(page.input_value("[data-search-input]"))
    page.context.close()

    assert (values, complaints) == (["Koch", "?q=Ausbildung", "?q=Messe", "Ausbildung", "Koch"], [])


def test_keyboard(browser: Browser, address: str) -> None:
    """Arrow down goes from the field into the results and on, up goes back, Escape returns; more results take the focus to the first new one."""
    page, complaints, _ = opened(browser, address + "suche/")
    searched(page, "Ausbildung")
    at = "[...document.querySelectorAll('.found__link')].indexOf(document.activeElement)"
    places = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "Escape"):
        page.keyboard.press(key)
        places.append(page.evaluate(at))
    in_field = page.evaluate("document.activeElement.matches('[data-search-input]')")
    more = page.locator(".found:has(button:visible)").first
    before = more.locator(".found__link").count()
    more.locator("button").press("Enter")
    focused = page.evaluate("[...document.activeElement.closest('ul').querySelectorAll('.found__link')].indexOf(document.activeElement)")
    page.context.close()

    assert (places, in_field, before, focused, complaints) == ([0, 1, 0, -1, 0, -1], True, 5, 5, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["suche/?q=Ausbildung", "en/suche/?q=fair", "suche/volltext/?q=Ausbildung"])
def test_results_are_accessible(browser: Browser, address: str, path: str, scheme: str) -> None:
    """No axe finding among results at 1280 and 320 pixels, no sideways scrolling, every target is big enough, no console error."""
    page, complaints, _ = opened(browser, address + path, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page.wait_for_selector(".found__link")
    page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
    found, wide = [], []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{v['id']}: {n['html'][:120]}" for v in page.evaluate(AXE)["violations"] for n in v["nodes"]]
        wide.append(page.evaluate(SIDEWAYS))
    small = page.evaluate(
        "[...document.querySelectorAll('.search a, .search button, .search input')].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    page.context.close()

    assert (found, wide, small, complaints) == ([], [0, 0], [], [])


def test_english_page_speaks_english(browser: Browser, address: str) -> None:
    """The page of a language speaks it, finds what there is in it, and leads to the German search with the same words."""
    page, complaints, _ = opened(browser, address + "en/suche/?q=fair")
    page.wait_for_selector(".found__link")
    said, href = (
        page.locator("[data-search-status]").inner_text(),
        page.evaluate("(a => a.pathname + a.search)(document.querySelector('[data-search-elsewhere]'))"),
    )
    page.context.close()

    assert (said, href, complaints) == ("1 result for “fair”: Events 1.", "/suche/?q=fair", [])


def test_without_script(browser: Browser, address: str) -> None:
    """The page says that the search needs script, and leads to the lists; the field in the head of pages leads to it."""
    page, _, asked = opened(browser, address + "berufe/", java_script_enabled=False)
    page.fill("[data-search-index]", "Koch")
    page.press("[data-search-index]", "Enter")
    page.wait_for_url("**/suche/?q=Koch")
    said, lists = page.locator(".search__plain").inner_text(), page.locator(".search__ways a:visible").count()
    page.context.close()

    assert said.startswith("Die Suche braucht JavaScript")
    assert (lists > 5, INDEX in asked) == (True, False)


def test_no_connection(browser: Browser, address: str) -> None:
    """Where the index cannot be loaded, the page says so, and the next try loads it."""
    page, _, _ = opened(browser, address + "suche/")
    page.route("**/*.suche.json", lambda route: route.abort())
    page.fill("[data-search-input]", "Koch")
    told(page, "Die Suche ließ sich nicht laden")
    page.unroute("**/*.suche.json")
    page.press("[data-search-input]", "Enter")
    page.wait_for_selector(".found__link")
    page.context.close()


# --- full text ----------------------------------------------------------------------------------------------------


def test_full_text_loads_on_the_first_focus_and_leads_to_the_place(browser: Browser, address: str) -> None:
    """Pagefind comes with the first focus; what was said in an episode is quoted under its chapter, and the link leads to the place."""
    page, complaints, asked = opened(browser, address + FULL_TEXT)
    before = [path for path in asked if "verzeichnis/" in path]
    said = searched(page, "Mikrofon")
    hrefs = [link.get_attribute("href") or "" for link in page.locator(".found__link").all()]
    page.context.close()

    assert (before, complaints) == ([], [])
    assert "Treffer für „Mikrofon“: " in said
    assert any("/podcast/" in href and "#t=" in href for href in hrefs)


def test_full_text_finds_the_end_of_a_compound(browser: Browser, address: str) -> None:
    """„Mechatroniker“ finds the Kraftfahrzeugmechatroniker, and nobody sees the words that make it so."""
    page, complaints, _ = opened(browser, address + FULL_TEXT)
    searched(page, "Mechatroniker")
    found, text = page.locator(".found__link").all_inner_texts(), page.locator("[data-search-results]").inner_text()
    page.context.close()

    assert any("Kraftfahrzeugmechatroniker" in title for title in found)
    assert ("troniker " in text.replace("echatroniker ", ""), complaints) == (False, [])


@pytest.mark.parametrize("server", SERVERS)
def test_full_text_under_the_headers_of_real_servers(browser: Browser, region: Path, server: str) -> None:
    """With the headers of each server both searches work, nothing is refused, and only the page of the full text may run WebAssembly."""
    policy = header_policy([], ["https://www.youtube-nocookie.com"])
    with serving(server, (region / "output").resolve(), ServedSite("https://ausbildung.sonnental.example", policy, {}, full_text=True)) as running:
        headers = {path: running.ask(path)[1]["content-security-policy"] for path in ("suche/", FULL_TEXT, "suche/volltext/index.html", "betriebe/")}
        types = [running.ask(path)[1]["content-type"] for path in (INDEX, "suche/volltext/verzeichnis/pagefind.js")]
        for path in ("suche/?q=Tischler", f"{FULL_TEXT}?q=Mikrofon"):
            page, complaints, _ = opened(browser, f"http://127.0.0.1:{running.port}/{path}")
            page.wait_for_selector(".found__link")
            page.context.close()

            assert (path, complaints) == (path, [])

    assert headers == {"suche/": policy, "betriebe/": policy, FULL_TEXT: full_text_policy(policy), "suche/volltext/index.html": full_text_policy(policy)}
    assert types == ["application/json", "text/javascript; charset=utf-8"]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """The same small region published with Pagefind and without, and what was said without."""
    with_it, without = (copy_project(tmp_path_factory.mktemp(name) / "projekt") for name in ("mit", "ohne"))
    assert kammerton(with_it, "publish").returncode == 0
    result = published_without_pagefind(without)
    assert (result.returncode, result.stderr) == (0, "")
    return with_it, without, result.stdout


def test_without_pagefind(browser: Browser, twice: tuple[Path, Path, str]) -> None:
    """A site is published all the same and says in German what is missing; it has no trace of the full text, and the search works."""
    _, without, said = twice
    files = tree(without / "output")

    assert "Ohne Volltextsuche: Dafür fehlt Pagefind." in said
    assert [path for path, content in files.items() if "volltext" in path or b"suche/volltext" in content or b"wasm-unsafe-eval" in content] == []
    with served(without / "output") as address:
        page, complaints, _ = opened(browser, f"{address}suche/?q=Tischler")
        page.wait_for_selector(".found__link")
        page.context.close()
    assert complaints == []


def test_full_text_index_is_the_same_each_time(twice: tuple[Path, Path, str]) -> None:
    """Published again, every byte is the same; what nobody loads, Pagefind's own user interface in English, is left out."""
    project = twice[0]
    first = tree(project / "output")
    assert kammerton(project, "publish").returncode == 0
    names = {path.rpartition("/")[2] for path in first if path.startswith("suche/volltext/verzeichnis/")}

    assert tree(project / "output") == first
    assert [name for name in names if "ui" in name or "highlight" in name] == []
