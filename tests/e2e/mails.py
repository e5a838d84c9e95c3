"""Real judges of mails: a browser at the widths of mail programs, with and without style blocks and pictures, axe, html-validate."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright
from tests.conftest import tool

WIDTHS = (600, 480, 360, 320)
SCHEMES = ("light", "dark")
# A mail has no landmarks: it is a part of the page of a mail program.
_NO_PAGE = ("region", "landmark")
# What a mail needs and a page must not have: styles in elements, tables with old attributes, Outlook's namespaces, soft hyphens.
_HTML_RULES = {
    "no-conditional-comment": "off", "no-inline-style": "off", "no-deprecated-attr": "off", "attribute-allowed-values": "error", "long-title": "off", "no-trailing-whitespace": "off",
    "void-style": "off", "doctype-style": "off", "attribute-boolean-style": "off", "no-implicit-button-type": "off", "tel-non-breaking": "off",
    "element-required-attributes": "error", "no-unknown-elements": "error", "prefer-tbody": "off", "wcag/h63": "off",
}  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=tool("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        )
        yield started
        started.close()


def without_styles(html: str) -> str:
    """The mail as GMX and WEB.DE in a browser leave it: without style blocks."""
    return re.sub(r"<style\b.*?</style>", "", html, flags=re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """The HTML part of a mail, the address of the site its pictures have, and the folder their files lie in."""

    html: str
    address: str
    folder: Path


@contextmanager
def shown(browser: Browser, mail: Shown, width: int, *, styles: bool = True, pictures: bool = True) -> Iterator[tuple[Page, list[str]]]:
    """A mail in a window of its width, with what it asks of others than the site; without pictures none is loaded, as before somebody allows them."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light")
    page = context.new_page()
    foreign: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        file = mail.folder / url.removeprefix(f"{mail.address}/")
        if not url.startswith(f"{mail.address}/"):
            foreign.append(url)
        if pictures and file.is_file():
            route.fulfill(path=file)
        else:
            route.abort()

    page.route("**/*", answer)
    page.set_content(mail.html if styles else without_styles(mail.html), wait_until="load")
    yield page, foreign
    context.close()


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def overflow_at(page: Page, width: int) -> int:
    """By how many pixels a page is too wide for a window of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    return overflow(page)


def axe_findings(page: Page) -> list[str]:
    """What axe finds in a mail: WCAG 2.2 A and AA and best practices, landmarks left out."""
    page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [f"{v['id']}: {n['html'][:120]}" for v in found["violations"] if not v["id"].startswith(_NO_PAGE) for n in v["nodes"]]


def html_findings(files: list[Path], folder: Path, **rules: str) -> str:
    """What html-validate says about mails; ``rules`` switch further ones."""
    config = folder / "htmlvalidate.json"
    config.write_text(json.dumps({"extends": ["html-validate:recommended"], "rules": {**_HTML_RULES, **rules}}))
    command = [tool("node"), tool("html-validate"), "--config", str(config), "--formatter", "text", *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip() + result.stderr.strip()
