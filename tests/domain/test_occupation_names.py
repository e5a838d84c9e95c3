"""How occupations are written and sorted."""

import csv
from pathlib import Path

import pytest

from kammerton.domain.occupation_names import display_name, initial, sort_key
from kammerton.domain.vocabulary import Occupation

ROOT = Path(__file__).parents[2]
FORMS = [
    ("Bäcker", "Bäckerin", "Bäcker/in", "Bäckerin / Bäcker", "Bäcker:in"),
    ("Koch", "Köchin", "Koch/Köchin", "Köchin / Koch", "Köchin/Koch"),
    ("Pflegefachmann", "Pflegefachfrau", "Pflegefachmann/-frau", "Pflegefachfrau / Pflegefachmann", "Pflegefachfrau/-mann"),
    ("Medizinischer Fachangestellter", "Medizinische Fachangestellte", "Medizinische/r Fachangestellte/r", "Medizinische Fachangestellte / Medizinischer Fachangestellter", "Medizinische:r Fachangestellte:r"),
    ("Umwelttechnologe für Wasserversorgung", "Umwelttechnologin für Wasserversorgung", "Umwelttechnologe/Umwelttechnologin für Wasserversorgung", "Umwelttechnologin für Wasserversorgung / Umwelttechnologe für Wasserversorgung", "Umwelttechnolog:in für Wasserversorgung"),
    ("Stanz- und Umformmechaniker", "Stanz- und Umformmechanikerin", "Stanz- und Umformmechaniker/in", "Stanz- und Umformmechanikerin / Stanz- und Umformmechaniker", "Stanz- und Umformmechaniker:in"),
    ("Produktgestalter-Textil", "Produktgestalterin-Textil", "Produktgestalter/in-Textil", "Produktgestalterin-Textil / Produktgestalter-Textil", "Produktgestalter:in-Textil"),
    ("Drechsler (Elfenbeinschnitzer)", "Drechslerin (Elfenbeinschnitzerin)", "Drechsler/in (Elfenbeinschnitzer/in)", "Drechslerin (Elfenbeinschnitzerin) / Drechsler (Elfenbeinschnitzer)", "Drechsler:in (Elfenbeinschnitzer:in)"),
    ("Fachkraft für Lagerlogistik", "Fachkraft für Lagerlogistik", "Fachkraft für Lagerlogistik", "Fachkraft für Lagerlogistik", "Fachkraft für Lagerlogistik"),
    ("Pharmazeutisch-kaufmännischer Angestellter", "Pharmazeutisch-kaufmännische Angestellte", "Pharmazeutisch-kaufmännische/r Angestellte/r", "Pharmazeutisch-kaufmännische Angestellte / Pharmazeutisch-kaufmännischer Angestellter", "Pharmazeutisch-kaufmännische:r Angestellte:r"),
    ("Elektroniker", "Elektronikerin (alle Fachrichtungen)", "Elektronikerin (alle Fachrichtungen) / Elektroniker", "Elektronikerin (alle Fachrichtungen) / Elektroniker", "Elektronikerin (alle Fachrichtungen) / Elektroniker"),
]  # fmt: skip


@pytest.mark.parametrize(("male", "female", "slash", "pair", "colon"), FORMS, ids=[row[0] for row in FORMS])
def test_display_forms(male: str, female: str, slash: str, pair: str, colon: str) -> None:
    """The three forms are derived from the two names; names of different shape fall back to the pair."""
    occupation = Occupation(id="x", male=male, female=female)

    assert (slash, pair, colon) == tuple(display_name(occupation, form) for form in ("schraegstrich", "paar", "doppelpunkt"))


def test_every_occupation_has_its_forms() -> None:
    """All names of the stock give all forms, none longer than both names together, and no id is used twice."""
    with (ROOT / "content" / "daten" / "berufe.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [display_name(Occupation(id=row["id"], male=row["m"], female=row["f"]), "schraegstrich") for row in rows]

    assert len(rows) == len({row["id"] for row in rows}) == 336
    assert [name for name, row in zip(names, rows, strict=True) if not name or len(name) > len(row["m"] + row["f"]) + 3] == []


def test_order_after_din_5007() -> None:
    """Lists follow DIN 5007-1: ä as a, ß as ss, case and punctuation do not count."""
    words = ["Zimmerer", "Ölmüller", "Orthopädietechniker", "Äpfel", "Anlagenbau", "straßenbauer", "Strassenwärter", "3D-Druck"]

    assert sorted(words, key=sort_key) == ["3D-Druck", "Anlagenbau", "Äpfel", "Ölmüller", "Orthopädietechniker", "straßenbauer", "Strassenwärter", "Zimmerer"]
    assert [initial(word) for word in ("Äpfel", "Ölmüller", "zimmerer", "3D-Druck")] == ["A", "O", "Z", "#"]
