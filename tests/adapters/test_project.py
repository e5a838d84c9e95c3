"""The project folder on disk."""

from pathlib import Path

import pytest
from tests.fakes import WORDS

from kammerton.adapters.project import Project
from kammerton.domain.diagnostic import SetupError

SETTINGS = """# Einstellungen
SITENAME = "Probe"
PODCASTS = [
    {
        "id": "podcast",
        "kontakt": {"name": "Redaktion",
                    "email": "a@x.example"},
    },
    {"id": "zweiter"},
]
klein = 1
HERAUSGEBER = dict(name="Amt")
"""


def project(folder: Path, settings: str | bytes = SETTINGS) -> Project:
    """A project with this settings file."""
    (folder / "pelicanconf.py").write_bytes(settings if isinstance(settings, bytes) else settings.encode())
    return Project(folder)


def sentence(of: Project) -> str:
    """What is said about settings that cannot be read."""
    with pytest.raises(SetupError) as caught:
        of.settings()
    return WORDS.text(caught.value.message)


def test_settings(tmp_path: Path) -> None:
    """Names in capitals with their values; others are the file's own business."""
    values, _ = project(tmp_path).settings()

    assert set(values) == {"SITENAME", "PODCASTS", "HERAUSGEBER"}
    assert values["PODCASTS"][1] == {"id": "zweiter"}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("SITENAME",), 2), (("PODCASTS",), 3), (("PODCASTS", 0), 4), (("PODCASTS", 0, "id"), 5), (("PODCASTS", 0, "kontakt"), 6),
        (("PODCASTS", 0, "kontakt", "email"), 7), (("PODCASTS", 1, "id"), 9), (("HERAUSGEBER",), 12),
    ],
)  # fmt: skip
def test_lines_of_settings(tmp_path: Path, path: tuple[str | int, ...], line: int) -> None:
    """Every name, key and entry knows its line, so that problems are told there."""
    assert line == project(tmp_path).settings()[1][path]


def test_settings_missing(tmp_path: Path) -> None:
    """Outside a project folder the sentence names the folder and what to do."""
    said = sentence(Project(tmp_path))

    assert str(tmp_path) in said
    assert "Wechseln Sie in den Projektordner." in said


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('SITENAME = "Probe"\nSITEURL = "https://x.example\n', "pelicanconf.py, Zeile 2: "),
        ('A = 1\nB = {\n    "a": 1\n    "b": 2,\n}\n', "pelicanconf.py, Zeile 3: "),
        ("A = [1, 2\n", "pelicanconf.py, Zeile 1: "),
        ("  A = 1\n", "pelicanconf.py, Zeile 1: "),
        ("A = 1\nB = UNBEKANNT\n", "pelicanconf.py lässt sich nicht ausführen: "),
        ("import gibt_es_nicht\n", "pelicanconf.py lässt sich nicht ausführen: "),
        ("A = 1 / 0\n", "pelicanconf.py lässt sich nicht ausführen: "),
        (b'A = "\xff\xfe"\n', "pelicanconf.py"),
        (b"A = 1\x00\n", "pelicanconf.py"),
    ],
    ids=["quotation mark", "comma", "bracket", "indentation", "name", "import", "calculation", "not UTF-8", "null byte"],
)
def test_settings_broken(tmp_path: Path, settings: str | bytes, expected: str) -> None:
    """A mistake in the settings is told in one German sentence, with the line where the language knows it."""
    assert sentence(project(tmp_path, settings)).startswith(expected)


def test_settings_may_import_beside_them(tmp_path: Path) -> None:
    """The file is run, so values may be put together."""
    values, lines = project(tmp_path, 'NAME = "x"\nGANZ = NAME + "y"\n').settings()

    assert (values["GANZ"], lines["GANZ",]) == ("xy", 2)


def test_names(tmp_path: Path) -> None:
    """Files of a folder in order, without hidden ones, folders, other endings and what lies deeper; below, everything."""
    for path in ("content/b.md", "content/a.md", "content/.versteckt.md", "content/c.txt", "content/tief/d.md", "content/tief/.e.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    (tmp_path / "content" / "ordner.md").mkdir()

    assert Project(tmp_path).names("content", ".md") == ("content/a.md", "content/b.md")
    assert Project(tmp_path).names_below("content", ".md") == ("content/a.md", "content/b.md", "content/tief/d.md")
    assert Project(tmp_path).names("gibt-es-nicht", ".md") == ()


def test_read(tmp_path: Path) -> None:
    """The bytes of a file; nothing where there is none or it is a folder."""
    (tmp_path / "a.md").write_bytes(b"\xff")
    (tmp_path / "ordner").mkdir()

    assert [Project(tmp_path).read(path) for path in ("a.md", "b.md", "ordner")] == [b"\xff", None, None]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file the system keeps back stops the program with its name, not as if it were missing."""

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.md").write_text("x")
    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(SetupError) as caught:
        Project(tmp_path).read("a.md")

    assert "a.md" in WORDS.text(caught.value.message)
