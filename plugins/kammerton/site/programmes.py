"""Funding: what one can apply for now, what has ended, and the page of each programme."""

from collections.abc import Iterator

from kammerton.domain.addresses import PROGRAMMES, PROGRAMMES_ENDED, item_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.programme import Programme
from kammerton.rendering.labels import BENEFICIARIES, LEVELS
from kammerton.rendering.network_words import deadline, named
from kammerton.site.cards import actor_card, episode_card, programme_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured_network import programme_data
from kammerton.site.views import CardGroup, CardSection, EntryView, LinkView, SitePage


def programme_parts(context: SiteContext) -> Iterator[Part]:
    """The list, the archive that fills itself, and every programme; nothing while there is none."""
    network = context.library.network
    if network.programmes:
        yield list_part("foerderung", _listing)
    if network.ended_programmes:
        yield list_part("foerderung beendet", _ended)
    yield from (Part(f"foerderung/{programme.id}", programme_page, (programme,)) for programme in network.programmes)


def _listing(context: SiteContext) -> Listing:
    return Listing(PROGRAMMES, *_words(context), _groups(context), actions=_to_archive(context))


def _ended(context: SiteContext) -> Listing:
    ended = tuple(programme_card(context, programme) for programme in context.library.network.ended_programmes)
    words = (context.t(M("Beendete Förderungen")), context.t(M("Hier ist kein Antrag mehr möglich. Manche Förderung kommt wieder.")), "")
    back = (LinkView(context.t(M("Förderung, die jetzt möglich ist")), context.link(PROGRAMMES)),)
    return Listing(PROGRAMMES_ENDED, *words, (CardGroup("", "beendet", ended),), PROGRAMMES, actions=back)


def _words(context: SiteContext) -> tuple[str, str, str]:
    n = sum(1 for programme in context.library.network.programmes if context.library.network.is_open(programme))
    intro = context.t(M("Geld und Hilfe für Betriebe, die ausbilden, und für junge Menschen, die anfangen."))
    return context.t(M("Förderung")), intro, context.t(MN("{n} Förderung, die jetzt möglich ist", "{n} Förderungen, die jetzt möglich sind", n))


def _groups(context: SiteContext) -> tuple[CardGroup, ...]:
    network = context.library.network
    open_ones = [programme for programme in network.programmes if network.is_open(programme)]
    headed = [
        (context.t(M("Für {who}", who=BENEFICIARIES["betriebe"])), "betriebe", [p for p in open_ones if "betriebe" in p.beneficiaries]),
        (context.t(M("Für {who}", who=BENEFICIARIES["jugendliche"])), "jugendliche", [p for p in open_ones if "jugendliche" in p.beneficiaries]),
        (context.t(M("Für alle")), "alle", [p for p in open_ones if not p.beneficiaries]),
    ]
    return tuple(CardGroup(label, anchor, tuple(programme_card(context, p) for p in found)) for label, anchor, found in headed if found)


def _to_archive(context: SiteContext) -> tuple[LinkView, ...]:
    has_ended = context.library.network.ended_programmes
    return (LinkView(context.t(M("Beendete Förderungen")), context.link(PROGRAMMES_ENDED)),) if has_ended else ()


def programme_page(context: SiteContext, programme: Programme) -> SitePage:
    """One programme, or its translation."""
    path = item_path("foerderung", programme.id)
    network = context.library.network
    is_open = network.is_open(programme)
    provider = network.actors_by_id.get(programme.provider)
    sections = (
        CardSection(context.t(M("Wer fördert")), (actor_card(context, provider),) if provider else ()),
        CardSection(context.t(M("Zum Anhören")), tuple(episode_card(context, e) for e in network.episodes_by_programme.get(programme.id, ()))),
    )
    apply = (LinkView(context.t(M("Zum Antrag: {title}", title=programme.title)), programme.apply_at),) if programme.apply_at and is_open else ()
    view = EntryView(
        frame=context.frame(PROGRAMMES),
        head=context.item_head("foerderung", programme, path, programme_data(context, programme)),
        title=programme.title,
        kicker=context.t(M("Förderung {level}", level=LEVELS[programme.level])),
        summary=programme.summary or "",
        colour="bau",
        notice="" if is_open else context.t(M("Diese Förderung ist beendet. Anträge sind nicht mehr möglich.")),
        body=body(context, programme),
        as_of=context.as_of(programme),
        picture=shown(context, programme.image, is_first=True),
        pictures=remaining(context, programme),
        actions=apply,
        facts=_facts(context, programme),
        facts_title=context.t(M("Das Wichtigste")),
        conditions=programme.conditions,
        sections=sections,
    )
    return SitePage(context.own(path), "entry.html", view)


def _facts(context: SiteContext, programme: Programme) -> tuple[tuple[str, str], ...]:
    facts = (
        (M("Betrag"), programme.amount or ""),
        (M("Für wen"), context.words.all_of(context.t(BENEFICIARIES[one]) for one in programme.beneficiaries)),
        (M("Träger"), named(context.library, programme.provider)),
        (M("Frist"), deadline(context.words, programme)),
        (M("Rechtsstand"), context.words.day(programme.law_as_of) if programme.law_as_of else ""),
        (M("Themen"), ", ".join(programme.topics)),
    )
    return tuple((context.t(label), value) for label, value in facts if value)
