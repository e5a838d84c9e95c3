"""The real command judges feeds: those of the example region, broken ones, and one served on this machine."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from tests.e2e.conftest import copy_published, kammerton

from kammerton.adapters.server import make_server

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region, published."""
    return copy_published(tmp_path_factory.mktemp("feed") / "projekt")


@pytest.fixture
def served(region: Path) -> Iterator[str]:
    """The address of the region's feed on a server of this machine."""
    server = make_server(region / "output", "", 0)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/podcast/feed.xml"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("switches", [(), ("--alle-seiten", "--dateien")])
def test_the_example_region_has_no_finding(region: Path, switches: tuple[str, ...]) -> None:
    """Neither error nor hint, with every page, every file and every check sum."""
    result = kammerton(region, "feed-pruefen", "output/podcast/feed.xml", *switches)

    assert (result.returncode, result.stdout, result.stderr) == (0, "0 Fehler, 0 Hinweise.\n", "")


def test_a_feed_from_a_server(region: Path, served: str) -> None:
    """The same over HTTP: type, packing and address raise no finding."""
    result = kammerton(region, "feed-pruefen", served, "--alle-seiten")

    assert (result.returncode, result.stdout, result.stderr) == (0, "0 Fehler, 0 Hinweise.\n", "")


def test_the_files_of_a_site_served_for_a_look(region: Path, served: str) -> None:
    """Recordings, cover, transcripts and chapters are asked from this machine instead of the public host: all there, with HEAD and byte ranges."""
    result = kammerton(region, "feed-pruefen", served, "--alle-seiten", "--dateien")

    assert result.returncode == 0, result.stdout
    assert "0 Fehler" in result.stdout


def test_a_broken_feed_is_told_with_line_and_remedy(region: Path, tmp_path: Path) -> None:
    """Exit 1; each finding has its line and what to do, as in check."""
    broken = (region / "output/podcast/feed.xml").read_text(encoding="utf-8").replace("<itunes:type>episodic<", "<itunes:type>monatlich<")
    (tmp_path / "alt.xml").write_text(broken, encoding="utf-8")
    result = kammerton(region, "feed-pruefen", str(tmp_path / "alt.xml"))
    line = broken[: broken.index("monatlich")].count("\n") + 1

    assert result.returncode == 1
    assert result.stdout == (
        f"{tmp_path}/alt.xml:{line}: Fehler L404: In <itunes:type> steht „monatlich“; erwartet wird „episodic“ oder „serial“.\n"
        "    Schreiben Sie episodic oder serial.\n1 Fehler, 0 Hinweise.\n"
    )


@pytest.mark.parametrize("where", ["weg.xml", "http://127.0.0.1:9/feed.xml"])
def test_nothing_to_judge(region: Path, where: str) -> None:
    """Exit 2 and one sentence."""
    result = kammerton(region, "feed-pruefen", where)

    assert (result.returncode, result.stderr) == (2, "")
    assert result.stdout.count("\n") == 1


def test_a_recording_changed_after_the_build(region: Path) -> None:
    """A file of the same size but another content is found by its check sum, and only when asked."""
    recording = next((region / "output/podcast").rglob("*.mp3"))
    before = recording.read_bytes()
    recording.unlink()  # it is linked into the cache
    recording.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    quick, deep = (kammerton(region, "feed-pruefen", "output/podcast/feed.xml", *switches) for switches in ((), ("--dateien",)))
    recording.write_bytes(before)

    assert quick.returncode == 0
    assert "Fehler L810" in deep.stdout
