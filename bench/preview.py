"""How long an edit of one episode takes until the preview shows it, in the example region, and what fifty edits do to memory; and an edit of one of 1,000 firms.

``python -m bench.preview [edits]`` measures processor time of the warm process and of the copy that writes, beside one whole publish:
on a machine that others use only the two compared tell anything.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import corpus
from bench.budget import Budget
from kammerton.adapters.preview_process import Builder

ROOT = Path(__file__).parents[1]
EPISODE = "episodes/001-eine-orgel-ist-fuenf-berufe.md"
PARTS = ("content", "episodes", "newsletter", "theme", "pelicanconf.py")
COMMAND = "python -m bench.preview"
BUDGET = {
    "edit": Budget(1.0, "s CPU", "an edit of one episode in the preview, example region"),
    "share": Budget(0.25, "x", "such an edit beside a whole publish"),
    "growth": Budget(20.0, "MB", "memory of the preview after fifty edits"),
    "large": Budget(0.3, "s CPU", "a sentence more in the text of one of 1,000 firms, in the preview"),
}
EDITS, WARM, FIRMS = 50, 3, 1000


def copy_region(folder: Path) -> None:
    """The example region, with what is kept between builds where there is any."""
    for part in (*PARTS, ".cache"):
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part)
        elif (ROOT / part).exists():
            shutil.copy(ROOT / part, folder / part)


def processor() -> float:
    """Processor seconds used so far by this process and by those that ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def memory() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def publish(folder: Path) -> float:
    """Processor seconds of a whole publish."""
    before = processor()
    command = [sys.executable, "-m", "kammerton.cli", "publish", "--neu"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return processor() - before


def edits(folder: Path, file: str, wanted: int) -> tuple[list[tuple[float, float]], float]:
    """Processor and wall seconds of each edit of a file once all is warm, and how many megabytes they left."""
    sites = folder.with_name(f"{folder.name}-sites")
    sites.mkdir()
    builder, found, before = Builder(folder, sites), [], 0.0
    for number in range(WARM + wanted):
        text = folder / file
        text.write_text(f"{text.read_text(encoding='utf-8')}\nSatz {number}.\n", encoding="utf-8")
        used, began = processor(), time.perf_counter()
        look = builder.build(None)
        assert look.is_good, look
        found.append((processor() - used, time.perf_counter() - began))
        builder.tidy()
        if number == WARM:
            before = memory()
    return found[WARM:], memory() - before


def told(name: str, times: list[tuple[float, float]]) -> float:
    """Print what edits took; the median of their processor seconds."""
    used, wall = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{name}: {used:.2f} s CPU an edit, {wall:.2f} s wall, quickest {min(wall for _, wall in times):.2f} s")
    return used


def main(wanted: int) -> int:
    """Measure; exit 1 when a budget is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder, large = Path(name) / "region", Path(name) / "large"
        folder.mkdir()
        copy_region(folder)
        publish(folder)
        whole = publish(folder)
        times, growth = edits(folder, EPISODE, wanted)
        whole = min(whole, publish(folder))
        corpus.generate(large, FIRMS)
        of_large, _ = edits(large, f"content/betriebe/{corpus.firm_id(0)}.md", wanted)
    used, used_large = told("an episode of the example region", times), told(f"one of {FIRMS:,} firms", of_large)
    print(f"publish {whole:.2f} s CPU, an edit {used / whole:.0%} of it; memory after {wanted} edits: {growth:+.1f} MB")
    broken = (used > BUDGET["edit"], used / whole > BUDGET["share"], growth > BUDGET["growth"], used_large > BUDGET["large"])
    return int(any(broken))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EDITS))
