"""Which elements a podcast feed may hold, where each belongs, how often, and with which attributes: a table.

Sources: RSS 2.0 with its profile (rssboard.org), Apple's guide to RSS, Podcasting 2.0 (Podcastindex-org/podcast-namespace, docs/tags),
Podlove Simple Chapters 1.2, RFC 4287, the RSS content module.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PSC = "http://podlove.org/simple-chapters"
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
# The namespaces judged here, with the prefix their elements have in the table; the second address of the podcast namespace counts as the first.
PREFIXES: Mapping[str, str] = {
    "": "", ITUNES: "itunes", PODCAST: "podcast", PSC: "psc", ATOM: "atom", CONTENT: "content",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
}  # fmt: skip
# Namespaces others use in podcast feeds; their elements are neither judged nor told.
HARMLESS = frozenset({
    "http://search.yahoo.com/mrss/", "http://www.google.com/schemas/play-podcasts/1.0", "http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd",
    "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/", "http://purl.org/rss/1.0/modules/slash/", "http://purl.org/rss/1.0/modules/syndication/",
    "http://wellformedweb.org/CommentAPI/", "http://www.rawvoice.com/rawvoiceRssModule/", "https://blubrry.com/developer/rawvoice-rss/",
    "http://www.spotify.com/ns/rss", "https://www.spotify.com/ns/rss", "http://rssnamespace.org/feedburner/ext/1.0", "http://purl.org/syndication/history/1.0",
    "http://www.w3.org/2003/01/geo/wgs84_pos#", "http://www.georss.org/georss", "http://creativecommons.org/ns#", "http://backend.userland.com/creativeCommonsRssModule",
    "http://www.w3.org/1999/xhtml", "http://www.w3.org/XML/1998/namespace", "http://bitlove.org",
})  # fmt: skip

# What an element may hold: nothing, anything, or a value of a kind. ``line`` is plain text in one line of at most 255 characters,
# ``short`` one of at most 128, ``html`` a text with markup; the other kinds stand in ``values.EXPECTED``.
NOTHING, ANYTHING = "nothing", "anything"


@dataclass(frozen=True)
class Attribute:
    """An attribute: the kind of its value, and whether it must be there."""

    kind: str
    required: bool


@dataclass(frozen=True)
class Element:
    """An element as the table has it."""

    places: frozenset[str]
    once: bool
    kind: str
    required: bool
    attributes: Mapping[str, Attribute]


def _row(places: str, holds: str = NOTHING, attributes: str = "", *, many: bool = False) -> Element:
    """One row; what ``holds`` or an attribute ends with ``!`` must not be empty or missing."""
    pairs = (entry.partition(":") for entry in attributes.split())
    known = {name: Attribute(kind.rstrip("!") or ANYTHING, kind.endswith("!")) for name, _, kind in pairs}
    return Element(frozenset(places.split()), not many, holds.rstrip("!"), holds.endswith("!"), known)


ELEMENTS: Mapping[str, Element] = {
    "rss": _row("", attributes="version"),
    "channel": _row("rss"),
    # RSS 2.0
    "title": _row("channel item image textInput", "line!"),
    "link": _row("channel item image textInput", "url!"),
    "description": _row("channel item image textInput", "html"),
    "language": _row("channel", "lang!"),
    "copyright": _row("channel", "line"),
    "managingEditor": _row("channel", "contact!"),
    "webMaster": _row("channel", "contact!"),
    "pubDate": _row("channel item", "date!"),
    "lastBuildDate": _row("channel", "date!"),
    "category": _row("channel item", "line!", "domain", many=True),
    "generator": _row("channel", ANYTHING),
    "docs": _row("channel", ANYTHING),
    "cloud": _row("channel", attributes="domain:! port:whole! path:! registerProcedure:! protocol:!"),
    "ttl": _row("channel", "whole!"),
    "rating": _row("channel", ANYTHING),
    "image": _row("channel"),
    "url": _row("image", "url!"),
    "width": _row("image", "whole!"),
    "height": _row("image", "whole!"),
    "textInput": _row("channel"),
    "name": _row("textInput", ANYTHING),
    "skipHours": _row("channel"),
    "hour": _row("skipHours", "whole!", many=True),
    "skipDays": _row("channel"),
    "day": _row("skipDays", ANYTHING, many=True),
    "item": _row("channel", many=True),
    "author": _row("item", "contact!"),
    "comments": _row("item", "url!"),
    "enclosure": _row("item", NOTHING, "url length type", many=True),
    "guid": _row("item", ANYTHING, "isPermaLink"),
    "source": _row("item", "line!", "url:url!"),
    # RFC 4287 in RSS
    "atom:link": _row("channel item", NOTHING, "href:! rel type hreflang:lang title length", many=True),
    "atom:id": _row("channel item", ANYTHING),
    "atom:title": _row("channel item", ANYTHING, "type"),
    "atom:updated": _row("channel item", "iso!"),
    "atom:published": _row("item", "iso!"),
    "atom:author": _row("channel item", many=True),
    "atom:contributor": _row("channel item", many=True),
    "atom:name": _row("atom:author atom:contributor", ANYTHING),
    "atom:email": _row("atom:author atom:contributor", "mail!"),
    "atom:uri": _row("atom:author atom:contributor", "uri!"),
    "atom:icon": _row("channel", ANYTHING),
    "atom:logo": _row("channel", ANYTHING),
    "atom:rights": _row("channel item", ANYTHING, "type"),
    "atom:summary": _row("item", ANYTHING, "type"),
    "atom:category": _row("channel item", NOTHING, "term:! scheme label", many=True),
    "content:encoded": _row("channel item", "html"),
    # Apple
    "itunes:author": _row("channel item", "line!"),
    "itunes:block": _row("channel item", ANYTHING),
    "itunes:category": _row("channel item itunes:category", NOTHING, "text:!", many=True),
    "itunes:complete": _row("channel", ANYTHING),
    "itunes:duration": _row("item", ANYTHING),
    "itunes:episode": _row("item", ANYTHING),
    "itunes:episodeType": _row("item", ANYTHING),
    "itunes:explicit": _row("channel item", ANYTHING),
    "itunes:image": _row("channel item", NOTHING, "href:url!"),
    "itunes:isClosedCaptioned": _row("item", ANYTHING),
    "itunes:keywords": _row("channel item", ANYTHING),
    "itunes:new-feed-url": _row("channel", "url!"),
    "itunes:order": _row("item", ANYTHING),
    "itunes:owner": _row("channel"),
    "itunes:name": _row("itunes:owner", "line"),
    "itunes:email": _row("itunes:owner", "mail!"),
    "itunes:season": _row("item", ANYTHING),
    "itunes:subtitle": _row("channel item", ANYTHING),
    "itunes:summary": _row("channel item", ANYTHING),
    "itunes:title": _row("channel item", "line!"),
    "itunes:type": _row("channel", ANYTHING),
    "itunes:applepodcastsverify": _row("channel", ANYTHING),
    # Podcasting 2.0
    "podcast:alternateEnclosure": _row("item", NOTHING, "type:mime! length:whole bitrate:number height:whole lang:lang title rel codecs default:bool", many=True),
    "podcast:source": _row("podcast:alternateEnclosure", NOTHING, "uri:uri! contentType:mime", many=True),
    "podcast:integrity": _row("podcast:alternateEnclosure", NOTHING, "type:! value:!"),
    "podcast:block": _row("channel", ANYTHING, "id", many=True),
    "podcast:chapters": _row("item", NOTHING, "url:url! type:!"),
    "podcast:chat": _row("channel item", NOTHING, "server:! protocol:! accountId space embedUrl:url"),
    "podcast:contentLink": _row("item", "short!", "href:url!", many=True),
    "podcast:episode": _row("item", "number!", "display"),
    "podcast:funding": _row("channel", "short!", "url:url!", many=True),
    "podcast:guid": _row("channel", ANYTHING),
    "podcast:image": _row("channel item", NOTHING, "href:url! alt aspect-ratio width:whole height:whole type:mime purpose", many=True),
    "podcast:images": _row("channel item", NOTHING, "srcset:!"),
    "podcast:license": _row("channel item", "short!", "url:url"),
    "podcast:liveItem": _row("channel", NOTHING, "status:! start:iso! end:iso", many=True),
    "podcast:location": _row("channel item", "short!", "rel geo osm country", many=True),
    "podcast:locked": _row("channel", ANYTHING, "owner:mail"),
    "podcast:medium": _row("channel", ANYTHING),
    "podcast:person": _row("channel item", ANYTHING, "role group img:url href:url", many=True),
    "podcast:podping": _row("channel", NOTHING, "usesPodping:bool"),
    "podcast:podroll": _row("channel"),
    "podcast:publisher": _row("channel"),
    "podcast:remoteItem": _row(
        "channel podcast:podroll podcast:publisher podcast:valueTimeSplit", NOTHING, "feedGuid:! feedUrl:url itemGuid medium title", many=True
    ),
    "podcast:season": _row("item", "whole!", "name"),
    "podcast:socialInteract": _row("channel item", NOTHING, "protocol:! uri:uri accountId accountUrl:url priority:whole", many=True),
    "podcast:soundbite": _row("item", "short", "startTime:number! duration:number!", many=True),
    "podcast:trailer": _row("channel", "short!", "url:url! pubdate:date! length:whole type:mime season:whole", many=True),
    "podcast:transcript": _row("item", NOTHING, "url:url! type:! language:lang rel", many=True),
    "podcast:txt": _row("channel item", ANYTHING, "purpose", many=True),
    "podcast:updateFrequency": _row("channel", "short", "complete:bool dtstart:iso rrule"),
    "podcast:value": _row("channel item", NOTHING, "type:! method:! suggested:number", many=True),
    "podcast:valueRecipient": _row(
        "podcast:value podcast:valueTimeSplit", NOTHING, "name customKey customValue type:! address:! split:whole! fee:bool", many=True
    ),
    "podcast:valueTimeSplit": _row("podcast:value", NOTHING, "startTime:number! duration:number! remoteStartTime:number remotePercentage:whole", many=True),
    # Podlove
    "psc:chapters": _row("item", NOTHING, "version"),
    "psc:chapter": _row("psc:chapters", NOTHING, "start:! title:! href:url image:url", many=True),
}  # fmt: skip
