"""Put together everything a build writes, from one library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kammerton.app.pieces import Made, Piece, Workshop, pieces, together
from kammerton.app.ports import Watch
from kammerton.app.recordings import recording_copies
from kammerton.app.watch import UNWATCHED, counted
from kammerton.deploy.contents import contents_of
from kammerton.deploy.contents import written as written_contents
from kammerton.deploy.gone import gone
from kammerton.deploy.manifest import public, remember, written
from kammerton.deploy.redirects import redirects
from kammerton.deploy.server.files import files_beside_site, files_in_site
from kammerton.deploy.server.site import ServedSite
from kammerton.domain.addresses import (
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
from kammerton.domain.library import Library
from kammerton.domain.picture import pictures_of
from kammerton.domain.pictures import derivative_names
from kammerton.domain.policy import header_policy
from kammerton.domain.published import MANIFEST
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import Mail, Templates
from kammerton.rendering.links import Links
from kammerton.rendering.words import Words
from kammerton.site.context import SiteContext
from kammerton.site.redirects import redirect_pages
from kammerton.site.sitemap import robots, sitemap
from kammerton.site.views import SitePage


@dataclass(frozen=True)
class PageFacts:
    """What is to be known of a page that lies on the disk already: its path, whether it may be found, which hosts it frames."""

    path: str
    indexed: bool
    frame_hosts: str = ""


@dataclass(frozen=True)
class Placed:
    """What lies in the folder of a build before all of it is known: its pages, and the path of every file; whether the full-text index does."""

    pages: tuple[PageFacts, ...] = ()
    paths: frozenset[str] = frozenset()
    full_text: bool = False


@dataclass(frozen=True)
class Plan:
    """A build to be made: its pieces, and what they are made with."""

    workshop: Workshop
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Build:
    """What one build writes: pages to render, finished files, files to copy (target: source in the project), mails.

    ``beside`` are files that do not belong on the site: they stand next to it in the build's folder.
    ``redirects`` are the moves its server files know (see ``deploy.redirects``).
    ``drawings`` are PNG files to be made of SVG.
    ``full_text`` are the documents another program makes the full-text index of, by the path of their page; without that program none.
    ``placed`` is what has been written before: it belongs to the build and needs nothing more.
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
    placed: Placed = field(default_factory=Placed)

    @property
    def folders(self) -> tuple[str, ...]:
        """What other programs fill: the theme's files, and the full-text index."""
        return (THEME, FULL_TEXT_INDEX) if self.has_full_text else (THEME,)

    @property
    def has_full_text(self) -> bool:
        """Whether there is a full-text search."""
        return self.placed.full_text or bool(self.full_text)

    @property
    def targets(self) -> frozenset[str]:
        """The path of every file of the site but those in ``folders``."""
        return frozenset((*(file_of(page.path) for page in self.pages), *self.files, *self.copies, *self.drawings)) | self.placed.paths

    @property
    def page_facts(self) -> tuple[PageFacts, ...]:
        """Every page, wherever it comes from."""
        return (*self.placed.pages, *map(facts_of, self.pages))


def facts_of(page: SitePage) -> PageFacts:
    """What is to be known of a page once it is written."""
    return PageFacts(page.path, page.view.head.indexed, page.view.frame.frame_hosts)


def planned(library: Library, words: Words, templates: Templates, *, full_text: bool = False) -> Plan:
    """The build the library becomes, not made yet; with a full-text search where something can make its index."""
    addresses = Addresses(library.settings.address)
    context = SiteContext(library, words, Links(library, addresses), addresses, full_text=full_text, composer=compose)
    return Plan(Workshop(context, templates), tuple(pieces(context)))


def assemble(library: Library, words: Words, templates: Templates, *, full_text: bool = False, watch: Watch = UNWATCHED) -> Build:
    """Everything the library becomes, with a full-text search where something can make its index. Pure: the same library gives the same build."""
    return whole(planned(library, words, templates, full_text=full_text), watch)


def whole(plan: Plan, watch: Watch = UNWATCHED) -> Build:
    """The build of a plan, with everything still to be written."""
    with watch.stage(M("Seiten, Feeds und Mails machen"), len(plan.pieces)) as progress:
        made = together(piece.made(plan.workshop) for piece in counted(progress, plan.pieces))
    return completed(plan, made, Placed())


def completed(plan: Plan, made: Made, placed: Placed) -> Build:
    """The whole build, from what came of its pieces: with what is made once all the rest is known.

    ``placed`` is what of them lies in its folder, ``made`` the rest.
    """
    context = plan.workshop.context
    library, addresses = context.library, context.addresses
    pages = (*placed.pages, *map(facts_of, made.pages))
    copies = dict(_copies(library))
    paths = [*(page.path for page in pages), *(made.files), *copies, *placed.paths]
    moved = redirects(library, paths)
    manifest = remember(library, paths)
    policy = header_policy(context.media_hosts(), {page.frame_hosts for page in pages} - {""}, context.form_host())
    service = library.settings.newsletter.service or ""
    served = ServedSite(addresses.site_address, policy, moved, gone(manifest, paths, moved), service, full_text=context.full_text)
    files = {SITEMAP: sitemap(addresses, (page.path for page in pages if page.indexed)), ROBOTS: robots(addresses)}
    files |= {MANIFEST: written(public(manifest)), **files_in_site(served)}
    beside = {MANIFEST: written(manifest), CONTENTS: written_contents(contents_of(library)), **dict(files_beside_site(served))}
    return Build(
        library, addresses, (*made.pages, *redirect_pages(context, moved)), {**made.files, **files}, copies, made.mails, beside, moved, made.drawings,
        made.full_text, placed,
    )  # fmt: skip


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
