"""The player in a real browser: its seven behaviours, by mouse and by keyboard, with and without script, here and in frames elsewhere."""

import gzip
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.conftest import tool

pytestmark = pytest.mark.e2e
EPISODE = "podcast/001-eine-orgel-ist-fuenf-berufe/"
LONG = "podcast/003-pflege-ist-teamsport/"
EMBED = f"{EPISODE}einbetten/"
PLACE = "kammerton:stelle:podcast/001-eine-orgel-ist-fuenf-berufe"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens pages that must complain of nothing; what they ask for is noted in ``LOG``."""
    contexts = []
    complaints: list[str] = []

    def open_page(path: str = EPISODE, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", locale="de-DE", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") and "Failed to load resource" not in m.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(("http://127.0.0.1", "data:")) else complaints.append(r.url))
        LOG[id(page)] = []
        page.on("request", lambda r: LOG[id(page)].append(r.url))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


LOG: dict[int, list[str]] = {}


def sound(page: Page) -> list[str]:
    """Every request for a recording so far."""
    return [url for url in LOG[id(page)] if ".mp3" in url]


def at(page: Page) -> float:
    """Where the recording is."""
    return float(page.evaluate("document.querySelector('kt-player').at"))


def value(page: Page) -> str:
    """What the slider says."""
    return page.get_by_role("slider").get_attribute("aria-valuetext") or ""


def plays(page: Page) -> None:
    """Wait until there is sound."""
    page.wait_for_function("() => { const a = document.querySelector('audio'); return !a.paused && a.currentTime > 0 && a.readyState > 2 }")


def press_play(page: Page) -> None:
    """Press the big button and wait for sound."""
    page.locator(".kt-player .kt-play").click()
    plays(page)


# --- 1 and 2: plain HTML first, nothing loaded before play --------------------------------------------------------


def test_without_script(opened: Opened) -> None:
    """Picture, the browser's own player, chapters, transcript and download are there; nothing that needs the script is."""
    page = opened(java_script_enabled=False)

    expect(page.locator(".kt-audio")).to_be_visible()
    expect(page.locator(".kt-land").last).to_be_visible()
    expect(page.get_by_role("link", name="Folge herunterladen: MP3")).to_be_visible()
    assert [e for e in page.locator(".kt-scripted, .kt-seek, .kt-mini, .kt-resume").all() if e.is_visible()] == []
    page.get_by_role("link", name="Fünf Berufe, eine Orgel").click()
    assert page.url.endswith("001-eine-orgel-ist-fuenf-berufe.mp3#t=35")


def test_the_code_to_embed_can_be_copied_without_script(opened: Opened) -> None:
    """The words stand there; only the button is missing."""
    page = opened(java_script_enabled=False)
    page.locator(".kt-embed__summary").click()

    assert "<iframe" in page.locator(".kt-embed__code").input_value()
    expect(page.get_by_role("button", name="Code kopieren")).to_have_count(0)


