"""Where links lead is judged once for each of them; taking every link apart on every page finds the same."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.audit.links import Targets
from kammerton.audit.pages import Page, split
from kammerton.domain.addresses import Addresses, file_of

PAGES = {"index.html": Page(anchors=("ä", "eins")), "a/index.html": Page(anchors=("eins", "zwei")), "a/b.html": Page()}
FILES = frozenset({*PAGES, "a/c d.pdf", "a/ü.pdf", "theme/x.css"})
PARTS = [
    "/",
    "//",
    "/region",
    "/region/",
    "a/",
    "a",
    "b.html",
    "c%20d.pdf",
    "%C3%BC.pdf",
    "#",
    "eins",
    "zwei",
    "weg",
    "top",
    "%C3%A4",
    "?x=1",
    "..",
    ":",
    "https:",
    "mailto:",
    "[",
    " ",
    "\n",
    "~",
]


def leads(link: str, path: str, site: str) -> bool:
    """Whether a link leads somewhere, by its parts alone."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if (parts.scheme or parts.netloc) and link != site and not link.startswith(site + "/"):
        return True
    base = urlsplit(site).path + "/"
    target = path if not parts.path else "index.html" if f"{parts.path}/" == base else ""
    if parts.path and not target:
        if not parts.path.startswith(base):
            return False
        target = file_of(unquote(parts.path.removeprefix(base)))
    anchor = unquote(parts.fragment)
    return target in (*FILES, "") and (not anchor or target not in PAGES or anchor in PAGES[target].anchors or anchor == "top")


@pytest.mark.parametrize("site", ["https://probe.example", "https://probe.example/region"])
@given(data=st.data())
def test_a_link_is_judged_the_same_however_often(site: str, data: st.DataObject) -> None:
    """From each page and again, with a short way for plain links and without; whoever is not doubtful leads somewhere from everywhere."""
    targets = Targets(FILES, PAGES, Addresses(site))
    links = ["".join(parts) for parts in data.draw(st.lists(st.lists(st.sampled_from([site, *PARTS]), max_size=6), max_size=8))]
    doubtful = targets.doubtful(links)
    for link in (*links, *links):
        found = {path: targets.leads(link, path) for path in ("index.html", "a/index.html", "")}

        assert found == {path: leads(link, path, site) for path in found}
        parts = split(link)
        is_of_page = parts is not None and not any(parts[:3])  # these are among the facts of each page
        assert all(found.values()) or link in doubtful or is_of_page
