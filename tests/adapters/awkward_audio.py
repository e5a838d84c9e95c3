"""A maker of awkward recordings: whole, odd, torn, mislabelled, lying ones, each with the verdict it must get.

``seconds`` as a verdict means: accepted, with the length ffmpeg decodes. The base files come from ffmpeg.
"""

import random
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

SECONDS = "accepted"
_SOUND = "aevalsrc=0.4*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*3*t))+0.05*random(0):s=44100:d=6"
_QUIET_FIRST = "aevalsrc=if(lt(t\\,4)\\,0\\,0.5*sin(2*PI*500*t)+0.4*random(0)):s=44100:d=8"
# Base files: name, source, switches.
_BASES: dict[str, tuple[str, str]] = {
    "cbr.mp3": (_SOUND, "-ac 1 -b:a 64k"),
    "vbr.mp3": (_SOUND, "-ac 2 -q:a 5"),
    "abr.mp3": (_SOUND, "-ac 2 -abr 1 -b:a 96k"),
    "cbr-bare.mp3": (_SOUND, "-ac 1 -b:a 64k -write_xing 0 -id3v2_version 0"),
    "vbr-bare.mp3": (_SOUND, "-ac 2 -q:a 4 -write_xing 0 -id3v2_version 0"),
    "quiet-first-bare.mp3": (_QUIET_FIRST, "-ac 1 -q:a 2 -write_xing 0 -id3v2_version 0"),
    "mpeg2.mp3": (_SOUND, "-ac 1 -ar 22050 -b:a 32k"),
    "mpeg25.mp3": (_SOUND, "-ac 1 -ar 11025 -b:a 16k"),
    "48k.mp3": (_SOUND, "-ac 2 -ar 48000 -b:a 128k"),
    "32k.mp3": (_SOUND, "-ac 2 -ar 32000 -b:a 96k"),
    "320k.mp3": (_SOUND, "-ac 2 -b:a 320k"),
    "simple-stereo.mp3": (_SOUND, "-ac 2 -joint_stereo 0 -b:a 128k"),
    "layer2.mp2": (_SOUND, "-ac 2 -b:a 128k"),
    "late.m4a": (_SOUND, "-ac 2 -c:a aac"),
    "early.m4a": (_SOUND, "-ac 1 -c:a aac -movflags +faststart"),
    "alac.m4a": (_SOUND, "-c:a alac"),
    "pieces.m4a": (_SOUND, "-c:a aac -movflags +frag_keyframe+empty_moov -frag_duration 1000000"),
    "vorbis.ogg": (_SOUND, "-ac 1 -c:a libvorbis"),
    "vorbis48.ogg": (_SOUND, "-ac 2 -ar 48000 -c:a libvorbis"),
    "opus.opus": (_SOUND, "-ac 1 -c:a libopus"),
    "opus24.opus": (_SOUND, "-ac 2 -ar 24000 -c:a libopus"),
    "flac.flac": (_SOUND, "-ac 1"),
    "flac-in.oga": (_SOUND, "-c:a flac -f ogg"),
    "wave.wav": (_SOUND, "-ac 1"),
    "raw.aac": (_SOUND, "-c:a aac -f adts"),
}


def make_bases(ffmpeg: str, folder: Path) -> dict[str, bytes]:
    """The base files, by name."""
    found = {}
    for name, (source, switches) in _BASES.items():
        command = [ffmpeg, "-v", "error", "-y", "-f", "lavfi", "-i", source, "-map_metadata", "-1", "-fflags", "+bitexact", *switches.split(), folder / name]
        subprocess.run(command, check=True)
        found[name] = (folder / name).read_bytes()
    return found


def id3(size: int, version: int = 4) -> bytes:
    """An ID3v2 tag of padding."""
    return b"ID3" + bytes([version, 0, 0]) + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0)) + bytes(size)


APE = (
    b"APETAGEX"
    + struct.pack("<IIII8x", 2000, 59, 1, 0x80000000)
    + struct.pack("<II", 15, 0)
    + b"Artist\x00"
    + b"Landkreis Sonna"
    + b"APETAGEX"
    + struct.pack("<IIII8x", 2000, 59, 1, 0)
)
JUNK = random.Random(7).randbytes(9000).replace(b"\xff", b"\x00")


