"""Structured data of knowledge and network (https://schema.org), as plain maps; ``rendering.jsonld`` writes them."""

from kammerton.domain.actor import Actor
from kammerton.domain.addresses import START, item_path
from kammerton.domain.article import Article
from kammerton.domain.contact import Contact
from kammerton.domain.document import Document, text_of
from kammerton.domain.event import Event
from kammerton.domain.item import Item
from kammerton.domain.library import checked_day
from kammerton.domain.moments import ZONE
from kammerton.domain.news_item import NewsItem
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.labels import BENEFICIARIES
from kammerton.rendering.network_words import named
from kammerton.site.context import SiteContext
from kammerton.site.structured import address_data
from kammerton.site.trail import Data

_ATTENDANCE = {
    (True, True): "https://schema.org/MixedEventAttendanceMode",
    (False, True): "https://schema.org/OnlineEventAttendanceMode",
    (True, False): "https://schema.org/OfflineEventAttendanceMode",
}
_STATUS = {"geplant": "https://schema.org/EventScheduled", "verschoben": "https://schema.org/EventRescheduled", "abgesagt": "https://schema.org/EventCancelled"}


def _page(context: SiteContext, kind: str, item: Item) -> str:
    return context.addresses.absolute(context.own(item_path(kind, item.id)))


def publisher_data(context: SiteContext) -> Data:
    """Who publishes the site."""
    return {"@type": "Organization", "name": context.library.settings.publisher.name, "url": context.addresses.absolute(START)}


def _written(context: SiteContext, kind: str, item: Item, type_: str) -> Data:
    """A text: headline, days, publisher."""
    day = checked_day(item)
    return {
        "@type": type_,
        "headline": item.title,
        "description": item.teaser,
        "url": _page(context, kind, item),
        "inLanguage": item.language,
        "datePublished": item.published.astimezone(ZONE).date().isoformat() if item.published else None,
        "dateModified": day.isoformat() if day else None,
        "author": publisher_data(context),
        "publisher": publisher_data(context),
    }


def article_data(context: SiteContext, article: Article) -> Data:
    """Knowledge: questions and answers as ``FAQPage``, anything else as ``Article`` with its sources."""
    if article.questions and article.form == "faq":
        answers = [{"@type": "Question", "name": q.question, "acceptedAnswer": {"@type": "Answer", "text": _plain(q.answer)}} for q in article.questions]
        return {"@type": "FAQPage", "name": article.title, "url": _page(context, "wissen", article), "inLanguage": article.language, "mainEntity": answers}
    citations = [{"@type": "CreativeWork", "name": source.title, "url": source.url} for source in article.sources]
    return {**_written(context, "wissen", article, "Article"), "citation": citations}


def _plain(text: str) -> str:
    return text_of_document(parse_markdown("", text, 1)[0])


def text_of_document(document: Document) -> str:
    """All words of a text in one line."""
    return " ".join(" ".join(text_of(node) for node in document.nodes).split())


def story_data(context: SiteContext, story: Story) -> Data:
    """A story; no more of the person than the chosen name."""
    return _written(context, "geschichte", story, "Article")


def news_data(context: SiteContext, item: NewsItem) -> Data:
    """A piece of news; it says when it ends."""
    return {**_written(context, "meldung", item, "NewsArticle"), "expires": item.expires_on.isoformat() if item.expires_on else None}


def _contact_point(contact: Contact) -> Data:
    """A role, never a person."""
    return {
        "@type": "ContactPoint",
        "contactType": contact.role,
        "email": contact.email,
        "telephone": contact.phone,
        "availableLanguage": list(contact.languages),
    }


def actor_data(context: SiteContext, actor: Actor) -> Data:
    """An institution with its contact points."""
    page = _page(context, "akteur", actor)
    return {
        "@type": "Organization",
        "@id": f"{context.addresses.absolute(item_path('akteur', actor.id))}#stelle",
        "name": actor.title,
        "description": actor.teaser,
        "url": actor.website or page,
        "address": address_data(context.library, actor.street, actor.postal_code, actor.town) if actor.town else None,
        "contactPoint": [_contact_point(contact) for contact in actor.contacts],
    }


def _organisation(context: SiteContext, actor_or_text: str) -> Data | None:
    actor = context.library.network.actors_by_id.get(actor_or_text)
    name = named(context.library, actor_or_text)
    if actor is not None:
        return {"@type": "Organization", "name": name, "@id": f"{context.addresses.absolute(item_path('akteur', actor.id))}#stelle"}
    return {"@type": "Organization", "name": name} if name else None


def programme_data(context: SiteContext, programme: Programme) -> Data:
    """Funding as a public service."""
    audiences = [{"@type": "Audience", "audienceType": context.t(BENEFICIARIES[one])} for one in programme.beneficiaries]
    return {
        "@type": "GovernmentService",
        "name": programme.title,
        "description": programme.teaser,
        "url": _page(context, "foerderung", programme),
        "serviceOperator": _organisation(context, programme.provider),
        "audience": audiences,
        "availableChannel": {"@type": "ServiceChannel", "serviceUrl": programme.apply_at}
        if programme.apply_at and context.library.network.is_open(programme)
        else None,
    }


def event_data(context: SiteContext, event: Event) -> Data:
    """An event; what is cancelled stays and says so."""
    begins, ends = event.begins.astimezone(ZONE), event.ends.astimezone(ZONE) if event.ends else None
    start = event.first_day.isoformat() if event.is_all_day else begins.isoformat()
    end = None if ends is None else event.last_day.isoformat() if event.is_all_day else ends.isoformat()
    free = {"@type": "Offer", "price": 0, "priceCurrency": "EUR", "url": event.register_at or _page(context, "termin", event)}
    return {
        "@type": "Event",
        "name": event.title,
        "description": event.teaser,
        "url": _page(context, "termin", event),
        "startDate": start,
        "endDate": end,
        "eventStatus": _STATUS[event.state],
        "eventAttendanceMode": _ATTENDANCE.get((event.town is not None, event.online_at is not None)),
        "location": _locations(context, event),
        "organizer": _organisation(context, event.organiser),
        "isAccessibleForFree": event.cost is None,
        "offers": free if event.cost is None else None,
    }


def _locations(context: SiteContext, event: Event) -> list[Data]:
    found: list[Data] = []
    if event.town:
        town = context.library.words.towns[event.town]
        found.append({"@type": "Place", "name": event.venue or town.title, "address": address_data(context.library, None, None, event.town)})
    if event.online_at:
        found.append({"@type": "VirtualLocation", "url": event.online_at})
    return found
