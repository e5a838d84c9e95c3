"""The folder of everything that is known of the newsletter's readers: outside the published tree, and nobody else's business."""

import os
import secrets
from pathlib import Path

from kammerton.domain.diagnostic import M, SetupError

KEY_FILE = "schluessel"
_KEY_BYTES = 32


def delivery_folder(root: Path, setting: str) -> Path:
    """The folder a setting names, made where it is missing, for its owner only. Raises ``SetupError`` where it would be published."""
    folder = (root / setting).resolve()
    published = [(root / name).resolve() for name in ("output", ".builds", "content", "episodes", "newsletter", "theme")]
    if folder == root.resolve() or any(folder.is_relative_to(other) for other in published):
        raise SetupError(M("VERSAND_ORDNER darf nicht „{folder}“ sein: Was dort liegt, kann veröffentlicht werden. Üblich ist privat/versand.", folder=setting))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def delivery_key(folder: Path, *, may_make: bool) -> bytes:
    """The key that tokens, marks and seals derive from: 32 random bytes, made once.

    ``may_make`` says whether a new one does no harm. Raises ``SetupError`` where the key is missing beside data, or is damaged.
    """
    file = folder / KEY_FILE
    if not file.exists():
        if not may_make:
            raise SetupError(
                M(
                    "{file} fehlt. Ohne diesen Schlüssel gelten keine Abmeldelinks und keine Sperren mehr; holen Sie ihn aus der Sicherung zurück.",
                    file=str(file),
                )
            )
        _make(file)
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise SetupError(M("{file} ist beschädigt. Holen Sie die Datei aus der Sicherung zurück.", file=str(file)))
    return key


def _make(file: Path) -> None:
    """A new key; where another process made one at the same moment, theirs stays."""
    fresh = file.with_name(f".{KEY_FILE}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(secrets.token_hex(_KEY_BYTES) + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.link(fresh, file)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)


def write_private(path: Path, content: bytes) -> None:
    """Write a file only its owner can read; an existing one is replaced whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".neu-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
