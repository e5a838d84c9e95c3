"""How long a whole site takes beside Hugo and stock Pelican, on the same region with equivalent pages: cold, unchanged, after an edit, after a change to a template.

    python -m bench.speed 1000 5000 20000 --runs 5

For each number N of portraits the region is generated (``bench/corpus.py``) and converted for the rivals (``bench/rivals``) in a folder of the memory where there is
one. Then the programs run in turns, A B C A B C, and medians are told; stock Pelican only cold. At last each runs cold once more while its memory is watched.
Pages, files and bytes of each are printed, with the number of pages of each kind; a kind that differs is an error, for then the comparison is none.

    cold        no output, nothing kept from an earlier run
    unchanged   run again
    edit        one sentence more in one portrait
    template    one line more in the head of every page

``--only kammerton hugo`` leaves programs out, ``--scenes cold edit`` scenes; ``--hugo PATH`` names another Hugo, ``--full-text`` lets Kammerton call Pagefind,
``--folder PATH`` measures there. From 20,000 portraits on only Kammerton's cold run is measured, where nothing else is wished. Budgets (ratios of medians in this run) hold at the sizes they name; those at other sizes are not judged. Exit 1 when one is broken.
"""

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.budget import Budget
from bench.measuring import Needed, run
from bench.rivals.contenders import Contender, hugo, hugo_program, kammerton, pelican
from kammerton.domain.addresses import FULL_TEXT

COMMAND = "python -m bench.speed 1000 5000 20000 --runs 5"
BUDGET = {
    "unchanged 1000": Budget(0.1, "x", "unchanged: wall beside Hugo's, 1,000 portraits"),
    "unchanged 5000": Budget(0.05, "x", "unchanged: wall beside Hugo's, 5,000 portraits"),
    "edit 1000": Budget(0.6, "x", "one sentence edited: wall beside Hugo's, 1,000 portraits"),
    "edit 5000": Budget(0.2, "x", "one sentence edited: wall beside Hugo's, 5,000 portraits"),
    "template 5000": Budget(0.5, "x", "a template that touches every page: wall beside Hugo's, 5,000 portraits"),
    "cold 5000": Budget(1.5, "x", "cold: wall beside Hugo's, 5,000 portraits"),
    "pelican 5000": Budget(0.25, "x", "cold: wall beside stock Pelican's, 5,000 portraits"),
    "memory 5000": Budget(0.4, "x", "cold: peak memory of all processes beside Hugo's, 5,000 portraits"),
    "growth": Budget(4.5, "x", "cold: wall at 20,000 portraits beside that at 5,000"),
}
SCENES = ("cold", "unchanged", "edit", "template")
# From this size on only Kammerton's cold run is measured, which is all a budget asks for: three sites with their earlier states would fill the memory.
LARGE = 20_000
# Bytes for each portrait that have to be free in the memory: sources, caches, outputs of all and earlier states.
ROOM = 800_000
_KINDS = (
    (r"(^|/)seite[-/]\d+/$", r"\1seite-n/"), (r"einbetten\.html$", "einbetten/"), (r"^betriebe/(?!seite-n/)[^/]+/$", "betriebe/betrieb/"),
    (r"^betriebe/(?!seite-n/)[^/]+/[^/]+/$", "betriebe/betrieb/angebot/"), (r"^podcast/\d+-folge/", "podcast/folge/"), (r"^berufe/(?!seite-n/)[^/]+/(?!seite-n/)[^/]+/", "berufe/beruf/art/"),
    (r"^berufe/(?!seite-n/|beruf/art/)[^/]+/", "berufe/beruf/"), (r"^(orte|angebote|berufsfelder|beginn|abschluesse|entdecken)/(?!seite-n/)[^/]+/", r"\1/liste/"),
    (r"^(newsletter|termine|wissen)/(?!seite-n/)[^/]+/$", r"\1/eintrag/"), (r"^(?!(betriebe|podcast|berufe|orte|angebote|berufsfelder|beginn|abschluesse|entdecken|newsletter|termine|wissen|$)).*", "others"),
)  # fmt: skip

Results = dict[tuple[str, str], list[Needed]]


