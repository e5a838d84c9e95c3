"""How long the lists of a generated region take, how many pages they are, and how heavy those pages are.

    python -m bench.lists 100 2300 20000

For each number of firms the library is made in memory: two to four offers a firm over all occupations, offer types, certificates and
towns of the example region, some occupations far more often than others. Printed: firms, offers, list pages, CPU seconds to make
their views, milliseconds to render one (of 60 spread over all), the heaviest of these compressed, and peak memory. Budget: 2 ms of CPU a view
and 20 kB a page, at every size.
"""

import gzip
import itertools
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bench.budget import Budget
from kammerton.adapters.catalogue import load_catalogue
from kammerton.adapters.project import Project
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.load import load
from kammerton.domain.addresses import Addresses
from kammerton.domain.contact import Contact
from kammerton.domain.inventory import Inventory
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.portrait import Offer, Portrait
from kammerton.rendering.links import Links
from kammerton.rendering.words import Words
from kammerton.site.context import SiteContext
from kammerton.site.discover import discover_parts
from kammerton.site.facets import facet_parts
from kammerton.site.lists import directory_parts
from kammerton.site.occupations import occupation_parts
from kammerton.site.region_map import map_pages
from kammerton.site.views import SitePage

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 23, 12, tzinfo=ZONE)
COMMAND = "python -m bench.lists 100 2300 20000"
BUDGET = {
    "view": Budget(2.0, "ms CPU", "making the view of a list page, at every size"),
    "weight": Budget(20.0, "kB", "the heaviest list page, compressed, at every size"),
}
SAMPLED = 60


def firms(of: Library, size: int) -> Iterator[Portrait]:
    """So many firms, the same each time."""
    chance, words = random.Random(size), of.words
    occupations, types, certificates, towns = list(words.occupations), list(words.offer_types), list(words.certificates), list(words.towns)
    for n in range(size):
        offers = tuple(
            Offer(
                id=f"angebot-{k}",
                type=chance.choice(types),
                occupation=occupations[int(len(occupations) * chance.random() ** 2)],
                start=datetime(chance.choice((2027, 2028, 2029)), 8, 1, tzinfo=ZONE).date(),
                minimum_certificate=chance.choice(certificates),
            )
            for k in range(chance.randrange(2, 5))
        )
        title = f"{chr(65 + chance.randrange(26))}etrieb {n}"
        yield Portrait(
            id=f"betrieb-{n}", title=title, summary="Ein erfundener Betrieb für die Messung.", published=NOW, checked_on=NOW.date(), town=chance.choice(towns),
            contact=Contact(role="Ausbildung"), offers=offers,
        )  # fmt: skip


def region(size: int) -> SiteContext:
    """What the page builders need, for a generated region."""
    example, report = load(Project(ROOT), NOW)
    assert not report.has_errors
    read = example.inventory
    inventory = Inventory(read.settings, read.vocabularies, tuple(firms(example, size)), outline=read.outline)
    library, addresses = Library(inventory, NOW), Addresses(read.settings.address)
    return SiteContext(library, Words(load_catalogue("de"), "de"), Links(library, addresses), addresses)


def lists(context: SiteContext) -> Iterator[SitePage]:
    """Every page of every list, the map and the page to discover."""
    yield from map_pages(context)
    for parts in (directory_parts, occupation_parts, facet_parts, discover_parts):
        for part in parts(context):
            yield from part.pages(context)


def measure(size: int) -> tuple[float, float]:
    """Print a line about a region of a size; milliseconds a view, and the kilobytes of the heaviest page looked at."""
    context, templates = region(size), ThemeTemplates(ROOT, "de")
    start = time.process_time()
    pages = list(lists(context))
    made = time.process_time() - start
    chosen = list(itertools.islice(pages, 0, None, max(1, len(pages) // SAMPLED)))
    start = time.process_time()
    rendered = [templates.render(page.template, view=page.view) for page in chosen]
    each = (time.process_time() - start) / len(chosen) * 1000
    heaviest = max(len(gzip.compress(html.encode(), 6)) for html in rendered) / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    offers = len(context.library.offers)
    print(f"{size:>7} {offers:>8} {len(pages):>7} {made:>8.1f} {made / len(pages) * 1000:>8.2f} {each:>8.1f} {heaviest:>8.1f} {peak:>7.0f}")
    return made / len(pages) * 1000, heaviest


def main(sizes: list[int]) -> int:
    """Measure every size; exit 1 when a budget is broken."""
    print(f"{'firms':>7} {'offers':>8} {'pages':>7} {'views s':>8} {'ms/view':>8} {'ms/page':>8} {'max kB':>8} {'MB':>7}")
    measured = [measure(size) for size in sizes]
    return int(any(view > BUDGET["view"] or weight > BUDGET["weight"] for view, weight in measured))


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100, 2300]))
