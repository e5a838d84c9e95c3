"""What a build is made of, piece by piece: pages that belong together, the feed of a show, the mails of an issue.

A piece rests on what its maker reads through the workshop and on what it is told. So a build can leave alone a piece for which
neither has changed since the build before (``kammerton.app.reuse``), and several processes can make pieces side by side.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kammerton.app.recordings import files_of_episode
from kammerton.calendar.calendars import audience_calendars, event_calendar
from kammerton.calendar.vevent import CalendarView
from kammerton.domain.addresses import FACETS, event_calendar_path, file_of
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.event import Event
from kammerton.domain.issue import Issue
from kammerton.domain.show import Show
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import Mail, MailView, Templates, make_mail
from kammerton.newsletter.pictures import as_svg
from kammerton.podcast.feeds import feed_files
from kammerton.podcast.view import ShowView
from kammerton.rendering.composition import Composition
from kammerton.site.atom import topic_feeds
from kammerton.site.context import SiteContext
from kammerton.site.embed import oembed_files
from kammerton.site.facet_file import facet_file
from kammerton.site.full_text import full_text_documents
from kammerton.site.pages import site_parts
from kammerton.site.parts import Part
from kammerton.site.search import search_files
from kammerton.site.subscribing import subscribe_codes
from kammerton.site.views import SitePage


@dataclass(frozen=True)
class Workshop:
    """What pieces are made with."""

    context: SiteContext
    templates: Templates


@dataclass(frozen=True)
class Made:
    """What comes of a piece, or of several: pages to be rendered, finished files, drawings (SVG) of which PNG files are made, mails.

    ``full_text`` are documents for the full-text search, by the path of their page.
    """

    pages: tuple[SitePage, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    drawings: Mapping[str, str] = field(default_factory=dict)
    mails: tuple[Mail, ...] = ()
    full_text: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[str, ...]:
        """The path of every file of the site that comes of it."""
        return (*(file_of(page.path) for page in self.pages), *self.files, *self.drawings)


@dataclass(frozen=True)
class Piece:
    """A piece of a build. ``make`` is a function of a module: whatever it needs besides the workshop stands in ``about``."""

    name: str
    make: Callable[..., Made]
    about: tuple[Any, ...] = ()

    def made(self, workshop: Workshop) -> Made:
        """What comes of it."""
        return self.make(workshop, *self.about)


FULL_TEXT = "volltext"


def pieces(context: SiteContext) -> Iterator[Piece]:
    """Everything a build is made of that does not need to know all the rest."""
    library = context.library
    yield from (Piece(f"seiten/{part.name}", _pages, (part,)) for part in site_parts(context))
    yield from (Piece(f"feed/{show.id}", _feed, (show,)) for show in library.settings.shows)
    yield from (Piece(f"folgendateien/{entry.episode.id}", _episode_files, (entry,)) for entry in library.episodes)
    yield from (Piece(f"kalender/{event.id}", _event_calendar, (event,)) for event in library.network.events)
    yield Piece("kalender", _calendars)
    yield from (Piece(f"dateien/{name}", _files, (make,)) for name, make in _FILES.items())
    yield Piece("facetten", _facets)
    yield from (Piece(f"mail/{issue.id}", _mails, (issue,)) for issue in library.mailed_issues)
    if context.full_text:
        yield Piece(FULL_TEXT, _full_text)


_FILES: Mapping[str, Callable[[SiteContext], Iterable[tuple[str, bytes]]]] = {
    "atom": topic_feeds, "abocodes": subscribe_codes, "oembed": oembed_files, "suche": search_files,
}  # fmt: skip


def _pages(workshop: Workshop, part: Part) -> Made:
    return Made(pages=part.pages(workshop.context))


def _files(workshop: Workshop, make: Callable[[SiteContext], Iterable[tuple[str, bytes]]]) -> Made:
    return Made(files=dict(make(workshop.context)))


def _feed(workshop: Workshop, show: Show) -> Made:
    context = workshop.context
    return Made(files=dict(feed_files(ShowView(context.library, context.links, context.addresses, show))))


def _episode_files(workshop: Workshop, entry: EpisodeEntry) -> Made:
    return Made(files=dict(files_of_episode(workshop.context.library, entry)))


def _event_calendar(workshop: Workshop, event: Event) -> Made:
    return Made(files={event_calendar_path(event.id): event_calendar(_calendar_view(workshop), event)})


def _calendars(workshop: Workshop) -> Made:
    return Made(files=dict(audience_calendars(_calendar_view(workshop))))


def _calendar_view(workshop: Workshop) -> CalendarView:
    context = workshop.context
    return CalendarView(context.library, context.words, context.addresses, context.once)


def _facets(workshop: Workshop) -> Made:
    return Made(files={FACETS: facet_file(workshop.context.library)})


def _full_text(workshop: Workshop) -> Made:
    return Made(full_text=dict(full_text_documents(workshop.context)))


def _mails(workshop: Workshop, issue: Issue) -> Made:
    context = workshop.context
    editions = tuple(_editions(context, issue))
    views = (MailView(edition, context.words, context.links, context.library, context.addresses) for edition in editions)
    return Made(mails=tuple(make_mail(view, workshop.templates) for view in views), drawings=dict(_drawings(editions)))


def _editions(context: SiteContext, issue: Issue) -> Iterator[Composition]:
    """What is mailed of an issue."""
    whole = context.composition(issue)
    for edition in issue.editions:
        yield whole if edition == issue.whole else compose(context.library, context.words, issue, edition)


def _drawings(compositions: Iterable[Composition]) -> Iterator[tuple[str, str]]:
    """The drawings that mails show."""
    for composition in compositions:
        for picture in (composition.picture, *(entry.picture for section in composition.sections for entry in section.entries)):
            if picture is not None and picture.drawing:
                yield picture.large, as_svg(picture.drawing)


def together(made: Iterable[Made]) -> Made:
    """What comes of several pieces."""
    found = tuple(made)
    return Made(
        pages=tuple(page for one in found for page in one.pages),
        files={path: content for one in found for path, content in one.files.items()},
        drawings={path: svg for one in found for path, svg in one.drawings.items()},
        mails=tuple(mail for one in found for mail in one.mails),
        full_text={path: document for one in found for path, document in one.full_text.items()},
    )
