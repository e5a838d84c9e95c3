"""The way to a server with SSH and rsync: the installed programs, this machine's keys and known_hosts."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kammerton.domain.diagnostic import M, Message, SetupError
from kammerton.domain.target import Target

_SECONDS = 60
# The longest path of a socket that every system takes, in bytes.
_LONGEST = 86
# Exit codes: what a list names is not in the source, which is how rsync deletes it; a folder cannot be deleted.
_VANISHED, _NOT_EMPTY = (24,), 23
# What ssh and rsync write, the more telling before the less.
_WORDS = {
    "Host key verification failed": M(
        "Der Schlüssel des Servers ist hier nicht bekannt oder ein anderer als früher. Fragen Sie Ihre IT nach dem Fingerabdruck, und melden Sie sich einmal mit ssh an."
    ),
    "Permission denied (": M("Die Anmeldung wurde abgelehnt. Es wird ein Schlüssel gebraucht, den der Server kennt (ssh-agent oder eine Datei in .ssh)."),
    "command not found": M("Auf dem Server fehlt rsync. Versuchen Sie es mit sftp:// statt ssh://."),
    "rsync: not found": M("Auf dem Server fehlt rsync. Versuchen Sie es mit sftp:// statt ssh://."),
    "Could not resolve hostname": M("Diesen Server gibt es nicht, oder es besteht keine Verbindung zum Internet."),
    "No space left": M("Dort ist kein Platz mehr."),
    "quota exceeded": M("Dort ist kein Platz mehr."),
    "Permission denied": M("Es fehlt die Berechtigung."),
    "No such file or directory": M("Den Ordner gibt es dort nicht. Lassen Sie ihn anlegen, oder berichtigen Sie die Adresse in ZIELE."),
}
_NO_ANSWER, _BROKEN = M("Der Server antwortet nicht."), M("Die Verbindung kommt nicht zustande oder ist abgebrochen.")
# The exit codes of rsync, and ssh's own.
_CODES = {10: _BROKEN, 12: _BROKEN, 255: _BROKEN, 30: _NO_ANSWER, 35: _NO_ANSWER}


class RsyncWay:
    """A ``kammerton.app.ports.Way`` with rsync, which gives each file its name once it has arrived whole.

    ``RSYNC_RSH`` may name another ssh with its switches, as for rsync itself.
    """

    def __init__(self, target: Target, build: Path, scratch: Path) -> None:
        """Take the target, the folder of the site to be uploaded, and an empty folder to work in. Raises ``SetupError``."""
        for program in ("rsync", "ssh"):
            if shutil.which(program) is None:
                raise SetupError(M("Dafür fehlt das Programm {program}. Installieren Sie es, zum Beispiel mit: sudo apt install {program}", program=program))
        self._target, self._build, self._scratch = target, build, scratch
        self._place = f"{target.user + '@' if target.user else ''}{target.host}:{target.folder}/"
        port = f" -p {target.port}" if target.port else ""
        ssh = os.environ.get("RSYNC_RSH") or "ssh"
        self._shared = _one_connection(scratch)
        self._ssh = f"{ssh} -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=20{port}{self._shared}"
        self._base = ["rsync", "-e", self._ssh, f"--timeout={_SECONDS}", "--from0"]
        try:
            self._rsync("--list-only", "--dirs", "--exclude=*", self._place)  # else rsync would make a mistyped folder
        except SetupError:
            self.close()
            raise

    def sizes(self, paths: Iterable[str]) -> Mapping[str, int]:
        """The sizes of those files that are there."""
        with self._list(paths) as file:
            listed = self._rsync("--list-only", "--no-h", "--8-bit-output", "--ignore-missing-args", f"--files-from={file}", self._place, str(self._scratch))
        lines = (line.split(maxsplit=4) for line in listed.split("\n") if line.startswith("-"))
        return {path: int(size.replace(",", "")) for _, size, _, _, path in lines}

    def read(self, name: str) -> bytes | None:
        """The record or the lock."""
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            self._rsync("--ignore-missing-args", f"{self._place}{name}", f"{folder}/")
            file = Path(folder) / name
            return file.read_bytes() if file.exists() else None

    def write(self, name: str, content: bytes) -> None:
        """Write or replace the record or the lock."""
        self._send(name, content)

    def claim(self, name: str, content: bytes) -> bool:
        """Write the lock where there is none; of two that come in the same moment the one that finds its own words there has it."""
        self._send(name, content, "--ignore-existing")
        return self.read(name) == content

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        """Bring files there; folders in between are made, those that are there stay as they are."""
        with self._list(paths) as file:
            self._rsync("--ignore-times", "--perms", "--chmod=F644", "--no-implied-dirs", f"--files-from={file}", f"{self._build}/", self._place)
        yield from paths

    def delete(self, paths: Sequence[str]) -> Iterator[str]:
        """Delete files, then the folders that are empty: rsync deletes what its list names and its source lacks."""
        if not paths:
            return
        with tempfile.TemporaryDirectory(dir=self._scratch) as empty:
            for listed, fine in ((paths, _VANISHED), (_folders(paths), (*_VANISHED, _NOT_EMPTY))):
                with self._list(listed) as file:
                    self._rsync("--delete-missing-args", "--dirs", "--no-implied-dirs", f"--files-from={file}", f"{empty}/", self._place, fine=fine)
        yield from paths

    def finish(self) -> None:
        """Nothing: rsync takes away its own files of a transfer that broke off."""

    def close(self) -> None:
        """Hang up the connection of our own; one that is gone already is no matter."""
        if self._shared:
            hang_up = [*shlex.split(self._ssh), "-O", "exit", self._target.host]
            subprocess.run(hang_up, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - a list of arguments

    def _send(self, name: str, content: bytes, *switches: str) -> None:
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            (Path(folder) / name).write_bytes(content)
            self._rsync("--ignore-times", "--perms", "--chmod=F644", *switches, f"{folder}/{name}", self._place)

    @contextmanager
    def _list(self, paths: Iterable[str]) -> Iterator[str]:
        with tempfile.NamedTemporaryFile(dir=self._scratch) as file:
            file.write(b"".join(path.encode() + b"\0" for path in paths))
            file.flush()
            yield file.name

    def _rsync(self, *arguments: str, fine: Sequence[int] = ()) -> str:
        done = subprocess.run([*self._base, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - a list of arguments
        if done.returncode and done.returncode not in fine:
            raise SetupError(M("{host}: {reason}", host=self._target.host, reason=_told(done.returncode, done.stderr.decode(errors="replace"))))
        return done.stdout.decode(errors="replace")


def _one_connection(scratch: Path) -> str:
    """The switches with which all calls of ssh share one connection (ssh_config(5), ``ControlMaster``); none where its socket could not lie in the folder.

    Its path has less than 104 bytes on some systems, and ssh puts 17 behind it while it makes it.
    """
    socket = str(scratch / "ssh")
    return f" -o ControlMaster=auto -o ControlPath={socket} -o ControlPersist={_SECONDS}" if len(socket.encode()) < _LONGEST and " " not in socket else ""


def _folders(paths: Sequence[str]) -> Sequence[str]:
    """The folders above these files, the deepest first."""
    found = {path[:n] for path in paths for n, character in enumerate(path) if character == "/"}
    return sorted(found, key=lambda folder: (-folder.count("/"), folder))


def _told(code: int, errors: str) -> Message:
    """What rsync and ssh say in English, in words; what is not known is told as it is."""
    told = next((message for text, message in _WORDS.items() if text in errors), None) or _CODES.get(code)
    lines = [line for line in errors.splitlines() if line.strip()]
    return told or M("rsync meldet: {reason}.", reason=lines[0][:200] if lines else str(code))
