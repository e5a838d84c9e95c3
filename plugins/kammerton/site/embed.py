"""An episode on other sites: the page they put into a frame, the words they copy for it, and the same for programs (oEmbed)."""

import json
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import escape

from kammerton.domain.addresses import START, embed_path, episode_file_path, episode_path
from kammerton.domain.diagnostic import M
from kammerton.domain.entries import EpisodeEntry
from kammerton.site.cards import episode_colour, episode_facts
from kammerton.site.context import SiteContext
from kammerton.site.pictures import shown
from kammerton.site.player import chapter_views, player_view
from kammerton.site.podcast_views import EmbedView
from kammerton.site.views import SitePage

# The frame other sites make for the player; its page fits from 320 by 180 on.
_WIDTH, _HEIGHT = 640, 360
_PICTURE_SIZES = "8rem"


def embed_page(context: SiteContext, entry: EpisodeEntry) -> SitePage:
    """The player for other sites; search engines are to find the page of the episode instead."""
    episode, path = entry.episode, context.own(embed_path(entry.show.id, entry.episode))
    title = context.t(M("Player: {title}", title=episode.title))
    head = context.head(path, title, episode.teaser, indexed=False)
    foreign = episode.language if episode.language != context.words.language else ""
    view = EmbedView(
        frame=context.frame(),
        head=replace(head, language=foreign, direction=context.words.direction(episode.language)),
        title=episode.title,
        kicker=" · ".join((entry.show.title, *episode_facts(context, entry)[:1])),
        colour=episode_colour(context, entry),
        page=context.link(context.own(episode_path(entry.show.id, episode))),
        player=player_view(context, entry),
        chapters=chapter_views(context, entry),
        picture=shown(context, episode.image, sizes=_PICTURE_SIZES),
    )
    return SitePage(path, "embed.html", view)


def snippet(context: SiteContext, entry: EpisodeEntry) -> str:
    """The frame other sites copy. It loads nothing before it is near the screen, and no sound before somebody presses play."""
    address = context.addresses.absolute(context.own(embed_path(entry.show.id, entry.episode)))
    title = context.t(M("Player: {title}", title=entry.episode.title))
    size = f'width="100%" height="{_HEIGHT}" style="border:0;max-width:50rem"'
    return f'<iframe src="{escape(address)}" title="{escape(title)}" {size} loading="lazy" allow="clipboard-write; web-share"></iframe>'


def oembed_path(entry: EpisodeEntry) -> str:
    """The file that tells programs how to show the player (https://oembed.com)."""
    return episode_file_path(entry.show.id, entry.episode, "oembed.json")


def oembed_files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """One oEmbed answer for each episode; it lies ready as a file, so that the site needs no program to answer."""
    for entry in context.library.episodes:
        answer = {
            "version": "1.0",
            "type": "rich",
            "title": entry.episode.title,
            "author_name": entry.show.title,
            "provider_name": context.library.settings.name,
            "provider_url": context.addresses.absolute(START),
            "html": snippet(context, entry),
            "width": _WIDTH,
            "height": _HEIGHT,
        }
        yield oembed_path(entry), (json.dumps(answer, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n").encode()
