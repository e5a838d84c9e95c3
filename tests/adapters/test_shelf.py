"""A new text in a project."""

from pathlib import Path

import pytest

from kammerton.adapters.shelf import FolderShelf
from kammerton.domain.diagnostic import SetupError


def test_a_text_is_laid_down(tmp_path: Path) -> None:
    """The folder is made where it is missing."""
    FolderShelf(tmp_path).lay_down("newsletter/2027-01.md", "Äpfel\n")

    assert (tmp_path / "newsletter" / "2027-01.md").read_bytes() == "Äpfel\n".encode()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that is there stays as it is."""
    (tmp_path / "a.md").write_text("alt")

    with pytest.raises(SetupError):
        FolderShelf(tmp_path).lay_down("a.md", "neu")
    assert (tmp_path / "a.md").read_text() == "alt"
