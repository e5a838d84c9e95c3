"""What goes wrong with a plain Pelican site, and does not with ours: each pitfall is a test, by its number in the list.

The pitfalls were measured with Pelican 4.12 and its plugins; two that need a running preview stand in ``test_preview.py``.
"""

import gc
import os
import re
import subprocess
import sys
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pelican import signals
from playwright.sync_api import Browser
from tests.adapters.awkward_pictures import AWKWARD, SECRETS
from tests.app.projects import library, pages, varied
from tests.app.rendered import html_of
from tests.architecture.test_docs import test_licences_may_be_combined as licences_may_be_combined
from tests.e2e.conftest import NOW, ROOT, copy_published, copy_small, kammerton, served, tree
from tests.fakes import NOW as SAMPLE_NOW
from tests.fakes import FakeSources
from tests.sample import EPISODE, EVERYTHING, FILES, PORTRAIT, SETTINGS

from kammerton.adapters import pelican_plugin
from kammerton.app.load import load
from kammerton.app.recordings import recording_copies, with_published_recordings
from kammerton.domain.diagnostic import Severity
from kammerton.domain.moments import ZONE

pytestmark = pytest.mark.e2e
FIRM = "content/betriebe/muster-metall.md"


def told(files: dict[str, str | bytes], **settings: object) -> list[tuple[str, int, str]]:
    """The errors of the sample with some files changed."""
    report = load(FakeSources({**EVERYTHING, **files}, {**SETTINGS, **settings}), SAMPLE_NOW)[1]
    return [(d.place.file, d.place.line, d.code) for d in report.of_severity(Severity.ERROR)]


