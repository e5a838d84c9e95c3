"""The pages of firms and of their offers."""

from collections.abc import Iterator
from dataclasses import replace

from kammerton.domain.addresses import PORTRAITS, START, clip_path, occupation_path, offer_path, portrait_path, saved_name
from kammerton.domain.diagnostic import M
from kammerton.domain.entries import OfferEntry
from kammerton.domain.portrait import Portrait
from kammerton.rendering.labels import ACCESSIBILITY, APPLICATION_WAYS, BENEFITS, CHAMBERS, PAPERS, SIZES
from kammerton.rendering.offer_words import offer_facts, offer_name
from kammerton.site.cards import episode_card, event_card, example_badge, offer_card, portrait_card, portrait_colour, story_card
from kammerton.site.contacts import contact_view
from kammerton.site.context import SiteContext
from kammerton.site.parts import Part
from kammerton.site.pictures import body, logo, remaining, shown
from kammerton.site.structured import local_business, offer_data
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import CardSection, ClipView, ContactView, LinkView, OfferView, Pairs, PortraitView, SitePage

# Where a video that lies at YouTube is loaded from, after a click.
_EMBEDS = "https://www.youtube-nocookie.com"
_CHANNELS = {"instagram": "Instagram", "facebook": "Facebook", "youtube": "YouTube", "tiktok": "TikTok", "linkedin": "LinkedIn"}


def portrait_parts(context: SiteContext) -> Iterator[Part]:
    """The page of every visible firm with those of its offers."""
    return (Part(f"betrieb/{portrait.id}", _pages, (portrait,)) for portrait in context.library.portraits)


def _pages(context: SiteContext, portrait: Portrait) -> Iterator[SitePage]:
    yield portrait_page(context, portrait)
    for entry in context.library.offers_by_portrait.get(portrait.id, ()):
        yield SitePage(offer_path(portrait, entry.offer), "offer.html", _offer(context, entry))


def portrait_page(context: SiteContext, portrait: Portrait) -> SitePage:
    """The page of a firm, or of its translation."""
    return SitePage(context.own(portrait_path(portrait)), "portrait.html", _portrait(context, portrait))


def _portrait(context: SiteContext, portrait: Portrait) -> PortraitView:
    library = context.library
    entries = library.offers_by_portrait.get(portrait.id, ())
    clip = _clip(context, portrait)
    return PortraitView(
        frame=replace(context.frame(PORTRAITS), frame_hosts=_EMBEDS) if clip and clip.embed else context.frame(PORTRAITS),
        head=context.item_head("betrieb", portrait, portrait_path(portrait), local_business(context, portrait)),
        title=portrait.title,
        summary=portrait.summary or "",
        colour=portrait_colour(context, portrait),
        badge=example_badge(context, portrait.example),
        place=_where(context, portrait.street, portrait.postal_code, portrait.town),
        body=body(context, portrait),
        facts=_facts(context, portrait),
        lists=tuple(_lists(context, portrait)),
        contact=_contact(context, portrait),
        website=LinkView(context.t(M("Website von {name}", name=portrait.title)), portrait.website) if portrait.website else None,
        channels=tuple(_channels(context, portrait)),
        saved_as=saved_name(portrait),
        offers=tuple(offer_card(context, entry, with_firm=False) for entry in entries if entry.is_open),
        closed=tuple(offer_card(context, entry, with_firm=False) for entry in entries if not entry.is_open),
        episodes=tuple(episode_card(context, entry) for entry in library.episodes_by_portrait.get(portrait.id, ())),
        sections=tuple(_sections(context, portrait)),
        logo=logo(context, portrait.logo),
        clip=clip,
        picture=shown(context, portrait.image, is_first=True),
        pictures=remaining(context, portrait),
        as_of=context.as_of(portrait),
    )


def _clip(context: SiteContext, portrait: Portrait) -> ClipView | None:
    clip = portrait.clip
    if clip is None or not context.library.may_play(clip):
        return None
    elsewhere = f"https://www.youtube.com/watch?v={clip.youtube}" if clip.youtube else ""
    facts = context.library.inventory.attachments.clips.get(clip.file or "")
    video = context.link(clip_path(portrait.id, clip.file)) if clip.file and facts else ""
    captions = context.link(clip_path(portrait.id, clip.captions)) if clip.captions and video else ""
    width, height = (facts.width, facts.height) if facts else (0, 0)
    embed = f"{_EMBEDS}/embed/{clip.youtube}?autoplay=1" if clip.youtube else ""
    return ClipView(clip.title, video, captions, portrait.language, width, height, elsewhere, embed)


def _sections(context: SiteContext, portrait: Portrait) -> Iterator[CardSection]:
    network = context.library.network
    stories = tuple(story_card(context, story) for story in network.stories_by_portrait.get(portrait.id, ()))
    events = tuple(event_card(context, event) for event in network.events_by_portrait.get(portrait.id, ()))
    yield CardSection(context.t(M("Erzählt von hier")), stories, "picture")
    yield CardSection(context.t(M("Hier triffst du den Betrieb")), events, "event")