def test_nothing_moves_when_the_script_arrives(opened: Opened, address: str) -> None:
    """The player of ours stands where the browser's stood."""
    page = opened(path="impressum/")
    page.add_init_script(
        "new PerformanceObserver(l => { for (const e of l.getEntries()) window.moved = (window.moved || 0) + e.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(address + EPISODE)
    page.wait_for_timeout(500)

    assert page.evaluate("window.moved || 0") <= 0.05


def test_no_sound_is_loaded_before_play(opened: Opened) -> None:
    """Looking, seeking, changing the speed and waiting ask for no byte of the recording; playing does, from the place chosen."""
    page = opened()
    page.get_by_role("slider").press("PageUp")
    page.locator(".kt-speed").select_option("1.25")
    page.locator("[data-step='30']").first.click()
    page.wait_for_timeout(800)
    assert sound(page) == []
    press_play(page)

    assert sound(page)
    assert at(page) == pytest.approx(90, abs=3)
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25


# --- 3: the slider ------------------------------------------------------------------------------------------------


def test_the_slider_speaks(opened: Opened) -> None:
    """Every key moves it, and it says where it stands in words, with the chapter."""
    page = opened()
    slider = page.get_by_role("slider", name="Stelle in der Folge")
    total = "von 1 Minute 43 Sekunden"

    assert value(page) == f"0 Sekunden {total}, Kapitel: Begrüßung zwischen Pfeifen"
    for key, said in [
        ("ArrowRight", "5 Sekunden"), ("ArrowUp", "10 Sekunden"), ("ArrowLeft", "5 Sekunden"), ("ArrowDown", "0 Sekunden"),
        ("PageUp", "1 Minute"), ("PageDown", "0 Sekunden"), ("End", "1 Minute 42 Sekunden"), ("Home", "0 Sekunden"),
    ]:  # fmt: skip
        slider.press(key)
        assert value(page).startswith(f"{said} {total}"), key
    slider.press("PageUp")
    assert value(page).endswith("Kapitel: Die Pfeife, die nicht wollte")


def test_the_slider_by_mouse(opened: Opened) -> None:
    """A click into the landscape goes there."""
    page = opened()
    box = page.locator(".kt-wave").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    assert at(page) == pytest.approx(51, abs=2)


def test_time_runs_to_the_right(opened: Opened) -> None:
    """On a page written from right to left, too."""
    page = opened()
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.get_by_role("slider").press("ArrowRight")
    box, heard = page.locator(".kt-wave").bounding_box(), page.locator(".kt-sun").bounding_box()

    assert at(page) == 5
    assert box
    assert heard
    assert heard["x"] < box["x"] + box["width"] / 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_keyboard_alone(opened: Opened) -> None:
    """Tab reaches every control in the order of the page and shows where it is; space and letters work inside the player only."""
    page = opened()
    page.get_by_role("slider").focus()
    page.keyboard.press("Space")
    plays(page)
    found = []
    for _ in range(7):
        found.append(
            page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText.trim() || document.activeElement.tagName")
        )
        assert page.evaluate("(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)(getComputedStyle(document.activeElement))"), found[-1]
        page.keyboard.press("Tab")
    assert found[:4] == ["Stelle in der Folge", "−15\n15 Sekunden zurück", "Pause", "+30\n30 Sekunden vor"]
    assert found[5:] == ["Stelle teilen", "Folge herunterladen:\nMP3, 899 kB"]
    page.keyboard.press("k")
    assert not page.evaluate("document.querySelector('audio').paused")
    page.get_by_role("slider").press("k")
    page.wait_for_function("() => document.querySelector('audio').paused")


def test_targets_are_large(opened: Opened) -> None:
    """Nothing one presses is smaller than 24 pixels, on a phone either (WCAG 2.5.8)."""
    page = opened(width=360)
    small = page.evaluate("""[...document.querySelectorAll('kt-player :is(a, button, select, input), .kt-chapters a, .kt-cue a, .kt-follow, .kt-embed summary')]
        .filter(e => e.checkVisibility()).map(e => [e.className, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([n]) => n)""")

    assert small == []


# --- 4: chapters and transcript -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("link", "place"), [("1:00 Die Pfeife, die nicht wollte", 60), ("Ab 1:00 anhören", 60), ("Ab 0:39 anhören", 39.305)])
def test_chapters_and_lines_lead_into_the_recording(opened: Opened, link: str, place: float) -> None:
    """A press plays from there, marks chapter and line, and puts the place into the address."""
    page = opened()
    page.get_by_role("link", name=link).click()
    plays(page)

    assert at(page) == pytest.approx(place, abs=2)
    assert page.url.endswith(f"#t={place:g}")
    expect(page.locator(".kt-chapters [aria-current]")).to_have_count(1)
    expect(page.locator(".kt-cue[data-heard]")).to_have_count(1)
    assert page.locator(".kt-title").inner_text() in page.locator(".kt-chapters [aria-current]").inner_text()


@pytest.mark.parametrize("wanted", [True, False])
def test_the_text_follows_only_if_asked(opened: Opened, wanted: bool) -> None:
    """With the box ticked the line being heard comes into view; else the page stays where it is."""
    page = opened()
    if wanted:
        page.get_by_label("Text beim Hören mitlaufen lassen").check()
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("slider").press("PageUp")
    page.locator(".kt-player .kt-play").press("Enter")
    plays(page)
    page.wait_for_timeout(700)

    assert (page.evaluate("scrollY") > 200) == wanted


def test_letters_of_links_stay_the_browsers(opened: Opened) -> None:
    """With a modifier a chapter opens as any link does."""
    page = opened()
    with page.context.expect_page() as new:
        page.get_by_role("link", name="Fünf Berufe, eine Orgel").click(modifiers=["Control"])

    assert ".mp3#t=35" in new.value.url or new.value.url == "about:blank"
    assert at(page) == 0


# --- 5: sharing a place, and arriving at one ----------------------------------------------------------------------


def test_a_place_is_shared(opened: Opened, address: str) -> None:
    """The address with the time is in the clipboard, and it is said."""
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("slider").press("PageUp")
    page.get_by_role("button", name="Stelle teilen").click()
    expect(page.locator(".kt-status")).to_have_text("Link zur Stelle 1:00 kopiert.")

    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{EPISODE}#t=60"


def test_a_place_is_shown_where_the_clipboard_is_closed(opened: Opened, address: str) -> None:
    """Then the address is there to be copied by hand."""
    page = opened()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error('no'))}})")
    page.get_by_role("button", name="Stelle teilen").click()

    expect(page.locator(".kt-status")).to_have_text(f"Link zur Stelle: {address}{EPISODE}#t=0")


