"""The subscribe page and the feed itself in a real browser."""

import base64
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from tests.conftest import tool
from tests.scanner import scanned

pytestmark = pytest.mark.e2e
SITE = "https://ausbildung.sonnental.example"
FEED = f"{SITE}/podcast/feed.xml"
PAGES = {"German": "podcast/abonnieren/", "English": "en/podcast/abonnieren/"}
COPIED = {"German": "Die Adresse ist kopiert.", "English": "The address is copied."}


def opened(browser: Browser, url: str, **options: object) -> tuple[Page, list[str]]:
    """A page, and what it complains about or asks of other hosts."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(("http://127.0.0.1", "data:")) else None)
    page.goto(url)
    return page, complaints


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible_after_copying(browser: Browser, address: str, language: str, scheme: str) -> None:
    """No axe finding on a phone once the address was copied, no sideways scrolling, no console error, no foreign request."""
    page, complaints = opened(browser, address + PAGES[language], viewport={"width": 320, "height": 800}, color_scheme=scheme)
    page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
    page.click("[data-copy-button]")
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.context.close()

    assert ([f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]], overflow, complaints) == ([], 0, [])


@pytest.mark.parametrize("language", PAGES)
def test_copying_with_the_keyboard(browser: Browser, address: str, language: str) -> None:
    """Tab goes from the address to the button, Enter copies, and a live region says so, each time anew."""
    page, complaints = opened(browser, address + PAGES[language], permissions=["clipboard-read", "clipboard-write"])
    status = page.locator("[data-copy] [role=status]")
    before = status.inner_text()
    page.focus("[data-copy] input")
    selected = page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-copy] [role=status]').textContent !== ''")
    said, copied = status.inner_text(), page.evaluate("navigator.clipboard.readText()")
    page.context.close()

    assert (before, selected, said, copied, complaints) == ("", FEED, COPIED[language], FEED, [])


def test_copying_without_a_clipboard(browser: Browser, address: str) -> None:
    """Where the browser keeps its clipboard to itself, the older way copies, and if that fails, too, the address is selected and the page says so."""
    page, _ = opened(browser, address + PAGES["German"])
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.click("[data-copy-button]")
    page.wait_for_function("document.querySelector('[data-copy] [role=status]').textContent !== ''")
    older = page.locator("[data-copy] [role=status]").inner_text()
    page.evaluate("document.execCommand = () => false")
    page.click("[data-copy-button]")
    page.wait_for_function("document.querySelector('[data-copy] [role=status]').textContent.includes('markiert')")
    selected = page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)")
    page.context.close()

    assert (older, selected) == (COPIED["German"], FEED)


def test_without_script(browser: Browser, address: str) -> None:
    """Without scripts there is no dead button; the address stands in a labelled field that can be selected and not changed."""
    page, _ = opened(browser, address + PAGES["German"], java_script_enabled=False)
    field = page.get_by_label("Adresse des Podcast-Feeds")
    button = page.locator("[data-copy-button]").is_visible()
    found = field.input_value(), field.is_editable(), button
    page.context.close()

    assert found == (FEED, False, False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", PAGES)
def test_qr_code_is_read_from_the_screen(browser: Browser, address: str, language: str, scheme: str) -> None:
    """A scanner reads the page's address from what is on the screen, in either scheme; the same stands beside it as text."""
    page, _ = opened(browser, address + PAGES[language], viewport={"width": 360, "height": 800}, color_scheme=scheme)
    image = page.get_by_role("img", name="QR")
    (code,) = scanned([Image.open(BytesIO(image.screenshot()))])
    text = page.locator(".way code").inner_text()
    alt = image.get_attribute("alt") or ""
    page.context.close()

    assert code == text == f"{SITE}/{PAGES[language]}"
    assert alt.endswith(code)


def test_links_on_the_way(browser: Browser, address: str) -> None:
    """From the show, an episode and the footer one comes to the page; there every app has a link a browser can take, and the directories theirs."""
    for start, link in (
        ("podcast/", "So abonnierst du den Podcast"),
        ("podcast/001-eine-orgel-ist-fuenf-berufe/", "Podcast abonnieren"),
        ("impressum/", "Podcast abonnieren: Kammerton trifft …"),
    ):
        page, _ = opened(browser, address + start)
        page.get_by_role("link", name=link, exact=True).first.click()
        assert page.url == address + PAGES["German"], start
        page.context.close()
    page, _ = opened(browser, address + PAGES["German"])
    links = page.evaluate("[...document.querySelectorAll('.way__app')].map(a => a.href)")
    page.context.close()

    assert links == [
        "podcast://ausbildung.sonnental.example/podcast/feed.xml",
        "overcast://x-callback-url/add?url=https%3A%2F%2Fausbildung.sonnental.example%2Fpodcast%2Ffeed.xml",
        "pktc://subscribe/ausbildung.sonnental.example/podcast/feed.xml",
        "antennapod-subscribe://ausbildung.sonnental.example/podcast/feed.xml",
        "podcastaddict://ausbildung.sonnental.example/podcast/feed.xml",
        "gpodder:https://ausbildung.sonnental.example/podcast/feed.xml",
        "https://podcasts.sonnental.example/kammerton-trifft",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_feed_explains_itself(browser: Browser, address: str, width: int, scheme: str) -> None:
    """Opened in a browser the feed says what it is, where one subscribes, and which episodes there are; the rest is hidden, and nothing is cut off."""
    page, complaints = opened(browser, f"{address}podcast/feed.xml", viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e => e.namespaceURI === null && e.getClientRects().length)
        .map(e => [e.parentNode.nodeName, e.nodeName].join('>'))"""
    )
    said = page.evaluate("getComputedStyle(document.documentElement, '::before').content")
    after = page.evaluate("getComputedStyle(document.querySelector('channel > link'), '::after').content")
    where = page.evaluate("document.querySelector('channel > link').textContent")
    foreign = page.evaluate("[...document.querySelectorAll('*')].filter(e => e.namespaceURI !== null && e.getClientRects().length).length")
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    picture = page.context.new_cdp_session(page).send("Page.captureScreenshot")
    colours = Image.open(BytesIO(base64.b64decode(picture["data"]))).convert("RGB").getcolors(1_000_000) or []
    page.context.close()

    assert set(shown) == {"#document>rss", "rss>channel", "channel>title", "channel>link", "channel>description", "channel>item", "item>title", "item>pubDate"}
    assert said.startswith('"Das ist ein Podcast-Feed')
    assert where + after.strip('"') == f"{SITE}/podcast/abonnieren/"
    assert (foreign, overflow > 0, [c for c in complaints if "404" not in c]) == (0, False, [])
    assert max(colours)[1] == ((253, 249, 241) if scheme == "light" else (18, 14, 31))
