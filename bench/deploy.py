"""What planning an upload costs: seconds of CPU and memory for a large site, and for hashing its files.

    python -m bench.deploy 3000 30000

For each number N of files a site is made up: one in ten is a recording, four in ten pages, the rest pictures and texts. Each step is timed alone:

- plan: from N fingerprints, a record of N files of which one in a hundred differs, and the sizes at the target;
- first: the same with nothing at the target: everything is planned;
- record: the record written and read again, as at the beginning and the end of every upload;
- hash: 2,000 files of 20 KB read and hashed, told for each 1,000 files and without a budget, for it depends on the disk.

Budget: a plan for the last size takes less than 0.5 s of CPU and 30 MB, the record less than 1 s, and a file more costs no more at the last size than at the first
(by half at most).
"""

import hashlib
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.budget import Budget
from kammerton.deploy.transfer.plan import plan
from kammerton.deploy.transfer.record import Fingerprint, Record, read_record, written_record

COMMAND = "python -m bench.deploy 3000 30000"
BUDGET = {
    "plan": Budget(0.5, "s CPU", "planning an upload of 30,000 files, one in a hundred changed"),
    "first": Budget(0.5, "s CPU", "planning the first upload of 30,000 files"),
    "record": Budget(1.0, "s CPU", "writing and reading the record of 30,000 files"),
    "MB": Budget(30.0, "MB", "memory for planning 30,000 files"),
    "growth": Budget(1.5, "x", "a file more at 30,000 files beside one at 3,000"),
}
ROUNDS = 3
PATHS = (
    "podcast/{n:05}-folge/{n:05}-folge.mp3", "podcast/{n:05}-folge/index.html", "betriebe/betrieb-{n}/index.html", "betriebe/betrieb-{n}/angebot/index.html",
    "wissen/seite-{n}/index.html", "bilder/{n:020}-800.avif", "bilder/{n:020}-800.jpg", "bilder/{n:020}-400.avif", "podcast/{n:05}-folge/{n:05}-folge.vtt",
    "termine/termin-{n}.ics",
)  # fmt: skip


def files(size: int, edition: str) -> dict[str, Fingerprint]:
    """A site of so many files; every hundredth differs between two editions."""
    found = {}
    for n in range(size):
        word = f"{n} {edition if n % 100 == 0 else ''}"
        found[PATHS[n % len(PATHS)].format(n=n)] = Fingerprint(hashlib.sha256(word.encode()).hexdigest(), 20_000)
    return found


def seconds(step: Callable[[], Any]) -> float:
    """The CPU time of a step, the least of several."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        step()
        found.append(time.process_time() - start)
    return min(found)


def peak(step: Callable[[], Any]) -> float:
    """The memory a step needs beyond what it is given, in MB."""
    tracemalloc.start()
    step()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def measured(size: int) -> dict[str, float]:
    """Every step for one size."""
    before, after = files(size, "alt"), files(size, "neu")
    record, there = Record(before), {path: found.size for path, found in before.items()}
    assert len(plan(after, record, there).uploads) == len([path for path in after if before[path] != after[path]])
    return {
        "plan": seconds(lambda: plan(after, record, there)),
        "first": seconds(lambda: plan(after, Record(), {})),
        "record": seconds(lambda: read_record(written_record(record))),
        "MB": max(peak(lambda: plan(after, Record(), {})), peak(lambda: read_record(written_record(record)))),
    }


def hashing() -> float:
    """Seconds for hashing 1,000 files."""
    from kammerton.adapters.targets import _fingerprint

    with tempfile.TemporaryDirectory() as folder:
        for n in range(2000):
            (Path(folder) / str(n)).write_bytes(n.to_bytes(4, "big") * 5000)
        return seconds(lambda: [_fingerprint(file) for file in Path(folder).iterdir()]) / 2


def main(sizes: list[int]) -> int:
    """Measure, tell, and judge."""
    found = {size: measured(size) for size in sizes}
    for size, values in found.items():
        print(f"{size:>7} files: " + ", ".join(f"{name} {value:.2f}{'' if name == 'MB' else ' s'}" for name, value in values.items()))
    print(f"hashing 1,000 files: {hashing():.2f} s")
    last, first = sizes[-1], sizes[0]
    wrong = [f"{name}: {found[last][name]:.2f} > {BUDGET[name]}" for name in ("plan", "first", "record", "MB") if found[last][name] > BUDGET[name]]
    growth = (found[last]["first"] / last) / (found[first]["first"] / first)
    wrong += [f"a file more costs {growth:.1f} times as much"] if growth > BUDGET["growth"] else []
    print("within the budget" if not wrong else "\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [3000, 30000]))
