"""What is kept about recordings: nothing is measured twice, and nothing kept can make a result wrong."""

import os
import shutil
from pathlib import Path

import pytest
from tests.adapters.test_audio import MP3, OPUS
from tests.fakes import WORDS

from kammerton.adapters import audio, audio_cache
from kammerton.adapters.audio_cache import FOLDER, AudioCache
from kammerton.adapters.processes import PROCESSES
from kammerton.adapters.progress import ConsoleWatch, Manner
from kammerton.domain.audio import AudioFacts, AudioTags, CopyWish, Mark, Recording
from kammerton.domain.diagnostic import M

TAGS = AudioTags("Am Amboss", "Probekammer", "Probe hört", "2026-03-01", "de", "Ein Tag.", "https://probe.example/podcast/a/", "Probekammer", 2.6)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one recording."""
    (tmp_path / "a.mp3").write_bytes(MP3)
    return tmp_path


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really measured."""
    names: list[str] = []
    real = audio.measure

    def counting(path: Path) -> AudioFacts | str:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(audio, "measure", counting)
    return names


def copied(cache: AudioCache, owner: str, tags: AudioTags = TAGS) -> Recording:
    """The published copy of the recording."""
    (found,) = cache.copies([CopyWish("a.mp3", tags, owner)])
    return found


def entries(root: Path) -> list[Path]:
    """Every file of the cache."""
    return sorted(p for p in (root / FOLDER).rglob("*") if p.is_file())


def test_an_unchanged_file_is_measured_once(root: Path, measured: list[str]) -> None:
    """Later runs read what was found, the same to the last digit; a copy under another name needs no measuring either."""
    first = AudioCache(root).facts("a.mp3")
    shutil.copy(root / "a.mp3", root / "b.mp3")

    assert [AudioCache(root).facts("a.mp3"), AudioCache(root).facts("b.mp3")] == [first, first]
    assert measured == ["a.mp3"]
    assert isinstance(first, AudioFacts)
    assert first.sound is not None
    assert len(first.sound.peaks) == 200


def test_a_changed_file_is_measured_again(root: Path, measured: list[str]) -> None:
    """Other bytes of the same size and time of change are noticed by the time of the inode."""
    AudioCache(root).facts("a.mp3")
    stat = (root / "a.mp3").stat()
    (root / "a.mp3").write_bytes(bytes(len(MP3)))
    os.utime(root / "a.mp3", ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert AudioCache(root).facts("a.mp3") == "unreadable"
    assert measured == ["a.mp3", "a.mp3"]


def test_problems_are_kept_too(root: Path, measured: list[str]) -> None:
    """A file that is no recording is read once; the ending is part of what was asked."""
    (root / "b.m4a").write_bytes(MP3)

    assert [AudioCache(root).facts("b.m4a") for _ in range(2)] == ["mismatch", "mismatch"]
    assert isinstance(AudioCache(root).facts("a.mp3"), AudioFacts)
    assert measured == ["b.m4a", "a.mp3"]


def test_missing_files_are_not_kept(root: Path) -> None:
    """What is not there is missing now and found later."""
    assert AudioCache(root).facts("b.mp3") == "missing"
    (root / "b.mp3").write_bytes(MP3)
    assert isinstance(AudioCache(root).facts("b.mp3"), AudioFacts)


@pytest.mark.parametrize("damage", [b"", b"x", b"{}", None, b"0" * 64 + b"\n{}"], ids=["empty", "word", "other JSON", "cut", "wrong hash"])
def test_a_damaged_cache_changes_nothing(root: Path, damage: bytes | None) -> None:
    """Each file of the cache may be damaged: the results stay the same."""
    good = AudioCache(root).facts("a.mp3"), copied(AudioCache(root), "folge")
    for entry in entries(root):
        kept = entry.read_bytes()
        entry.write_bytes(kept[: len(kept) // 2] if damage is None else damage)

        assert (AudioCache(root).facts("a.mp3"), copied(AudioCache(root), "folge")) == good


def test_a_deleted_cache_changes_nothing(root: Path) -> None:
    """The published copy comes out the same, byte by byte."""
    first = copied(AudioCache(root), "folge")
    content = (root / first.source).read_bytes()
    shutil.rmtree(root / ".cache")

    assert copied(AudioCache(root), "folge") == first
    assert (root / first.source).read_bytes() == content


def test_an_older_version_is_ignored(root: Path, measured: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program measures anew."""
    first = AudioCache(root).facts("a.mp3")
    monkeypatch.setattr(audio_cache, "VERSION", 999)

    assert AudioCache(root).facts("a.mp3") == first
    assert measured == ["a.mp3", "a.mp3"]


def test_other_tags_make_another_copy_and_the_old_one_goes(root: Path) -> None:
    """An episode has one copy at a time; its neighbour's stays."""
    cache = AudioCache(root)
    other = copied(cache, "nachbar")
    old = copied(cache, "folge")
    new = copied(cache, "folge", AudioTags(**{**vars(TAGS), "marks": (Mark(0.0, "Anfang"),)}))

    assert old.source != new.source
    assert [(root / r.source).is_file() for r in (other, old, new)] == [True, False, True]


def test_what_nothing_can_decode_is_heard_once_something_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ffmpeg an Opus file has no peaks; that is not kept."""
    (tmp_path / "a.opus").write_bytes(OPUS)
    monkeypatch.setenv("PATH", "")

    for _ in range(2):
        found = AudioCache(tmp_path).facts("a.opus")
        assert isinstance(found, AudioFacts)
        assert found.sound is not None
        assert found.sound.peaks == ()


def test_it_is_told_what_had_to_be_made(root: Path) -> None:
    """Measuring and copying the first time, neither the second time."""
    told = []
    for _ in range(2):
        watch = ConsoleWatch(WORDS, Manner.NOTHING)
        with watch.stage(M("Aufnahmen messen")) as stage:
            AudioCache(root, watch).facts("a.mp3")
            copied(AudioCache(root, watch), "a")
        told.append((stage.spent.made, stage.spent.kept))

    assert told == [(2, 0), (0, 2)]


def test_the_same_whoever_copies(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several processes make the copies that one makes, each where its wish stood; of what is there only the rest is made."""
    wishes = [CopyWish("a.mp3", AudioTags(**{**vars(TAGS), "title": f"Folge {n}"}), f"folge-{n}") for n in range(24)]
    found = []
    for processes in ("1", "3"):
        monkeypatch.setenv(PROCESSES, processes)
        shutil.rmtree(root / ".cache", ignore_errors=True)
        AudioCache(root).copies(wishes[5:9])
        watch = ConsoleWatch(WORDS, Manner.NOTHING)
        with watch.stage(M("Aufnahmen kopieren")) as stage:
            copies = AudioCache(root, watch).copies(wishes)
        found.append((copies, [(root / copy.source).read_bytes() for copy in copies]))
        assert (stage.spent.made, stage.spent.kept) == (20, 4)
        assert [Path(copy.source).parent.name for copy in copies] == [wish.owner for wish in wishes]

    assert found[0] == found[1]