def kind_of(path: str) -> str:
    """What kind of page an address is."""
    for pattern, kind in _KINDS:
        path = re.sub(pattern, kind, path)
    return path or "start"


def kinds(site: Path) -> dict[str, list[int]]:
    """The bytes of each page of a site, by its kind; the page of the full-text search is Kammerton's alone."""
    found: dict[str, list[int]] = {}
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        if path != FULL_TEXT:
            found.setdefault(kind_of(path), []).append(file.stat().st_size)
    return found


def told(site: Path) -> str:
    """Pages, files and bytes of a site."""
    files = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = [size for path, size in files.items() if path.suffix == ".html"]
    return f"{len(pages):>9,} {sum(pages) / 1e6:>9.1f} {len(files):>9,} {sum(files.values()) / 1e6:>9.1f}"


def compare(sites: dict[str, Path]) -> None:
    """Print what each wrote. Raises ``SystemExit`` where the pages are not of the same kinds and numbers."""
    print(f"{'':12} {'pages':>9} {'MB':>9} {'files':>9} {'MB':>9}")
    for name, site in sites.items():
        print(f"{name:12} {told(site)}")
    found = {name: kinds(site) for name, site in sites.items()}
    every = sorted({kind for kinds_ in found.values() for kind in kinds_})
    print(f"{'pages of each kind, and kB of one':36} {' '.join(f'{name:>16}' for name in sites)}")
    for kind in every:
        print(f"  {kind:34} {' '.join(_number_and_size(found[name].get(kind, [])) for name in sites)}")
    wrong = [kind for kind in every if len({len(found[name].get(kind, ())) for name in sites}) > 1]
    if wrong:
        raise SystemExit(f"Not comparable: the numbers of these pages differ: {', '.join(wrong)}")


def _number_and_size(sizes: Sequence[int]) -> str:
    return f"{len(sizes):>9,} {statistics.mean(sizes or [0]) / 1000:>6.1f}"


def prepare(contender: Contender, folder: Path, scene: str, number: int) -> None:
    """Do what a scene begins with."""
    if scene == "cold":
        contender.clean(folder)
    elif scene == "edit":
        contender.edit(folder, number)
    elif scene == "template":
        contender.change_template(folder, number)


def measured(contenders: Sequence[Contender], base: Path, scenes: Sequence[str], runs: int) -> Results:
    """Run every scene of every program, in turns."""
    results: Results = {}
    for number in range(1, runs + 1):
        for scene in scenes:
            for contender in contenders:
                if scene == "cold" or contender.is_rebuilt:
                    folder = base / contender.name
                    prepare(contender, folder, scene, number)
                    needed = run(contender.command, folder, contender.env)
                    results.setdefault((contender.name, scene), []).append(needed)
                    print(f"  {number}/{runs} {scene:10} {contender.name:10} {needed.wall:8.2f} s, {needed.cpu:8.2f} s CPU", file=sys.stderr, flush=True)
    return results


def watched(contenders: Sequence[Contender], base: Path) -> dict[str, Needed]:
    """A cold run of each while its memory is watched."""
    found = {}
    for contender in contenders:
        contender.clean(base / contender.name)
        found[contender.name] = run(contender.command, base / contender.name, contender.env, watch=True)
    return found


def wall(results: Results, name: str, scene: str) -> float | None:
    """The median of the wall times of a scene, or nothing where it did not run."""
    times = [needed.wall for needed in results.get((name, scene), ())]
    return statistics.median(times) if times else None


def ratios(results: Results, memory: dict[str, Needed]) -> Iterator[tuple[str, float]]:
    """What the budgets limit, for one size."""
    for scene in SCENES:
        own, others = wall(results, "Kammerton", scene), wall(results, "Hugo", scene)
        if own and others:
            yield scene, own / others
    own, others = wall(results, "Kammerton", "cold"), wall(results, "Pelican", "cold")
    if own and others:
        yield "pelican", own / others
    if {"Kammerton", "Hugo"} <= memory.keys():
        yield "memory", memory["Kammerton"].together / memory["Hugo"].together


