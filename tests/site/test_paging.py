"""Long lists on pages: nothing is lost, nothing stands twice, and every page can be found and cited."""

import random

import pytest
from tests.app.projects import build, context, episode, issue, library, pages, portrait
from tests.fakes import NOW
from tests.sample import EVENT, EVERYTHING, FILES

from kammerton.domain.addresses import list_page_path
from kammerton.site.paging import PER_PAGE, Listing, cut, further_pages, list_pages_of
from kammerton.site.views import Card, CardGroup, ListView

MANY = {**FILES, **{f"content/betriebe/b{n:03}.md": portrait(titel=f"Betrieb {n:03}") for n in range(120)}}


def groups(sizes: list[int]) -> tuple[CardGroup, ...]:
    """Groups of so many cards, every card with a title of its own."""
    return tuple(CardGroup(f"Gruppe {g}", f"g{g}", tuple(Card(f"{g}-{n}", "/") for n in range(size))) for g, size in enumerate(sizes))


def titles(of: tuple[CardGroup, ...]) -> list[str]:
    """The titles of all cards, in order."""
    return [card.title for group in of for card in group.cards]


@pytest.mark.parametrize("seed", range(60))
def test_pages_are_complete_and_disjoint(seed: int) -> None:
    """Put behind each other, the pages are the list; each but the last is full, and none has an empty group or one twice."""
    chance = random.Random(seed)
    whole = groups([chance.choice((0, 1, 2, 49, 50, 51, chance.randrange(400))) for _ in range(chance.randrange(1, 12))])
    most = chance.choice((1, 2, 7, 50))
    cut_ones = cut(whole, most)

    assert [title for page in cut_ones for title in titles(page)] == titles(whole)
    assert [len(titles(page)) for page in cut_ones[:-1]] == [most] * (len(cut_ones) - 1)
    assert all(group.cards for page in cut_ones for group in page)
    assert all(len({group.anchor for group in page}) == len(page) for page in cut_ones)


def test_an_empty_list_has_one_page() -> None:
    """It says that nothing is there, and has no way to other pages."""
    (page,) = list_pages_of(context(library()), Listing("orte/", "Orte", "Nichts."))

    assert isinstance(page.view, ListView)
    assert (page.path, page.view.groups, page.view.pager) == ("orte/", (), None)
    assert page.view.empty


def firms(number: int) -> ListView:
    """A page of the list of 121 firms."""
    return pages(library(MANY))[list_page_path("betriebe/", number)].view


def test_further_pages_have_heads_of_their_own() -> None:
    """Each has its own address as canonical, a title and a description that say which it is, and its place in the breadcrumb."""
    first, second = firms(1).head, firms(2).head

    assert (second.title, second.canonical) == ("Betriebe von A bis Z, Seite 2 – Probe", "https://probe.example/betriebe/seite-2/")
    assert second.description == f"Seite 2 von 3: {first.description}"
    assert '"position":3,"name":"Seite 2"' in "".join(second.json_ld).replace(" ", "").replace("Seite2", "Seite 2")
    assert (first.title, first.canonical) == ("Betriebe von A bis Z – Probe", "https://probe.example/betriebe/")


def test_the_way_through_the_pages() -> None:
    """The neighbours and the pages, the present one marked; the first has none before it, the last none after it."""
    first, second, third = (firms(n).pager for n in (1, 2, 3))
    assert first
    assert second
    assert third

    assert (first.before, first.after and first.after.href) == (None, "/betriebe/seite-2/")
    assert (second.before and second.before.href, second.after and second.after.href) == ("/betriebe/", "/betriebe/seite-3/")
    assert (third.before and third.before.href, third.after) == ("/betriebe/seite-2/", None)
    assert [(page.label, page.current) for page in second.pages] == [("1", False), ("2", True), ("3", False)]
    assert second.label == "Seite 2 von 3"


def test_of_very_many_pages_those_nearby_have_a_link() -> None:
    """The first, the last, and two before and after; a gap between them has no address."""
    found = list(list_pages_of(context(library()), Listing("neues/", "Neues", "Viel.", groups=groups([20 * PER_PAGE]))))
    views = [page.view for page in found]
    assert all(isinstance(view, ListView) and view.pager for view in views)
    pager = views[9].pager  # type: ignore[attr-defined]  # just looked at

    assert [page.label for page in pager.pages] == ["1", "…", "8", "9", "10", "11", "12", "…", "20"]
    assert [page.href for page in pager.pages if page.label == "…"] == ["", ""]
    assert [page.label for page in views[0].pager.pages] == ["1", "2", "3", "…", "20"]  # type: ignore[attr-defined]


