"""A generated region as plain values, worded for templates, so that every rival prints what Kammerton prints and none has to know German grammar or tables.

Whatever Kammerton derives while it builds (words for facts, days in words, drawings, codes) the rivals find ready in their input: the comparison leans towards them.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from bench import corpus
from kammerton.adapters.catalogue import german_words
from kammerton.domain.library import ENOUGH_FIRMS
from kammerton.domain.moments import ZONE
from kammerton.domain.occupation_names import display_name
from kammerton.domain.vocabulary import Occupation
from kammerton.rendering.drawing import Drawing, drawing
from kammerton.rendering.qr import qr_code
from kammerton.rendering.waveform import landscape

Thing = dict[str, Any]
# So many different drawings and codes; each thing has one of them.
DRAWINGS = 64
_LINK = re.compile(r"\]\((betrieb|beruf):([^)]*)\)")
_FOLDERS = {"betrieb": "betriebe", "beruf": "berufe"}
_WAYS = {"email": "per E-Mail", "telefon": "am Telefon", "post": "mit der Post", "persoenlich": "persönlich"}
_PLUSES = {
    "uebernahme": "Übernahme nach der Ausbildung ist üblich", "nachhilfe": "Nachhilfe und Prüfungsvorbereitung", "fahrtkosten": "Zuschuss zu den Fahrtkosten",
    "werkzeug": "Eigenes Werkzeug", "teilzeit": "Ausbildung in Teilzeit möglich",
}  # fmt: skip
_SIZES = {"1-9": "1 bis 9 Beschäftigte", "10-49": "10 bis 49 Beschäftigte", "50-249": "50 bis 249 Beschäftigte"}
_CHAMBERS = {"ihk": "Industrie- und Handelskammer", "hwk": "Handwerkskammer"}


@cache
def occupation_name(id_: str) -> str:
    """An occupation as the site writes it."""
    row = corpus.table("berufe")[id_]
    return display_name(Occupation(id=id_, male=row["m"], female=row["f"]), "schraegstrich")


@cache
def day(value: str) -> str:
    """A day in words."""
    return german_words().day(date.fromisoformat(value[:10]))


def fields_of(offer: Thing) -> list[str]:
    """The fields of work of an offer, as Kammerton finds them."""
    return [offer["berufsfeld"]] if "berufsfeld" in offer else corpus.table("berufe")[offer["beruf"]]["berufsfelder"].split("|")


def colour_of(field: str) -> str:
    """The colour of a field of work."""
    return corpus.table("berufsfelder")[field]["farbe"]


def drawn(name: str) -> int:
    """Which drawing a thing has."""
    return sum(name.encode()) * 31 % DRAWINGS


def body(text: str) -> str:
    """A text with addresses in place of references."""
    return _LINK.sub(lambda found: f"](/{_FOLDERS[found[1]]}/{found[2]}/)", text)


def moment(value: str) -> datetime:
    """A day, or a day and a time, in the region's zone."""
    return datetime.fromisoformat(value).replace(tzinfo=ZONE)


@cache
def activities_of(occupation: str) -> list[str]:
    """The activities an occupation belongs to."""
    return [id_ for id_, row in corpus.table("taetigkeiten").items() if occupation in row["berufe"].split("|")]


@cache
def certificates_for(id_: str) -> list[str]:
    """The certificates with which one can take an offer that asks for this one: it and every higher one."""
    known = corpus.table("schulabschluesse")
    return [other for other, row in known.items() if int(row["rang"]) >= int(known[id_]["rang"])]


def portraits(size: int) -> Iterator[Thing]:
    """Every firm with its offers."""
    pairs = frequent_pairs(size)
    for text in map(corpus.portrait, range(size)):
        yield _portrait(text, pairs)


@cache
def frequent_pairs(size: int) -> frozenset[tuple[str, str]]:
    """Occupation and type, each pair that enough firms offer for a list."""
    found = Counter(pair for n in range(size) for pair in {(offer["beruf"], offer["art"]) for offer in corpus.portrait(n).head["angebote"]})
    return frozenset(pair for pair, firms in found.items() if firms >= ENOUGH_FIRMS)


