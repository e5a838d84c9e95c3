"""What the values in a feed must look like: small questions about a text, each answered with yes or no."""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import date, datetime

from kammerton.domain.diagnostic import M, Message

_MONTHS = {name: number for number, name in enumerate(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1)}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# RFC 2822, 3.3, with the seconds and four-digit years RSS asks for; zones by name are its obsolete form.
_DATE = re.compile(
    r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(?P<day>\d{1,2}) (?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"(?P<year>\d{4}) (?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))? (?P<zone>[+-]\d{4}|GMT|UTC?|[ECMP][SD]T|Z)",
    re.ASCII,
)
# A complete web address of RFC 3986 characters only.
_URL = re.compile(r"https?://(?:[^\s/@]*@)?(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?(?:[/?#][!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*)?", re.IGNORECASE)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_LOOPBACK = re.compile(r"https?://(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?=[:/?#]|$)", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"(?P<first>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-[a-wyzA-WYZ](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
# ISO 639-1
_ISO_639 = frozenset("""
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga
gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm
sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
""".split())  # noqa: SIM905 - 184 strings in quotes are no clearer  # fmt: skip
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")
_MIME = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*(?:\s*;.*)?")
_UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-(?P<version>[0-9A-Fa-f])[0-9A-Fa-f]{3}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,18}", re.ASCII)
_CLOCK = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>[0-5]?\d(?:\.\d{1,3})?)", re.ASCII)
_GEO = re.compile(r"geo:(?P<lat>-?\d{1,2}(?:\.\d+)?),(?P<lon>-?\d{1,3}(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?(?:;.*)?", re.ASCII)
_OSM = re.compile(r"[NWR]\d{1,18}(?:#\d+)?", re.ASCII)
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*/\s*\d+(?:\.\d+)?)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_SHOWN = 160
_DIGESTS = {"sha256": 32, "sha384": 48, "sha512": 64}


