"""The published copy, read back by programs of others."""

import hashlib
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.awkward_audio import CASES, SECONDS, make_bases
from tests.conftest import tool

from kammerton.adapters.audio import measure
from kammerton.adapters.audio_copy import make_copy
from kammerton.domain.audio import AudioFacts, AudioTags, Mark

ROOT = Path(__file__).parents[2]
COVER = ROOT / "content" / "bilder" / "podcast-cover.png"
MARKS = (
    Mark(0.0, "Ein langer Titel, der in ID3v2.4 verloren ginge, weil er in ffmpeg nicht ankommt, sobald er mehr als 127 Zeichen hat und noch etwas"),
    Mark(1.5, "Zwei", "https://probe.example/zwei?a=b&c"),
    Mark(2.25, "„Drei“ & ß <b>"),
    Mark(5.0, "Ende"),
)
TAGS = AudioTags(
    title="Größe „Ω“ & mehr", artist="Landkreis Sonnental", album="Kammerton trifft …", date="2026-11-05", language="de", comment="Über Öl.",
    page="https://probe.example/podcast/007/", publisher="Probekammer", duration=6.0, number=7, season=2, rights="Landkreis Sonnental", cover="c.png", marks=MARKS,
)  # fmt: skip


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The recordings all others are made of."""
    return make_bases(tool("ffmpeg"), tmp_path_factory.mktemp("bases"))


def copied(folder: Path, name: str, content: bytes, tags: AudioTags = TAGS, cover: Path | None = COVER) -> Path:
    """The published copy of a recording of these bytes."""
    (folder / name).write_bytes(content)
    target = folder / "neu" / name
    make_copy(folder / name, target, tags, cover)
    assert (folder / name).read_bytes() == content, "the original was touched"
    return target


def probed(path: Path) -> dict[str, Any]:
    """What ffprobe finds."""
    command = [tool("ffprobe"), "-v", "error", "-show_chapters", "-show_streams", "-show_format", "-of", "json", path]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def chapters(path: Path) -> list[tuple[float, str]]:
    """Beginning and title of each chapter, in the order ffprobe lists them."""
    return [(float(c["start_time"]), c["tags"]["title"]) for c in probed(path)["chapters"]]


@pytest.mark.parametrize("name", ["cbr.mp3", "vbr.mp3", "vbr-bare.mp3", "48k.mp3", "vorbis.ogg", "opus.opus"])
def test_ffprobe_lists_the_chapters(tmp_path: Path, bases: dict[str, bytes], name: str) -> None:
    """The same chapters as were given, in order of time, long titles and signs included."""
    assert chapters(copied(tmp_path, name, bases[name])) == [(mark.at, mark.title) for mark in MARKS]


def test_ffprobe_reads_the_tags(tmp_path: Path, bases: dict[str, bytes]) -> None:
    """Every text of the tags, and the cover as a picture."""
    found = probed(copied(tmp_path, "cbr.mp3", bases["cbr.mp3"]))

    assert found["format"]["tags"] == {
        "title": TAGS.title, "artist": TAGS.artist, "album": TAGS.album, "track": "7", "disc": "2", "date": "2026-11-05", "genre": "Podcast", "language": "deu",
        "comment": "Über Öl.", "publisher": "Probekammer", "copyright": "Landkreis Sonnental",
    }  # fmt: skip
    assert [s["codec_name"] for s in found["streams"]] == ["mp3", "png"]


def test_eye_d3_reads_tags_and_cover(tmp_path: Path, bases: dict[str, bytes]) -> None:
    """A second reader finds version 2.3, the texts, the cover and the address."""
    target = copied(tmp_path, "vbr.mp3", bases["vbr.mp3"])
    told = subprocess.run([tool("eyeD3"), "--no-color", target], check=True, capture_output=True, text=True).stdout

    for line in ("ID3 v2.3", "title: Größe „Ω“ & mehr", "artist: Landkreis Sonnental", "album: Kammerton trifft …", "track: 7", "disc: 2", "FRONT_COVER Image"):
        assert line in told
    assert TAGS.page in told
    assert f"{COVER.stat().st_size} bytes] [Type: image/png]" in told


WHOLE = [(name, make) for name, make, verdict in CASES if verdict == SECONDS and name.lower().endswith(".mp3")]


@pytest.mark.parametrize(("name", "make"), WHOLE, ids=[name for name, _ in WHOLE])
def test_mp3val_is_silent(tmp_path: Path, bases: dict[str, bytes], name: str, make) -> None:
    """Whatever stood around the frames of the original, the copy has no fault."""
    told = subprocess.run([tool("mp3val"), copied(tmp_path, name, make(bases))], check=True, capture_output=True, text=True).stdout

    assert "INFO" in told
    assert "WARNING" not in told
    assert "ERROR" not in told


@pytest.mark.parametrize("name", ["cbr.mp3", "vbr-bare.mp3", "late.m4a", "early.m4a", "vorbis.ogg", "opus.opus"])
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, bases: dict[str, bytes], name: str) -> None:
    """Two copies are equal, and a copy of the copy too."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    once = copied(tmp_path / "a", name, bases[name]).read_bytes()
    again = copied(tmp_path / "b", name, once).read_bytes()

    assert hashlib.sha256(once).digest() == hashlib.sha256(again).digest()


