"""Videos measured from hand-made MP4 files."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.adapters.clips import measure_clip
from kammerton.domain.clip import ClipFacts


def box(name: bytes, *inside: bytes) -> bytes:
    """A box of ISO/IEC 14496-12: length, name, content."""
    content = b"".join(inside)
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(seconds: int = 20, width: int = 640, height: int = 360, *more: bytes) -> bytes:
    """A film of one track; its pictures are missing, which nobody measures."""
    mvhd = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    tkhd = box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16))
    return box(b"ftyp", b"isom") + box(b"mdat", bytes(50)) + box(b"moov", mvhd, box(b"trak", tkhd), *more)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.mp4", mp4(), ClipFacts(20.0, 640, 360)),
        ("a.mp4", mp4(75), ClipFacts(75.0, 640, 360)),
        ("a.MP4", mp4(), ClipFacts(20.0, 640, 360)),
        ("a.mov", mp4(), "type"),
        ("a.mp4", b"", "unreadable"),
        ("a.mp4", b"<html>", "unreadable"),
        ("a.mp4", mp4()[:-30], "unreadable"),
        ("a.mp4", mp4(0), "unreadable"),
        ("a.mp4", mp4(20, 0, 0), "unreadable"),
        ("a.mp4", mp4(20, 640, 360, box(b"udta", box(b"\xa9xyz", b"+51.05+010.21/"))), "located"),
        ("a.mp4", mp4(20, 640, 360, box(b"udta", box(b"loci", bytes(20)))), "located"),
        ("a.mp4", mp4(20, 640, 360, box(b"meta", b"com.apple.quicktime.location.ISO6709")), "located"),
    ],
)
def test_what_is_measured(tmp_path: Path, name: str, content: bytes, expected: ClipFacts | str) -> None:
    """Duration and size come from the film's header; what cannot be played, or says where it was taken, is named."""
    (tmp_path / name).write_bytes(content)

    assert expected == measure_clip(tmp_path / name)


def test_a_missing_video(tmp_path: Path) -> None:
    """A file that is not there, or a folder, is missing."""
    (tmp_path / "ordner.mp4").mkdir()

    assert (measure_clip(tmp_path / "a.mp4"), measure_clip(tmp_path / "ordner.mp4")) == ("missing", "missing")


@given(content=st.one_of(st.binary(max_size=300), st.builds(lambda at, byte: mp4()[:at] + byte + mp4()[at + 1 :], st.integers(0, 250), st.binary(max_size=3))))
def test_measuring_never_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Any bytes give facts or a word."""
    path = tmp_path_factory.mktemp("clips") / "a.mp4"
    path.write_bytes(content)

    assert isinstance(measure_clip(path), ClipFacts | str)
