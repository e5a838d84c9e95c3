"""Topic feeds as bytes: Atom (RFC 4287), and news as JSON Feed too."""

from collections.abc import Iterator

from lxml import etree

from kammerton.domain.addresses import NEWS, START, THEME, json_feed_path, topic_feed_path
from kammerton.site.context import SiteContext
from kammerton.site.feed_entries import FeedEntry, TopicFeed, feeds
from kammerton.site.json_feed import json_feed

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def topic_feeds(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """Every topic feed that has an entry, by its path."""
    for feed in feeds(context):
        yield topic_feed_path(feed.section), atom(context, feed)
        if feed.section == NEWS:
            yield json_feed_path(feed.section), json_feed(context, feed)


def atom(context: SiteContext, feed: TopicFeed) -> bytes:
    """The feed as Atom; the same input gives the same bytes."""
    absolute = context.addresses.absolute
    address = absolute(topic_feed_path(feed.section))
    root = etree.Element(f"{{{_NAMESPACE}}}feed", {_LANGUAGE: context.words.language}, nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # None is the default namespace
    _add(root, "id", address)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="self", href=address, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=absolute(feed.section), type="text/html")
    _add(root, "icon", absolute(f"{THEME}icon.svg"))
    author = _add(root, "author")
    _add(author, "name", context.library.settings.publisher.name)
    _add(author, "uri", absolute(START))
    _add(root, "generator", "Kammerton")
    for entry in feed.entries:
        _entry(root, context, entry)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _entry(root: etree._Element, context: SiteContext, entry: FeedEntry) -> None:
    element = _add(root, "entry")
    if entry.language != context.words.language:
        element.set(_LANGUAGE, entry.language)
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", entry.published.isoformat())
    _add(element, "updated", entry.updated.isoformat())
    _add(element, "link", rel="alternate", href=entry.link, type="text/html")
    if entry.related:
        _add(element, "link", rel="related", href=entry.related)
    for topic in entry.topics:
        _add(element, "category", term=topic)
    if entry.summary:
        _add(element, "summary", entry.summary)
    if entry.content:
        _add(element, "content", entry.content, type="html")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    element.text = text
    return element