@pytest.mark.parametrize("place", ["#t=60", "#t=1:00", "?t=60", "?t=0:01:00", "#t=1m0s", "#t=60,70", "#t=60.4"])
def test_arriving_at_a_place(opened: Opened, place: str) -> None:
    """The position is set, nothing plays and nothing is loaded."""
    page = opened(path=EPISODE + place)
    page.wait_for_timeout(300)

    assert value(page).startswith("1 Minute von")
    assert page.evaluate("document.querySelector('audio').paused")
    assert sound(page) == []


@pytest.mark.parametrize("place", ["#t=", "#t=abc", "?t=99999", "#t=-5", "#abschrift"])
def test_arriving_at_no_place(opened: Opened, place: str) -> None:
    """What is no time within the recording breaks nothing."""
    page = opened(path=EPISODE + place)
    press_play(page)


# --- 6: speed, memory, the small player, the system's keys --------------------------------------------------------


def test_the_speed_is_kept(opened: Opened) -> None:
    """After a reload, and for the next episode; a value that is not offered is ignored."""
    page = opened()
    page.locator(".kt-speed").select_option(label="1,5×")
    page.reload()
    press_play(page)

    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    page.evaluate("localStorage.setItem('kammerton:tempo', '77')")
    page.reload()
    assert page.locator(".kt-speed").input_value() == "1"


def test_the_position_is_kept_and_forgotten(opened: Opened) -> None:
    """Whoever comes back goes on where they stopped, or from the beginning, and then nothing is remembered."""
    page = opened()
    page.get_by_role("link", name="1:00 Die Pfeife, die nicht wollte").click()
    plays(page)
    page.locator(".kt-player .kt-play").click()
    page.wait_for_function("() => localStorage.length > 0")
    kept = page.evaluate("Object.entries(localStorage)")
    assert [name for name, _ in kept] == [PLACE]
    assert int(kept[0][1]) in range(60, 65)
    page.goto(page.url.partition("#")[0])
    again = page.get_by_role("button", name="Von vorn?")
    expect(again).to_contain_text("Du warst bei 1:0")
    assert value(page).startswith("1 Minute")
    assert sound(page)[-1:] == sound(page)[:1]
    again.click()
    expect(page.locator(".kt-status")).to_have_text("Die gemerkte Stelle ist vergessen. Es geht von vorn los.")

    assert page.evaluate("[localStorage.length, document.activeElement.className]") == [0, "kt-play"]
    assert at(page) == 0


def test_what_was_heard_to_the_end_is_forgotten(opened: Opened) -> None:
    """Nobody is brought back to the last words."""
    page = opened()
    page.evaluate(f"localStorage.setItem('{PLACE}', '50')")
    page.goto(page.url + "?t=101")
    press_play(page)
    page.wait_for_function("() => document.querySelector('audio').ended")

    assert page.evaluate("localStorage.length") == 0
    expect(page.locator(".kt-player .kt-play")).to_have_attribute("aria-label", "Abspielen")