def tell(results: Results, memory: dict[str, Needed]) -> None:
    """Print the medians of every scene, and the memory."""
    print(f"{'scene':10} {'':10} {'wall s':>9} {'CPU s':>9} {'x Hugo wall':>12} {'x Hugo CPU':>12} {'x Pelican wall':>15}")
    for (name, scene), found in results.items():
        time_, cpu = statistics.median(one.wall for one in found), statistics.median(one.cpu for one in found)
        hugos = results.get(("Hugo", scene))
        beside = [time_ / statistics.median(one.wall for one in hugos), cpu / statistics.median(one.cpu for one in hugos)] if hugos else []
        cold = wall(results, "Pelican", "cold") if scene == "cold" else None
        print(f"{scene:10} {name:10} {time_:>9.2f} {cpu:>9.2f} {' '.join(f'{ratio:>12.2f}' for ratio in beside)} {f'{time_ / cold:>15.2f}' if cold else ''}")
    for name, needed in memory.items():
        print(f"memory     {name:10} largest process {needed.largest:>7.0f} MB, all together {needed.together:>7.0f} MB")


def place(wanted: str, size: int) -> Path:
    """A new folder: the one wanted, else in the memory where that has room, else wherever temporary files are."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM * size and _free_memory() > ROOM * size
    return Path(tempfile.mkdtemp(prefix="kammerton-bench-", dir=wanted or (memory if has_room else None)))


def _free_memory() -> int:
    found = re.search(r"MemAvailable:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    return int(found[1]) * 1024 if found else 0


def measure(size: int, options: argparse.Namespace) -> dict[str, float]:
    """Everything for one size; the ratios, and under "wall" the seconds of Kammerton's cold run."""
    base = place(options.folder, size)
    try:
        only = options.only or (("kammerton",) if size >= LARGE else ("kammerton", "hugo", "pelican"))
        scenes = options.scenes or (("cold",) if size >= LARGE else SCENES)
        contenders = list(chosen(only, options, base))
        started = time.perf_counter()
        for contender in contenders:
            contender.write(base / contender.name, size)
        print(f"\n{size:,} portraits in {base.parent}, made in {time.perf_counter() - started:.0f} s", flush=True)
        time.sleep(2.5)  # no program trusts the times of files that are as young
        results = measured(contenders, base, scenes, options.runs)
        compare({contender.name: base / contender.name / contender.output for contender in contenders})
        memory = watched(contenders, base)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    tell(results, memory)
    return dict(ratios(results, memory)) | {"wall": wall(results, "Kammerton", "cold") or 0.0}


def chosen(only: Sequence[str], options: argparse.Namespace, base: Path) -> Iterator[Contender]:
    """The programs to be compared."""
    if "kammerton" in only:
        yield kammerton(base / "start", full_text=options.full_text)
    if "hugo" in only:
        yield hugo(hugo_program(options.hugo))
    if "pelican" in only:
        yield pelican()


def judge(found: dict[int, dict[str, float]]) -> list[str]:
    """The budgets that are broken; each is printed."""
    values = {f"{name} {size}": ratio for size, ratios_ in found.items() for name, ratio in ratios_.items()}
    if found.get(20_000, {}).get("wall") and found.get(5000, {}).get("wall"):
        values["growth"] = found[20_000]["wall"] / found[5000]["wall"]
    broken = [name for name, value in values.items() if name in BUDGET and value > BUDGET[name]]
    print()
    for name, budget in BUDGET.items():
        verdict = "not measured" if name not in values else f"{values[name]:.2f}  {'OVER THE BUDGET' if name in broken else 'within the budget'}"
        print(f"{budget.what:75} {budget.words:>16}  {verdict}")
    return broken


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """What is wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 5000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=("kammerton", "hugo", "pelican"))
    parser.add_argument("--scenes", nargs="+", choices=SCENES)
    parser.add_argument("--hugo", default="", metavar="PATH")
    parser.add_argument("--folder", default="", metavar="PATH")
    parser.add_argument("--full-text", action="store_true")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Measure every size; exit 1 when a budget is broken."""
    options = options_of(arguments)
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, medians of {options.runs}")
    return 1 if judge({size: measure(size, options) for size in options.sizes}) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
