"""The parts of the site that have something to show: what navigation, footer and feeds list."""

from kammerton.domain.addresses import (
    ACTORS,
    ARTICLES,
    BEYOND_CLICHES,
    CERTIFICATES,
    DISCOVER,
    EVENTS,
    FIELDS,
    ISSUES,
    MAP,
    NEWS,
    OCCUPATIONS,
    OFFERS,
    PORTRAITS,
    PROGRAMMES,
    SAVED,
    STARTS,
    STORIES,
    TOWNS,
    show_path,
)
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.library import Library

Section = tuple[Message, str]


def sections(library: Library) -> list[Section]:
    """The main parts, in the order of the navigation; label and path of the list."""
    network = library.network
    named = len(library.shows) > 1
    shows = [(Message("{title}", (("title", show.title),)) if named else M("Podcast"), show_path(show.id)) for show in library.shows]
    directory = [(M("Betriebe"), PORTRAITS), (M("Angebote"), OFFERS), (M("Berufe"), OCCUPATIONS)]
    further = [
        (M("Termine"), EVENTS, network.events),
        (M("Wissen"), ARTICLES, network.articles),
        (M("Förderung"), PROGRAMMES, network.programmes),
        (M("Wer hilft"), ACTORS, network.actors),
    ]
    return [*shows, *directory, *((label, path) for label, path, things in further if things)]


def footer_sections(library: Library) -> list[Section]:
    """The further parts that have a list, for the footer."""
    network = library.network
    parts = [
        (M("Geschichten"), STORIES, network.stories),
        (M("Neues"), NEWS, network.news),
        (M("Berufsfelder"), FIELDS, library.open_offers_by_field),
        (M("Orte"), TOWNS, library.portraits_by_town),
        (M("Schulabschlüsse"), CERTIFICATES, library.certificates_with_offers),
        (M("Beginn"), STARTS, library.open_offers_by_start),
        (M("Merkliste"), SAVED, library.portraits),
        (M("Newsletter für Betriebe"), ISSUES, (True,)),
    ]
    return [*idea_sections(library), *((label, path) for label, path, things in parts if things)]


def idea_sections(library: Library) -> list[Section]:
    """The ways in for those who don't know yet."""
    parts = [
        (M("Entdecken"), DISCOVER, library.open_offers),
        (M("Karte"), MAP, [id_ for id_ in library.portraits_by_town if library.words.towns[id_].is_located]),
        (M("Jenseits der Klischees"), BEYOND_CLICHES, library.offers_beyond_cliches),
    ]
    return [(label, path) for label, path, things in parts if things]


def topic_sections(library: Library) -> list[Section]:
    """The parts that have an Atom feed."""
    network = library.network
    parts = [
        (M("Neues"), NEWS, network.current_news),
        (M("Termine"), EVENTS, network.coming_events),
        (M("Neue Angebote"), OFFERS, library.open_offers),
        (M("Newsletter für Betriebe"), ISSUES, library.issues),
    ]
    return [(label, path) for label, path, things in parts if things]
