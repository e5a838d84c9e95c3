"""L0: the rules that hold for every element of the feed."""

import re
from collections.abc import Iterator

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, from_grammar
from kammerton.audit.lint.values import clipped
from kammerton.domain.diagnostic import M

_PLAIN = ("title", "itunes:title", "itunes:author", "itunes:subtitle", "copyright", "category")
_MARKUP = ("description", "content:encoded", "itunes:summary")
# A character reference that is still there after the XML was read: somebody escaped twice.
_ESCAPED_TWICE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[aouAOU]uml|szlig|#\d{2,6}|#x[0-9A-Fa-f]{2,6});")
_TAG_ESCAPED_TWICE = re.compile(r"&lt;/?(?:p|br|a|ul|ol|li|strong|em|b|i|div|span)\b[^&]{0,200}&gt;")
_TAG = re.compile(r"</?(?:p|br|a|b|i|em|strong|span|div|h[1-6]|img|ul|ol|li|font)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)


def _escaped_twice(feed: Feed) -> Iterator[Found]:
    for names, pattern in ((_PLAIN, _ESCAPED_TWICE), (_MARKUP, _TAG_ESCAPED_TWICE)):
        for element, name, text in feed.texts(names):
            found = pattern.search(text)
            if found:
                yield Found(line_of(element), M("In <{name}> steht „{text}“ als Text.", name=name, text=clipped(found[0])))


def _markup_in_plain_text(feed: Feed) -> Iterator[Found]:
    for element, name, text in feed.texts(_PLAIN):
        found = _TAG.search(text)
        if found:
            yield Found(line_of(element), M("In <{name}> steht „{text}“.", name=name, text=clipped(found[0])))


RULES = (
    FeedRule(
        "L006", ERROR, "PSP-1, Podcasting 2.0", M("Namensraum falsch geschrieben"),
        M("Namensräume werden Zeichen für Zeichen verglichen. Ein Schrägstrich zu viel genügt, und kein Programm versteht mehr, was darin steht."),
        M("Schreiben Sie den Namensraum genau so, wie er genannt ist."), from_grammar("L006"),
    ),
    FeedRule(
        "L007", ERROR, "RSS 2.0, Apple, Podcasting 2.0; W3C: UndefinedElement", M("Element unbekannt"),
        M("Ein Element, das es in seinem Namensraum nicht gibt, liest kein Programm. Meist ist es ein Schreibfehler."),
        M("Berichtigen Sie den Namen, oder löschen Sie das Element."), from_grammar("L007"),
    ),
    FeedRule(
        "L008", ERROR, "RSS 2.0, Apple, Podcasting 2.0; W3C: UndefinedElement, MisplacedMetadata", M("Element am falschen Platz"),
        M("Manche Angaben gehören zur Reihe, andere zur Folge. Am falschen Platz werden sie überlesen."),
        M("Rücken Sie das Element an seinen Platz."), from_grammar("L008"),
    ),
    FeedRule(
        "L009", ERROR, "RSS 2.0, Apple, Podcasting 2.0; W3C: UnexpectedAttribute", M("Angabe in einem Element unbekannt"),
        M("Ein Attribut, das es bei diesem Element nicht gibt, liest kein Programm. Auch Groß- und Kleinbuchstaben zählen: isPermaLink, nicht isPermalink."),
        M("Berichtigen Sie den Namen, oder löschen Sie die Angabe."), from_grammar("L009"),
    ),
    FeedRule(
        "L010", ERROR, "RSS 2.0, Apple, Podcasting 2.0; W3C: MissingAttribute", M("Angabe in einem Element fehlt"),
        M("Ohne dieses Attribut nützt das Element nichts."), M("Ergänzen Sie die Angabe."), from_grammar("L010"),
    ),
    FeedRule(
        "L011", ERROR, "RSS 2.0, Podcasting 2.0; W3C: DuplicateElement", M("Element steht mehrmals"),
        M("Programme nehmen das erste oder das letzte, jedes ein anderes."), M("Lassen Sie nur eines stehen."), from_grammar("L011"),
    ),
    FeedRule(
        "L012", ERROR, "RSS 2.0; W3C: UnexpectedText", M("Text, wo keiner hingehört"),
        M("Dieses Element besteht nur aus Attributen oder anderen Elementen. Text darin deutet auf ein vergessenes Element hin."),
        M("Löschen Sie den Text, oder setzen Sie ihn in das Element, in das er gehört."), from_grammar("L012"),
    ),
    FeedRule(
        "L013", HINT, "W3C: UnknownNamespace", M("Namensraum unbekannt"),
        M("Der Feed benutzt einen Namensraum, den die Prüfung nicht kennt. Das schadet nicht, bleibt aber ungeprüft."),
        M("Prüfen Sie, ob die Adresse des Namensraums richtig geschrieben ist."), from_grammar("L013"),
    ),
    FeedRule(
        "L014", ERROR, "RSS 2.0, Apple, Podcasting 2.0; W3C: NotBlank, AttrNotBlank", M("Angabe ist leer"),
        M("Ein Element oder Attribut, das etwas sagen muss, ist leer."), M("Tragen Sie den Wert ein, oder löschen Sie das Element."), from_grammar("L014"),
    ),
    FeedRule(
        "L016", ERROR, "RSS 2.0 (RFC 2822), Apple; W3C: InvalidRFC2822Date", M("Zeitpunkt nicht lesbar"),
        M("RSS verlangt Zeitpunkte nach RFC 2822, mit englischen Namen für Wochentag und Monat und 24 Stunden. Andere werden übersehen, und die Folge steht irgendwo in der Liste."),
        M("Schreiben Sie den Zeitpunkt in der genannten Form."), from_grammar("L016"),
    ),
    FeedRule(
        "L017", ERROR, "RFC 2822; W3C: IncorrectDOW", M("Wochentag passt nicht zum Datum"),
        M("Der Tag hat einen anderen Wochentag. Eines von beiden ist falsch."), M("Berichtigen Sie Wochentag oder Datum."), from_grammar("L017"),
    ),
    FeedRule(
        "L018", HINT, "RFC 2822; W3C: ProblematicalRFC822Date", M("Zeitzone als Name"),
        M("Namen von Zeitzonen wie EST sind veraltet und werden verschieden gelesen."), M("Schreiben Sie die Zeitzone als Zahl, zum Beispiel +0100."), from_grammar("L018"),
    ),
    FeedRule(
        "L019", ERROR, "RSS 2.0, RFC 3986; W3C: InvalidFullLink, InvalidURLAttribute, UriNotIri", M("Adresse nicht brauchbar"),
        M("Adressen in einem Feed müssen vollständig sein und dürfen nur ASCII-Zeichen enthalten, denn ein Feed hat keine Seite, auf die sie sich beziehen könnten."),
        M("Schreiben Sie die ganze Adresse; Umlaute und Leerzeichen werden zu %C3%A4 oder %20."), from_grammar("L019"),
    ),
    FeedRule(
        "L020", HINT, "PSP-1, Apple", M("Adresse ohne https"),
        M("Programme im Browser laden nichts, was unverschlüsselt kommt, und iPhones verweigern es auch."),
        M("Ändern Sie http:// in https://, wenn der Server das kann."), from_grammar("L020"),
    ),
    FeedRule(
        "L021", ERROR, "PSP-1, Apple, BCP 47; W3C: InvalidLanguage", M("Sprache unbekannt"),
        M("Sprachen stehen als Kürzel nach BCP 47 da, zum Beispiel de, de-AT oder en. Verzeichnisse sortieren danach."),
        M("Schreiben Sie das Kürzel, mit Bindestrich statt Unterstrich."), from_grammar("L021"),
    ),
    FeedRule(
        "L022", ERROR, "RSS 2.0, Apple; W3C: InvalidContact, InvalidAddrSpec", M("E-Mail-Adresse fehlt oder ist falsch"),
        M("Hier erwartet RSS eine E-Mail-Adresse. Ein Name allein gehört nach itunes:author."),
        M("Tragen Sie die Adresse der Redaktion ein, keine persönliche."), from_grammar("L022"),
    ),
    FeedRule(
        "L023", ERROR, "RSS 2.0, Podcasting 2.0; W3C: InvalidIntegerAttribute, InvalidNonNegativeInteger", M("Zahl nicht lesbar"),
        M("Hier gehört eine Zahl hin, ohne Einheit, Tausenderpunkte und Komma."), M("Schreiben Sie nur Ziffern."), from_grammar("L023"),
    ),
    FeedRule(
        "L024", ERROR, "RFC 6838; W3C: InvalidMIMEAttribute", M("Medientyp nicht lesbar"),
        M("Der Typ einer Datei besteht aus zwei Teilen mit einem Schrägstrich dazwischen."), M("Schreiben Sie den Typ in dieser Form."), from_grammar("L024"),
    ),
    FeedRule(
        "L025", HINT, "W3C: CharacterData", M("Zeichen doppelt maskiert"),
        M("Sonderzeichen wurden zweimal umgeschrieben. Hörerinnen und Hörer lesen dann „&amp;“ statt „&“."),
        M("Maskieren Sie Sonderzeichen nur einmal."), _escaped_twice,
    ),
    FeedRule(
        "L026", HINT, "PSP-1; W3C: ContainsHTML", M("Auszeichnung im einfachen Text"),
        M("Titel und Namen sind einfacher Text. Programme zeigen die spitzen Klammern an oder verschlucken sie."),
        M("Löschen Sie die Auszeichnung."), _markup_in_plain_text,
    ),
    FeedRule(
        "L027", HINT, "PSP-1", M("Leerzeichen am Rand"),
        M("Am Anfang oder Ende stehen Leerzeichen. Verzeichnisse sortieren den Titel dann falsch ein."), M("Löschen Sie die Leerzeichen."), from_grammar("L027"),
    ),
    FeedRule(
        "L028", ERROR, "PSP-1; W3C: TooLong", M("Text ist zu lang"),
        M("Titel, Namen und andere kurze Texte dürfen höchstens 255 Zeichen haben. Was darüber ist, schneiden Verzeichnisse ab oder lehnen sie ab."),
        M("Kürzen Sie den Text."), from_grammar("L028"),
    ),
    FeedRule(
        "L029", ERROR, "Podcasting 2.0; W3C: InvalidBooleanAttribute", M("Angabe ist weder true noch false"),
        M("Hier gibt es nur zwei Möglichkeiten: true und false, klein geschrieben."), M("Schreiben Sie true oder false."), from_grammar("L029"),
    ),
)  # fmt: skip
