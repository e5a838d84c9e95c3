"""What the full-text search reads: a plain document for each page with a longer text, and what was said in episodes."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kammerton.domain.addresses import episode_path
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.occupation_names import compound_endings, words_of
from kammerton.domain.transcript import Cue
from kammerton.rendering.fragments import indexed_document, joined, paragraph, quotation, section
from kammerton.site.context import SiteContext
from kammerton.site.findable import Findable, findables
from kammerton.site.search import KINDS
from kammerton.site.views import EntryView, OccupationView, SitePage

_READ = frozenset({"folge", "wissen", "akteur", "foerderung", "termin", "geschichte", "meldung", "beruf"})


def full_text_documents(context: SiteContext, pages: Iterable[SitePage]) -> Iterator[tuple[str, bytes]]:
    """An HTML document for each page that the search finds and that has a longer text, by the path of the page."""
    found = {one.path: one for one in findables(context) if one.kind in _READ}
    endings = compound_endings(context.library.words.occupations.values())
    episodes = {episode_path(entry.show.id, entry.episode): entry for entry in context.library.listed_episodes}
    for page in pages:
        if page.path in found:
            body = _spoken(context, episodes[page.path]) if page.path in episodes else _written(page)
            yield page.path, _document(context, found[page.path], body, endings).encode()


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
