"""Small built sites whose pages and feeds name their files, as a published build of a project that only uploads."""

import hashlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.e2e.conftest import ROOT

SITE = "https://ausbildung.sonnental.example"
_NAMED = re.compile(rb'(?:src|href|url)="/([^"]+)"')
Files = Mapping[str, bytes]


def site(episodes: range, edition: str, pages: int = 60) -> dict[str, bytes]:
    """A site with these episodes, each with a recording and a page, and pages with a picture each; ``edition`` is in all their words."""
    found = {"theme/css/site.css": f"/* {edition} */".encode(), ".htaccess": f"# {edition}".encode(), "_headers": b"# Kopf\n", "404.html": b"<p>Nichts</p>"}
    found["_redirects"] = f"# Alte Adressen.\n/alt/ {SITE}/betriebe/betrieb-1/ 301\n/alt {SITE}/betriebe/betrieb-1/ 301\n/alt.mp3 {SITE}/neu.mp3 301\n".encode()
    items, links = [], []
    for n in episodes:
        folder = f"podcast/{n:03}-folge"
        found[f"{folder}/{n:03}-folge.mp3"] = hashlib.sha512(f"{n}".encode()).digest() * 1500
        found[f"{folder}/index.html"] = _page(edition, f'<audio src="/{folder}/{n:03}-folge.mp3"></audio>')
        items.append(f'<enclosure url="/{folder}/{n:03}-folge.mp3"/><link href="/{folder}/index.html"/>')
        links.append(f'<a href="/{folder}/index.html">{n}</a>')
    for n in range(pages):
        picture = f"bilder/{hashlib.sha256(f'{edition}{n % 7}'.encode()).hexdigest()[:20]}.jpg"
        found[picture] = picture.encode() * 200
        found[f"betriebe/betrieb-{n}/index.html"] = _page(edition, f'<img src="/{picture}">')
    found["index.html"] = _page(edition, "".join(links))
    found["podcast/feed.xml"] = f"<!-- {edition} -->{''.join(items)}".encode()
    return found


def _page(edition: str, body: str) -> bytes:
    return f'<!doctype html><link href="/theme/css/site.css"><p>{edition}</p>{body}'.encode()


def missing(there: Files) -> set[tuple[str, str]]:
    """Which page or feed names which file that is not there."""
    named = {(path, name.decode()) for path, content in there.items() if path.endswith((".html", ".xml")) for name in _NAMED.findall(content)}
    return {(path, name) for path, name in named if name not in there}


def uploading_project(folder: Path, targets: list[dict[str, str]]) -> Path:
    """A project with the settings of the example region and these targets, and nothing built."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (folder / "pelicanconf.py").write_text(f"{settings}\nZIELE = {targets!r}\n", encoding="utf-8")
    return folder


def published(project: Path, files: Files, number: int = 1) -> None:
    """Make these files the published build."""
    build = project / ".builds" / str(number)
    shutil.rmtree(build, ignore_errors=True)
    for path, content in files.items():
        (build / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (build / "site" / path).write_bytes(content)
    (build / "fertig").write_bytes(b"")
    current = project / ".builds" / "aktuell"
    current.unlink(missing_ok=True)
    current.symlink_to(str(number))
