"""A generated show with as many episodes as wanted, as a project on disk, served on this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.app.projects import varied
from tests.e2e.conftest import ROOT
from tests.sample import EPISODE, FILES, SETTINGS, VTT

from kammerton.adapters.server import make_server

SOUND = ROOT / "plugins" / "kammerton" / "neu" / "episodes" / "media" / "000-beispiel.mp3"
COVER = ROOT / "content" / "bilder" / "podcast-cover.png"
NOW = "2026-11-26 12:00"


def episode(number: int, **changed: str) -> str:
    """The text of an episode: one a day, the higher the number the newer."""
    day = f"20{10 + number // 336}-{number % 336 // 28 + 1:02}-{number % 28 + 1:02} 06:00"
    head = varied(
        EPISODE.replace("001-am-amboss.vtt", "gesagt.vtt"),
        **{"titel": f"Gespräch {number}", "datum": day, "nummer": str(number), "audio": "ton.mp3", **changed},
    )
    return head.replace('"00:20"', '"00:01"')


def write_project(folder: Path, count: int, port: int) -> Path:
    """A project with a show of ``count`` episodes whose site lies on a port of this machine."""
    settings = {**SETTINGS, "SITEURL": f"http://127.0.0.1:{port}"}
    texts = {path: text for path, text in FILES.items() if not path.startswith(("episodes/", "newsletter/"))}
    texts |= {f"episodes/{n:03}-gespraech.md": episode(n) for n in range(1, count + 1)} | {"episodes/gesagt.vtt": VTT}
    pelican = 'PLUGINS = ["kammerton.adapters.pelican_plugin"]\nPATH = "content"\nOUTPUT_PATH = ".builds/pelican"\nTIMEZONE = "Europe/Berlin"\n'
    texts["pelicanconf.py"] = "\n".join(f"{name} = {value!r}" for name, value in settings.items()) + "\n" + pelican
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for source, target in ((SOUND, "episodes/media/ton.mp3"), (COVER, "content/bilder/cover.png")):
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, folder / target)
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The project's own preview server for what the project publishes into; its port."""
    server = make_server(folder / "output", "", 0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
