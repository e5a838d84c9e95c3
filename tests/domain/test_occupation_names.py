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
    ("Kaufmann für Büromanagement", "Kauffrau für Büromanagement", "Kaufmann/-frau für Büromanagement", "Kauffrau für Büromanagement / Kaufmann für Büromanagement", "Kauffrau/-mann für Büromanagement"),
    ("Bankkaufmann", "Bankkauffrau", "Bankkaufmann/-frau", "Bankkauffrau / Bankkaufmann", "Bankkauffrau/-mann"),
    ("Kaufmann im E-Commerce", "Kauffrau im E-Commerce", "Kaufmann/-frau im E-Commerce", "Kauffrau im E-Commerce / Kaufmann im E-Commerce", "Kauffrau/-mann im E-Commerce"),
    ("Berg- und Maschinenmann", "Berg- und Maschinenfrau", "Berg- und Maschinenmann/-frau", "Berg- und Maschinenfrau / Berg- und Maschinenmann", "Berg- und Maschinenfrau/-mann"),
    ("Steuerfachangestellter", "Steuerfachangestellte", "Steuerfachangestellte/r", "Steuerfachangestellte / Steuerfachangestellter", "Steuerfachangestellte:r"),
    ("Rechtsanwalts- und Notarfachangestellter", "Rechtsanwalts- und Notarfachangestellte", "Rechtsanwalts- und Notarfachangestellte/r", "Rechtsanwalts- und Notarfachangestellte / Rechtsanwalts- und Notarfachangestellter", "Rechtsanwalts- und Notarfachangestellte:r"),
    ("Medizinischer Technologe", "Medizinische Technologin", "Medizinische/r Technologe/Technologin", "Medizinische Technologin / Medizinischer Technologe", "Medizinische:r Technolog:in"),
    ("Milchtechnologe", "Milchtechnologin", "Milchtechnologe/Milchtechnologin", "Milchtechnologin / Milchtechnologe", "Milchtechnolog:in"),
    ("Podologe", "Podologin", "Podologe/Podologin", "Podologin / Podologe", "Podolog:in"),
    ("Zimmerer", "Zimmerin", "Zimmerer/Zimmerin", "Zimmerin / Zimmerer", "Zimmerin/Zimmerer"),
    ("Technischer Systemplaner", "Technische Systemplanerin", "Technische/r Systemplaner/in", "Technische Systemplanerin / Technischer Systemplaner", "Technische:r Systemplaner:in"),
    ("Mathematisch-technischer Softwareentwickler", "Mathematisch-technische Softwareentwicklerin", "Mathematisch-technische/r Softwareentwickler/in", "Mathematisch-technische Softwareentwicklerin / Mathematisch-technischer Softwareentwickler", "Mathematisch-technische:r Softwareentwickler:in"),
    ("Masseur und medizinischer Bademeister", "Masseurin und medizinische Bademeisterin", "Masseur/in und medizinische/r Bademeister/in", "Masseurin und medizinische Bademeisterin / Masseur und medizinischer Bademeister", "Masseur:in und medizinische:r Bademeister:in"),
    ("Bühnenmaler und -plastiker", "Bühnenmalerin und -plastikerin", "Bühnenmaler/in und -plastiker/in", "Bühnenmalerin und -plastikerin / Bühnenmaler und -plastiker", "Bühnenmaler:in und -plastiker:in"),
    ("IT-System-Elektroniker", "IT-System-Elektronikerin", "IT-System-Elektroniker/in", "IT-System-Elektronikerin / IT-System-Elektroniker", "IT-System-Elektroniker:in"),
    ("Schiffs-Koch", "Schiffs-Köchin", "Schiffs-Koch/-köchin", "Schiffs-Köchin / Schiffs-Koch", "Schiffs-Köchin/Koch"),
    ("Maler und Lackierer", "Malerin und Lackiererin", "Maler/in und Lackierer/in", "Malerin und Lackiererin / Maler und Lackierer", "Maler:in und Lackierer:in"),
    ("Hebamme", "Hebamme", "Hebamme", "Hebamme", "Hebamme"),
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
    occupations = [Occupation(id=row["id"], male=row["m"], female=row["f"]) for row in rows]
    names = [display_name(occupation, "schraegstrich") for occupation in occupations]
    others = [display_name(occupation, form) for occupation in occupations for form in ("paar", "doppelpunkt")]

    assert len(rows) == len({row["id"] for row in rows}) == 336
    assert [name for name, row in zip(names, rows, strict=True) if not name or len(name) > len(row["m"] + row["f"]) + 3] == []
    assert [name for name in (*names, *others) if name != " ".join(name.split()) or not initial(name).isalpha()] == []


def test_order_after_din_5007() -> None:
    """Lists follow DIN 5007-1: ä as a, ß as ss, case and punctuation do not count."""
    words = ["Zimmerer", "Ölmüller", "Orthopädietechniker", "Äpfel", "Anlagenbau", "straßenbauer", "Strassenwärter", "3D-Druck"]

    assert sorted(words, key=sort_key) == ["3D-Druck", "Anlagenbau", "Äpfel", "Ölmüller", "Orthopädietechniker", "straßenbauer", "Strassenwärter", "Zimmerer"]
    assert [initial(word) for word in ("Äpfel", "Ölmüller", "zimmerer", "3D-Druck")] == ["A", "O", "Z", "#"]
