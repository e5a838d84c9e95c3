"""The log of a Postfix, asked for our messages."""

from datetime import UTC, datetime

from kammerton.delivery.ledger import Delivery, State
from kammerton.delivery.relay_log import read_relay_log

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
LOG = """\
Mar 15 09:00:00 relay postfix/master[1]: daemon started -- version 3.7.11
Mar 15 10:00:01 relay postfix/submission/smtpd[9]: 4A3B2C1D: client=office[192.0.2.7], sasl_username=kammerton
Mar 15 10:00:01 relay postfix/cleanup[10]: 4A3B2C1D: message-id=<2026-03.aaa@probe.example>
Mar 15 10:00:01 relay postfix/qmgr[3]: 4A3B2C1D: from=<zurueck+a@probe.example>, size=34000, nrcpt=1 (queue active)
Mar 15 10:00:02 relay postfix/smtp[11]: 4A3B2C1D: to=<a@x.example>, relay=x.example[192.0.2.9]:25, delay=1, dsn=2.0.0, status=sent (250 ok)
Mar 15 10:00:02 relay postfix/qmgr[3]: 4A3B2C1D: removed
Mar 15 10:00:03 relay postfix/cleanup[10]: 4A3B2C1D: message-id=<2026-03.bbb@probe.example>
Mar 15 10:00:03 relay postfix/smtpd[9]: lost connection after DATA (2000 bytes) from office[192.0.2.7]
2026-03-15T10:00:04.123456+00:00 relay postfix/cleanup[10]: 5A3B2C1D: message-id=<2026-03.ccc@probe.example>
2026-03-15T10:00:04.200000+00:00 relay postfix/qmgr[3]: 5A3B2C1D: from=<zurueck+c@probe.example>, size=34000, nrcpt=1 (queue active)
2026-03-15T10:00:05.000000+00:00 relay postfix/smtp[11]: 5A3B2C1D: to=<c@x.example>, dsn=5.1.1, status=bounced (host x said: 550 5.1.1)
Mar 15 11:00:00 relay CRON[99]: (root) CMD (true)
"""


def delivery(id_: str, tried: datetime = datetime(2026, 3, 15, 10, tzinfo=UTC)) -> Delivery:
    """An unclear message."""
    return Delivery("2026-03", id_, "", f"<2026-03.{id_}@probe.example>", State.UNKNOWN, tried_at=tried)


def test_a_message_in_the_queue_was_taken() -> None:
    """A line of the queue manager shows that the relay took it, whatever became of it later."""
    assert read_relay_log(LOG.splitlines(), NOW, UTC).fate_of(delivery("aaa")) is State.SENT


def test_a_message_that_was_returned_is_undeliverable() -> None:
    """The relay took it and gave it back."""
    assert read_relay_log(LOG.splitlines(), NOW, UTC).fate_of(delivery("ccc")) is State.UNDELIVERABLE


def test_a_message_id_alone_is_no_acceptance() -> None:
    """Postfix names a Message-ID before it takes a message; the lines of a queue name used again belong to the newer message."""
    assert read_relay_log(LOG.splitlines(), NOW, UTC).fate_of(delivery("bbb")) is State.QUEUED


def test_a_message_missing_in_a_log_that_covers_its_time_never_arrived() -> None:
    """Only then; where the log may have begun later or ended before, nothing is decided."""
    log = read_relay_log(LOG.splitlines(), NOW, UTC)

    assert log.fate_of(delivery("ddd")) is State.QUEUED
    assert log.fate_of(delivery("ddd", datetime(2026, 3, 15, 10, 50, tzinfo=UTC))) is None
    assert log.fate_of(delivery("ddd", datetime(2026, 3, 15, 9, 4, tzinfo=UTC))) is None


def test_a_log_of_last_year_is_read_as_such() -> None:
    """Syslog writes no year: December read in January was last year's."""
    log = read_relay_log(["Dec 31 23:00:00 relay postfix/master[1]: x", "Jan  1 01:00:00 relay postfix/master[1]: x"], datetime(2027, 1, 2, tzinfo=UTC), UTC)

    assert (log.first, log.last) == (datetime(2026, 12, 31, 23, tzinfo=UTC), datetime(2027, 1, 1, 1, tzinfo=UTC))


def test_whatever_stands_in_a_log_nothing_breaks() -> None:
    """Logs hold lines of everything."""
    log = read_relay_log(
        ["", "\ufffd", "Feb 30 10:00:00 x", "Xyz 10 10:00:00 x", "2026-99-99T00:00:00 x", "Mar 15 99:00:00 r postfix/qmgr[1]: AAAAAA: x"], NOW, UTC
    )

    assert (log.first, log.taken) == (None, set())