def _xing(content: bytes, factor: float) -> bytes:
    """The number of frames in the header multiplied."""
    at = max(content.find(b"Xing"), content.find(b"Info"))
    frames = int.from_bytes(content[at + 8 : at + 12], "big")
    return content[: at + 8] + int(frames * factor).to_bytes(4, "big") + content[at + 12 :]


def _middle(content: bytes, what: bytes) -> bytes:
    half = len(content) // 2
    return content[:half] + what + content[half:]


def _blotted(content: bytes) -> bytes:
    half = len(content) // 2
    return content[:half] + bytes(6000) + content[half + 6000 :]


def _pages(content: bytes) -> list[bytes]:
    """The pages of an Ogg file."""
    found, at = [], 0
    while at < len(content):
        count = content[at + 26]
        size = 27 + count + sum(content[at + 27 : at + 27 + count])
        found.append(content[at : at + size])
        at += size
    return found


def _position(page: bytes, position: int) -> bytes:
    return page[:6] + struct.pack("<q", position) + page[14:]


def _media_length(content: bytes, factor: int) -> bytes:
    """The duration in the media header of an MP4 file multiplied; the samples stay as they are."""
    at = content.find(b"mdhd") + 4
    duration = int.from_bytes(content[at + 16 : at + 20], "big")
    return content[: at + 16] + (duration * factor).to_bytes(4, "big") + content[at + 20 :]


Maker = Callable[[dict[str, bytes]], bytes]


def _same(name: str) -> Maker:
    return lambda b: b[name]


def _cut(name: str, part: float) -> Maker:
    return lambda b: b[name][: int(len(b[name]) * part)]


