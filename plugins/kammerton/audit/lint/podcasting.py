"""L5: the elements of the podcast namespace that say something about the show or an episode."""

import re
from collections.abc import Iterator

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, attributes_are, from_grammar, is_missing, is_wrong, texts_are
from kammerton.audit.lint.values import is_geo, is_osm, is_ratio, is_recurrence, is_uuid, is_uuid5
from kammerton.audit.lint.words import CHATS, GROUPS, LICENCES, MEDIUMS, ROLES, SOCIAL
from kammerton.domain.diagnostic import M
from kammerton.domain.suggestion import nearest

_COUNTRY = re.compile(r"[A-Za-z]{2}")
_YES_NO = M("„yes“ oder „no“")
_LONG, _SHORT, _SHORTEST = 4000, 128, 32
_LIMITS = (
    ("podcast:person", None, _SHORT), ("podcast:season", "name", _SHORT), ("podcast:episode", "display", _SHORTEST), ("podcast:txt", "purpose", _SHORT),
    ("podcast:txt", None, _LONG), ("podcast:image", "purpose", _SHORT), ("podcast:alternateEnclosure", "title", _SHORTEST),
    ("podcast:alternateEnclosure", "rel", _SHORTEST),
)  # fmt: skip


def _other_uuid(feed: Feed) -> Iterator[Found]:
    element, text = feed.channel.first("podcast:guid"), feed.channel.text("podcast:guid")
    if element is not None and is_uuid(text) and not is_uuid5(text):
        yield is_wrong(element, "<podcast:guid>", text, M("eine UUID der Fassung 5"))


def _locked_owner(feed: Feed) -> Iterator[Found]:
    for element in feed.channel.all("podcast:locked"):
        if element.get("owner") is None:
            yield is_missing(element, "owner", "podcast:locked")


