"""Offers in words: their name and the facts a pupil compares."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import MN, M
from kammerton.domain.entries import OfferEntry
from kammerton.domain.library import Library
from kammerton.domain.portrait import OfferDate
from kammerton.rendering.labels import AVAILABILITY
from kammerton.rendering.words import Words

Fact = tuple[str, str]


def offer_name(library: Library, entry: OfferEntry) -> str:
    """What is offered: the occupation or course, else the field, after the offer type."""
    offer = entry.offer
    subject = _subject(library, entry)
    if offer.study_course:
        subject = offer.study_course
    return f"{entry.type.title}: {subject}" if subject else entry.type.title


def _subject(library: Library, entry: OfferEntry) -> str:
    if entry.offer.occupation:
        return library.name_of(library.words.occupations[entry.offer.occupation])
    return ", ".join(field.title for field in library.fields_of(entry.offer))


def offer_facts(library: Library, words: Words, entry: OfferEntry) -> tuple[Fact, ...]:
    """Name and value of everything stated about an offer, in the order people ask."""
    parts = (*_when(words, entry), *_what_it_takes(library, words, entry), *_what_you_get(words, entry))
    return tuple((label, value) for label, value in parts if value)


def short_facts(library: Library, words: Words, entry: OfferEntry) -> tuple[str, ...]:
    """The few facts for a list: begin or dates, minimum certificate, deadline, places left."""
    offer = entry.offer
    certificate = library.words.certificates.get(offer.minimum_certificate or "")
    facts = [
        words.text(M("ab {day}", day=words.day(offer.start))) if offer.start else "",
        next((_on(words, day) for day in offer.dates[:1]), ""),
        words.text(M("mindestens {certificate}", certificate=certificate.short)) if certificate and certificate.rank else "",
        words.text(M("bewerben bis {day}", day=words.day(offer.apply_until))) if offer.apply_until else "",
        words.text(AVAILABILITY[offer.availability]) if offer.availability == "wenige" else "",
    ]
    return tuple(fact for fact in facts if fact)


def _on(words: Words, when: OfferDate) -> str:
    """On which day, or from which to which."""
    days = period(words, when)
    return words.text(M("am {day}", day=days) if when.last in (None, when.first) else M("vom {days}", days=days))


def period(words: Words, when: OfferDate) -> str:
    """A day or days, with the hours where stated."""
    days = (
        words.day(when.first)
        if when.last in (None, when.first)
        else words.text(M("{first} bis {last}", first=words.day(when.first), last=words.day(_last(when))))
    )
    return f"{days}, {when.hours}" if when.hours else days


def _last(when: OfferDate) -> date:
    return when.last or when.first


def _when(words: Words, entry: OfferEntry) -> Iterator[Fact]:
    offer = entry.offer
    yield words.text(M("Beginn")), words.day(offer.start) if offer.start else ""
    yield words.text(M("An diesen Tagen")), "; ".join(period(words, day) for day in offer.dates)
    yield words.text(M("Dauer")), words.text(MN("{n} Monat", "{n} Monate", offer.months)) if offer.months else entry.type.duration or ""
    yield words.text(M("Bewerbungsschluss")), words.day(offer.apply_until) if offer.apply_until else ""
    places = words.number(offer.places) if offer.places else ""
    yield words.text(M("Plätze")), ", ".join(p for p in (places, words.text(AVAILABILITY[offer.availability]) if entry.is_open else "") if p)


def _what_it_takes(library: Library, words: Words, entry: OfferEntry) -> Iterator[Fact]:
    offer = entry.offer
    certificate = library.words.certificates.get(offer.minimum_certificate or "")
    yield words.text(M("Schulabschluss mindestens")), certificate.title if certificate else ""
    yield words.text(M("Mindestalter")), words.text(M("{n} Jahre", n=offer.minimum_age)) if offer.minimum_age else ""
    yield words.text(M("Ab Klasse")), str(offer.from_class or "")
    yield words.text(M("Das solltest du mitbringen")), "; ".join(offer.requirements)
    yield words.text(M("Kleidung")), offer.clothing or ""


def _what_you_get(words: Words, entry: OfferEntry) -> Iterator[Fact]:
    offer = entry.offer
    yield words.text(M("Hochschule")), offer.university or ""
    pay = offer.pay
    if isinstance(pay, tuple):
        pay = ", ".join(words.text(M("{year}. Jahr {euro} Euro", year=n, euro=words.number(euro))) for n, euro in enumerate(pay, start=1))
    yield words.text(M("Vergütung im Monat")), pay or ""
