"""How long the memory of what was published takes at a size no region reaches soon.

Run: python -m bench.permanence [EPISODES] [PAGES]. It has no budget; the numbers are told.
"""

import resource
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from time import process_time
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from tests.fakes import FakeSources

from bench.budget import Budget
from kammerton.app.load import load
from kammerton.deploy.manifest import public, read_manifest, remember, united, written
from kammerton.deploy.redirects import redirects
from kammerton.domain.audio import AudioFacts
from kammerton.domain.document import Document
from kammerton.domain.episode import Episode
from kammerton.domain.inventory import Attachments, Inventory
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.page import Page
from kammerton.rules import RULES

COMMAND = "python -m bench.permanence 10000 20000"
BUDGET: dict[str, Budget] = {}
T = TypeVar("T")
NOW = datetime(2026, 6, 1, 12, tzinfo=ZONE)


def timed(what: str, action: Callable[[], T]) -> T:
    """Run once and tell how much time of the processor it took."""
    start = process_time()
    result = action()
    print(f"{what:55} {1000 * (process_time() - start):8.0f} ms")
    return result


def region(episodes: int, pages: int) -> Inventory:
    """An inventory with as many episodes and pages; every hundredth was renamed once."""
    small = load(FakeSources(), NOW)[0].inventory
    many = tuple(
        Episode(
            id=f"folge-{n}", title="Titel", published=datetime(1990, 1, 1, 6, tzinfo=ZONE) + timedelta(days=n), audio=f"{n}.mp3", body=Document(),
            former_ids=(f"alt-{n}",) if n % 100 == 0 else (),
        )
        for n in range(episodes)
    )  # fmt: skip
    audio = {f"{n}.mp3": AudioFacts(60.0, 480_000, "audio/mpeg", digest=uuid5(NAMESPACE_URL, str(n)).hex * 2) for n in range(episodes)}
    return Inventory(
        settings=small.settings, vocabularies=small.vocabularies, episodes=many, pages=tuple(Page(id=f"seite-{n}", title="Titel") for n in range(pages)),
        attachments=Attachments(audio=audio),
    )  # fmt: skip


def main(episodes: int, pages: int) -> None:
    """Make, write, read, unite and judge the manifest, and make the redirects."""
    inventory = region(episodes, pages)
    library = Library(inventory, NOW)
    paths = [f"podcast/{e.id}/{e.id}.{ending}" for e in inventory.episodes for ending in ("mp3", "vtt")] + [f"podcast/{e.id}/" for e in inventory.episodes]
    manifest = timed(f"make, {episodes} episodes and {pages} pages", lambda: remember(library, paths))
    content = timed("write", lambda: written(manifest))
    timed("write the deployed copy", lambda: written(public(manifest)))
    read, _ = timed(f"read {len(content) / 1e6:.1f} MB", lambda: read_manifest("x", content))
    assert read is not None
    timed("unite two copies", lambda: united([read, read]))
    again = replace(inventory, remembered=read)
    found = timed("judge (R060 to R068)", lambda: list(_judged(again)))
    assert not found, found[:3]
    timed("make again", lambda: remember(Library(again, NOW), paths))
    print(len(timed("redirects", lambda: redirects(Library(again, NOW), paths))), "redirects")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def _judged(inventory: Inventory) -> Iterable[object]:
    for rule in RULES:
        if "R060" <= rule.code <= "R068":
            yield from rule.check(inventory, NOW.date())


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3] or ("10000", "20000")))
