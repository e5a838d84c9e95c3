"""What was published stays what it was: the real command on a copy of the example region, published once and then changed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.e2e.conftest import NOW, copy_published, kammerton

pytestmark = pytest.mark.e2e
FOLGEN = Path("episodes")
TABLE = Path("content/daten/folgen-geaendert.csv")
STATE = Path(".builds/aktuell/veroeffentlicht.json")
KEPT = "content/daten/veroeffentlicht.json"
ORGEL, BACKSTUBE, PFLEGE, SERVER, MAURER, AZUBI, KULI, PUNKTE = sorted(p.stem for p in Path(__file__).parents[2].glob("episodes/00[1-8]*.md"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region, published once."""
    return copy_published(tmp_path_factory.mktemp("dauer") / "projekt")


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(published, tmp_path / "projekt", symlinks=True))


def change(project: Path, name: str | Path, old: str, new: str) -> None:
    """Replace a text in a file of the project."""
    file = project / (name if isinstance(name, Path) else FOLGEN / f"{name}.md")
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def rename(project: Path, old: str, new: str) -> None:
    """Rename an episode, and every link and reference to it, as an editor would with search and replace."""
    (project / FOLGEN / f"{old}.md").rename(project / FOLGEN / f"{new}.md")
    for folder in ("content", "newsletter", "episodes"):
        for file in (project / folder).rglob("*.md"):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(f"folge:{old}", f"folge:{new}").replace(f"folge: {old}", f"folge: {new}"), encoding="utf-8")


def document(project: Path, *rows: str) -> None:
    """Add rows to the table of changes, its header included where it is new."""
    file = project / TABLE
    file.write_text((file.read_text() if file.is_file() else "folge,was,grund,am\n") + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def guids(project: Path, show: str = "podcast") -> list[str]:
    """Every GUID of the published feed, in its order."""
    return [item.findtext("guid") or "" for item in ET.parse(project / "output" / show / "feed.xml").iter("item")]


def test_every_silent_change_is_told_at_once(project: Path) -> None:
    """One run names every episode that would change for subscribers, with file, line, and the row that allows it; the site stays as it was."""
    before = (project / STATE).read_bytes()
    change(project, ORGEL, "nummer: 1\n", "nummer: 1\nguid: https://alt.example/?p=1\n")
    change(project, BACKSTUBE, "2026-09-03 06:00", "2026-09-03 07:00")
    change(project, PFLEGE, f"audio: {PFLEGE}.mp3", 'audio: {url: "https://audio.example/3.mp3", bytes: 5000, dauer: "02:00"}')
    shutil.copy(project / "episodes/media" / f"{ORGEL}.mp3", project / "episodes/media" / f"{SERVER}.mp3")
    (project / FOLGEN / f"{PUNKTE}.md").rename(project / FOLGEN / "008-zwei-punkte.md")
    (project / FOLGEN / f"{KULI}.md").unlink()
    check, publish = kammerton(project, "check"), kammerton(project, "publish")
    told = [line for line in check.stdout.splitlines() if " R06" in line or line.startswith("    ")]
    text = "\n".join(told)

    assert (check.returncode, publish.returncode) == (1, 1)
    assert f"episodes/{ORGEL}.md:7: Fehler R060" in text
    assert f"{TABLE}: {ORGEL},kennung,Grund,Tag" in text
    assert f"episodes/{BACKSTUBE}.md:4: Fehler R061: Die Folge ist mit dem Datum 2026-09-03 06:00 veröffentlicht" in text
    assert f"{TABLE}: {BACKSTUBE},datum,Grund,Tag" in text
    assert f"episodes/{PFLEGE}.md:9: Fehler R062: Die Aufnahme ist unter „podcast/{PFLEGE}/{PFLEGE}.mp3“ veröffentlicht" in text
    assert f"episodes/{SERVER}.md:9: Fehler R063: Die Aufnahme ist eine andere als die veröffentlichte." in text
    assert (
        f"episodes/008-zwei-punkte.md:2: Fehler R064: Die Folge „{PUNKTE}“ ist veröffentlicht, aber ihre Datei fehlt. Heißt sie jetzt „008-zwei-punkte“?"
        in text
    )
    assert f"frueher: [{PUNKTE}]" in text
    assert f"episodes/{KULI}.md:1: Fehler R064" in text
    assert f"{TABLE}: {KULI},zurueckgezogen,Grund,Tag" in text
    assert [line for line in publish.stdout.splitlines() if " R06" in line] == [line for line in check.stdout.splitlines() if " R06" in line]
    assert (project / STATE).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"https://ausbildung.sonnental.example"', '"https://neu.sonnental.example"', "pelicanconf.py:7: Fehler R065"),
        ('"id": "podcast"', '"id": "hoeren"', "pelicanconf.py:37: Fehler R065"),
        ("4e91dcf8-c382-5540-83a5-8bef28a1fafe", "917393e3-1b1e-5cef-ace4-edaa54e1f810", "Fehler R065: Die Reihe „podcast“ ist unter der Kennung"),
    ],
)
def test_a_show_that_moves_silently_is_told(project: Path, old: str, new: str, line: str) -> None:
    """Address of the site, id and GUID of the show: the message stands where the change was made."""
    change(project, Path("pelicanconf.py"), old, new)
    result = kammerton(project, "check")

    assert result.returncode == 1
    assert line in result.stdout


