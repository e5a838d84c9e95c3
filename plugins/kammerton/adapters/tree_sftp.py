"""A target behind SFTP: municipal web space with a password, or a server that takes keys."""

import base64
import hashlib
import os
import socket
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

import paramiko

from kammerton.domain.diagnostic import M, Message, SetupError
from kammerton.domain.target import Target

_SECONDS = 30
# A round trip takes longer than a small file; servers let few sessions share a connection.
_AT_ONCE = 6
_WORDS: tuple[tuple[tuple[type[Exception], ...], Message], ...] = (
    ((paramiko.AuthenticationException,), M("Die Anmeldung wurde abgelehnt. Stimmen Benutzername und Kennwort oder Schlüssel?")),
    ((socket.gaierror,), M("Diesen Server gibt es nicht, oder es besteht keine Verbindung zum Internet.")),
    ((TimeoutError,), M("Der Server antwortet nicht.")),
    ((PermissionError,), M("Es fehlt die Berechtigung.")),
    ((paramiko.ssh_exception.NoValidConnectionsError, ConnectionError, EOFError), M("Die Verbindung kommt nicht zustande oder ist abgebrochen.")),
)


class _StatedFingerprint(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]  # paramiko has no types
    """Accepts the one host key whose fingerprint the settings state."""

    def __init__(self, stated: str) -> None:
        self._stated = stated

    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:  # noqa: ARG002 - paramiko's signature
        found = fingerprint(key)
        if found != self._stated:
            raise SetupError(
                M(
                    "Der Server {host} zeigt den Fingerabdruck {found} ({kind}), in den Einstellungen steht ein anderer. Es wurde nichts hochgeladen. Fragen Sie Ihre IT oder Ihren Anbieter.",
                    host=hostname,
                    found=found,
                    kind=key.get_name(),
                )
            )


class _KnownHosts(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]  # paramiko has no types
    """Accepts nobody who is not in known_hosts, and says whom it met."""

    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:  # noqa: ARG002 - paramiko's signature
        raise SetupError(
            M(
                "Der Server {host} ist hier nicht bekannt. Er zeigt den Fingerabdruck {found}. Nennt Ihre IT oder Ihr Anbieter denselben, schreiben Sie ihn als „fingerabdruck“ zum Ziel.",
                host=hostname,
                found=fingerprint(key),
            )
        )


