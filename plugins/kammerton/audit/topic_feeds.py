"""The feeds of lists are well-formed and complete, and their links lead somewhere."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from kammerton.audit.audit import TOPIC_FEED, BuiltSite
from kammerton.audit.facts import UNAIDED, FactKind, Means, known
from kammerton.audit.links import Targets
from kammerton.audit.packing import Told, pack, unpack
from kammerton.audit.pages import read_page
from kammerton.domain.addresses import EVENTS, ISSUES, NEWS, OFFERS, Addresses, json_feed_path, topic_feed_path
from kammerton.domain.diagnostic import Diagnostic, M, Message

_ATOM = "{http://www.w3.org/2005/Atom}"
_FEED = ("id", "title", "updated", "author/name", "link[@rel='self']", "link[@rel='alternate']", "entry")
_ENTRY = ("id", "title", "updated", "link[@rel='alternate']")
_JSON_ITEM = ("id", "url", "title", "date_published")


def check_topic_feeds(site: BuiltSite, addresses: Addresses, means: Means = UNAIDED) -> Iterator[Diagnostic]:
    """Parse every feed strictly, and follow its links and those in its texts."""
    files = frozenset(site.paths())
    targets = Targets(files, {}, addresses)
    sections = (NEWS, EVENTS, OFFERS, ISSUES)
    atom = known(_ATOM_FEEDS, site, [path for path in map(topic_feed_path, sections) if path in files], means)
    told = atom | known(_JSON_FEEDS, site, [path for path in map(json_feed_path, sections) if path in files], means)
    for path in (path for section in sections for path in (topic_feed_path(section), json_feed_path(section)) if path in told):
        dead = (link for link in told[path].links if not targets.leads_to_a_file(link))
        for problem in (*map(unpack, told[path].problems), *(M("Die Verknüpfung „{link}“ führt ins Leere.", link=link) for link in dead)):
            yield TOPIC_FEED.at(path, problem)


def _atom_feed(content: bytes) -> Told:
    problems, links = _read_atom(content)
    return Told(tuple(map(pack, problems)), tuple(dict.fromkeys(links)))


def _json_feed(content: bytes) -> Told:
    problems, links = _read_json(content)
    return Told(tuple(map(pack, problems)), tuple(dict.fromkeys(links)))


_ATOM_FEEDS = FactKind("atom", _atom_feed, Told._make)
_JSON_FEEDS = FactKind("json-feed", _json_feed, Told._make)


def _read_atom(content: bytes) -> tuple[list[Message], list[str]]:
    """What is wrong with an Atom feed (RFC 4287), and its links."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return [M("Der Feed ist nicht wohlgeformt.")], []
    entries = root.findall(f"{_ATOM}entry")
    problems = [*_missing(root, _FEED), *(problem for entry in entries for problem in _missing(entry, _ENTRY))]
    problems += _twice(entry.findtext(f"{_ATOM}id") or "" for entry in entries)
    problems += _dates(element.text or "" for name in ("updated", "published") for element in root.iter(f"{_ATOM}{name}"))
    links = [str(element.get("href", "")) for element in root.iter(f"{_ATOM}link")]
    links += [element.text or "" for element in root.iter(f"{_ATOM}icon")]
    texts = (element.text or "" for element in root.iter(f"{_ATOM}content"))
    return problems, [*links, *(link for text in texts for link in read_page(text).links)]


def _read_json(content: bytes) -> tuple[list[Message], list[str]]:
    """What is wrong with a JSON Feed (version 1.1), and its links."""
    try:
        feed = json.loads(content)
        items = list(feed["items"])
        problems = [M("Im Feed fehlt „{name}“.", name=name) for item in items for name in _JSON_ITEM if not item.get(name)]
        problems += [M("Im Feed fehlt „{name}“.", name="content_html") for item in items if not (item.get("content_html") or item.get("content_text"))]
        problems += _twice(str(item.get("id")) for item in items)
        problems += _dates(str(item[name]) for item in items for name in ("date_published", "date_modified") if name in item)
        links = [feed["home_page_url"], feed["feed_url"], feed["favicon"], *(str(item.get("url", "")) for item in items)]
        texts = [str(item.get("content_html", "")) for item in items]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [M("Der Feed ist nicht wohlgeformt.")], []
    return problems, [*links, *(link for text in texts for link in read_page(text).links)]


def _missing(element: etree._Element, names: tuple[str, ...]) -> Iterator[Message]:
    for name in names:
        if element.find("/".join(f"{_ATOM}{part}" for part in name.split("/"))) is None:
            yield M("Im Feed fehlt „{name}“.", name=name)


def _twice(ids: Iterable[str]) -> list[Message]:
    return [M("Zwei Einträge haben dieselbe Kennung „{id}“.", id=id_) for id_, n in sorted(Counter(ids).items()) if n > 1]


def _dates(dates: Iterable[str]) -> list[Message]:
    return [M("„{date}“ ist kein Zeitpunkt mit Zeitzone.", date=date) for date in dates if not _is_moment(date)]


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
