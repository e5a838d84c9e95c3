"""How to subscribe to a show: a page in every language the site speaks, and its QR code."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from kammerton.domain.addresses import ISSUES, feed_path, show_path, subscribe_code_path, subscribe_path
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.show import Show
from kammerton.rendering.qr import qr_svg
from kammerton.site.cards import episode_card
from kammerton.site.context import SiteContext
from kammerton.site.parts import Part
from kammerton.site.podcast_views import AppView, SubscribeView
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import LinkView, SitePage

# Links that open an app with a feed: {feed} is its complete address, {quoted} the same quoted, {rest} what follows "https://".
# What is known of each, and why others are not here: docs/dev/decisions/0016-subscribing-and-servers.md
_APPS: tuple[tuple[str, Message, str], ...] = (
    ("Apple Podcasts", M("iPhone, iPad, Mac"), "podcast://{rest}"),
    ("Overcast", M("iPhone, iPad"), "overcast://x-callback-url/add?url={quoted}"),
    ("Pocket Casts", M("iPhone, Android"), "pktc://subscribe/{rest}"),
    ("AntennaPod", M("Android"), "antennapod-subscribe://{rest}"),
    ("Podcast Addict", M("Android"), "podcastaddict://{rest}"),
    ("gPodder", M("Linux, Windows"), "gpodder:{feed}"),
)


def subscribe_parts(context: SiteContext) -> Iterator[Part]:
    """The subscribe page of every show with a feed: in the site's own language, and in each language it has pages and words in."""
    return (Part(f"abonnieren/{show.id}", _pages, (show,)) for show in _shows(context))


def _pages(context: SiteContext, show: Show) -> Iterator[SitePage]:
    versions = context.spoken_versions(subscribe_path(show.id))
    for inside in (context, *context.spoken()):
        path = inside.own(subscribe_path(show.id))
        yield SitePage(path, "subscribe.html", _view(inside, show, path, versions))


def subscribe_codes(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """The QR code of every subscribe page, as a picture of its own that also goes on a poster."""
    for show in _shows(context):
        for inside in (context, *context.spoken()):
            path = inside.own(subscribe_path(show.id))
            yield subscribe_code_path(path), qr_svg(context.addresses.absolute(path))


def _shows(context: SiteContext) -> Iterator[Show]:
    return (show for show in context.library.settings.shows if context.library.episodes_of(show))


def _view(context: SiteContext, show: Show, path: str, versions: tuple[tuple[str, str, str], ...]) -> SubscribeView:
    title = context.t(M("„{title}“ abonnieren", title=show.title))
    intro = context.t(M("So kommt jede neue Folge von selbst zu dir: mit deiner Podcast-App, mit einem QR-Code oder ganz ohne App."))
    trail = breadcrumbs(context.addresses, [(context.library.settings.name, ""), (show.title, show_path(show.id)), (title, path)])
    head = context.head(path, title, intro, trail)
    feed = context.addresses.absolute(feed_path(show.id))
    newsletter = context.library.settings.newsletter
    return SubscribeView(
        frame=context.frame(show_path(show.id)),
        head=replace(
            head,
            alternates=tuple(LinkView(label, context.link(one), one == path, language) for label, one, language in versions),
            hreflang=tuple((language, context.addresses.absolute(one)) for _, one, language in versions),
        ),
        title=title,
        show=LinkView(show.title, context.link(show_path(show.id))),
        feed=feed,
        page=context.addresses.absolute(path),
        code=context.link(subscribe_code_path(path)),
        apps=tuple(AppView(name, context.t(devices), _app_link(scheme, feed)) for name, devices, scheme in _APPS),
        directories=tuple(LinkView(entry.label, entry.url) for entry in show.directories),
        newsletter=LinkView(newsletter.title, context.link(ISSUES), language="de" if context.variant else ""),
        latest=tuple(
            replace(episode_card(context, entry), language=_foreign(context, entry.episode.language)) for entry in context.library.episodes_of(show)[:1]
        ),
    )


def _foreign(context: SiteContext, language: str) -> str:
    """The tag of a language where it is not that of the page."""
    return "" if language == context.words.language else language


def _app_link(scheme: str, feed: str) -> str:
    return scheme.format(feed=feed, quoted=quote(feed, safe=""), rest=feed.partition("://")[2])