def fingerprint(key: paramiko.PKey) -> str:
    """The fingerprint of a host key, as OpenSSH writes it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")


@contextmanager
def sftp_tree(target: Target, password: str | None) -> Iterator["SftpTree"]:
    """A connection to the target; without a password with the agent's or this machine's keys. Raises ``SetupError``."""
    with paramiko.SSHClient() as client:
        if target.fingerprint:
            client.set_missing_host_key_policy(_StatedFingerprint(target.fingerprint))
        else:
            client.load_system_host_keys()
            client.set_missing_host_key_policy(_KnownHosts())
        with _telling(target.host):
            client.connect(
                target.host,
                target.port or 22,
                target.user,
                password,
                timeout=_SECONDS,
                banner_timeout=_SECONDS,
                auth_timeout=_SECONDS,
                allow_agent=password is None and bool(os.environ.get("SSH_AUTH_SOCK")),
                look_for_keys=password is None,
            )
            sessions = list(_sessions(client))
        yield SftpTree(sessions, target.folder, target.host)


def _sessions(client: paramiko.SSHClient) -> Iterator[paramiko.SFTPClient]:
    """One session for each thread, or as many as the server lets us have; the first must come."""
    yield _patient(client.open_sftp())
    with suppress(paramiko.SSHException, OSError, EOFError):
        for _ in range(_AT_ONCE - 1):
            yield _patient(client.open_sftp())


def _patient(session: paramiko.SFTPClient) -> paramiko.SFTPClient:
    channel = session.get_channel()
    if channel is not None:
        channel.settimeout(_SECONDS)
    return session


class SftpTree:
    """A ``kammerton.adapters.way_tree.Tree`` behind SFTP (draft-ietf-secsh-filexfer-02, which OpenSSH speaks)."""

    def __init__(self, sessions: Sequence[paramiko.SFTPClient], folder: str, host: str) -> None:
        """Take sessions and an existing folder. Raises ``SetupError`` where there is none."""
        self.at_once = len(sessions)
        self._replacing = Lock()
        self._free: SimpleQueue[paramiko.SFTPClient] = SimpleQueue()
        for session in sessions:
            self._free.put(session)
        self._root, self._host = folder.rstrip("/"), host
        with self._session() as session:
            if not _is_folder(session, folder or "."):
                raise SetupError(
                    M(
                        "Den Ordner „{folder}“ gibt es auf {host} nicht. Lassen Sie ihn anlegen, oder berichtigen Sie die Adresse in ZIELE.",
                        folder=folder,
                        host=host,
                    )
                )

    def names(self, folder: str) -> Mapping[str, int | None]:
        """Files with their sizes, folders with None."""
        with self._session() as session:
            try:
                return {a.filename: None if stat.S_ISDIR(a.st_mode or 0) else a.st_size or 0 for a in session.listdir_iter(self._at(folder))}
            except FileNotFoundError:
                return {}

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None."""
        with self._session() as session:
            try:
                with session.open(self._at(path)) as file:
                    file.prefetch()
                    return bytes(file.read())
            except FileNotFoundError:
                return None

    def create(self, path: str, content: bytes) -> bool:
        """Write a file that is not there; the protocol knows no other reason than failure for one that is."""
        with self._session() as session:
            try:
                with session.open(self._at(path), "xb") as file:
                    file.write(content)
            except OSError:
                if _is_there(session, self._at(path)):
                    return False
                raise
        return True

    def fill(self, path: str, source: Path | bytes) -> None:
        """Write a file; not every server lets its rights be changed."""
        with self._session() as session:
            if isinstance(source, bytes):
                with session.open(self._at(path), "wb") as file:
                    file.set_pipelined(True)
                    file.write(source)
            else:
                session.put(str(source), self._at(path))
            with suppress(OSError):
                session.chmod(self._at(path), 0o644)

    def rename(self, path: str, final: str) -> None:
        """Give a file another name: in one step with OpenSSH's extension, else after deleting what has it, one file at a time."""
        with self._session() as session:
            try:
                session.posix_rename(self._at(path), self._at(final))
            except (FileNotFoundError, PermissionError):
                raise
            except OSError:
                with self._replacing:
                    with suppress(FileNotFoundError):
                        session.remove(self._at(final))
                    session.rename(self._at(path), self._at(final))

    def remove(self, path: str) -> None:
        """Delete a file, where it is there."""
        with self._session() as session, suppress(FileNotFoundError):
            session.remove(self._at(path))

    def make_folder(self, folder: str) -> None:
        """Make a folder, unless it is there."""
        with self._session() as session:
            if not _is_folder(session, self._at(folder)):
                session.mkdir(self._at(folder), 0o755)

    def remove_empty(self, folder: str) -> bool:
        """Delete an empty folder."""
        with self._session() as session, suppress(OSError):
            session.rmdir(self._at(folder))
            return True
        return False

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}" if self._root else path or "."

    @contextmanager
    def _session(self) -> Iterator[paramiko.SFTPClient]:
        """A session nobody else is using; what fails in it is told."""
        session = self._free.get()
        try:
            with _telling(self._host):
                yield session
        finally:
            self._free.put(session)


def _is_there(session: paramiko.SFTPClient, place: str) -> bool:
    try:
        session.stat(place)
    except FileNotFoundError:
        return False
    return True


def _is_folder(session: paramiko.SFTPClient, place: str) -> bool:
    try:
        return stat.S_ISDIR(session.stat(place).st_mode or 0)
    except FileNotFoundError:
        return False


@contextmanager
def _telling(host: str) -> Iterator[None]:
    try:
        yield
    except (paramiko.SSHException, OSError, EOFError) as reason:
        raise SetupError(
            M("{host}: {reason} Läuft der Befehl noch einmal, geht es dort weiter, wo es aufgehört hat.", host=host, reason=_told(reason))
        ) from None


def _told(reason: Exception) -> Message:
    if isinstance(reason, paramiko.BadHostKeyException):
        return M(
            "Der Server zeigt einen anderen Schlüssel als den bekannten ({found}). Es wurde nichts hochgeladen; fragen Sie Ihre IT.",
            found=fingerprint(reason.key),
        )
    told = next((message for kinds, message in _WORDS if isinstance(reason, kinds)), None)
    return told or M("Der Server meldet: {reason}.", reason=str(reason) or type(reason).__name__)
