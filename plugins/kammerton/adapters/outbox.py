"""A folder instead of a relay, so that everything can be tried at once: a Maildir that mail programs can open.

Each message is one file, named for its Message-ID, so that it lies there once however often the program is stopped and started again.
"""

import os
from pathlib import Path

from kammerton.delivery.ledger import Reply, Step

OUTBOX = "ausgang"
_OK = 250


class Outbox:
    """The real ``kammerton.app.sending_ports.Relay`` where no relay is set."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it and its three parts are made where they are missing."""
        self.folder = folder
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)

    def check(self) -> None:
        """There is nothing to log in to."""

    def begin(self, sender: str, recipient: str) -> Reply:  # noqa: ARG002 - everybody is welcome
        """Accept everybody."""
        return Reply(Step.RECIPIENT, _OK)

    def finish(self, message: bytes, message_id: str) -> Reply:
        """Write the message beside its place and move it there."""
        name = _file_of(message_id)
        fresh = self.folder / "tmp" / name
        with fresh.open("wb") as out:
            out.write(message)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self.folder / "new" / name)
        return Reply(Step.CONTENT, _OK)

    def reset(self) -> None:
        """Nothing is begun."""

    def close(self) -> None:
        """Nothing is open."""

    def has(self, message_id: str) -> bool:
        """Whether the message lies here, read or not."""
        name = _file_of(message_id)
        return (self.folder / "new" / name).exists() or any((self.folder / "cur").glob(f"{name}*"))


def _file_of(message_id: str) -> str:
    """The file of a message; the colon begins a mail program's marks."""
    return "".join(c for c in message_id if c.isalnum() or c in "@.-_")
