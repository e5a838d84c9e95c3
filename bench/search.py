"""How big the index of the search is, and how quick the search.

    python -m bench.search output 100 2300 20000

Takes the search page of a built site, puts beside it an index of as many generated firms (with three offers each, N/10 events,
N/20 pages of knowledge and every occupation of the table) and looks at it in Chromium. Printed: bytes of the index, plain and
compressed; milliseconds from a query to its results on the page, the median of all queries; seconds from the address of a
search to its first result at 360 pixels on a slow 4G line (1.6 Mbit/s, 150 ms) and a processor four times slower than this
machine's, with an empty cache; the better of two runs counts. The index of the site itself is measured first.
Budget: 40 kB compressed for the example region; at 2,300 firms 400 kB compressed, 100 ms a query, 6 s to the first result.
"""

import csv
import functools
import gzip
import random
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.budget import Budget
from bench.pages import LINE, SLOWER, Handler, squeezed
from kammerton.adapters.catalogue import german_words
from kammerton.domain.occupation_names import display_name
from kammerton.domain.vocabulary import Occupation
from kammerton.site.findable import Findable, OfferName
from kammerton.site.search import indexed

ROOT = Path(__file__).parents[1]
COMMAND = "python -m bench.search output 100 2300 20000"
BUDGET = {
    "example": Budget(40.0, "kB", "the search's index of the example region, compressed"),
    "kilobytes": Budget(400.0, "kB", "the search's index of 2,300 portraits, compressed"),
    "query": Budget(100.0, "ms", "from a query to its results, 2,300 portraits"),
    "first": Budget(6.0, "s", "until the first result on slow 4G and a slow processor, 2,300 portraits"),
}
QUERIES = ("tischler", "Mechatroniker", "Köchin", "baecker", "Praktikum Metall", "Tischlre", "Sonnenau", "Firma 17", "Halle", "xyzzy")
INDEX = "suche/de.suche.json"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
ASK = """query => new Promise(done => {
  const input = document.querySelector('[data-search-input]'), status = document.querySelector('[data-search-status]');
  input.value = query;
  const from = performance.now();
  new MutationObserver((_, observer) => {
    if (!status.textContent.includes(query)) return;
    observer.disconnect(); done(performance.now() - from);
  }).observe(status, { childList: true });
  input.form.requestSubmit();
})"""


def occupations() -> list[Occupation]:
    """Every occupation of the table."""
    with (ROOT / "content" / "daten" / "berufe.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [Occupation(id=row["id"], male=row["m"], female=row["f"], synonyms=tuple(filter(None, row["synonyme"].split("|")))) for row in rows]


def region(size: int) -> Iterator[Findable]:
    """What the search knows of a generated region; its sentences are of the words of the example region."""
    chance = random.Random(size)
    words = sorted({word for path in (ROOT / "content").glob("*/*.md") for word in path.read_text(encoding="utf-8").split() if word.isalpha()})
    towns = [f"{a}{b}" for a in ("Sonnen", "Ober", "Unter", "Glocken", "Linden") for b in ("au", "tal", "berg", "hausen", "kamm")]
    known = occupations()
    types = ("Duale Ausbildung", "Schülerbetriebspraktikum", "Schnuppertag")

    def sentence(length: int) -> str:
        return " ".join(chance.choices(words, k=length)).capitalize() + "."

    for n in range(size):
        chosen = chance.choices(known, k=3)
        offers = tuple(
            OfferName(f"{o.id}-{number}", f"{type_}: {display_name(o, 'schraegstrich')}", f"berufe/{o.id}/")
            for number, (o, type_) in enumerate(zip(chosen, types, strict=True))
        )
        title = f"{chance.choice(words).capitalize()} {chance.choice(words)} Firma {n}"
        yield Findable("betrieb", title, f"betriebe/firma-{n}/", chance.choice(towns), (), tuple(chance.choices(words, k=3)), (sentence(20),), "", offers)
    for o in known:
        yield Findable("beruf", display_name(o, "schraegstrich"), f"berufe/{o.id}/", "Technik", (o.male, o.female), o.synonyms)
    for n in range(size // 10):
        yield Findable("termin", sentence(4), f"termine/termin-{n}/", f"Messe · 12. März 2027 · {chance.choice(towns)}", passages=(sentence(18),))
    for n in range(size // 20):
        yield Findable("wissen", sentence(4), f"wissen/wissen-{n}/", "Artikel · Recht", passages=(sentence(18), *(sentence(4) for _ in range(8))))


def measure(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds a query, and seconds to the first result."""
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{address}suche/")
    page.focus("[data-search-input]")
    page.evaluate(ASK, "warm")
    took = statistics.median(page.evaluate(ASK, query) for query in QUERIES)
    page.context.close()
    return took, min(first_result(browser, address) for _ in range(2))


def first_result(browser: Browser, address: str) -> float:
    """Seconds from the address of a search to its first result, on a slow line and processor."""
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}suche/?q=tischler", wait_until="commit")
    page.wait_for_selector(".found__link", timeout=120_000)
    seconds = float(page.evaluate("performance.now()")) / 1000
    page.context.close()
    return seconds


def main(site: Path, sizes: list[int]) -> int:
    """Measure the site's own index and every size; exit 1 when a budget is broken."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copytree(site / "theme", folder / "theme")
        shutil.copytree(site / "suche", folder / "suche", ignore=shutil.ignore_patterns("volltext"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        print(f"{'firms':>9} {'plain kB':>9} {'gzip kB':>8} {'query ms':>9} {'first s':>8}")
        broken = False
        for size in (0, *sizes):
            content = (site / INDEX).read_bytes() if size == 0 else indexed(german_words(), region(size))
            (folder / INDEX).write_bytes(content)
            squeezed.cache_clear()
            packed = len(gzip.compress(content, 6, mtime=0)) / 1000
            query, first = measure(browser, f"http://127.0.0.1:{server.server_port}/")
            print(f"{size or 'the site':>9} {len(content) / 1000:>9.0f} {packed:>8.0f} {query:>9.1f} {first:>8.1f}", flush=True)
            broken = broken or (size == 0 and packed > BUDGET["example"])
            broken = broken or (size == 2300 and (packed > BUDGET["kilobytes"] or query > BUDGET["query"] or first > BUDGET["first"]))
        browser.close()
        server.shutdown()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]]))
