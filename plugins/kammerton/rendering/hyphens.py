"""Where the lines of headings and cards may break: browsers do not know where German words come apart, nor that dots never begin a line.

Only what people look at gets it; titles in feeds, structured data and addresses stay as they are written.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache

import pyphen

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"
_REST = 12  # parts longer than this come apart by the dictionary as well
_LEFT, _LEAST = 3, 4  # letters that stay together: before a known part, and everywhere else
# Short ends that are words of their own.
_TAILS = ("bau", "baus", "tag", "tage", "tagen", "jahr", "jahre", "zeit", "zeiten", "werk", "werke", "raum", "haus", "amt", "plan", "geld", "weg")
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{12,}")
# Where compounds come apart well: before these. Longer ones win, so that "bearbeitung" is not cut before "arbeit".
_KNOWN = """
abdicht abend abendschule abitur abschluss agentur alltag anforderung angebot angestellt anlagen anmeldung ansprech anzeige arbeit assistent aufgabe
aufsicht ausbild ausbilder ausbildung ausgleich ausweis bauer bearbeit bedingung befragung begleit behörde beirat beratung bereich bericht beruf
besichtigung besuch betreu betrieb bewerb bewirtschaft bildung brief brücke bäcker börse checkliste daten dauer deckerei dekoration dienst druckerei
einblick einrichtung einstieg elektronik eltern entwickl erklärung erkundung erzieh erziehung fabrik fachangestellt facharbeiter fachassistent
fachfrau fachkraft fachkräfte fachmann fahrplan fahrt fahrzeug familie feger ferien fertigung feuerwehr finder fläche forschung forst frage freiheit
förder führer gastronom gebäude gehilf geräte geschichte gespräch gestalt gesund gärtner haltung handel handwerk heizung helfer herstell hilfe
hochschul händler industrie informatik ingenieur initiativ innen installat instrument integration interieur isolier jugend kammer kauffrau kaufmann
keram klasse klima kolleg kommunikation kompetenz konditor konstrukt kontakt kosten kraft kreis kreislauf kräfte kultur laborant lackier lager
landschaft lehre lehrling leistung leiter leitung lernen logistik macherin maler management markt maschine mechanik mechatronik medien medizin meister
messe metall metzger minister mobil modell monteur nachfolge nachweis netzwerk ordnung orientier papier partner pfleg platz plätze polizei praktik
preis presse produkt produktion programm projekt pädag qualifizier recht reiniger reinigung rettung sanierung sanitär schein schlosser schmied
schreiner schul schutz service sicherheit sicherung spedition sprache stadt stall station stelle stellen steuer stoff straße straßen studium stunde
system techn technik technolog teilhabe termin tischler träger unternehm unterricht veranstaltung verarbeit verein vereinbar verfahren vergütung
verkauf verkehr verkäuf vermessung verordnung versicherung versorg vertrag vertrieb verwalt vorbereit vorlage wasser werkstatt werkzeug wesen
wirtschaft wissen woche wärter zahnarzt zeichn zentrum zettel zimmer zuschuss überwach
"""
_PART = re.compile("|".join(sorted(_KNOWN.split(), key=len, reverse=True)))


def well_broken(text: str, language: str) -> str:
    r"""A title with soft hyphens where its language has them, and its dots tied to the word before.

    >>> well_broken("Kammerton trifft …", "en")
    'Kammerton trifft\xa0…'
    """
    tied = text.replace(" …", f"{NO_BREAK_SPACE}…")
    return with_soft_hyphens(tied) if language.startswith("de") else tied


def with_soft_hyphens(text: str) -> str:
    """The text with soft hyphens in its long words.

    >>> with_soft_hyphens("Berufsfelderkundung im Handwerk").replace(SOFT_HYPHEN, "|")
    'Berufsfeld|erkundung im Handwerk'
    """
    return _WORD.sub(lambda found: _divided(found.group()), text)


@cache
def _patterns() -> dict[str, str]:
    """The patterns of the German dictionary by their letters: ``{"auto": "au1to"}``. Commands that make no pages never read it.

    Each is taken apart only when a word has its letters; for all 77,000 that takes a second, and a site needs a few hundred.
    """
    encoding, _, patterns = pyphen.LANGUAGES["de_DE"].read_bytes().partition(b"\n")
    letters = patterns.translate(None, b"0123456789")
    return dict(zip(*(lines.decode(encoding.decode()).split("\n") for lines in (letters, patterns)), strict=True))


@cache
def _longest() -> int:
    return max(map(len, _patterns()))


def dictionary_places(word: str) -> list[int]:
    """Where a word comes apart by the dictionary: between two letters is a place where the greatest number of all patterns is odd (Liang 1983).

    >>> dictionary_places("verwaltung")
    [6]
    """
    patterns, within = _patterns(), f".{word.lower()}."
    greatest = [0] * (len(within) + 1)
    for begin in range(len(within) - 1):
        for end in range(begin + 1, min(begin + _longest(), len(within)) + 1):
            place = begin
            for sign in patterns.get(within[begin:end], ""):
                if sign.isdigit():
                    greatest[place] = max(greatest[place], int(sign))
                else:
                    place += 1
    places = (place - 1 for place, number in enumerate(greatest) if number % 2)
    return [place for place in places if _LEAST <= place <= len(word) - _LEAST]


@cache
def _divided(word: str) -> str:
    return SOFT_HYPHEN.join(_finer(word, [0, *_seams(word), len(word)]))


def _seams(word: str) -> Iterator[int]:
    """Where a known part begins, with enough letters before and behind."""
    lower, at, last = word.lower(), 0, 0
    while at <= len(word) - _LEAST:
        part = _PART.match(lower, at)
        if part is None or 0 < at - last < _LEFT:
            at += 1
            continue
        if at:
            yield at
        last, at = at, part.end()
    tail = next((tail for tail in _TAILS if lower.endswith(tail)), "")
    if tail and len(word) - len(tail) - last > _LEAST:
        yield len(word) - len(tail)


def _finer(word: str, seams: list[int]) -> Iterator[str]:
    """The parts between the seams; one that is still long comes apart by the dictionary."""
    for begin, end in itertools.pairwise(seams):
        part = word[begin:end]
        if len(part) <= _REST:
            yield part
            continue
        last = 0
        for place in dictionary_places(part):
            if place - last >= _LEAST:
                yield part[last:place]
                last = place
        yield part[last:]
