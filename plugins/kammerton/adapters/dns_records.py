"""The DNS, asked with patience for a few seconds; an office without it gets an answer, too."""

from functools import lru_cache

import dns.exception
import dns.resolver
import dns.reversename

_SECONDS = 5.0
_NOTHING = (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer)


class Dns:
    """Asks the resolver of this machine. Every answer is None where it cannot be reached, and empty where there is no record."""

    def texts(self, name: str) -> tuple[str, ...] | None:
        """The TXT records of a name."""
        return self._asked(name, "TXT")

    def addresses(self, host: str) -> tuple[str, ...] | None:
        """The IPv4 and IPv6 addresses of a host."""
        found = [self._asked(host, kind) for kind in ("A", "AAAA")]
        return None if None in found else tuple(address for records in found for address in records or ())

    def names(self, address: str) -> tuple[str, ...] | None:
        """The names an address leads back to."""
        return self._asked(str(dns.reversename.from_address(address)), "PTR")

    def _asked(self, name: str, kind: str) -> tuple[str, ...] | None:
        if not _is_reachable():
            return None
        try:
            answer = _resolver().resolve(name, kind, lifetime=_SECONDS)
        except _NOTHING:
            return ()
        except (dns.exception.DNSException, OSError):
            return None
        return tuple(b"".join(record.strings).decode("utf-8", "replace") if kind == "TXT" else str(record).rstrip(".") for record in answer)


@lru_cache(maxsize=1)
def _is_reachable() -> bool:
    """Whether the world's DNS is there: a closed network may answer that nothing exists, but .de does."""
    try:
        _resolver().resolve("de.", "NS", lifetime=_SECONDS)
    except (dns.exception.DNSException, OSError):
        return False
    return True


@lru_cache(maxsize=1)
def _resolver() -> dns.resolver.Resolver:
    return dns.resolver.get_default_resolver()
