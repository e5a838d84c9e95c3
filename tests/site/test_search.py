"""The search: what its index holds, what full texts it is given, and its pages."""

import json
from typing import Any

import pytest
from tests.app.projects import FIRM, ROOT, episode, library, pages, portrait
from tests.app.rendered import html_of
from tests.fakes import WORDS
from tests.sample import EVERYTHING, FILES
from tests.site.test_hidden import HIDDEN, SECRET, everything_points_to, secret

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build, assemble
from kammerton.domain.addresses import file_of
from kammerton.domain.policy import full_text_policy, page_policy

INDEX = "suche/de.suche.json"


def built(files: dict[str, str], *, full_text: bool = False) -> Build:
    """A build that speaks every language there is a catalogue for."""
    return assemble(library(files), german_words(), ThemeTemplates(ROOT, "de"), full_text=full_text)


def index(files: dict[str, str], path: str = INDEX) -> dict[str, Any]:
    """The index of a language."""
    found: dict[str, Any] = json.loads(built(files).files[path])
    return found


def titles(found: dict[str, Any]) -> dict[str, list[str]]:
    """The titles by their group."""
    groups: dict[str, list[str]] = {}
    for row in found["seiten"]:
        groups.setdefault(found["arten"][row[0]][0], []).append(row[1].partition("\n")[0])
    return groups


def test_everything_with_a_page_is_found() -> None:
    """Every kind of thing is in the index, under the group it is shown in; a firm brings its offers."""
    found = index(EVERYTHING)

    assert titles(found) == {
        "Betriebe": ["Muster Metall GmbH"],
        "Berufe": ["Metallbauer/in"],
        "Podcast-Folgen": ["Am Amboss"],
        "Wissen": ["Zum ersten Mal ausbilden"],
        "Wer hilft": ["Probekammer"],
        "Förderung": ["Startgeld"],
        "Termine": ["Probemesse"],
        "Geschichten": ["Funken und Geduld"],
        "Neues": ["Die Halle ist fertig"],
        "Newsletter": ["Probebrief im März"],
        "Listen": ["Ausbildungsplätze", "Praktika", "Metall", "Probestadt"],
        "Über diese Website": ["Barrierefreiheit", "Datenschutz", "Impressum"],
        "In anderen Sprachen": ["Sample Metal Ltd"],
    }
    assert [name[0] for name in found["namen"]] == ["Ausbildung: Metallbauer/in", "Praktikum: Metallbauer/in"]


def test_every_path_is_a_page() -> None:
    """What the index leads to is written, offers of firms and the lists of groups included."""
    build = built(EVERYTHING)
    written = {page.path for page in build.pages}
    for path in (INDEX, "en/suche/en.suche.json"):
        found = json.loads(build.files[path])
        paths = [row[2] for row in found["seiten"]]
        paths += [f"{row[2]}{offer}/" for row in found["seiten"] for offer, _ in (row[7:] or [[]])[0]]
        paths += [href for _, href in found["arten"] if href]

        assert set() == set(paths) - written
        assert len(paths) == len(set(paths))


def test_an_offer_knows_the_names_of_its_occupation() -> None:
    """The name of an offer points to the row of its occupation, which has both its names and what else people call it."""
    files = {**FILES, "content/daten/suchsynonyme.csv": "beruf,synonyme\nmetallbauer,Schlosser|Schmiede\n"}
    found = index(files)
    title, row = found["namen"][0]
    occupation = found["seiten"][row]

    assert (title, occupation[1], occupation[4].split("\n")[-2:]) == (
        "Ausbildung: Metallbauer/in",
        "Metallbauer/in\nMetallbauer\nMetallbauerin",
        ["Schlosser", "Schmiede"],
    )


def test_closed_offers_and_archived_things_are_not_found() -> None:
    """What stands in no list is not in the index either."""
    closed = portrait().replace("id: praktikum", "id: praktikum\n    stand_plaetze: vergeben")
    archived = {path: text.replace("titel:", "status: archiv\ntitel:", 1) for path, text in EVERYTHING.items() if "/wissen/" in path or "/termine/" in path}

    assert [name[0] for name in index({**FILES, FIRM: closed})["namen"]] == ["Ausbildung: Metallbauer/in"]
    assert {"Wissen", "Termine"} & set(titles(index({**EVERYTHING, **archived}))) == set()


