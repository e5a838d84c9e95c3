"""A new newsletter issue begun: the file of a month, filled with what is new, every line explained."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from kammerton.domain.diagnostic import MN, M, Message, SetupError
from kammerton.domain.document import cut_at_word
from kammerton.domain.issue import DeadlineQuery, EventQuery, Issue
from kammerton.domain.item import Audience
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.newsletter.selection import Selection
from kammerton.rendering.composition import Entry
from kammerton.rendering.quoting import yaml_string
from kammerton.rendering.words import Words

FOLDER = "newsletter"
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)
# What is listed by itself, in this order; of each kind so many, the others as lines to be taken up.
_KINDS = ("folge", "betrieb", "geschichte", "wissen", "foerderung")
_FIRST = 3
_SUBJECT, _PREHEADER, _TITLE = 60, 90, 70
_HOUR = time(10)


@dataclass(frozen=True)
class NewIssue:
    """What to write: the Markdown text and its file in the project; how many new things are in it."""

    number: int
    file: str
    text: str
    found: int


class Shelf(Protocol):
    """The project the file goes into."""

    def lay_down(self, file: str, text: str) -> None:
        """Write a file that is not there yet. Raises ``SetupError`` where it is."""
        ...


def begin_issue(library: Library, words: Words, shelf: Shelf, month: str | None = None) -> NewIssue:
    """Lay down the file of a month's issue: of the one named, else of the month after the last issue. Raises ``SetupError``."""
    issue = new_issue(library, words, month or next_month(library))
    shelf.lay_down(issue.file, issue.text)
    return issue


def next_month(library: Library) -> str:
    """The month after the last issue, at least the present one."""
    months = [issue.id for issue in library.inventory.issues if _MONTH.fullmatch(issue.id)]
    months += [id_ for kind, id_ in library.inventory.unread if kind == "ausgabe" and _MONTH.fullmatch(id_)]
    year, number = (int(part) for part in max(months, default="1999-12").split("-"))
    following = f"{year + number // 12:04}-{number % 12 + 1:02}"
    return max(following, f"{library.today:%Y-%m}")


def new_issue(library: Library, words: Words, month: str) -> NewIssue:
    """The draft of a month's issue. Raises ``SetupError`` where the month is none."""
    found = _MONTH.fullmatch(month)
    if not found:
        raise SetupError(M("„{month}“ ist kein Monat. Schreiben Sie Jahr und Monat, zum Beispiel {example}.", month=month, example=next_month(library)))
    first = date(int(found[1]), int(found[2]), 1)
    last = max(library.inventory.issues, key=lambda issue: issue.published, default=None)
    number = max((issue.number for issue in library.inventory.issues), default=0) + 1
    issue = _draft(library, words, first, last, number)
    new = {kind: [entry for _, entry in Selection(library, words, issue, issue.whole).new(kind)] for kind in (*_KINDS, "meldung")}
    lines = ["---", *_head(words, issue, new), *_blocks(library, words, issue, new), "---", *_greeting(words)]
    return NewIssue(number, f"{FOLDER}/{month}.md", "\n".join(lines) + "\n", sum(map(len, new.values())))


def _draft(library: Library, words: Words, first: date, last: Issue | None, number: int) -> Issue:
    """The issue as the file will say it; it tells what is new at its date."""
    day = _like(last.published.astimezone(ZONE).date() if last else None, first)
    hour = last.published.astimezone(ZONE).time() if last else _HOUR
    title = f"{library.settings.newsletter.title[:_TITLE].strip()}, {words.month(first)}"
    audience: tuple[Audience, ...] = last.audience if last else ()
    moment = datetime.combine(day, hour, tzinfo=ZONE)
    return Issue(id=f"{first:%Y-%m}", title=title, number=number, published=moment, subject=title[:_SUBJECT], preheader=title, audience=audience)


