"""The value types of fields: text in German spelling goes in, checked values come out.

Each type accepts the finished value too, so that code and tests may build models directly.
A text that does not fit raises ``PydanticCustomError``; ``reading.problems`` holds the German sentence for its type.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from kammerton.domain.moments import parse_date, parse_moment, parse_moment_with_time, parse_offset

# What no text may hold: control characters, other line breaks, noncharacters, lone surrogates (XML 1.0, section 2.2).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def pattern(expression: re.Pattern[str], problem: str) -> BeforeValidator:
    """A validator for texts of one form; anything else raises ``PydanticCustomError`` of type ``problem``."""

    def parse(value: object) -> object:
        if not isinstance(value, str) or not expression.fullmatch(value):
            raise PydanticCustomError(problem, "unexpected form")
        return value

    return BeforeValidator(parse)


def clean_text(value: object) -> object:
    """One line of text: composed Unicode (NFC), no control characters, single blanks."""
    if not isinstance(value, str):
        raise PydanticCustomError("kt_text", "not a text")
    return " ".join(CONTROL.sub(" ", unicodedata.normalize("NFC", value)).split())


def clean_prose(value: object) -> object:
    """Text of several lines: composed Unicode, no control characters but the line break."""
    if not isinstance(value, str):
        raise PydanticCustomError("kt_text", "not a text")
    return CONTROL.sub("", unicodedata.normalize("NFC", value).replace("\r\n", "\n")).strip()


def parse_yes_no(value: object) -> object:
    """``ja`` or ``nein``; no other spelling."""
    if isinstance(value, bool):
        return value
    if value not in ("ja", "nein"):
        raise PydanticCustomError("kt_yes_no", "neither yes nor no")
    return value == "ja"


def parse_whole(value: object) -> object:
    """A whole number, digits only.

    >>> parse_whole("12")
    12
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,12}", value):
        raise PydanticCustomError("kt_whole", "not a whole number")
    return int(value)


def parse_decimal(value: object) -> object:
    """A decimal number with point or comma.

    >>> parse_decimal("51,36"), parse_decimal("-7.4")
    (51.36, -7.4)
    """
    if isinstance(value, float):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,9}(?:[.,][0-9]{1,9})?", value):
        raise PydanticCustomError("kt_decimal", "not a number")
    return float(value.replace(",", "."))


def parse_web_address(value: object) -> object:
    """A complete address with ``http`` or ``https``, without blanks and with a host."""
    if not isinstance(value, str) or re.search(r"[\s<>\"\\^`{|}\x00-\x1f\x7f-\x9f\ufffe\uffff]", value) or CONTROL.search(value):
        raise PydanticCustomError("kt_web_address", "not a web address")
    try:
        parts = urlsplit(value)
        complete = parts.scheme in ("http", "https") and bool(re.search(r"\w\.\w", parts.hostname or "")) and (parts.port or 1) > 0
    except ValueError:
        complete = False
    if not complete:
        raise PydanticCustomError("kt_web_address", "not a web address")
    return value


def parse_site_address(value: object) -> object:
    """A web address without the slash at its end, without query and fragment."""
    address = str(parse_web_address(value))
    if "?" in address or "#" in address:
        raise PydanticCustomError("kt_web_address", "not a site address")
    return address.rstrip("/")


def parse_secure_address(value: object) -> object:
    """A web address with ``https``, in ASCII, as podcast programs want it.

    >>> parse_secure_address("https://x.example/a")
    'https://x.example/a'
    """
    address = str(parse_web_address(value))
    if not address.startswith("https://") or not address.isascii():
        raise PydanticCustomError("kt_secure_address", "not a secure address")
    return address


def parse_former_feed(value: object) -> object:
    """The complete address of a feed, or the short name a show had.

    >>> parse_former_feed("alter-name")
    'alter-name'
    """
    return value if isinstance(value, str) and _ID.fullmatch(value) else parse_web_address(value)


def as_tuple(value: object) -> object:
    """A list, kept immutable."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, list):
        raise PydanticCustomError("kt_list", "not a list")
    return tuple(value)


def parse_pair(value: object) -> object:
    """Two values, such as latitude and longitude."""
    pair = as_tuple(value)
    if isinstance(pair, tuple) and len(pair) != 2:
        raise PydanticCustomError("kt_pair", "not two values")
    return pair


def split_bars(value: object) -> object:
    """A table cell with several words between bars: ``a|b``."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("|") if part.strip())
    return as_tuple(value)


