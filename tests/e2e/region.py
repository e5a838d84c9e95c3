"""A generated region: 95 firms over 86 occupations with every offer type, state and certificate, always the same.

The offers are kept as plain rows too, so that tests can count with their own eyes instead of the program's.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from tests.sample import FILES

ROOT = Path(__file__).parents[2]
FIRMS, OCCUPATIONS = 95, 86
# Names that are hard to put in order, each with its expected neighbours in the test.
HARD_OCCUPATIONS = [
    ("oelmueller", "Ölmüller"), ("3d-modelleur", "3D-Modelleur"), ("e-sportler", "eSportler"), ("aepfelzuechter", "Äpfelzüchter"),
    ("strassenwaerter", "Strassenwärter"), ("strassenfeger", "Straßenfeger"),
]  # fmt: skip
HARD_FIRMS = [
    "Ährenglück GmbH", "Aehrenfeld KG", "Ahorn & Söhne", "äpfel vom Land", "Zwölf Eichen", "Straßenbau Nord", "Strassenbau Mitte", "STRASSENBAU Süd",
    "3D-Werk", "1000 Räder", "Öko-Bau", "Oekonomie-Hof", "Ofenbau", "Café Émile", "Cafe Zentral", "„Goldener Hirsch“ Gasthof",
]  # fmt: skip
CERTIFICATES = ["ohne", "foerder", "esa", "eesa", "msa", "fhr", "ahr", ""]
DEADLINES = [date(2026, 6, 1), date(2026, 9, 30), date(2027, 3, 31)]
STARTS = [date(2026, 6, 2), date(2026, 9, 1), date(2027, 8, 1), date(2028, 8, 1)]
DATES = [(date(2026, 5, 1), date(2026, 6, 1)), (date(2026, 10, 10), date(2026, 10, 12)), (date(2027, 4, 22), date(2027, 4, 22))]
FIRST_DAY = date(2026, 1, 10)


@dataclass(frozen=True)
class Row:
    """One offer as it is written."""

    firm: str
    id: str
    type: str
    occupation: str
    field: str
    certificate: str
    deadline: date | None
    start: date | None
    dates: tuple[tuple[date, date], ...]
    taken: bool
    towns: tuple[str, ...]

    @property
    def path(self) -> str:
        """The page of the offer."""
        return f"betriebe/{self.firm}/{self.id}/"

    def is_open(self, day: date) -> bool:
        """Whether one can still apply, in the words of the content model: up to the deadline, else the start, else the last date."""
        if self.taken:
            return False
        if self.deadline:
            return day <= self.deadline
        if self.start:
            return day <= self.start
        return not self.dates or any(day <= last for _, last in self.dates)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of the example region."""
    return list(csv.DictReader(io.StringIO((ROOT / "content" / "daten" / f"{name}.csv").read_text(encoding="utf-8"))))


@cache
def occupations() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Male and female name and fields of 86 occupations by id."""
    rows = table("berufe")
    few = OCCUPATIONS - len(HARD_OCCUPATIONS)
    chosen = rows[:: len(rows) // few][:few]
    fields = cycle(f["id"] for f in table("berufsfelder"))
    hard = {id_: (male, f"{male}in", (next(fields),)) for id_, male in HARD_OCCUPATIONS}
    return {**{row["id"]: (row["m"], row["f"], tuple(row["berufsfelder"].split("|"))) for row in chosen}, **hard}


@cache
def rows() -> tuple[Row, ...]:
    """Every offer; each occupation is offered, and every type with every certificate and way to end."""
    return tuple(_rows())


def _rows() -> Iterator[Row]:
    types, towns = [t["id"] for t in table("angebotsarten")], [t["id"] for t in table("orte")]
    fields = [f["id"] for f in table("berufsfelder")]
    named = list(occupations())
    for n in range(FIRMS * 4):
        firm, kind = n // 4, types[n % len(types)]
        # Every other offer names its field itself; some have neither field nor occupation where the type allows it.
        bare = kind == "mentoring" and n % 2 == 0
        needs_field = kind in ("berufsfelderkundung", "girlsday-boysday", "probetag")
        days = tuple(islice(cycle(DATES), n % 3, n % 3 + 2)) if needs_field or n % 5 == 0 else ()
        needs_start = kind in ("ausbildung", "duales-studium", "eq", "freiwilligendienst")
        start = STARTS[n % 4] if needs_start or n % 3 == 0 else None
        deadline = next((d for d in DEADLINES[n % 3 :] if start is None or d <= start), None) if n % 4 else None
        main = towns[firm % len(towns)]
        yield Row(
            firm=f"betrieb-{firm:02}",
            id=f"angebot-{n % 4}",
            type=kind,
            occupation="" if bare else named[n % len(named)],
            field=fields[n % len(fields)] if needs_field or (n % 2 and not bare) else "",
            certificate=CERTIFICATES[n % 8] or ("esa" if kind in ("ausbildung", "duales-studium") else ""),
            deadline=deadline,
            start=start,
            dates=days,
            taken=n % 17 == 0,
            towns=(main,) if firm % 4 else (main, towns[(firm + 5) % len(towns)]),
        )


def title(firm: int) -> str:
    """The name of a firm."""
    return HARD_FIRMS[firm] if firm < len(HARD_FIRMS) else f"{chr(ord('A') + firm * 7 % 26)}-Betrieb {firm}"


def _offer(row: Row) -> str:
    values = {
        "id": row.id, "art": row.type, "beruf": row.occupation, "berufsfeld": row.field, "mindestabschluss": row.certificate,
        "bewerbungsschluss": str(row.deadline or ""), "start": str(row.start or ""), "stand_plaetze": "vergeben" if row.taken else "",
        "studiengang": "Baukunde, B. Eng." if row.type == "duales-studium" else "", "hochschule": "Hochschule" if row.type == "duales-studium" else "",
        "termine": f"[{', '.join(f'{{von: {a}, bis: {b}}}' for a, b in row.dates)}]" if row.dates else "",
    }  # fmt: skip
    lines = [f"{key}: {value}" for key, value in values.items() if value]
    return "  - " + "\n    ".join(lines)


def _portrait(firm: int, offers: list[Row]) -> str:
    main, *further = offers[0].towns
    sites = f"weitere_standorte: [{{ort: {further[0]}}}]\n" if further else ""
    head = f'titel: "{title(firm)}"\nkurz: Erfunden.\ndatum: {FIRST_DAY}\nstand: {FIRST_DAY}\nort: {main}\n{sites}ansprechstelle: {{rolle: Ausbildung}}\n'
    return f"---\n{head}angebote:\n" + "\n".join(map(_offer, offers)) + "\n---\nText.\n"


@cache
def files() -> dict[str, str]:
    """The region as a project in memory: the pages of the sample, the tables of the example, 95 firms."""
    tables = {
        f"content/daten/{n}.csv": (ROOT / "content" / "daten" / f"{n}.csv").read_text()
        for n in ("angebotsarten", "berufsfelder", "orte", "branchen", "schulabschluesse")
    }
    lines = ["id,m,f,berufsfelder", *(f'{id_},"{m}","{f}",{"|".join(fields)}' for id_, (m, f, fields) in occupations().items())]
    firms = {f"content/betriebe/betrieb-{n:02}.md": _portrait(n, [row for row in rows() if row.firm == f"betrieb-{n:02}"]) for n in range(FIRMS)}
    pages = {path: text for path, text in FILES.items() if path.startswith("content/seiten/")}
    return {**pages, **tables, **firms, "content/daten/berufe.csv": "\n".join(lines) + "\n"}
