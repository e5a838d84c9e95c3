"""Structured data of pages (https://schema.org), as plain maps; ``rendering.jsonld`` writes them."""

from collections.abc import Iterator
from datetime import datetime, time

from kammerton.domain.addresses import OCCUPATIONS, feed_path, occupation_path, offer_path, portrait_path, show_path
from kammerton.domain.diagnostic import M
from kammerton.domain.entries import EpisodeEntry, OfferEntry
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.portrait import Offer, Portrait
from kammerton.domain.show import Show
from kammerton.domain.vocabulary import Occupation
from kammerton.rendering.pictures import plain_path
from kammerton.site.context import SiteContext
from kammerton.site.trail import Data


def address_data(library: Library, street: str | None, postal_code: str | None, town: str) -> Data:
    """A postal address in Germany."""
    title = library.words.towns[town].title
    return {"@type": "PostalAddress", "streetAddress": street, "postalCode": postal_code, "addressLocality": title, "addressCountry": "DE"}


def _address(context: SiteContext, portrait: Portrait) -> Data:
    return address_data(context.library, portrait.street, portrait.postal_code, portrait.town)


def local_business(context: SiteContext, portrait: Portrait) -> Data:
    """A firm; the contact is a role, never a person."""
    page = context.addresses.absolute(portrait_path(portrait))
    contact = portrait.contact
    geo = {"@type": "GeoCoordinates", "latitude": portrait.position[0], "longitude": portrait.position[1]} if portrait.position else None
    return {
        "@type": "LocalBusiness",
        "@id": f"{page}#betrieb",
        "name": portrait.title,
        "description": portrait.teaser,
        "url": portrait.website or page,
        "address": _address(context, portrait),
        "geo": geo,
        "logo": _logo(context, portrait),
        "foundingDate": str(portrait.founded) if portrait.founded else None,
        "sameAs": list(filter(None, _profiles(portrait))),
        "contactPoint": {"@type": "ContactPoint", "contactType": contact.role, "email": contact.email, "telephone": contact.phone},
    }


def _profiles(portrait: Portrait) -> Iterator[str | None]:
    channels = portrait.channels
    if channels is not None:
        yield from (channels.instagram, channels.facebook, channels.youtube, channels.tiktok, channels.linkedin)


def _logo(context: SiteContext, portrait: Portrait) -> str | None:
    if portrait.logo is None or not context.library.may_show(portrait.logo):
        return None
    return context.addresses.absolute(plain_path(context.library.inventory.attachments.pictures[portrait.logo.file]))


def offer_data(context: SiteContext, entry: OfferEntry, title: str) -> Iterator[Data]:
    """What an offer is for search engines, as the columns of its type say; an open place as ``JobPosting`` on its own page only."""
    if not entry.is_open:
        return
    types = set((entry.type.schema_org or "").split("+"))
    is_paid = entry.offer.pay is not None
    if entry.type.job_posting == "ja" or (entry.type.job_posting == "moeglich" and is_paid):
        yield job_posting(context, entry, title)
    for type_ in ("WorkBasedProgram", "EducationalOccupationalProgram"):
        if type_ in types:
            yield _programme(context, entry, title, type_)
    if "Event" in types:
        yield from _days(context, entry, title)


def _programme(context: SiteContext, entry: OfferEntry, title: str, type_: str) -> Data:
    """A training programme. See https://schema.org/WorkBasedProgram."""
    offer, portrait = entry.offer, entry.portrait
    occupation = context.library.words.occupations.get(offer.occupation or "")
    certificate = context.library.words.certificates.get(offer.minimum_certificate or "")
    return {
        "@type": type_,
        "name": title,
        "url": context.addresses.absolute(offer_path(portrait, offer)),
        "provider": {"@type": "Organization", "name": portrait.title, "@id": f"{context.addresses.absolute(portrait_path(portrait))}#betrieb"},
        "occupationalCategory": context.library.name_of(occupation) if occupation else None,
        "programPrerequisites": certificate.title if certificate and certificate.rank else None,
        "startDate": offer.start.isoformat() if offer.start else None,
        "applicationDeadline": offer.apply_until.isoformat() if offer.apply_until else None,
        "timeToComplete": f"P{offer.months}M" if offer.months else None,
        "maximumEnrollment": offer.places,
    }


