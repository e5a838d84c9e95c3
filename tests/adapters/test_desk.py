"""Files of a new episode laid into the project."""

from pathlib import Path

import pytest
from tests.adapters.test_audio import MP3

from kammerton.adapters.desk import FolderDesk
from kammerton.app.new_episode import NewEpisode
from kammerton.domain.audio import AudioFacts
from kammerton.domain.diagnostic import SetupError

NEW = NewEpisode(2, "---\ntitel: A\n---\n", "episodes/002-a.md", "episodes/media/002-a.mp3", "episodes/002-a.vtt")


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """A recording outside the project."""
    file = tmp_path / "usb" / "Roh Aufnahme.mp3"
    file.parent.mkdir()
    file.write_bytes(MP3)
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty project."""
    (tmp_path / "projekt" / "episodes" / "media").mkdir(parents=True)
    return tmp_path / "projekt"


def tree(root: Path) -> dict[str, bytes]:
    """Every file of the project."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("ending", "other"), [(".vtt", ".srt"), (".srt", None)])
def test_the_transcript_beside_comes_along(root: Path, audio: Path, ending: str, other: str | None) -> None:
    """WebVTT before SRT; recording and transcript are copied, the originals stay."""
    for suffix in filter(None, (ending, other)):
        audio.with_suffix(suffix).write_bytes(suffix.encode())
    desk = FolderDesk(root, audio, None)
    desk.lay_down(NEW, None)

    assert desk.transcript_ending() == ending
    assert isinstance(desk.facts(), AudioFacts)
    assert tree(root) == {NEW.file: NEW.text.encode(), NEW.audio: MP3, str(NEW.transcript): ending.encode()}
    assert audio.read_bytes() == MP3


def test_a_given_transcript_is_written(root: Path, audio: Path) -> None:
    """Where none lies beside, the one that was made."""
    FolderDesk(root, audio, None).lay_down(NEW, b"WEBVTT\n")

    assert tree(root)[str(NEW.transcript)] == b"WEBVTT\n"


@pytest.mark.parametrize("file", [NEW.file, NEW.audio, str(NEW.transcript)])
def test_nothing_is_overwritten(root: Path, audio: Path, file: str) -> None:
    """Neither when asked before nor when somebody wrote the file since."""
    (root / file).write_bytes(b"alt")
    desk = FolderDesk(root, audio, None)

    with pytest.raises(SetupError):
        desk.refuse_existing(NEW)
    with pytest.raises(SetupError):
        desk.lay_down(NEW, b"WEBVTT\n")
    assert tree(root)[file] == b"alt"


def test_a_recording_in_the_project_is_not_copied(root: Path) -> None:
    """It is there already, under its own name."""
    audio = root / "episodes" / "media" / "roh.mp3"
    audio.write_bytes(MP3)
    desk = FolderDesk(root, audio, None)
    new = NewEpisode(2, NEW.text, NEW.file, "episodes/media/roh.mp3", None)
    desk.refuse_existing(new)
    desk.lay_down(new, None)

    assert desk.in_project == "roh.mp3"
    assert tree(root) == {NEW.file: NEW.text.encode(), "episodes/media/roh.mp3": MP3}


def test_no_recording(root: Path) -> None:
    """A name that is no file is told at once."""
    with pytest.raises(SetupError):
        FolderDesk(root, root / "weg.mp3", None)


def test_without_a_model_nobody_listens(root: Path, audio: Path) -> None:
    """No model named, no transcript made."""
    assert FolderDesk(root, audio, None).recognise("de") is None
