"""L7: the links of the feed to itself, to its pages and to a hub."""

from collections import Counter
from collections.abc import Iterator

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, is_missing, is_wrong
from kammerton.audit.lint.values import clipped, is_loopback, is_url
from kammerton.audit.lint.words import RELATIONS
from kammerton.domain.diagnostic import M

_SINGLE = ("self", "first", "last", "next", "previous", "prev")


def _self(feed: Feed) -> Iterator[Found]:
    if feed.link("self") is None:
        yield is_missing(feed.channel.element, '<atom:link rel="self">', "channel")


def _self_matches(feed: Feed) -> Iterator[Found]:
    own = feed.link("self")
    if own is None or feed.address is None or is_loopback(feed.address) or own == feed.address:
        return
    line = next((line_of(link) for link in feed.channel.all("atom:link") if link.get("rel") == "self"), 0)
    yield Found(line, M("Der Feed nennt als seine Adresse „{own}“, liegt aber unter „{address}“.", own=clipped(own), address=clipped(feed.address)))


def _self_type(feed: Feed) -> Iterator[Found]:
    for link in feed.channel.all("atom:link"):
        if link.get("rel") == "self" and link.get("type") != "application/rss+xml":
            yield is_wrong(link, "<atom:link type>", link.get("type", ""), M("„application/rss+xml“"))


def _relation(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for link in part.all("atom:link"):
            relation = link.get("rel", "alternate")
            if relation not in RELATIONS and not relation.startswith(("http://", "https://")):
                yield is_wrong(link, "<atom:link rel>", relation, M("eine bekannte Beziehung wie „self“ oder „next“"))


def _address(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for link in part.all("atom:link"):
            href = link.get("href", "").strip()
            if href and not is_url(href) and link.get("rel") not in ("payment", "related"):
                yield is_wrong(link, "<atom:link href>", href, M("eine vollständige Adresse mit https://"))


def _twice(feed: Feed) -> Iterator[Found]:
    links = feed.channel.all("atom:link")
    for relation, count in Counter(link.get("rel") for link in links).items():
        if count > 1 and relation in _SINGLE:
            second = [link for link in links if link.get("rel") == relation][1]
            yield Found(line_of(second), M('<atom:link rel="{relation}"> steht {n}-mal.', relation=relation or "", n=count))


def _prev(feed: Feed) -> Iterator[Found]:
    for link in feed.channel.all("atom:link"):
        if link.get("rel") == "prev":
            yield is_wrong(link, "<atom:link rel>", "prev", M("„previous“"))


def _next_is_self(feed: Feed) -> Iterator[Found]:
    own = {address for address in (feed.link("self"), feed.address) if address}
    for link in feed.channel.all("atom:link"):
        if link.get("rel") in ("next", "previous", "prev") and link.get("href") in own:
            yield Found(line_of(link), M("Die Seite verweist auf sich selbst: „{link}“.", link=clipped(link.get("href", ""))))


RULES = (
    FeedRule(
        "L701", ERROR, "PSP-1; W3C: MissingAtomSelfLink", M("Eigene Adresse des Feeds fehlt"),
        M("An seiner eigenen Adresse erkennen Programme, wo der Feed zu Hause ist, auch wenn sie eine Kopie gefunden haben."),
        M('Ergänzen Sie <atom:link rel="self" type="application/rss+xml" href="…"/> in <channel>.'), _self,
    ),
    FeedRule(
        "L702", ERROR, "PSP-1; W3C: SelfDoesntMatchLocation", M("Eigene Adresse des Feeds stimmt nicht"),
        M("Der Feed liegt unter einer anderen Adresse, als er sagt. Verzeichnisse folgen der genannten."), M("Tragen Sie die Adresse ein, unter der der Feed wirklich liegt."), _self_matches,
    ),
    FeedRule(
        "L703", HINT, "PSP-1", M("Typ der eigenen Adresse fehlt"), M("Der Typ eines Podcast-Feeds ist application/rss+xml."), M('Ergänzen Sie type="application/rss+xml".'), _self_type,
    ),
    FeedRule(
        "L704", HINT, "RFC 4287, IANA; W3C: UnregisteredAtomLinkRel", M("Beziehung einer Verknüpfung unbekannt"),
        M("rel nennt, wohin die Verknüpfung führt; die Wörter sind festgelegt."), M("Berichtigen Sie das Wort, oder löschen Sie die Verknüpfung."), _relation,
    ),
    FeedRule(
        "L705", ERROR, "RFC 5005; W3C: DuplicateAtomLink", M("Verknüpfung steht mehrmals"),
        M("Es gibt nur eine eigene Adresse und nur eine nächste Seite."), M("Lassen Sie nur eine stehen."), _twice,
    ),
    FeedRule(
        "L706", ERROR, "RFC 4287; W3C: InvalidFullLink, RelativeSelf", M("Verknüpfung des Feeds unvollständig"),
        M("Adressen in <atom:link> müssen vollständig sein."), M("Schreiben Sie die ganze Adresse."), _address,
    ),
    FeedRule(
        "L707", HINT, "RFC 5005", M("prev statt previous"), M("Die Verknüpfung auf die vorige Seite heißt in RFC 5005 previous."), M("Schreiben Sie previous."), _prev,
    ),
    FeedRule(
        "L708", ERROR, "RFC 5005", M("Seite verweist auf sich selbst"),
        M("Programme, die den Seiten folgen, drehen sich im Kreis."), M("Tragen Sie die Adresse der anderen Seite ein."), _next_is_self,
    ),
)  # fmt: skip
