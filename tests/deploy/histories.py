"""Publishing in memory, again and again: each build remembers what the one before wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.app.projects import build
from tests.fakes import NOW, FakeSources
from tests.sample import FILES, SETTINGS

from kammerton.app.build import Build
from kammerton.app.load import load
from kammerton.app.recordings import with_published_recordings
from kammerton.deploy.manifest import read_manifest
from kammerton.domain.audio import AudioFacts
from kammerton.domain.diagnostic import Report
from kammerton.domain.published import MANIFEST, Published

STATE = f".builds/aktuell/{MANIFEST}"
CHANGES = "content/daten/folgen-geaendert.csv"
HEADER = "folge,was,grund,am\n"


@dataclass
class History:
    """A project in memory that is published again and again; ``recordings`` are the contents of audio files by path."""

    files: dict[str, str | bytes] = field(default_factory=lambda: dict(FILES))
    settings: dict[str, Any] = field(default_factory=lambda: dict(SETTINGS))
    recordings: dict[str, str] = field(default_factory=dict)
    now: datetime = NOW
    last: Build | None = None

    def report(self) -> Report:
        """What checking says."""
        return load(self._sources(), self.now)[1]

    def publish(self) -> list[str]:
        """Publish unless there are errors; the codes of everything told."""
        library, report = load(self._sources(), self.now)
        if not report.has_errors:
            self.last = build(with_published_recordings(library, self._sources()))
            self.files[STATE] = self.last.beside[MANIFEST]
        return [d.code for d in report.diagnostics]

    @property
    def remembered(self) -> Published:
        """What the last build remembers."""
        return read(self.files[STATE])

    def document(self, *rows: str) -> None:
        """Add rows to the table of changes."""
        self.files[CHANGES] = str(self.files.get(CHANGES, HEADER)) + "".join(f"{row}\n" for row in rows)

    def show(self, **changed: Any) -> None:
        """Change settings of the show."""
        self.settings["PODCASTS"] = [{**self.settings["PODCASTS"][0], **changed}]

    def _sources(self) -> FakeSources:
        audio: Mapping[str, AudioFacts] = {
            path: AudioFacts(60.0, 480_000, "audio/mpeg", digest=self.recordings.get(path, path)) for path in self.files if path.startswith("episodes/media/")
        }
        return FakeSources(self.files, self.settings, audio)


def read(content: bytes | str) -> Published:
    """A manifest that must be readable."""
    found, problems = read_manifest(MANIFEST, content if isinstance(content, bytes) else content.encode())
    assert found, problems
    return found
