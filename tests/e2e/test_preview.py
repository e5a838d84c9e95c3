"""The preview with the real command and a real browser: what is saved is seen, mistakes are told, nothing of it is published."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.e2e.conftest import NOW, ROOT, copy_project, copy_small, kammerton, published_without_pagefind, tree

from kammerton.adapters.preview_pages import OWN

pytestmark = pytest.mark.e2e
EPISODE = "000-beispiel"
PATIENCE = 120.0


class Running:
    """A preview that runs, with what its terminal shows."""

    def __init__(self, project: Path, *arguments: str) -> None:
        self.project, self._log = project, project.with_name(f"{project.name}-{time.monotonic_ns()}.log")
        env = {**os.environ, "KAMMERTON_NOW": NOW, "PYTHONWARNINGS": "ignore", "COLUMNS": "400"}
        command = [sys.executable, "-m", "kammerton.cli", "preview", *arguments]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=project, env=env, stdout=log, stderr=log)

    @property
    def told(self) -> str:
        """What the terminal shows."""
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, told: str, times: int = 1) -> None:
        """Wait until the terminal has shown a text so many times."""
        end = time.monotonic() + PATIENCE
        while self.told.count(told) < times:
            assert time.monotonic() < end, f"„{told}“ did not come; shown: {self.told}"
            assert self.process.poll() is None, self.told
            time.sleep(0.05)

    @property
    def address(self) -> str:
        """Where it can be looked at."""
        self.wait_for("beenden mit Strg+C.")
        return re.findall(r"http://127\.0\.0\.1:\d+/", self.told)[0]

    def built(self, times: int = 1) -> None:
        """Wait until it has built so many times."""
        self.wait_for("Gebaut in ", times)

    def stop(self, with_: signal.Signals = signal.SIGINT) -> int:
        """Press Ctrl+C and wait for the end."""
        self.process.send_signal(with_)
        return self.process.wait(PATIENCE)

    def site(self) -> Path:
        """The newest site it has built."""
        builds = (self.project / ".builds" / "vorschau").glob("*/bau-*/[0-9]*")
        return max(builds, key=lambda p: (p.parent.stat().st_mtime_ns, int(p.name))) / "site"


@contextmanager
def previewed(project: Path, *arguments: str) -> Iterator[Running]:
    """A preview at a free port; it is ended in any case."""
    running = Running(project, "--port", "0", *arguments)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()


def processes_in(folder: Path) -> list[str]:
    """What still runs and names a folder in its call."""
    found = []
    for call in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = call.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in line:
            found.append(line)
    return found


def append(file: Path, text: str) -> None:
    """Save a text with something at its end, as editors do: beside, and renamed."""
    fresh = file.with_name(f".{file.name}.neu")
    fresh.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    fresh.replace(file)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for the tests that look at it; each edits files of its own."""
    project = copy_small(tmp_path_factory.mktemp("vorschau") / "projekt")
    with previewed(project) as running:
        running.built()
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose policy errors and script errors are failures."""
    page = browser.new_page()
    wrong: list[str] = []
    # Chromium tells pages it draws a transition from that the next one has none.
    page.on("pageerror", lambda error: None if "Transition" in str(error) else wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" and "Content Security" in message.text else None)
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    yield page
    page.close()
    assert wrong == []


def test_an_edit_is_visible_without_reloading(running: Running, page: Page) -> None:
    """Somebody looks at an episode, saves its text elsewhere, and sees it."""
    page.goto(f"{running.address}podcast/{EPISODE}/")
    append(running.project / "episodes" / f"{EPISODE}.md", "\nDieser Satz ist gerade erst geschrieben.\n")

    expect(page.get_by_text("Dieser Satz ist gerade erst geschrieben.")).to_be_visible()


def test_trap_18_no_loop_of_builds(running: Running) -> None:
    """What the preview writes itself builds nothing: after an edit it builds once and rests; the page of the settings is watched, too."""
    before = running.told.count("Gebaut in ")
    append(running.project / "pelicanconf.py", "\n# gesehen\n")
    running.built(before + 1)
    time.sleep(3)

    assert running.told.count("Gebaut in ") == before + 1


def test_trap_21_memory_does_not_grow(running: Running) -> None:
    """Every build is made in a process of its own, which ends: ten edits leave no process and hardly any memory behind."""
    before = running.told.count("Gebaut in ")
    seen = [_memory(running)]
    for edit in range(10):
        append(running.project / "episodes" / f"{EPISODE}.md", f"\nSatz {edit}.\n")
        running.built(before + edit + 1)
        seen.append(_memory(running))

    assert seen[-1][0] == seen[1][0]
    assert seen[-1][1] - seen[1][1] < 30_000


def _memory(running: Running) -> tuple[int, int]:
    """How many processes a preview has, and their own memory together in kB (private, so that forks are not counted twice)."""
    time.sleep(0.5)
    pids = [running.process.pid]
    for pid in pids:
        pids += [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    rollups = [Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8") for pid in pids]
    return len(pids), sum(int(found) for text in rollups for found in re.findall(r"Private_\w+: +(\d+) kB", text))


def test_an_error_shows_and_vanishes(running: Running, page: Page) -> None:
    """A mistake is told on the page with file, line and remedy, word for word as in the terminal; once it is mended the page is back."""
    page.goto(f"{running.address}berufe/")
    file = running.project / "content" / "seiten" / "kaputt.md"
    file.write_text("kein Kopf", encoding="utf-8")
    expect(page.get_by_role("heading", name="1 Fehler")).to_be_visible()
    running.wait_for("Nicht gebaut: 1 Fehler")
    entry = page.locator(".vorschau-list__entry")
    told = [" ".join(line.split()) for line in entry.locator("p").all_inner_texts()]
    file.unlink()

    expect(page.get_by_role("heading", name="Berufe", exact=False, level=1)).to_be_visible()
    terminal = " ".join(running.told.split())
    assert told[0] == "content/seiten/kaputt.md:1 Fehler D003"
    assert f"content/seiten/kaputt.md:1: Fehler D003: {told[1]} {told[2]}" in terminal


def test_a_draft_is_shown_with_a_banner(running: Running, page: Page) -> None:
    """A new draft can be looked at, says that nobody else sees it, and stands in the overview; so does what has a date."""
    for name, line in (("probe-entwurf", "status: entwurf"), ("probe-spaeter", "datum: 2027-02-01")):
        (running.project / "content" / "seiten" / f"{name}.md").write_text(
            f"---\ntitel: Das ist {name}\nkurz: Eine Probe.\n{line}\n---\nText.\n", encoding="utf-8"
        )
    page.goto(f"{running.address}probe-entwurf/")
    expect(page.get_by_role("heading", name="Das ist probe-entwurf")).to_be_visible()
    expect(page.get_by_label("Vorschau")).to_contain_text("Entwurf, noch nicht öffentlich")
    page.goto(f"{running.address}probe-spaeter/")
    expect(page.get_by_label("Vorschau")).to_contain_text("Erscheint am 1. Februar 2027")
    page.get_by_label("Vorschau").get_by_role("link").click()
    expect(page.get_by_role("link", name="Das ist probe-entwurf")).to_be_visible()
    for name in ("probe-entwurf", "probe-spaeter"):
        (running.project / "content" / "seiten" / f"{name}.md").unlink()
    expect(page.get_by_role("link", name="Das ist probe-entwurf")).to_have_count(0)


def test_a_theme_with_a_mistake_and_its_mending(running: Running, page: Page) -> None:
    """A template that cannot be read is told in German; mended, its change is on the page."""
    template = running.project / "theme" / "templates" / "missing.html"
    old = (ROOT / "theme" / "templates" / "missing.html").read_text(encoding="utf-8")
    template.parent.mkdir(parents=True)
    page.goto(f"{running.address}gibt-es-nicht/")
    template.write_text(old + "{% if %}", encoding="utf-8")
    expect(page.get_by_text("Die Vorlage „missing.html“ ist in Zeile")).to_be_visible()
    template.write_text(old.replace('<div class="wrap">', '<div class="wrap"><p>Aus der Vorlage.</p>', 1), encoding="utf-8")
    expect(page.get_by_text("Aus der Vorlage.")).to_be_visible()
    template.write_text(old, encoding="utf-8")


def test_after_many_edits_it_shows_what_a_publish_makes(tmp_path: Path) -> None:
    """Texts changed, added, renamed, removed, a table, a colour and a setting changed: then its site is, byte by byte, the published one, but for the full-text search; and nothing of the preview is in that."""
    project = copy_project(tmp_path / "projekt")
    for file in sorted((project / "newsletter").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        if "status: entwurf" in text or re.search(r"(?m)^datum: 2026-12|^datum: 2027", text):
            file.unlink()
    seiten = project / "content" / "seiten"

    def setting(old: str, new: str, name: str = "pelicanconf.py") -> None:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text
        (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    steps = [
        lambda: append(project / "episodes" / "001-eine-orgel-ist-fuenf-berufe.md", "\nNeu.\n"),
        lambda: (seiten / "probe.md").write_text("---\ntitel: Probe\nkurz: Probe.\n---\nText.\n", encoding="utf-8"),
        lambda: (seiten / "probe.md").rename(seiten / "anders.md"),
        lambda: setting("--brand: #4a2bd0;", "--brand: #4a2bd1;", "theme/static/css/tokens.css"),
        lambda: setting("Hör, wie Arbeit klingt.", "Hör zu."),
        lambda: setting("Sonnenau", "Sonnenau am Fluss", "content/daten/orte.csv"),
        (seiten / "anders.md").unlink,
    ]
    with previewed(project) as running:
        running.built()
        for number, step in enumerate(steps, start=2):
            step()
            running.built(number)
        shown = tree(running.site())
        result = published_without_pagefind(project)  # the preview has no full-text search
    published = tree(project / "output")

    assert result.returncode == 0, result.stdout
    assert [path for path in published if "vorschau" in path] == []
    assert [path for path, content in published.items() if OWN.encode() in content or b'class="vorschau' in content] == []
    assert sorted(set(shown) ^ set(published)) == []
    assert [path for path in published if shown[path] != published[path]] == []


def test_a_changed_program_takes_effect_and_a_broken_one_is_told(tmp_path: Path, page: Page) -> None:
    """A module of the program is edited: the preview uses it; one that cannot be read is told, and mended it works again."""
    project = copy_small(tmp_path / "projekt")
    settings = project / "pelicanconf.py"
    (project / "plugins").mkdir()
    module = project / "plugins" / "probe_worte.py"
    module.write_text('SATZ = "Erster Satz."\n', encoding="utf-8")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent / 'plugins'))\nfrom probe_worte import SATZ\n"
        + re.sub("(?m)^LEITSATZ = .*$", "LEITSATZ = SATZ", text),
        encoding="utf-8",
    )
    with previewed(project) as running:
        running.built()
        page.goto(running.address)
        expect(page.get_by_role("heading", name="Erster Satz.")).to_be_visible()
        module.write_text('SATZ = "Zweiter Satz."\n', encoding="utf-8")
        expect(page.get_by_role("heading", name="Zweiter Satz.")).to_be_visible()
        module.write_text("SATZ = \n", encoding="utf-8")
        expect(page.get_by_text("pelicanconf.py, Zeile")).to_be_visible()
        module.write_text('SATZ = "Dritter Satz."\n', encoding="utf-8")
        expect(page.get_by_role("heading", name="Dritter Satz.")).to_be_visible()


def test_two_previews_and_a_publish_at_once(tmp_path: Path) -> None:
    """Each has its own folder and port, a publish runs beside them, and no preview builds because another has; Ctrl+C ends all that belongs to one."""
    project = copy_small(tmp_path / "projekt")
    with previewed(project) as first, previewed(project) as second:
        first.built()
        second.built()
        before = sorted((project / ".builds" / "vorschau").iterdir())
        result = kammerton(project, "publish")
        assert result.returncode == 0, result.stdout
        assert first.address != second.address
        assert first.stop() == 0
        assert second.stop(signal.SIGTERM) == 0
        assert len(before) == 2
        assert (first.told.count("Gebaut in "), second.told.count("Gebaut in ")) == (1, 1)
        assert first.told.endswith("Die Vorschau ist beendet.\n")
    assert list((project / ".builds" / "vorschau").iterdir()) == []
    assert processes_in(project) == []


def test_a_killed_preview_leaves_no_process_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    """When the preview is killed its other process ends by itself; its folder goes with the next preview."""
    project = copy_small(tmp_path / "projekt")
    with previewed(project) as running:
        running.built()
        running.process.kill()
        running.process.wait()
        left = list((project / ".builds" / "vorschau").iterdir())
        end = time.monotonic() + PATIENCE
        while processes_in(project):
            assert time.monotonic() < end
            time.sleep(0.05)
    with previewed(project) as running:
        running.wait_for("beenden mit Strg+C.")
        end = time.monotonic() + PATIENCE
        while left[0].exists():
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.mark.parametrize(("port", "told"), [("belegt", "ist schon belegt, vielleicht von einer anderen Vorschau"), ("70000", "gibt es nicht")])
def test_a_port_that_cannot_be_had(tmp_path: Path, port: str, told: str) -> None:
    """One German sentence, and exit code 2."""
    project = copy_small(tmp_path / "projekt")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = kammerton(project, "preview", "--port", str(taken.getsockname()[1]) if port == "belegt" else port)

    assert result.returncode == 2
    assert told in result.stdout
    assert result.stdout.count("\n") == 1
    assert "Traceback" not in result.stdout + result.stderr


def test_without_a_project(tmp_path: Path) -> None:
    """In another folder the preview says so and leaves nothing there."""
    result = kammerton(tmp_path, "preview")

    assert (result.returncode, result.stdout.count("pelicanconf.py")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_the_whole_network_only_when_asked(running: Running, tmp_path: Path) -> None:
    """--lan tells the address for a phone and warns; without it there is nothing of the kind."""
    with previewed(copy_small(tmp_path / "projekt"), "--lan") as open_to_all:
        open_to_all.built()
        told = open_to_all.told

    assert "Alle in diesem Netz können damit auch Entwürfe sehen" in told or "mit keinem Netz verbunden" in told
    assert "Netz" not in running.told
