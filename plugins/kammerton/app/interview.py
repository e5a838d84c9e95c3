"""Which questions a new site asks, and what holds where nobody answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kammerton.domain.answers import Answers
from kammerton.domain.declaration import declarations
from kammerton.domain.suggestion import slug

_MAIL_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}")
_MADE_UP = "muster.example"
_OF_THE_PODCAST = ("podcast_titel", "podcast_kontakt", "podcast_email")


@dataclass(frozen=True)
class Default:
    """What is taken without an answer, made from the answers before; ``to_check`` when it states a fact nobody has stated."""

    template: str
    to_check: bool = False


# Facts are visibly made up, and their domains end in .example, which exists nowhere (RFC 2606).
DEFAULTS: Mapping[str, Default] = {
    "region": Default("Musterregion", to_check=True),
    "name": Default("Ausbildung in der Region {region}"),
    "adresse": Default("https://ausbildung.{short}.example", to_check=True),
    "leitsatz": Default("Finde heraus, was zu dir passt."),
    "einleitung": Default("Betriebe aus der Region {region} zeigen, was man bei ihnen lernen kann. Junge Leute erzählen von ihrer Arbeit."),
    "herausgeber": Default("Musterkammer", to_check=True),
    "strasse": Default("Musterstraße 1", to_check=True),
    "plz": Default("00000", to_check=True),
    "ort": Default("Musterstadt", to_check=True),
    "email": Default("ausbildung@{domain}", to_check=True),
    "vertreten_durch": Default("Maria Muster", to_check=True),
    "verantwortlich": Default("{vertreten_durch}, Anschrift wie oben", to_check=True),
    "podcast": Default("ja"),
    "podcast_titel": Default("Stimmen aus der Region {region}"),
    "podcast_kontakt": Default("Redaktion {podcast_titel}"),
    "podcast_email": Default("podcast@{domain}", to_check=True),
    "newsletter_absender": Default("newsletter@{domain}", to_check=True),
}


def is_asked(key: str, answers: Mapping[str, Any]) -> bool:
    """Whether a question makes sense after these answers."""
    return not (key in _OF_THE_PODCAST and answers.get("podcast") == "nein")


def default_of(key: str, answers: Mapping[str, Any]) -> str:
    """What holds without an answer, given the answers before it; empty where the answer may be missing."""
    if key not in DEFAULTS:
        return ""
    known = {name: str(value) for name, value in answers.items()}
    short = slug(known.get("region", ""))[:60].strip("-") or "muster"
    return DEFAULTS[key].template.format(**known, short=short, domain=_mail_domain(known.get("adresse", "")))


def _mail_domain(address: str) -> str:
    """The domain mailboxes probably have: the site's without its first part."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return _MADE_UP
    domain = host.partition(".")[2] if host.count(".") > 1 else host
    return domain if _MAIL_DOMAIN.fullmatch(domain) else _MADE_UP


def complete(given: Mapping[str, Any]) -> dict[str, Any]:
    """The given answers and, for the others, the defaults; names nobody asks for are kept, for the reader to tell."""
    answers: dict[str, Any] = {}
    for declaration in declarations(Answers):
        value = given.get(declaration.key) or default_of(declaration.key, answers)
        if value:
            answers[declaration.key] = value
    return {**given, **answers}


def to_check(answers: Answers) -> frozenset[str]:
    """The answers that are still what the program made up."""
    values = answers.model_dump(by_alias=True)
    return frozenset(key for key, default in DEFAULTS.items() if default.to_check and values[key] == default_of(key, values))
