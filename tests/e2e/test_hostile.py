"""What strangers may put into a project: judged by the real command within bounds, and shown by a real browser without doing anything."""

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from tests.adapters.awkward_pictures import AWKWARD
from tests.defects import DEFECTS, HARMLESS, Defect
from tests.e2e.conftest import NOW, ROOT, copy_published, kammerton, served
from tests.sample import EVERYTHING, OF_KIND, SETTINGS

pytestmark = pytest.mark.e2e
MESSAGE = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+): Fehler (?P<code>\w+): ", re.MULTILINE)
SECONDS, BYTES = 30, 10**9


class Judged(NamedTuple):
    """What ``kammerton check`` told, and what it took."""

    told: set[tuple[str, int, str]]
    output: str
    seconds: float
    peak: int


def checked(project: Path) -> Judged:
    """Run the real command, a process of its own with bounds that stop it for good; its time is CPU time, for these machines are shared."""
    with (project / "stdout").open("w+", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "kammerton.cli", "check"],
            cwd=project,
            env={**os.environ, "KAMMERTON_NOW": NOW, "COLUMNS": "400"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        output = out.read()
    assert process.returncode == 1, output[-2000:]
    assert "Traceback" not in output
    return Judged({(m["file"], int(m["line"]), m["code"]) for m in MESSAGE.finditer(output)}, output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample of the unit tests as a folder."""
    for path, text in EVERYTHING.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "pelicanconf.py").write_text("".join(f"{key} = {value!r}\n" for key, value in SETTINGS.items()), encoding="utf-8")
    return tmp_path


def placed(defects: Iterator[Defect], project: Path) -> dict[str, Defect]:
    """Write each defect as a document of its own; gives them by their file. An issue's name is its month."""
    found = {}
    for number, defect in enumerate(defects):
        name = f"{2030 + number // 12}-{number % 12 + 1:02}" if defect.kind == "ausgabe" else defect.name
        file = f"{OF_KIND[defect.kind].rpartition('/')[0]}/{name}.md"
        (project / file).write_bytes(defect.content())
        found[file] = defect
    return found


def test_all_defects_in_one_project(sample: Path) -> None:
    """Three hundred defective documents in one project: one run tells each with file, line and its stated code, within 30 s and 1 GB."""
    defects = placed((d for d in DEFECTS if d.kind not in ("seite", "berufstext")), sample)  # these two have names one cannot choose

    judged = checked(sample)

    assert len(defects) >= 250
    assert [f"{file} {d.line} {d.code}" for file, d in defects.items() if d.code and (file, d.line, d.code) not in judged.told] == []
    assert [told for told in judged.told if told[0] in defects and defects[told[0]].code == HARMLESS and defects[told[0]].kind == "betrieb"] == []
    assert judged.seconds < SECONDS
    assert judged.peak < BYTES


def test_all_awkward_pictures_in_one_project(sample: Path) -> None:
    """A hundred hostile and private pictures in one project: each unusable one is told with the line that names it, within 30 s and 1 GB."""
    folder = sample / "content" / "bilder"
    folder.mkdir()
    portrait = EVERYTHING[OF_KIND["betrieb"]]
    for number, case in enumerate(AWKWARD):
        head = f'---\nbild: {{datei: "{case.put(folder)}", alt: Eine Werkstatt, urheber: Erika Beispiel, lizenz: eigenes}}\n'
        (sample / "content" / "betriebe" / f"bild-{number}.md").write_text(portrait.replace("---\n", head, 1), encoding="utf-8")

    judged = checked(sample)

    refused = {f"content/betriebe/bild-{n}.md" for n, case in enumerate(AWKWARD) if not isinstance(case.verdict, tuple)}
    told = {(file, line) for file, line, code in judged.told if code in ("R021", "F031")}
    assert len(AWKWARD) >= 35
    assert told == {(file, 2) for file in refused}
    assert judged.seconds < SECONDS
    assert judged.peak < BYTES


# ------------------------------------------------------------------------------------------------ in the browser


INJECTIONS = [d for d in DEFECTS if d.code == HARMLESS and not d.about.startswith("huge")]
ALARM = "window.alarms = []; window.alert = window.confirm = window.prompt = text => window.alarms.push(String(text));"


@pytest.fixture(scope="module")
def injected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region with every harmless injection in a portrait of its own, and some as titles of its episodes, published."""
    project = copy_published(tmp_path_factory.mktemp("hostile") / "projekt")
    for defect in (d for d in INJECTIONS if d.kind == "betrieb"):
        text = defect.content().decode("utf-8").replace("ort: probestadt", "ort: sonnenau")
        (project / "content" / "betriebe" / f"{defect.name}.md").write_text(text, encoding="utf-8")
    titles = [d.content().decode().split("\n")[1] for d in INJECTIONS if d.kind == "folge"]
    for episode, title in zip(sorted((project / "episodes").glob("0*.md")), titles, strict=False):
        episode.write_text(re.sub(r"(?m)^titel: .*$", lambda _, title=title: title, episode.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    return project


def test_no_injected_script_runs(injected: Path, browser: Browser) -> None:
    """In Chromium no page that shows an injection runs anything of it, asks another host or leads to a script."""
    pages = sorted(
        p for p in (injected / "output").rglob("*.html") if any(word in p.as_posix() for word in ("/betrieb-", "/podcast/", "/betriebe/index", "/output/index"))
    )
    foreign: list[str] = []
    with served(injected / "output") as address:
        page = browser.new_page()
        page.add_init_script(ALARM)
        page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith((address, "data:", "blob:")) else None)
        found = [problem for file in pages for problem in _problems(page, f"{address}{file.relative_to(injected / 'output').as_posix()}")]
        page.close()

    assert len(pages) >= len([d for d in INJECTIONS if d.kind == "betrieb"])
    assert found == []
    assert foreign == []


def _problems(page: Page, address: str) -> list[str]:
    """What an injection did on a page."""
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('main *').forEach(e => { e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})); e.dispatchEvent(new Event('toggle')); })"
    )
    links = page.eval_on_selector_all(
        "[href], [src], [action]", "all => all.map(e => e.getAttribute('href') || e.getAttribute('src') || e.getAttribute('action'))"
    )
    handlers = page.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).map(a => a.name)")
    dangerous = [link for link in links if re.match(r"\s*(?:java|vb)\s*script|\s*data:text", link or "", re.IGNORECASE)]
    return [f"{address}: {problem}" for problem in (*page.evaluate("window.alarms"), *handlers, *dangerous)]
