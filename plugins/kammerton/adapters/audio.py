"""Audio files measured with mutagen."""

from pathlib import Path

from kammerton.domain.audio import TYPES, AudioFacts, suffix_of

# The class mutagen must find for each ending; it trusts content over names, players trust names.
_CLASSES = {"mp3": ("MP3",), "m4a": ("MP4",), "ogg": ("OggVorbis", "OggOpus"), "opus": ("OggOpus",)}


def measure(path: Path) -> AudioFacts | str:
    """Duration, size and type, or what is wrong: missing, empty, type, unreadable, mismatch.

    ``mutagen.File`` gives an object that is falsy when it has no tags: only None means "not audio".
    """
    import mutagen

    suffix = suffix_of(path.name)
    if not path.is_file():
        return "missing"
    if suffix not in TYPES:
        return "type"
    size = path.stat().st_size
    try:
        found = mutagen.File(path)
    except (mutagen.MutagenError, OSError, ValueError):
        found = None
    if found is None or found.info is None:
        return "empty" if size == 0 else "unreadable"
    if type(found).__name__ not in _CLASSES[suffix]:
        return "mismatch"
    return AudioFacts(float(found.info.length), size, TYPES[suffix]) if found.info.length > 0 else "empty"
