"""A DKIM signature on each message (RFC 6376), where the relay does not sign."""

from pathlib import Path

from kammerton.app.letters import Signer
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.settings import SendingSettings

# What must be covered: RFC 6376, 5.4.1, and both list headers for one-click unsubscribing (RFC 8058, 4).
_SIGNED = (
    b"From", b"To", b"Reply-To", b"Subject", b"Date", b"Message-ID", b"MIME-Version", b"Content-Type", b"List-Id", b"List-Unsubscribe",
    b"List-Unsubscribe-Post", b"Feedback-ID",
)  # fmt: skip


def signer(root: Path, settings: SendingSettings, sender: str) -> Signer:
    """What signs a finished message for the sender's domain; without settings it leaves messages as they are.

    Raises ``SetupError`` where half of the settings, the key, or the library is missing.
    """
    if settings.dkim_key is None and settings.dkim_selector is None:
        return lambda message: message
    if settings.dkim_key is None or settings.dkim_selector is None:
        raise SetupError(M("Zum Unterschreiben mit DKIM gehören in VERSAND beide Angaben: dkim_schluessel und dkim_auswahl."))
    try:
        import dkim
    except ImportError:
        raise SetupError(M("Zum Unterschreiben mit DKIM fehlt ein Baustein. Die IT holt ihn so: .venv/bin/pip install dkimpy")) from None
    selector, domain, key = settings.dkim_selector.encode(), sender.rpartition("@")[2].encode(), _key(root, settings.dkim_key)

    def sign(message: bytes) -> bytes:
        """The message under its signature; relays that fold or re-wrap headers do not break it (relaxed)."""
        present = [name for name in _SIGNED if b"\n" + name.lower() + b":" in b"\n" + message.partition(b"\r\n\r\n")[0].lower()]
        return bytes(dkim.sign(message, selector, domain, key, canonicalize=(b"relaxed", b"simple"), include_headers=present)) + message

    try:
        sign(b"From: x@x.example\r\n\r\n")
    except Exception as reason:  # noqa: BLE001 - the library raises whatever its parser meets
        raise SetupError(
            M("{file} ist kein privater Schlüssel, mit dem sich unterschreiben lässt ({reason}).", file=settings.dkim_key, reason=str(reason))
        ) from None
    return sign


def _key(root: Path, file: str) -> bytes:
    path = root / file
    published = [(root / name).resolve() for name in ("output", "content", "episodes", "newsletter", "theme", ".builds")]
    if any(path.resolve().is_relative_to(folder) for folder in published):
        raise SetupError(M("Der Schlüssel {file} liegt bei den Texten und könnte veröffentlicht werden. Legen Sie ihn in den Ordner privat.", file=file))
    try:
        return path.read_bytes()
    except OSError:
        raise SetupError(M("Der Schlüssel {file} zum Unterschreiben fehlt oder lässt sich nicht lesen.", file=file)) from None
