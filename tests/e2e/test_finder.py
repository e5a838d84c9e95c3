"""The finder and the saved list in a real browser: by mouse, by keyboard, by address, without script, and what never leaves the browser."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

pytestmark = pytest.mark.e2e
FIRMS, SAVED = "betriebe/", "merkliste/"
Opened = Callable[..., Page]
LOG: list[Request] = []


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens pages in one browser that must complain of nothing and ask no other host; what they ask for is in ``LOG``."""
    contexts = []
    complaints: list[str] = []
    LOG.clear()

    def open_page(path: str = FIRMS, *, beside: Page | None = None, before: str = "", **options: Any) -> Page:
        context = (
            beside.context
            if beside
            else browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", "locale": "de-DE", **options})
        )
        contexts.append(context)
        page = context.new_page()
        if before:
            page.add_init_script(before)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") and "Failed to load resource" not in m.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: LOG.extend([r]))
        page.on("request", lambda r: None if r.url.startswith(("http://127.0.0.1", "data:")) else complaints.append(r.url))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def status(page: Page) -> str:
    """What is read out."""
    return page.inner_text("[data-status]")


def found(page: Page) -> list[str]:
    """The firms found."""
    return page.locator("[data-list] .card__title").all_inner_texts()


def chips(page: Page) -> list[str]:
    """The filters chosen, as they stand on their buttons."""
    return page.locator(".chips__chip").all_inner_texts()


def query(page: Page) -> list[tuple[str, str]]:
    """What stands in the address."""
    return parse_qsl(urlsplit(page.url).query)


def wait_for(page: Page, words: str) -> None:
    """Until this is read out."""
    expect(page.locator("[data-status]")).to_have_text(re.compile(words))


def test_filter_by_mouse(opened: Opened) -> None:
    """A click on a kind of offer, a field and a certificate: fewer firms, chips, numbers that follow, the state in the address; a chip takes its filter away."""
    page = opened()
    before = page.inner_text("label:has([value=msa]) .check__number")
    assert page.locator("[data-static] .card").count() > 30

    page.click("label:has-text('Ausbildung'):has([name=angebot])")
    wait_for(page, r"^\d+ Betriebe, \d+ passende Angebote$")
    all_firms = len(found(page))
    page.click("[data-values=feld] label:has-text('Gesundheit')")
    wait_for(page, r"^\d Betriebe, ")
    health = len(found(page))
    page.click("summary:has-text('Schulabschluss')")
    page.click("label:has([value=esa])")
    wait_for(page, r"^\d Betriebe?, ")

    assert all_firms > health > len(found(page)) > 0
    assert query(page) == [("angebot", "ausbildung"), ("feld", "gesundheit"), ("abschluss", "esa")]
    assert [chip.split(":")[0] for chip in chips(page)] == ["Ausbildung", "Gesundheit", "Abschluss"]
    assert page.inner_text("label:has([value=msa]) .check__number") == str(health) != before
    assert page.locator("[data-static]").is_hidden()

    page.click(".chips__chip:has-text('Abschluss')")
    wait_for(page, rf"^{health} Betriebe, ")
    assert query(page) == [("angebot", "ausbildung"), ("feld", "gesundheit")]
    page.click("text=Alle Filter entfernen")
    page.wait_for_function("document.querySelector('[data-status]').textContent === ''")
    assert (page.locator("[data-static]").is_visible(), page.locator("[data-results]").is_hidden(), query(page)) == (True, True, [])


def test_filter_by_keyboard(opened: Opened) -> None:
    """Typing, boxes with the space bar, chips with Enter: nothing needs a mouse, and the focus is never lost."""
    page = opened()
    page.focus("#finder-text")
    page.keyboard.type("koechin")
    wait_for(page, r"^1 Betrieb, 2 passende Angebote$")
    assert (found(page), query(page)) == (["Hotel zur Post"], [("q", "koechin")])

    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "ausbildung":
            break
    page.keyboard.press("Space")
    page.wait_for_url("**/?q=koechin&angebot=ausbildung")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "chips__chip":
            break
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Filter entfernen: „koechin“"
    page.keyboard.press("Enter")
    page.wait_for_url("**/?angebot=ausbildung")
    assert page.evaluate("document.activeElement.textContent").strip() == "Ausbildung"
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search")
    assert page.evaluate("document.activeElement.hasAttribute('data-status')")


