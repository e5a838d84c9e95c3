"""Where a new file of text is laid into a project, never over one that is there."""

from pathlib import Path

from kammerton.domain.diagnostic import M, SetupError


class FolderShelf:
    """The real ``kammerton.app.new_issue.Shelf``."""

    def __init__(self, root: Path) -> None:
        """Take the project folder."""
        self._root = root

    def lay_down(self, file: str, text: str) -> None:
        """Write a file that is not there yet. Raises ``SetupError`` where it is."""
        target = self._root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            opened = target.open("x", encoding="utf-8", newline="\n")
        except FileExistsError:
            raise SetupError(M("Die Datei {file} gibt es schon; sie wird nicht überschrieben.", file=file)) from None
        try:
            with opened:
                opened.write(text)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
