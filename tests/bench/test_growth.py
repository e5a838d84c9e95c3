"""No step of a publish grows faster than the region: four times the firms take four times the steps, or little more; an edit at most as much."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench import corpus
from tests.bench.steps import Steps, counted, grown

pytestmark = pytest.mark.e2e
FEW, MANY = 100, 400
# What grows with the square of the region takes sixteen times as many steps for four times as much. Lists appear, and get a second page
# with links between them, once enough is in them: these take up to ten times as many.
MOST, LEAST = 10, 2000


_OTHERS = {
    "geschichten": """titel: Geschichte {n}
kurz: Von {n}.
person: {{vorname_oder_pseudonym: Mira, altersgruppe: "18-24", rolle: azubi}}
betrieb: {firm}
beruf: {occupation}
zitat: Ja, das ist {n}.
einwilligung: E-{consent}""",
    "netzwerk": """titel: Stelle {n}
kurz: Sie berät zu {n}.
art: agentur
ort: {town}
zustaendig_fuer: [foerderung]
ansprechstellen: [{{rolle: Beratung, telefon: 0000 12345-0}}]""",
    "foerderung": """titel: Förderung {n}
kurz: Für {n}.
traeger: nr-{n}
ebene: bund
fuer: [betriebe]
betrag: {n} Euro
voraussetzungen: [Ein Betrieb]
antrag_bis: 2026-12-{day}
rechtsstand: 2026-11-16""",
    "meldungen": """titel: Meldung {n}
kurz: Neues von {n}.""",
}
_HEAD = "datum: 2026-{month}-{day}\nstand: 2026-11-16\npruefen_bis: 2027-10-31\nzielgruppe: [betriebe]\n"


def generate(project: Path, size: int) -> None:
    """The region that measurements are made on, with all other kinds of content as well, and translations."""
    corpus.generate(project, size)
    occupations = list(corpus.table("berufe"))
    consents = (project / "content" / "daten" / "einwilligungen.csv").open("a", encoding="utf-8")
    with consents:
        for n in range(size // 5):
            consents.write(f"E-{5000 + n},web|newsletter|social|druck,,\n")
            facts = {"n": n, "firm": corpus.firm_id(n), "occupation": occupations[n % 60], "town": corpus.town_of(n), "consent": 5000 + n}
            facts |= {"day": f"{n % 28 + 1:02}", "month": f"{n % 10 + 1:02}"}
            for folder, head in _OTHERS.items():
                text = f"---\n{head}\n{_HEAD}---\nMehr von [hier](betrieb:{{firm}}).\n".format(**facts)
                (project / "content" / folder).mkdir(exist_ok=True)
                (project / "content" / folder / f"nr-{n}.md").write_text(text, encoding="utf-8")
            translation = f"---\ntitel: Firm {n}\nkurz: About {n}.\nstand: 2026-11-16\n---\nWe make things.\n"
            (project / "content" / "betriebe" / f"{corpus.firm_id(n)}.en.md").write_text(translation, encoding="utf-8")


def steps_of_publish(project: Path) -> Steps:
    """How many steps each function took in a publish, in a process that begins anew."""
    file = project.with_suffix(".json")
    command = [sys.executable, "-m", "tests.bench.steps", str(project), str(file)]
    subprocess.run(command, cwd=corpus.ROOT, env={**os.environ, "KAMMERTON_NOW": corpus.NOW}, check=True, capture_output=True)
    found: Steps = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_a_square_is_noticed() -> None:
    """Loops, comprehensions and calls count; what grows evenly is not told."""

    def even(number: int) -> None:
        for _ in range(number):
            pass

    def square(number: int) -> None:
        for _ in range(number):
            even(number)

    few, many = (counted(lambda n=n: (even(50 * n), square(n), [a for a in range(n) for _ in range(n)]), lambda _: True) for n in (10, 40))

    assert sorted(name.rpartition(".")[2] for name in grown(few, many, MOST, 1000)) == ["<listcomp>"]
    assert grown({"even": 10}, {"even": 40, "square": 9, "new": 3000}, MOST, LEAST) == {"new": 3000}


def test_a_publish_takes_steps_as_it_has_things(tmp_path: Path) -> None:
    """Everything made, and then one sentence more: whatever takes many steps takes about four times as many for four times the firms."""
    made: dict[int, tuple[Steps, Steps]] = {}
    for size in (FEW, MANY):
        project = tmp_path / str(size)
        generate(project, size)
        anew = steps_of_publish(project)
        file = project / "content" / "betriebe" / f"{corpus.firm_id(0)}.md"
        file.write_text(f"{file.read_text(encoding='utf-8')}\nHeute kam ein Satz dazu.\n", encoding="utf-8")
        made[size] = anew, steps_of_publish(project)

    for few, many in zip(made[FEW], made[MANY], strict=True):
        assert grown(few, many, MOST, LEAST) == {}
    for anew, edited in made.values():
        assert sum(edited.values()) < sum(anew.values()) / 4
