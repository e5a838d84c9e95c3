"""How big the finder's facet file is, and how quickly the finder answers in Chromium.

    python -m bench.finder 100 2300 20000

For each number of portraits a region is generated in memory: 25 towns, every occupation of the stock, 1 to 4 offers a firm. Printed: the
facet file raw and compressed (kB of 1000 bytes), the seconds to make it, the milliseconds to unpack it, those of one question with
all its counts (median and worst of 60 mixed wishes, among them typed words, each asked for the first time), and those from the first
click on a filter of the real page to the list on the screen, with the file still to be loaded from loopback (best of three).
Budget: 40 kB compressed and 5 ms for a question (median) at 2,300 portraits.
"""

import gzip
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copytree, which

from playwright.sync_api import Browser, sync_playwright

from bench.budget import Budget
from kammerton.adapters.catalogue import words_of_environment
from kammerton.adapters.project import Project
from kammerton.adapters.server import make_server
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.load import load
from kammerton.domain.addresses import FACETS, PORTRAITS, Addresses, file_of
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.portrait import Offer, Portrait
from kammerton.domain.suggestion import slug
from kammerton.domain.values import Day
from kammerton.domain.vocabulary import Town
from kammerton.rendering.links import Links
from kammerton.site.context import SiteContext
from kammerton.site.facet_file import facet_file
from kammerton.site.lists import directory_parts

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=ZONE)
COMMAND = "python -m bench.finder 100 2300 20000"
BUDGET = {
    "size": Budget(40.0, "kB", "the finder's file, compressed, 2,300 portraits"),
    "time": Budget(5.0, "ms", "a question to the finder, median, 2,300 portraits"),
}
BUDGET_AT = 2300


def _words(text: str) -> list[str]:
    return text.split()


FAMILIES = _words(
    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Maier Öztürk Nowak Yilmaz Kowalski Jansen"
)
TRADES = _words(
    "Metallbau Tischlerei Bäckerei Elektrotechnik Haustechnik Gartenbau Bau Pflegedienst Spedition Druckerei Optik Zahnarztpraxis Autohaus Hotel Maschinenbau Software Malerbetrieb Apotheke Logistik Steuerberatung Dachdeckerei Zimmerei Holzbau Landtechnik Kunststofftechnik"
)
TYPES = ["berufsfelderkundung", "praktikum", "ausbildung", "ausbildung", "duales-studium", "ferienjob", "probetag"]
FORMS = ["GmbH", "GmbH & Co. KG", "KG", "OHG", "und Söhne", "und Töchter", "AG", "e. K.", ""]
PLACES = _words("Alt Neu Ober Unter Nieder Groß Klein Bad Sankt Hohen")
ENDS = _words("bach berg dorf feld hausen heim tal wald kirchen brück")
ASK = """async ([file, searches]) => {
  const { answer, unpack, warm } = await import('/theme/js/facets.js');
  const { wishFrom } = await import('/theme/js/wish.js');
  const content = await (await fetch(file)).json();
  const start = performance.now();
  const data = unpack(content);
  const unpacked = performance.now() - start;
  warm(data);
  const ask = search => { data.lastText = null; const before = performance.now(); answer(data, wishFrom(search)); return performance.now() - before; };
  const rounds = [1, 2, 3].map(() => searches.map(ask));
  const times = searches.map((_, at) => Math.min(...rounds.map(round => round[at])));
  return [unpacked, times];
}"""
CLICK = """() => new Promise(done => {
  const start = performance.now();
  new MutationObserver((_, watch) => { if (document.querySelector('[data-list] li')) { watch.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); } })
    .observe(document.querySelector('[data-list]'), { childList: true });
  const box = document.querySelector('[name=angebot][value=ausbildung]');
  box.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  box.click();
})"""


def generated(size: int) -> Library:
    """A region of ``size`` firms, always the same."""
    chance = random.Random(size)
    real = load(Project(ROOT), NOW)[0]
    words = real.words
    towns = {t.id: t for t in (_town(n, chance) for n in range(25))}
    occupations = list(words.occupations)
    names = {f"{chance.choice(TRADES)} {chance.choice(FAMILIES)} {chance.choice(FORMS)}".strip() for _ in range(size * 3)}
    titles = [*sorted(names), *(f"{name} {n}" for n in range(2, 9) for name in sorted(names))]
    firms = tuple(_portrait(real.portraits[0], title, chance, list(towns), occupations) for title in chance.sample(titles, size))
    inventory = replace(real.inventory, portraits=firms, vocabularies=replace(words, towns=towns), episodes=(), issues=(), stories=(), events=(), actors=())
    return Library(inventory, NOW)


def _town(n: int, chance: random.Random) -> Town:
    title = f"{PLACES[n % 10]}{' ' if n % 10 > 6 else ''}{ENDS[(n * 3 + n // 10) % 10]}"
    return Town.model_construct(id=slug(f"{title}-{n}"), title=title, latitude=round(51 + chance.random() / 2, 4), longitude=round(10 + chance.random() / 2, 4))