def test_back_button(opened: Opened, address: str) -> None:
    """Back takes away the last filter, then the one before; a typed word is one step; after a visit to a firm the list is as it was."""
    page = opened()
    page.click("label:has-text('Praktikum'):has([value=praktikum])")
    wait_for(page, "Betriebe")
    first = status(page)
    page.fill("#finder-text", "")
    page.locator("#finder-text").press_sequentially("holz")
    page.wait_for_url("**/?q=holz&angebot=praktikum")
    wait_for(page, r"^\d Betrieb")
    second = status(page)
    page.click("[data-list] .card__link >> nth=0")
    page.go_back()
    wait_for(page, re.escape(second))
    assert (page.input_value("#finder-text"), page.is_checked("[value=praktikum]")) == ("holz", True)
    page.go_back()
    wait_for(page, re.escape(first))
    assert (query(page), page.input_value("#finder-text")) == ([("angebot", "praktikum")], "")
    page.go_back()
    page.wait_for_function("document.querySelector('[data-status]').textContent === ''")
    assert (page.url, page.is_checked("[value=praktikum]"), page.locator("[data-static]").is_visible()) == (address + FIRMS, False, True)
    page.go_forward()
    wait_for(page, re.escape(first))


def test_shared_address(opened: Opened) -> None:
    """An address from a newsletter opens the filtered list: every filter is chosen and named, the distance is told; what has ended finds nothing and says so."""
    page = opened(f"{FIRMS}?angebot=ausbildung&beruf=kraftfahrzeugmechatroniker&abschluss=msa&ort=sonnenau&umkreis=20&beginn=2027")
    wait_for(page, "^1 Betrieb, 1 passendes Angebot$")

    assert found(page) == ["Autohaus Brückner"]
    assert [chip.split(" (")[0] for chip in chips(page)] == [
        "Ausbildung",
        "Kraftfahrzeugmechatroniker/in",
        "Beginn 2027",
        "Abschluss: Mittlerer Schulabschluss",
        "Sonnenau und 20 km",
    ]
    assert re.fullmatch(r"etwa \d+ km entfernt", page.inner_text("[data-list] .line__fact:last-child"))
    page.click("summary:has-text('Beruf') >> nth=0")
    assert page.is_checked("[name=beruf][value=kraftfahrzeugmechatroniker]")

    ended = opened(f"{FIRMS}?beruf=gibt-es-nicht")
    wait_for(ended, "gerade nichts offen")
    assert (found(ended), chips(ended), ended.locator("[data-static]").is_hidden()) == ([], ["gibt-es-nicht"], True)


def test_live_region(opened: Opened) -> None:
    """The number of firms and offers is a status, said once when the typing has stopped, and never empties in between."""
    page = opened()
    role = page.get_attribute("[data-status]", "role")
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-status]').textContent))"
        ".observe(document.querySelector('[data-status]'), {childList: true, characterData: true, subtree: true})"
    )
    page.locator("#finder-text").press_sequentially("mechatroniker", delay=20)
    wait_for(page, r"^3 Betriebe, \d passende Angebote$")
    page.wait_for_timeout(400)

    assert (role, page.evaluate("said")) == ("status", [status(page)])


def test_without_script_there_are_ways_to_every_list(opened: Opened, address: str) -> None:
    """The form's buttons lead to the lists; nothing that needs a script is shown, and every firm is on the page."""
    page = opened(java_script_enabled=False)
    directory = page.url

    assert page.locator(".scripted >> visible=true").count() == 0
    assert page.locator("[data-static] .card >> visible=true").count() > 30
    page.click("form button:has-text('Praktikum') >> visible=true >> nth=0")
    assert page.url.rstrip("?") == address + "angebote/praktikum/"
    page.goto(directory)
    page.click("nav.ways a:has-text('2028')")
    assert page.url == address + "beginn/2028/"