def _like(earlier: date | None, first: date) -> date:
    """The same weekday of the month as the issue before: the second Thursday, where there was none; a fifth becomes the fourth."""
    weekday, week = (earlier.weekday(), min(3, (earlier.day - 1) // 7)) if earlier else (3, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week)


def _head(words: Words, issue: Issue, new: dict[str, list[Entry]]) -> Iterator[str]:
    def note(message: Message) -> str:
        return f"# {words.text(message)}"

    subject, preheader = _suggested(words, new)
    yield note(M("Name der Ausgabe, für die Website."))
    yield f"titel: {yaml_string(issue.title)}"
    yield note(M("Die laufende Nummer; keine zwei Ausgaben haben dieselbe."))
    yield f"nummer: {issue.number}"
    yield note(M("Tag und Uhrzeit des Versands."))
    yield f"datum: {issue.published.astimezone(ZONE):%Y-%m-%d %H:%M}"
    yield note(M("Solange diese Zeile dasteht, erscheint die Ausgabe nirgends. Löschen Sie sie, wenn alles fertig ist."))
    yield "status: entwurf"
    yield note(M("Der Betreff: das Wichtigste zuerst, am besten höchstens 40 Zeichen, nie mehr als 60. Bitte ersetzen, dies ist nur ein Vorschlag."))
    yield f"betreff: {yaml_string(subject or issue.subject)}"
    yield note(M("Die Zeile hinter dem Betreff: was es außerdem gibt, am besten höchstens 90 Zeichen. Auch sie ist nur ein Vorschlag."))
    yield f"vorschau: {yaml_string(preheader)}"
    yield note(M("Ein bis zwei Sätze für die Liste der Ausgaben auf der Website, höchstens 200 Zeichen."))
    yield "kurz:"
    yield note(
        M("An wen die Ausgabe geht: jugendliche, eltern, schulen, betriebe. Bei mehreren kann ein Block mit „zielgruppe“ nur für einen Teil bestimmt sein.")
    )
    yield f"zielgruppe: [{', '.join(issue.audience)}]" if issue.audience else "# zielgruppe: [betriebe]"


def _suggested(words: Words, new: dict[str, list[Entry]]) -> tuple[str, str]:
    """A subject and a preview line made of what is new."""
    first = next((entry.title for kind in _KINDS for entry in new[kind]), "")
    subject = cut_at_word(words.text(M("Neu: {title}", title=first)), _SUBJECT) if first else ""
    folge, betrieb, geschichte = (len(new[kind]) for kind in ("folge", "betrieb", "geschichte"))
    counts = (
        (folge, MN("{n} neue Folge", "{n} neue Folgen", folge)),
        (betrieb, MN("{n} neuer Betrieb", "{n} neue Betriebe", betrieb)),
        (geschichte, MN("{n} neue Geschichte", "{n} neue Geschichten", geschichte)),
    )
    told = [words.text(message) for n, message in counts if n]
    return subject, words.text(M("Dazu Termine, Fristen und freie Plätze.") if not told else M("{new} und die nächsten Termine.", new=", ".join(told)))


def _blocks(library: Library, words: Words, issue: Issue, new: dict[str, list[Entry]]) -> Iterator[str]:
    yield "# " + words.text(M("Die Teile der Ausgabe in ihrer Reihenfolge: umstellen, löschen, eigene Texte dazwischensetzen."))
    yield "# " + words.text(M("Neu seit der letzten Ausgabe; Zeilen mit # davor sind nicht dabei, nehmen Sie das # weg, wenn sie hineinsollen."))
    yield "bloecke:"
    for kind in _KINDS:
        for n, entry in enumerate(new[kind]):
            yield f"  {'' if n < _FIRST else '# '}- {kind}: {entry.id} # {entry.title}"
    for comment, key, value, count in _selections(library, words, issue, new):
        yield f"  # {comment} {words.text(MN('Zurzeit {n} Eintrag.', 'Zurzeit {n} Einträge.', count))}"
        yield f"  - {key}: {value}"
    yield "  # " + words.text(M("Ein eigener Text, in Markdown. Zum Beispiel:"))
    yield from (
        "  # - text: |",
        "  #     ## " + words.text(M("Bitte nachsehen")),
        "  #",
        "  #     " + words.text(M("Stimmen bei Ihren Angeboten die Plätze noch?")),
    )


def _selections(library: Library, words: Words, issue: Issue, new: dict[str, list[Entry]]) -> Iterator[tuple[str, str, str, int]]:
    """Comment, key, value and present size of each block that fills itself."""
    select = Selection(library, words, issue, issue.whole)
    yield words.text(M("Kurzmeldungen seit der letzten Ausgabe.")), "neu", "{arten: [meldung], max: 3}", min(3, len(new["meldung"]))
    events, deadlines = EventQuery(), DeadlineQuery()
    yield words.text(M("Die Termine der nächsten 45 Tage.")), "termine", "{tage: 45, max: 5}", min(events.limit, len(list(select.coming(events.days))))
    yield (
        words.text(M("Fristen, die in den nächsten 45 Tagen enden.")),
        "fristen",
        "{tage: 45, max: 5}",
        min(deadlines.limit, len(list(select.ending(deadlines.days)))),
    )
    offers = next(iter(library.words.offer_types), "")
    kind = "ausbildung" if "ausbildung" in library.words.offer_types else offers
    if kind:
        of = sum(1 for entry in library.open_offers if entry.type.id == kind)
        yield words.text(M("Offene Angebote; „art“ sagt, welche.")), "angebote", f"{{art: {kind}, max: 5}}", min(5, of)


def _greeting(words: Words) -> tuple[str, ...]:
    return (
        words.text(M("Guten Tag,")), "", words.text(M("Schreiben Sie hier zwei, drei Sätze zur Begrüßung: Was ist diesen Monat wichtig, und warum?")), "",
        words.text(M("Herzliche Grüße")),
    )  # fmt: skip
