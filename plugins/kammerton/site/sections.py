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
    has = library.has
    named = len(library.shows) > 1
    shows = [(Message("{title}", (("title", show.title),)) if named else M("Podcast"), show_path(show.id)) for show in library.shows]
    directory = [(M("Betriebe"), PORTRAITS), (M("Angebote"), OFFERS), (M("Berufe"), OCCUPATIONS)]
    further = [
        (M("Termine"), EVENTS, has["events"]),
        (M("Wissen"), ARTICLES, has["articles"]),
        (M("Förderung"), PROGRAMMES, has["programmes"]),
        (M("Wer hilft"), ACTORS, has["actors"]),
    ]
    return [*shows, *directory, *((label, path) for label, path, is_there in further if is_there)]


def footer_sections(library: Library) -> list[Section]:
    """The further parts that have a list, for the footer."""
    has = library.has
    parts = [
        (M("Geschichten"), STORIES, has["stories"]),
        (M("Neues"), NEWS, has["news"]),
        (M("Berufsfelder"), FIELDS, has["fields"]),
        (M("Orte"), TOWNS, has["towns"]),
        (M("Schulabschlüsse"), CERTIFICATES, has["certificates"]),
        (M("Beginn"), STARTS, has["starts"]),
        (M("Merkliste"), SAVED, has["portraits"]),
        (M("Newsletter für Betriebe"), ISSUES, True),
    ]
    return [*idea_sections(library), *((label, path) for label, path, is_there in parts if is_there)]


def idea_sections(library: Library) -> list[Section]:
    """The ways in for those who don't know yet."""
    has = library.has
    parts = [
        (M("Entdecken"), DISCOVER, has["offers"]),
        (M("Karte"), MAP, has["places"]),
        (M("Jenseits der Klischees"), BEYOND_CLICHES, has["beyond cliches"]),
    ]
    return [(label, path) for label, path, is_there in parts if is_there]


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