def test_passages_are_what_the_page_says() -> None:
    """A page of knowledge is found by its short text, its steps and its headings, an episode by its chapters, an actor by its roles."""
    rows = {row[1]: row for row in index(EVERYTHING)["seiten"]}

    assert rows["Zum ersten Mal ausbilden"][5].split("\n")[:2] == ["Was vor dem ersten Vertrag zu tun ist.", "Mit der Kammer sprechen"]
    assert "Anfang" in rows["Am Amboss"][5].split("\n")
    assert "Ausbildungsberatung" in rows["Probekammer"][5].split("\n")


def test_a_language_has_its_own_index() -> None:
    """The English search finds the English pages under English headings and says where the German ones are."""
    build = built(EVERYTHING)
    found = json.loads(build.files["en/suche/en.suche.json"])
    (page,) = [page for page in build.pages if page.path == "en/suche/"]

    assert titles(found) == {"Companies": ["Sample Metal Ltd"]}
    assert page.view.index == "/en/suche/en.suche.json"  # type: ignore[attr-defined]
    assert page.view.elsewhere.href == "/suche/"  # type: ignore[attr-defined]
    assert [link.href for link in page.view.head.alternates] == ["/suche/", "/en/suche/"]


def test_index_is_no_page() -> None:
    """Words of a firm that look like an element are none in the index, and come back as they were."""
    found = built({**FILES, FIRM: portrait(titel='"A<script>B"')}).files[INDEX]

    assert b"<" not in found
    assert json.loads(found)["seiten"][0][1] == "A<script>B"


def test_every_page_has_the_field() -> None:
    """In the head of every page there is a form to the search of its language; the search page has a bigger one instead."""
    for path, page in pages(library(EVERYTHING)).items():
        html = html_of(page)
        if "/einbetten/" in path:
            continue
        fields = html.count("data-search-index=") + html.count("data-search-input")

        assert (path, fields) == (path, 1)


def test_without_pagefind_there_is_no_full_text_search() -> None:
    """Neither page nor link nor document; with it there are all three, and its page alone may run WebAssembly."""
    without, with_it = built(EVERYTHING), built(EVERYTHING, full_text=True)
    policies = {page.path: page.view.frame.policy for page in with_it.pages if page.path != ""}

    assert (dict(without.full_text), [page.path for page in without.pages if "volltext" in page.path]) == ({}, [])
    assert not any(b"volltext" in html_of(page).encode() for page in without.pages)
    assert [path for path, policy in policies.items() if "wasm" in policy] == ["suche/volltext/"]
    assert policies["suche/volltext/"] == full_text_policy(page_policy([]))
    assert 'href="/suche/volltext/"' in html_of(next(page for page in with_it.pages if page.path == "suche/"))


def test_full_texts() -> None:
    """What was said stands under its chapter with the place as anchor; compounds bring their endings without anybody seeing them."""
    files = {**EVERYTHING, **episode(2, kurz="Der Metallbauer erzählt.")}
    found = built(files, full_text=True).full_text
    said = found["podcast/001-am-amboss/"].decode()

    assert {file_of(path) for path in found} <= {file_of(page.path) for page in built(files).pages}
    assert '<h2 id="t=0">Anfang</h2>' in said
    assert "Hallo" in said
    assert b"Was vor dem ersten Vertrag zu tun ist." in found["wissen/erstes-mal/"]
    assert 'data-art="Podcast-Folgen"' in said


@pytest.mark.parametrize(("kind", "way"), HIDDEN)
def test_no_full_text_knows_what_is_hidden(kind: str, way: str) -> None:
    """Drafts, what comes later and what was withdrawn are in no index and in no full text, whatever points to them."""
    of = everything_points_to(library(secret(kind, way)), kind)
    build = assemble(of, WORDS, ThemeTemplates(ROOT, "de"), full_text=True)

    assert SECRET not in build.files[INDEX].decode().lower()
    assert [path for path, document in build.full_text.items() if SECRET in path or SECRET in document.decode().lower()] == []
