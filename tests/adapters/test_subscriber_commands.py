"""``kammerton newsletter-abos``: what an office does with the list."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.sample import SETTINGS

from kammerton.adapters.subscribers import SubscriberList
from kammerton.cli import main

Abos = Callable[..., tuple[int, str]]
LIST = "email;betrieb;quelle;einwilligung_am\na@x.example;=1+1;Messe;2025-05-12\nb@x.example;B;Messe;2025-05-12\n"


@pytest.fixture
def abos(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Abos:
    """Runs the command in a project; exit code and what it said."""
    (tmp_path / "pelicanconf.py").write_text("\n".join(f"{name} = {value!r}" for name, value in SETTINGS.items()), encoding="utf-8")
    (tmp_path / "liste.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        code = main(["newsletter-abos", *arguments])
        return code, capsys.readouterr().out

    return run


def test_overview(abos: Abos) -> None:
    """Without a verb the list is shown in numbers."""
    abos("import", "liste.csv")
    code, said = abos()

    assert code == 0
    assert re.search(r"\b2  bestätigt", said)
    assert re.search(r"\b2  Betriebe", said)


def test_import_and_export(abos: Abos, tmp_path: Path) -> None:
    """A list comes in once, and goes out readable for its owner only, with harmless cells."""
    assert abos("import", "liste.csv")[0] == 0
    code, said = abos("import", "liste.csv")
    assert (code, "Schon auf der Liste, unverändert: 2 (Zeile 2, 3)" in said) == (0, True)
    assert abos("export")[0] == 0
    file = tmp_path / "privat" / "versand" / "abonnenten.csv"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "a@x.example;'=1+1;;Messe;2025-05-12" in file.read_text("utf-8-sig")


def test_a_wrong_row_keeps_all_out(abos: Abos, tmp_path: Path) -> None:
    """One wrong row, and nothing is taken in, unless it is said; the exit code tells both times."""
    with (tmp_path / "liste.csv").open("a", encoding="utf-8") as out:
        out.write("kaputt;;Messe;2025-05-12\n")
    code, said = abos("import", "liste.csv")
    assert (code, "liste.csv:4: Fehler F017" in said, "Es wurde nichts aufgenommen" in said) == (1, True, True)
    assert "0  bestätigt" in abos()[1]
    code, said = abos("import", "liste.csv", "--trotzdem")

    assert (code, "2 Adressen sind aufgenommen." in said) == (1, True)


def test_objectors_stay_away(abos: Abos) -> None:
    """Who signed off, and who was forgotten, comes back with no list and by no hand."""
    abos("import", "liste.csv")
    abos("abmelden", "a@x.example")
    abos("vergessen", "b@x.example")
    code, said = abos("import", "liste.csv")
    assert "Nicht aufgenommen, weil abgemeldet: 1 (Zeile 2)" in said
    assert "Nicht aufgenommen, weil auf Wunsch vergessen: 1 (Zeile 3)" in said
    code, said = abos("hinzufuegen", "A@x.example", "--quelle", "Anruf", "--einwilligung-am", "2026-01-01")

    assert (code, "wird nicht aufgenommen" in said) == (1, True)
    assert "0  bestätigt" in abos()[1]


def test_adding_needs_a_consent(abos: Abos) -> None:
    """Nobody is added without source and day."""
    assert abos("hinzufuegen", "c@x.example")[0] == 2
    assert abos("hinzufuegen", "c@x.example", "--quelle", "Anruf", "--einwilligung-am", "gestern")[0] == 2
    assert abos("hinzufuegen", "kaputt", "--quelle", "Anruf", "--einwilligung-am", "2026-01-01")[0] == 1
    assert abos("hinzufuegen", "c@x.example", "--betrieb", 'C "und" ; Co', "--quelle", "Anruf", "--einwilligung-am", "2026-01-01")[0] == 0
    assert 'C "und" ; Co' in abos("export", "--adresse", "c@x.example")[1]


def test_certificate(abos: Abos, tmp_path: Path) -> None:
    """Forgetting says what was deleted and what stays; afterwards the files hold nothing of the person, and the chain is whole."""
    abos("import", "liste.csv")
    code, said = abos("vergessen", "b@x.example")
    held = b"".join(path.read_bytes() for path in (tmp_path / "privat" / "versand").iterdir())

    assert (code, "Bescheinigung" in said, "b@x.example" in said) == (0, True, True)
    assert b"b@x" not in held
    assert abos("pruefen")[0] == 0
    assert "nichts gespeichert" in abos("vergessen", "nobody@x.example")[1]


def test_checking(abos: Abos, tmp_path: Path) -> None:
    """A changed entry is found; a shortened chain against a state that was written down."""
    abos("import", "liste.csv")
    said = abos("pruefen")[1]
    state = re.search(r"\d+-[0-9a-f]{24}", said)
    assert state
    abos("abmelden", "a@x.example")
    assert abos("pruefen", "--stand", state[0])[0] == 0
    book = SubscriberList.of_project(tmp_path, "privat/versand")
    book.database.run("DELETE FROM proof WHERE number >= 2")
    assert (abos("pruefen")[0], abos("pruefen", "--stand", state[0])[0]) == (0, 1)
    book.database.run("UPDATE proof SET moment = '2020-01-01T00:00:00+01:00'")
    code, said = abos("pruefen")

    assert (code, "Eintrag 1" in said) == (1, True)
    book.close()


def test_backup(abos: Abos, tmp_path: Path) -> None:
    """A backup holds list and key, is private, and is never overwritten."""
    abos("import", "liste.csv")
    assert abos("sichern", "sicherung")[0] == 0
    assert SubscriberList(tmp_path / "sicherung").count() == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "sicherung").iterdir()} == {0o600}
    assert abos("sichern", "sicherung")[0] == 2


def test_unknown_address(abos: Abos) -> None:
    """An address that is not there is told, one that is none is a wrong call."""
    assert abos("abmelden", "nobody@x.example")[0] == 1
    assert abos("abmelden", "kaputt")[0] == 2
    assert "nichts" in abos("export", "--adresse", "nobody@x.example")[1]


def test_damaged_list(abos: Abos, tmp_path: Path) -> None:
    """A damaged file is a German sentence and exit code 2, and stays as it is."""
    abos("import", "liste.csv")
    file = tmp_path / "privat" / "versand" / "abonnenten.db"
    file.write_bytes(b"x" * 5000)
    code, said = abos()

    assert (code, "beschädigt" in said, file.read_bytes()) == (2, True, b"x" * 5000)


def test_missing_file(abos: Abos) -> None:
    """A list that is not there is told."""
    assert abos("import", "fehlt.csv")[0] == 2
