"""The office's mailbox over IMAP (RFC 9051, and what servers of RFC 3501 know of it): read without a trace, put away only where wanted."""

import imaplib
import os
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from types import TracebackType
from typing import Any, Self

from kammerton.app.mailbox import Post
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.relay import ServerAddress, mailbox_address
from kammerton.domain.settings import MailboxSettings

# What names the account; both stand in no file of the project.
USER, PASSWORD = "KAMMERTON_POSTFACH_BENUTZER", "KAMMERTON_POSTFACH_KENNWORT"
_SECONDS = 60.0
# Of a larger mail only so much is read: reports say what they have to say at their beginning.
_MOST_BYTES = 512 * 1024
_AT_ONCE = 200
_FETCHED = re.compile(rb"UID (?P<uid>\d+) RFC822\.SIZE (?P<size>\d+)")


class ImapMailbox:
    """The real ``kammerton.app.mailbox.Mailbox``; use it as a context manager."""

    def __init__(self, settings: MailboxSettings) -> None:
        """Take the settings; the account comes from the environment. Raises ``SetupError`` where half of it is missing."""
        self._settings, self.address = settings, mailbox_address(settings.server)
        self._user, self._password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        if not (self._user and self._password):
            raise SetupError(M("Für das Postfach braucht es {user} und {password}, beide als Umgebungsvariable.", user=USER, password=PASSWORD))

    def __enter__(self) -> Self:
        """Connect, log in and open the folder. Raises ``SetupError`` with a sentence for whatever goes wrong."""
        self._server = self._connected()
        try:
            self._log_in()
            self._open_folder()
        except BaseException:
            self._hang_up()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None) -> None:
        """Log out."""
        self._hang_up()

    def __len__(self) -> int:
        """How many mails are in the folder."""
        return len(self._numbers)

    def mails(self) -> Iterator[Post]:
        """Every mail, oldest first, by a few lines of its head; none is marked as read (BODY.PEEK)."""
        for start in range(0, len(self._numbers), _AT_ONCE):
            numbers = ",".join(map(str, self._numbers[start : start + _AT_ONCE]))
            for part in self._asked("FETCH", numbers, "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE FROM TO)])"):
                found = _FETCHED.search(part[0]) if isinstance(part, tuple) else None
                if found:
                    name = sha256(found["size"] + b"\n" + part[1]).digest()
                    yield Post(int(found["uid"]), name)

    def content(self, number: int) -> bytes | None:
        """A mail's bytes, not marked as read; of a very large one the beginning; None where it is gone by now."""
        answer = self._asked("FETCH", str(number), f"(BODY.PEEK[]<0.{_MOST_BYTES}>)")
        return next((part[1] for part in answer if isinstance(part, tuple) and isinstance(part[1], bytes)), None)

    def number_of(self, message_id: str) -> int | None:
        """The number of the mail with this Message-ID, or None."""
        found = self._asked("SEARCH", "HEADER", "Message-ID", _quoted(message_id))
        numbers = [int(number) for part in found if isinstance(part, bytes) for number in part.split()]
        return numbers[-1] if numbers else None

    def put_away(self, number: int) -> None:
        """Leave the mail, move it, or delete it, as the settings say; only this one is expunged (UIDPLUS, RFC 4315)."""
        if self._settings.done == "liegenlassen":
            return
        if self._settings.done == "verschieben":
            if "MOVE" in self._can:
                self._asked("MOVE", str(number), _quoted(self._settings.done_folder))
                return
            self._asked("COPY", str(number), _quoted(self._settings.done_folder))
        self._asked("STORE", str(number), "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self._can:
            self._asked("EXPUNGE", str(number))

    # ------------------------------------------------------------------------------------------------ the server

    def _connected(self) -> imaplib.IMAP4:
        address = self.address
        try:
            if address.security == "tls":
                return imaplib.IMAP4_SSL(address.host, address.port, ssl_context=ssl.create_default_context(), timeout=_SECONDS)
            server = imaplib.IMAP4(address.host, address.port, timeout=_SECONDS)
            if address.security == "starttls":
                self._encrypt(server)
        except ssl.SSLCertVerificationError as reason:
            raise _untrusted(address, reason) from None
        except (OSError, imaplib.IMAP4.error) as reason:
            raise _unreachable(address, reason) from None
        return server

    def _encrypt(self, server: imaplib.IMAP4) -> None:
        try:
            server.starttls(ssl_context=ssl.create_default_context())
        except imaplib.IMAP4.error:
            server.shutdown()
            raise SetupError(
                M("Der Server {server} bietet keine Verschlüsselung an (STARTTLS); so wird kein Kennwort geschickt. Versuchen Sie imaps://.",
                    server=str(self.address))
            ) from None  # fmt: skip
        except BaseException:
            server.shutdown()
            raise

    def _log_in(self) -> None:
        try:
            self._server.login(self._user, self._password)
        except imaplib.IMAP4.abort as reason:
            raise _unreachable(self.address, reason) from None
        except imaplib.IMAP4.error:
            raise SetupError(
                M("Das Postfach auf {server} nimmt Benutzer und Kennwort nicht an. Prüfen Sie {user} und {password}.",
                    server=str(self.address), user=USER, password=PASSWORD)
            ) from None  # fmt: skip

        _, said = self._server.capability()  # servers tell more once they know who asks
        self._can = {str(name, "ascii", "replace").upper() for part in said for name in part.split()}

    def _open_folder(self) -> None:
        is_read_only = self._settings.done == "liegenlassen"
        answer, _ = self._server.select(_quoted(self._settings.folder), readonly=is_read_only)
        if answer != "OK":
            raise SetupError(M("Im Postfach gibt es den Ordner „{folder}“ nicht.", folder=self._settings.folder))
        if self._settings.done == "verschieben":
            self._server.create(_quoted(self._settings.done_folder))  # answers NO where it is there already
        found = self._asked("SEARCH", "ALL")
        self._numbers = sorted(int(number) for part in found if isinstance(part, bytes) for number in part.split())

    def _asked(self, command: str, *arguments: str) -> list[Any]:
        """What the server answers to a command about mails by their lasting numbers. Raises ``SetupError``."""
        try:
            answer, data = self._server.uid(command, *arguments)
        except (OSError, imaplib.IMAP4.error) as reason:
            raise _unreachable(self.address, reason) from None
        if answer != "OK":
            raise SetupError(M("Das Postfach auf {server} verweigert „{command}“. Darf das Konto Nachrichten verschieben oder löschen?",
                server=str(self.address), command=command))  # fmt: skip
        return list(data)

    def _hang_up(self) -> None:
        with suppress(OSError, imaplib.IMAP4.error):
            self._server.logout()


def _quoted(name: str) -> str:
    """A folder's name as a quoted string, in the letters IMAP has for umlauts (RFC 3501, 5.1.3).

    >>> _quoted("Erledigt"), _quoted("Rückläufer")
    ('"Erledigt"', '"R&APw-ckl&AOQ-ufer"')
    """

    def shifted(found: re.Match[str]) -> str:
        return "&" + found[0].encode("utf-7").decode("ascii").removeprefix("+").removesuffix("-").replace("/", ",") + "-"

    letters = re.sub(r"[^ -~]+", shifted, name.replace("&", "&-"))
    return '"' + letters.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unreachable(address: ServerAddress, reason: Exception) -> SetupError:
    said = reason.strerror if isinstance(reason, OSError) and reason.strerror else " ".join(str(reason).split())[:120]
    return SetupError(
        M("Das Postfach auf {server} ist nicht zu erreichen ({reason}). Besteht eine Verbindung, und stimmen Name und Anschluss in pelicanconf.py?",
            server=str(address), reason=said)
    )  # fmt: skip


def _untrusted(address: ServerAddress, reason: ssl.SSLCertVerificationError) -> SetupError:
    return SetupError(
        M("Dem Zertifikat des Servers {server} ist nicht zu trauen ({reason}); so wird kein Kennwort geschickt. Fragen Sie die IT.",
            server=str(address), reason=reason.verify_message)
    )  # fmt: skip