def test_the_list_stays_when_the_file_does_not_come(opened: Opened) -> None:
    """If the facet file cannot be loaded, the reader is told, and the list from A to Z stays; the next attempt works."""
    page = opened()
    page.route("**/facetten.json", lambda route: route.abort())
    page.click("label:has([value=praktikum])")
    wait_for(page, "lässt sich gerade nicht laden")
    assert page.locator("[data-static]").is_visible()
    page.unroute("**/facetten.json")
    page.click("label:has([value=praktikum])")
    page.click("label:has([value=ausbildung])")
    wait_for(page, r"^\d+ Betriebe, ")


def test_nothing_is_loaded_before_it_is_needed(opened: Opened) -> None:
    """The data and the script that asks them come with the first touch, not with the page."""
    page = opened()
    page.wait_for_load_state("networkidle")
    before = [r.url for r in LOG if re.search(r"facetten\.json|facets\.js|matching\.js", r.url)]
    page.focus("#finder-text")
    page.wait_for_function("document.querySelector('[data-occupations]').hidden === false")

    assert before == []
    assert len([r for r in LOG if r.url.endswith("facetten.json")]) == 1


def test_occupations_to_choose_from(opened: Opened) -> None:
    """The occupations there are, those of most firms first; the others behind a button that keeps the focus in the list."""
    page = opened()
    page.focus("#finder-text")
    page.click("summary:has-text('Beruf') >> nth=0")
    expect(page.locator("[name=beruf]").first).to_be_visible()
    few = page.locator("[name=beruf]").count()
    page.click("text=Alle Berufe zeigen")
    page.wait_for_function("document.querySelectorAll('[name=beruf]').length > 20")
    names = page.locator("[data-values=beruf] label > span:first-of-type").all_inner_texts()

    assert few == 8
    assert names[0].startswith("Anlagenmechaniker/in")
    assert page.evaluate("document.activeElement.name") == "beruf"
    page.click("[data-values=beruf] label:has-text('Hörakustiker')")
    wait_for(page, "^1 Betrieb, ")
    assert query(page) == [("beruf", "hoerakustiker")]


def test_saved_list_survives_and_stays_in_the_browser(opened: Opened, address: str) -> None:
    """Saved on cards, on a firm's page and on an offer's: still there after a reload, shown with its offers, and in no request to any server."""
    page = opened()
    page.click("[data-saved-as=hotel-zur-post] > .save")
    page.goto(address + "betriebe/orgelbau-silberklang/")
    page.click(".save-here .save")
    page.goto(address + "betriebe/tischlerei-ahornkamm/tischler-2027/")
    page.click(".save-here .save")
    page.reload()

    assert page.get_attribute(".save-here .save", "aria-pressed") == "true"
    assert page.get_attribute("[data-saved-link]", "aria-label") == "Merkliste, 3 Einträge"
    page.click("[data-saved-link]")
    expect(page.locator(".saved__cards .found a").first).to_be_visible()
    expect(page.locator(".saved__cards .card__title")).to_have_text(["Hotel zur Post", "Orgelbau Silberklang", "Tischlerei Ahornkamm"])
    assert page.locator(".saved__cards .card:last-child .found a").all_inner_texts() == ["Duale Ausbildung: Tischler/in"]
    assert json.loads(page.evaluate("localStorage.getItem('kammerton:merkliste')")).keys() == {
        "hotel-zur-post",
        "orgelbau-silberklang",
        "tischlerei-ahornkamm/tischler-2027",
    }
    assert [r.url for r in LOG if r.method != "GET" or r.post_data or "#" in r.url or "hotel-zur-post" in r.url] == []
    assert page.context.cookies() == []

    page.on("dialog", lambda dialog: dialog.accept())
    page.click("text=Merkliste leeren")
    expect(page.locator("[data-saved-status]")).to_have_text("Die Merkliste ist leer.")
    assert (page.locator(".saved__cards .card").count(), page.locator("[data-saved-empty]").is_visible()) == (0, True)


