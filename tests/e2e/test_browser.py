"""Every kind of page judged by a real browser and axe: each is opened once in light, dark, without script and in forced colours; html-validate reads all."""

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from tests.conftest import tool
from tests.e2e.conftest import invalid_html

pytestmark = pytest.mark.e2e
PAGES = {
    "start": "",
    "firms": "betriebe/",
    "portrait": "betriebe/orgelbau-silberklang/",
    "offer": "betriebe/tischlerei-ahornkamm/tischler-2027/",
    "closed offer": "betriebe/stadtwerke-sonnental/anlagenmechanik-2027/",
    "filtered firms": "betriebe/?angebot=ausbildung&q=mechatroniker&ort=sonnenau&umkreis=20",
    "saved list": "merkliste/",
    "shared list": "merkliste/#hotel-zur-post,tischlerei-ahornkamm/tischler-2027",
    "offer types": "angebote/",
    "offers": "angebote/ausbildung/",
    "occupations": "berufe/",
    "occupation": "berufe/tischler/",
    "show": "podcast/",
    "subscribe": "podcast/abonnieren/",
    "subscribe in English": "en/podcast/abonnieren/",
    "episode": "podcast/001-eine-orgel-ist-fuenf-berufe/",
    "episode with long transcript": "podcast/003-pflege-ist-teamsport/",
    "long transcript": "podcast/003-pflege-ist-teamsport/abschrift/",
    "transcript as file": "podcast/001-eine-orgel-ist-fuenf-berufe/001-eine-orgel-ist-fuenf-berufe.html",
    "redirect": "podcast/008-zwei-punkte/",
    "embedded episode": "podcast/001-eine-orgel-ist-fuenf-berufe/einbetten/",
    "archive": "newsletter/",
    "issue": "newsletter/2026-11/",
    "page": "impressum/",
    "page that is gone": "410.html",
    "privacy": "datenschutz/",
    "accessibility": "barrierefreiheit/",
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
    "second page of a list": "angebote/ausbildung/seite-2/",
    "discover": "entdecken/",
    "activity": "entdecken/draussen-sein/",
    "occupation and offer type": "berufe/kaufmann-fuer-bueromanagement/praktikum/",
    "good chances": "entdecken/gute-chancen/",
    "map": "karte/",
    "everything for parents": "fuer/eltern/termine/",
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
    "search": "suche/",
    "search in English": "en/suche/",
    "full-text search": "suche/volltext/",
    "not found": "gibt/es/nicht/",
}
WIDTHS = (768, 360, 320)
# Pages without navigation, so without a link that skips it.
BARE = tuple(PAGES[name] for name in ("embedded episode", "transcript as file", "redirect"))
REFRESH = re.compile(rb'<meta http-equiv="refresh"[^>]*>')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What can have the focus and is shown; the stops of the Tab key are looked at as the next one begins, when the page has come to rest.
WATCH = """() => {
  const shown = e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0;
  window.controls = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex="0"]')].filter(shown);
  window.reached = new Set();
  window.unmarked = [];
  window.look = () => {
    const at = document.activeElement;
    if (at === document.body || reached.has(at)) return;
    reached.add(at);
    let marked = false;
    for (let e = at, n = 0; e && n < 4; e = e.parentElement, n++) {
      const style = getComputedStyle(e);
      marked ||= (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || (style.boxShadow !== 'none' && e === at);
    }
    const box = at.getBoundingClientRect();
    if (!marked || box.bottom <= 0 || box.top >= innerHeight) unmarked.push(at.outerHTML.slice(0, 100));
  };
  addEventListener('keydown', look, true);
  return controls().length;
}"""
MISSED = (
    "(look(), {first: [...reached][0]?.getAttribute('href'), missed: controls().filter(e => !reached.has(e)).map(e => e.outerHTML.slice(0, 100)), unmarked})"
)
LINKS = """() => [...document.querySelectorAll('a[href]')].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.kt-mini')).map(e => e.href.baseVal ?? e.href)"""
DEAD = """() => [...document.querySelectorAll('button, input[type=range], select')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('form') && e.getBoundingClientRect().width > 1).map(e => e.outerHTML.slice(0, 100))"""
# In forced colours grounds and shadows are gone: what is a card or a button must have an edge, what is current a mark.
EDGELESS = """() => [...document.querySelectorAll('.card, .button, .door, .panel, .nav__link[aria-current]')].filter(e => e.checkVisibility())
  .filter(e => { const s = getComputedStyle(e); return s.borderBottomStyle === 'none' && s.outlineStyle === 'none'; }).map(e => e.outerHTML.slice(0, 100))"""


def opened(browser: Browser, url: str, **options: object) -> tuple[Page, list[str]]:
    """A page at 1280 pixels, and everything it complains about, asks of other hosts, or loads of a recording nobody plays."""
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") and "404" not in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(("http://127.0.0.1", "data:", "file:")) else None)
    page.on("request", lambda request: complaints.append(request.url) if request.url.endswith(".mp3") else None)
    if url.endswith(PAGES["redirect"]):
        page.route(url, _without_refresh)
    response = page.goto(url)
    assert response is None or response.status in (0, 200) or "gibt/es/nicht" in url, f"{url}: {response.status}"
    return page, complaints


