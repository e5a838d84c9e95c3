"""Addresses: one place for all, none steered by an author."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import NOW, FakeSources

from kammerton.app.load import load
from kammerton.domain import addresses as a
from kammerton.domain.addresses import Addresses, file_of

LIBRARY = load(FakeSources(), NOW)[0]
PORTRAIT, EPISODE = LIBRARY.portraits[0], LIBRARY.episodes[0].episode


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (a.START, ""),
        (a.portrait_path(PORTRAIT), "betriebe/muster-metall/"),
        (a.offer_path(PORTRAIT, PORTRAIT.offers[0]), "betriebe/muster-metall/metallbauer-2027/"),
        (a.offer_type_path("praktikum"), "angebote/praktikum/"),
        (a.occupation_path("metallbauer"), "berufe/metallbauer/"),
        (a.show_path("podcast"), "podcast/"),
        (a.feed_path("podcast"), "podcast/feed.xml"),
        (a.episode_path("podcast", EPISODE), "podcast/001-am-amboss/"),
        (a.episode_file_path("podcast", EPISODE, "mp3"), "podcast/001-am-amboss/001-am-amboss.mp3"),
        (a.cover_path("podcast", "png"), "podcast/cover.png"),
        (a.issue_path("2026-03"), "newsletter/2026-03/"),
        (a.page_path("impressum"), "impressum/"),
    ],
    ids=lambda value: value or "start",
)
def test_paths(path: str, expected: str) -> None:
    """Every kind has its fixed path: published addresses never change with a release."""
    assert expected == path


@pytest.mark.parametrize(
    ("path", "file"),
    [("", "index.html"), ("a/", "a/index.html"), ("a/b/", "a/b/index.html"), ("404.html", "404.html"), ("podcast/feed.xml", "podcast/feed.xml")],
)
def test_files_of_paths(path: str, file: str) -> None:
    """A path that ends with a slash is a folder with an index; any other is the file itself."""
    assert file == file_of(path)


@pytest.mark.parametrize(
    ("site", "path", "link", "absolute"),
    [
        ("https://x.example", "", "/", "https://x.example/"),
        ("https://x.example", "betriebe/", "/betriebe/", "https://x.example/betriebe/"),
        ("https://x.example/", "betriebe/", "/betriebe/", "https://x.example/betriebe/"),
        ("https://x.example/region", "", "/region/", "https://x.example/region/"),
        ("https://x.example/a/b/", "c/", "/a/b/c/", "https://x.example/a/b/c/"),
        ("http://x.example:8080", "c.xml", "/c.xml", "http://x.example:8080/c.xml"),
    ],
)
def test_links(site: str, path: str, link: str, absolute: str) -> None:
    """Links work in a folder of a host too, and complete addresses have exactly one slash between their parts."""
    found = Addresses(site)

    assert (link, absolute) == (found.link(path), found.absolute(path))


def test_reserved_names_cover_every_section() -> None:
    """No page or show may take the first part of an address the site uses itself."""
    own = {a.PORTRAITS, a.OFFERS, a.OCCUPATIONS, a.ISSUES, a.THEME, a.NOT_FOUND, a.SITEMAP, a.ROBOTS, file_of(a.START)}

    assert set() == {path.partition("/")[0].partition(".")[0] for path in own} - a.RESERVED


@given(path=st.from_regex(r"([a-z0-9-]{1,9}/){0,3}([a-z]{1,9}\.[a-z]{1,4})?", fullmatch=True))
def test_files_stay_inside_the_site(path: str) -> None:
    """Every file lies below the root of the build and is no folder."""
    file = file_of(path)

    assert (file.startswith("/"), file.endswith("/"), file.startswith(path)) == (False, False, True)
