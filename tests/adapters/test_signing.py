"""DKIM signatures: made where wanted, hold, and cover what must not be changed."""

import base64
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from tests.certificates import private_key
from tests.fakes import WORDS

from kammerton.adapters.signing import signer
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.settings import SendingSettings

MESSAGE = (
    b"From: Probe <brief@probe.example>\r\nTo: a@x.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nDate: Sun, 15 Mar 2026 11:00:00 +0100\r\n"
    b"Message-ID: <2026-03.abc@probe.example>\r\nList-Unsubscribe: <https://abo.probe.example/u/" + b"x" * 120 + b">\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nGuten Tag\r\n"
)


def settings(**changed: str) -> SendingSettings:
    """The settings of a key."""
    return SendingSettings(**{"dkim_key": "privat/dkim.pem", "dkim_selector": "probe", **changed})  # type: ignore[arg-type]


def record(root: Path) -> bytes:
    """A new key in its place, and what stands in the DNS for it."""
    (root / "privat").mkdir()
    public = private_key(root / "privat" / "dkim.pem").public_key()
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))


def test_without_settings_nothing_is_signed(tmp_path: Path) -> None:
    """The relay does it, usually."""
    assert signer(tmp_path, SendingSettings(), "brief@probe.example")(MESSAGE) == MESSAGE


def test_a_signature_holds_and_covers_the_way_out(tmp_path: Path) -> None:
    """Both headers for unsubscribing with one click are covered (RFC 8058, 4); whoever changes them breaks it."""
    dns = record(tmp_path)
    signed = signer(tmp_path, settings(), "brief@probe.example")(MESSAGE)

    def holds(message: bytes) -> bool:
        return dkim.verify(message, dnsfunc=lambda _name, **_: dns)

    assert holds(signed)
    assert signed.endswith(MESSAGE)
    for part in (b"/u/x", b"One-Click", b"Probe <", b"Guten", b"2026-03.abc"):
        assert not holds(signed.replace(part, part[:-1] + b"y"))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"dkim_selector": None}, "beide Angaben"),
        ({"dkim_key": "privat/fehlt.pem"}, "fehlt oder lässt sich nicht lesen"),
        ({"dkim_key": "content/dkim.pem"}, "könnte veröffentlicht werden"),
        ({"dkim_key": "privat/leer.pem"}, "kein privater Schlüssel"),
    ],
)
def test_what_is_missing_is_told(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    """Before anything is sent."""
    record(tmp_path)
    (tmp_path / "privat" / "leer.pem").write_text("leer")

    with pytest.raises(SetupError) as reason:
        signer(tmp_path, settings(**changed), "brief@probe.example")

    assert told in WORDS.text(reason.value.message)
