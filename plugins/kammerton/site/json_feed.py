"""A topic feed as JSON. See https://www.jsonfeed.org/version/1.1/."""

import json
from collections.abc import Mapping

from kammerton.domain.addresses import START, THEME, json_feed_path
from kammerton.site.context import SiteContext
from kammerton.site.feed_entries import FeedEntry, TopicFeed


def json_feed(context: SiteContext, feed: TopicFeed) -> bytes:
    """The feed as JSON Feed 1.1; the same input gives the same bytes."""
    absolute = context.addresses.absolute
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(feed.section),
        "feed_url": absolute(json_feed_path(feed.section)),
        "favicon": absolute(f"{THEME}icon.svg"),
        "authors": [{"name": context.library.settings.publisher.name, "url": absolute(START)}],
        "language": context.words.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry) -> Mapping[str, object]:
    """An entry; one of the two contents must be there, so the summary stands in for a missing text."""
    content = {"content_html": entry.content, "summary": entry.summary} if entry.content else {"content_text": entry.summary}
    return {
        "id": entry.id,
        "url": entry.link,
        **({"external_url": entry.related} if entry.related else {}),
        "title": entry.title,
        **content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        **({"tags": list(entry.topics)} if entry.topics else {}),
        "language": entry.language,
    }