def test_it_works_without_storage(opened: Opened, address: str) -> None:
    """Where the browser keeps nothing, everything else works."""
    page = opened(path="impressum/")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})")
    page.goto(address + EPISODE)
    page.locator(".kt-speed").select_option("2")
    press_play(page)


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 800)])
def test_the_small_player_never_covers_the_focus(opened: Opened, width: int, height: int) -> None:
    """At every stop of the Tab key, forwards and backwards, what has the focus stands clear of the small player."""
    page = opened(width=width, height=height)
    page.evaluate("document.querySelector('audio').muted = true")
    press_play(page)
    page.evaluate("document.querySelector('audio').loop = true")
    covered, seen = [], 0
    for key in ["Tab"] * 90 + ["Shift+Tab"] * 40:
        page.keyboard.press(key)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        mini, focus, name = page.evaluate("""(() => { const m = document.querySelector('.kt-mini'), a = document.activeElement, r = a.getBoundingClientRect();
            return [m.hasAttribute('data-on') && !m.contains(a) ? m.getBoundingClientRect().top : null, [r.top, r.bottom], a.outerHTML.slice(0, 60)] })()""")
        seen += mini is not None
        if mini is not None and not name.startswith("<body") and (focus[1] > mini + 1 or focus[0] < -1):
            covered.append((name, focus, mini))

    assert seen > 40
    assert covered == []


def test_the_small_player(opened: Opened) -> None:
    """It comes only after something was played and the large one is out of sight; it pauses, and leads back."""
    page = opened()
    mini = page.locator(".kt-mini")
    page.locator("footer").scroll_into_view_if_needed()
    expect(mini).not_to_be_visible()
    page.get_by_role("link", name="Ab 0:39 anhören").click()
    plays(page)
    expect(mini).to_be_visible()
    expect(mini.locator(".kt-mini__time")).to_contain_text("/ 1:43")
    mini.get_by_role("button", name="Pause").click()
    page.wait_for_function("() => document.querySelector('audio').paused")
    mini.get_by_role("link", name="Eine Orgel ist fünf Berufe").click()
    expect(mini).not_to_be_visible()


def test_the_system_knows_what_plays(opened: Opened) -> None:
    """Lock screens and headsets get title, show and picture, and can move in the recording."""
    page = opened()
    press_play(page)

    assert page.evaluate("(m => [m.title, m.artist, m.artwork.length])(navigator.mediaSession.metadata)") == [
        "Eine Orgel ist fünf Berufe",
        "Kammerton trifft …",
        1,
    ]


# --- 7: errors are said -------------------------------------------------------------------------------------------


def test_a_missing_recording_is_said(opened: Opened) -> None:
    """The listener hears it, the button offers another try, and that works when the file is back."""
    page = opened(path=f"{EPISODE}#t=60")
    page.route("**/*.mp3", lambda route: route.fulfill(status=404, body=""))
    page.locator(".kt-player .kt-play").click()
    expect(page.locator(".kt-status")).to_have_text("Die Aufnahme lässt sich gerade nicht laden. Versuch es in ein paar Minuten noch einmal.")
    expect(page.locator(".kt-player .kt-play")).to_have_attribute("aria-label", "Abspielen")
    assert page.locator(".kt-status").get_attribute("role") == "status"
    page.unroute("**/*.mp3")
    press_play(page)

    expect(page.locator(".kt-status")).to_have_text("")
    assert at(page) == pytest.approx(60, abs=3)


def test_being_offline_is_said(opened: Opened) -> None:
    """Without a connection the listener is told so."""
    page = opened()
    page.context.set_offline(True)
    page.locator(".kt-player .kt-play").click()

    expect(page.locator(".kt-status")).to_have_text("Du bist offline. Die Aufnahme lässt sich erst mit Internet laden.")


# --- looks, accessibility, frames ---------------------------------------------------------------------------------


def violations(page: Page) -> list[str]:
    """What axe finds: WCAG 2.2 A and AA and best practices."""
    page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{v['id']}: {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "width", "height"), [(EPISODE, 360, 740), (EPISODE, 1280, 800), (EMBED, 320, 180), (EMBED, 800, 400)])
