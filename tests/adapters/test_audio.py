"""Audio files measured."""

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.awkward_audio import CASES, SECONDS, make_bases
from tests.conftest import tool

from kammerton.adapters.audio import measure
from kammerton.domain.audio import AudioFacts

# One frame of silence: MPEG 1, layer III, 128 kbit/s, 44,100 Hz; 417 bytes, 1152 samples.
FRAME = b"\xff\xfb\x90\x64" + bytes(413)
MP3 = FRAME * 100
ID3 = b"ID3\x04\x00\x00\x00\x00\x00\x00"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x44\xac\x00\x00\x88\x58\x01\x00\x02\x00\x10\x00data\x00\x00\x00\x00"


def ogg_page(number: int, position: int, packet: bytes, flags: int) -> bytes:
    """One page of an Ogg stream with one packet."""
    head = b"OggS\x00" + bytes([flags]) + position.to_bytes(8, "little") + (1).to_bytes(4, "little") + number.to_bytes(4, "little") + bytes(4)
    return head + bytes([1, len(packet)]) + packet


OPUS = (
    ogg_page(0, 0, b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00", 2)
    + ogg_page(1, 0, b"OpusTags\x00\x00\x00\x00\x00\x00\x00\x00", 0)
    + ogg_page(2, 96_000, bytes(10), 4)
)


def measured(folder: Path, name: str, content: bytes) -> AudioFacts | str:
    """What is found in a file of this name and content."""
    (folder / name).write_bytes(content)
    return measure(folder / name)


@pytest.mark.parametrize("name", ["a.mp3", "A.MP3", "001-am-amboss.mp3"])
@pytest.mark.parametrize("tag", [b"", ID3], ids=["bare", "tagged"])
def test_mp3(tmp_path: Path, name: str, tag: bytes) -> None:
    """Duration to a hundredth of a second, size to the byte, the type of the ending; tags are not needed."""
    facts = measured(tmp_path, name, tag + MP3)

    assert isinstance(facts, AudioFacts)
    assert facts.duration == pytest.approx(100 * 1152 / 44_100, abs=0.01)
    assert (facts.bytes, facts.mime) == (len(tag + MP3), "audio/mpeg")


@pytest.mark.parametrize("name", ["a.opus", "a.ogg"])
def test_opus(tmp_path: Path, name: str) -> None:
    """Opus is recognised under both of its endings."""
    facts = measured(tmp_path, name, OPUS)

    assert isinstance(facts, AudioFacts)
    assert (facts.duration, facts.bytes, facts.mime, facts.channels, facts.rate) == (2.0, len(OPUS), "audio/ogg", 1, 48_000)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.mp3", b"", "empty"),
        ("a.m4a", b"", "empty"),
        ("a.mp3", b"Das ist ein Text.\n" * 50, "unreadable"),
        ("a.mp3", random.Random(1).randbytes(2000).replace(b"\xff", b"\x00"), "unreadable"),
        ("a.mp3", bytes(5000), "unreadable"),
        ("a.m4a", random.Random(2).randbytes(2000), "unreadable"),
        ("a.ogg", b"OggS" + bytes(100), "unreadable"),
        ("a.mp3", ID3, "unreadable"),
        ("a.mp3", OPUS, "mismatch"),
        ("a.m4a", OPUS, "mismatch"),
        ("a.ogg", ID3 + MP3, "mismatch"),
        ("a.m4a", ID3 + MP3, "mismatch"),
        ("a.mp3", WAV, "mismatch"),
        ("a.wav", WAV, "type"),
        ("a.flac", MP3, "type"),
        ("ohne", MP3, "type"),
        ("a.mp3.txt", MP3, "type"),
    ],
    ids=[
        "empty", "empty m4a", "text", "random", "zeros", "random m4a", "torn ogg", "tag only", "opus as mp3", "opus as m4a", "mp3 as ogg", "mp3 as m4a",
        "wav as mp3", "wav", "flac", "no ending", "two endings",
    ],
)  # fmt: skip
def test_what_is_wrong(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    """A file that players could not play is told by what is wrong with it, and never raises."""
    assert expected == measured(tmp_path, name, content)


@pytest.mark.parametrize("name", ["weg.mp3", "ordner/weg.mp3"])
def test_missing(tmp_path: Path, name: str) -> None:
    """No file, no facts."""
    assert measure(tmp_path / name) == "missing"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder that is named like a recording counts as missing."""
    (tmp_path / "a.mp3").mkdir()

    assert measure(tmp_path / "a.mp3") == "missing"


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The recordings all awkward ones are made of."""
    return make_bases(tool("ffmpeg"), tmp_path_factory.mktemp("bases"))


def decoded_seconds(path: Path) -> float:
    """How long a recording is once it is decoded."""
    command = [tool("ffmpeg"), "-v", "error", "-nostdin", "-i", path, "-f", "s16le", "-ac", "1", "-ar", "48000", "-"]
    return len(subprocess.run(command, check=True, capture_output=True).stdout) / 96_000


def test_there_are_enough_awkward_recordings() -> None:
    """At least fifty, and some of every verdict."""
    assert len({name for name, _, _ in CASES}) == len(CASES) >= 50
    assert {verdict for _, _, verdict in CASES} == {SECONDS, "empty", "unreadable", "mismatch", "type", "codec", "truncated", "lying", "damaged"}


@pytest.mark.parametrize(("name", "make", "verdict"), CASES, ids=[name for name, _, _ in CASES])
def test_awkward_recordings(tmp_path: Path, bases: dict[str, bytes], name: str, make, verdict: str) -> None:
    """Each gets its stated verdict; an accepted one has the length it decodes to, within a tenth of a second."""
    found = measured(tmp_path, name, make(bases))

    if verdict == SECONDS:
        assert isinstance(found, AudioFacts)
        assert found.duration == pytest.approx(decoded_seconds(tmp_path / name), abs=0.1)
        assert found.bitrate > 8000
    else:
        assert found == verdict


@given(
    st.binary(max_size=3000),
    st.sampled_from(["a.mp3", "a.m4a", "a.ogg", "a.opus"]),
    st.sampled_from([b"", ID3, FRAME * 3, b"OggS\x00\x02", b"\x00\x00\x00\x18ftypM4A ", OPUS]),
)
def test_never_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str, head: bytes) -> None:
    """Whatever the bytes, there is a verdict."""
    assert measured(tmp_path_factory.getbasetemp(), name, head + content)
