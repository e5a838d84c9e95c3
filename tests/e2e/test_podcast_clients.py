"""Podcast programs subscribe to the built site: gPodder (gpo), newsboat with podboat."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.conftest import tool
from tests.e2e.conftest import kammerton
from tests.e2e.show import episode, serving, write_project

from kammerton.podcast.feeds import EPISODES_PER_PAGE

pytestmark = pytest.mark.e2e
EPISODES = 156  # two pages


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A published and served project with two pages of episodes, and the address of its feed."""
    folder = tmp_path / "projekt"
    folder.mkdir()
    with serving(folder) as port:
        write_project(folder, EPISODES, port)
        publish(folder)
        yield folder, f"http://127.0.0.1:{port}/podcast/feed.xml"


def publish(folder: Path) -> None:
    """Publish the project as it is now."""
    done = kammerton(folder, "publish")
    assert done.returncode == 0, done.stdout + done.stderr


class GPodder:
    """gPodder's command line with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.home, self.downloads = folder / "gpodder", folder / "geladen"

    def run(self, *command: str) -> str:
        """What gpo says."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "GPODDER_HOME": str(self.home), "GPODDER_DOWNLOAD_DIR": str(self.downloads), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        done = subprocess.run([tool("gpo"), *command], env=environment, capture_output=True, text=True, check=False, timeout=300, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def rows(self, columns: str) -> list[tuple[str, ...]]:
        """Columns of every episode gPodder knows, newest first."""
        with sqlite3.connect(self.home / "Database") as database:
            return database.execute(f"SELECT {columns} FROM episode ORDER BY published DESC").fetchall()


def test_gpodder(site: tuple[Path, str], tmp_path: Path) -> None:
    """It lists both pages, downloads what is published byte by byte, takes a renamed episode for the same one and sees one new episode as one."""
    folder, feed = site
    gpodder = GPodder(tmp_path)
    gpodder.run("subscribe", feed)
    first = gpodder.rows("guid, title")
    gpodder.run("download")
    got = gpodder.rows("url, download_filename")

    assert [title for _, title in first] == [f"Gespräch {n}" for n in range(EPISODES, 0, -1)]
    assert len({guid for guid, _ in first}) == EPISODES
    for url, name in got:
        downloaded = next(gpodder.downloads.rglob(name))
        assert downloaded.read_bytes() == (folder / "output" / urlsplit(url).path.lstrip("/")).read_bytes(), url

    rename(folder)
    publish(folder)
    told = gpodder.run("update")
    again = gpodder.rows("guid, title")

    assert "0 new" in told or "No new" in told, told
    assert [guid for guid, _ in again] == [guid for guid, _ in first]
    assert again[0][1] == "Ein anderer Titel"

    (folder / "episodes" / "157-neu.md").write_text(episode(EPISODES + 1, titel="Ganz neu"), encoding="utf-8")
    publish(folder)
    told = gpodder.run("update")

    assert "1 new" in told, told
    assert [title for _, title in gpodder.rows("guid, title")][:2] == ["Ganz neu", "Ein anderer Titel"]


def rename(folder: Path) -> None:
    """Give the newest episode another title and another file name, and so another address."""
    old = f"{EPISODES:03}-gespraech"
    text = episode(EPISODES, titel=f"Ein anderer Titel\nfrueher: [{old}]")
    (folder / "episodes" / f"{old}.md").unlink()
    (folder / "episodes" / f"{EPISODES:03}-umbenannt.md").write_text(text, encoding="utf-8")


def test_newsboat_and_podboat(site: tuple[Path, str], tmp_path: Path) -> None:
    """Newsboat finds every episode of the first page at least (some versions follow the pages), podboat downloads three byte by byte."""
    folder, feed = site
    home = tmp_path / "newsboat"
    home.mkdir()
    (home / "urls").write_text(f"{feed}\n", encoding="utf-8")
    (home / "config").write_text(f'download-path "{home / "geladen"}"\npodcast-auto-enqueue yes\n', encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8"}

    def newsboat(*command: str) -> str:
        fixed = [tool("newsboat"), "-u", "urls", "-C", "config", "-c", "cache.db"]
        return subprocess.run([*fixed, *command], cwd=home, env=environment, capture_output=True, text=True, check=True, timeout=120).stdout

    newsboat("-x", "reload")
    unread = newsboat("-x", "print-unread")
    queue = home / ".newsboat" / "queue"
    waiting = queue.read_text(encoding="utf-8").splitlines()
    queue.write_text("\n".join(waiting[:3]) + "\n", encoding="utf-8")
    # podboat draws on a terminal; script(1) gives it one, and q ends it when the downloads are there.
    podboat = f"(sleep 6; printf q) | timeout 15 script -qec '{tool('podboat')} -a -C config -q {queue}' /dev/null"
    subprocess.run([str(shutil.which("sh")), "-c", podboat], cwd=home, env=environment, capture_output=True, check=False, timeout=90)
    downloaded = sorted(path for path in (home / "geladen").rglob("*") if path.is_file())

    assert int(unread.split()[0]) in (EPISODES_PER_PAGE, EPISODES)
    assert len(waiting) == int(unread.split()[0])
    assert len(downloaded) == 3
    published = {path.read_bytes() for path in (folder / "output" / "podcast").rglob("*.mp3")}
    assert {path.read_bytes() for path in downloaded} <= published
