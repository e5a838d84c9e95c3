"""How often somebody may do something, without keeping who it is."""

import hmac
import ipaddress
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from hashlib import sha256

_MOST_KNOWN = 100_000


class Throttle:
    """At most so many times in a window, counted in memory under a hash whose key changes every day and is never written down."""

    def __init__(self, most: int, window: timedelta, salt: Callable[[], bytes]) -> None:
        """Take the limit, its window, and what makes random bytes."""
        self._most, self._window, self._salt = most, window, salt
        self._day: date | None = None
        self._key = b""
        self._began: datetime | None = None
        self._counts: Counter[bytes] = Counter()

    def allows(self, client: str, now: datetime) -> bool:
        """Count one more for an IP address (an IPv6 one by its network), and say whether it is within the limit; ``now`` is aware."""
        if self._day != now.date():
            self._day, self._key = now.date(), self._salt()
            self._began = None
        if self._began is None or now - self._began >= self._window or len(self._counts) >= _MOST_KNOWN:
            self._began = now
            self._counts.clear()
        name = hmac.digest(self._key, _network(client).encode(), sha256)
        self._counts[name] += 1
        return self._counts[name] <= self._most


def _network(client: str) -> str:
    """Who is counted as one: an IPv4 address, or the /64 a household has of IPv6.

    >>> _network("192.0.2.1"), _network("2001:db8:1:2:3::4"), _network("nonsense")
    ('192.0.2.1', '2001:db8:1:2::/64', 'nonsense')
    """
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))