def test_a_renamed_episode_keeps_its_guid(project: Path) -> None:
    """With its old name under „frueher“ it is published with the same GUID, and the old page leads to the new one."""
    before = guids(project)
    rename(project, ORGEL, "001-orgel")
    change(project, "001-orgel", "nummer: 1\n", f"nummer: 1\nfrueher: [{ORGEL}]\n")
    result = kammerton(project, "publish")

    assert result.returncode == 0, result.stdout
    assert guids(project) == before
    assert 'url=/podcast/001-orgel/"' in (project / "output/podcast" / ORGEL / "index.html").read_text(encoding="utf-8")
    assert "R06" not in kammerton(project, "check").stdout


def test_a_show_moves_with_one_setting(project: Path) -> None:
    """Another id and another address of the site, with both old ones named: same GUIDs, new addresses, and nothing asked of the episodes."""
    before = guids(project)
    change(project, Path("pelicanconf.py"), '"https://ausbildung.sonnental.example"', '"https://neu.sonnental.example"')
    named = '"frueher_unter": ["podcast", "https://ausbildung.sonnental.example/podcast/feed.xml"]'
    change(project, Path("pelicanconf.py"), '"id": "podcast",', f'"id": "hoeren", {named},')
    result = kammerton(project, "publish")

    assert result.returncode == 0, result.stdout
    assert guids(project, "hoeren") == before
    assert 'url=/hoeren/"' in (project / "output/podcast/index.html").read_text(encoding="utf-8")
    assert "4e91dcf8-c382-5540-83a5-8bef28a1fafe" in (project / "output/hoeren/feed.xml").read_text(encoding="utf-8")


def test_changes_on_purpose_are_published(project: Path) -> None:
    """With a row each: another date, another recording, an episode deleted for good; an episode withdrawn as a draft needs none."""
    change(project, BACKSTUBE, "2026-09-03 06:00", "2026-09-03 07:00")
    shutil.copy(project / "episodes/media" / f"{ORGEL}.mp3", project / "episodes/media" / f"{SERVER}.mp3")
    change(project, SERVER, "typ: full\n", "typ: bonus\n")
    (project / FOLGEN / f"{KULI}.md").unlink()
    change(project, PUNKTE, "typ: full\n", "typ: full\nstatus: entwurf\n")
    document(
        project, f"{BACKSTUBE},datum,Verschoben.,2026-11-26", f"{SERVER},aufnahme,Neu aufgenommen.,26.11.2026", f"{KULI},zurueckgezogen,Auf Wunsch.,2026-11-26"
    )
    told = kammerton(project, "check").stdout

    assert "Fehler R06" not in told
    assert f"episodes/{PUNKTE}.md:10: Hinweis R068: Die Folge war veröffentlicht und wird zurückgezogen" in told


