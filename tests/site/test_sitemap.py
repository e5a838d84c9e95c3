"""The sitemap and robots.txt."""

from lxml import etree
from tests.app.projects import FIRM, build, library, pages, portrait
from tests.sample import FILES, SETTINGS

from kammerton.domain.addresses import SITEMAP, Addresses
from kammerton.site.sitemap import robots, sitemap

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses_in(files: dict[str, str] = FILES, site: str = "https://probe.example") -> list[str]:
    """The addresses in the sitemap of a project, read by a strict parser."""
    found = build(library(files, {**SETTINGS, "SITEURL": site})).files[SITEMAP]
    root = etree.fromstring(found)
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    return [str(loc) for loc in root.xpath("s:url/s:loc/text()", namespaces=NS)]


def test_every_page_for_search_engines() -> None:
    """All pages but those for wrong and former addresses, the search, the saved list and players for other sites, complete and in order."""
    expected = sorted(
        f"https://probe.example/{path}"
        for path in pages(library())
        if path not in ("404.html", "410.html", "suche/", "merkliste/") and not path.endswith("/einbetten/")
    )

    assert expected == addresses_in()


def test_closed_offers_are_not_in_it() -> None:
    """A page that asks not to be indexed is not offered."""
    files = {**FILES, FIRM: portrait().replace("id: praktikum", "id: praktikum\n    stand_plaetze: vergeben")}

    assert [address for address in addresses_in(files) if address.endswith("/muster-metall/praktikum/")] == []


def test_special_characters_are_escaped() -> None:
    """An address with & in it keeps the file well-formed."""
    assert addresses_in(site="https://probe.example/a&b'c")[0] == "https://probe.example/a&b'c/"


def test_the_same_input_gives_the_same_bytes() -> None:
    """The order of pages does not matter, and nothing tells the moment of the build."""
    found = list(pages(library()))

    assert sitemap(Addresses("https://probe.example"), found) == sitemap(Addresses("https://probe.example"), reversed(found))


def test_robots() -> None:
    """All may be read, and the sitemap is named with its complete address."""
    lines = robots(Addresses("https://probe.example/region")).decode().split("\n")

    assert "Disallow:" in lines
    assert "Sitemap: https://probe.example/region/sitemap.xml" in lines
