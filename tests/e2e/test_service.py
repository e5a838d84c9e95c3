"""From the form on the published site to the newsletter and out of it again: the real site, the real service under waitress, a real browser."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.conftest import tool
from tests.e2e.conftest import NOW, copy_project, kammerton

from kammerton.adapters.server import make_server
from kammerton.adapters.subscribers import SubscriberList

pytestmark = pytest.mark.e2e
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"


@dataclass
class Office:
    """A published site and its service."""

    project: Path
    site: str
    service: str

    @property
    def book(self) -> SubscriberList:
        """The list the service keeps."""
        return SubscriberList.of_project(self.project, "privat/versand")

    def letter(self, address: str) -> str:
        """The text of the newest letter to an address, waited for."""
        new = self.project / "privat" / "versand" / "ausgang" / "new"
        for _ in range(600):
            for file in sorted(new.glob("*") if new.is_dir() else (), key=lambda f: f.stat().st_mtime_ns, reverse=True):
                message = message_from_bytes(file.read_bytes(), policy=policy.default)
                if message["To"] == address:
                    file.unlink()
                    return str(message.get_content())  # type: ignore[attr-defined]  # the policy makes it an EmailMessage
            time.sleep(0.05)
        pytest.fail(f"no letter to {address}")


def free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The example region published on loopback, with the form, and ``kammerton dienst`` running."""
    project, port = copy_project(tmp_path_factory.mktemp("dienst") / "projekt"), free_port()
    service = f"http://127.0.0.1:{port}/abo"
    settings = project / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    shown = free_port()
    site = f"http://127.0.0.1:{shown}"
    text = text.replace('"https://ausbildung.sonnental.example"', f'"{site}"').replace(
        '    "kennung": "newsletter', f'    "dienst": "{service}",\n    "zielgruppen": ["betriebe", "schulen"],\n    "kennung": "newsletter'
    )
    settings.write_text(text, encoding="utf-8")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    server = make_server(project / "output", "", shown)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [sys.executable, "-u", "-m", "kammerton.cli", "dienst", "--port", str(port)]
    running = subprocess.Popen(command, cwd=project, env={**os.environ, "KAMMERTON_NOW": NOW}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert running.stdout
        assert "Der Dienst antwortet" in running.stdout.readline()
        yield Office(project, site, service)
    finally:
        running.terminate()
        assert running.wait(60) == 0, "SIGTERM ends the service in order"
        assert running.stdout
        running.stdout.close()
        server.shutdown()
        server.server_close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An old phone without script, in light or dark."""
    scheme = getattr(request, "param", "light")
    context: BrowserContext = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False, color_scheme=scheme, bypass_csp=False)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    assert context.cookies() == []
    context.close()


def order(page: Page, office: Office, address: str) -> None:
    """Fill in the form of the site and send it."""
    page.goto(f"{office.site}/newsletter/")
    page.get_by_label("E-Mail-Adresse").fill(address)
    page.get_by_label("Name des Betriebs").fill("Muster Metall")
    page.get_by_label("Schulen").uncheck()
    page.get_by_role("button", name="Newsletter bestellen").click()


def link_in(office: Office, address: str) -> str:
    """The link in the letter to an address."""
    found = re.search(rf"{re.escape(office.service)}/\w+/\w+", office.letter(address))
    assert found
    return found[0]


def fetched(url: str, fields: dict[str, str] | None = None) -> tuple[int, bytes]:
    """What a program gets that is no browser."""
    data = urllib.parse.urlencode(fields).encode() if fields is not None else None
    with urllib.request.urlopen(urllib.request.Request(url, data)) as answer:
        return answer.status, answer.read()


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_from_the_form_to_the_newsletter(page: Page, office: Office, request: pytest.FixtureRequest) -> None:
    """Without script: form, page of thanks on the site, letter, one button, and only then the newsletter."""
    address = f"mira.{request.node.callspec.params['page']}@betrieb.example"
    order(page, office, address)
    assert page.url == f"{office.site}/newsletter/danke/"
    assert page.locator("h1").inner_text() == "Fast geschafft"
    link = link_in(office, address)
    fetched(link)  # a filter of the mailbox follows it first
    who = office.book.with_address(address)
    assert who is not None
    assert who.state == "wanted"
    page.goto(link)
    assert page.get_by_role("button").count() == 1
    page.get_by_role("button").click()
    assert page.locator("h1").inner_text() == "Danke, das hat geklappt"

    who = office.book.with_address(address)
    assert who is not None
    assert (who.state, who.firm, who.audiences) == ("confirmed", "Muster Metall", ("betriebe",))


def test_out_again(page: Page, office: Office) -> None:
    """The link at the foot of an issue leads to a page with a button; a mail provider's one click needs no page at all."""
    book = office.book
    ids = {}
    for name in ("one", "two"):
        order(page, office, f"{name}@betrieb.example")
        fetched(link_in(office, f"{name}@betrieb.example"), {})
        who = book.with_address(f"{name}@betrieb.example")
        assert who is not None
        ids[name] = f"{office.service}/abmelden/{book.tokens.make('unsubscribe', who.id)}"
    fetched(ids["one"])
    page.goto(ids["one"])
    page.get_by_role("button", name="Newsletter abbestellen", exact=True).click()
    assert page.locator("h1").inner_text() == "Abgemeldet"
    status, _ = fetched(ids["two"], {"List-Unsubscribe": "One-Click"})

    assert status == 200
    states = [who.state for name in ids if (who := book.with_address(f"{name}@betrieb.example"))]
    assert states == ["left", "left"]


def test_settings(page: Page, office: Office) -> None:
    """Whoever wants to change something gets a letter, and finds there what they get."""
    order(page, office, "set@betrieb.example")
    fetched(link_in(office, "set@betrieb.example"), {})
    order(page, office, "set@betrieb.example")
    page.goto(link_in(office, "set@betrieb.example"))
    page.get_by_label("Schulen").check()
    page.get_by_label("Name des Betriebs").fill("Neuer Name")
    page.get_by_role("button", name="Speichern").click()
    assert page.locator("h1").inner_text() == "Gespeichert"
    who = office.book.with_address("set@betrieb.example")

    assert who is not None
    assert (who.firm, who.audiences) == ("Neuer Name", ())


def test_mistyped(page: Page, office: Office) -> None:
    """An address that is none comes back with what was typed, and the reason beside the field."""
    order(page, office, "mira@betrieb")
    field = page.get_by_label("E-Mail-Adresse")

    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("mira@betrieb", "true")
    assert page.get_by_text("Das ist keine E-Mail-Adresse").is_visible()
    assert page.get_by_label("Name des Betriebs").input_value() == "Muster Metall"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible(browser: Browser, office: Office, width: int, scheme: str) -> None:
    """No axe finding, no sideways scrolling, nothing from another host and no complaint of the browser on any page of the service."""
    tokens, book = office.book.tokens, office.book
    order_page = browser.new_context().new_page()
    address = f"axe.{width}.{scheme}@betrieb.example"
    order(order_page, office, address)
    confirming = link_in(office, address)
    fetched(confirming, {})
    order(order_page, office, address)
    settings = link_in(office, address)
    order_page.context.close()
    who = book.with_address(address)
    assert who is not None
    paths = [f"{office.service}/anmelden", confirming, settings, f"{office.service}/abmelden/{tokens.make('unsubscribe', who.id)}",
             f"{office.service}/bestaetigen/x", f"{office.site}/newsletter/", f"{office.site}/newsletter/danke/"]  # fmt: skip
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]  # light or dark
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") and "404" not in m.text else None)
    page.on("request", lambda r: None if r.url.startswith(("http://127.0.0.1", "data:")) else complaints.append(r.url))
    shots = os.environ.get("KAMMERTON_SHOTS")
    for number, path in enumerate(paths):
        page.goto(path)
        if shots:
            page.screenshot(path=f"{shots}/{number}-{width}-{scheme}.png", full_page=number < 5)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
        found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")["violations"]
        assert ([f"{path} {v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]], overflow) == ([], 0)
    page.context.close()

    assert complaints == []
