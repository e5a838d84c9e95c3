"""The pages of a feed (RFC 5005): complete, in order, and every page that is named is there."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.app.projects import library
from tests.podcast.feeds import NS, all_files, show_settings, show_view, values
from tests.sample import EPISODE, FILES

from kammerton.domain.addresses import feed_page_path
from kammerton.domain.library import Library
from kammerton.podcast.feeds import EPISODES_PER_PAGE, feed_pages

MOST = 500
SITE = "https://probe.example/"


@cache
def largest() -> Library:
    """A show of as many episodes as any test needs, one a day."""
    files = {path: text for path, text in FILES.items() if not path.startswith("newsletter/") and path != "episodes/001-am-amboss.md"}
    for n in range(MOST):
        day = f"20{10 + n // 336}-{n % 336 // 28 + 1:02}-{n % 28 + 1:02}"
        text = EPISODE.replace("Am Amboss", f"Gespräch {n}").replace("2026-03-01", day).replace("nummer: 1", f"nummer: {n + 1}")
        files[f"episodes/{n:03}-gespraech.md"] = text
    return library(files, show_settings(hub="https://hub.example/"))


def with_episodes(count: int) -> Library:
    """The same show when it had its first ``count`` episodes."""
    of = largest()
    return Library(replace(of.inventory, episodes=of.inventory.episodes[:count]), of.now)


@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, MOST) | st.sampled_from([EPISODES_PER_PAGE * n + d for n in range(4) for d in (0, 1)]))
def test_pages_hold_every_episode_once(count: int) -> None:
    """Whatever the number of episodes: each stands on one page, newest first, no page is empty or too long, and every page named exists."""
    pages = list(feed_pages(show_view(with_episodes(count))))
    ids = [episode.episode.id for page in pages for episode in page.episodes]

    assert ids == [f"{n:03}-gespraech" for n in range(count - 1, -1, -1)]
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert all(0 < len(page.episodes) <= EPISODES_PER_PAGE and page.count == len(pages) for page in pages)
    assert all(number in range(1, len(pages) + 1) for page in pages for number in page.relations.values())
    for page in pages:
        expected = {"first": 1, "last": len(pages), "previous": page.number - 1, "next": page.number + 1} if len(pages) > 1 else {}
        assert page.relations == {name: n for name, n in expected.items() if 1 <= n <= len(pages)}


def channels(count: int) -> dict[str, Any]:
    """The channel of every page of the feed, by path."""
    return {path: etree.fromstring(content).find("channel") for path, content in all_files(with_episodes(count)).items() if path.endswith(".xml")}


@pytest.mark.parametrize("count", [0, 1, EPISODES_PER_PAGE, EPISODES_PER_PAGE + 1, 2 * EPISODES_PER_PAGE, 2 * EPISODES_PER_PAGE + 1, 460])
def test_every_page_that_is_named_is_written(count: int) -> None:
    """The addresses in the pages are those of the files, each names itself, and going on from the first leads through all of them."""
    files = channels(count)
    named = {path: {link.get("rel"): link.get("href") for link in channel.findall("atom:link", NS)} for path, channel in files.items()}

    assert len(files) == -(-count // EPISODES_PER_PAGE)
    for path, links in named.items():
        assert links["self"] == f"{SITE}{path}"
        assert links.pop("hub") == "https://hub.example/"
        assert {href.removeprefix(SITE) for href in links.values()} <= set(files)
    walked, path = [], f"podcast/{'feed.xml' if files else ''}"
    while path in named:
        walked.append(path)
        path = named[path].get("next", "").removeprefix(SITE)
    assert walked == [feed_page_path("podcast", n) for n in range(1, len(files) + 1)]


def test_what_is_equal_on_every_page() -> None:
    """Identity, title, owner and page of the show are the same everywhere; the date is that of the newest episode on the page."""
    files = channels(460)
    paths = ("podcast:guid/text()", "title/text()", "link/text()", "itunes:owner/itunes:email/text()", "itunes:image/@href", "podcast:locked/text()")

    assert len(files) == 4
    for path in paths:
        assert len({tuple(values(channel, path)) for channel in files.values()}) == 1
    for channel in files.values():
        assert values(channel, "lastBuildDate/text()") == values(channel, "item[1]/pubDate/text()")


def test_a_new_episode_moves_the_pages_and_no_identity() -> None:
    """With one episode more every older one has the identity and address it had, one place further back."""
    before, after = ([item for channel in channels(count).values() for item in channel.iterfind("item")] for count in (300, 301))

    assert [etree.tostring(item, with_tail=False) for item in before] == [etree.tostring(item, with_tail=False) for item in after[1:]]


def test_the_json_pages_lead_on() -> None:
    """Each page of the JSON Feed names the next, the last none, and together they hold every episode."""
    files = {path: json.loads(content) for path, content in all_files(with_episodes(301)).items() if path.endswith(".json")}
    first, second, third = (files[path] for path in ("podcast/feed.json", "podcast/seite-2.feed.json", "podcast/seite-3.feed.json"))

    assert [page.get("next_url") for page in (first, second, third)] == [f"{SITE}podcast/seite-2.feed.json", f"{SITE}podcast/seite-3.feed.json", None]
    assert [page["feed_url"] for page in (first, second, third)] == [
        f"{SITE}{path}" for path in ("podcast/feed.json", "podcast/seite-2.feed.json", "podcast/seite-3.feed.json")
    ]
    assert len({item["id"] for page in (first, second, third) for item in page["items"]}) == 301
