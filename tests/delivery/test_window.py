"""The relay's limit, and the rule that stops."""

from datetime import UTC, datetime, timedelta

from kammerton.delivery.ledger import State
from kammerton.delivery.window import StopRule, Window

NOW = datetime(2026, 3, 15, 10, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def test_no_window_of_the_relay_ever_holds_more_than_its_limit() -> None:
    """300 in 30 minutes, wherever the relay begins to count: between any message and the 300th after it lie 30 minutes."""
    window, now, moments = Window(300, HALF_HOUR), NOW, []
    for _ in range(2300):
        now += timedelta(seconds=window.wait(now))
        window.note(now)
        moments.append(now)
        now += timedelta(seconds=0.2)

    assert all(later - first >= HALF_HOUR for first, later in zip(moments, moments[300:], strict=False))
    assert moments[-1] - moments[0] < timedelta(hours=3, minutes=32)


def test_what_an_earlier_run_sent_counts() -> None:
    """A restart does not begin a new window."""
    window = Window(2, HALF_HOUR, [NOW - timedelta(minutes=40), NOW - timedelta(minutes=20), NOW - timedelta(minutes=5)])

    assert window.wait(NOW) == 600


def test_the_expected_time_is_that_of_the_limit() -> None:
    """2,300 recipients at 300 in 30 minutes take seven full windows and a rest; without a limit the speed counts."""
    assert Window(300, HALF_HOUR).expected(2300, NOW) == 7 * 1800
    assert Window(None, HALF_HOUR).expected(2300, NOW) == 460
    assert Window(300, HALF_HOUR).expected(0, NOW) == 0


def test_the_expected_time_knows_what_was_sent_before() -> None:
    """Who sent two of three a moment ago sends one now and waits for the next."""
    window = Window(3, HALF_HOUR, [NOW - timedelta(minutes=10), NOW - timedelta(minutes=5)])

    assert [window.seconds_for(n, NOW) / 60 for n in (1, 2, 3, 4, 5)] == [0, 20, 25, 30, 50]


def test_more_than_five_of_the_first_hundred_stop() -> None:
    """The sixth failure stops at once, be it refused, undeliverable or unclear."""
    rule = StopRule()
    for state in (State.SENT, State.REFUSED, State.UNKNOWN, State.UNDELIVERABLE, State.REFUSED, State.REFUSED):
        rule.note(state)
    assert not rule.is_broken

    rule.note(State.REFUSED)
    assert rule.is_broken
    assert (rule.failed, rule.looked_at) == (6, 7)


def test_five_of_each_hundred_go_on() -> None:
    """A list with a few dead addresses is sent to its end; a relay that turns bad late is noticed, too."""
    rule = StopRule()
    for n in range(2000):
        rule.note(State.REFUSED if n % 20 == 0 else State.SENT)
        assert not rule.is_broken
    for _ in range(6):
        rule.note(State.REFUSED)

    assert rule.is_broken
