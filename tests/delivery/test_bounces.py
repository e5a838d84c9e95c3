"""When an address is given up."""

from datetime import datetime, timedelta

import pytest
from tests.fakes import NOW

from kammerton.delivery.bounces import Bounce, BounceKind, is_dead

CASES: list[tuple[str, list[tuple[str, BounceKind]], bool]] = [
    ("nothing", [], False),
    ("hard once", [("1", "hard")], True),
    ("unspecific once", [("1", "unspecific")], False),
    ("unspecific in two issues", [("1", "unspecific"), ("2", "unspecific")], True),
    ("unspecific twice in one issue", [("1", "unspecific"), ("1", "unspecific")], False),
    ("full in two issues", [("1", "full"), ("2", "full")], False),
    ("full or late in three issues", [("1", "full"), ("2", "delay"), ("3", "full")], True),
    ("policy for a year", [(str(n), "policy") for n in range(12)], False),
]


@pytest.mark.parametrize(("bounces", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_given_up(bounces: list[tuple[str, BounceKind]], expected: bool) -> None:
    """Hard counts at once, unspecific in two issues, full and late in three, a policy never."""
    assert is_dead([Bounce(issue, kind, NOW) for issue, kind in bounces], NOW) is expected


def test_long_ago() -> None:
    """What came back more than a year ago counts no longer."""
    old: datetime = NOW - timedelta(days=401)

    assert not is_dead([Bounce("1", "unspecific", old), Bounce("2", "unspecific", NOW)], NOW)
