"""The recordings of a published site, as programs of others read them."""

import base64
import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import webvtt
import yaml
from lxml import etree
from tests.conftest import tool
from tests.e2e.conftest import copy_project, copy_published, kammerton, tree
from tests.podcast.schemas import CHAPTERS, TRANSCRIPT

pytestmark = pytest.mark.e2e
EPISODES = sorted(p.stem for p in (Path(__file__).parents[2] / "episodes").glob("*.md"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region, published."""
    return copy_published(tmp_path_factory.mktemp("ton") / "projekt")


def head(project: Path, name: str) -> dict[str, Any]:
    """The fields of an episode as its editor wrote them."""
    return dict(yaml.load((project / "episodes" / f"{name}.md").read_text(encoding="utf-8").split("---")[1], yaml.BaseLoader))


def seconds(clock: str) -> float:
    """``HH:MM:SS`` or ``MM:SS`` as seconds."""
    total = 0.0
    for part in clock.split(":"):
        total = total * 60 + float(part)
    return total


def files(project: Path, name: str) -> Path:
    """Where the files of an episode lie, without ending."""
    return project / "output" / "podcast" / name / name


@pytest.mark.parametrize("name", EPISODES)
def test_ffprobe_lists_the_chapters_of_the_head(project: Path, name: str) -> None:
    """The published MP3 has the same chapters as the episode's file, in the same order."""
    command = [tool("ffprobe"), "-v", "error", "-show_chapters", "-of", "json", files(project, name).with_suffix(".mp3")]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["chapters"]

    assert [(float(c["start_time"]), c["tags"]["title"]) for c in found] == [(seconds(c["zeit"]), c["titel"]) for c in head(project, name).get("kapitel", [])]


@pytest.mark.parametrize("name", EPISODES)
def test_mp3val_and_eye_d3_find_no_fault(project: Path, name: str) -> None:
    """mp3val is silent; eyeD3 reads title, show, language of the comment and the cover."""
    recording = files(project, name).with_suffix(".mp3")
    checked = subprocess.run([tool("mp3val"), recording], check=True, capture_output=True, text=True).stdout
    read = subprocess.run([tool("eyeD3"), "--no-color", recording], check=True, capture_output=True, text=True).stdout

    assert "WARNING" not in checked
    assert "ERROR" not in checked
    for told in ("ID3 v2.3", f"title: {head(project, name)['titel']}", "album: Kammerton trifft …", "[Lang: deu]", "FRONT_COVER Image"):
        assert told in read


@pytest.mark.parametrize("name", EPISODES)
def test_the_feed_tells_length_and_hash_of_the_copy(project: Path, name: str) -> None:
    """Bytes and SHA-384 are those of the file that is published; the editors' file is another one and untouched."""
    content = files(project, name).with_suffix(".mp3").read_bytes()
    feed = etree.parse(project / "output" / "podcast" / "feed.xml")
    item = next(i for i in feed.iterfind("channel/item") if f"/{name}.mp3" in i.find("enclosure").get("url", ""))
    podcast = "{https://podcastindex.org/namespace/1.0}"

    assert item.find("enclosure").get("length") == str(len(content))
    assert item.find(f"{podcast}alternateEnclosure/{podcast}integrity").get("value") == "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()
    assert content != (project / "episodes" / "media" / f"{name}.mp3").read_bytes()


@pytest.mark.parametrize("name", EPISODES)
def test_texts_for_players(project: Path, name: str) -> None:
    """Chapters and transcripts keep their schemas; webvtt-py reads every word of WebVTT and SRT."""
    base = files(project, name)
    if head(project, name).get("kapitel"):
        jsonschema.validate(json.loads(base.with_suffix(".json").read_bytes()), CHAPTERS)
    segments = json.loads(base.with_suffix(".abschrift.json").read_bytes())
    jsonschema.validate(segments, TRANSCRIPT)
    said = "".join("".join(s["body"].split()) for s in segments["segments"])

    assert "".join("".join(c.text.split()) for c in webvtt.read(base.with_suffix(".vtt"))) == said
    assert len(webvtt.from_srt(base.with_suffix(".srt"))) >= len(segments["segments"])
    assert base.with_suffix(".txt").read_text(encoding="utf-8").count("Mira:") > 1


@pytest.mark.parametrize("name", EPISODES)
def test_the_waveform_is_drawn(project: Path, name: str) -> None:
    """The page shows 200 bars, and for narrow screens 100."""
    page = (project / "output" / "podcast" / name / "index.html").read_text(encoding="utf-8")

    assert page.partition('class="kt-land__bars" d="')[2].partition('"')[0].count("M") == 200
    assert page.partition('class="kt-land__bars kt-land__bars--few" d="')[2].partition('"')[0].count("M") == 100


def test_with_and_without_cache_the_site_is_the_same(project: Path, tmp_path: Path) -> None:
    """A project whose cache was deleted gives the same bytes, only later."""
    fresh = copy_project(tmp_path / "projekt")
    shutil.rmtree(fresh / ".cache")
    kammerton(fresh, "publish")

    assert tree(fresh / "output") == tree(project / "output")


def test_a_long_transcript_has_its_own_page(project: Path, tmp_path: Path) -> None:
    """The page of the episode shows its beginning and leads there; both pass the audit and stand in the sitemap."""
    fresh = copy_project(tmp_path / "projekt")
    name = EPISODES[0]
    cues = "\n".join(
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n<v Mira>Das ist der Satz mit der Nummer {n}, und er ist lang.\n"
        for n in range(150)
    )
    (fresh / "episodes" / f"{name}.vtt").write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")
    result = kammerton(fresh, "publish")

    assert result.returncode == 0, result.stdout
    page = (fresh / "output" / "podcast" / name / "abschrift" / "index.html").read_text(encoding="utf-8")
    start = (fresh / "output" / "podcast" / name / "index.html").read_text(encoding="utf-8")
    assert "Nummer 149" in page
    assert "Nummer 149" not in start
    assert f'href="/podcast/{name}/abschrift/"' in start
    assert f"/podcast/{name}/abschrift/" in (fresh / "output" / "sitemap.xml").read_text(encoding="utf-8")


def test_a_new_episode(project: Path, tmp_path: Path) -> None:
    """The command begins the next episode from a recording; the project stays publishable, and a second call refuses to overwrite."""
    fresh = copy_project(tmp_path / "projekt")
    audio = tmp_path / "Papier hat eine Richtung.mp3"
    shutil.copy(files(project, EPISODES[1]).with_suffix(".mp3"), audio)
    shutil.copy(fresh / "episodes" / f"{EPISODES[1]}.vtt", audio.with_suffix(".vtt"))

    made = kammerton(fresh, "neue-folge", str(audio), "--titel", "Papier hat eine Richtung")
    checked = kammerton(fresh, "check")
    number = max(int(name[:3]) for name in EPISODES) + 1
    name = f"{number:03}-papier-hat-eine-richtung"

    assert (made.returncode, made.stderr) == (0, "")
    assert f"episodes/{name}.md" in made.stdout
    assert (fresh / "episodes" / "media" / f"{name}.mp3").read_bytes() == audio.read_bytes()
    assert head(fresh, name)["kapitel"][1]["titel"] == head(fresh, EPISODES[1])["kapitel"][1]["titel"]
    assert checked.returncode == 0, checked.stdout

    later = f"{number + 1:03}-papier-hat-eine-richtung"
    (fresh / "episodes" / f"{later}.vtt").write_text("WEBVTT\n", encoding="utf-8")
    again = kammerton(fresh, "neue-folge", str(audio), "--titel", "Papier hat eine Richtung")
    assert again.returncode == 2
    assert f"episodes/{later}.vtt gibt es schon" in again.stdout
    assert not (fresh / "episodes" / f"{later}.md").exists()


def test_a_torn_recording_stops_publishing(tmp_path: Path) -> None:
    """Half a recording is told with file and line of its episode; nothing is published."""
    fresh = copy_project(tmp_path / "projekt")
    name = EPISODES[1]
    recording = fresh / "episodes" / "media" / f"{name}.mp3"
    recording.write_bytes(recording.read_bytes()[: recording.stat().st_size // 2])
    text = (fresh / "episodes" / f"{name}.md").read_text(encoding="utf-8")
    line = next(n for n, line in enumerate(text.split("\n"), start=1) if line.startswith("audio:"))

    result = kammerton(fresh, "publish")

    assert result.returncode == 1
    assert f"episodes/{name}.md:{line}: Fehler R007: Die Aufnahme „{name}.mp3“ ist abgeschnitten" in result.stdout
    assert not (fresh / "output").exists()


@pytest.mark.parametrize(("content", "code"), [(b"Das ist ein Text.", 1), (None, 2)], ids=["no recording", "no file"])
def test_what_cannot_become_an_episode(tmp_path: Path, content: bytes | None, code: int) -> None:
    """A file that is no recording is a problem of content, one that is not there a wrong call; nothing is written."""
    fresh = copy_project(tmp_path / "projekt")
    before = tree(fresh / "episodes")
    if content is not None:
        (tmp_path / "a.mp3").write_bytes(content)

    result = kammerton(fresh, "neue-folge", str(tmp_path / "a.mp3"))

    assert result.returncode == code
    assert "a.mp3" in result.stdout
    assert tree(fresh / "episodes") == before
