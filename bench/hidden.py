"""How long the audit takes to look for everything hidden, by the number of hidden things and of bytes.

    python -m bench.hidden 10 100 1000 3000

For each number N of hidden things (three words each) the same 50 MB of pages are searched in memory. Printed: CPU seconds and
megabytes a second. Budget: at 3,000 things at least 5 MB a second, and no more than 5 times the time of 10 things: the
work grows with the bytes, hardly with what is looked for.
"""

import random
import sys
import time

from bench.budget import Budget
from kammerton.audit.search import Search, plain

COMMAND = "python -m bench.hidden 10 100 1000 3000"
BUDGET = {
    "rate": Budget(5.0, "MB/s", "looking for 3,000 hidden things", least=True),
    "ratio": Budget(5.0, "x", "looking for 3,000 hidden things beside ten"),
}
PAGES, PAGE = 2000, 25_000
WORDS = [
    "Betrieb",
    "Ausbildung",
    "Praktikum",
    "Werkstatt",
    "Tischlerei",
    "Metall",
    "Holz",
    "Region",
    "Sonnental",
    "&amp;",
    "lernen",
    "bauen",
    "für",
    "und",
    "die",
    "der",
    "<p",
    'class="teaser">',
    "</p>",
    "<a",
    'href="/betriebe/',
]


def pages() -> list[bytes]:
    """Pages of common words, the same each time."""
    chosen = random.Random(7)
    return [" ".join(chosen.choice(WORDS) for _ in range(PAGE // 8)).encode() for _ in range(PAGES)]


def words(number: int) -> list[str]:
    """Addresses, ids and titles that begin like what pages hold."""
    return [word for n in range(number) for word in (f"betriebe/tischlerei-{n}", f"tischlerei-{n}-werk", f"Tischlerei Holz {n}")]


def main() -> int:
    """Measure; 1 where the budget is not kept."""
    numbers = [int(argument) for argument in sys.argv[1:]] or [10, 100, 1000, 3000]
    contents, seconds = pages(), []
    size = sum(map(len, contents)) / 1e6
    for number in numbers:
        begin = time.process_time()
        search = Search(words(number))
        found = sum(1 for content in contents for _ in search.find(plain(content)))
        seconds.append(time.process_time() - begin)
        print(f"{number:6} things  {size:5.0f} MB  {seconds[-1]:6.2f} s CPU  {size / seconds[-1]:6.1f} MB/s  {found} found")
    return int(size / seconds[-1] < BUDGET["rate"] or seconds[-1] > BUDGET["ratio"] * seconds[0])


if __name__ == "__main__":
    sys.exit(main())
