"""Messages, numbers, dates and times in the language of the site."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from kammerton.domain.diagnostic import MN, M, Message
from kammerton.domain.moments import ZONE

# Up to here people think in seconds.
_SHORT = 90
# Neighbours read British dates: 5 November 2026.
_LOCALES = {"en": "en_GB"}


class Catalogue(Protocol):
    """A message catalogue, as ``gettext.NullTranslations`` is."""

    def gettext(self, message: str, /) -> str:
        """The message in the catalogue's language."""
        ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The message for a number."""
        ...


class Words:
    """Speaks one language; ``language`` is its BCP 47 tag."""

    def __init__(self, catalogue: Catalogue, language: str, others: Callable[[str], Catalogue | None] = lambda _: None) -> None:
        """Take the catalogue and the language it is in; ``others`` finds the catalogue of another language, or None."""
        self._catalogue, self._others = catalogue, others
        self.language = language
        self._locale = _LOCALES.get(language, language)

    def speaking(self, tag: str) -> "Words":
        """The words in the language of a BCP 47 tag; these where there is no catalogue for it."""
        language = tag.partition("-")[0]
        catalogue = None if language == self.language else self._others(language)
        return self if catalogue is None else Words(catalogue, language, self._others)

    def text(self, message: Message) -> str:
        """A message with its values put in."""
        values = {name: self.text(value) if isinstance(value, Message) else value for name, value in message.values}
        if message.plural is None:
            return self._catalogue.gettext(message.template).format(**values)
        number = values.get("n", 0)
        assert isinstance(number, int)
        template = self._catalogue.ngettext(message.template, message.plural, number)
        return template.format(**{**values, "n": self.number(number)})

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return _number(value, self._locale)

    def hundredths(self, value: float) -> str:
        """A number with two places, as in a column of a table: 0,50."""
        return format_decimal(value, format="#,##0.00", locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of one in whole percent: 12 %."""
        return format_percent(share, locale=self._locale)

    def day(self, value: date) -> str:
        """A day in full: 21. November 2026."""
        return _day(value, self._locale)

    def month(self, value: date) -> str:
        """A month: November 2026."""
        return format_skeleton("yMMMM", value, locale=self._locale)

    def short_month(self, value: date) -> str:
        """A month in few letters, without the year: Nov."""
        return format_date(value, "LLL", locale=self._locale).rstrip(".")

    def moment(self, value: datetime) -> str:
        """A day and, unless it is midnight, a time in the region's zone."""
        local = value.astimezone(ZONE)
        day = self.day(local.date())
        if (local.hour, local.minute) == (0, 0):
            return day
        return self.text(M("{day}, {time} Uhr", day=day, time=self.time(local)))

    def time(self, value: datetime) -> str:
        """A time of day in the region's zone: 9:30."""
        return format_time(value.astimezone(ZONE), "H:mm" if self.language == "de" else "short", locale=self._locale)

    def language_name(self, tag: str) -> str:
        """The name of a language: Deutsch for ``de``; the tag itself where it has none."""
        return str(Locale.parse(self._locale).languages.get(tag.partition("-")[0], tag))

    def own_name(self, tag: str) -> str:
        """The name of a language in that language: English for ``en``; the tag itself where it has none."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name()
        except (UnknownLocaleError, ValueError):
            return tag
        return name[:1].upper() + name[1:] if name else tag

    @staticmethod
    def direction(tag: str) -> str:
        """The direction of a language's script: ltr or rtl."""
        return _direction(tag.partition("-")[0])

    def size(self, value: int) -> str:
        """The size of a file: 320 kB, 1,4 MB (decimal)."""
        if value < 1_000_000:
            return f"{self.number(max(1, round(value / 1000)))} kB"
        return f"{format_decimal(round(value / 1_000_000, 1), locale=self._locale)} MB"

    def duration(self, seconds: float) -> str:
        """A length in words a listener uses: whole minutes, or seconds below one and a half."""
        whole = round(seconds)
        if whole < _SHORT:
            return self.text(MN("{n} Sekunde", "{n} Sekunden", whole))
        hours, minutes = divmod(round(whole / 60), 60)
        return self.text(M("{h} Std. {m} Min.", h=hours, m=minutes) if hours else M("{n} Minuten", n=minutes))

    def all_of(self, parts: Iterable[str]) -> str:
        """Parts with commas and "und"."""
        listed = list(parts)
        return format_list(listed, locale=self._locale) if len(listed) > 1 else "".join(listed)


# A build says the same few days and numbers thousands of times, and Babel works hard for each.
@lru_cache(maxsize=4096)
def _day(value: date, locale: str) -> str:
    return format_date(value, "long", locale=locale)


@lru_cache(maxsize=256)
def _direction(language: str) -> str:
    try:
        return str(Locale.parse(language).text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


@lru_cache(maxsize=4096, typed=True)
def _number(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)


def clock(seconds: float) -> str:
    """A point in a recording.

    >>> clock(75), clock(3600)
    ('1:15', '1:00:00')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
