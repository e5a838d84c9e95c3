"""The office's side of the list: take in, add, take out, tell somebody what is known of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kammerton.app.ports import SubscriberBook
from kammerton.delivery.consent import Entry, Evidence
from kammerton.delivery.list_file import TakenIn
from kammerton.delivery.subscriber import Subscriber
from kammerton.domain.moments import ZONE


@dataclass
class Outcome:
    """What became of the rows: how many are new, and the lines of those that were there, or are barred, by reason."""

    added: int = 0
    known: list[int] = field(default_factory=list)
    barred: dict[str, list[int]] = field(default_factory=dict)


def take_in(book: SubscriberBook, rows: Iterable[TakenIn], now: datetime) -> Outcome:
    """Add the rows, all or none; nobody who left, objected, bounced or was forgotten is brought back, and nobody known is changed.

    Somebody whose own request waits to be confirmed is confirmed by a consent on paper.
    """
    outcome = Outcome()
    with book.transaction():
        for row in rows:
            reason, known = book.suppressed(row.address), book.with_address(row.address)
            if reason:
                outcome.barred.setdefault(reason, []).append(row.line)
            elif known and known.state != "wanted":
                outcome.known.append(row.line)
            else:
                _take_in(book, row, known, now)
                outcome.added += 1
    return outcome


def _take_in(book: SubscriberBook, row: TakenIn, known: Subscriber | None, now: datetime) -> None:
    subscriber = Subscriber(known.id if known else "", row.address, row.audiences, row.firm, "confirmed", row.consented_on)
    if known:
        book.save(subscriber, now)
    else:
        subscriber = book.add(subscriber, now)
    stamp = now.astimezone(ZONE).isoformat(timespec="seconds")
    detail = "; ".join(filter(None, (row.source, row.consented_on.isoformat(), row.text)))
    book.record(subscriber.id, Evidence(stamp, "imported", "einfuhr", "", detail))


def with_sources(people: Iterable[Subscriber], entries: Iterable[Entry]) -> Iterator[tuple[Subscriber, str]]:
    """Subscribers, each with where their consent comes from, in one line."""
    sources = {entry.person: _source(entry) for entry in entries if entry.evidence.what in ("confirmed", "imported")}
    return ((who, sources.get(who.id, "")) for who in people)


def _source(entry: Entry) -> str:
    return entry.evidence.detail.partition(";")[0] if entry.evidence.what == "imported" else f"{entry.evidence.how}, {entry.evidence.moment}"
