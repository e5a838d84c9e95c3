"""How long ``kammerton publish`` takes for a generated region, and how much memory.

    python bench/publish.py 100 1000

For each number N of portraits (with N/5 episodes, N/10 events, N/20 pages of knowledge and N/50 issues) the region is generated in a temporary folder and
published twice in a process of its own. Printed: CPU seconds, wall seconds, peak memory, pages; and the ratio to the
first size, which is what counts on a noisy machine. Budget of the foundation: at 1,000 portraits at most 60 s of CPU and
400 MB, and CPU no more than 15 times that of 100 portraits (nothing quadratic).
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kammerton.domain.kinds import LINKABLE

ROOT = Path(__file__).parents[1]
NOW = "2026-11-23 12:00"
BUDGET = {"cpu": 60.0, "memory": 400.0, "ratio": 15.0}
OCCUPATIONS = ["tischler", "metallbauer", "baecker", "koch", "gaertner", "maurer", "fachinformatiker", "pflegefachmann"]
PARAGRAPH = "Wir bauen, was andere brauchen, und lernen dabei jeden Tag etwas Neues. Morgens um sieben geht es los, um vier ist Schluss. "


def portrait(n: int) -> str:
    """A portrait with two offers."""
    occupation = OCCUPATIONS[n % len(OCCUPATIONS)]
    return f"""---
titel: Betrieb Nummer {n} GmbH
kurz: Ein erfundener Betrieb für die Messung.
datum: 2026-0{n % 9 + 1}-10
stand: 2026-10-01
beispiel: ja
ort: sonnenau
ansprechstelle: {{rolle: Ausbildung, email: ausbildung@betrieb-{n}.example}}
angebote:
  - {{id: ausbildung, art: ausbildung, beruf: {occupation}, start: 2027-08-01, mindestabschluss: esa}}
  - {{id: praktikum, art: praktikum, beruf: {occupation}}}
---
## Das machen wir

{PARAGRAPH * 3}

- erstens
- zweitens mit [Nachbarn](betrieb:betrieb-{max(0, n - 1)})

## Das lernst du

{PARAGRAPH * 2}
"""


def episode(n: int, audio: str) -> str:
    """An episode about one portrait."""
    return f"---\ntitel: Folge über Betrieb {n}\nkurz: Gemessen.\ndatum: 2026-0{n % 9 + 1}-11 06:00\naudio: {audio}\nbetriebe: [betrieb-{n}]\n---\n{PARAGRAPH * 3}\n"


def issue(n: int) -> str:
    """An issue that composes itself."""
    return f"---\ntitel: Ausgabe {n}\nnummer: {n + 1}\ndatum: 2026-01-{n % 27 + 1:02}\nbetreff: Gemessen {n}\nvorschau: Nichts.\nkurz: Gemessen.\n---\nGuten Tag.\n"


def event(n: int, size: int) -> str:
    """A coming event of one portrait."""
    head = f"titel: Offene Tür {n}\nkurz: Gemessen.\ndatum: 2026-10-01\nbeginn: 2027-0{n % 9 + 1}-12 10:00\nort: sonnenau\nveranstalter: Die Messenden"
    return f"---\n{head}\nart: offene-tuer\nbetriebe: [betrieb-{n * 10 % size}]\n---\n{PARAGRAPH}\n"


def article(n: int) -> str:
    """A page of knowledge with steps."""
    head = f"titel: Wissen {n}\nkurz: Gemessen.\ndatum: 2026-10-01\nrechtsstand: 2026-10-01\nthema: recht\nart: checkliste\nquellen: [{{titel: Gesetz}}]"
    return f"---\n{head}\nschritte: [{{titel: Anfangen, text: {PARAGRAPH.strip()}}}]\n---\n{PARAGRAPH * 4}\n"


def generate(folder: Path, size: int) -> None:
    """Write a region of ``size`` portraits."""
    for part in ("content/daten", "content/seiten", "content/bilder", "theme"):
        shutil.copytree(ROOT / part, folder / part)
    for page in (folder / "content" / "seiten").glob("*.md"):
        page.write_text(re.sub(rf"\]\((?:{'|'.join(set(LINKABLE) - {'seite'})}):[^)]*\)", "]", page.read_text(encoding="utf-8")), encoding="utf-8")
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (folder / "pelicanconf.py").write_text(settings.replace("TRANSKRIPT_PFLICHT = True", "TRANSKRIPT_PFLICHT = False"), encoding="utf-8")
    audio = min((ROOT / "episodes" / "media").glob("*.mp3"), key=lambda p: p.stat().st_size)
    (folder / "episodes" / "media").mkdir(parents=True)
    shutil.copy(audio, folder / "episodes" / "media" / audio.name)
    texts = {
        "content/betriebe": {f"betrieb-{n}": portrait(n) for n in range(size)},
        "episodes": {f"{n:05}-folge": episode(n, audio.name) for n in range(size // 5)},
        "content/termine": {f"termin-{n}": event(n, size) for n in range(size // 10)},
        "content/wissen": {f"wissen-{n}": article(n) for n in range(size // 20)},
        "newsletter": {f"ausgabe-{n:04}": issue(n) for n in range(size // 50)},
    }
    for part, files in texts.items():
        (folder / part).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / part / f"{name}.md").write_text(text, encoding="utf-8")


def measure(folder: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of one publish."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "kammerton.cli", "publish"], cwd=folder, env={**os.environ, "KAMMERTON_NOW": NOW}, check=True, stdout=subprocess.DEVNULL
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, after.ru_maxrss / 1024


def main(sizes: list[int]) -> int:
    """Measure every size; exit 1 when a budget is broken."""
    print(f"{'portraits':>9} {'CPU s':>8} {'wall s':>8} {'peak MB':>8} {'pages':>7} {'x first':>8}")
    first, broken = 0.0, False
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "region"
            folder.mkdir()
            generate(folder, size)
            cpu, wall, memory = min(measure(folder) for _ in range(2))
            pages = sum(1 for _ in (folder / "output").rglob("*.html"))
        first = first or cpu
        print(f"{size:>9} {cpu:>8.2f} {wall:>8.2f} {memory:>8.0f} {pages:>7} {cpu / first:>8.1f}")
        within = cpu <= BUDGET["cpu"] and memory <= BUDGET["memory"] and cpu / first <= BUDGET["ratio"]
        broken = broken or (size <= 1000 and not within)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100, 1000]))
