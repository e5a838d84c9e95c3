"""The feeds of the build are well-formed, and their recordings exist in the stated size."""

from collections.abc import Iterator

from lxml import etree

from kammerton.audit.audit import FEED, BuiltSite
from kammerton.domain.addresses import Addresses, is_podcast_feed
from kammerton.domain.diagnostic import Diagnostic, M

_CHANNEL = ("title", "description", "link", "language", "{http://www.itunes.com/dtds/podcast-1.0.dtd}image", "{http://www.itunes.com/dtds/podcast-1.0.dtd}category", "{http://www.itunes.com/dtds/podcast-1.0.dtd}explicit")  # fmt: skip
_ITEM = ("title", "enclosure", "guid", "pubDate")


def check_feeds(site: BuiltSite, addresses: Addresses) -> Iterator[Diagnostic]:
    """Parse every feed strictly and compare its enclosures with the files."""
    files = frozenset(site.paths())
    for path in sorted(files):
        if is_podcast_feed(path):
            yield from _check_feed(site, path, files, addresses)


def _check_feed(site: BuiltSite, path: str, files: frozenset[str], addresses: Addresses) -> Iterator[Diagnostic]:
    try:
        root = etree.fromstring(site.read(path), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        yield FEED.at(path, M("Der Feed ist nicht wohlgeformt."))
        return
    channel = root.find("channel")
    assert channel is not None
    yield from _missing(path, channel, _CHANNEL)
    guids: set[str] = set()
    for item in channel.iterfind("item"):
        yield from _missing(path, item, _ITEM)
        guid = item.findtext("guid") or ""
        if guid in guids:
            yield FEED.at(path, M("Zwei Folgen haben dieselbe Kennung „{guid}“.", guid=guid))
        guids.add(guid)
        yield from _check_enclosure(site, path, item, files, addresses)


def _missing(path: str, element: etree._Element, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    for name in names:
        if element.find(name) is None:
            yield FEED.at(path, M("Im Feed fehlt „{name}“.", name=name.rpartition("}")[2]))


def _check_enclosure(site: BuiltSite, path: str, item: etree._Element, files: frozenset[str], addresses: Addresses) -> Iterator[Diagnostic]:
    enclosure = item.find("enclosure")
    address = str(enclosure.get("url", "")) if enclosure is not None else ""
    if enclosure is None or not address.startswith(addresses.site_address + "/"):
        return
    target = address.removeprefix(addresses.site_address + "/")
    if target not in files:
        yield FEED.at(path, M("Die Aufnahme „{file}“ fehlt.", file=target))
    elif str(len(site.read(target))) != enclosure.get("length"):
        yield FEED.at(path, M("Die Aufnahme „{file}“ hat eine andere Größe, als der Feed sagt.", file=target))
