"""The way to the relay, with servers on loopback: encrypted or not at all, and a sentence for whatever goes wrong."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from tests.certificates import certificate
from tests.fakes import WORDS

from kammerton.adapters.smtp import PASSWORD, USER, SmtpRelay
from kammerton.delivery.ledger import LOST, Step
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.relay import Security, ServerAddress


class Keeping:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.messages.append(envelope.content)
        return "250 2.0.0 ok"


class Silent:
    """Nobody asked for an answer."""

    async def handle_RCPT(self, server: Any, _session: Any, _envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if address.startswith("weg"):
            server.transport.close()
        return f"550 5.1.1 <{address}> unknown"


def server_context(files: tuple[Path, Path]) -> ssl.SSLContext:
    """TLS with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    return context


@contextmanager
def server(handler: Any, **options: Any) -> Iterator[int]:
    """A server on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def relay(port: int, security: Security = "none") -> SmtpRelay:
    """The way to a server on loopback."""
    return SmtpRelay(ServerAddress("localhost", port, security), seconds=10)


def sentence(way: SmtpRelay) -> str:
    """What somebody reads who cannot get in."""
    with pytest.raises(SetupError) as told:
        way.check()
    return WORDS.text(told.value.message)


def test_messages_arrive_as_they_are_over_one_connection() -> None:
    """Lines that begin with a dot, too (RFC 5321, 4.5.2)."""
    kept = Keeping()
    message = b"Subject: x\r\n\r\n.\r\n..zwei\r\nGr\xc3\xbc\xc3\x9fe\r\n"
    with server(kept) as port:
        way = relay(port)
        for _ in range(3):
            assert way.begin("a@probe.example", "b@x.example").is_accepted
            reply = way.finish(message, "")
            assert (reply.step, reply.code, reply.text) == (Step.CONTENT, 250, "2.0.0 ok")
        way.close()

    assert [content.replace(b"X-Peer", b"") for content in kept.messages] == [message] * 3


def test_a_refusal_and_a_lost_connection_are_replies() -> None:
    """Nothing is raised for what a relay says, or does not say any more; the next message connects anew."""
    with server(Silent()) as port:
        way = relay(port)
        refused = way.begin("a@probe.example", "b@x.example")
        way.reset()
        lost = way.begin("a@probe.example", "weg@x.example")
        again = way.begin("a@probe.example", "b@x.example")
        way.close()

    assert (refused.step, refused.code, refused.text) == (Step.RECIPIENT, 550, "5.1.1 <b@x.example> unknown")
    assert (lost.step, lost.code) == (Step.RECIPIENT, LOST)
    assert again.code == 550


def test_a_relay_that_is_away() -> None:
    """At the start a sentence; in the middle a reply, for it may come back."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]

    assert "nicht zu erreichen" in sentence(relay(port))
    assert relay(port).begin("a@probe.example", "b@x.example").code == LOST


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_good_certificate_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Security) -> None:
    """With TLS from the start, and with STARTTLS."""
    files, kept = certificate(tmp_path), Keeping()
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    option = {"ssl_context": server_context(files)} if security == "tls" else {"tls_context": server_context(files), "require_starttls": True}
    with server(kept, **option) as port:
        way = relay(port, security)
        way.check()
        assert way.begin("a@probe.example", "b@x.example").is_accepted
        assert way.finish(b"Subject: x\r\n\r\nGuten Tag\r\n", "").is_accepted
        way.close()

    assert len(kept.messages) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("trusted", "host", "expired", "told"),
    [
        (False, "localhost", False, "ist nicht zu trauen"),
        (True, "localhost", True, "ist abgelaufen"),
        (True, "relay.probe.example", False, "gehört nicht zu localhost"),
    ],
)
def test_no_message_goes_to_a_relay_with_a_wrong_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Security, trusted: bool, host: str, expired: bool, told: str
) -> None:
    """Signed by nobody, expired, somebody else's: a sentence, and nothing is said to it."""
    files, kept = certificate(tmp_path, host, expired=expired), Keeping()
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    option = {"ssl_context": server_context(files)} if security == "tls" else {"tls_context": server_context(files)}
    with server(kept, **option) as port:
        assert told in sentence(relay(port, security))

    assert kept.messages == []


def test_nothing_is_sent_unencrypted_to_another_machine() -> None:
    """A relay that offers no STARTTLS, or from whose answer somebody removed it, gets nothing."""
    with server(Keeping()) as port:
        assert "bietet keine Verschlüsselung an" in sentence(relay(port, "starttls"))


def test_a_wrong_password_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The account comes from the environment; half of one is told before anything is said."""
    monkeypatch.setenv(USER, "kammerton")
    with pytest.raises(SetupError):
        SmtpRelay(ServerAddress("localhost", 25, "none"))
    monkeypatch.setenv(PASSWORD, "falsch")

    def judge(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"richtig", handled=False)

    with server(Keeping(), authenticator=judge, auth_require_tls=False) as port:
        assert "nimmt Benutzer und Kennwort nicht an (535)" in sentence(relay(port))
        monkeypatch.setenv(PASSWORD, "richtig")
        way = relay(port)
        way.check()
        way.close()


def test_a_relay_without_accounts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is not sent to somebody who did not ask for it."""
    monkeypatch.setenv(USER, "kammerton")
    monkeypatch.setenv(PASSWORD, "geheim")
    with server(Keeping()) as port:
        assert "kennt keine Anmeldung" in sentence(relay(port))
