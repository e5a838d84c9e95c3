"""What a build writes, taken together."""

import re
from datetime import timedelta

import pytest
from tests.app.projects import FOLGE, build, episode, library, varied
from tests.fakes import NOW
from tests.sample import EPISODE, FILES, SETTINGS

from kammerton.domain.addresses import file_of

# What web servers read from the site.
SERVER = {".htaccess", "_headers", "_redirects"}
REMOTE = '{url: "https://audio.example/a.mp3", bytes: 1, dauer: "01:00"}'


def test_files_and_copies() -> None:
    """Sitemap, robots, feeds, chapters, transcripts and the answer for oEmbed and the index of the search are written; recording and cover are copied to where the feed says."""
    built = build(library())

    texts = {f"podcast/001-am-amboss/001-am-amboss.{suffix}" for suffix in ("json", "vtt", "srt", "txt", "html", "abschrift.json", "oembed.json")}
    feeds = {"podcast/feed.xml", "podcast/feed.json", "angebote/atom.xml", "newsletter/atom.xml"}
    assert set(built.files) == {
        *SERVER,
        *feeds,
        "sitemap.xml",
        "robots.txt",
        "podcast/abonnieren/qr.svg",
        "suche/de.suche.json",
        "betriebe/facetten.json",
        "veroeffentlicht.json",
        *texts,
    }
    assert built.copies == {
        "podcast/001-am-amboss/001-am-amboss.mp3": "episodes/media/001-am-amboss.mp3",
        "podcast/cover.png": "content/bilder/cover.png",
    }


@pytest.mark.parametrize("site", ["https://probe.example", "https://probe.example/region"])
def test_every_address_of_the_feed_is_written(site: str) -> None:
    """Pages, recordings, transcripts, chapters and cover: what the feed names, the build holds."""
    files = {**FILES, **episode(2, datum="2026-04-01 06:00", audio="002-Folge.MP3"), "episodes/media/002-Folge.MP3": ""}
    built = build(library(files, {**SETTINGS, "SITEURL": site}))
    named = {url.removeprefix(f"{site}/") for url in re.findall(r'https://probe\.example[^"<\s]*', built.files["podcast/feed.xml"].decode())}
    written = {*(file_of(page.path) for page in built.pages), *built.files, *built.copies}

    assert len(named) > 8
    assert set() == {file_of(path) for path in named} - written


def test_no_path_is_written_twice() -> None:
    """Pages, files and copies never meet."""
    built = build(library())
    paths = [*(file_of(page.path) for page in built.pages), *built.files, *built.copies]

    assert sorted(set(paths)) == sorted(paths)


def test_audio_elsewhere_is_not_copied() -> None:
    """A recording on another server stays there."""
    assert [path for path in build(library({**FILES, FOLGE: varied(EPISODE, audio=REMOTE)})).copies if path.endswith(".mp3")] == []


def test_a_show_that_has_not_begun_leaves_nothing() -> None:
    """Neither feed nor cover before the first episode."""
    built = build(library({**FILES, FOLGE: varied(EPISODE, datum="2026-06-02 06:00")}))

    assert set(built.files) == {
        *SERVER,
        "sitemap.xml",
        "robots.txt",
        "suche/de.suche.json",
        "betriebe/facetten.json",
        "veroeffentlicht.json",
        "angebote/atom.xml",
        "newsletter/atom.xml",
    }
    assert built.copies == {}


def test_the_same_project_gives_the_same_build() -> None:
    """In another run, in another order of files, and on another day on which nothing opens or closes."""
    once = build(library())
    again = build(library(dict(reversed(FILES.items())), now=NOW + timedelta(days=20)))

    assert (once.pages, once.files, once.copies, once.mails) == (again.pages, again.files, again.copies, again.mails)
