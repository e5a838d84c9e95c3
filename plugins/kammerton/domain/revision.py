"""When a thing was last revised, as feeds and calendars must tell it: from its own dates, never from the clock."""

from datetime import date, datetime, time

from kammerton.domain.item import Item
from kammerton.domain.moments import ZONE


def revised_at(item: Item, published: datetime, today: date) -> datetime:
    """The first moment of the day named by ``stand``, but never before ``published``.

    A ``stand`` after ``today`` counts for nothing until its day has come: a mistyped year would otherwise stay the
    newest state for good, and programs would take no later one for news.
    """
    if item.checked_on is None or item.checked_on > today:
        return published
    return max(published, datetime.combine(item.checked_on, time(), ZONE))


def revision_number(item: Item, published: datetime, today: date) -> int:
    """The days from ``published`` to the last revision: 0 for what was never revised, and growing with ``stand``."""
    return (revised_at(item, published, today).astimezone(ZONE).date() - published.astimezone(ZONE).date()).days
