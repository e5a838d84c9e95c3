"""Put together everything a build writes, from one library."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kammerton.app.ports import Watch
from kammerton.app.recordings import episode_files, recording_copies
from kammerton.app.watch import UNWATCHED, counted
from kammerton.calendar.calendars import calendar_files
from kammerton.calendar.vevent import CalendarView
from kammerton.deploy.contents import contents_of
from kammerton.deploy.contents import written as written_contents
from kammerton.deploy.gone import gone
from kammerton.deploy.manifest import public, remember, written
from kammerton.deploy.redirects import redirects
from kammerton.deploy.server.files import files_beside_site, files_in_site
from kammerton.deploy.server.site import ServedSite
from kammerton.domain.addresses import (
    FACETS,
    FULL_TEXT_INDEX,
    ROBOTS,
    SITEMAP,
    THEME,
    Addresses,
    clip_path,
    cover_path,
    download_path,
    file_of,
    picture_path,
)
from kammerton.domain.article import DOWNLOADS
from kammerton.domain.clip import CLIPS
from kammerton.domain.contents import CONTENTS
from kammerton.domain.diagnostic import M
from kammerton.domain.issue import Issue
from kammerton.domain.library import Library
from kammerton.domain.picture import pictures_of
from kammerton.domain.pictures import derivative_names
from kammerton.domain.policy import header_policy
from kammerton.domain.published import MANIFEST
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import Mail, MailView, Templates, make_mail
from kammerton.newsletter.pictures import as_svg
from kammerton.podcast.feeds import feed_files
from kammerton.podcast.view import ShowView
from kammerton.rendering.composition import Composition
from kammerton.rendering.links import Links
from kammerton.rendering.words import Words
from kammerton.site.atom import topic_feeds
from kammerton.site.context import SiteContext
from kammerton.site.embed import oembed_files
from kammerton.site.facet_file import facet_file
from kammerton.site.full_text import full_text_documents
from kammerton.site.pages import all_pages
from kammerton.site.redirects import redirect_pages
from kammerton.site.search import search_files
from kammerton.site.sitemap import robots, sitemap
from kammerton.site.subscribing import subscribe_codes
from kammerton.site.views import SitePage


@dataclass(frozen=True)
class Build:
    """What one build writes: pages to render, finished files, files to copy (target: source in the project), mails.

    ``beside`` are files that do not belong on the site: they stand next to it in the build's folder.
    ``redirects`` are the moves its server files know (see ``deploy.redirects``).
    ``drawings`` are PNG files to be made of SVG.
    ``full_text`` are the documents another program makes the full-text index of, by the path of their page; without that program none.
    """

    library: Library
    addresses: Addresses
    pages: tuple[SitePage, ...]
    files: Mapping[str, bytes]
    copies: Mapping[str, str]
    mails: tuple[Mail, ...]
    beside: Mapping[str, bytes]
    redirects: Mapping[str, str]
    drawings: Mapping[str, str] = field(default_factory=dict)
    full_text: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def folders(self) -> tuple[str, ...]:
        """What other programs fill: the theme's files, and the full-text index."""
        return (THEME, FULL_TEXT_INDEX) if self.full_text else (THEME,)

    @property
    def targets(self) -> frozenset[str]:
        """The path of every file of the site but those in ``folders``."""
        return frozenset((*(file_of(page.path) for page in self.pages), *self.files, *self.copies, *self.drawings))