def _portrait(pattern: Portrait, title: str, chance: random.Random, towns: list[str], occupations: list[str]) -> Portrait:
    own = chance.sample(occupations, 2)
    offers = {}
    for _ in range(chance.choice([1, 2, 2, 3, 4])):
        kind, year = chance.choice(TYPES), chance.choice([2027, 2027, 2028])
        occupation = chance.choice(own)
        starts = kind in ("ausbildung", "duales-studium")
        id_ = f"{occupation.split('-')[0]}-{year}" if starts else kind
        certificate = chance.choice(["esa", "esa", "msa", "msa", "fhr", "ohne"]) if starts else None
        offers[id_] = Offer.model_construct(id=id_, type=kind, occupation=occupation, minimum_certificate=certificate, start=_august(year) if starts else None)
    bare = {"example": False, "image": None, "images": (), "logo": None, "clip": None, "position": None, "further_sites": (), "consent": None}
    return pattern.model_copy(update={**bare, "id": slug(title), "title": title, "town": chance.choice(towns), "offers": tuple(offers.values())})


def _august(year: int) -> Day:
    return date(year, 8, 1)


def wishes(of: Library) -> list[str]:
    """Sixty mixed questions as addresses."""
    chance = random.Random(1)
    typed = [
        "koch",
        "mechatronikerin",
        "Bäcker",
        "kfz",
        "tichler",
        "müller metallbau",
        "Kauffrau Büro",
        "pflege",
        "elektro",
        "hausen",
        "Ausbildung Holz",
        "friseurinnen",
    ]
    kinds, fields, towns = ["praktikum", "ausbildung", "ferienjob"], list(of.words.fields), list(of.words.towns)
    asked = []
    for n in range(60):
        parts = [f"q={typed[n // 5]}"] if n % 5 == 0 else []
        parts += [f"angebot={chance.choice(kinds)}"] if n % 2 else []
        parts += [f"feld={chance.choice(fields)}"] if n % 3 == 0 else []
        parts += ["abschluss=esa"] if n % 4 == 0 else []
        parts += [f"ort={chance.choice(towns)}&umkreis={chance.choice([5, 10, 20])}"] if n % 5 == 1 else []
        asked.append("?" + "&".join(parts or ["beginn=2027"]))
    return asked


def write_site(of: Library, folder: Path) -> bytes:
    """The directory page with its file and the theme."""
    words, addresses = words_of_environment(), Addresses("http://127.0.0.1")
    context = SiteContext(of, words, Links(of, addresses), addresses)
    page = next(page for part in directory_parts(context) for page in part.pages(context) if page.path == PORTRAITS)
    copytree(ROOT / "theme" / "static", folder / "theme")
    target = folder / file_of(PORTRAITS)
    target.parent.mkdir(parents=True)
    target.write_text(ThemeTemplates(ROOT, words.language).render(page.template, view=page.view), encoding="utf-8")
    (folder / FACETS).write_bytes(content := facet_file(of))
    return content


def measured(browser: Browser, folder: Path, searches: list[str]) -> tuple[float, list[float], float]:
    """Milliseconds to unpack, of each question, and from the first click to the list."""
    server = make_server(folder, "", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    clicks = []
    for _ in range(3):
        page = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True).new_page()
        page.goto(f"{address}{PORTRAITS}")
        page.wait_for_load_state("networkidle")
        clicks.append(page.evaluate(CLICK))
        page.context.close()
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{address}{PORTRAITS}")
    unpacked, times = page.evaluate(ASK, [f"/{FACETS}", searches])
    page.context.close()
    server.shutdown()
    server.server_close()
    return unpacked, times, min(clicks)


def main(sizes: list[int]) -> int:
    """Measure each size; 1 if a budget is broken."""
    broken = False
    print(f"{'firms':>6} {'offers':>7} {'raw kB':>8} {'gz kB':>7} {'make s':>7} {'unpack ms':>10} {'ask ms':>7} {'worst ms':>9} {'first click ms':>15}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for size in sizes:
            of = generated(size)
            with tempfile.TemporaryDirectory() as name:
                content = write_site(of, Path(name))
                start = time.perf_counter()
                facet_file(of)
                made = time.perf_counter() - start
                unpacked, times, click = measured(browser, Path(name), wishes(of))
            packed, median = len(gzip.compress(content, 9)), statistics.median(times)
            broken = broken or (size == BUDGET_AT and (packed > BUDGET["size"] * 1000 or median > BUDGET["time"]))
            offers = len(json.loads(content)["angebote"]["sorte"])
            print(
                f"{size:>6} {offers:>7} {len(content) / 1000:>8.1f} {packed / 1000:>7.1f} {made:>7.2f} {unpacked:>10.1f} {median:>7.2f} {max(times):>9.1f} {click:>15.0f}"
            )
        browser.close()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100, 2300, 20_000]))