def _where(context: SiteContext, street: str | None, postal_code: str | None, town_id: str) -> str:
    """An address in one line."""
    town = " ".join(filter(None, (postal_code, context.library.words.towns[town_id].title)))
    return ", ".join(filter(None, (street, town)))


def _facts(context: SiteContext, portrait: Portrait) -> Pairs:
    library, words = context.library, context.words
    sector = library.words.sectors.get(portrait.sector or "")
    sites = [_where(context, site.street, site.postal_code, site.town) for site in portrait.further_sites]
    facts = (
        (M("Branche"), sector.title if sector else ""),
        (M("Rechtsform"), portrait.legal_form or ""),
        (M("Größe"), context.t(SIZES[portrait.size]) if portrait.size else ""),
        (M("Auszubildende"), words.number(portrait.apprentices) if portrait.apprentices is not None else ""),
        (M("Gegründet"), str(portrait.founded or "")),
        (M("Weitere Standorte"), "; ".join(sites)),
        (M("Bus und Bahn"), portrait.public_transport or ""),
        (M("Sprachen im Betrieb"), words.all_of(words.language_name(tag) for tag in portrait.spoken_languages)),
        (M("Kammer"), context.t(CHAMBERS[portrait.chamber]) if portrait.chamber else ""),
        (M("Themen"), ", ".join(portrait.topics)),
    )
    return tuple((context.t(label), value) for label, value in facts if value)


def _lists(context: SiteContext, portrait: Portrait) -> Iterator[tuple[str, tuple[str, ...]]]:
    if portrait.benefits:
        yield context.t(M("Was der Betrieb bietet")), tuple(context.t(BENEFITS[b]) for b in portrait.benefits)
    if portrait.accessibility:
        yield context.t(M("Barrierefreiheit im Betrieb")), tuple(context.t(ACCESSIBILITY[a]) for a in portrait.accessibility)


def _contact(context: SiteContext, portrait: Portrait) -> ContactView:
    ways = context.words.all_of(context.t(APPLICATION_WAYS[way]) for way in portrait.application_ways)
    lines = (context.t(M("Bewerben kannst du dich {ways}.", ways=ways)),) if ways else ()
    promise = context.t(M("Der Betrieb antwortet innerhalb von {n} Tagen.", n=portrait.answers_within)) if portrait.answers_within else ""
    if portrait.answers_within == 1:
        promise = context.t(M("Der Betrieb antwortet innerhalb eines Tages."))
    return contact_view(context, portrait.contact, context.t(M("So erreichst du den Betrieb")), lines=lines, promise=promise)


def _channels(context: SiteContext, portrait: Portrait) -> Iterator[LinkView]:
    for name, label in _CHANNELS.items():
        address = getattr(portrait.channels, name, None)
        if address:
            yield LinkView(context.t(M("{name} bei {channel}", name=portrait.title, channel=label)), address)


def _offer(context: SiteContext, entry: OfferEntry) -> OfferView:
    library, offer, portrait = context.library, entry.offer, entry.portrait
    title = offer_name(library, entry)
    path = offer_path(portrait, offer)
    data = tuple(offer_data(context, entry, title))
    above = [(library.settings.name, START), (context.t(M("Betriebe")), PORTRAITS), (portrait.title, portrait_path(portrait))]
    trail = breadcrumbs(context.addresses, [*above, (title, path)])
    town = library.words.towns[portrait.town].title
    description = context.t(M("{offer} bei {firm} in {town}", offer=title, firm=portrait.title, town=town))
    others = (other for other in library.offers_by_portrait.get(portrait.id, ()) if other.is_open and other.offer.id != offer.id)
    return OfferView(
        frame=context.frame(PORTRAITS),
        head=context.head(path, f"{title}, {portrait.title}", description, *data, trail, indexed=entry.is_open),
        title=title,
        firm=portrait_card(context, portrait),
        badge=example_badge(context, portrait.example),
        closed="" if entry.is_open else context.t(M("Dieses Angebot ist geschlossen.")),
        facts=offer_facts(library, context.words, entry),
        apply=_apply(context, entry),
        apply_link=LinkView(context.t(M("Bewerbung bei {name}", name=portrait.title)), offer.apply_at) if offer.apply_at and entry.is_open else None,
        occupation=_occupation_link(context, entry),
        saved_as=saved_name(entry.portrait, entry.offer) if entry.is_open else "",
        contact=_contact(context, portrait),
        others=tuple(offer_card(context, other, with_firm=False) for other in others),
        as_of=context.as_of(portrait),
    )


def _apply(context: SiteContext, entry: OfferEntry) -> str:
    papers = context.words.all_of(context.t(PAPERS[paper]) for paper in entry.offer.papers)
    return context.t(M("Für die Bewerbung: {papers}.", papers=papers)) if papers and entry.is_open else ""


def _occupation_link(context: SiteContext, entry: OfferEntry) -> LinkView | None:
    id_ = entry.offer.occupation
    if id_ is None:
        return None
    name = context.library.name_of(context.library.words.occupations[id_])
    return LinkView(context.t(M("Mehr zum Beruf {name}", name=name)), context.link(occupation_path(id_)))