def assemble(library: Library, words: Words, templates: Templates, *, full_text: bool = False, watch: Watch = UNWATCHED) -> Build:
    """Everything the library becomes, with a full-text search where something can make its index. The same library gives the same build, whoever watches."""
    addresses = Addresses(library.settings.address)
    links = Links(library, addresses)
    context = SiteContext(library, words, links, addresses, full_text=full_text)
    with watch.stage(M("Seiten zusammenstellen")) as progress:
        compositions = {issue.id: compose(library, words, issue) for issue in library.mailed_issues}
        editions = tuple(e for issue in library.mailed_issues for e in _editions(library, words, issue, compositions[issue.id]))
        pages = tuple(counted(progress, all_pages(context, [compositions[issue.id] for issue in library.issues])))
    with watch.stage(M("Mails zusammenstellen"), len(editions)) as progress:
        mails = tuple(make_mail(MailView(c, words, links, library, addresses), templates) for c in counted(progress, editions))
    with watch.stage(M("Feeds, Kalender und Verzeichnisse")):
        files = {SITEMAP: sitemap(addresses, pages), ROBOTS: robots(addresses), **dict(_feeds(library, links, addresses)), **dict(episode_files(library))}
        files |= {**dict(topic_feeds(context)), **dict(calendar_files(CalendarView(library, words, addresses)))}
        files |= {**dict(subscribe_codes(context)), **dict(oembed_files(context)), **dict(search_files(context)), FACETS: facet_file(library)}
    with watch.stage(M("Weiterleitungen und Gedächtnis")):
        copies = dict(_copies(library))
        paths = [*(page.path for page in pages), *files, *copies]
        moved = redirects(library, paths)
        manifest = remember(library, paths)
        policy = header_policy(context.media_hosts(), {page.view.frame.frame_hosts for page in pages} - {""}, context.form_host())
        served = ServedSite(addresses.site_address, policy, moved, gone(manifest, paths, moved), library.settings.newsletter.service or "", full_text=full_text)
        files |= {MANIFEST: written(public(manifest)), **files_in_site(served)}
        beside = {MANIFEST: written(manifest), CONTENTS: written_contents(contents_of(library)), **dict(files_beside_site(served))}
    documents: Mapping[str, bytes] = {}
    if full_text:
        with watch.stage(M("Volltextsuche")):
            documents = dict(full_text_documents(context, pages))
    return Build(library, addresses, (*pages, *redirect_pages(context, moved)), files, copies, mails, beside, moved, dict(_drawings(editions)), documents)


def _editions(library: Library, words: Words, issue: Issue, whole: Composition) -> tuple[Composition, ...]:
    """What is mailed of an issue."""
    return tuple(whole if edition == issue.whole else compose(library, words, issue, edition) for edition in issue.editions)


def _drawings(compositions: Iterable[Composition]) -> Iterator[tuple[str, str]]:
    """The drawings that mails show."""
    for composition in compositions:
        for picture in (composition.picture, *(entry.picture for section in composition.sections for entry in section.entries)):
            if picture is not None and picture.drawing:
                yield picture.large, as_svg(picture.drawing)


def _feeds(library: Library, links: Links, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    for show in library.settings.shows:
        yield from feed_files(ShowView(library, links, addresses, show))


def _copies(library: Library) -> Iterator[tuple[str, str]]:
    """Audio and covers of what is visible; a draft's files go nowhere."""
    yield from recording_copies(library)
    for show in library.shows:
        yield cover_path(show.id, library.inventory.attachments.covers[show.cover][2]), show.cover
    for article in library.network.articles:
        yield from ((download_path(article.id, d.file), f"{DOWNLOADS}/{d.file}") for d in article.downloads)
    for portrait in library.portraits:
        files = (portrait.clip.file, portrait.clip.captions) if portrait.clip and library.may_play(portrait.clip) else ()
        yield from ((clip_path(portrait.id, file), f"{CLIPS}/{file}") for file in files if file)
    yield from _pictures(library)


def _pictures(library: Library) -> Iterator[tuple[str, str]]:
    """Every derivative of every picture that may be shown; the original stays where it is."""
    attachments = library.inventory.attachments
    known = attachments.pictures
    things = (*(item for _, item in library.inventory.items() if library.is_visible(item)), *library.shows)
    shown = {picture.file: known[picture.file] for thing in things for _, picture in pictures_of(thing) if library.may_show(picture)}
    for _, facts in sorted(shown.items()):
        yield from ((picture_path(name), attachments.derivatives[name]) for name in derivative_names(facts))
