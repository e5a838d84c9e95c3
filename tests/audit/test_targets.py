"""Nothing is written outside the build, and nothing that nobody ordered."""

import pytest
from tests.fakes import FakeSite

from kammerton.audit.targets import check_targets, check_written

SITE = FakeSite({"index.html": "", "betriebe/index.html": "", "theme/css/site.css": ""})
ORDERED = ("index.html", "betriebe/index.html")


@pytest.mark.parametrize("path", ["../weg.html", "/etc/passwd", "a/../../b", "a//b", "a\\b", "a/./b", "", "a/", "a\0b"])
def test_paths_out_of_the_site_are_refused(path: str) -> None:
    """Before anything is written."""
    assert [d.code for d in check_targets([path])] == ["A007"]


def test_plain_paths_are_in_order() -> None:
    """Umlauts and points in names are plain."""
    assert list(check_targets(["index.html", "a/b.c/größe..pdf", ".htaccess"])) == []


def test_the_site_is_what_was_ordered() -> None:
    """The theme brings its own files."""
    assert list(check_written(SITE, ORDERED, ())) == []


@pytest.mark.parametrize(
    ("ordered", "strays", "files"),
    [
        (("index.html",), (), ["output/betriebe/index.html"]),
        ((*ORDERED, "fehlt.html"), (), ["output/fehlt.html"]),
        (ORDERED, ("/tmp/fremd",), ["output/"]),
    ],
)
def test_what_nobody_ordered_what_is_missing_and_what_lies_elsewhere(ordered: tuple[str, ...], strays: tuple[str, ...], files: list[str]) -> None:
    """Each is an error of its own."""
    assert [(d.code, d.place.file) for d in check_written(SITE, ordered, strays)] == [("A007", file) for file in files]