def _person_named(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for person in part.all("podcast:person"):
            if not (person.text or "").strip():
                yield Found(line_of(person), M("<podcast:person> nennt keinen Namen."))


def _role(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for person in part.all("podcast:person"):
            role = person.get("role")
            if role is not None and role.strip().lower() not in ROLES:
                near = nearest(role[:_SHORT], ROLES)
                expected = M("eine englische Rolle der Podcast-Taxonomie wie „{word}“", word=near or "guest")
                yield is_wrong(person, "<podcast:person role>", role, expected)


def _licence_known(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for licence in part.all("podcast:license"):
            text = (licence.text or "").strip()
            if text and text.lower() not in LICENCES and not licence.get("url"):
                yield is_wrong(licence, "<podcast:license>", text, M("ein Kürzel wie „cc-by-4.0“ oder dazu die Adresse der eigenen Lizenz"))


def _licence_small(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for licence in part.all("podcast:license"):
            text = (licence.text or "").strip()
            if text.lower() in LICENCES and text != text.lower():
                yield is_wrong(licence, "<podcast:license>", text, M("„{word}“", word=text.lower()))


def _social_uri(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for social in part.all("podcast:socialInteract"):
            if social.get("protocol", "") not in ("", "disabled") and social.get("uri") is None:
                yield is_missing(social, "uri", "podcast:socialInteract")


def _rhythm(feed: Feed) -> Iterator[Found]:
    for element in feed.channel.all("podcast:updateFrequency"):
        rule = element.get("rrule")
        if rule is None:
            continue
        if not is_recurrence(rule.strip()):
            yield is_wrong(element, "<podcast:updateFrequency rrule>", rule, M("eine Regel nach RFC 5545 wie „FREQ=MONTHLY“"))
        elif "COUNT=" in rule and element.get("dtstart") is None:
            yield is_missing(element, "dtstart", "podcast:updateFrequency")


def _remote_guid(feed: Feed) -> Iterator[Found]:
    for element in feed.root.iter("{*}remoteItem"):
        guid = element.get("feedGuid", "").strip()
        if guid and not is_uuid(guid):
            yield is_wrong(element, "<podcast:remoteItem feedGuid>", guid, M("die Kennung (podcast:guid) der anderen Reihe"))


def _remote_present(feed: Feed) -> Iterator[Found]:
    for name in ("podcast:podroll", "podcast:publisher"):
        for element in feed.channel.all(name):
            if len(element) == 0:
                yield is_missing(element, "<podcast:remoteItem>", name)
    for publisher in feed.channel.all("podcast:publisher"):
        for item in publisher.iterfind("{*}remoteItem"):
            if item.get("medium") != "publisher":
                yield is_wrong(item, "<podcast:remoteItem medium>", item.get("medium", ""), M("„publisher“"))


def _synthetic(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for element in part.all("podcast:txt"):
            text = (element.text or "").strip()
            if element.get("purpose") == "ai-content" and text not in ("true", "false"):
                yield is_wrong(element, '<podcast:txt purpose="ai-content">', text, M("„true“ oder „false“"))


def _too_long(feed: Feed) -> Iterator[Found]:
    yield from from_grammar("L510")(feed)
    for part in feed.parts:
        for name, attribute, most in _LIMITS:
            for element in part.all(name):
                length = len((element.text if attribute is None else element.get(attribute)) or "")
                if length > most:
                    yield Found(line_of(element), M("{name} hat {n} Zeichen; erlaubt sind {longest}.", name=f"<{name}>", n=length, longest=most))


def _described(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for image in part.all("podcast:image"):
            if image.get("alt") is None:
                yield is_missing(image, "alt", "podcast:image")


def _live(feed: Feed) -> Iterator[Found]:
    for item in feed.live:
        status = item.element.get("status", "")
        if status and status not in ("pending", "live", "ended"):
            yield is_wrong(item.element, "<podcast:liveItem status>", status, M("„pending“, „live“ oder „ended“"))


def _old_images(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for element in part.all("podcast:images"):
            yield Found(line_of(element), M("<podcast:images> ist veraltet."))


RULES = (
    FeedRule(
        "L501", ERROR, "Podcasting 2.0 (guid)", M("Kennung der Reihe ist keine UUID"),
        M("podcast:guid ist eine UUID aus 32 Ziffern und Buchstaben mit vier Bindestrichen."), M("Tragen Sie die Kennung ein, die die Reihe bei podcastindex.org hat."),
        texts_are(("podcast:guid",), is_uuid, M("eine UUID")),
    ),
    FeedRule(
        "L502", HINT, "Podcasting 2.0 (guid)", M("Kennung der Reihe nicht aus der Feed-Adresse"),
        M("Die Kennung wird als UUID der Fassung 5 aus der Adresse des Feeds gebildet. Ist sie schon veröffentlicht, bleibt sie trotzdem, wie sie ist."),
        M("Ändern Sie die Kennung nur, wenn die Reihe noch nirgends angemeldet ist."), _other_uuid,
    ),
    FeedRule(
        "L503", ERROR, "Podcasting 2.0 (locked)", M("Sperre weder yes noch no"),
        M("podcast:locked ist yes oder no. Alles andere lesen Anbieter als keine Sperre."), M("Schreiben Sie yes oder no."), texts_are(("podcast:locked",), {"yes", "no"}.__contains__, _YES_NO),
    ),
    FeedRule(
        "L504", HINT, "Podcasting 2.0 (locked)", M("Sperre ohne Adresse"),
        M("Mit owner lässt sich nachweisen, wem die Reihe gehört."), M("Ergänzen Sie owner mit der E-Mail-Adresse der Redaktion."), _locked_owner,
    ),
    FeedRule(
        "L506", ERROR, "Podcasting 2.0 (person)", M("Person ohne Namen"),
        M("podcast:person braucht einen Namen zwischen den Klammern."), M("Tragen Sie den Namen ein, oder löschen Sie das Element."), _person_named,
    ),
    FeedRule(
        "L507", ERROR, "Podcasting 2.0 (person), Podcast Taxonomy", M("Rolle einer Person unbekannt"),
        M("Rollen stehen in der englischen Liste der Podcast-Taxonomie. Unbekannte zeigen Programme als Moderation an."), M("Wählen Sie eine Rolle aus der Liste, zum Beispiel host oder guest."), _role,
    ),
    FeedRule(
        "L508", ERROR, "Podcasting 2.0 (person), Podcast Taxonomy", M("Gruppe einer Person unbekannt"),
        M("Gruppen stehen in der englischen Liste der Podcast-Taxonomie."), M("Wählen Sie eine Gruppe aus der Liste, zum Beispiel cast."),
        attributes_are("podcast:person", "group", lambda text: text.lower() in GROUPS, M("eine englische Gruppe der Podcast-Taxonomie wie „cast“")),
    ),
    FeedRule(
        "L509", ERROR, "Podcasting 2.0", M("Abschrift oder Kapitel ohne https"),
        M("Der Podcast-Namensraum verlangt https, denn Programme im Browser laden nichts anderes."), M("Ändern Sie http:// in https://."), from_grammar("L509"),
    ),
    FeedRule(
        "L510", HINT, "Podcasting 2.0", M("Text länger als empfohlen"),
        M("Programme kürzen diesen Text nach 128 Zeichen, manche Angaben nach 32, podcast:txt nach 4000."), M("Kürzen Sie den Text."), _too_long,
    ),
    FeedRule(
        "L512", ERROR, "Podcasting 2.0 (medium)", M("Medium unbekannt"),
        M("podcast:medium sagt, was der Feed ist; die Wörter stehen fest."), M("Schreiben Sie podcast."), texts_are(("podcast:medium",), MEDIUMS.__contains__, M("ein Wort der Liste wie „podcast“")),
    ),
    FeedRule(
        "L513", ERROR, "Podcasting 2.0 (license), SPDX", M("Lizenz unbekannt"),
        M("Bekannte Lizenzen haben ein Kürzel; eine eigene braucht die Adresse, unter der sie steht."), M("Schreiben Sie das Kürzel, oder ergänzen Sie url."), _licence_known,
    ),
    FeedRule(
        "L514", HINT, "Podcasting 2.0 (license)", M("Kürzel der Lizenz in Großbuchstaben"), M("Kürzel von Lizenzen stehen klein da."), M("Schreiben Sie das Kürzel klein."), _licence_small,
    ),
    FeedRule(
        "L523", ERROR, "Podcasting 2.0 (location), RFC 5870", M("Koordinaten nicht lesbar"),
        M("geo nennt Breite und Länge in Grad."), M("Schreiben Sie zum Beispiel geo:51.35,7.47."), attributes_are("podcast:location", "geo", is_geo, M("Koordinaten wie „geo:51.35,7.47“")),
    ),
    FeedRule(
        "L524", ERROR, "Podcasting 2.0 (location), OpenStreetMap", M("Ort in OpenStreetMap nicht lesbar"),
        M("osm nennt ein Objekt von OpenStreetMap: N, W oder R und seine Nummer."), M("Schreiben Sie zum Beispiel R62747."), attributes_are("podcast:location", "osm", is_osm, M("N, W oder R und eine Nummer, wie „R62747“")),
    ),
    FeedRule(
        "L525", ERROR, "Podcasting 2.0 (location)", M("Bezug des Ortes unbekannt"),
        M("rel ist subject (worum es geht) oder creator (wo aufgenommen wurde)."), M("Schreiben Sie subject oder creator."),
        attributes_are("podcast:location", "rel", {"subject", "creator"}.__contains__, M("„subject“ oder „creator“")),
    ),
    FeedRule(
        "L526", ERROR, "Podcasting 2.0 (location), ISO 3166-1", M("Land nicht lesbar"),
        M("country ist das Kürzel des Landes aus zwei Buchstaben."), M("Schreiben Sie de für Deutschland."), attributes_are("podcast:location", "country", lambda text: bool(_COUNTRY.fullmatch(text)), M("zwei Buchstaben wie „de“")),
    ),
    FeedRule(
        "L537", ERROR, "Podcasting 2.0 (socialInteract)", M("Dienst für Kommentare unbekannt"),
        M("protocol nennt den Dienst, in dem kommentiert wird, oder disabled."), M("Schreiben Sie disabled, wenn es keine Kommentare gibt."),
        attributes_are("podcast:socialInteract", "protocol", SOCIAL.__contains__, M("ein bekannter Dienst wie „activitypub“ oder „disabled“")),
    ),
    FeedRule(
        "L538", ERROR, "Podcasting 2.0 (socialInteract)", M("Adresse für Kommentare fehlt"),
        M("Ohne uri führt kein Weg zu den Kommentaren."), M('Ergänzen Sie uri, oder schreiben Sie protocol="disabled".'), _social_uri,
    ),
    FeedRule(
        "L540", ERROR, "Podcasting 2.0 (updateFrequency), RFC 5545", M("Rhythmus nicht lesbar"),
        M("rrule ist eine Regel für Wiederholungen, wie sie in Kalendern steht; mit COUNT gehört dtstart dazu."), M("Schreiben Sie zum Beispiel FREQ=MONTHLY."), _rhythm,
    ),
    FeedRule(
        "L543", ERROR, "Podcasting 2.0 (image)", M("Seitenverhältnis nicht lesbar"),
        M("aspect-ratio nennt Breite und Höhe mit einem Schrägstrich."), M("Schreiben Sie zum Beispiel 1/1 oder 16/9."), attributes_are("podcast:image", "aspect-ratio", is_ratio, M("ein Verhältnis wie „1/1“")),
    ),
    FeedRule(
        "L544", HINT, "Podcasting 2.0 (image)", M("Bild ohne Beschreibung"),
        M("Wer das Bild nicht sehen kann, erfährt sonst nicht, was darauf ist."), M("Ergänzen Sie alt."), _described,
    ),
    FeedRule(
        "L545", ERROR, "Podcasting 2.0 (remoteItem)", M("Kennung einer anderen Reihe ist keine UUID"),
        M("feedGuid ist die Kennung der anderen Reihe."), M("Schlagen Sie die Kennung bei podcastindex.org nach."), _remote_guid,
    ),
    FeedRule(
        "L546", ERROR, "Podcasting 2.0 (podroll, publisher)", M("Verweis auf eine andere Reihe fehlt"),
        M('podcast:podroll und podcast:publisher bestehen aus Verweisen; der auf den Herausgeber hat medium="publisher".'), M("Ergänzen Sie <podcast:remoteItem>."), _remote_present,
    ),
    FeedRule(
        "L547", ERROR, "Podcasting 2.0 (txt)", M("Angabe zu künstlichen Stimmen nicht lesbar"),
        M("Der Zweck ai-content verlangt true oder false."), M("Schreiben Sie true, wenn Stimmen oder Texte künstlich erzeugt sind."), _synthetic,
    ),
    FeedRule(
        "L548", ERROR, "Podcasting 2.0 (block)", M("podcast:block weder yes noch no"), M("podcast:block ist yes oder no."), M("Schreiben Sie yes oder no."),
        texts_are(("podcast:block",), {"yes", "no"}.__contains__, _YES_NO),
    ),
    FeedRule(
        "L550", HINT, "Podcasting 2.0 (chat)", M("Art des Chats unbekannt"),
        M("protocol nennt die Art des Chats: irc, xmpp, nostr oder matrix."), M("Prüfen Sie die Schreibweise."), attributes_are("podcast:chat", "protocol", CHATS.__contains__, M("„irc“, „xmpp“, „nostr“ oder „matrix“")),
    ),
    FeedRule(
        "L551", ERROR, "Podcasting 2.0 (liveItem)", M("Stand einer Übertragung unbekannt"), M("status ist pending, live oder ended."), M("Schreiben Sie eines der drei Wörter."), _live,
    ),
    FeedRule(
        "L553", HINT, "Podcasting 2.0 (image)", M("Veraltete Angabe von Bildern"), M("podcast:images wurde durch podcast:image ersetzt."), M("Schreiben Sie für jedes Bild ein <podcast:image>."), _old_images,
    ),
)  # fmt: skip
