"""Where links in texts lead."""

import pytest
from tests.app.projects import FIRM, library, links, portrait
from tests.sample import FILES, SETTINGS

HIDDEN = {
    **FILES,
    "content/betriebe/entwurf.md": portrait(titel="Entwurf GmbH").replace("titel:", "status: entwurf\ntitel:", 1),
    "content/betriebe/spaeter.md": portrait(titel="Später GmbH", datum="2026-06-02"),
    "content/betriebe/archiv.md": portrait(titel="Archiv GmbH").replace("titel:", "status: archiv\ntitel:", 1),
    "content/seiten/geheim.md": "---\ntitel: Geheim\nkurz: Geheim.\nstatus: entwurf\n---\nText.\n",
}


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("betrieb:muster-metall", "/betriebe/muster-metall/"),
        ("betrieb:muster-metall#das-machen-wir", "/betriebe/muster-metall/#das-machen-wir"),
        ("beruf:metallbauer", "/berufe/metallbauer/"),
        ("folge:001-am-amboss", "/podcast/001-am-amboss/"),
        ("ausgabe:2026-03", "/newsletter/2026-03/"),
        ("seite:impressum", "/impressum/"),
        ("betrieb:archiv", "/betriebe/archiv/"),
        ("https://x.example/a?b=c#d", "https://x.example/a?b=c#d"),
        ("HTTPS://x.example/", "HTTPS://x.example/"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("tel:+4900001", "tel:+4900001"),
    ],
)
def test_links_lead_somewhere(href: str, expected: str) -> None:
    """References lead to the page of the item, archived ones included; other addresses stay."""
    assert expected == links(library(HIDDEN)).in_site(href)


@pytest.mark.parametrize(
    "href",
    [
        "betrieb:entwurf", "betrieb:spaeter", "seite:geheim", "betrieb:gibt-es-nicht", "beruf:baecker", "angebot:x", "javascript:alert(1)", "data:text/html,x",
        "file:///etc/passwd", "",
    ],
)  # fmt: skip
def test_links_that_lead_nowhere(href: str) -> None:
    """Drafts, embargoed items, occupations without a page, unknown words and other schemes are no links."""
    found = links(library(HIDDEN))

    assert found.in_site(href) is None
    assert found.absolute(href) is None


def test_links_follow_the_address_of_the_site() -> None:
    """On pages a link begins at the root of the host, in mails and feeds it is complete; a path in SITEURL is part of both."""
    found = links(library(settings={**SETTINGS, "SITEURL": "https://probe.example/region/"}))

    assert found.in_site("betrieb:muster-metall") == "/region/betriebe/muster-metall/"
    assert found.absolute("betrieb:muster-metall#a") == "https://probe.example/region/betriebe/muster-metall/#a"


def test_a_page_appears_with_its_day() -> None:
    """The same reference leads somewhere from the moment its target is visible."""
    files = {**FILES, FIRM: portrait(datum="2026-05-31")}

    assert links(library(files)).path_of("betrieb", "muster-metall") == "betriebe/muster-metall/"
