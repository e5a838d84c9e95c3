"""The feeds of a show, page by page. See https://www.rfc-editor.org/rfc/rfc5005#section-3, paged feeds.

The newest episodes stand in the feed itself, because most programs read nothing else; what is older stands on the pages behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kammerton.domain.addresses import feed_page_path, show_json_path
from kammerton.podcast.json_feed import json_feed
from kammerton.podcast.rss.feed import rss_feed
from kammerton.podcast.view import EpisodeView, ShowView, episode_view, with_audio

EPISODES_PER_PAGE = 150


@dataclass(frozen=True)
class FeedPage:
    """One page of how many, with its episodes, newest first."""

    number: int
    count: int
    episodes: tuple[EpisodeView, ...]

    @property
    def relations(self) -> dict[str, int]:
        """The numbers of the pages this one names, by RFC 5005 relation; none where there is only one page."""
        if self.count == 1:
            return {}
        around = {"next": self.number + 1, "previous": self.number - 1}
        return {"first": 1, "last": self.count, **{name: n for name, n in around.items() if 1 <= n <= self.count}}


def feed_pages(view: ShowView) -> Iterator[FeedPage]:
    """The pages of a show, none while nothing has appeared; each is made when it is asked for."""
    episodes = with_audio(view, view.library.episodes_of(view.show))
    count = -(-len(episodes) // EPISODES_PER_PAGE)
    for number in range(1, count + 1):
        chosen = episodes[(number - 1) * EPISODES_PER_PAGE : number * EPISODES_PER_PAGE]
        yield FeedPage(number, count, tuple(episode_view(view, *one) for one in chosen))


def feed_files(view: ShowView) -> Iterator[tuple[str, bytes]]:
    """Every page of a show's feeds, as RSS and as JSON, under its path."""
    for page in feed_pages(view):
        relations = page.relations
        yield feed_page_path(view.show.id, page.number), rss_feed(view, page.episodes, page.number, relations)
        yield show_json_path(view.show.id, page.number), json_feed(view, page.episodes, page.number, relations.get("next"))