def test_axe_finds_nothing(opened: Opened, path: str, width: int, height: int, scheme: str) -> None:
    """Neither at rest nor while playing with line, chapter, small player and status shown."""
    page = opened(path, width, height, color_scheme=scheme, bypass_csp=True)
    at_rest = violations(page)
    if path == EPISODE:
        page.locator(".kt-embed__summary").click()
        page.get_by_role("link", name="Ab 0:39 anhören").click()
    else:
        page.locator(".kt-frame__summary").click()
        page.get_by_role("link", name="0:35 Fünf Berufe").click()
    plays(page)
    page.locator("audio").evaluate("a => a.pause()")
    page.get_by_role("button", name="Stelle teilen").evaluate("b => b.click()")
    page.wait_for_timeout(400)

    assert (at_rest, violations(page)) == ([], [])


def test_a_page_of_its_own_plays_a_long_transcript(opened: Opened) -> None:
    """Beside a long transcript stands the player, too, and shares the page of the episode."""
    page = opened(f"{LONG}abschrift/")
    page.locator(".kt-cue__time").nth(3).click()
    plays(page)

    assert page.evaluate("new URL(document.querySelector('kt-player').dataset.page, location.href).pathname") == f"/{LONG}"


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (1280, "200%"), (640, "200%")])
def test_large_text_and_narrow_screens(opened: Opened, width: int, size: str) -> None:
    """Nothing runs out of the page, and no control is cut off."""
    page = opened(width=width)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    outside = page.evaluate("""[...document.querySelectorAll('kt-player *, .kt-chapters *, .kt-cue *, .kt-embed *')].filter(e => e.checkVisibility() && !e.closest('.kt-hidden, .kt-land'))
        .filter(e => { const r = e.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1 }).map(e => e.outerHTML.slice(0, 80))""")

    assert outside == []
    assert page.locator("kt-player").evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_print_and_forced_colours(opened: Opened) -> None:
    """On paper there is no player; in forced colours the place reached stands out from the rest."""
    page = opened(path=f"{EPISODE}#t=50", forced_colors="active")
    heard, rest = (page.locator(s).evaluate("e => getComputedStyle(e).color") for s in (".kt-land--heard", ".kt-land:not(.kt-land--heard, .kt-land--hills)"))
    assert heard != rest
    page.emulate_media(media="print")

    expect(page.locator("kt-player")).not_to_be_visible()
    expect(page.locator(".kt-chapters")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(320, 180), (360, 360), (640, 360), (800, 800)])
def test_the_frame_fits(opened: Opened, width: int, height: int) -> None:
    """From 320 by 180 on, name, landscape and buttons are in sight, and nothing runs out at the side."""
    page = opened(EMBED, width, height)
    bottoms = page.evaluate(
        "['.kt-frame__title', '.kt-seek', '.kt-total', '.kt-play', '.kt-step'].map(s => document.querySelector(s).getBoundingClientRect().bottom)"
    )

    assert max(bottoms) <= height
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_frame_on_another_site(opened: Opened, browser: Browser, address: str, tmp_path: Path) -> None:
    """What the button copies makes a player on another host, which plays there and shares the page of the episode."""
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.locator(".kt-embed__summary").click()
    page.get_by_role("button", name="Code kopieren").click()
    expect(page.get_by_text("Code kopiert.")).to_be_visible()
    code = page.evaluate("navigator.clipboard.readText()").replace("https://ausbildung.sonnental.example/", address)
    (tmp_path / "index.html").write_text(f"<!DOCTYPE html><title>Schule</title><h1>Schule</h1>{code}", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    other = browser.new_page()
    other.goto(f"http://localhost:{server.server_port}/")
    frame = other.frame_locator("iframe")
    frame.get_by_role("button", name="Abspielen").click()
    expect(frame.get_by_role("button", name="Pause")).to_be_visible()
    other.frames[1].wait_for_function("() => document.querySelector('audio').currentTime > 0")
    leads_to = frame.get_by_role("link", name="Eine Orgel ist fünf Berufe", exact=True).get_attribute("href")
    other.close()
    server.shutdown()
    server.server_close()

    assert leads_to == f"/{EPISODE}"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_script_is_small(region: Path) -> None:
    """At most 7 KB compressed, and it writes no markup: words come from the page."""
    script = (region / "output" / "theme" / "js" / "player.js").read_bytes()

    assert len(gzip.compress(script)) <= 7 * 1024
    assert [name for name in (b"innerHTML", b"insertAdjacentHTML", b"eval(", b"http") if name in script] == []
