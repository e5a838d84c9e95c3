"""Events: what comes, what is over, and the page of each."""

from collections.abc import Iterator

from kammerton.domain.addresses import EVENTS, EVENTS_PAST, calendar_path, event_calendar_path, item_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.event import Event
from kammerton.domain.grouping import group
from kammerton.domain.item import AUDIENCES as ALL_AUDIENCES
from kammerton.rendering.labels import ACCESSIBILITY, AUDIENCES, EVENT_STATES, EVENT_TYPES
from kammerton.rendering.network_words import event_when, event_where, named
from kammerton.site.cards import actor_card, episode_card, event_card, portrait_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured_network import event_data
from kammerton.site.views import CardGroup, CardSection, EntryView, LinkView, SitePage


def event_parts(context: SiteContext) -> Iterator[Part]:
    """What comes by month, what is over by year, and every event; nothing while there is none."""
    network = context.library.network
    if network.events:
        yield list_part("termine", _coming)
    if network.past_events:
        yield list_part("termine vorbei", _past)
    yield from (Part(f"termin/{event.id}", event_page, (event,)) for event in network.events)


def _coming(context: SiteContext) -> Listing:
    events = context.library.network.coming_events
    n = context.t(MN("{n} Termin", "{n} Termine", len(events)))
    words = (context.t(M("Termine")), context.t(M("Messen, Beratung, offene Türen und Abende für Eltern in der Region.")), n)
    return Listing(EVENTS, *words, _by_month(context, events), kind="event", actions=tuple(_calendars(context)))


def _past(context: SiteContext) -> Listing:
    words = (context.t(M("Vergangene Termine")), context.t(M("Was war. Vieles davon kommt im nächsten Jahr wieder.")), "")
    back = (LinkView(context.t(M("Kommende Termine")), context.link(EVENTS)),)
    return Listing(EVENTS_PAST, *words, _by_month(context, context.library.network.past_events), EVENTS, kind="event", actions=back)


def _by_month(context: SiteContext, events: tuple[Event, ...]) -> tuple[CardGroup, ...]:
    months = group((event.first_day.replace(day=1), event) for event in events)
    return tuple(CardGroup(context.words.month(month), f"monat-{month:%Y-%m}", tuple(event_card(context, e) for e in found)) for month, found in months.items())


def _calendars(context: SiteContext) -> Iterator[LinkView]:
    """The calendars to subscribe to, and the way to what is over."""
    yield LinkView(context.t(M("Alle Termine als Kalender")), context.link(calendar_path()))
    for audience in ALL_AUDIENCES:
        yield LinkView(context.t(M("Kalender für {audience}", audience=AUDIENCES[audience])), context.link(calendar_path(audience)))
    if context.library.network.past_events:
        yield LinkView(context.t(M("Vergangene Termine")), context.link(EVENTS_PAST))


def event_page(context: SiteContext, event: Event) -> SitePage:
    """One event, or its translation."""
    path = item_path("termin", event.id)
    view = EntryView(
        frame=context.frame(EVENTS),
        head=context.item_head("termin", event, path, event_data(context, event)),
        title=event.title,
        kicker=" · ".join((context.t(EVENT_TYPES[event.type]), event_when(context.words, event))),
        summary=event.summary or "",
        colour="kreativ",
        notice=_notice(context, event),
        body=body(context, event),
        as_of=context.as_of(event),
        picture=shown(context, event.image, is_first=True),
        pictures=remaining(context, event),
        actions=tuple(_actions(context, event)),
        facts=_facts(context, event),
        facts_title=context.t(M("Das Wichtigste")),
        sections=tuple(_sections(context, event)),
    )
    return SitePage(context.own(path), "entry.html", view)


def _notice(context: SiteContext, event: Event) -> str:
    if event.state == "abgesagt":
        return context.t(M("Dieser Termin ist abgesagt."))
    if context.library.network.is_over(event):
        return context.t(M("Dieser Termin ist vorbei."))
    return context.t(M("Dieser Termin wurde verschoben. Hier steht der neue Tag.")) if event.state == "verschoben" else ""


def _actions(context: SiteContext, event: Event) -> Iterator[LinkView]:
    closed = event.register_until is not None and event.register_until < context.library.today
    if event.register_at and event.state != "abgesagt" and not closed and not context.library.network.is_over(event):
        yield LinkView(context.t(M("Anmelden: {title}", title=event.title)), event.register_at)
    if event.online_at and event.state != "abgesagt" and not context.library.network.is_over(event):
        yield LinkView(context.t(M("Online teilnehmen: {title}", title=event.title)), event.online_at)
    yield LinkView(context.t(M("In den Kalender eintragen")), context.link(event_calendar_path(event.id)))


def _facts(context: SiteContext, event: Event) -> tuple[tuple[str, str], ...]:
    words = context.words
    facts = (
        (M("Wann"), event_when(words, event)),
        (M("Wo"), event_where(context.library, words, event)),
        (M("Lage"), context.t(EVENT_STATES[event.state]) if event.state != "geplant" else ""),
        (M("Für wen"), words.all_of(context.t(AUDIENCES[one]) for one in event.audience)),
        (M("Kosten"), event.cost or context.t(M("kostenfrei"))),
        (M("Anmelden bis"), words.day(event.register_until) if event.register_until else ""),
        (M("Es lädt ein"), named(context.library, event.organiser)),
        (M("Barrierefreiheit"), words.all_of(context.t(ACCESSIBILITY[one]) for one in event.accessibility)),
        (M("Themen"), ", ".join(event.topics)),
    )
    return tuple((context.t(label), value) for label, value in facts if value)


def _sections(context: SiteContext, event: Event) -> Iterator[CardSection]:
    library = context.library
    by_id = library.portraits_by_id
    organiser = library.network.actors_by_id.get(event.organiser)
    yield CardSection(
        context.t(M("Diese Betriebe sind dabei")), tuple(portrait_card(context, by_id[id_]) for id_ in event.portraits if id_ in by_id), "picture"
    )
    yield CardSection(context.t(M("Wer einlädt")), (actor_card(context, organiser),) if organiser else ())
    yield CardSection(context.t(M("Zum Anhören")), tuple(episode_card(context, e) for e in library.network.episodes_by_event.get(event.id, ())))
