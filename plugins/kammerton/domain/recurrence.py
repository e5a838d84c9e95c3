"""Rules of recurrence. See https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10."""

import re

_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_LISTS = {
    "BYSECOND": r"[1-5]?\d|60", "BYMINUTE": r"[1-5]?\d", "BYHOUR": r"1?\d|2[0-3]", "BYDAY": rf"[+-]?(?:[1-9]|[1-4]\d|5[0-3])?{_DAY}",
    "BYMONTHDAY": r"[+-]?(?:[1-9]|[12]\d|3[01])", "BYYEARDAY": r"[+-]?(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])", "BYWEEKNO": r"[+-]?(?:[1-9]|[1-4]\d|5[0-3])",
    "BYMONTH": r"[1-9]|1[0-2]", "BYSETPOS": r"[+-]?(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])",
}  # fmt: skip
_PARTS = {
    "FREQ": r"SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "COUNT": r"[1-9]\d*",
    "INTERVAL": r"[1-9]\d*",
    "WKST": _DAY,
    **{name: f"(?:{one})(?:,(?:{one}))*" for name, one in _LISTS.items()},
}


def is_rule(text: str) -> bool:
    """Whether a text is a rule: known parts, each once, with values of their form, one of them FREQ.

    >>> is_rule("FREQ=MONTHLY;BYDAY=1TH"), is_rule("monatlich"), is_rule("FREQ=WEEKLY;BYDAY=XX"), is_rule("FREQ=DAILY;UNTIL=20261231;COUNT=3")
    (True, False, False, False)
    """
    parts = [part.partition("=")[::2] for part in text.split(";")]
    names = [name for name, _ in parts]
    once = len(set(names)) == len(names) and not {"UNTIL", "COUNT"} <= set(names)
    return once and "FREQ" in names and all(name in _PARTS and re.fullmatch(_PARTS[name], value, re.ASCII) for name, value in parts)


def counts(text: str) -> bool:
    """Whether a rule ends after a number of times, so that it needs a beginning."""
    return any(part.startswith("COUNT=") for part in text.split(";"))
