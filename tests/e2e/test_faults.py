"""What goes wrong around a build or an upload: it is killed, the disk is full or read-only, two run at once, the clock jumps.

After each of them the old site or the new one stands complete, no source is lost, and the next run works.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.e2e.conftest import copy_small, tree
from tests.e2e.sites import missing, published, site, uploading_project
from tests.e2e.targets import target
from tests.e2e.warm import Ended, Warm

pytestmark = pytest.mark.e2e
KILLS = 20
SOURCES = ("content", "episodes", "newsletter", "pelicanconf.py")
EDITED = "content/seiten/ueber-uns.md"
TEXTS = ("Die alte Fassung dieses Satzes.", "Die neue Fassung dieses Satzes.")
PATIENCE = 120.0


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The command, ready to run."""
    with Warm(tmp_path_factory.mktemp("warm")) as warm:
        yield warm


def sources(project: Path) -> dict[str, bytes]:
    """Everything editors have written."""
    return {f"{part}/{path}": content for part in SOURCES if (project / part).is_dir() for path, content in tree(project / part).items()} | {
        part: (project / part).read_bytes() for part in SOURCES if (project / part).is_file()
    }


def leftovers(project: Path) -> list[str]:
    """Builds that are not complete."""
    return [build.name for build in (project / ".builds").iterdir() if build.name.isdigit() and not (build / "fertig").exists()]


@dataclass
class Editing:
    """A published project of which one page has one of two texts, and what the whole site is with each."""

    project: Path
    warm: Warm
    sites: list[dict[str, bytes]]
    seconds: float = 0.0

    def write(self, version: int) -> None:
        """Give the page a text."""
        file = self.project / EDITED
        text = file.read_text(encoding="utf-8")
        kept = "\n".join(line for line in text.split("\n") if line not in TEXTS)
        file.write_text(f"{kept.rstrip()}\n\n{TEXTS[version]}\n", encoding="utf-8")

    def published(self) -> int:
        """Which text the published site has; it must be one of the two sites, whole."""
        site = tree(self.project / "output")
        assert site in self.sites, differences(site, self.sites)
        return self.sites.index(site)

    def succeed(self, **options: str) -> Ended:
        """Publish; nothing half-built is left afterwards."""
        ended = self.warm.run(self.project, "publish", **options)
        assert (ended.code, "Traceback" in ended.said) == (0, False), ended.said
        assert leftovers(self.project) == []
        return ended


def differences(site: dict[str, bytes], others: list[dict[str, bytes]]) -> list[list[str]]:
    """Which files are not those of the sites expected."""
    return [sorted(path for path in site.keys() | other.keys() if site.get(path) != other.get(path)) for other in others]


@pytest.fixture
def editing(tmp_path: Path, warm: Warm) -> Editing:
    """The small region, published with both texts once."""
    editing = Editing(copy_small(tmp_path / "projekt"), warm, [])
    for version in (0, 1):
        editing.write(version)
        editing.seconds = editing.succeed().seconds
        editing.sites.append(tree(editing.project / "output"))
    return editing


def refused(ended: Ended, told: str) -> None:
    """The editor got one German sentence about it and exit code 2, no traceback."""
    assert (ended.code, "Traceback" in ended.said) == (2, False), ended.said
    assert re.search(told, ended.said), ended.said


def test_killed_at_any_moment(editing: Editing) -> None:
    """SIGKILL at random moments of a build, with and without caches: the site is the old one or the new one, whole, and the next run works."""
    seed = 7 if os.environ.get("CI") else random.randrange(10**6)
    chance = random.Random(seed)
    killed = 0
    for number in range(KILLS):
        old = editing.published()
        editing.write(1 - old)
        if number % 5 == 0:
            shutil.rmtree(editing.project / ".cache", ignore_errors=True)  # a run killed at once has not made it anew
        before = sources(editing.project)
        run = editing.warm.start(editing.project, "publish")
        time.sleep(chance.uniform(0, editing.seconds))
        run.kill()
        killed += run.end().code < 0

        assert sources(editing.project) == before, seed
        assert editing.published() in (0, 1), seed

    editing.write(0)
    editing.succeed()
    assert editing.published() == 0
    assert killed >= KILLS // 2, f"only {killed} were killed in time"


def test_an_upload_killed_at_any_moment(tmp_path: Path, warm: Warm) -> None:
    """SIGKILL at random moments of uploads to a folder: each file there is whole, none names one that is missing, and running again completes it."""
    seed = 7 if os.environ.get("CI") else random.randrange(10**6)
    chance = random.Random(seed)
    sites = [site(range(1, 13), "alt"), site(range(3, 16), "neu")]
    call = ("hochladen", "--ziel", "ziel", "--ohne-nachsehen")
    killed, goal = 0, 1
    with target("folder", tmp_path / "ziel") as place:
        project = uploading_project(tmp_path / "projekt", [place.target])
        wanted = [place.expected(files) for files in sites]
        published(project, sites[0])
        first = warm.run(project, *call)
        assert first.code == 0, first.said
        for number in range(KILLS):
            there = place.tree()
            goal = 1 - wanted.index(there) if there in wanted else goal
            published(project, sites[goal], number + 2)
            built = tree(project / ".builds" / str(number + 2))
            run = warm.start(project, *call)
            time.sleep(chance.uniform(0, first.seconds))
            run.kill()
            killed += run.end().code < 0

            there = place.tree()
            assert missing(there) == set(), seed
            assert [path for path, content in there.items() if content not in (wanted[0].get(path), wanted[1].get(path))] == [], seed
            assert tree(project / ".builds" / str(number + 2)) == built
        last = warm.run(project, *call)
        assert last.code == 0, last.said
        assert place.tree() == wanted[goal]
    assert killed >= KILLS // 2, f"only {killed} were killed in time"


