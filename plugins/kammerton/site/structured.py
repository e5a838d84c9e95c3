"""Structured data of pages (https://schema.org), as plain maps; ``rendering.jsonld`` writes them."""

from collections.abc import Mapping
from datetime import datetime, time

from kammerton.domain.addresses import feed_path, offer_path, portrait_path, show_path
from kammerton.domain.entries import EpisodeEntry, OfferEntry
from kammerton.domain.moments import ZONE
from kammerton.domain.portrait import Portrait
from kammerton.site.context import SiteContext

Data = Mapping[str, object]


def _address(context: SiteContext, portrait: Portrait) -> Data:
    town = context.library.words.towns[portrait.town].title
    return {"@type": "PostalAddress", "streetAddress": portrait.street, "postalCode": portrait.postal_code, "addressLocality": town, "addressCountry": "DE"}


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
        "contactPoint": {"@type": "ContactPoint", "contactType": contact.role, "email": contact.email, "telephone": contact.phone},
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
        "hiringOrganization": {"@type": "Organization", "name": portrait.title, "@id": f"{context.addresses.absolute(portrait_path(portrait))}#betrieb"},
        "jobLocation": {"@type": "Place", "address": _address(context, portrait)},
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