def test_shared_list_stands_behind_the_hash(opened: Opened, address: str) -> None:
    """A shared link shows the list to whoever opens it, unknown and closed things too, and does not touch their own until they take it over; the server never sees it."""
    names = "hotel-zur-post,tischlerei-ahornkamm/tischler-2027,gibt-es-nicht/mehr,<b>x</b>"
    page = opened(f"{SAVED}#{names}", permissions=["clipboard-read", "clipboard-write"])
    expect(page.locator(".saved__cards .found a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    cards = page.locator(".saved__cards .card")

    assert cards.locator(".card__title").all_inner_texts() == ["Hotel zur Post", "Tischlerei Ahornkamm", "gibt-es-nicht"]
    assert "(Zurzeit nicht offen)" in cards.last.inner_text()
    assert page.evaluate("localStorage.getItem('kammerton:merkliste')") is None
    page.click("text=Link zur Liste teilen")
    expect(page.locator("[data-saved-status]")).to_contain_text("kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{SAVED}#hotel-zur-post,tischlerei-ahornkamm/tischler-2027,gibt-es-nicht/mehr"
    page.click("text=In meine Merkliste übernehmen")
    assert page.url == address + SAVED
    assert list(json.loads(page.evaluate("localStorage.getItem('kammerton:merkliste')")).values())[:2] == ["Hotel zur Post", "Duale Ausbildung: Tischler/in"]
    assert [r.url for r in LOG if "hotel-zur-post" in urlsplit(r.url)._replace(fragment="").geturl()] == []


BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"


def test_without_storage_the_list_lasts_as_long_as_the_page(opened: Opened) -> None:
    """Where the browser forbids storage the button works, the reader is told that it will not last, and nothing breaks."""
    page = opened(before=BLOCKED)
    page.click("[data-saved-as=hotel-zur-post] > .save")

    assert page.get_attribute("[data-saved-as=hotel-zur-post] > .save", "aria-pressed") == "true"
    assert "erlaubt das Merken nicht" in page.inner_text(".saved-lost")
    page.reload()
    assert page.get_attribute("[data-saved-as=hotel-zur-post] > .save", "aria-pressed") == "false"


@pytest.mark.parametrize("kept", ["kein JSON", "[]", "null", '"x"', '{"../x": "y", "a": 1}'])
def test_what_others_wrote_into_the_storage_does_no_harm(opened: Opened, kept: str) -> None:
    """Whatever stands under the key: the page works, and the list is empty."""
    page = opened(SAVED, before=f"localStorage.getItem('kammerton:merkliste') ?? localStorage.setItem('kammerton:merkliste', {json.dumps(kept)});")

    assert page.locator("[data-saved-empty]").is_visible()


def test_saved_list_when_the_file_does_not_come(opened: Opened) -> None:
    """Without the facet file the titles are those at the time of saving, with their links."""
    page = opened()
    page.click("[data-saved-as=hotel-zur-post] > .save")

    def refused(route: Route) -> None:
        route.fulfill(status=500, body="")

    page.context.route("**/facetten.json", refused)
    page.click("[data-saved-link]")
    expect(page.locator("[data-saved-status]")).to_contain_text("lässt sich gerade nicht nachsehen")
    assert page.locator(".saved__cards .card__title").all_inner_texts() == ["Hotel zur Post"]


def test_printed_list_has_what_one_needs(opened: Opened) -> None:
    """On paper: the entries, no buttons."""
    page = opened(f"{SAVED}#hotel-zur-post")
    expect(page.locator(".saved__cards .found a").first).to_be_visible()
    page.emulate_media(media="print")

    assert page.locator(".saved__cards .card__title").is_visible()
    assert page.locator("main button >> visible=true").count() == 0