@contextmanager
def own_disk(folder: Path) -> Iterator[Callable[[str], object]]:
    """Put a folder on a disk of its own; gives a function that changes how the disk is mounted. Only root may."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    aside = folder.with_name(folder.name + "-daneben")
    folder.rename(aside)
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], capture_output=True, text=True, check=False)
    if mounted.returncode:
        folder.rmdir()
        aside.rename(folder)
        pytest.skip(f"nothing can be mounted here: {mounted.stderr}")
    try:
        shutil.copytree(aside, folder, symlinks=True, dirs_exist_ok=True)
        yield lambda options: subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def used(folder: Path) -> int:
    """Kilobytes in use on a folder's disk."""
    facts = os.statvfs(folder)
    return (facts.f_blocks - facts.f_bfree) * facts.f_frsize // 1024


def kilobytes(folder: Path) -> int:
    """How much of a disk a folder takes: every file whole pages."""
    return sum(-(-len(content) // 4096) * 4 for content in tree(folder).values())


@pytest.mark.parametrize("part", [".builds", ".cache"])
def test_a_full_disk(editing: Editing, part: str) -> None:
    """With no, little and some more room for builds or caches: a sentence, the old site; with room again it goes on."""
    editing.write(0)
    before = sources(editing.project)
    with own_disk(editing.project / part) as remount:
        if part == ".cache":
            shutil.rmtree(editing.project / part / "audio")
        needed = kilobytes(editing.project / (".builds/aktuell/" if part == ".builds" else ".cache-daneben/audio"))
        for room in (0, needed // 5, needed * 3 // 5):
            remount(f"size={used(editing.project / part) + room}k")
            refused(editing.warm.run(editing.project, "publish", "--neu"), "Die Festplatte ist voll.")  # what is linked needs no room
            assert editing.published() == 1
            assert leftovers(editing.project) == []
        remount("size=64m")
        editing.succeed()
        assert editing.published() == 0
    assert sources(editing.project) == before


def test_a_read_only_disk(editing: Editing) -> None:
    """Where nothing can be written a sentence says so, and the old site stands."""
    editing.write(0)
    with own_disk(editing.project / ".builds") as remount:
        remount("ro")
        refused(editing.warm.run(editing.project, "publish"), "Der Ordner ist schreibgeschützt.")
        assert editing.published() == 1
        remount("rw")
        editing.succeed()
        assert editing.published() == 0


def test_files_that_cannot_become_so_large(editing: Editing) -> None:
    """A limit on the size of files ends a build as a full disk does, also where nothing can be mounted."""
    editing.write(0)
    largest = max(len(content) for content in editing.sites[0].values())
    run = subprocess.run(
        ["prlimit", f"--fsize={largest // 2}", sys.executable, "-m", "kammerton.cli", "publish"],
        cwd=editing.project, env={**os.environ, "KAMMERTON_NOW": "2026-11-26 12:00", "PYTHONWARNINGS": "ignore"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    refused(Ended(run.returncode, run.stdout + run.stderr, 0), "Es wurde nichts veröffentlicht.")
    assert editing.published() == 1
    editing.succeed()
    assert editing.published() == 0


def test_two_builds_at_once(editing: Editing) -> None:
    """The second is refused with a sentence and touches nothing; the first ends well; afterwards the second may run."""
    editing.write(0)
    first = editing.warm.start(editing.project, "publish")
    end = time.monotonic() + PATIENCE
    while not leftovers(editing.project):
        assert time.monotonic() < end
        time.sleep(0.002)
    second = editing.warm.run(editing.project, "publish")

    assert first.end().code == 0
    refused(second, "Es läuft schon ein make publish in diesem Ordner.")
    assert editing.published() == 0
    editing.succeed()
    assert editing.published() == 0


def test_the_clock_jumps(editing: Editing) -> None:
    """Years back, years ahead and back again, with files from the future and from 1970: each site is that of its moment, and an edit is never missed."""
    before = sources(editing.project)
    future, past = time.time() + 10 * 365 * 86400, 86400.0
    for number, now in enumerate(("2020-01-01 12:00", "2036-01-01 12:00", "2026-11-26 12:00")):
        editing.succeed(now=now)
        for path in sources(editing.project):
            os.utime(editing.project / path, (future, future) if number % 2 else (past, past))
    assert sources(editing.project) == before
    assert editing.published() == 1

    for version, moment in ((0, past), (1, future), (0, past)):
        editing.write(version)
        os.utime(editing.project / EDITED, (moment, moment))
        editing.succeed()
        assert editing.published() == version
