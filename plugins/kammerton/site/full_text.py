"""What the full-text search reads: a plain document for each page with a longer text, and what was said in episodes."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kammerton.domain.addresses import episode_path
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.occupation_names import compound_endings, words_of
from kammerton.domain.transcript import Cue
from kammerton.rendering.fragments import indexed_document, joined, paragraph, quotation, section
from kammerton.site.actors import actor_parts
from kammerton.site.articles import article_parts
from kammerton.site.context import SiteContext
from kammerton.site.events import event_parts
from kammerton.site.findable import Findable, findables
from kammerton.site.news import news_parts
from kammerton.site.occupations import occupation_parts
from kammerton.site.programmes import programme_parts
from kammerton.site.search import KINDS
from kammerton.site.stories import story_parts
from kammerton.site.views import EntryView, OccupationView, SitePage

_READ = frozenset({"folge", "wissen", "akteur", "foerderung", "termin", "geschichte", "meldung", "beruf"})


# What makes the pages of the kinds that are read, but for those of episodes.
_PARTS = (occupation_parts, article_parts, actor_parts, programme_parts, event_parts, story_parts, news_parts)


def full_text_documents(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """An HTML document for each page that the search finds and that has a longer text, by the path of the page."""
    found = {one.path: one for one in findables(context) if one.kind in _READ}
    endings = compound_endings(context.library.words.occupations.values())
    for path, body in _bodies(context):
        if path in found:
            yield path, _document(context, found[path], body, endings).encode()


def _bodies(context: SiteContext) -> Iterator[tuple[str, Markup]]:
    """What there is to read or was said, by the path of its page."""
    for entry in context.library.listed_episodes:
        yield episode_path(entry.show.id, entry.episode), _spoken(context, entry)
    pages = (page for parts in _PARTS for part in parts(context) for page in part.pages(context))
    yield from ((page.path, _written(page)) for page in pages if isinstance(page.view, OccupationView | EntryView))


def _document(context: SiteContext, found: Findable, body: Markup, endings: dict[str, tuple[str, ...]]) -> Markup:
    """One document; the endings of compounds in it are searched like other names, and never quoted."""
    named = (found.title, *found.names, *found.others)
    written = set(words_of(" ".join((*named, body.striptags()))))
    parts = sorted({ending for word in written & endings.keys() for ending in endings[word]})
    others = " ".join((*named[1:], *parts))
    passages = joined(map(paragraph, found.passages[:1]))
    return indexed_document(context.words.language, found.title, (context.t(KINDS[found.kind][0]), others), passages + body)


def _written(page: SitePage) -> Markup:
    """What a page has to read."""
    view = page.view
    if isinstance(view, OccupationView):
        return paragraph(view.names) + section(view.text_title, view.body or "")
    assert isinstance(view, EntryView)
    parts = [view.body]
    parts += [section(question.question, question.answer) for question in view.questions]
    parts += [section(step.title, step.text) for step in view.steps]
    parts += [paragraph(line) for line in view.conditions]
    parts += [quotation(view.quote.text)] if view.quote else []
    return joined(parts)


def _spoken(context: SiteContext, entry: EpisodeEntry) -> Markup:
    """What is said in an episode under its chapters; the anchor of each is the place in the recording."""
    inventory = context.library.inventory
    cues = inventory.attachments.transcripts.get(entry.episode.transcript or "", ())
    chapters = [(chapter.at, chapter.title) for chapter in inventory.chapters_of(entry.episode)]
    limits = [*(at for at, _ in chapters[1:]), float("inf")]
    before = _said(cue for cue in cues if not chapters or cue.start < chapters[0][0])
    parts = (section(title, _said(cue for cue in cues if at <= cue.start < until), f"t={at:g}") for (at, title), until in zip(chapters, limits, strict=False))
    return before + joined(parts)


def _said(cues: Iterable[Cue]) -> Markup:
    return escape(" ".join(cue.text for cue in cues))