def parse_year_or_date(value: object) -> object:
    """A day, or a year alone (then its 1 August, when training years begin)."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value):
        return parse_date(f"{value}-08-01")
    return parse_date(value)


@dataclass(frozen=True)
class Reference:
    """Marks a field whose value is the id of another item of ``kind``."""

    kind: str
    or_text: bool = False

    def names(self, value: str) -> bool:
        """Whether a value is meant as an id: always, unless the field also takes words and the value looks like words."""
        return not self.or_text or bool(_ID.fullmatch(value))


T = TypeVar("T")
Line = Annotated[str, StringConstraints(min_length=1, max_length=255), BeforeValidator(clean_text)]
ShortLine = Annotated[str, StringConstraints(min_length=1, max_length=128), BeforeValidator(clean_text)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=32), BeforeValidator(clean_text)]
Teaser = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(clean_text)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000), BeforeValidator(clean_prose)]
Id = Annotated[str, StringConstraints(max_length=150), pattern(_ID, "kt_id")]
Mail = Annotated[str, StringConstraints(max_length=254), pattern(_MAIL, "kt_mail")]
Phone = Annotated[str, pattern(re.compile(r"\+?[0-9][0-9 ()/-]{3,24}[0-9]"), "kt_phone")]
PostalCode = Annotated[str, pattern(re.compile(r"[0-9]{5}"), "kt_postal_code")]
Language = Annotated[str, pattern(_LANGUAGE, "kt_language")]
Uuid = Annotated[str, pattern(_UUID, "kt_uuid")]
FileName = Annotated[str, pattern(re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}"), "kt_file_name")]
PictureFile = Annotated[str, pattern(re.compile(r"(?:[a-z0-9][a-z0-9_-]*/)*[A-Za-z0-9][A-Za-z0-9._-]{0,119}"), "kt_picture_file")]
DownloadFile = Annotated[str, pattern(re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}"), "kt_file_name")]
ConsentNumber = Annotated[str, pattern(re.compile(r"[A-Z]{1,3}-[0-9]{1,8}"), "kt_consent")]
ProjectPath = Annotated[str, pattern(re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*"), "kt_path")]
Day = Annotated[date, BeforeValidator(parse_date), WithJsonSchema({"type": "string", "format": "date"})]
StartDay = Annotated[date, BeforeValidator(parse_year_or_date), WithJsonSchema({"type": "string"})]
Moment = Annotated[datetime, BeforeValidator(parse_moment), WithJsonSchema({"type": "string"})]
TimedMoment = Annotated[datetime, BeforeValidator(parse_moment_with_time), WithJsonSchema({"type": "string"})]
Offset = Annotated[float, BeforeValidator(parse_offset), WithJsonSchema({"type": "string", "pattern": "^[0-9:.]+$"})]
YesNo = Annotated[bool, BeforeValidator(parse_yes_no), WithJsonSchema({"enum": ["ja", "nein"]})]
Whole = Annotated[int, BeforeValidator(parse_whole)]
Count = Annotated[Whole, Field(ge=1, le=100_000)]
Year = Annotated[Whole, Field(ge=1000, le=2100)]
Decimal = Annotated[float, BeforeValidator(parse_decimal)]
Latitude = Annotated[Decimal, Field(ge=-90, le=90)]
Longitude = Annotated[Decimal, Field(ge=-180, le=180)]
Coordinates = Annotated[tuple[Latitude, Longitude], BeforeValidator(parse_pair)]
WebAddress = Annotated[str, StringConstraints(max_length=2000), BeforeValidator(parse_web_address), WithJsonSchema({"type": "string", "format": "uri"})]
SiteAddress = Annotated[str, BeforeValidator(parse_site_address)]
SecureAddress = Annotated[
    str, StringConstraints(max_length=2000), BeforeValidator(parse_secure_address), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https://"})
]
FormerFeed = Annotated[str, StringConstraints(max_length=2000), BeforeValidator(parse_former_feed)]
Several = Annotated[tuple[T, ...], BeforeValidator(as_tuple)]
Cell = Annotated[tuple[T, ...], BeforeValidator(split_bars)]

PortraitRef = Annotated[Id, Reference("betrieb")]
EpisodeRef = Annotated[Id, Reference("folge")]
OccupationRef = Annotated[Id, Reference("beruf")]
OccupationalFieldRef = Annotated[Id, Reference("berufsfeld")]
OfferTypeRef = Annotated[Id, Reference("angebotsart")]
CertificateRef = Annotated[Id, Reference("schulabschluss")]
TownRef = Annotated[Id, Reference("ort")]
SectorRef = Annotated[Id, Reference("branche")]
ShowRef = Annotated[Id, Reference("reihe")]
EventRef = Annotated[Id, Reference("termin")]
ProgrammeRef = Annotated[Id, Reference("foerderung")]
ActorRef = Annotated[Id, Reference("akteur")]
ArticleRef = Annotated[Id, Reference("wissen")]
StoryRef = Annotated[Id, Reference("geschichte")]
NewsRef = Annotated[Id, Reference("meldung")]
ConsentRef = Annotated[ConsentNumber, Reference("einwilligung")]
# The id of an actor, or a name in words.
ActorOrText = Annotated[Line, Reference("akteur", or_text=True)]
