"""A new folder: all of it or nothing."""

import os
from pathlib import Path

import pytest
from tests.fakes import WORDS

from kammerton.adapters.new_project import free_folder, write_project
from kammerton.domain.diagnostic import SetupError

FILES = {"pelicanconf.py": b"1", "content/seiten/a.md": b"2", ".gitignore": b"3"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def refusal(name: Path) -> str:
    """Why a folder cannot be used."""
    with pytest.raises(SetupError) as caught:
        free_folder(str(name))
    return WORDS.text(caught.value.message)


def test_a_new_folder(tmp_path: Path) -> None:
    """It holds the files and nothing else, and nothing lies beside it."""
    write_project(free_folder(str(tmp_path / "nord")), FILES)

    assert tree(tmp_path / "nord") == FILES
    assert [p.name for p in tmp_path.iterdir()] == ["nord"]


def test_an_empty_folder(tmp_path: Path) -> None:
    """It stays the same folder, so that whoever stands in it still does."""
    (tmp_path / "nord").mkdir(mode=0o750)
    before = (tmp_path / "nord").stat()
    write_project(free_folder(str(tmp_path / "nord")), FILES)

    after = (tmp_path / "nord").stat()
    assert tree(tmp_path / "nord") == FILES
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert sorted(p.name for p in (tmp_path / "nord").iterdir()) == [".gitignore", "content", "pelicanconf.py"]


def test_permissions_are_those_of_any_folder(tmp_path: Path) -> None:
    """Colleagues may read what the umask lets them read."""
    old = os.umask(0o027)
    try:
        write_project(tmp_path / "nord", FILES)
    finally:
        os.umask(old)

    assert [oct(p.stat().st_mode & 0o777) for p in (tmp_path / "nord", tmp_path / "nord" / "pelicanconf.py")] == ["0o750", "0o640"]


def test_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``.`` is a folder like any other, a path from home too, and a link leads to its folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "leer").mkdir()
    (tmp_path / "verweis").symlink_to("leer")

    assert free_folder("verweis") == tmp_path / "leer"
    assert free_folder("~/nord") == tmp_path / "nord"
    monkeypatch.chdir(tmp_path / "leer")
    assert free_folder(".") == tmp_path / "leer"


def test_what_is_not_free(tmp_path: Path) -> None:
    """A folder with anything in it, a file, and a folder in nowhere are refused with a sentence; nothing is touched."""
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / ".versteckt").touch()
    (tmp_path / "datei").touch()

    assert refusal(tmp_path / "voll") == f"Der Ordner „{tmp_path}/voll“ ist nicht leer. Nennen Sie einen neuen oder einen leeren Ordner."
    assert refusal(tmp_path / "datei") == f"„{tmp_path}/datei“ ist eine Datei. Nennen Sie einen Ordner, den es noch nicht gibt."
    assert refusal(tmp_path / "weg" / "nord") == f"Den Ordner „{tmp_path}/weg“ gibt es nicht. Legen Sie ihn zuerst an."
    assert sorted(p.name for p in tmp_path.iterdir()) == ["datei", "voll"]


def test_where_nobody_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told before any question is asked."""
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert refusal(tmp_path / "nord") == f"Im Ordner „{tmp_path}“ dürfen Sie nichts anlegen."


@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
@pytest.mark.parametrize("reason", [KeyboardInterrupt, OSError(28, "No space left on device")], ids=["ctrl-c", "full"])
@pytest.mark.parametrize("call", ["write_bytes", "rename"])
def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, reason: BaseException, call: str) -> None:
    """Whatever happens while writing or while putting in place, the folder is as it was before."""
    if there:
        (tmp_path / "nord").mkdir()
    done: list[Path] = []
    real = getattr(Path, call)

    def breaks(path: Path, *args: object) -> object:
        done.append(path)
        if len(done) == (2 if call == "write_bytes" or there else 1):
            raise reason
        return real(path, *args)

    monkeypatch.setattr(Path, call, breaks)
    with pytest.raises((KeyboardInterrupt, SetupError)) as caught:
        write_project(tmp_path / "nord", FILES)

    assert [p.name for p in tmp_path.iterdir()] == (["nord"] if there else [])
    assert not there or list((tmp_path / "nord").iterdir()) == []
    if isinstance(reason, OSError):
        assert isinstance(caught.value, SetupError)
        assert WORDS.text(caught.value.message) == "Die Festplatte ist voll. Es wurde nichts angelegt."


@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
def test_somebody_else_was_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    """A folder that filled while questions were asked is not touched."""
    folder = free_folder(str(tmp_path / "nord"))
    folder.mkdir()
    (folder / "fremd").write_text("x")

    with pytest.raises(SetupError):
        write_project(folder, FILES)

    assert tree(folder) == {"fremd": b"x"}
    assert sorted(p.name for p in folder.iterdir()) == ["fremd"]
