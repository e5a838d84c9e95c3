"""The way to a branch that a host publishes: one commit, made without a working tree, and one push."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kammerton.deploy.transfer.record import LOCK
from kammerton.domain.diagnostic import M, Message, SetupError
from kammerton.domain.target import Target

BRANCH = "pages"
_NAME = {
    "GIT_AUTHOR_NAME": "Kammerton",
    "GIT_COMMITTER_NAME": "Kammerton",
    "GIT_AUTHOR_EMAIL": "kammerton@localhost",
    "GIT_COMMITTER_EMAIL": "kammerton@localhost",
}
_MESSAGE = "Website"
_NO_OBJECT = "0" * 40
_OVERTAKEN = M("Dorthin hat inzwischen jemand anderes hochgeladen. Lassen Sie den Befehl noch einmal laufen.")
_REFUSED = M("Die Anmeldung wurde abgelehnt. Git braucht einen Schlüssel oder einen gespeicherten Zugang, der hier schreiben darf.")
_NO_PROJECT = M("Dieses Projekt gibt es dort nicht, oder Sie dürfen es nicht sehen. Prüfen Sie die Adresse in ZIELE.")
_WORDS = {
    "Host key verification failed": M(
        "Der Schlüssel des Servers ist hier nicht bekannt oder ein anderer als früher. Fragen Sie Ihre IT nach dem Fingerabdruck, und melden Sie sich einmal mit ssh an."
    ),
    "non-fast-forward": _OVERTAKEN,
    "fetch first": _OVERTAKEN,
    "failed to update ref": _OVERTAKEN,
    "cannot lock ref": _OVERTAKEN,
    "Authentication failed": _REFUSED,
    "Permission denied": _REFUSED,
    "could not read Username": _REFUSED,
    "error: 403": _REFUSED,
    "Could not resolve host": M("Diesen Server gibt es nicht, oder es besteht keine Verbindung zum Internet."),
    "does not appear to be a git repository": _NO_PROJECT,
    "Repository not found": _NO_PROJECT,
    "does not exist": _NO_PROJECT,
}


class BranchWay:
    """A ``kammerton.app.ports.Way`` to a branch: everything becomes visible together with ``finish``.

    The branch is its own lock: a push is refused when somebody else has pushed in the meantime. Its history stays.
    """

    def __init__(self, target: Target, build: Path, extras: Mapping[str, bytes], store: Path) -> None:
        """Take the target, the folder of the site, files the site lacks, and a folder for the objects that may be deleted. Raises ``SetupError``."""
        if shutil.which("git") is None:
            raise SetupError(M("Dafür fehlt das Programm {program}. Installieren Sie es, zum Beispiel mit: sudo apt install {program}", program="git"))
        self._target, self._build, self._extras, self._store = target, build, extras, store
        self._ref = f"refs/heads/{target.branch or BRANCH}"
        self._changed = False
        store.mkdir(parents=True, exist_ok=True)
        self._git("init", "--bare", "--quiet")
        (store / "index").unlink(missing_ok=True)
        (store / "index.lock").unlink(missing_ok=True)
        self._tip = self._fetch()
        if self._tip:
            self._git("read-tree", self._tip)

    def sizes(self, paths: Iterable[str]) -> Mapping[str, int]:
        """The sizes of those files that are in the branch."""
        if not self._tip:
            return {}
        wanted = set(paths)
        found: dict[str, int] = {}
        for entry in self._git("ls-tree", "-r", "-l", "-z", self._tip).split(b"\0"):
            facts, _, name = entry.partition(b"\t")
            path = name.decode(errors="replace")
            if path in wanted:
                size = facts.split()[3]
                found[path] = int(size) if size.isdigit() else -1
        return found

    def read(self, name: str) -> bytes | None:
        """The record."""
        listed = self._git("ls-files", "--stage", "-z", "--", name).split(b"\0")[0]
        return self._git("cat-file", "blob", listed.split()[1].decode()) if listed else None

    def write(self, name: str, content: bytes) -> None:
        """Put the record into the commit to come."""
        if name != LOCK:
            self._add({name: self._git("hash-object", "-w", "--stdin", given=content).decode().strip()})

    def claim(self, name: str, content: bytes) -> bool:  # noqa: ARG002 - the port's names
        """Always: the push decides."""
        return True

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        """Put files into the commit to come."""
        files = [path for path in paths if path not in self._extras]
        given = "".join(f"{self._build / path}\n" for path in files).encode()
        hashes = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=given).decode().split() if files else []
        added = dict(zip(files, hashes, strict=True))
        added |= {path: self._git("hash-object", "-w", "--stdin", given=self._extras[path]).decode().strip() for path in paths if path in self._extras}
        self._add(added)
        yield from paths

    def delete(self, paths: Sequence[str]) -> Iterator[str]:
        """Leave files out of the commit to come."""
        gone = [path for path in paths if path != LOCK]
        if gone:
            lines = b"".join(f"0 {_NO_OBJECT}\t{path}".encode() + b"\0" for path in gone)  # mode 0 takes a path out of the index
            self._git("update-index", "-z", "--index-info", given=lines)
            self._changed = True
        yield from paths

    def finish(self) -> None:
        """Commit and push, where something changed."""
        if not self._changed:
            return
        tree = self._git("write-tree").decode().strip()
        parents = ["-p", self._tip] if self._tip else []
        commit = self._git("commit-tree", tree, *parents, "-m", _MESSAGE).decode().strip()
        self._git("push", "--quiet", self._target.repository, f"{commit}:{self._ref}")
        self._tip, self._changed = commit, False

    def _add(self, hashes: Mapping[str, str]) -> None:
        lines = b"".join(f"100644 blob {found}\t{path}".encode() + b"\0" for path, found in hashes.items())
        self._git("update-index", "-z", "--index-info", given=lines)
        self._changed = True

    def _fetch(self) -> str:
        """The commit the branch points to, fetched without its history; nothing where the branch is new."""
        listed = self._git("ls-remote", self._target.repository, self._ref).decode().split()
        if not listed:
            return ""
        self._git("fetch", "--quiet", "--depth=1", "--no-tags", self._target.repository, f"+{self._ref}:refs/kammerton/spitze")
        return self._git("rev-parse", "refs/kammerton/spitze").decode().strip()

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        environment = {**_NAME, **os.environ, "GIT_DIR": str(self._store), "GIT_INDEX_FILE": str(self._store / "index"), "GIT_TERMINAL_PROMPT": "0"}
        done = subprocess.run(["git", *arguments], input=given, capture_output=True, check=False, env=environment)  # noqa: S603, S607 - a list of arguments, the installed git
        if done.returncode:
            raise SetupError(M("{place}: {reason}", place=self._target.repository, reason=_told(done.stderr.decode(errors="replace"))))
        return done.stdout


def _told(errors: str) -> Message:
    """What git says in English, in words; what is not known is told as it is."""
    lines = [line for line in errors.splitlines() if line.strip()]
    told = next((message for text, message in _WORDS.items() if text in errors), None)
    return told or M("git meldet: {reason}.", reason=lines[-1][:300] if lines else "?")