def test_a_fresh_clone_with_the_committed_copy_refuses_the_same(project: Path) -> None:
    """„merken“ writes what is published beside the texts; without any build folder it is remembered all the same."""
    change(project, Path("pelicanconf.py"), "STAENDE_BEHALTEN = 3", f'STAENDE_BEHALTEN = 3\nVEROEFFENTLICHT = "{KEPT}"')
    assert f"make merken hält in {KEPT} fest" in kammerton(project, "publish").stdout
    assert kammerton(project, "merken").stdout.startswith(f"{KEPT} ist neu geschrieben.")
    assert "make merken" not in kammerton(project, "publish").stdout
    shutil.rmtree(project / ".builds")
    assert kammerton(project, "check").returncode == 0
    change(project, BACKSTUBE, "2026-09-03 06:00", "2026-09-03 07:00")
    refused = kammerton(project, "publish")
    assert (refused.returncode, "Fehler R061" in refused.stdout) == (1, True)
    (project / KEPT).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    broken = kammerton(project, "check").stdout

    assert f"{KEPT}:1: Fehler D060: Hier ist nicht lesbar, was schon veröffentlicht ist." in broken


def test_keeping_without_a_place_is_one_sentence(project: Path) -> None:
    """Without the setting „merken“ says which line to add."""
    result = kammerton(project, "merken")

    assert result.returncode == 2
    assert 'VEROEFFENTLICHT = "content/daten/veroeffentlicht.json"' in result.stdout + result.stderr


def test_the_deployed_copy_is_part_of_the_site(project: Path) -> None:
    """The manifest lies on the site, and tells of the episodes what the feed tells."""
    deployed = json.loads((project / "output/veroeffentlicht.json").read_text(encoding="utf-8"))

    assert sorted(guids(project)) == sorted(entry["kennung"] for entry in deployed["folgen"])


# Runs the command and stops it with SIGKILL right before or after a step.
KILLED = """
import os, signal, sys
from kammerton import cli
from kammerton.adapters import builds
step, moment = sys.argv[1:3]
real, lasting, swap = builds.write_new, builds.write_lasting, builds._swap
def die(name, action):
    if name == step and moment == "before": os.kill(os.getpid(), signal.SIGKILL)
    action()
    if name == step and moment == "after": os.kill(os.getpid(), signal.SIGKILL)
builds.write_new = lambda path, content: die(path.name, lambda: real(path, content))
builds.write_lasting = lambda path, content: die(path.name, lambda: lasting(path, content))
builds._swap = lambda link, target: die(link.name, lambda: swap(link, target))
sys.exit(cli.main(["publish"]))
"""


@pytest.mark.parametrize(
    ("step", "moment", "is_new"),
    [
        ("veroeffentlicht.json", "before", False),
        ("veroeffentlicht.json", "after", False),
        ("fertig", "before", False),
        ("fertig", "after", False),
        ("aktuell", "before", False),
        ("aktuell", "after", True),
    ],
)
def test_killed_at_any_moment_memory_and_site_are_of_one_build(project: Path, step: str, moment: str, is_new: bool) -> None:
    """Whenever the process dies, what is remembered is what is published, and the next publish goes on from there."""
    change(project, BACKSTUBE, "2026-09-03 06:00", "2026-09-03 07:00")
    document(project, f"{BACKSTUBE},datum,Verschoben.,2026-11-26")
    env = {**os.environ, "KAMMERTON_NOW": NOW, "PYTHONWARNINGS": "ignore"}
    killed = subprocess.run([sys.executable, "-c", KILLED, step, moment], cwd=project, env=env, capture_output=True, check=False)
    assert killed.returncode == -9
    dates = {entry["id"]: entry["datum"] for entry in json.loads((project / STATE).read_text(encoding="utf-8"))["folgen"]}
    feed = (project / "output/podcast/feed.xml").read_text(encoding="utf-8")

    assert dates[BACKSTUBE].startswith("2026-09-03T07:00" if is_new else "2026-09-03T06:00")
    assert ("Thu, 03 Sep 2026 07:00:00" in feed) == is_new
    assert kammerton(project, "check").returncode == 0
