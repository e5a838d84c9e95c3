"""The way to the relay: one SMTP connection for all messages, encrypted, with a verified certificate (RFC 5321, 3207, 8314)."""

import os
import smtplib
import socket
import ssl

from kammerton.delivery.ledger import LOST, Reply, Step
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.relay import ServerAddress

# What names the account at the relay; both stand in no file of the project.
USER, PASSWORD = "KAMMERTON_RELAY_BENUTZER", "KAMMERTON_RELAY_KENNWORT"
_SECONDS = 60.0
_READY = 354


class SmtpRelay:
    """The real ``kammerton.app.sending_ports.Relay``."""

    def __init__(self, address: ServerAddress, *, seconds: float = _SECONDS) -> None:
        """Take the address; ``seconds`` is how long a reply may take."""
        self.address, self._seconds = address, seconds
        self._user, self._password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        self._connection: smtplib.SMTP | None = None
        if bool(self._user) != bool(self._password):
            raise SetupError(M("Für den Relay braucht es {user} und {password}, beide als Umgebungsvariable.", user=USER, password=PASSWORD))

    def check(self) -> None:
        """Connect and log in. Raises ``SetupError`` with a sentence for whatever goes wrong."""
        reply = self._connect()
        if reply is not None:
            raise SetupError(
                M(
                    "Der Relay {relay} ist nicht zu erreichen ({reason}). Besteht eine Verbindung, und stimmen Name und Anschluss in pelicanconf.py?",
                    relay=str(self.address),
                    reason=reply.text,
                )
            )

    def begin(self, sender: str, recipient: str) -> Reply:
        """Connect where needed, then MAIL and RCPT: the first refusal, or the acceptance of the recipient."""
        if self._connection is None:
            lost = self._connect()
            if lost is not None:
                return lost
        first = self._said(Step.SENDER, f"MAIL FROM:<{sender}>")
        return self._said(Step.RECIPIENT, f"RCPT TO:<{recipient}>") if first.is_accepted else first

    def finish(self, message: bytes, message_id: str) -> Reply:  # noqa: ARG002 - the outbox needs the name
        """DATA and the message: the reply to the final dot, or to DATA where that is refused."""
        ready = self._said(Step.DATA, "DATA")
        if ready.code != _READY:
            return ready
        assert self._connection is not None
        try:
            self._connection.send(message.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            code, text = self._connection.getreply()
        except (OSError, smtplib.SMTPException) as reason:
            return self._lost(Step.CONTENT, reason)
        return Reply(Step.CONTENT, code, _plain(text))

    def reset(self) -> None:
        """Forget the message that was begun; where that fails, the connection goes."""
        if self._connection is not None and not self._said(Step.CONNECT, "RSET").is_accepted:
            self.close()

    def close(self) -> None:
        """Say good-bye, if there is somebody to hear it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.quit()
            except (OSError, smtplib.SMTPException):
                connection.close()

    def has(self, message_id: str) -> bool | None:  # noqa: ARG002 - nobody can ask a relay
        """Whether it took a message earlier: nobody knows."""
        return None

    def _said(self, step: Step, command: str) -> Reply:
        if self._connection is None:
            return Reply(step, LOST)
        try:
            code, text = self._connection.docmd(command)
        except (OSError, smtplib.SMTPException) as reason:
            return self._lost(step, reason)
        return Reply(step, code, _plain(text))

    def _lost(self, step: Step, reason: Exception) -> Reply:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        return Reply(step, LOST, _why(reason))

    def _connect(self) -> Reply | None:
        """A fresh connection, or the reply that there is none now. Raises ``SetupError`` for what will not mend by itself."""
        self.close()
        try:
            connection = self._opened()
        except ssl.SSLCertVerificationError as reason:
            raise self._untrusted(reason) from None
        except smtplib.SMTPResponseException as reason:
            return Reply(Step.CONNECT, reason.smtp_code, _plain(reason.smtp_error))
        except (OSError, smtplib.SMTPException) as reason:
            return Reply(Step.CONNECT, LOST, _why(reason))
        try:
            self._log_in(connection)
        except (OSError, smtplib.SMTPException) as reason:
            connection.close()
            return Reply(Step.CONNECT, LOST, _why(reason))
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return None

    def _opened(self) -> smtplib.SMTP:
        """A connection that is encrypted where it has to be."""
        host, port = self.address.host, self.address.port
        if self.address.security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=self._seconds, context=ssl.create_default_context())
        connection = smtplib.SMTP(host, port, timeout=self._seconds)
        try:
            if self.address.security == "starttls":
                self._encrypt(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _encrypt(self, connection: smtplib.SMTP) -> None:
        connection.ehlo()
        if not connection.has_extn("starttls"):
            raise SetupError(
                M("Der Relay {relay} bietet keine Verschlüsselung an (STARTTLS); so wird nichts verschickt. Fragen Sie die IT nach dem richtigen Anschluss.",
                    relay=str(self.address))
            )  # fmt: skip
        connection.starttls(context=ssl.create_default_context())

    def _log_in(self, connection: smtplib.SMTP) -> None:
        connection.ehlo()
        if not self._user:
            return
        try:
            connection.login(self._user, self._password)
        except smtplib.SMTPAuthenticationError as reason:
            if 400 <= reason.smtp_code < 500 and reason.smtp_code != 432:
                raise  # a server that cannot ask its directory right now (RFC 4954, 454)
            raise SetupError(M("Der Relay {relay} nimmt Benutzer und Kennwort nicht an ({code}). Prüfen Sie {user} und {password}.",
                relay=str(self.address), code=reason.smtp_code, user=USER, password=PASSWORD)) from None  # fmt: skip
        except smtplib.SMTPNotSupportedError:
            raise SetupError(
                M("Der Relay {relay} kennt keine Anmeldung mit Kennwort. Fragen Sie die IT, ob eines nötig ist.", relay=str(self.address))
            ) from None

    def _untrusted(self, reason: ssl.SSLCertVerificationError) -> SetupError:
        if reason.verify_code == _EXPIRED:
            return SetupError(
                M("Das Zertifikat des Relays {relay} ist abgelaufen; so wird nichts verschickt. Geben Sie der IT Bescheid.", relay=str(self.address))
            )
        if reason.verify_code in _OTHER_NAME:
            return SetupError(
                M(
                    "Das Zertifikat des Relays gehört nicht zu {relay}. Fragen Sie die IT nach dem Namen, unter dem er angesprochen werden will.",
                    relay=str(self.address),
                )
            )
        return SetupError(
            M("Dem Zertifikat des Relays {relay} ist nicht zu trauen ({reason}); so wird nichts verschickt. Fragen Sie die IT.",
                relay=str(self.address), reason=reason.verify_message)
        )  # fmt: skip


# X509_V_ERR_CERT_HAS_EXPIRED, _HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH of OpenSSL.
_EXPIRED, _OTHER_NAME = 10, (62, 64)


def _plain(text: bytes | str) -> str:
    """What a relay said, without characters that command a terminal; it is not trusted."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return "".join(c if c.isprintable() else " " for c in said)


def _why(reason: Exception) -> str:
    """What went wrong, in a few words for the ledger and for people."""
    if isinstance(reason, socket.gaierror):
        return "DNS"
    return str(reason.strerror if isinstance(reason, OSError) and reason.strerror else reason) or type(reason).__name__