def _without_refresh(route: Route) -> None:
    """A page that leads on at once, held so that it can be looked at."""
    response = route.fetch()
    assert REFRESH.search(response.body())
    route.fulfill(response=response, body=REFRESH.sub(b"", response.body()))


STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds: WCAG 2.2 A and AA and best practices, or these rules alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
    wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    found = page.evaluate("wanted => axe.run(document, {resultTypes: ['violations'], runOnly: wanted})", wanted)
    return [f"{v['id']}: {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]


def walked(page: Page) -> dict[str, object]:
    """Where the Tab key went first, and what it never reached or did not show."""
    stops = page.evaluate(WATCH)
    for _ in range(stops + 15):
        page.keyboard.press("Tab")
    found: dict[str, object] = page.evaluate(MISSED)
    return found


# What may differ between two widths that show the same page; what may differ in the dark.
OF_WIDTH = (
    "target-size",
    "scrollable-region-focusable",
    "aria-hidden-focus",
    "link-name",
    "button-name",
    "meta-viewport",
    "css-orientation-lock",
    "nested-interactive",
)
OF_COLOUR = ("color-contrast", "link-in-text-block")


def _asked(scheme: str, width: int) -> tuple[str, ...] | None:
    """The rules of axe that are asked at a width; none means all: in light at the largest and the smallest.

    The dark page is the same one in other colours: it is asked about these, and, as its colours do not depend on the width, not between the two.
    """
    if width in (1280, min(WIDTHS)):
        return OF_COLOUR if scheme == "dark" else ()
    return None if scheme == "dark" else OF_WIDTH + OF_COLOUR


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_in_light_and_dark(browser: Browser, address: str, path: str) -> None:
    """At 1280, 768, 360 and 320 pixels: no axe finding, no sideways scrolling, no console error, no foreign request, no recording; the keyboard reaches and shows every control."""
    for scheme in ("light", "dark"):
        page, complaints = opened(browser, address + path, color_scheme=scheme)
        found, wide = list[str](), {}
        for width in (1280, *WIDTHS):
            page.set_viewport_size({"width": width, "height": 800})
            wide[width], rules = page.evaluate(SIDEWAYS), _asked(scheme, width)
            found += [f"{width}: {finding}" for finding in (violations(page, *rules) if rules is not None else ())]
        page.set_viewport_size({"width": 1280, "height": 800})
        keyboard = walked(page) if scheme == "light" else {"missed": [], "unmarked": []}
        page.context.close()

        assert (scheme, found, {width: far for width, far in wide.items() if far}, complaints) == (scheme, [], {}, [])
        assert (keyboard["missed"], keyboard["unmarked"]) == ([], [])
        assert keyboard.get("first", "#inhalt") == "#inhalt" or path in BARE


def test_pages_are_valid_html(region: Path, tmp_path: Path) -> None:
    """html-validate has nothing to say about any page."""
    assert invalid_html(region / "output", tmp_path) == ""


def test_policies_are_strict(region: Path) -> None:
    """Every page that has a style sheet states its policy: nothing by default, other hosts nowhere but in the frame of the one page with a video, and nothing unsafe but WebAssembly on the page of the full-text search."""
    pages = {path.relative_to(region / "output").as_posix(): path.read_text(encoding="utf-8") for path in (region / "output").rglob("*.html")}
    policies = {name: unescape("".join(POLICY.findall(html))) for name, html in pages.items() if 'rel="stylesheet"' in html}

    assert len(policies) > 400
    assert [name for name, policy in policies.items() if not policy.startswith("default-src 'none';")] == []
    assert [name for name, policy in policies.items() if "unsafe" in policy.replace("'wasm-unsafe-eval'", "")] == []
    assert [name for name, policy in policies.items() if "wasm-unsafe-eval" in policy] == ["suche/volltext/index.html"]
    assert {name for name, policy in policies.items() if "frame-src" in policy} == {
        "betriebe/orgelbau-silberklang/index.html",
        "en/betriebe/orgelbau-silberklang/index.html",
    }
    assert [name for name, policy in policies.items() if "//" in policy.replace("frame-src https://www.youtube-nocookie.com", "")] == []


def test_audio_can_be_sought(browser: Browser, address: str) -> None:
    """The player jumps to a chapter's time: the server answers byte ranges."""
    page, complaints = opened(browser, address + PAGES["episode"])
    at = page.evaluate(
        """async () => { const a = document.querySelector('audio'); a.muted = true; a.preload = 'auto'; a.load();
        await new Promise(done => a.addEventListener('loadedmetadata', done, {once: true}));
        a.currentTime = 60; await new Promise(done => a.addEventListener('seeked', done, {once: true})); return a.currentTime; }"""
    )
    page.context.close()

    assert at == pytest.approx(60, abs=0.5)
    assert [one for one in complaints if not one.endswith(".mp3")] == []


def test_feed_is_well_formed_for_xmllint(region: Path) -> None:
    """Xmllint is silent about the feed and the sitemap."""
    files = [region / "output" / "podcast" / "feed.xml", region / "output" / "sitemap.xml"]
    result = subprocess.run([tool("xmllint"), "--noout", *files], capture_output=True, text=True, check=False)

    assert (result.returncode, result.stdout + result.stderr) == (0, "")
