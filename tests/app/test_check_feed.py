"""Judging any feed: how far is looked, and how the same mistake in every episode is told."""

from dataclasses import replace

from tests.audit.lint.feeds import ADDRESS, FULL, HEAD, NOW, SECOND_ITEM
from tests.audit.lint.test_files import BEHIND, FakeFiles
from tests.fakes import WORDS

from kammerton.app.check_feed import FeedCheck, FeedSource, check_feed
from kammerton.audit.lint.pages import FeedPage
from kammerton.domain.diagnostic import M

EVERYTHING, NOTHING = FeedCheck(all_pages=True, with_files=True), FeedCheck(all_pages=False, with_files=False)


def source(feed: str = FULL, *, local: bool = False) -> FeedSource:
    """A feed whose second page is missing, with all its files but the first recording."""
    files = FakeFiles({path: content for path, content in BEHIND.items() if path != "podcast/001.m4a"})
    files.is_local = local
    return FeedSource(FeedPage("x.xml", feed.encode(), ADDRESS), lambda _: M("Die Datei gibt es nicht."), files)


def codes(of: FeedSource, wanted: FeedCheck) -> list[str]:
    """What is told, by code."""
    return [d.code for d in check_feed(of, wanted, NOW).diagnostics]


def test_how_far_is_looked() -> None:
    """A feed of others alone, with its pages, with its files; one of the built site always with pages and files, check sums only when asked."""
    assert codes(source(), NOTHING) == []
    assert codes(source(), replace(NOTHING, all_pages=True)) == ["L710"]
    assert codes(source(), replace(NOTHING, with_files=True)) == ["L810", "L801"]
    assert codes(source(local=True), NOTHING) == ["L710", "L801"]
    assert codes(source(local=True), EVERYTHING) == ["L710", "L810", "L801"]


def test_the_same_mistake_is_told_five_times_and_counted() -> None:
    """Three hundred episodes with one mistake give five lines, the last of which says how many more."""
    items = "".join(
        SECOND_ITEM.replace(">eins<", f">{n}<").replace("001.m4a", f"{n}.m4a").replace("<itunes:explicit>true", "<itunes:explicit>clean") for n in range(300)
    )
    found = [d for d in check_feed(source(f"{HEAD}{items}</channel></rss>"), NOTHING, NOW).diagnostics if d.code == "L403"]

    assert len(found) == 5
    assert WORDS.text(found[4].what).endswith("Dasselbe steht noch 295-mal im Feed.")
    assert "Dasselbe" not in WORDS.text(found[3].what)
