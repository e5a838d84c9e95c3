"""The published copy of a recording: complete tags, cover and chapters; the same input gives the same bytes.

MP3 gets ID3v2.3, because programs built on ffmpeg lose chapters with pictures or long titles in ID3v2.4, with its CHAP
and CTOC frames in order of time, which mutagen would sort by size. See https://id3.org/id3v2-chapters-1.0.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kammerton.adapters.audio_frames import header_frame, walk
from kammerton.adapters.files import is_disk_problem, writing_new
from kammerton.domain.audio import AudioTags, Mark, language_code, suffix_of
from kammerton.domain.moments import long_clock

_GENRE = "Podcast"
_PADDING = 1024
_CHUNK = 1 << 20
_JPEG, _PNG = "image/jpeg", "image/png"
_TOP = 3  # CTOC: top level, ordered
_UTF16 = 1


def make_copy(source: Path, target: Path, tags: AudioTags, cover: Path | None) -> None:
    """Write the copy of ``source`` with these tags and no others to ``target``; a container mutagen cannot write is copied as it is.

    Raises ``OSError`` when the disk refuses.
    """
    picture = cover.read_bytes() if cover else b""
    with writing_new(target) as fresh:
        if suffix_of(source.name) == "mp3":
            _write_mp3(source, fresh, tags, picture)
        else:
            _write_container(source, fresh, tags, picture)


def _write_mp3(source: Path, target: Path, tags: AudioTags, picture: bytes) -> None:
    """Tags first, then the frames and nothing else: what stood before and behind them is left out."""
    frames = _id3(tags, picture)
    frames.update_to_v23()
    target.write_bytes(b"")
    with _disk_speaks_for_itself():
        frames.save(target, v1=0, v2_version=3, padding=lambda _: _PADDING)
    found = walk(source)
    assert found is not None, "a recording that was measured has frames"
    with source.open("rb") as read, target.open("ab") as write:
        write.write(header_frame(source, found))
        read.seek(found.start)
        left = found.end - found.start
        while left > 0:
            chunk = read.read(min(_CHUNK, left))
            if not chunk:
                break
            write.write(chunk)
            left -= len(chunk)


@contextmanager
def _disk_speaks_for_itself() -> Iterator[None]:
    """What the disk refuses is raised as that, not as an error of mutagen's: a copy without tags would be no answer to it."""
    import mutagen

    try:
        yield
    except mutagen.MutagenError as reason:
        told = reason.args[0] if reason.args else None
        if isinstance(told, OSError) and is_disk_problem(told):
            raise told from None
        raise


def _id3(tags: AudioTags, picture: bytes) -> Any:
    from mutagen import id3

    language = language_code(tags.language)
    texts = {
        "TIT2": tags.title, "TPE1": tags.artist, "TALB": tags.album, "TCON": _GENRE, "TLAN": language, "TPUB": tags.publisher,
        "TDRC": tags.date, "TCOP": tags.rights, "TRCK": str(tags.number or ""), "TPOS": str(tags.season or ""),
    }  # fmt: skip
    frames = _ordered_id3()
    for name, text in texts.items():
        if text:
            frames.add(getattr(id3, name)(encoding=_UTF16, text=text))
    frames.add(id3.COMM(encoding=_UTF16, lang=language, desc="", text=tags.comment))
    frames.add(id3.WOAF(url=tags.page))
    if picture:
        frames.add(id3.APIC(encoding=0, mime=_picture_type(picture), type=id3.PictureType.COVER_FRONT, desc="", data=picture))
    for number, mark in enumerate(tags.marks):
        frames.add(_chapter(number, mark, tags.marks[number + 1].at if number + 1 < len(tags.marks) else tags.duration))
    if tags.marks:
        frames.add(id3.CTOC(element_id="toc", flags=_TOP, child_element_ids=[f"ch{n:03}" for n in range(len(tags.marks))], sub_frames=[]))
    return frames


