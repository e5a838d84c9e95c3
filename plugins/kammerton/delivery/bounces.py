"""What a mail that came back says about the address, and when an address is given up: one filter must not cost a firm its newsletter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

# hard: the address does not exist. unspecific: refused for good without a reason we know. full: no room left.
# delay: not delivered yet. policy: a filter disliked this mail or our server; the address is fine.
BounceKind = Literal["hard", "unspecific", "full", "delay", "policy"]
# In so many issues an address bounces before it is given up; a policy never counts.
_ISSUES: Final[dict[BounceKind, int]] = {"hard": 1, "unspecific": 2, "full": 3, "delay": 3}
# What is older does not count: a mailbox that was full last year is no dead one.
_COUNTED = timedelta(days=400)
_STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})", re.ASCII)
# RFC 3463: the first group speaks of addresses, but these two of the sender's.
_SENDER_FAULTS = frozenset({(1, 7), (1, 8)})
_UNKNOWN_HOST = (4, 4)
_FULL = (2, 2)
_ADDRESS, _POLICY = 1, 7


@dataclass(frozen=True)
class Bounce:
    """One mail that came back: of which issue, how, and when; ``moment`` is aware."""

    issue: str
    kind: BounceKind
    moment: datetime


def bounce_kind(status: str, action: str = "failed") -> BounceKind | None:
    """How a mail came back, from the status code (RFC 3463) and the action (RFC 3464, 2.3.3) of a delivery report; None where it arrived.

    >>> [bounce_kind(status) for status in ("5.1.1", "5.4.4", "5.2.2", "4.2.2", "5.7.1", "5.0.0", "5.1.8")]
    ['hard', 'hard', 'full', 'full', 'policy', 'unspecific', 'policy']

    >>> bounce_kind("4.4.1", "delayed"), bounce_kind("2.0.0", "delivered")
    ('delay', None)
    """
    found = _STATUS.search(status)
    if action.lower() in ("delivered", "relayed", "expanded") or (found and found[1] == "2"):
        return None
    if found is None:
        return "delay" if action.lower() == "delayed" else "unspecific"
    detail = (int(found[2]), int(found[3]))
    if detail == _FULL:
        return "full"
    if detail[0] == _POLICY or detail in _SENDER_FAULTS:
        return "policy"
    if found[1] == "4" or action.lower() == "delayed":
        return "delay"
    return "hard" if detail[0] == _ADDRESS or detail == _UNKNOWN_HOST else "unspecific"


def is_dead(bounces: Iterable[Bounce], now: datetime) -> bool:
    """Whether an address is given up: hard at once, else when it bounced in as many issues as its kind needs.

    Only issues are counted, however many reports one brings; full, delayed and unspecific count together towards the longer limit.
    """
    recent = [bounce for bounce in bounces if now - bounce.moment < _COUNTED]
    issues: dict[BounceKind, set[str]] = {kind: {b.issue for b in recent if b.kind == kind} for kind in _ISSUES}
    lasting = issues["full"] | issues["delay"] | issues["unspecific"]
    return bool(issues["hard"]) or len(issues["unspecific"]) >= _ISSUES["unspecific"] or len(lasting) >= _ISSUES["full"]