@pytest.mark.parametrize("name", ["cbr.mp3", "vbr-bare.mp3", "quiet-first-bare.mp3", "late.m4a", "early.m4a", "vorbis.ogg", "opus.opus"])
def test_the_sound_stays_the_same(tmp_path: Path, bases: dict[str, bytes], name: str) -> None:
    """Duration, channels and every decoded sample are those of the original."""
    target = copied(tmp_path, name, bases[name])
    before, after = measure(tmp_path / name), measure(target)

    assert isinstance(before, AudioFacts)
    assert isinstance(after, AudioFacts)
    assert (before.duration, before.channels) == (after.duration, after.channels)
    sounds = [
        subprocess.run([tool("ffmpeg"), "-v", "error", "-i", p, "-map", "0:a", "-f", "md5", "-"], check=True, capture_output=True).stdout
        for p in (tmp_path / name, target)
    ]
    assert sounds[0] == sounds[1]


def test_our_own_reader_finds_title_and_chapters(tmp_path: Path, bases: dict[str, bytes]) -> None:
    """What the copy says is read back the same; titles are cut to what a chapter of ours may have."""
    for name in ("cbr.mp3", "vorbis.ogg", "opus.opus"):
        found = measure(copied(tmp_path, name, bases[name]))
        assert isinstance(found, AudioFacts)
        assert found.title == TAGS.title
        assert found.marks == tuple(replace(mark, title=mark.title[:128].strip()) for mark in MARKS)


def test_m4a_gets_its_tags(tmp_path: Path, bases: dict[str, bytes]) -> None:
    """MP4 has the texts and the cover; chapters it had stay, for nobody can write them."""
    found = probed(copied(tmp_path, "early.m4a", bases["early.m4a"]))

    wanted = {
        "title": TAGS.title,
        "artist": TAGS.artist,
        "album": TAGS.album,
        "genre": "Podcast",
        "date": "2026-11-05",
        "track": "7",
        "disc": "2",
        "podcast": "1",
    }
    assert wanted.items() <= found["format"]["tags"].items()
    assert [s["codec_name"] for s in found["streams"]] == ["aac", "png"]


def test_few_tags_make_few_frames(tmp_path: Path, bases: dict[str, bytes]) -> None:
    """Without number, season, rights, cover and chapters nothing stands in their place."""
    bare = replace(TAGS, number=None, season=None, rights="", cover="", marks=())
    found = probed(copied(tmp_path, "cbr.mp3", bases["cbr.mp3"], bare, cover=None))

    assert found["format"]["tags"].keys() == {"title", "artist", "album", "date", "genre", "language", "comment", "publisher"}
    assert found["chapters"] == []
    assert len(found["streams"]) == 1


def test_old_tags_are_gone(tmp_path: Path, bases: dict[str, bytes]) -> None:
    """What a recording program wrote about machine and user is not published."""
    from mutagen.id3 import ID3, PRIV, TXXX

    (tmp_path / "alt.mp3").write_bytes(bases["cbr.mp3"])
    tags = ID3(tmp_path / "alt.mp3")
    tags.add(TXXX(desc="Rechner", text="GEHEIM"))
    tags.add(PRIV(owner="x", data=b"GEHEIM"))
    tags.save()

    assert b"GEHEIM" not in copied(tmp_path, "cbr.mp3", (tmp_path / "alt.mp3").read_bytes()).read_bytes()