# File name, how its bytes come about, verdict.
CASES: list[tuple[str, Maker, str]] = [
    *((name, _same(name), SECONDS) for name in _BASES if name.endswith((".mp3", ".opus", ".ogg")) or name in ("late.m4a", "early.m4a")),
    ("LAUT.MP3", _same("cbr.mp3"), SECONDS),
    ("opus-in.ogg", _same("opus.opus"), SECONDS),
    ("two-tags.mp3", lambda b: id3(300) + id3(3000, 3) + b["vbr.mp3"], SECONDS),
    ("big-tag.mp3", lambda b: id3(400_000) + b["cbr-bare.mp3"], SECONDS),
    ("old-tag.mp3", lambda b: b["cbr.mp3"] + b"TAG" + bytes(125), SECONDS),
    ("ape-tag.mp3", lambda b: b["vbr.mp3"] + APE, SECONDS),
    ("ape-and-old-tag.mp3", lambda b: b["vbr-bare.mp3"] + APE + b"TAG" + bytes(125), SECONDS),
    ("zeros-behind.mp3", lambda b: b["cbr-bare.mp3"] + bytes(2000), SECONDS),
    ("junk-before.mp3", lambda b: JUNK[:700] + b["cbr-bare.mp3"], SECONDS),
    ("tag-and-junk-before.mp3", lambda b: id3(50) + JUNK[:700] + b["vbr-bare.mp3"], SECONDS),
    ("free-behind.m4a", lambda b: b["late.m4a"] + struct.pack(">I", 500) + b"free" + bytes(492), SECONDS),
    ("empty.mp3", lambda _: b"", "empty"),
    ("empty.m4a", lambda _: b"", "empty"),
    ("empty.ogg", lambda _: b"", "empty"),
    ("empty.opus", lambda _: b"", "empty"),
    ("text.mp3", lambda _: b"Das ist ein Text.\n" * 200, "unreadable"),
    ("page.mp3", lambda _: b"<!doctype html><title>404</title>" * 50, "unreadable"),
    ("zeros.mp3", lambda _: bytes(20_000), "unreadable"),
    ("random.mp3", lambda _: JUNK, "unreadable"),
    ("random.m4a", lambda _: JUNK, "unreadable"),
    ("random.ogg", lambda _: JUNK, "unreadable"),
    ("random.opus", lambda _: b"OggS" + JUNK, "unreadable"),
    ("tag-only.mp3", lambda _: id3(1000), "unreadable"),
    ("boxes-only.m4a", lambda b: b["late.m4a"][:32], "unreadable"),
    ("pieces.m4a", _same("pieces.m4a"), "unreadable"),
    ("wave.mp3", _same("wave.wav"), "mismatch"),
    ("flac.mp3", _same("flac.flac"), "mismatch"),
    ("m4a.mp3", _same("early.m4a"), "mismatch"),
    ("ogg.mp3", _same("vorbis.ogg"), "mismatch"),
    ("layer2.mp3", _same("layer2.mp2"), "mismatch"),
    ("mp3.m4a", _same("cbr.mp3"), "mismatch"),
    ("opus.m4a", _same("opus.opus"), "mismatch"),
    ("mp3.ogg", _same("vbr.mp3"), "mismatch"),
    ("flac.ogg", _same("flac-in.oga"), "mismatch"),
    ("vorbis.opus", _same("vorbis.ogg"), "mismatch"),
    ("wave.wav", _same("wave.wav"), "type"),
    ("flac.flac", _same("flac.flac"), "type"),
    ("raw.aac", _same("raw.aac"), "type"),
    ("ohne", _same("cbr.mp3"), "type"),
    ("alac.m4a", _same("alac.m4a"), "codec"),
    ("half.mp3", _cut("cbr.mp3", 0.5), "truncated"),
    ("almost.mp3", _cut("cbr.mp3", 0.9), "truncated"),
    ("half-vbr.mp3", _cut("vbr.mp3", 0.5), "truncated"),
    ("torn-frame.mp3", lambda b: b["cbr-bare.mp3"][:20_050], "truncated"),
    ("torn-vbr.mp3", lambda b: b["vbr-bare.mp3"][:-30], "truncated"),
    ("half-early.m4a", _cut("early.m4a", 0.5), "truncated"),
    ("half-late.m4a", _cut("late.m4a", 0.5), "truncated"),
    ("half.ogg", _cut("vorbis.ogg", 0.5), "truncated"),
    ("page-gone.ogg", lambda b: b"".join(_pages(b["vorbis.ogg"])[:-1]), "truncated"),
    ("half.opus", _cut("opus.opus", 0.5), "truncated"),
    ("says-double.mp3", lambda b: _xing(b["cbr.mp3"], 2), "truncated"),
    ("says-half.mp3", lambda b: _xing(b["vbr.mp3"], 0.5), "lying"),
    ("glued.mp3", lambda b: b["cbr.mp3"] + b["cbr.mp3"][b["cbr.mp3"].index(b"\xff\xfb") :], "lying"),
    ("says-double.m4a", lambda b: _media_length(b["early.m4a"], 2), "lying"),
    ("says-hours.ogg", lambda b: b"".join([*_pages(b["vorbis.ogg"])[:-1], _position(_pages(b["vorbis.ogg"])[-1], 10**9)]), "lying"),
    ("says-hours.opus", lambda b: b"".join([*_pages(b["opus.opus"])[:-1], _position(_pages(b["opus.opus"])[-1], 10**9)]), "lying"),
    ("junk-between.mp3", lambda b: _middle(b["cbr.mp3"], JUNK), "damaged"),
    ("zeros-between.mp3", lambda b: _blotted(b["cbr-bare.mp3"]), "damaged"),
    ("zeros-at-end.mp3", lambda b: b["cbr-bare.mp3"][:20_000] + bytes(28_000), "damaged"),
    ("glued-with-tags.mp3", lambda b: b["cbr-bare.mp3"] + id3(5000) + b["cbr-bare.mp3"], "damaged"),
    ("other-rate-behind.mp3", lambda b: b["cbr-bare.mp3"] + b["48k.mp3"], "damaged"),
    ("junk-between.ogg", lambda b: _middle(b["vorbis.ogg"], JUNK), "damaged"),
    ("page-missing.ogg", lambda b: b"".join([*_pages(b["vorbis.ogg"])[:3], *_pages(b["vorbis.ogg"])[4:]]), "damaged"),
    ("glued.opus", lambda b: b["opus.opus"] + b["opus24.opus"], "damaged"),
]  # fmt: skip