def _days(context: SiteContext, entry: OfferEntry, title: str) -> Iterator[Data]:
    """The days on which an offer takes place that are still to come."""
    portrait = entry.portrait
    for day in entry.offer.dates:
        if (day.last or day.first) >= context.library.today:
            yield {
                "@type": "Event",
                "name": title,
                "url": context.addresses.absolute(offer_path(portrait, entry.offer)),
                "startDate": day.first.isoformat(),
                "endDate": (day.last or day.first).isoformat(),
                "eventStatus": "https://schema.org/EventScheduled",
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
                "location": {"@type": "Place", "name": portrait.title, "address": _address(context, portrait)},
                "organizer": {"@type": "Organization", "name": portrait.title, "@id": f"{context.addresses.absolute(portrait_path(portrait))}#betrieb"},
                "isAccessibleForFree": True,
            }


def occupation_data(context: SiteContext, occupation: Occupation) -> Data:
    """An occupation as a word of the directory's list. See https://schema.org/DefinedTerm."""
    terms = {"@type": "DefinedTermSet", "name": context.t(M("Berufe von A bis Z")), "url": context.addresses.absolute(OCCUPATIONS)}
    return {
        "@type": "DefinedTerm",
        "name": context.library.name_of(occupation),
        "alternateName": [occupation.female, occupation.male, *occupation.synonyms],
        "url": context.addresses.absolute(occupation_path(occupation.id)),
        "inDefinedTermSet": terms,
    }


def job_posting(context: SiteContext, entry: OfferEntry, title: str) -> Data:
    """An open place, for the page of this one offer only; it goes with the deadline."""
    portrait, offer = entry.portrait, entry.offer
    page = context.addresses.absolute(offer_path(portrait, offer))
    closes = offer.closes_on
    return {
        "@type": "JobPosting",
        "@id": f"{page}#stelle",
        "title": title,
        "description": portrait.teaser,
        "datePosted": (offer.since or portrait.published.astimezone(ZONE).date()).isoformat(),
        "validThrough": datetime.combine(closes, time(23, 59), ZONE).isoformat() if closes else None,
        "employmentType": "OTHER" if offer.type != "ferienjob" else "TEMPORARY",
        "identifier": {"@type": "PropertyValue", "name": portrait.title, "value": f"{portrait.id}/{offer.id}"},
        "directApply": False if offer.apply_at else None,
        "baseSalary": _salary(offer),
        "totalJobOpenings": offer.places,
        "hiringOrganization": {"@type": "Organization", "name": portrait.title, "@id": f"{context.addresses.absolute(portrait_path(portrait))}#betrieb"},
        "jobLocation": {"@type": "Place", "address": _address(context, portrait)},
    }


def _salary(offer: Offer) -> Data | None:
    """The monthly pay of the first and the last year, where it is stated in euro."""
    if not isinstance(offer.pay, tuple) or not offer.pay:
        return None
    value = {"@type": "QuantitativeValue", "minValue": min(offer.pay), "maxValue": max(offer.pay), "unitText": "MONTH"}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def podcast_series(context: SiteContext, show: Show) -> Data:
    """A show."""
    return {
        "@type": "PodcastSeries",
        "name": show.title,
        "description": show.description,
        "url": context.addresses.absolute(show_path(show.id)),
        "webFeed": context.addresses.absolute(feed_path(show.id)),
        "inLanguage": show.language,
        "author": {"@type": "Organization", "name": show.author},
        "sameAs": [entry.url for entry in show.directories],
    }


def podcast_episode(context: SiteContext, entry: EpisodeEntry, page: str, audio: str) -> Data:
    """An episode in its series."""
    episode, show = entry.episode, entry.show
    facts = context.library.inventory.audio_of(episode)
    media = {"@type": "AudioObject", "contentUrl": audio, "encodingFormat": facts.mime, "duration": f"PT{round(facts.duration)}S"} if facts else None
    return {
        "@type": "PodcastEpisode",
        "url": page,
        "name": episode.title,
        "description": episode.teaser,
        "datePublished": episode.published.astimezone(ZONE).date().isoformat(),
        "episodeNumber": episode.number,
        "associatedMedia": media,
        "partOfSeries": {
            "@type": "PodcastSeries",
            "name": show.title,
            "url": context.addresses.absolute(show_path(show.id)),
            "webFeed": context.addresses.absolute(feed_path(show.id)),
        },
    }