def test_letters_lead_to_the_page_they_begin_on() -> None:
    """From every page one can jump to every letter."""
    jumps = {link.label: link.href for link in firms(1).jumps}
    back = {link.label: link.href for link in firms(3).jumps}

    assert jumps == {"B": "#buchstabe-b", "M": "/betriebe/seite-3/#buchstabe-m"}
    assert back == {"B": "/betriebe/#buchstabe-b", "M": "#buchstabe-m"}


def test_what_stands_beside_a_list_stands_on_its_first_page() -> None:
    """Introduction, actions and ways are not repeated; the number of all is."""
    first, second = firms(1), firms(2)

    assert first.intro
    assert first.ways
    assert (second.intro, second.ways) == ("", ())
    assert second.count == first.count


def test_further_pages_are_in_the_sitemap() -> None:
    """Search engines are told of every page of a list."""
    made = build(library(MANY))

    assert b"<loc>https://probe.example/betriebe/seite-3/</loc>" in made.files["sitemap.xml"]
    assert b"betriebe/seite-4/" not in made.files["sitemap.xml"]


def test_pages_of_an_occupation() -> None:
    """Its own page has the first fifty offers, further pages the rest; together they are what the library knows."""
    of = library(MANY)
    found = pages(of)
    first = found["berufe/metallbauer/"].view
    rest = [page.view for path, page in found.items() if path.startswith("berufe/metallbauer/seite-")]
    shown = [card.href for card in (*first.offers, *first.closed)] + [card.href for view in rest for group in view.groups for card in group.cards]

    assert len(first.offers) == PER_PAGE
    assert first.pager.label == "Seite 1 von 5"
    assert len(shown) == len(set(shown)) == len(of.offers_by_occupation["metallbauer"]) == 242


def test_pages_of_a_show_and_of_the_archive() -> None:
    """Long podcasts and old newsletters are cut, too, in their own order."""
    episodes = {path: text for n in range(2, 60) for path, text in episode(n).items()}
    issues = {f"newsletter/i{n:02}.md": issue("", titel=f"Brief {n}", nummer=str(n), betreff=f"Betreff {n}") for n in range(2, 60)}
    of = library({**FILES, **episodes, **issues})
    found = pages(of)
    show = [card.href for card in found["podcast/"].view.episodes] + [c.href for g in found["podcast/seite-2/"].view.groups for c in g.cards]
    archive = [card.href for card in found["newsletter/"].view.issues] + [c.href for g in found["newsletter/seite-2/"].view.groups for c in g.cards]

    assert show == [f"/podcast/{entry.episode.id}/" for entry in of.listed_episodes]
    assert archive == [f"/newsletter/{one.id}/" for one in of.issues]
    assert (found["podcast/"].view.pager.after.href, found["newsletter/"].view.pager.after.href) == ("/podcast/seite-2/", "/newsletter/seite-2/")


def test_an_audience_sees_the_next_and_a_way_to_all() -> None:
    """Of many events the page for parents shows the next six; all of them stand in a list of their own."""
    years = {f"content/termine/messe-{y}.md": EVENT.replace("2026-09-12", f"{y}-09-12").replace("Probemesse", f"Messe {y}") for y in range(2027, 2036)}
    found = pages(library({**EVERYTHING, **years}, now=NOW))
    (group,) = (g for g in found["fuer/eltern/"].view.groups if g.anchor == "termine")
    everything = found["fuer/eltern/termine/"].view

    assert [card.title for card in group.cards] == ["Probemesse", "Messe 2027", "Messe 2028", "Messe 2029", "Messe 2030", "Messe 2031"]
    assert (group.more.label, group.more.href) == ("Termine: alle 10 ansehen", "/fuer/eltern/termine/")
    assert titles(everything.groups) == ["Probemesse", *(f"Messe {y}" for y in range(2027, 2036))]
    assert (everything.title, [step.label for step in everything.trail]) == ("Termine für Eltern", ["Probe", "Für Eltern"])


def test_further_pages_of_nothing() -> None:
    """A list that fits on one page has no further ones."""
    assert list(further_pages(context(library()), Listing("neues/", "Neues", "Wenig.", groups=groups([PER_PAGE])))) == []
