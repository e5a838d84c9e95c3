"""The mail judged by a real browser, axe and html-validate: every width, light and dark, without pictures and without styles."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright
from tests.app.projects import build, library
from tests.conftest import tool
from tests.e2e.conftest import copy_project, kammerton
from tests.sample import EVERYTHING, FILES, ISSUE, PORTRAIT

from kammerton.adapters.drawings import png_of

pytestmark = pytest.mark.e2e
WIDTHS = (600, 480, 360, 320)
VIEWS = [(width, has_styles) for width in WIDTHS for has_styles in (True, False)]
NO_STYLE = re.compile(r"(?s)<style.*?</style>")
# The longest names of the German register of occupations and of firms, in every place a mail has for them.
OCCUPATION = "Fachkraft für Kraftwagenfahrtechnologieanwendungsentwicklung, Verfahrensmechaniker für Beschichtungstechnik und Glasbläserapparatebau"
FIRM = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft & Söhne Sanitär-, Heizungs- und Klimatechnik GmbH & Co. KG"
EDITIONS = ("example", "longest")


def longest() -> dict[str, str]:
    """The sample with names nobody has room for."""
    long = f'"{FIRM}"'
    files = {path: text.replace("titel: Muster Metall GmbH", f"titel: {long}") for path, text in EVERYTHING.items()}
    for path in ("content/foerderung/startgeld.md", "content/termine/probemesse.md", "content/geschichten/funken.md", "content/meldungen/halle.md"):
        files[path] = re.sub(r"(?m)^titel: .*$", f"titel: {long}", files[path])
    files["content/termine/probemesse.md"] = files["content/termine/probemesse.md"].replace("2026-09-12", "2026-06-12")
    files["content/daten/berufe.csv"] = f'id,m,f,berufsfelder\nmetallbauer,"{OCCUPATION}","{OCCUPATION}in",metall\n'
    files["content/betriebe/zweite.md"] = PORTRAIT.replace("titel: Muster Metall GmbH", f"titel: {long}")
    head, _, body = ISSUE.partition("bloecke:\n")
    blocks = (
        "  - betrieb: muster-metall\n  - folge: 001-am-amboss\n  - termine: {}\n  - termin: probemesse\n  - foerderung: startgeld\n  - geschichte: funken\n"
    )
    blocks += "  - angebote: {}\n  - neu: {arten: [betrieb, meldung, wissen]}\n"
    head = head.replace("betreff: Neues aus der Probe", f"betreff: {OCCUPATION[14:74]}").replace("datum: 2026-03-15", "datum: 2026-06-01")
    return {
        **files,
        **{path: text for path, text in FILES.items() if "seiten" in path},
        "newsletter/2026-03.md": f"{head}bloecke:\n{blocks}{body[body.index('---') :]}",
    }


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, Callable[[str], bytes | None]]]:
    """HTML and pictures of the example region's fullest issue, and of the one with the longest names."""
    project = copy_project(tmp_path_factory.mktemp("post") / "projekt")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    folder = project / ".builds" / "aktuell"
    fullest = max((folder / "mail").glob("*.html"), key=lambda path: path.stat().st_size)
    of = build(library(longest()))

    def published(path: str) -> bytes | None:
        file = folder / "site" / path
        return file.read_bytes() if file.is_file() else None

    @cache
    def drawn(path: str) -> bytes | None:
        return png_of(project, of.drawings[path]) if path in of.drawings else None

    return {"example": (fullest.read_text(encoding="utf-8"), published), "longest": (of.mails[0].html, drawn)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = tool("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"])
        yield started
        started.close()


def opened(
    browser: Browser, mail: tuple[str, Callable[[str], bytes | None]], width: int, scheme: str = "light", *, styles: bool = True, images: bool = True
) -> Page:
    """The mail as a program shows it: with or without its style block, with or without pictures; nothing else is loaded."""
    html, picture = mail
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()

    def answer(route: Route) -> None:
        if route.request.url == "https://mail.example/":
            route.fulfill(body=html if styles else NO_STYLE.sub("", html), content_type="text/html; charset=utf-8")
            return
        assert route.request.resource_type == "image", route.request.url
        content = picture(route.request.url.split("/", 3)[3]) if images else None
        if content is None:
            assert not images, f"{route.request.url} is missing"
            route.abort()
        else:
            route.fulfill(body=content)

    page.route("**/*", answer)
    page.goto("https://mail.example/", wait_until="load")
    return page


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize(("width", "styles"), VIEWS)
def test_nothing_is_wider_than_the_screen(browser: Browser, mails, name: str, width: int, styles: bool) -> None:
    """On every width, where style blocks are dropped too, and with words no telephone has room for."""
    page = opened(browser, mails[name], width, styles=styles)
    try:
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    finally:
        page.context.close()


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize(("scheme", "styles"), [("light", True), ("dark", True), ("light", False)])
def test_axe_finds_nothing(browser: Browser, mails, name: str, scheme: str, styles: bool) -> None:
    """WCAG 2.2 A and AA in both colour schemes and without styles; a mail has neither landmarks nor a main part."""
    page = opened(browser, mails[name], 600, scheme, styles=styles)
    try:
        page.evaluate(Path(tool("axe-core")).read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        assert [(v["id"], v["impact"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]] == []
    finally:
        page.context.close()


@pytest.mark.parametrize("styles", [True, False])
def test_it_reads_without_pictures(browser: Browser, mails, styles: bool) -> None:
    """With pictures blocked the words stand, photos show their description, and nothing is wider for it."""
    page = opened(browser, mails["example"], 360, styles=styles, images=False)
    try:
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert page.locator("h1").is_visible()
        assert page.evaluate("[...document.images].every(image => image.hasAttribute('alt'))")
    finally:
        page.context.close()


@pytest.mark.parametrize("name", EDITIONS)
def test_links_are_large_enough(browser: Browser, mails, name: str) -> None:
    """Links that stand by themselves are at least 44 pixels high, on a telephone, without styles too."""
    page = opened(browser, mails[name], 360, styles=False)
    try:
        small = page.evaluate("""[...document.querySelectorAll('.way a, .button-link, .foot-link, .top a')]
            .filter(a => a.getBoundingClientRect().height < 44).map(a => a.textContent)""")
        assert small == []
    finally:
        page.context.close()


@pytest.mark.parametrize("name", EDITIONS)
def test_html_validate_finds_nothing(mails, name: str, tmp_path: Path) -> None:
    """Valid HTML, but for what mail programs need: styles in the elements, attributes of tables."""
    rules = {"no-inline-style": "off", "no-deprecated-attr": "off", "long-title": "off", "no-trailing-whitespace": "off", "doctype-style": "off"}
    config, file = tmp_path / "htmlvalidate.json", tmp_path / "mail.html"
    config.write_text(json.dumps({"extends": ["html-validate:standard"], "rules": rules}))
    file.write_text(mails[name][0], encoding="utf-8")
    result = subprocess.run(
        [tool("node"), tool("html-validate"), "--formatter", "text", "--config", str(config), str(file)], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout + result.stderr


def test_pictures_are_light(mails) -> None:
    """Every picture of the example's issue is a JPEG or PNG of at most 200 kB."""
    html, picture = mails["example"]
    shown = {source.split("/", 3)[3]: picture(source.split("/", 3)[3]) for source in re.findall(r'<img src="([^"]+)"', html)}

    assert shown
    assert {path: len(content or b"") for path, content in shown.items() if not content or len(content) > 200_000} == {}
    assert [path for path, content in shown.items() if content and not content.startswith((b"\xff\xd8", b"\x89PNG"))] == []
