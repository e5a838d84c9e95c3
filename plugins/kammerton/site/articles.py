"""Knowledge: the list by topic and the page of each article."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from kammerton.domain.addresses import ARTICLES, download_path, item_path
from kammerton.domain.article import Article
from kammerton.domain.audio import suffix_of
from kammerton.domain.diagnostic import MN, M
from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.html import to_html
from kammerton.rendering.labels import ARTICLE_FORMS, AUDIENCES, TOPICS
from kammerton.site.cards import actor_card, article_card, episode_card, programme_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured_network import article_data
from kammerton.site.views import CardGroup, CardSection, EntryView, LinkView, NoteView, QuestionView, SitePage, StepView

# So many others of a topic a page of knowledge names.
_MOST = 12


def article_parts(context: SiteContext) -> Iterator[Part]:
    """The knowledge base and every page in it; nothing while there is none."""
    articles = context.library.network.articles
    if articles:
        yield list_part("wissen", _listing)
    yield from (Part(f"wissen/{article.id}", article_page, (article,)) for article in articles)


def _listing(context: SiteContext) -> Listing:
    return Listing(ARTICLES, *_words(context), _groups(context))


def _words(context: SiteContext) -> tuple[str, str, str]:
    n = sum(len(found) for found in context.library.network.articles_by_topic.values())
    intro = context.t(M("Was man wissen muss, um auszubilden und um eine Ausbildung zu finden: geprüft, mit Quellen und Datum."))
    return context.t(M("Wissen")), intro, context.t(MN("{n} Seite", "{n} Seiten", n))


def _groups(context: SiteContext) -> tuple[CardGroup, ...]:
    by_topic = context.library.network.articles_by_topic
    return tuple(
        CardGroup(context.t(label), topic, tuple(article_card(context, a) for a in by_topic[topic])) for topic, label in TOPICS.items() if topic in by_topic
    )


def article_page(context: SiteContext, article: Article) -> SitePage:
    """One page of knowledge, or its translation."""
    path = item_path("wissen", article.id)
    audience = context.words.all_of(context.t(AUDIENCES[one]) for one in article.audience)
    view = EntryView(
        frame=context.frame(ARTICLES),
        head=context.item_head("wissen", article, path, article_data(context, article)),
        title=article.title,
        kicker=" · ".join(filter(None, (context.t(ARTICLE_FORMS[article.form]), context.t(TOPICS[article.topic])))),
        summary=article.summary or "",
        colour="buero",
        notice="",
        body=body(context, article),
        as_of=context.as_of(article),
        picture=shown(context, article.image, is_first=True),
        pictures=remaining(context, article),
        facts=_facts(context, article, audience),
        facts_title=context.t(M("Zu dieser Seite")),
        sections=tuple(_sections(context, article)),
    )
    return SitePage(context.own(path), "entry.html", _with_parts(context, view, article))


def _with_parts(context: SiteContext, view: EntryView, article: Article) -> EntryView:
    """The view with questions, steps, files and sources."""
    return replace(
        view,
        questions=tuple(QuestionView(q.question, prose(context, article, q.answer)) for q in article.questions),
        steps=tuple(StepView(step.title, step.when or "", prose(context, article, step.text)) for step in article.steps),
        is_checklist=article.form == "checkliste",
        downloads=tuple(_downloads(context, article)),
        sources=tuple(_sources(context, article)),
    )


def prose(context: SiteContext, article: Article, text: str | None) -> Markup:
    """A text of a field as HTML; rule R002 has judged its links, paths from the article's file included."""
    file = context.library.inventory.source("wissen", article.id).file
    return to_html(parse_markdown(file, text or "", 1)[0], context.links.in_site, top=3)


def _facts(context: SiteContext, article: Article, audience: str) -> tuple[tuple[str, str], ...]:
    law = context.words.day(article.law_as_of) if article.law_as_of else ""
    facts = ((M("Für wen"), audience), (M("Rechtsstand"), law), (M("Themen"), ", ".join(article.topics)))
    return tuple((context.t(label), value) for label, value in facts if value)


def _downloads(context: SiteContext, article: Article) -> Iterator[NoteView]:
    for download in article.downloads:
        size = context.library.inventory.attachments.downloads.get(download.file)
        if size is not None:
            note = f"{suffix_of(download.file).upper()}, {context.words.size(size)}"
            yield NoteView(download.title, context.link(download_path(article.id, download.file)), note)


def _sources(context: SiteContext, article: Article) -> Iterator[NoteView]:
    for source in article.sources:
        note = context.t(M("abgerufen am {day}", day=context.words.day(source.retrieved))) if source.retrieved else ""
        yield NoteView(source.title, source.url or "", note)


def _sections(context: SiteContext, article: Article) -> Iterator[CardSection]:
    network = context.library.network
    actors = tuple(actor_card(context, actor) for actor in network.actors_by_topic.get(article.topic, ()))
    programmes = tuple(programme_card(context, p) for p in network.programmes if network.is_open(p)) if article.topic == "foerderung" else ()
    yield CardSection(context.t(M("Wer dabei hilft")), actors)
    yield CardSection(context.t(M("Förderung, die jetzt möglich ist")), programmes)
    yield CardSection(context.t(M("Zum Anhören")), tuple(episode_card(context, e) for e in network.episodes_by_article.get(article.id, ())))
    yield _others(context, article)


def _others(context: SiteContext, article: Article) -> CardSection:
    """Other pages on the same topic; of many those that come next in the list, and after its end its first, so that each is named on some."""
    of_topic = context.library.network.articles_by_topic.get(article.topic, ())
    places = context.once(("places of articles", article.topic), lambda: {known.id: place for place, known in enumerate(of_topic)})
    here, count = places.get(article.id, -1), len(of_topic)
    is_more = count - (article.id in places) > _MOST
    in_turn = (of_topic[(here + step) % count] for step in range(1, _MOST + 1))
    found = tuple(in_turn) if is_more else tuple(other for other in of_topic if other.id != article.id)
    more = LinkView(context.t(M("Alle Seiten unter „Wissen“")), context.link(ARTICLES)) if is_more else None
    return CardSection(context.t(M("Mehr zum Thema")), tuple(article_card(context, other) for other in found), more=more)
