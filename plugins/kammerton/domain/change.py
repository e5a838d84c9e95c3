"""Documented changes to what was published: the rows of ``content/daten/folgen-geaendert.csv``."""

from typing import Literal, get_args

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import Day, Id, Line

ChangeKind = Literal["aufnahme", "datum", "adresse", "kennung", "zurueckgezogen"]
CHANGE_KINDS: tuple[str, ...] = get_args(ChangeKind)
CHANGES_FILE = "content/daten/folgen-geaendert.csv"


class Change(Declared):
    """One change somebody made on purpose; each row allows it once."""

    episode: Id = declare("folge", M("Kurzname der Folge: ihr Dateiname ohne .md."), example="007-orgel")
    what: ChangeKind = declare(
        "was",
        M("Was sich ändert: die Aufnahme, das Datum, die Adresse der Aufnahme, die Kennung, oder die Folge ist zurückgezogen und ihre Datei gelöscht."),
        example="aufnahme",
    )
    reason: Line = declare("grund", M("Warum, in einem Satz. Wird nicht veröffentlicht."), example="Der Schluss war abgeschnitten.")
    on: Day = declare("am", M("Tag der Änderung."), example="2026-11-26")


def row_for(episode_id: str, what: ChangeKind) -> str:
    """The row that documents a change, with its reason and day to be filled in.

    >>> row_for("007-orgel", "datum")
    '007-orgel,datum,Grund,Tag'
    """
    return f"{episode_id},{what},Grund,Tag"
