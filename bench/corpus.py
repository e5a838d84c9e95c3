"""A region of any size, generated: the same one for the same size, with texts of varied length that link to each other.

For N portraits there are N/5 episodes, N/10 events, N/20 pages of knowledge and N/50 issues. Occupations, fields, offer types, certificates and towns are those
of the example region; some occupations are far more frequent than others. A thing is a head and a body (``Text``); ``generate`` writes them as a project
of Kammerton, ``bench.rivals`` as input of other programs.
"""

import csv
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bench import sentences
from kammerton.domain.kinds import LINKABLE

ROOT = Path(__file__).parents[1]
NOW = "2026-11-23 12:00"
RECORDING = "folge.mp3"
# Seconds of sound in the recording that all episodes share.
LENGTH = 5
_TODAY = date(2026, 11, 23)
# Types of offers beside apprenticeships and internships, with how often they are drawn.
_FURTHER = {
    "probetag": 5,
    "berufsfelderkundung": 4,
    "ferienjob": 3,
    "girlsday-boysday": 2,
    "praktikum-lang": 2,
    "duales-studium": 2,
    "eq": 1,
    "freiwilligendienst": 1,
}
_ON_DAYS = {"probetag", "berufsfelderkundung", "girlsday-boysday"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_OTHER_KINDS = re.compile(rf"\]\((?:{'|'.join(sorted(set(LINKABLE) - {'seite'}))}):[^)]*\)")


@dataclass(frozen=True)
class Text:
    """One Markdown file: its name without ending, its head, its body."""

    id: str
    head: Mapping[str, Any]
    body: str


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """A table of the example region's words, by id."""
    with (ROOT / "content" / "daten" / f"{name}.csv").open(encoding="utf-8") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def firm_name(n: int) -> str:
    """The name of a firm; none has it twice before 21,600."""
    mixed = n * 7919 % (len(sentences.FAMILIES) * len(sentences.FIRMS) * 12)
    name = sentences.FIRMS[mixed // len(sentences.FAMILIES) % len(sentences.FIRMS)].format(name=sentences.FAMILIES[mixed % len(sentences.FAMILIES)])
    return f"{name} in {table('orte')[town_of(n)]['titel']}"


def firm_id(n: int) -> str:
    """The name of a firm's file."""
    return f"{re.sub('[^a-z]+', '-', firm_name(n).translate(_UMLAUTS).lower())}-{n}"


def town_of(n: int) -> str:
    """Where a firm is."""
    towns = list(table("orte"))
    return towns[n * 7919 // (len(sentences.FAMILIES) * len(sentences.FIRMS)) % len(towns)]


class _Writer:
    """Writes one thing: chooses sentences and values, the same for the same thing."""

    def __init__(self, kind: int, n: int, town: str, occupation: str) -> None:
        self.chance = random.Random(n * 8 + kind)
        self.choice = self.chance.choice
        self._words = {"town": table("orte")[town]["titel"], "occupation": table("berufe")[occupation]["m"]}

    def sentence(self, of: tuple[str, ...]) -> str:
        """One sentence of a part."""
        return self.filled(self.choice(of))

    def paragraph(self, of: tuple[str, ...], least: int, most: int) -> str:
        """Some sentences of a part, each once."""
        return " ".join(self.filled(one) for one in self.chance.sample(of, self.chance.randint(least, most)))

    def filled(self, sentence: str) -> str:
        """A sentence with its words filled in."""
        if "{" not in sentence:
            return sentence
        chance, choice = self.chance, self.choice
        numbers = {"number": chance.randrange(3, 60), "year": chance.randrange(1890, 2015)}
        return sentence.format(thing=choice(sentences.THINGS), first=choice(sentences.FIRST_NAMES), **numbers, **self._words)


def occupation_of(n: int, which: int = 0) -> str:
    """An occupation of a firm; those at the beginning of the table (in a mixed order) are far more frequent."""
    known = list(table("berufe"))
    drawn = int(len(known) * random.Random(n * 2 + which).random() ** 2)
    return known[drawn * 101 % len(known)]


def portrait(n: int) -> Text:
    """A firm with one to four offers and two to four links to others."""
    town, occupation = town_of(n), occupation_of(n)
    w = _Writer(0, n, town, occupation)
    place = table("orte")[town]
    head = {
        "titel": firm_name(n), "kurz": w.sentence(sentences.SUMMARIES)[:200], "datum": _day(w, -300, -1), "stand": _day(w, -60, -1), "zielgruppe": ["jugendliche"],
        "themen": w.chance.sample(["Handwerk", "Technik", "Büro", "Natur", "Menschen", "Handel"], 2), "beispiel": "ja", "ort": town,
        "strasse": f"{w.choice(sentences.STREETS)} {w.chance.randrange(1, 90)}", "plz": place["plz"].split("|")[0],
        "branche": w.choice(list(table("branchen"))), "groesse": w.choice(["1-9", "10-49", "50-249"]), "azubis": w.chance.randrange(1, 12), "gegruendet": w.chance.randrange(1890, 2015),
        "website": f"https://www.betrieb-{n}.example",
        "ansprechstelle": {"rolle": "Ausbildung", "email": f"ausbildung@betrieb-{n}.example", "telefon": f"0000 {n:05}-0", "sprechzeiten": "Montag bis Freitag, 8 bis 15 Uhr"},
        "antwort_innerhalb": w.choice([7, 10, 14]), "bewerbungswege": w.chance.sample(["email", "telefon", "post", "persoenlich"], 2),
        "oepnv": f"Bus {w.chance.randrange(501, 540)}, Halt {place['titel']} Mitte, dann {w.chance.randrange(2, 15)} Minuten zu Fuß",
        "pluspunkte": w.chance.sample(["uebernahme", "nachhilfe", "fahrtkosten", "werkzeug", "teilzeit"], 2), "sprachen_im_betrieb": ["de"], "kammer": w.choice(["ihk", "hwk"]),
        "angebote": list(_offers(w, n, occupation)),
    }  # fmt: skip
    return Text(firm_id(n), head, "\n\n".join(_portrait_body(w, n, occupation)) + "\n")


def _portrait_body(w: _Writer, n: int, occupation: str) -> Iterator[str]:
    yield "## Das machen wir"
    for _ in range(w.chance.randint(1, 3)):
        yield w.paragraph(sentences.WORK, 2, 5)
    yield f"Wir arbeiten viel mit {_neighbour(w, n)} und mit {_neighbour(w, n)} zusammen. {w.sentence(sentences.WORK)}"
    yield "## Das lernst du"
    yield w.paragraph(sentences.LEARN, 2, 5)
    yield "\n".join(f"- **{one[0].upper()}{one[1:]}:** {w.sentence(sentences.LEARN)}" for one in w.chance.sample(sentences.SKILLS, w.chance.randint(2, 4)))
    yield f"Mehr steht beim Beruf [{table('berufe')[occupation]['m']}](beruf:{occupation}). {w.paragraph(sentences.LEARN, 1, 3)}"
    yield "## Das erwarten wir"
    yield w.paragraph(sentences.DEMANDS, 2, 5)
    if w.chance.random() < 0.3:
        yield f"> {w.sentence(sentences.DEMANDS)} *{w.choice(sentences.FIRST_NAMES)}, Azubi*"


def _neighbour(w: _Writer, n: int) -> str:
    """A link to one of the firms before; the first link to themselves."""
    other = max(0, n - w.chance.randrange(1, 40))
    return f"[{firm_name(other)}](betrieb:{firm_id(other)})"


def _day(w: _Writer, least: int, most: int) -> str:
    return str(_TODAY + timedelta(days=w.chance.randint(least, most)))


def _offers(w: _Writer, n: int, occupation: str) -> Iterator[dict[str, Any]]:
    wanted = w.chance.choices((1, 2, 3, 4), (20, 45, 25, 10))[0]
    yield _apprenticeship(w, "ausbildung", occupation)
    if wanted > 1:
        yield {
            "id": "praktikum",
            "art": "praktikum",
            "beruf": occupation,
            "plaetze": w.chance.randint(1, 4),
            "klasse_ab": w.choice([8, 9]),
            "kleidung": "Feste Schuhe",
        }
    other = occupation_of(n, 1)
    if wanted > 2:
        yield _apprenticeship(w, "ausbildung-2", other)
    if wanted > 3:
        yield _further(w, w.chance.choices(list(_FURTHER), list(_FURTHER.values()))[0], other)


def _apprenticeship(w: _Writer, id_: str, occupation: str) -> dict[str, Any]:
    year, pay = w.choice((2027, 2027, 2028, 2029)), w.chance.randrange(750, 1200)
    offer = {
        "id": id_, "art": "ausbildung", "beruf": occupation, "plaetze": w.chance.randint(1, 5), "start": f"{year}-{w.choice(('08', '09'))}-01", "dauer_monate": w.choice((24, 36, 42)),
        "mindestabschluss": w.choice(("esa", "esa", "eesa", "msa", "msa", "fhr")), "verguetung": [pay, pay + 80, pay + 150],
        "voraussetzungen": w.chance.sample(["Freude am Anpacken", "gutes Augenmaß", "Mathe ohne Angst", "Ruhe am Telefon"], 2), "unterlagen": ["lebenslauf", "zeugnis"],
        "bewerbungsschluss": f"{year}-{w.chance.randint(2, 6):02}-28", "stand_plaetze": w.choice(("frei", "wenige")),
    }  # fmt: skip
    return {**offer, "untypisch_fuer": w.choice(("maedchen", "jungen"))} if w.chance.random() < 0.1 else offer


def _further(w: _Writer, type_: str, occupation: str) -> dict[str, Any]:
    """An offer of one of the rarer types, with what its type asks for."""
    asked = set(table("angebotsarten")[type_]["pflichtfelder"].split("|"))
    values = {
        "beruf": occupation, "berufsfeld": table("berufe")[occupation]["berufsfelder"].split("|")[0], "start": "2027-08-01", "mindestabschluss": "fhr",
        "studiengang": "Wirtschaftsingenieurwesen, B. Eng.", "hochschule": "Duale Hochschule Sonnental", "termine": [{"von": _day(w, 90, 300), "uhrzeit": "9–13 Uhr"}],
    }  # fmt: skip
    offer = {"id": type_, "art": type_, "beruf": occupation, "plaetze": w.chance.randint(1, 8)}
    return {
        **offer,
        **{key: value for key, value in values.items() if key in asked},
        "klasse_ab" if type_ in _ON_DAYS else "mindestalter": 8 if type_ in _ON_DAYS else 16,
    }


def episode(n: int) -> Text:
    """An episode about a firm."""
    firm = n * 5
    w = _Writer(1, n, town_of(firm), occupation_of(firm))
    day = _TODAY - timedelta(days=n % 2500 + 1)
    head = {
        "titel": f"{w.choice(sentences.FIRST_NAMES)} über {w.choice(sentences.THINGS)}", "kurz": w.sentence(sentences.EPISODE)[:200],
        "datum": f"{day} {6 + n // 2500:02}:00", "stand": str(day), "nummer": n + 1, "audio": RECORDING, "betriebe": [firm_id(firm)], "berufe": [occupation_of(firm)],
        "stimmen": [{"name": "Mira", "rolle": "moderation"}, {"name": w.choice(sentences.FIRST_NAMES), "rolle": "gast", "betrieb": firm_id(firm)}],
    }  # fmt: skip
    bullets = "\n".join(f"- {w.sentence(sentences.EPISODE)}" for _ in range(3))
    body = f"{w.paragraph(sentences.EPISODE, 3, 6)}\n\n{bullets}\n\nMehr über den Betrieb steht im [Porträt](betrieb:{firm_id(firm)}). {w.paragraph(sentences.EPISODE, 1, 4)}\n"
    return Text(f"{n + 1:05}-folge", head, body)


def issue(n: int) -> Text:
    """An issue that composes itself."""
    w = _Writer(2, n, town_of(n), occupation_of(n))
    day = _TODAY - timedelta(days=n * 6 % 2500 + 1)
    head = {
        "titel": f"Ausgabe {n + 1}", "nummer": n + 1, "datum": str(day), "betreff": f"Neue Plätze, Ausgabe {n + 1}", "vorschau": "Wer sucht, wer gefunden hat und was hilft.",
        "kurz": "Neue Angebote und was beim Ausbilden hilft.", "zielgruppe": ["betriebe"],
    }  # fmt: skip
    return Text(
        f"ausgabe-{n + 1:04}", head, f"Guten Tag,\n\n{w.paragraph(sentences.ISSUE, 1, 3)}\n\n{w.paragraph(sentences.ADVICE, 2, 5)}\n\nHerzliche Grüße\n"
    )


def event(n: int, size: int) -> Text:
    """A coming event of a firm."""
    firm = n * 10 % size
    w = _Writer(3, n, town_of(firm), occupation_of(firm))
    day = _TODAY + timedelta(days=n * 7 % 700 + 20)
    head = {
        "titel": f"Offene Tür: {firm_name(firm)}", "kurz": w.sentence(sentences.EVENT), "datum": "2026-10-01", "stand": "2026-10-01", "beginn": f"{day} 10:00",
        "ort": town_of(firm), "veranstalter": firm_name(firm), "art": "offene-tuer", "betriebe": [firm_id(firm)],
    }  # fmt: skip
    return Text(f"termin-{n}", head, f"{w.paragraph(sentences.EVENT, 2, 4)}\n\nMehr über uns steht im [Porträt](betrieb:{firm_id(firm)}).\n")


def article(n: int) -> Text:
    """A page of knowledge with steps."""
    w = _Writer(4, n, town_of(n), occupation_of(n))
    steps = [{"titel": step, "text": w.paragraph(sentences.ADVICE, 1, 2)} for step in w.chance.sample(sentences.STEPS, w.chance.randint(3, 6))]
    head = {
        "titel": f"{w.choice(sentences.STEPS)}: was hilft, Teil {n + 1}", "kurz": w.sentence(sentences.ADVICE), "datum": "2026-10-01", "stand": _day(w, -50, -1), "rechtsstand": "2026-10-01",
        "thema": w.choice(("recht", "praktikum")), "art": "checkliste", "schritte": steps, "quellen": [{"titel": "Jugendarbeitsschutzgesetz"}],
    }  # fmt: skip
    return Text(f"wissen-{n}", head, f"{w.paragraph(sentences.ADVICE, 3, 6)}\n\n## Worauf es ankommt\n\n{w.paragraph(sentences.ADVICE, 3, 6)}\n")


def region(size: int) -> dict[str, Iterator[Text]]:
    """Every thing of a region, under the folder it lies in."""
    return {
        "content/betriebe": map(portrait, range(size)),
        "episodes": map(episode, range(size // 5)),
        "content/termine": (event(n, size) for n in range(size // 10)),
        "content/wissen": map(article, range(size // 20)),
        "newsletter": map(issue, range(size // 50)),
    }


def yaml(value: Any, indent: int = 0) -> Iterator[str]:
    """A head as editors write it, line by line."""
    for key, one in value.items():
        start = f"{' ' * indent}{key}:"
        if isinstance(one, dict):
            yield start
            yield from yaml(one, indent + 2)
        elif isinstance(one, list) and one and isinstance(one[0], dict):
            yield start
            for entry in one:
                first, *others = yaml(entry, indent + 4)
                yield f"{' ' * (indent + 2)}- {first.lstrip()}"
                yield from others
        elif isinstance(one, list):
            yield f"{start} [{', '.join(_scalar(item) for item in one)}]"
        else:
            yield f"{start} {_scalar(one)}"


def _scalar(value: Any) -> str:
    """A value, in quotation marks where YAML or Kammerton would read it otherwise."""
    text = str(value)
    if isinstance(value, int) or (re.fullmatch(r"[\w„“][\w äöüÄÖÜß.,/@–„“()-]*", text) and not text.isdigit()):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def markdown(text: Text) -> str:
    """The file of a thing."""
    return "---\n" + "\n".join(yaml(text.head)) + f"\n---\n{text.body}"


def settings(text: str) -> str:
    """The settings of the example region for a generated one: without its trailer, and transcripts are no duty."""
    return re.sub(r'^ *"trailer":.*\n', "", text, flags=re.MULTILINE).replace("TRANSKRIPT_PFLICHT = True", "TRANSKRIPT_PFLICHT = False")


@cache
def recording() -> bytes:
    """The first seconds of the smallest recording of the example region (an MP3 of 64 kbit/s), without tags, cut between two frames."""
    content = min((ROOT / "episodes" / "media").glob("*.mp3"), key=lambda path: path.stat().st_size).read_bytes()
    start = 0
    if content[:3] == b"ID3":
        start = 10 + sum((byte & 127) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    # The first frame tells how many follow; without it, programs count.
    start = content.index(b"\xff", start + 2)
    frame = content[start : start + 2]
    end = content.index(frame, start + LENGTH * 8000)
    return content[start:end]


def generate(folder: Path, size: int) -> None:
    """Write a region of ``size`` portraits as a project of Kammerton."""
    for part in ("content/daten", "content/seiten", "content/bilder", "theme"):
        shutil.copytree(ROOT / part, folder / part)
    for page in (folder / "content" / "seiten").glob("*.md"):
        page.write_text(_OTHER_KINDS.sub("]", page.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "pelicanconf.py").write_text(settings((ROOT / "pelicanconf.py").read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "episodes" / "media").mkdir(parents=True)
    (folder / "episodes" / "media" / RECORDING).write_bytes(recording())
    for part, texts in region(size).items():
        (folder / part).mkdir(parents=True, exist_ok=True)
        for text in texts:
            (folder / part / f"{text.id}.md").write_text(markdown(text), encoding="utf-8")