def _portrait(text: corpus.Text, pairs: frozenset[tuple[str, str]]) -> Thing:
    head, contact = text.head, text.head["ansprechstelle"]
    town = corpus.table("orte")[head["ort"]]["titel"]
    offers = [_offer(text, offer, pairs) for offer in head["angebote"]]
    facts = {
        "Branche": corpus.table("branchen")[head["branche"]]["titel"], "Größe": _SIZES[head["groesse"]], "Auszubildende": str(head["azubis"]), "Gegründet": str(head["gegruendet"]),
        "Bus und Bahn": head["oepnv"], "Sprachen im Betrieb": "Deutsch", "Kammer": _CHAMBERS[head["kammer"]], "Themen": ", ".join(head["themen"]),
    }  # fmt: skip
    return {
        "id": text.id, "title": head["titel"], "kurz": head["kurz"], "datum": head["datum"], "stand": day(head["stand"]), "ort": head["ort"], "ortsname": town,
        "strasse": head["strasse"], "plz": head["plz"], "farbe": offers[0]["farbe"], "bild": drawn(text.id), "code": drawn(text.id[::-1]), "rolle": contact["rolle"],
        "email": contact["email"], "telefon": contact["telefon"], "sprechzeiten": contact["sprechzeiten"], "website": head["website"],
        "wege": f"Bewerben kannst du dich {' und '.join(_WAYS[way] for way in head['bewerbungswege'])}.", "antwort": head["antwort_innerhalb"],
        "plus": [_PLUSES[plus] for plus in head["pluspunkte"]], "fakten": facts, "zahl": _counted(len(offers), "offenes Angebot", "offene Angebote"),
        "angebote": offers, "body": body(text.body),
    }  # fmt: skip