def _chapter(number: int, mark: Mark, end: float) -> Any:
    from mutagen import id3

    inside = [id3.TIT2(encoding=_UTF16, text=mark.title)]
    if mark.url:
        inside.append(id3.WXXX(encoding=0, desc="", url=mark.url))
    unused = 0xFFFFFFFF
    times = {"start_time": round(mark.at * 1000), "end_time": round(end * 1000), "start_offset": unused, "end_offset": unused}
    return id3.CHAP(element_id=f"ch{number:03}", sub_frames=inside, **times)


def _ordered_id3() -> Any:
    """An empty ID3 tag that writes its frames in the order of ours: texts, chapters by time, the table of contents, pictures last."""
    from mutagen.id3 import ID3
    from mutagen.id3._tags import save_frame

    class Ordered(ID3):  # type: ignore[misc]  # mutagen has no types
        def _write(self, config: Any) -> bytearray:
            """What mutagen's own does, but for the order (it sorts by size: mutagen issue 506)."""
            rank = {"CTOC": 1, "CHAP": 2, "APIC": 3}
            ordered = sorted(self.values(), key=lambda frame: (rank.get(frame.FrameID, 0), getattr(frame, "start_time", 0), frame.HashKey))
            return bytearray().join(save_frame(frame, config=config) for frame in ordered)

    return Ordered()


def _picture_type(picture: bytes) -> str:
    return _PNG if picture.startswith(b"\x89PNG") else _JPEG


def _write_container(source: Path, target: Path, tags: AudioTags, picture: bytes) -> None:
    import mutagen

    shutil.copyfile(source, target)
    try:
        found = mutagen.File(target)
        if type(found).__name__ == "MP4":
            _fill_mp4(found, tags, picture)
        else:
            _fill_vorbis(found, tags, picture)
        with _disk_speaks_for_itself():
            found.save(padding=lambda _: _PADDING)
    except mutagen.MutagenError:
        shutil.copyfile(source, target)


def _fill_mp4(found: Any, tags: AudioTags, picture: bytes) -> None:
    """MP4 atoms of iTunes; chapters stay as they are, mutagen can only read them."""
    from mutagen.mp4 import MP4Cover

    if found.tags is None:
        found.add_tags()
    found.tags.clear()
    texts = {
        "\xa9nam": tags.title, "\xa9ART": tags.artist, "\xa9alb": tags.album, "\xa9gen": _GENRE, "\xa9day": tags.date, "\xa9cmt": tags.comment,
        "cprt": tags.rights, "purl": tags.page,
    }  # fmt: skip
    for name, text in texts.items():
        if text:
            found.tags[name] = [text]
    found.tags["pcst"] = True
    if tags.number:
        found.tags["trkn"] = [(tags.number, 0)]
    if tags.season:
        found.tags["disk"] = [(tags.season, 0)]
    if picture:
        found.tags["covr"] = [MP4Cover(picture, MP4Cover.FORMAT_PNG if _picture_type(picture) == _PNG else MP4Cover.FORMAT_JPEG)]


def _fill_vorbis(found: Any, tags: AudioTags, picture: bytes) -> None:
    """Vorbis comments, with chapters as CHAPTERnnn (https://wiki.xiph.org/Chapter_Extension)."""
    import base64

    from mutagen.flac import Picture

    found.tags.clear()
    texts = {
        "title": tags.title, "artist": tags.artist, "album": tags.album, "genre": _GENRE, "date": tags.date, "comment": tags.comment,
        "language": language_code(tags.language), "organization": tags.publisher, "copyright": tags.rights, "contact": tags.page,
        "tracknumber": str(tags.number or ""), "discnumber": str(tags.season or ""),
    }  # fmt: skip
    for name, text in texts.items():
        if text:
            found.tags[name] = [text]
    for number, mark in enumerate(tags.marks):
        found.tags[f"CHAPTER{number:03}"] = [long_clock(mark.at)]
        found.tags[f"CHAPTER{number:03}NAME"] = [mark.title]
        if mark.url:
            found.tags[f"CHAPTER{number:03}URL"] = [mark.url]
    if picture:
        image = Picture()
        image.data, image.type, image.mime = picture, 3, _picture_type(picture)
        found.tags["METADATA_BLOCK_PICTURE"] = [base64.b64encode(image.write()).decode("ascii")]
