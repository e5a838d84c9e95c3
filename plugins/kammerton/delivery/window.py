"""How much the relay takes in a time, and when so much fails that going on would do harm."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from kammerton.delivery.ledger import FAILED, State

LOOKED_AT, MOST_FAILED = 100, 5
# So many messages a second are expected of a relay whose speed is not known yet.
SLOWLY = 5.0


class Window:
    """A limit of so many recipients in so many minutes, counted back from each moment: it holds wherever the relay's own window begins.

    Without a limit nothing waits.
    """

    def __init__(self, most: int | None, period: timedelta, before: Iterable[datetime] = ()) -> None:
        """Take the limit and the moments of earlier attempts, oldest first."""
        self._most, self._period = most, period
        self._moments = deque(before, maxlen=most or 1)

    @property
    def is_free(self) -> bool:
        """Whether there is no limit."""
        return self._most is None

    def wait(self, now: datetime) -> float:
        """Seconds until one more recipient may be named."""
        return self.seconds_for(1, now)

    def note(self, moment: datetime) -> None:
        """One more recipient was named."""
        self._moments.append(moment)

    def seconds_for(self, count: int, now: datetime) -> float:
        """Seconds until so many more recipients may have been named, if sending itself took no time."""
        if self._most is None or count <= 0:
            return 0.0
        held = [moment for moment in self._moments if moment + self._period > now]
        rounds, place = divmod(len(held) + count - 1, self._most)
        first = held[place] if rounds and place < len(held) else now
        return max(0.0, (first + rounds * self._period - now).total_seconds())

    def expected(self, count: int, now: datetime, rate: float = SLOWLY) -> float:
        """Seconds that so many recipients probably take at so many a second."""
        return max(self.seconds_for(count, now), count / rate)


class StopRule:
    """More than 5 of 100 messages in a row failing: something is wrong with the list or the relay, and a person looks first."""

    def __init__(self) -> None:
        self._last: deque[bool] = deque(maxlen=LOOKED_AT)

    def note(self, state: State) -> None:
        """One more message came to an end."""
        self._last.append(state in FAILED)

    @property
    def failed(self) -> int:
        """How many of the last hundred failed."""
        return sum(self._last)

    @property
    def looked_at(self) -> int:
        """How many were looked at."""
        return len(self._last)

    @property
    def is_broken(self) -> bool:
        """Whether to stop."""
        return self.failed > MOST_FAILED