def clipped(text: str) -> str:
    """A text of a feed as a message shows it: in one line, and not the whole book."""
    line = " ".join(text[: _SHOWN * 4].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def moment_of(text: str) -> datetime | None:
    """The moment an RFC 2822 date names, or None where it is none; a zone that is only a name counts as UTC.

    >>> moment_of("Sun, 01 Mar 2026 06:00:00 +0100").isoformat(), moment_of("2026-03-01")
    ('2026-03-01T06:00:00+01:00', None)
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    zone = found["zone"] if found["zone"][0] in "+-" else "+0000"
    month = _MONTHS[found["month"]]
    try:
        return datetime.fromisoformat(
            f"{found['year']}-{month:02}-{int(found['day']):02}T{found['hour']}:{found['minute']}:{found['second'] or '00'}{zone[:3]}:{zone[3:]}"
        )
    except ValueError:
        return None


def has_wrong_weekday(text: str) -> bool:
    """Whether an RFC 2822 date names a weekday its day does not have."""
    found, moment = _DATE.fullmatch(text), moment_of(text)
    return bool(found and moment and found["weekday"] and WEEKDAYS[moment.weekday()] != found["weekday"])


def has_exact_zone(text: str) -> bool:
    """Whether a date says its distance from UTC in a way everybody reads: as a number, or as GMT."""
    return text.endswith("GMT") or text[-5:-4] in ("+", "-")


def is_date(text: str) -> bool:
    """An RFC 2822 date."""
    return moment_of(text) is not None


def is_iso(text: str) -> bool:
    """A day or moment of ISO 8601."""
    if not _ISO_DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def is_url(text: str) -> bool:
    """A complete address with http or https, in ASCII and without blanks."""
    return _URL.fullmatch(text) is not None


def is_uri(text: str) -> bool:
    """Any address with a scheme."""
    return _URI.fullmatch(text) is not None


def is_safe(url: str) -> bool:
    """Whether an address is fetched encrypted; one on this very machine need not be."""
    return not url.lower().startswith("http:") or is_loopback(url)


def is_loopback(url: str) -> bool:
    """Whether an address leads to this very machine."""
    return _LOOPBACK.match(url) is not None


def is_language(text: str) -> bool:
    """A language tag of BCP 47 (RFC 5646) whose two letters ISO 639-1 knows."""
    found = _LANGUAGE.fullmatch(text)
    return found is not None and (len(found["first"]) == 3 or found["first"].lower() in _ISO_639)


def is_mail(text: str) -> bool:
    """An address for e-mail."""
    return _MAIL.fullmatch(text) is not None


def is_contact(text: str) -> bool:
    """An address for e-mail, with a name in brackets behind it where wanted."""
    address, _, name = text.partition(" ")
    return is_mail(address) and (not name or (name.startswith("(") and name.endswith(")")))


def is_mime(text: str) -> bool:
    """A media type such as ``audio/mpeg``."""
    return _MIME.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """A UUID of any version."""
    return _UUID.fullmatch(text) is not None


def is_uuid5(text: str) -> bool:
    """A UUID made from a name."""
    found = _UUID.fullmatch(text)
    return found is not None and found["version"] == "5"


def is_number(text: str) -> bool:
    """A decimal number that is not negative."""
    return _NUMBER.fullmatch(text) is not None and len(text) < 20


def is_whole(text: str) -> bool:
    """A whole number that is not negative."""
    return _WHOLE.fullmatch(text) is not None


def is_positive(text: str) -> bool:
    """A whole number from 1."""
    return is_whole(text) and int(text) > 0


def is_boolean(text: str) -> bool:
    """``true`` or ``false``, in small letters."""
    return text in ("true", "false")


def seconds_of(text: str) -> float | None:
    """The seconds of a clock (``1:02:03``, ``02:03``) or a plain number, or None.

    >>> seconds_of("01:00:02.500"), seconds_of("75"), seconds_of("1h")
    (3602.5, 75.0, None)
    """
    found = _CLOCK.fullmatch(text)
    if found:
        return int(found["h"] or 0) * 3600 + int(found["m"]) * 60 + float(found["s"])
    return float(text) if is_number(text) else None


def is_geo(text: str) -> bool:
    """A place on Earth as RFC 5870 writes it."""
    found = _GEO.fullmatch(text)
    return found is not None and abs(float(found["lat"])) <= 90 and abs(float(found["lon"])) <= 180


def is_osm(text: str) -> bool:
    """An object of OpenStreetMap: N, W or R, and its number."""
    return _OSM.fullmatch(text) is not None


def is_ratio(text: str) -> bool:
    """A ratio of sides as CSS writes it: ``1/1``, ``16/9``."""
    return _RATIO.fullmatch(text) is not None


def is_sri(text: str) -> bool:
    """Check sums as Subresource Integrity writes them: the name of the method and the sum in base64."""
    return bool(text.split()) and all(_is_digest(part) for part in text.split())


def _is_digest(text: str) -> bool:
    method, _, value = text.partition("-")
    try:
        return len(base64.b64decode(value.partition("?")[0], validate=True)) == _DIGESTS.get(method)
    except (binascii.Error, ValueError):
        return False


_RULE_PARTS = {
    "FREQ": re.compile("YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY"), "INTERVAL": re.compile(r"[1-9]\d*"), "COUNT": re.compile(r"[1-9]\d*"),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?|" + _ISO_DAY.pattern), "BYDAY": re.compile(r"(?:[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU),?)+"),
    "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
}  # fmt: skip
_NUMBERS = re.compile(r"[+-]?\d{1,3}(?:,[+-]?\d{1,3})*")
_BY = frozenset({"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND"})


def is_recurrence(text: str) -> bool:
    """A recurrence rule of RFC 5545, 3.3.10; days may be written as ISO 8601 does, as the namespace's own examples do.

    >>> is_recurrence("FREQ=MONTHLY;BYDAY=1TU"), is_recurrence("monatlich")
    (True, False)
    """
    parts = [part.partition("=") for part in text.split(";")]
    names = [name for name, _, _ in parts]
    if len(set(names)) != len(names) or "FREQ" not in names:
        return False
    return all((_NUMBERS if name in _BY else _RULE_PARTS.get(name, re.compile("(?!)"))).fullmatch(value) for name, _, value in parts)


# What a person is told a kind of value must be.
EXPECTED: Mapping[str, Message] = {
    "url": M("eine vollständige Webadresse aus ASCII-Zeichen ohne Leerzeichen, die mit https:// beginnt"),
    "uri": M("eine vollständige Adresse"),
    "date": M("ein Zeitpunkt wie „Sun, 01 Mar 2026 06:00:00 +0100“"),
    "iso": M("ein Tag oder Zeitpunkt wie „2026-03-01“ oder „2026-03-01T06:00:00Z“"),
    "lang": M("ein Sprachkürzel wie „de“ oder „de-AT“"),
    "mail": M("eine E-Mail-Adresse"),
    "contact": M("eine E-Mail-Adresse, dahinter auf Wunsch der Name in Klammern"),
    "mime": M("ein Medientyp wie „audio/mpeg“"),
    "bool": M("„true“ oder „false“"),
    "whole": M("eine ganze Zahl"),
    "number": M("eine Zahl"),
}
