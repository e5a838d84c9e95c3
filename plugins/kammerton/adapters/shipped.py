"""What comes with the program besides its modules: the theme, the stock of words, the pattern of a new site.

Theme and words have one place in the repository and lie inside the package in a wheel; both are found here.
"""

import sys
import sysconfig
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_REPOSITORY = Path(__file__).parents[3]
_COMMAND = "kammerton"
PATTERN = _PACKAGE / "neu"


def shipped(path: str) -> Path:
    """A file or folder of the program by its path in the repository, such as ``theme`` or ``content/daten/berufe.csv``."""
    inside = _PACKAGE / path
    return inside if inside.exists() else _REPOSITORY / path


def theme_folders(root: Path) -> tuple[Path, ...]:
    """Where the theme of a project lies; a file in the first folder wins.

    A project without ``theme`` has the program's own; what a project has in ``theme`` lies over it, file by file.
    """
    folders = (root / "theme", shipped("theme"))
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))


def command_path() -> str:
    """The command as a file that can be called later from anywhere; its bare name where it is not known."""
    called = Path(sys.argv[0])
    beside = Path(sysconfig.get_path("scripts")) / _COMMAND
    found = next((path for path in (called, beside) if path.name == _COMMAND and path.is_file()), None)
    return str(found.absolute()) if found else _COMMAND
