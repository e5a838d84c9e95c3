"""Targets in memory, and sites whose pages and feeds name files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from kammerton.deploy.transfer.record import LOCK, RECORD, Fingerprint
from kammerton.domain.diagnostic import M, SetupError


class FakeWay:
    """A target in memory; ``steps`` writes and deletions succeed, the next one breaks."""

    def __init__(self, build: Mapping[str, bytes], there: Mapping[str, bytes] | None = None) -> None:
        self.build, self.there, self.steps, self.done = build, dict(there or {}), 1_000_000, list[str]()

    def sizes(self, paths: Iterable[str]) -> Mapping[str, int]:
        return {path: len(self.there[path]) for path in paths if path in self.there}

    def read(self, name: str) -> bytes | None:
        return self.there.get(name)

    def write(self, name: str, content: bytes) -> None:
        self._step(f"write {name}")
        self.there[name] = content

    def claim(self, name: str, content: bytes) -> bool:
        if name in self.there:
            return False
        self.write(name, content)
        return True

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        for path in paths:
            self._step(f"upload {path}")
            self.there[path] = self.build[path]
            yield path

    def delete(self, paths: Sequence[str]) -> Iterator[str]:
        for path in paths:
            self._step(f"delete {path}")
            self.there.pop(path, None)
            yield path

    def finish(self) -> None:
        self.done.append("finish")

    def _step(self, what: str) -> None:
        if self.steps == 0:
            raise SetupError(M("Die Leitung ist unterbrochen."))
        self.steps -= 1
        self.done.append(what)

    def visible(self) -> dict[str, bytes]:
        """What lies there but record and lock."""
        return {path: content for path, content in self.there.items() if path not in (RECORD, LOCK)}


def fingerprints(files: Mapping[str, bytes]) -> dict[str, Fingerprint]:
    """What is known of these files."""
    return {path: Fingerprint(sha256(content).hexdigest(), len(content)) for path, content in files.items()}


def names(content: bytes) -> list[str]:
    """The files that a page, style sheet or feed of these tests names: one a line."""
    return [line for line in content.decode().split("\n")[1:] if line]


def dangling(files: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """Which file names which one that is not there."""
    speaking = (path for path in files if path.endswith((".html", ".xml", ".css")))
    return {(path, name) for path in speaking for name in names(files[path]) if name not in files}
