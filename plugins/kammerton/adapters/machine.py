"""The machine the newsletter is sent from: its clock, its disk, what is installed."""

import os
import platform
import shutil
import sqlite3
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path

from kammerton import __version__
from kammerton.delivery.health import Finding
from kammerton.domain.diagnostic import M

_SECONDS = 10.0
_CLOCK_MAY_DIFFER = 120.0
# A whole build, its predecessors and an upload's copies fit in.
_FREE_BYTES = 2 * 1024**3
_OLDEST_SQLITE = (3, 37)
_NAMED = ("pelican", "pydantic", "pillow", "mutagen")


def look_at_machine(root: Path, delivery: Path, site: str, now: datetime) -> Iterator[Finding]:
    """Versions, disk, the folder of sending, and the clock compared with the website's server; ``now`` is the machine's own time."""
    yield _versions()
    yield _disk(root)
    yield _folder(delivery)
    yield _clock(site, now)


def _versions() -> Finding:
    told = ", ".join(f"{name} {version(name)}" for name in _NAMED)
    what = M("Kammerton {ours}, Python {python}, SQLite {sqlite}, {told}",
        ours=__version__, python=platform.python_version(), sqlite=sqlite3.sqlite_version, told=told)  # fmt: skip
    if sys.version_info < (3, 11) or sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        return Finding("trouble", what, M("Es braucht Python 3.11 und SQLite 3.37 oder neuer."))
    return Finding("fine", what)


def _disk(root: Path) -> Finding:
    free = shutil.disk_usage(root).free
    what = M("Platz auf der Festplatte: {free} GB frei", free=free // 1024**3)
    return Finding("fine", what) if free >= _FREE_BYTES else Finding("trouble", what, M("Schaffen Sie mindestens 2 GB Platz, bevor Sie verschicken."))


def _folder(delivery: Path) -> Finding:
    if not delivery.is_dir():
        return Finding("note", M("Der Ordner {folder} ist noch nicht da; er wird beim ersten Abonnement angelegt.", folder=str(delivery)))
    if not os.access(delivery, os.W_OK):
        return Finding("trouble", M("In den Ordner {folder} darf nicht geschrieben werden.", folder=str(delivery)), M("Die IT ändert den Besitzer."))
    if delivery.stat().st_mode & 0o077:
        return Finding("trouble", M("Den Ordner {folder} dürfen andere lesen: Darin stehen Adressen.", folder=str(delivery)), M("chmod -R go= {folder}", folder=str(delivery)))  # fmt: skip
    return Finding("fine", M("Ordner {folder}: beschreibbar, nur für dieses Konto lesbar", folder=str(delivery)))


def _clock(site: str, now: datetime) -> Finding:
    told = _time_of(site)
    if told is None:
        return Finding("note", M("Uhr: {now}; der Server der Website ist nicht zu erreichen, verglichen wurde nicht.", now=f"{now:%d.%m.%Y %H:%M}"))
    difference = round(abs((told - now.astimezone(UTC)).total_seconds()))
    if difference > _CLOCK_MAY_DIFFER:
        return Finding("trouble", M("Die Uhr dieses Rechners geht um {n} Sekunden anders als die des Webservers.", n=difference),
            M("Stellen Sie die Uhr, am besten mit NTP: Nachrichten mit falschem Datum gelten als verdächtig."))  # fmt: skip
    return Finding("fine", M("Uhr: {now}, wie die des Webservers", now=f"{now:%d.%m.%Y %H:%M}"))


def _time_of(site: str) -> datetime | None:
    """What time the website's server has, from its Date header (RFC 9110, 6.6.1)."""
    request = urllib.request.Request(f"{site}/robots.txt", method="HEAD", headers={"User-Agent": f"kammerton/{__version__}"})  # noqa: S310 - the settings allow http and https only
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
            return parsedate_to_datetime(answer.headers["Date"])
    except (OSError, urllib.error.URLError, ValueError, TypeError):
        return None
