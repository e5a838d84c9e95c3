"""Whether the domains of addresses take mail at all: asked in the DNS, only where somebody wants to know."""

from collections.abc import Sequence
from typing import Any

from email_validator import EmailUndeliverableError, validate_email

from kammerton.delivery.list_file import TakenIn
from kammerton.domain.diagnostic import Diagnostic, M, Place, Severity
from kammerton.reading.problems import FIELD_PROBLEMS

_SECONDS = 5


def undeliverable(file: str, rows: Sequence[TakenIn], resolver: Any = None) -> list[Diagnostic]:
    """A problem for each row whose domain says that it takes no mail; what cannot be found out counts as fine.

    ``resolver`` asks the DNS; dnspython's own where none is given.
    """
    verdicts = {domain: _takes_mail(domain, resolver) for domain in dict.fromkeys(row.address.rpartition("@")[2] for row in rows)}
    code = FIELD_PROBLEMS["kt_mail"].problem.code
    return [
        Diagnostic(
            code,
            Severity.ERROR,
            Place(file, row.line),
            M("{address}: Diese Domain nimmt keine Post an.", address=row.address),
            M("Prüfen Sie, was hinter dem @ steht."),
        )
        for row in rows
        if not verdicts[row.address.rpartition("@")[2]]
    ]


def _takes_mail(domain: str, resolver: Any) -> bool:
    try:
        validate_email(f"postmaster@{domain}", check_deliverability=True, timeout=None if resolver else _SECONDS, dns_resolver=resolver)
    except EmailUndeliverableError:
        return False
    return True