def _counted(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _offer(of: corpus.Text, offer: Thing, pairs: frozenset[tuple[str, str]]) -> Thing:
    type_, fields = corpus.table("angebotsarten")[offer["art"]], fields_of(offer)
    asked, certificates = offer.get("mindestabschluss"), corpus.table("schulabschluesse")
    card = [f"ab {day(offer['start'])}"] if "start" in offer else []
    card += [day(offer["termine"][0]["von"])] if "termine" in offer else []
    card += [f"mindestens {certificates[asked]['kurz']}"] if asked else []
    card += [f"Bewerben bis {day(offer['bewerbungsschluss'])}"] if "bewerbungsschluss" in offer else []
    pay = [f"{n}. Jahr {amount:,} Euro".replace(",", ".") for n, amount in enumerate(offer.get("verguetung", ()), start=1)]
    facts = {
        "Beginn": day(offer["start"]) if "start" in offer else "", "Termine": card[0] if "termine" in offer else "",
        "Dauer": f"{offer['dauer_monate']} Monate" if "dauer_monate" in offer else type_["dauer_hinweis"],
        "Bewerbungsschluss": day(offer["bewerbungsschluss"]) if "bewerbungsschluss" in offer else "", "Plätze": str(offer["plaetze"]),
        "Schulabschluss mindestens": certificates[asked]["titel"] if asked else "", "Das solltest du mitbringen": "; ".join(offer.get("voraussetzungen", ())),
        "Kleidung": offer.get("kleidung", ""), "Vergütung im Monat": ", ".join(pay),
    }  # fmt: skip
    return {
        "id": offer["id"], "title": f"{type_['titel']}: {occupation_name(offer['beruf'])}", "art": offer["art"], "beruf": offer["beruf"], "felder": fields,
        "feld": corpus.table("berufsfelder")[fields[0]]["titel"], "farbe": colour_of(fields[0]), "bild": drawn(f"{of.id}/{offer['id']}"), "karte": card, "fakten": {k: v for k, v in facts.items() if v},
        "gruppe": type_["mehrzahl"], "rang": int(certificates[asked]["rang"]) if asked else -1, "abschluss": certificates[asked]["titel"] if asked else "", "ort": of.head["ort"],
        "abschluesse": certificates_for(asked) if asked else [], "jahr": offer["start"][:4] if "start" in offer else "", "taetigkeiten": activities_of(offer["beruf"]),
        "paar": f"{offer['beruf']}/{offer['art']}" if (offer["beruf"], offer["art"]) in pairs else "", "untypisch": offer.get("untypisch_fuer", ""),
        "gewicht": 10 + list(corpus.table("angebotsarten")).index(offer["art"]), "start": offer.get("start", ""), "schluss": offer.get("bewerbungsschluss", ""),
        "monate": offer.get("dauer_monate", 0), "plaetze": offer["plaetze"], "gehalt": offer.get("verguetung", []),
    }  # fmt: skip


def episodes(size: int) -> Iterator[Thing]:
    """Every episode."""
    for n in range(size // 5):
        text = corpus.episode(n)
        head = text.head
        field = corpus.table("berufe")[head["berufe"][0]]["berufsfelder"].split("|")[0]
        yield {
            "id": text.id, "title": head["titel"], "kurz": head["kurz"], "datum": moment(head["datum"]).isoformat(), "tag": day(head["datum"]), "nummer": head["nummer"],
            "betrieb": head["betriebe"][0], "beruf": head["berufe"][0], "gast": head["stimmen"][1]["name"], "farbe": colour_of(field), "bild": drawn(text.id), "body": body(text.body),
        }  # fmt: skip


def events(size: int) -> Iterator[Thing]:
    """Every event."""
    for n in range(size // 10):
        text = corpus.event(n, size)
        head = text.head
        day_, town = head["beginn"][:10], corpus.table("orte")[head["ort"]]["titel"]
        facts = {"Wann": f"{day(day_)}, 10:00 Uhr", "Wo": town, "Kosten": "kostenfrei", "Es lädt ein": head["veranstalter"]}
        yield {
            "id": text.id, "title": head["titel"], "kurz": head["kurz"], "datum": moment(head["datum"]).isoformat(), "anfang": moment(head["beginn"]).isoformat(), "wann": facts["Wann"],
            "zahl": str(int(day_[8:])), "monat": day(day_).split()[1][:3], "ort": head["ort"], "ortsname": town, "betrieb": head["betriebe"][0], "bild": drawn(text.id), "fakten": facts,
            "body": body(text.body),
        }  # fmt: skip


def articles(size: int) -> Iterator[Thing]:
    """Every page of knowledge."""
    for text in map(corpus.article, range(size // 20)):
        head = text.head
        yield {
            "id": text.id, "title": head["titel"], "kurz": head["kurz"], "datum": head["datum"], "stand": day(head["stand"]), "thema": head["thema"], "schritte": head["schritte"],
            "bild": drawn(text.id), "fakten": {"Rechtsstand": day(head["rechtsstand"])}, "quellen": [source["titel"] for source in head["quellen"]], "body": body(text.body),
        }  # fmt: skip


def issues(size: int) -> Iterator[Thing]:
    """Every issue of the newsletter."""
    for text in map(corpus.issue, range(size // 50)):
        head = text.head
        yield {
            "id": text.id, "title": head["betreff"], "kurz": head["kurz"], "datum": head["datum"], "tag": day(head["datum"]), "nummer": head["nummer"], "bild": drawn(text.id),
            "body": body(text.body),
        }  # fmt: skip


def occupations(size: int) -> list[Thing]:
    """The occupations that some firm offers."""
    ids = {offer["beruf"] for n in range(size) for offer in corpus.portrait(n).head["angebote"]}
    found = []
    for id_ in sorted(ids, key=lambda one: occupation_name(one).casefold()):
        row = corpus.table("berufe")[id_]
        near = {other for other in ids if other in row["verwandt"].split("|") or id_ in corpus.table("berufe")[other]["verwandt"].split("|")} - {id_}
        fields = row["berufsfelder"].split("|")
        found.append({
            "id": id_, "title": occupation_name(id_), "beide": f"{row['f']} und {row['m']}", "farbe": colour_of(fields[0]), "felder": fields, "taetigkeiten": activities_of(id_),
            "knapp": row["mangelberuf"] == "ja", "verwandt": sorted(near), "bild": drawn(id_),
        })  # fmt: skip
    return found


@cache
def listed(size: int) -> Mapping[str, Container[str]]:
    """What has a list of its own, by the address of its lists; every offer type has, an empty one as well."""
    offers = [offer for n in range(size) for offer in corpus.portrait(n).head["angebote"]]
    return {
        "angebote": corpus.table("angebotsarten"), "berufsfelder": {field for offer in offers for field in fields_of(offer)}, "orte": {corpus.town_of(n) for n in range(size)},
        "abschluesse": {higher for offer in offers if "mindestabschluss" in offer for higher in certificates_for(offer["mindestabschluss"])},
        "entdecken": {activity for offer in offers for activity in activities_of(offer["beruf"])},
        "beginn": {offer["start"][:4] for offer in offers if "start" in offer},
    }  # fmt: skip


def plain_pages() -> Iterator[tuple[str, str, str]]:
    """Pages that do not grow with the region: path, title, body."""
    for file in sorted((corpus.ROOT / "content" / "seiten").glob("*.md")):
        name, _, variant = file.stem.partition(".")
        _, head, text = file.read_text(encoding="utf-8").split("---\n", 2)
        title = re.search(r"^titel: (.+)$", head, re.MULTILINE)
        yield (
            f"{variant}/{name}" if variant else name,
            title[1].strip('"') if title else name,
            re.sub(r"\]\([a-z]+:[^)]*\)", "]", text).replace("[", "").replace("]", ""),
        )
    for path, title in _SINGLE.items():
        yield path, title, f"{title}: Diese Seite wächst nicht mit der Region.\n"


_SINGLE = {
    "410": "Diese Seite gibt es nicht mehr", "en": "Training in the Sonnental", "en/suche": "Search", "en/podcast/abonnieren": "Subscribe to the podcast", "leicht": "Leichte Sprache",
    "merkliste": "Merkliste", "podcast/abonnieren": "Podcast abonnieren", "suche": "Suche",
}  # fmt: skip


def data() -> dict[str, Any]:
    """What templates look up by number, ready as SVG: drawings and codes, and the wave of the recording."""
    wave = landscape(tuple((n * n * 7 + n * 13) % 97 + 3 for n in range(200)))
    codes = (qr_code(f"https://ausbildung.sonnental.example/betriebe/werkstatt-mit-langem-namen-{n:05}/") for n in range(DRAWINGS))
    return {
        "zeichnungen": [_drawing(drawing(f"zeichnung-{n}")) for n in range(DRAWINGS)],
        "codes": [
            f'<svg class="code__square" viewBox="0 0 {code.size} {code.size}" aria-hidden="true" focusable="false"><path stroke="#000000" d="{code.path}"/></svg>'
            for code in codes
        ],
        "welle": {
            "svg": f'<defs><g id="klang"><path class="kt-land__bars" d="{wave.bars}"/><path class="kt-land__bars kt-land__bars--few" d="{wave.few}"/></g></defs>'
            f'<path class="kt-land__far" d="{wave.far}"/><path class="kt-land__near" d="{wave.near}"/><use href="#klang"/>'
        },
    }


def _drawing(of: Drawing) -> str:
    x, y, radius = of.sun
    hills = (f'{_tone(hill.tone)}<path class="hills__{n}" d="{hill.path}"/>' for n, hill in enumerate(of.hills, start=1))
    opened = '<svg class="landscape" viewBox="0 0 320 160" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
    return f'{opened}<circle class="hills__sun" cx="{x}" cy="{y}" r="{radius}"/>{"".join(hills)}</svg>'


def _tone(path: str) -> str:
    return f'<path class="hills__tone" d="{path}"/>' if path else ""
