"""Domains that take no mail, as far as the DNS says so."""

from typing import Any

import dns.exception
import dns.resolver
from tests.fakes import NOW

from kammerton.adapters.mail_domains import undeliverable
from kammerton.delivery.list_file import TakenIn


class _Resolver:
    """A DNS that knows no domain, or that does not answer."""

    def __init__(self, refusal: type[Exception]) -> None:
        self.refusal, self.asked = refusal, 0

    def resolve(self, *question: Any, **options: Any) -> Any:  # noqa: ARG002
        self.asked += 1
        raise self.refusal


def rows(*addresses: str) -> list[TakenIn]:
    """Rows of a file, from line 2 on."""
    return [TakenIn(line, address, "", (), "x", NOW.date(), "") for line, address in enumerate(addresses, 2)]


def test_unknown_domains() -> None:
    """A domain that does not exist is told for each of its rows, and asked for once."""
    resolver = _Resolver(dns.resolver.NXDOMAIN)
    found = undeliverable("l.csv", rows("a@gibtsnicht.de", "b@gibtsnicht.de"), resolver)

    assert [(problem.place.file, problem.place.line, problem.code) for problem in found] == [("l.csv", 2, "F017"), ("l.csv", 3, "F017")]
    assert resolver.asked == 1


def test_no_answer() -> None:
    """What cannot be found out counts as fine."""
    assert undeliverable("l.csv", rows("a@gibtsnicht.de"), _Resolver(dns.exception.Timeout)) == []
