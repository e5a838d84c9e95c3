"""What the log of a Postfix says about our messages, by their Message-IDs.

Lines are syslog's, with a traditional or an ISO 8601 time. Postfix names the Message-ID (cleanup) before the message is accepted;
only a line of the queue manager shows that it was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from kammerton.delivery.ledger import Delivery, State

_LINE = re.compile(
    r"(?P<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+)\s+\S+\s+\S*/(?P<daemon>[a-z-]+)\[\d+\]:\s+(?P<queue>[0-9A-Za-z]{6,20}): (?P<rest>.*)"
)
_TIME = re.compile(r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+")
_MESSAGE_ID = re.compile(r"(?:resent-)?message-id=(<[^>]*>)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A log speaks of an attempt only if it reaches from well before to well after it.
_BEFORE, _AFTER = timedelta(minutes=5), timedelta(minutes=15)


@dataclass
class RelayLog:
    """What was found: Message-IDs the relay took, those it later gave up on, and from when to when the log reaches."""

    taken: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None

    def covers(self, moment: datetime | None) -> bool:
        """Whether an attempt at that moment would surely stand in the log."""
        if moment is None or self.first is None or self.last is None:
            return False
        return self.first <= moment - _BEFORE and moment + _AFTER <= self.last

    def fate_of(self, delivery: Delivery) -> State | None:
        """What the log makes of a message; None where it does not say.

        A message that is missing in a log that covers its attempt never arrived and may be sent again.
        """
        if delivery.message_id in self.returned:
            return State.UNDELIVERABLE
        if delivery.message_id in self.taken:
            return State.SENT
        return State.QUEUED if self.covers(delivery.tried_at) else None


def read_relay_log(lines: Iterable[str], now: datetime, zone: tzinfo) -> RelayLog:
    """Read a log; times without a year or zone are those of the last twelve months in ``zone``."""
    log, names = RelayLog(), dict[str, str]()
    for line in lines:
        _note_time(log, line, now, zone)
        found = _LINE.match(line)
        if not found:
            continue
        named = _MESSAGE_ID.match(found["rest"])
        if named and found["daemon"] == "cleanup":
            names[found["queue"]] = named[1]  # short queue names are used again: what follows belongs to the newest
        elif found["queue"] in names:
            _note(log, names[found["queue"]], found["daemon"], found["rest"])
    return log


def _note(log: RelayLog, message_id: str, daemon: str, rest: str) -> None:
    if daemon == "qmgr" or " status=" in rest:
        log.taken.add(message_id)
    if " status=bounced" in rest or " status=expired" in rest:
        log.returned.add(message_id)


def _note_time(log: RelayLog, line: str, now: datetime, zone: tzinfo) -> None:
    found = _TIME.match(line)
    moment = _moment(found[0], now, zone) if found else None
    if moment is not None:
        log.first = min(log.first or moment, moment)
        log.last = max(log.last or moment, moment)


def _moment(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment a line begins with, or None where it is none."""
    try:
        if text[0].isdigit():
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
        hour, minute, second = (int(part) for part in text[7:].split(":"))
        moment = datetime(now.astimezone(zone).year, _MONTHS.index(text[:3]) + 1, int(text[4:6]), hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return moment if moment <= now + timedelta(days=1) else moment.replace(year=moment.year - 1)
