"""How long ``kammerton publish`` takes for a generated region, and how much memory.

    python -m bench.publish 100 1000

For each number N of portraits (with N/5 episodes, N/10 events, N/20 pages of knowledge and N/50 issues) the region is generated in a temporary folder and
published twice, each time anew, in a process of its own. Printed: CPU seconds, wall seconds, peak memory, pages; and the ratio to the
first size, which is what counts on a noisy machine. Budget of the foundation: at 1,000 portraits at most 60 s of CPU and
400 MB, and CPU no more than 15 times that of 100 portraits (nothing quadratic).
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.budget import Budget
from bench.corpus import NOW, generate

COMMAND = "python -m bench.publish 100 1000"
BUDGET = {
    "cpu": Budget(60.0, "s CPU", "a publish of 1,000 portraits"),
    "memory": Budget(400.0, "MB", "memory for a publish of 1,000 portraits"),
    "ratio": Budget(15.0, "x", "CPU of a publish of 1,000 portraits beside 100"),
}


def measure(folder: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of one publish."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "kammerton.cli", "publish", "--neu"], cwd=folder, env={**os.environ, "KAMMERTON_NOW": NOW}, check=True, stdout=subprocess.DEVNULL
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
