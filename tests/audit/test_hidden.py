"""Nothing hidden shows: what gives it away is found wherever it stands, and common words raise no alarm."""

from collections.abc import Mapping

import pytest
from tests.app.projects import FIRM, build, library, portrait
from tests.app.rendered import outputs
from tests.fakes import FakeSite
from tests.sample import CONSENTS, EVERYTHING, OF_KIND
from tests.site.test_hidden import SECRET, everything_points_to, secret

from kammerton.audit.hidden import check_hidden
from kammerton.audit.search import Search, plain
from kammerton.domain.hidden import hidden_things
from kammerton.domain.library import Library

OTHER = "content/betriebe/zwirbel-und-soehne.md"
TITLE = "Zwirbel & Söhne"
DRAFT = {OTHER: portrait(titel=f"{TITLE}\nstatus: entwurf")}
SENTENCES = ("Ausbildung finden leicht gemacht",)


def found(of: Library, files: Mapping[str, str | bytes], mails: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Code and file of everything that shows and should not."""
    return [(d.code, d.place.file) for d in check_hidden(FakeSite(files), mails or {}, hidden_things(of), lambda: SENTENCES)]


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_build_raises_no_alarm(kind: str) -> None:
    """Whatever is a draft, the real build does not hold it, and nothing else in it is taken for it."""
    of = everything_points_to(library(secret(kind, "draft")), kind)
    written = outputs(build(of))
    mails = {name.removeprefix("mail/"): content.decode() for name, content in written.items() if name.startswith("mail/")}

    assert found(of, {name: content for name, content in written.items() if name != "copies" and not name.startswith("mail/")}, mails) == []


@pytest.mark.parametrize("kind", [kind for kind in OF_KIND if kind not in ("berufstext", "seite")])
def test_the_same_build_without_the_line_that_hides_raises_one(kind: str) -> None:
    """What a build writes when the item may be seen is found by what is known of it when it may not."""
    written = outputs(build(everything_points_to(library(secret(kind)), kind)))

    assert found(library(secret(kind, "draft")), {name: content for name, content in written.items() if name != "copies"})


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("index.html", f"<p>{TITLE.replace('&', '&amp;')}</p>"),
        ("index.html", "<p>Zwir\u00adbel &amp;&nbsp;Söh\u00adne</p>"),
        ("index.html", "<p>Zwirbel\n      &#38; Söhne</p>"),
        ("podcast/feed.xml", "<title>Zwirbel &amp; Söhne</title>"),
        ("suche/daten.json", '{"t": "Zwirbel & S\\u00f6hne"}'),
        ("termine/kalender.ics", "SUMMARY:Zwirbel & S\r\n öhne\r\n"),
        ("sitemap.xml", "<loc>https://probe.example/betriebe/zwirbel-und-soehne/</loc>"),
        ("sitemap.xml", "<loc>https://probe.example/betriebe/zwirbel-und-soehne/praktikum/</loc>"),
        ("suche/facetten.json", '["zwirbel-und-soehne"]'),
        ("betriebe/zwirbel-und-soehne/index.html", ""),
        ("bilder/zwirbel-und-soehne.jpg", b"\xff\xd8"),
    ],
)
def test_what_gives_it_away_is_found(path: str, content: str | bytes) -> None:
    """As entities, with soft hyphens, escaped, folded, as an address, in data for scripts, as the name of a file."""
    assert found(library({**EVERYTHING, **DRAFT}), {path: content}) == [("A008", f"output/{path}")]


def test_mails_are_looked_at() -> None:
    """A mail shows nothing hidden either."""
    assert found(library({**EVERYTHING, **DRAFT}), {}, {"2026-03.txt": f"Neu: {TITLE}"}) == [("A008", "mail/2026-03.txt")]


def test_an_issue_may_be_mailed_before_its_page_appears() -> None:
    """The mail of an issue that waits for its day names itself; its page does not."""
    files = {**EVERYTHING, "newsletter/2026-07.md": EVERYTHING["newsletter/2026-03.md"].replace("2026-03-15", "2026-07-01").replace("nummer: 1", "nummer: 2").replace("im März", "im Juli")}  # fmt: skip
    of = library(files)

    assert found(of, {}, {"2026-07.html": "https://probe.example/newsletter/2026-07/ Probebrief im Juli"}) == []
    assert found(of, {"index.html": "/newsletter/2026-07/"}) == [("A008", "output/index.html")]


@pytest.mark.parametrize("title", ["Termine", "Ausbildung finden", "Treppen und Tore.", "Am Amboss", "Wir bauen Tore."])
def test_common_words_raise_no_alarm(title: str) -> None:
    """One word, words of the program, of a visible text or title: others say them openly."""
    files = {**EVERYTHING, OTHER: portrait(titel=f"{title}\nstatus: entwurf")}

    assert found(library(files), {"index.html": f"<p>{title}</p>"}) == []


def test_headings_made_of_the_same_words_raise_no_alarm() -> None:
    """A heading gets its words as an anchor; a draft may be called alike. What merely refers to a draft explains nothing."""
    draft = {"content/seiten/erste-schritte.md": "---\ntitel: Geheim und mehr\nkurz: Kurz.\nstatus: entwurf\n---\nText.\n"}
    text = {FIRM: EVERYTHING[FIRM].replace("## Das machen wir", "## Erste Schritte")}
    page = {"index.html": '<h2 id="erste-schritte">Erste Schritte</h2>'}

    assert found(library({**EVERYTHING, **draft, **text}), page) == []
    assert found(library({**EVERYTHING, **draft}), page) == [("A008", "output/index.html")]
    assert found(library({**EVERYTHING, **draft}), {"theme/css/site.css": ".erste-schritte {}"}) == []


def test_parts_of_longer_words_raise_no_alarm() -> None:
    """An id inside a longer one is another thing."""
    assert found(library({**EVERYTHING, **DRAFT}), {"index.html": "/betriebe/zwirbel-und-soehne-2/ alt-zwirbel-und-soehne"}) == []


def test_rules_for_servers_may_name_what_is_gone() -> None:
    """How else should a server know that an address is gone; nobody is sent these files."""
    assert found(library({**EVERYTHING, **DRAFT}), {".htaccess": "zwirbel-und-soehne", "_redirects": "zwirbel-und-soehne"}) == []


def test_who_withdrew_and_is_still_named_is_told_as_a_hint() -> None:
    """Another firm's text may name them; whether that stays is for its editor to decide, and the site is published."""
    withdrawn = portrait(titel=f"{TITLE} GmbH\neinwilligung: E-0002")
    text = EVERYTHING[FIRM].replace("Wir bauen Tore.", f"Wir bauen Tore mit {TITLE} GmbH.")
    of = library({**EVERYTHING, OTHER: withdrawn, FIRM: text, "content/daten/einwilligungen.csv": CONSENTS + "E-0002,web,,2026-05-01\n"})
    site = {"betriebe/muster-metall/index.html": f"<p>Wir bauen Tore mit {TITLE} GmbH.</p>"}

    assert found(of, site) == [("A010", "output/betriebe/muster-metall/index.html")]


def test_thousands_of_words_are_looked_for_at_once() -> None:
    """All of them are found, in the order of the text, whatever they have in common."""
    words = [f"wort-{n}-{'x' * (n % 7)}" for n in range(3000)] + ["A B", "A B C", "A"]
    text = " ".join(f"({word})" for word in words)

    assert [word for word, _ in Search(words).find(text)] == words
    assert list(Search([]).find(text)) == []
    assert SECRET in plain(SECRET.encode())