def pelican(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Pelican itself."""
    env = {**os.environ, "KAMMERTON_NOW": NOW, "PYTHONWARNINGS": "ignore", **environment}
    return subprocess.run([sys.executable, "-m", "pelican", *arguments], cwd=project, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A region as it begins, published: for what does not depend on how much there is."""
    return copy_small(tmp_path / "projekt")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """The example region, published."""
    return copy_published(tmp_path / "projekt")


# ------------------------------------------------------------------------------------------------ reading


def test_trap_01_a_broken_file_is_never_left_out_silently(small: Path) -> None:
    """A file that cannot be read stops the publishing, with its line; no page is missing without a word."""
    (small / "content" / "betriebe" / "kaputt.md").write_text("kein Kopf", encoding="utf-8")
    (small / "content" / "termine" / "halb.md").write_bytes("---\ntitel: Höfe\n".encode("latin-1"))
    before = tree(small / "output")

    result = kammerton(small, "publish")

    assert result.returncode == 1
    assert "content/betriebe/kaputt.md:1: Fehler D003" in result.stdout
    assert "content/termine/halb.md:2: Fehler D001" in result.stdout
    assert tree(small / "output") == before


def test_trap_02_a_german_date_is_german() -> None:
    """03.04.2026 is the third of April."""
    found = library({**FILES, FIRM: varied(PORTRAIT, datum="03.04.2026")})

    assert found.portraits[0].published == datetime(2026, 4, 3, tzinfo=ZONE)


def test_trap_03_what_looks_like_yaml_is_yaml() -> None:
    """Quotes around a title are none of its letters, and a bracket that is not closed is told."""
    found = library({**FILES, FIRM: varied(PORTRAIT, titel='"Muster & Söhne: Metall"')})

    assert found.portraits[0].title == "Muster & Söhne: Metall"
    assert told({FIRM: varied(PORTRAIT, titel="[a")}) == [(FIRM, 2, "D005")]


@pytest.mark.parametrize("value", ["no", "010", "1_000", "12:30:45", "0x1F", "1e3", ".5", "on", "=", "2026-01-10"])
def test_trap_04_yaml_1_1_turns_no_text_into_something_else(value: str) -> None:
    """A text that YAML 1.1 would take for a number, a boolean, a time or a date stays what was written."""
    assert library({**FILES, FIRM: varied(PORTRAIT, titel=value)}).portraits[0].title == value


def test_trap_08_no_field_says_where_a_page_is_written() -> None:
    """``save_as`` and ``url`` are unknown fields."""
    for field in ("save_as", "url", "slug", "template"):
        assert told({FIRM: PORTRAIT.replace("---\n", f"---\n{field}: ../output-2/x.html\n", 1)}) == [(FIRM, 2, "F001")]


def test_trap_09_no_field_overwrites_an_attribute() -> None:
    """Names of Python's and of Pelican's attributes are unknown fields like any other."""
    for field in ("__class__", "content", "status_", "settings", "metadata", "get_summary"):
        assert told({FIRM: PORTRAIT.replace("---\n", f"---\n{field}: x\n", 1)}) == [(FIRM, 2, "F001")]


def test_trap_24_names_of_files_are_addresses() -> None:
    """An umlaut in a file name is told, and never becomes an address that nobody would guess."""
    assert told({"content/betriebe/müller-söhne.md": PORTRAIT}) == [("content/betriebe/müller-söhne.md", 1, "D002")]


def test_trap_27_a_time_that_does_not_exist() -> None:
    """The hour that is skipped in March is refused."""
    assert told({FIRM: varied(PORTRAIT, datum="2026-03-29 02:30")}) == [(FIRM, 4, "F007")]


def test_trap_28_one_file_of_two_pages() -> None:
    """A recording of two episodes is published for each of them; neither takes it from the other."""
    second = varied(EPISODE, nummer="2").replace("titel: Am Amboss", "titel: Noch einmal")
    found = library({**FILES, "episodes/002-noch-eine.md": second})

    assert sorted(target for target, _ in recording_copies(with_published_recordings(found, FakeSources()))) == [
        "podcast/001-am-amboss/001-am-amboss.mp3",
        "podcast/002-noch-eine/002-noch-eine.mp3",
    ]


def test_trap_29_an_address_claimed_twice() -> None:
    """Two things at one address are told before anything is written."""
    other = varied(PORTRAIT, titel="Andere GmbH").replace("---\n", "---\nfrueher: [muster-metall]\n", 1)

    assert told({"content/betriebe/andere.md": other}) == [("content/betriebe/andere.md", 2, "R006")]


# ------------------------------------------------------------------------------------------------ writing


def test_trap_05_what_is_to_come_is_nowhere(published: Path) -> None:
    """An episode of next month leaves no page, no entry and no recording in the site."""
    episode = published / "episodes" / "004-ein-server-lacht-nicht.md"
    episode.write_text(re.sub(r"(?m)^datum: .*$", "datum: 2027-01-01 06:00", episode.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    (published / ".builds" / "aktuell" / "veroeffentlicht.json").unlink()  # nothing is known of it yet

    result = kammerton(published, "publish")

    assert result.returncode == 0, result.stdout
    recording = (published / "episodes" / "media" / "004-ein-server-lacht-nicht.mp3").read_bytes()[-5000:]
    assert [
        path for path, content in tree(published / "output").items() if "004-ein-server" in path or b"004-ein-server" in content or recording in content
    ] == []


@pytest.mark.parametrize("link", ["{filename}/weg.md", "{static}/weg.pdf", "{attach}weg.pdf", "../../weg.html", "|filename|weg.md"])
def test_trap_06_a_link_to_nothing_is_told_and_never_published(link: str) -> None:
    """A link to an entry that is not there is an error with its line; a path that means nothing is told, and becomes its text."""
    assert told({FIRM: PORTRAIT + "\n[x](betrieb:weg)\n"}) == [(FIRM, PORTRAIT.count("\n") + 2, "R002")]
    sources = FakeSources({**FILES, FIRM: PORTRAIT + f"\n[dorthin]({link})\n"})

    found, report = load(sources, SAMPLE_NOW)

    assert [(d.place.line, d.code) for d in report.diagnostics] == [(PORTRAIT.count("\n") + 2, "R002")]
    page = html_of(pages(found)["betriebe/muster-metall/"])
    assert "dorthin" in page
    assert "weg." not in page


def test_trap_07_nothing_is_written_outside(small: Path) -> None:
    """A link that leads out of the site is none; a build writes below its own folder only."""
    before = {path for path in _paths(small) if not path.startswith((".builds/", ".cache/"))}
    kammerton(small, "publish")

    assert {path for path in _paths(small) if not path.startswith((".builds/", ".cache/"))} == before
    assert "pelicanconf" not in html_of(pages(library({**FILES, FIRM: PORTRAIT + "\n[x](../../../../pelicanconf.py)\n"}))["betriebe/muster-metall/"])


def _paths(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*")}


def test_trap_10_names_are_text(published: Path) -> None:
    """``& " < >`` in a name come out as text."""
    portrait = published / "content" / "betriebe" / "orgelbau-silberklang.md"
    portrait.write_text(re.sub(r"(?m)^titel: .*$", "titel: 'A & \"B\" <i>C</i>'", portrait.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    kammerton(published, "publish")

    page = (published / "output" / "betriebe" / "orgelbau-silberklang" / "index.html").read_text(encoding="utf-8")
    assert "A &amp; &#34;B&#34; &lt;i&gt;C&lt;/i&gt;" in page
    assert "<i>C</i>" not in page


def test_trap_11_sources_are_no_output(published: Path) -> None:
    """``pelican -o episodes`` and a git folder in the output: nothing of it is erased."""
    (published / ".builds" / "pelican" / ".git").mkdir(parents=True)
    before = tree(published / "episodes")

    results = [pelican(published, "-o", folder, "--delete-output-directory") for folder in ("episodes", "content", ".")]

    assert [result.returncode for result in results] == [2, 2, 2]
    assert tree(published / "episodes") == before


def test_trap_12_what_is_withdrawn_goes(small: Path) -> None:
    """A page whose source is gone is gone after the next publish."""
    (small / "content" / "meldungen").mkdir(exist_ok=True)
    news = small / "content" / "meldungen" / "kurz-da.md"
    news.write_text("---\ntitel: Zzyzx\nkurz: Nur kurz.\ndatum: 2026-11-20\n---\nText.\n", encoding="utf-8")
    kammerton(small, "publish")
    there = [path for path, content in tree(small / "output").items() if b"Zzyzx" in content]
    news.unlink()
    kammerton(small, "publish")

    assert there
    assert [path for path, content in tree(small / "output").items() if b"Zzyzx" in content] == []


def test_trap_13_a_crash_leaves_no_torso(published: Path) -> None:
    """A template that fails in the middle of writing leaves the old site, whole, and the next run works."""
    before = tree(published / "output")
    template = published / "theme" / "templates" / "show.html"
    text = template.read_text(encoding="utf-8")
    assert "{% block content %}" in text
    template.write_text(text.replace("{% block content %}", "{% block content %}{{ 1 // 0 }}"), encoding="utf-8")
    result = kammerton(published, "publish")
    template.write_text(text, encoding="utf-8")

    assert result.returncode == 2
    assert "Traceback" not in result.stdout + result.stderr
    assert tree(published / "output") == before
    assert kammerton(published, "publish").returncode == 0
    assert tree(published / "output") == before


def test_trap_23_nothing_depends_on_when_it_was_built(published: Path) -> None:
    """A build of another day has the same bytes, feeds and sitemap included, and no feed is empty."""
    before = tree(published / "output")
    kammerton(published, "publish", now="2026-11-27 09:13", TZ="Pacific/Auckland")

    assert tree(published / "output") == before
    feeds = [content for path, content in before.items() if path.endswith(("feed.xml", "atom.xml"))]
    assert feeds
    assert [feed for feed in feeds if b"<item>" not in feed and b"<entry>" not in feed] == []


def test_trap_30_originals_are_not_published(published: Path) -> None:
    """What a picture tells besides its pixels stays at home."""
    case = next(case for case in AWKWARD if case.file == "gps.jpg")
    original = (published / "content" / "bilder" / case.put(published / "content" / "bilder")).read_bytes()
    portrait = published / "content" / "betriebe" / "orgelbau-silberklang.md"
    text = re.sub(r"(?m)^bild: .*\n", "", portrait.read_text(encoding="utf-8"))
    portrait.write_text(text.replace("---\n", "---\nbild: {datei: gps.jpg, alt: Eine Orgel, urheber: Erika Beispiel, lizenz: eigenes}\n", 1), encoding="utf-8")
    result = kammerton(published, "publish")

    assert result.returncode == 0, result.stdout
    files = tree(published / "output")
    assert [path for path, content in files.items() if content == original or any(secret in content for secret in SECRETS)] == []


# ------------------------------------------------------------------------------------------------ Pelican's plugins, caches, warnings


@pytest.mark.parametrize(
    ("plugins", "told_"),
    [("[]", "fehlt kammerton.adapters.pelican_plugin"), ('["kammerton.adapters.pelican_plugin", "gibt_es_nicht"]', "lassen sich nicht laden: gibt_es_nicht")],
)
def test_trap_14_no_site_without_its_plugins(small: Path, plugins: str, told_: str) -> None:
    """A plugin that is missing stops the publishing; Pelican itself would build a site without it."""
    settings = small / "pelicanconf.py"
    settings.write_text(re.sub(r"(?m)^PLUGINS = .*$", f"PLUGINS = {plugins}", settings.read_text(encoding="utf-8")), encoding="utf-8")
    before = tree(small / "output")

    result = kammerton(small, "publish")

    assert result.returncode == 2
    assert told_ in result.stdout
    assert tree(small / "output") == before


def test_trap_15_a_plugin_that_is_merely_installed_does_nothing(small: Path, tmp_path: Path) -> None:
    """A package in ``pelican.plugins`` that nobody asked for is not loaded."""
    package = tmp_path / "installed" / "pelican" / "plugins" / "boese"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("def register():\n    raise SystemExit('loaded')\n", encoding="utf-8")
    before = tree(small / "output")
    path = os.pathsep.join([str(tmp_path / "installed"), *filter(None, [os.environ.get("PYTHONPATH")])])

    result = kammerton(small, "publish", PYTHONPATH=path)

    assert (result.returncode, "loaded" in result.stdout + result.stderr) == (0, False)
    assert tree(small / "output") == before


def test_trap_16_one_package_with_one_name() -> None:
    """``plugins`` holds the program and nothing that another package could take for itself, or the other way round."""
    assert sorted(p.name for p in (ROOT / "plugins").iterdir() if p.is_dir() and p.name != "__pycache__") == ["kammerton"]
    assert pelican_plugin.__name__ == "kammerton.adapters.pelican_plugin"


def test_trap_17_hooks_are_not_forgotten() -> None:
    """Pelican holds its hooks weakly; ours are functions of a module and outlive every collection."""
    pelican_plugin.register()
    gc.collect()

    for signal, hook in ((signals.initialized, pelican_plugin._prepare), (signals.get_generators, pelican_plugin._generators)):
        assert hook in list(signal.receivers_for(None))


def test_trap_19_the_server_for_looking_is_a_whole_one(published: Path) -> None:
    """Our own server answers byte ranges, shows the site's page for wrong addresses, and serves one while another is slow."""
    with served(published / "output") as address:
        host = urlsplit(address).netloc
        slow = HTTPConnection(host, timeout=20)
        slow.connect()  # a client that says nothing
        asked = HTTPConnection(host, timeout=20)
        asked.request("GET", "/robots.txt", headers={"Range": "bytes=0-3"})
        part = asked.getresponse()
        beginning = part.read()
        asked.request("GET", "/gibt-es-nicht/")
        missing = asked.getresponse()
        page = missing.read()
        slow.close()
        asked.close()

    assert (part.status, beginning) == (206, (published / "output" / "robots.txt").read_bytes()[:4])
    assert (missing.status, page) == (404, (published / "output" / "404.html").read_bytes())


def test_trap_20_problems_are_told_each_time() -> None:
    """The same problem in a second run of one process is told again."""
    broken = {FIRM: varied(PORTRAIT, datum="gestern")}

    assert told(dict(broken)) == told(dict(broken)) != []


def test_trap_22_settings_reach_every_page(published: Path) -> None:
    """A changed setting is on every page after the next publish; nothing old is kept."""
    settings = published / "pelicanconf.py"
    name = re.search(r'(?m)^SITENAME = "(.*)"$', settings.read_text(encoding="utf-8"))
    assert name is not None
    settings.write_text(settings.read_text(encoding="utf-8").replace(name[0], 'SITENAME = "Zzyzx macht Schule"'), encoding="utf-8")
    kammerton(published, "publish")

    pages = {path: content.decode() for path, content in tree(published / "output").items() if path.endswith("index.html")}
    assert [path for path, page in pages.items() if 'http-equiv="refresh"' not in page and "Zzyzx macht Schule" not in page] == []


def test_trap_25_german_without_a_german_locale(published: Path) -> None:
    """In a container without locales the months are German all the same."""
    before = tree(published / "output")
    result = kammerton(published, "publish", LC_ALL="C", LANG="C", LANGUAGE="")

    assert result.returncode == 0
    assert tree(published / "output") == before
    assert any("November 2026" in content.decode() for path, content in before.items() if path.endswith(".html"))


def test_trap_26_no_page_has_a_template_of_pelicans_own_theme() -> None:
    """Every template a page names is one of ours."""
    named = set(re.findall(r'"([a-z_]+\.html)"', "".join(p.read_text(encoding="utf-8") for p in (ROOT / "plugins" / "kammerton" / "site").glob("*.py"))))

    assert len(named) > 5
    assert [name for name in named if not (ROOT / "theme" / "templates" / name).is_file()] == []


def test_trap_31_nothing_asks_another_host(published: Path, browser: Browser) -> None:
    """A page loads everything from its own site, editor and scripts included."""
    asked: list[str] = []
    with served(published / "output") as address:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for path in ("", "betriebe/", "podcast/", "podcast/001-eine-orgel-ist-fuenf-berufe/", "termine/"):
            page.goto(f"{address}{path}", wait_until="networkidle")
        page.close()

    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_trap_32_licences_go_together() -> None:
    """Whoever inherits the program finds its licence, and a licence for everything it runs with."""
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    licences_may_be_combined()


def test_trap_33_a_quiet_run_fails_all_the_same(small: Path) -> None:
    """``pelican -q`` and ``kammerton publish`` both end with a code other than 0 when a file has an error."""
    (small / "content" / "betriebe" / "kaputt.md").write_text("kein Kopf", encoding="utf-8")

    assert pelican(small, "-q", "--fatal", "errors").returncode == 1
    assert kammerton(small, "publish").returncode == 1
