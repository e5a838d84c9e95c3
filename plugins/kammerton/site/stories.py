"""Stories: the list and the page of each."""

from collections.abc import Iterator
from itertools import islice

from kammerton.domain.addresses import STORIES, item_path, occupation_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.story import Story
from kammerton.rendering.network_words import story_facts
from kammerton.site.cards import episode_card, occupation_card, offer_card, portrait_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured_network import story_data
from kammerton.site.views import CardGroup, CardSection, EntryView, LinkView, QuoteView, SitePage

# So many offers stand under a story; more are on the page of the occupation.
_MOST = 12


def story_parts(context: SiteContext) -> Iterator[Part]:
    """The list and every story; nothing while there is none."""
    stories = context.library.network.stories
    if stories:
        yield list_part("geschichten", _listing)
    yield from (Part(f"geschichte/{story.id}", story_page, (story,)) for story in stories)


def _listing(context: SiteContext) -> Listing:
    cards = tuple(story_card(context, story) for story in context.library.listed(context.library.network.stories))
    intro = context.t(M("Junge Leute und die, die sie begleiten, erzählen: was sie lernen, was schiefging und was sie heute anders machen."))
    count = context.t(MN("{n} Geschichte", "{n} Geschichten", len(cards)))
    groups = (CardGroup("", "geschichten", cards),)
    return Listing(STORIES, context.t(M("Geschichten")), intro, count, groups, kind="picture")


def story_page(context: SiteContext, story: Story) -> SitePage:
    """One story, or its translation."""
    path = item_path("geschichte", story.id)
    card = story_card(context, story)
    view = EntryView(
        frame=context.frame(STORIES),
        head=context.item_head("geschichte", story, path, story_data(context, story)),
        title=story.title,
        kicker=" · ".join(_facts(context, story)),
        summary=story.summary or "",
        colour=card.colour,
        notice="",
        body=body(context, story),
        as_of=context.as_of(story),
        picture=shown(context, story.image, is_first=True),
        pictures=remaining(context, story),
        quote=QuoteView(story.quote, story.person.name) if story.quote else None,
        sections=tuple(_sections(context, story)),
    )
    return SitePage(context.own(path), "entry.html", view)


def _facts(context: SiteContext, story: Story) -> Iterator[str]:
    yield from story_facts(context.library, context.words, story)
    if story.person.age_group:
        group = story.person.age_group.replace("-", "–").replace("25+", context.t(M("über 25")))
        yield context.t(M("{group} Jahre", group=group)) if "–" in group else group


def _sections(context: SiteContext, story: Story) -> Iterator[CardSection]:
    library = context.library
    firm = library.portraits_by_id.get(story.portrait or "")
    firms = (portrait_card(context, firm),) if firm else ()
    episode = library.episodes_by_id.get(story.episode or "")
    episodes = (episode_card(context, episode),) if episode else ()
    occupations = tuple(occupation_card(context, o) for o in library.occupations_among([story.occupation or ""]))
    yield CardSection(context.t(M("Zum Anhören")), episodes, "picture")
    yield CardSection(context.t(M("Der Betrieb")), firms, "picture")
    yield CardSection(context.t(M("Der Beruf")), occupations)
    yield _offers(context, story.occupation or "")


def _offers(context: SiteContext, occupation: str) -> CardSection:
    """Open offers in the occupation; of many the first, for its page has all."""
    offers = (entry for entry in context.library.offers_by_occupation.get(occupation, ()) if entry.is_open)
    found = tuple(offer_card(context, entry, with_firm=True) for entry in islice(offers, _MOST))
    more = LinkView(context.t(M("Alle Angebote in diesem Beruf")), context.link(occupation_path(occupation))) if any(True for _ in offers) else None
    return CardSection(context.t(M("Hier ist noch etwas frei")), found, more=more)
