"""Where an episode is begun: the recording an editor has, and the project its files are laid into, never over one that is there."""

import shutil
from pathlib import Path

from kammerton.adapters.audio import measure
from kammerton.adapters.speech import recognise
from kammerton.app.new_episode import NewEpisode
from kammerton.app.recordings import MEDIA
from kammerton.domain.audio import AudioFacts
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.transcript import Cue
from kammerton.reading.transcripts import ENDINGS

_CHUNK = 1 << 20


class FolderDesk:
    """The real ``kammerton.app.new_episode.Desk``."""

    def __init__(self, root: Path, audio: Path, model: str | None) -> None:
        """Take the project folder, the recording and the folder of a speech model. Raises ``SetupError`` where there is no such recording."""
        if not audio.is_file():
            raise SetupError(M("Die Datei {file} gibt es nicht.", file=str(audio)))
        self._root, self._audio, self.model = root, audio, model

    @property
    def place(self) -> str:
        """The recording as it was named."""
        return str(self._audio)

    @property
    def in_project(self) -> str | None:
        """Its name, where it lies among the recordings of the project already."""
        return self._audio.name if self._audio.resolve().parent == (self._root / MEDIA).resolve() else None

    def facts(self) -> AudioFacts | str:
        """What measuring finds, or the word for what is wrong."""
        return measure(self._audio)

    def transcript_ending(self) -> str | None:
        """The ending of the transcript with the same name beside the recording, WebVTT first."""
        return next((ending for ending in ENDINGS if self._audio.with_suffix(ending).is_file()), None)

    def recognise(self, language: str) -> tuple[Cue, ...] | None:
        """What is said, by the speech model; None where none was named. Raises ``SetupError``."""
        return recognise(self._audio, Path(self.model), language) if self.model else None

    def refuse_existing(self, episode: NewEpisode) -> None:
        """Raise ``SetupError`` where a file of the episode is there already."""
        for file in filter(None, (episode.file, None if self.in_project else episode.audio, episode.transcript)):
            if (self._root / file).exists():
                raise _exists(file)

    def lay_down(self, episode: NewEpisode, transcript: bytes | None) -> None:
        """Copy recording and transcript (else write the one given) and, last, write the text."""
        ending = self.transcript_ending()
        if not self.in_project:
            self._fill(episode.audio, self._audio)
        if episode.transcript and ending:
            self._fill(episode.transcript, self._audio.with_suffix(ending))
        elif episode.transcript and transcript:
            self._fill(episode.transcript, transcript)
        self._fill(episode.file, episode.text.encode())

    def _fill(self, file: str, content: bytes | Path) -> None:
        target = self._root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            opened = target.open("xb")
        except FileExistsError:
            raise _exists(file) from None
        try:
            with opened:
                if isinstance(content, bytes):
                    opened.write(content)
                else:
                    with content.open("rb") as source:
                        shutil.copyfileobj(source, opened, _CHUNK)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _exists(file: str) -> SetupError:
    return SetupError(M("Die Datei {file} gibt es schon; sie wird nicht überschrieben.", file=file))
