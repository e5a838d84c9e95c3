"""The clock, read once a build."""

import os
from datetime import datetime

from pydantic_core import PydanticCustomError

from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.moments import ZONE, parse_moment


def read_clock(stated: str | None) -> datetime:
    """The moment of the build: ``--now``, else ``KAMMERTON_NOW``, else the clock. Raises ``SetupError``."""
    text = stated or os.environ.get("KAMMERTON_NOW")
    if not text:
        return datetime.now(ZONE)
    try:
        moment = parse_moment(text.strip())
    except PydanticCustomError:
        raise SetupError(M('„{value}“ ist kein Zeitpunkt. Schreiben Sie zum Beispiel --now 2026-11-21 oder --now "2026-11-21 18:30".', value=text)) from None
    assert isinstance(moment, datetime)
    return moment
