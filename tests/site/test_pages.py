"""The pages of the sample: which there are, what stands on them, and what belongs together."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

import pytest
from tests.app.projects import AUSGABE, FIRM, FOLGE, HOSTILE, ROOT, build, episode, issue, library, pages, portrait, varied
from tests.fakes import NOW
from tests.sample import EPISODE, EVERYTHING, FILES, PORTRAIT, SETTINGS

from kammerton.site.views import Card

SECOND = "content/betriebe/backstube.md"
# A second firm with another occupation, in a further town.
TWO = {
    **FILES,
    SECOND: portrait(titel="Ährenglück Bäckerei", ort="nebendorf", branche="").replace("beruf: metallbauer", "beruf: baecker"),
    "content/daten/orte.csv": FILES["content/daten/orte.csv"] + "nebendorf,Nebendorf,00103,51.1,10.3\n",
}


def view(path: str, files: dict[str, str] = FILES, settings: dict[str, Any] = SETTINGS) -> Any:
    """The view of one page."""
    return pages(library(files, settings))[path].view


def titles(cards: tuple[Card, ...]) -> list[str]:
    """The titles of cards."""
    return [card.title for card in cards]


def with_offer(line: str) -> dict[str, str]:
    """The sample with a line added to its training place."""
    return {**FILES, FIRM: portrait().replace("id: metallbauer-2027", f"id: metallbauer-2027\n    {line}")}


def hidden(path: str, files: dict[str, str], line: str) -> dict[str, str]:
    """The files with one of them hidden by a line in its head; a date replaces the one that is there."""
    text = files[path]
    return {**files, path: varied(text, datum=line.removeprefix("datum: ")) if line.startswith("datum") else text.replace("titel:", f"{line}\ntitel:", 1)}


# --- which pages there are --------------------------------------------------------------------------------------


def test_every_page_of_the_sample() -> None:
    """Each thing has its page, each page its template; the order of the paths is that of the site."""
    assert {path: page.template for path, page in pages(library()).items()} == {
        "": "start.html",
        "betriebe/": "directory.html",
        "berufe/": "list.html",
        "angebote/": "list.html",
        "angebote/ausbildung/": "list.html",
        "angebote/praktikum/": "list.html",
        "betriebe/muster-metall/": "portrait.html",
        "betriebe/muster-metall/metallbauer-2027/": "offer.html",
        "betriebe/muster-metall/praktikum/": "offer.html",
        "berufe/metallbauer/": "occupation.html",
        "berufsfelder/": "list.html",
        "berufsfelder/metall/": "list.html",
        "orte/": "list.html",
        "orte/probestadt/": "list.html",
        "abschluesse/": "list.html",
        "abschluesse/esa/": "list.html",
        "abschluesse/msa/": "list.html",
        "beginn/": "list.html",
        "beginn/2027/": "list.html",
        "karte/": "map.html",
        "entdecken/": "discover.html",
        "podcast/": "show.html",
        "podcast/abonnieren/": "subscribe.html",
        "podcast/001-am-amboss/": "episode.html",
        "podcast/001-am-amboss/einbetten/": "embed.html",
        "newsletter/": "archive.html",
        "newsletter/2026-03/": "issue.html",
        "suche/": "search.html",
        "barrierefreiheit/": "page.html",
        "datenschutz/": "page.html",
        "impressum/": "page.html",
        "merkliste/": "saved.html",
        "404.html": "missing.html",
        "410.html": "missing.html",
    }


def test_every_page_of_knowledge_and_network() -> None:
    """One thing of each further kind brings its page, its list and what follows from it; nothing of it is there without."""
    without, found = pages(library()), pages(library(EVERYTHING))

    assert {path: page.template for path, page in found.items() if path not in without} == {
        "wissen/": "list.html",
        "wissen/erstes-mal/": "entry.html",
        "netzwerk/": "list.html",
        "netzwerk/orte/": "list.html",
        "netzwerk/probekammer/": "entry.html",
        "foerderung/": "list.html",
        "foerderung/startgeld/": "entry.html",
        "termine/": "list.html",
        "termine/probemesse/": "entry.html",
        "geschichten/": "list.html",
        "geschichten/funken/": "entry.html",
        "neues/": "list.html",
        "neues/halle/": "entry.html",
        "fuer/eltern/": "list.html",
        "en/": "list.html",
        "en/betriebe/muster-metall/": "portrait.html",
    }


def test_every_template_exists() -> None:
    """The theme has what the pages ask for."""
    named = {page.template for page in pages(library(EVERYTHING)).values()}

    assert set() == {name for name in named if not (ROOT / "theme" / "templates" / name).is_file()}


def test_an_empty_region_has_its_lists() -> None:
    """Before the first firm and episode the site stands, with words where lists are empty."""
    files = {path: text for path, text in FILES.items() if path.startswith(("content/daten", "content/seiten"))}
    found = pages(library(files))

    assert "podcast/" not in found
    assert found["betriebe/"].view.empty == "Noch ist kein Betrieb eingetragen."
    assert found["angebote/ausbildung/"].view.empty
    assert found[""].view.latest is None
    assert [figure.label for figure in found[""].view.figures] == ["0 Betriebe", "0 offene Angebote", "0 Berufe"]
    assert [door.href for door in found[""].view.doors if door.href == "/podcast/"] == []


def test_heads() -> None:
    """Every page has a title with the name of the site, a description that fits, and its complete address; players for other sites, the search and the page for wrong addresses may not be indexed."""
    heads = {path: page.view.head for path, page in pages(library(TWO)).items()}

    assert [head.title for head in heads.values() if not head.title.endswith("Probe")] == []
    assert [path for path, head in heads.items() if not 0 < len(head.description) <= 200] == []
    assert [path for path, head in heads.items() if head.canonical != f"https://probe.example/{path}"] == []
    assert [path for path, head in heads.items() if not head.indexed] == ["podcast/001-am-amboss/einbetten/", "merkliste/", "suche/", "404.html", "410.html"]


def test_titles_are_unique() -> None:
    """No two pages share a title, so that results of a search can be told apart."""
    found = [page.view.head.title for page in pages(library(TWO)).values()]

    assert sorted(set(found)) == sorted(found)


# --- the frame --------------------------------------------------------------------------------------------------


def test_navigation() -> None:
    """The sections, the current one marked; the plain pages below, those the law asks for last."""
    files = {**FILES, "content/seiten/ueber-uns.md": "---\ntitel: Über uns\nkurz: Über uns.\nstand: 2026-01-01\n---\nText.\n"}
    frame = pages(library(files))["betriebe/muster-metall/"].view.frame

    assert [(link.label, link.href) for link in frame.navigation] == [
        ("Podcast", "/podcast/"), ("Betriebe", "/betriebe/"), ("Angebote", "/angebote/"), ("Berufe", "/berufe/"),
    ]  # fmt: skip
    assert [(link.label, link.href) for link in frame.more] == [
        ("Entdecken", "/entdecken/"), ("Karte", "/karte/"), ("Berufsfelder", "/berufsfelder/"), ("Orte", "/orte/"), ("Schulabschlüsse", "/abschluesse/"), ("Beginn", "/beginn/"), ("Merkliste", "/merkliste/"), ("Newsletter für Betriebe", "/newsletter/"),
    ]  # fmt: skip
    assert [link.label for link in frame.navigation if link.current] == ["Betriebe"]
    assert [link.label for link in frame.footer] == ["Über uns", "Impressum", "Datenschutz", "Barrierefreiheit"]
    assert [(link.label, link.href) for link in frame.feeds] == [("Probe hört", "/podcast/feed.xml")]
    assert frame.publisher == ("Probekammer", "Weg 1, 00101 Probestadt")


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("", []), ("angebote/ausbildung/", ["Angebote"]), ("betriebe/muster-metall/praktikum/", ["Betriebe"]), ("berufe/metallbauer/", ["Berufe"]),
        ("podcast/001-am-amboss/", ["Podcast"]), ("newsletter/2026-03/", ["Newsletter für Betriebe"]), ("orte/probestadt/", ["Orte"]), ("impressum/", ["Impressum"]), ("404.html", []),
    ],
)  # fmt: skip
def test_the_current_section(path: str, current: list[str]) -> None:
    """A page marks the section it belongs to, and no other."""
    frame = pages(library())[path].view.frame

    assert current == [link.label for link in (*frame.navigation, *frame.more, *frame.footer) if link.current]


def test_hosts_of_audio() -> None:
    """Only hosts that hold recordings may be played from, beside the site itself."""
    remote = '{url: "https://audio.example:8443/a.mp3", bytes: 1, dauer: "01:00"}'

    assert "media-src 'self';" in pages(library())[""].view.frame.policy
    assert pages(library({**FILES, FOLGE: varied(EPISODE, audio=remote)}))[""].view.frame.policy.split("; ")[3] == "media-src 'self' https://audio.example:8443"


def test_a_site_in_a_folder() -> None:
    """With a path in SITEURL every link of the frame begins with it."""
    frame = pages(library(settings={**SETTINGS, "SITEURL": "https://probe.example/region"}))[""].view.frame

    assert (frame.start, frame.theme) == ("/region/", "/region/theme/")
    assert [link.href for link in (*frame.navigation, *frame.footer, *frame.feeds) if not link.href.startswith("/region/")] == []


def test_several_shows_are_named() -> None:
    """With two shows the navigation says their names; one that has not begun is not there."""
    shows = [{**SETTINGS["PODCASTS"][0], "id": name, "titel": name.title()} for name in ("podcast", "werkstatt", "spaeter")]
    files = {**FILES, FOLGE: EPISODE.replace("titel:", "reihe: podcast\ntitel:", 1), **episode(2, titel="Span\nreihe: werkstatt")}
    found = pages(library(files, {**SETTINGS, "PODCASTS": shows}))

    assert [link.label for link in found[""].view.frame.navigation][:3] == ["Podcast", "Werkstatt", "Betriebe"]
    assert {"podcast/", "werkstatt/", "werkstatt/002-folge/"} <= set(found)
    assert "spaeter/" not in found
    assert titles(found["werkstatt/"].view.episodes) == ["Span"]


# --- start and lists --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "one", "two"),
    [
        ("betriebe/", "1 Betrieb. Stand: 1. März 2026", "2 Betriebe. Stand: 1. März 2026"),
        ("berufe/", "1 Beruf. Stand: 1. März 2026", "2 Berufe. Stand: 1. März 2026"),
        ("angebote/", "2 offene Angebote", "4 offene Angebote"),
        ("angebote/praktikum/", "1 offenes Angebot", "2 offene Angebote"),
    ],
)
def test_counts(path: str, one: str, two: str) -> None:
    """Counts are counted, in the right form of the word, with the newest day on which something was checked."""
    assert (one, two) == (view(path).count, view(path, TWO).count)


def test_the_start_page() -> None:
    """Claim, newest full episode, ways in and the newest firms, newest first."""
    trailer = episode(2, titel="Vorschau\ntyp: trailer", datum="2026-05-01 06:00", nummer="")
    start = view("", {**TWO, **trailer, SECOND: varied(TWO[SECOND], datum="2026-02-01")})

    assert (start.claim, start.intro) == ("Hör zu.", "Eine Probe.")
    assert start.latest.title == "Am Amboss"
    assert titles(start.portraits) == ["Ährenglück Bäckerei", "Muster Metall GmbH"]
    assert [card.href for card in start.doors] == ["/entdecken/", "/berufe/", "/podcast/", "/newsletter/"]
    assert [(card.title, card.text) for card in start.ways] == [("Ausbildung", "2 offene Angebote"), ("Praktikum", "2 offene Angebote")]


def test_the_figures_of_the_start_page() -> None:
    """How much there is, each number with the way to it."""
    figures = view("", TWO).figures

    assert [(figure.label, figure.href) for figure in figures] == [
        ("2 Betriebe", "/betriebe/"), ("4 offene Angebote", "/angebote/"), ("2 Berufe", "/berufe/"), ("1 Folge", "/podcast/"),
    ]  # fmt: skip


def test_four_doors() -> None:
    """Where parents, schools and firms have a page, each of them has a door; what is behind one is marked for them."""
    files = {
        **EVERYTHING,
        **{path: text.replace("zielgruppe: [jugendliche, eltern]", "zielgruppe: [eltern, schulen, betriebe]") for path, text in EVERYTHING.items()},
    }
    found = pages(library(files))

    assert [door.href for door in found[""].view.doors] == ["/entdecken/", "/fuer/eltern/", "/fuer/schulen/", "/fuer/betriebe/"]
    assert [group.anchor for group in found["fuer/schulen/"].view.groups] == ["termine"]


def test_the_start_page_shows_six_firms() -> None:
    """Of many firms the six newest."""
    files = {**FILES, **{f"content/betriebe/b{n}.md": portrait(titel=f"B{n}", datum=f"2026-02-0{n}") for n in range(1, 9)}}

    assert titles(view("", files).portraits) == ["B8", "B7", "B6", "B5", "B4", "B3"]


def test_groups_from_a_to_z() -> None:
    """Umlauts stand with their letter, digits and signs under #, groups in order, each with a link to jump to."""
    names = ["Zimmerei", "Ähre", "Öl & Co.", "3D-Druck", "anton", "Straße", "Éclair"]
    files = {**FILES, **{f"content/betriebe/b{n}.md": portrait(titel=f'"{name}"') for n, name in enumerate(names)}}
    found = view("betriebe/", files)

    assert [(group.heading, titles(group.cards)) for group in found.groups] == [
        ("#", ["3D-Druck"]), ("A", ["Ähre", "anton"]), ("E", ["Éclair"]), ("M", ["Muster Metall GmbH"]), ("O", ["Öl & Co."]), ("S", ["Straße"]), ("Z", ["Zimmerei"]),
    ]  # fmt: skip
    assert [(link.label, link.href) for link in found.jumps] == [(group.heading, f"#{group.anchor}") for group in found.groups]
    assert len({group.anchor for group in found.groups}) == len(found.groups)


def test_the_form_of_occupations() -> None:
    """Occupations are written everywhere as the settings say."""
    found = view("berufe/", settings={**SETTINGS, "GENDER_FORM": "doppelpunkt"})

    assert titles(found.groups[0].cards) == ["Metallbauer:in"]


def test_offers_by_field() -> None:
    """The list of a type groups its offers by field, with firm and town."""
    found = view("angebote/praktikum/", TWO)

    assert [(group.heading, titles(group.cards)) for group in found.groups] == [
        ("Lebensmittel", ["Praktikum: Bäcker/in"]),
        ("Metall", ["Praktikum: Metallbauer/in"]),
    ]
    assert found.groups[0].cards[0].facts == ("Ährenglück Bäckerei, Nebendorf",)


# --- two-way relations ------------------------------------------------------------------------------------------


def test_relations_are_shown_on_both_sides() -> None:
    """Firm, offer, occupation and episode name each other; nobody typed the way back."""
    found = pages(library())
    firm, offer, job, told = (
        found[path].view for path in ("betriebe/muster-metall/", "betriebe/muster-metall/metallbauer-2027/", "berufe/metallbauer/", "podcast/001-am-amboss/")
    )

    assert [card.href for card in firm.offers] == ["/betriebe/muster-metall/metallbauer-2027/", "/betriebe/muster-metall/praktikum/"]
    assert [card.href for card in firm.episodes] == ["/podcast/001-am-amboss/"]
    assert (offer.firm.href, offer.occupation.href) == ("/betriebe/muster-metall/", "/berufe/metallbauer/")
    assert [card.href for card in offer.others] == ["/betriebe/muster-metall/praktikum/"]
    assert [card.href for card in job.offers] == [card.href for card in firm.offers]
    assert [card.href for card in job.episodes] == ["/podcast/001-am-amboss/"]
    assert [card.href for card in told.portraits] == ["/betriebe/muster-metall/"]
    assert [link.href for link in told.occupations] == ["/berufe/metallbauer/"]
    assert [card.href for card in told.offers] == [card.href for card in firm.offers]


def test_a_voice_belongs_to_its_firm() -> None:
    """A firm whose apprentice speaks is shown with the episode, once."""
    text = EPISODE.replace("betriebe: [muster-metall]\n", "").replace("rolle: moderation", "rolle: gast\n    betrieb: muster-metall")

    assert titles(view("betriebe/muster-metall/", {**FILES, FOLGE: text}).episodes) == ["Am Amboss"]
    assert titles(view("podcast/001-am-amboss/", {**FILES, FOLGE: text}).portraits) == ["Muster Metall GmbH"]
    assert titles(
        view("podcast/001-am-amboss/", {**FILES, FOLGE: EPISODE.replace("rolle: moderation", "rolle: gast\n    betrieb: muster-metall")}).portraits
    ) == ["Muster Metall GmbH"]


def test_related_occupations_must_have_a_page() -> None:
    """A related occupation nobody offers is not linked; one that is offered is."""
    table = "id,m,f,berufsfelder,verwandt\nmetallbauer,Metallbauer,Metallbauerin,metall,baecker\nbaecker,Bäcker,Bäckerin,lebensmittel,\n"

    assert titles(view("berufe/metallbauer/", {**FILES, "content/daten/berufe.csv": table}).related) == []
    assert titles(view("berufe/metallbauer/", {**TWO, "content/daten/berufe.csv": table}).related) == ["Bäcker/in"]


def test_neighbours_in_time() -> None:
    """An episode leads to the one before and the one after, an issue likewise."""
    files = {**FILES, **episode(2, datum="2026-04-01 06:00"), **episode(3, datum="2026-05-01 06:00")}
    files |= {"newsletter/2026-04.md": issue("  - folge: 002-folge\n", nummer="2", datum="2026-04-15", betreff="Zweite")}
    found = pages(library(files))
    middle, first_issue = found["podcast/002-folge/"].view, found["newsletter/2026-03/"].view

    assert (middle.previous.label, middle.next.label) == ("Am Amboss", "Folge 3")
    assert (found["podcast/001-am-amboss/"].view.previous, found["podcast/003-folge/"].view.next) == (None, None)
    assert (first_issue.previous, first_issue.next.label) == (None, "Zweite")


# --- single pages -----------------------------------------------------------------------------------------------


def test_a_portrait() -> None:
    """Everything stated about a firm stands on its page in German."""
    more = """titel: Muster Metall GmbH
rechtsform: GmbH
strasse: Weg 7
plz: "00102"
groesse: 10-49
azubis: 0
gegruendet: 1987
website: https://muster.example
kanaele: {instagram: "https://www.instagram.com/muster"}
antwort_innerhalb: 1
bewerbungswege: [email, persoenlich]
oepnv: Bus 510
barrierefreiheit: [stufenlos, wc]
pluspunkte: [uebernahme]
sprachen_im_betrieb: [de, tr]
kammer: hwk
themen: [Stahl, Handwerk]"""
    found = view("betriebe/muster-metall/", {**FILES, FIRM: PORTRAIT.replace("titel: Muster Metall GmbH", more)})

    assert found.place == "Weg 7, 00102 Probestadt"
    assert dict(found.facts) == {
        "Branche": "Metall", "Rechtsform": "GmbH", "Größe": "10 bis 49 Beschäftigte", "Auszubildende": "0", "Gegründet": "1987", "Bus und Bahn": "Bus 510",
        "Sprachen im Betrieb": "Deutsch und Türkisch", "Kammer": "Handwerkskammer", "Themen": "Stahl, Handwerk",
    }  # fmt: skip
    assert [title for title, _ in found.lists] == ["Was der Betrieb bietet", "Barrierefreiheit im Betrieb"]
    assert found.contact.promise == "Der Betrieb antwortet innerhalb eines Tages."
    assert found.contact.lines == ("Bewerben kannst du dich per E-Mail und persönlich im Betrieb.",)
    assert (found.website.href, [link.label for link in found.channels]) == ("https://muster.example", ["Muster Metall GmbH bei Instagram"])
    assert found.as_of == "Stand: 1. Februar 2026"
    assert "<h2>Das machen wir</h2>" in found.body


@pytest.mark.parametrize(("until", "expected"), [("2026-06-01", "Jana Beispiel"), ("2026-05-31", "")], ids=["last day", "day after"])
def test_names_of_persons_expire(until: str, expected: str) -> None:
    """A person is named to the stated day; the role stays. No structured data names her."""
    files = {**FILES, FIRM: PORTRAIT.replace("rolle: Ausbildung\n", f"rolle: Ausbildung\n  name: Jana Beispiel\n  gueltig_bis: {until}\n")}
    found = view("betriebe/muster-metall/", files)

    assert (found.contact.role, found.contact.name) == ("Ausbildung", expected)
    assert view("betriebe/muster-metall/praktikum/", files).contact.name == expected
    assert "Jana" not in "".join(found.head.json_ld)


def test_an_example_is_marked_everywhere() -> None:
    """An invented firm carries its mark on its page, its offers, in lists and in issues."""
    found = pages(library({**FILES, FIRM: portrait(titel="Muster Metall GmbH\nbeispiel: ja")}))
    cards = [
        found["betriebe/"].view.groups[0].cards[0],
        found[""].view.portraits[0],
        found["angebote/praktikum/"].view.groups[0].cards[0],
        found["berufe/metallbauer/"].view.offers[0],
        found["podcast/001-am-amboss/"].view.portraits[0],
        found["newsletter/2026-03/"].view.sections[2].cards[0],
    ]

    assert {found["betriebe/muster-metall/"].view.badge, found["betriebe/muster-metall/praktikum/"].view.badge, *(card.badge for card in cards)} == {"Beispiel"}


def test_an_episode() -> None:
    """Chapters and transcript lead into the recording; everything about the episode stands on its page."""
    found = view("podcast/001-am-amboss/")
    audio = "/podcast/001-am-amboss/001-am-amboss.mp3"

    assert found.kicker == "Folge 1 · 1. März 2026 · 60 Sekunden"
    assert (found.player.audio, found.player.mime) == (audio, "audio/mpeg")
    assert [file.href.partition("am-amboss.")[2] for file in found.transcript.files] == ["vtt", "srt", "txt", "abschrift.json"]
    assert found.transcript.page is None
    assert [(c.at, c.clock, c.title, c.href) for c in found.chapters] == [("0", "0:00", "Anfang", f"{audio}#t=0"), ("20", "0:20", "Ende", f"{audio}#t=20")]
    assert [(cue.at, cue.clock, cue.href, cue.speaker, cue.text) for cue in found.transcript.cues] == [
        ("0", "0:00", f"{audio}#t=0", "Mira", "Hallo. Los geht es."),
    ]  # fmt: skip
    assert [(voice.name, voice.role, voice.link) for voice in found.voices] == [("Mira", "Moderation", "")]
    assert '<a href="/betriebe/muster-metall/">Metall</a>' in found.body


def test_an_episode_with_audio_elsewhere() -> None:
    """The recording is played from where it lies."""
    remote = '{url: "https://audio.example/a.m4a", bytes: 1, dauer: "01:00"}'
    found = view("podcast/001-am-amboss/", {**FILES, FOLGE: varied(EPISODE, audio=remote)})

    assert (found.player.audio, found.player.mime, found.player.file) == ("https://audio.example/a.m4a", "audio/x-m4a", "M4A, 1 kB")


def test_a_show() -> None:
    """A show has its cover, feed and episodes, newest first."""
    found = view("podcast/", {**FILES, **episode(2, datum="2026-04-01 06:00")})

    assert (found.cover, found.feed) == ("/podcast/cover.png", "https://probe.example/podcast/feed.xml")
    assert titles(found.episodes) == ["Folge 2", "Am Amboss"]


def test_an_occupation() -> None:
    """Both names, the fields, what is open and what is closed."""
    found = view("berufe/metallbauer/", with_offer("stand_plaetze: vergeben"))

    assert (found.title, found.names) == ("Metallbauer/in", "Metallbauerin und Metallbauer")
    assert [(field.label, field.href) for field in found.fields] == [("Metall", "/berufsfelder/metall/")]
    assert (titles(found.offers), titles(found.closed)) == (["Praktikum: Metallbauer/in"], ["Ausbildung: Metallbauer/in"])


def test_an_issue() -> None:
    """The archive shows the same parts as the mail, with links from the root of the host."""
    found = view("newsletter/2026-03/")

    assert found.kicker == "Ausgabe 1 · 15. März 2026"
    assert [(section.heading, [card.href for card in section.cards]) for section in found.sections] == [
        ("", []), ("Aus dem Podcast", ["/podcast/001-am-amboss/"]), ("Betrieb im Porträt", ["/betriebe/muster-metall/"]),
    ]  # fmt: skip
    assert "<p>Guten Tag,</p>" in found.sections[0].body


def test_the_archive() -> None:
    """Issues newest first, and a mail link to order with its subject encoded."""
    files = {**FILES, "newsletter/2026-04.md": issue("  - folge: 001-am-amboss\n", nummer="2", datum="2026-04-15", betreff="Zweite")}
    found = view("newsletter/", files)

    assert titles(found.issues) == ["Zweite", "Neues aus der Probe"]
    assert found.subscribe == "mailto:amt@probe.example?subject=Newsletter%20bestellen"


def test_a_plain_page() -> None:
    """Title, text and the day it was checked."""
    found = view("impressum/")

    assert (found.title, found.body.partition("<h2>")[0], found.as_of) == ("Impressum", "<p>Text.</p>", "Stand: 1. Januar 2026")


def test_the_page_for_wrong_addresses() -> None:
    """It is not for search engines and leads on."""
    found = view("404.html")

    assert not found.head.indexed
    assert [link.href for link in found.ways] == ["/", "/betriebe/", "/berufe/"]


# --- closed and hidden ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["bewerbungsschluss: 2026-05-31", "stand_plaetze: vergeben", "termine: [{von: 2026-05-01, bis: 2026-05-31}]"],
    ids=["deadline", "taken", "dates"],
)
def test_closed_offers_keep_their_page(line: str) -> None:
    """An offer one cannot apply for leaves the lists; its page stays, says so, and asks not to be indexed."""
    text = portrait(start="").replace("id: metallbauer-2027", f"id: metallbauer-2027\n    {line}")
    tables = {"content/daten/angebotsarten.csv": FILES["content/daten/angebotsarten.csv"].replace("beruf|start|mindestabschluss", "beruf")}
    found = pages(library({**FILES, **tables, FIRM: text}))
    offer = found["betriebe/muster-metall/metallbauer-2027/"].view

    assert (offer.closed, offer.head.indexed) == ("Dieses Angebot ist geschlossen.", False)
    assert found["angebote/ausbildung/"].view.groups == ()
    assert found["angebote/ausbildung/"].view.count == "0 offene Angebote"
    assert titles(found["betriebe/muster-metall/"].view.closed) == ["Ausbildung: Metallbauer/in"]
    assert titles(found["podcast/001-am-amboss/"].view.offers) == ["Praktikum: Metallbauer/in"]
    assert found["betriebe/"].view.groups[0].cards[0].facts == ("Probestadt", "1 offenes Angebot")


@pytest.mark.parametrize(
    "line", ["bewerbungsschluss: 2026-06-01", "stand_plaetze: wenige", "bewerbungsschluss: 2026-06-02"], ids=["last day", "few places", "a day left"]
)
def test_open_offers(line: str) -> None:
    """To the end of its last day an offer is open."""
    offer = view("betriebe/muster-metall/metallbauer-2027/", with_offer(line))

    assert (offer.closed, offer.head.indexed) == ("", True)


def test_a_closed_offer_offers_no_application() -> None:
    """No button, no list of papers, on a page whose offer is over."""
    lines = "bewerbung_url: https://muster.example/bewerben\n    unterlagen: [lebenslauf]"
    before, after = (view("betriebe/muster-metall/metallbauer-2027/", with_offer(f"{lines}{more}")) for more in ("", "\n    stand_plaetze: vergeben"))

    assert (before.apply, before.apply_link.href) == ("Für die Bewerbung: Lebenslauf.", "https://muster.example/bewerben")
    assert (after.apply, after.apply_link) == ("", None)


def test_an_offer_appears_with_its_day() -> None:
    """An offer announced for later has no page and is in no list."""
    found = pages(library(with_offer("seit: 2026-06-02")))

    assert "betriebe/muster-metall/metallbauer-2027/" not in found
    assert titles(found["betriebe/muster-metall/"].view.offers + found["betriebe/muster-metall/"].view.closed) == ["Praktikum: Metallbauer/in"]


SECRET = {
    **TWO,
    "content/betriebe/geheim.md": portrait(titel="Geheim GmbH", kurz="Geheimer Text.").replace("beruf: metallbauer", "beruf: tester"),
    "content/daten/berufe.csv": FILES["content/daten/berufe.csv"] + "tester,Geheimtester,Geheimtesterin,metall\n",
    "content/seiten/geheim.md": "---\ntitel: Geheime Seite\nkurz: Geheim.\nstand: 2026-01-01\ndatum: 2026-01-01\n---\nGeheim.\n",
    "newsletter/geheim.md": issue("  - betrieb: muster-metall\n", nummer="7", titel="Geheime Ausgabe", betreff="Geheimer Betreff", kurz="Geheim."),
    **{path.replace("009-folge", "geheim"): text.replace("009-folge", "geheim") for path, text in episode(9, titel="Geheime Folge", kurz="Geheim.").items()},
}
SECRET["episodes/geheim.vtt"] = SECRET["episodes/geheim.vtt"].replace("Hallo", "Geheimnis")
# Others refer to what is hidden.
SECRET[FOLGE] = EPISODE.replace("betriebe: [muster-metall]", "betriebe: [muster-metall, geheim]").replace("- name: Mira", "- name: Mira\n    betrieb: geheim")
SECRET[AUSGABE] = issue("  - folge: geheim\n  - betrieb: geheim\n  - neu: {}\n  - angebote: {}\n")
SECRET[FIRM] = PORTRAIT + "\n[Dorthin](betrieb:geheim), [dorthin](folge:geheim), [dorthin](seite:geheim), [dorthin](ausgabe:geheim).\n"
SECRETS = ("content/betriebe/geheim.md", "content/seiten/geheim.md", "newsletter/geheim.md", "episodes/geheim.md")


@pytest.mark.parametrize("line", ["status: entwurf", "datum: 2026-06-01 12:01"], ids=["draft", "embargo"])
def test_hidden_things_are_nowhere(line: str) -> None:
    """A draft and an embargoed thing of any kind leave no trace: no page, no card, no link, no file, no name, though others refer to them."""
    files = SECRET
    for path in SECRETS:
        files = hidden(path, files, line)
    of = library(files)
    found = pages(of)
    built = build(of)
    mails = [mail.html + mail.text for mail in built.mails if mail.issue_id != "geheim"]

    assert [path for path, page in found.items() if "geheim" in path or "geheim" in repr(page).lower()] == []
    assert [path for path, content in built.files.items() if "geheim" in path or b"geheim" in content.lower()] == []
    assert [path for path, source in built.copies.items() if "geheim" in path + source] == []
    assert [mail for mail in mails if "geheim" in mail.lower()] == []


def test_what_was_hidden_is_there_without_the_line() -> None:
    """The same things are everywhere once nothing hides them; so the test above looks in the right places."""
    of = library(SECRET)

    assert {"betriebe/geheim/", "geheim/", "newsletter/geheim/", "podcast/geheim/", "berufe/tester/"} <= set(pages(of))
    assert "podcast/geheim/geheim.mp3" in build(of).copies


def test_archived_things_keep_their_page_and_leave_lists() -> None:
    """Their address still answers; no list, count or navigation leads there, and their offers are closed."""
    files = SECRET
    for path in SECRETS:
        files = hidden(path, files, "status: archiv")
    found = pages(library(files))
    lists = [found[path] for path in ("", "betriebe/", "angebote/", "angebote/ausbildung/", "angebote/praktikum/", "newsletter/", "podcast/")]

    assert {"betriebe/geheim/", "geheim/", "newsletter/geheim/", "podcast/geheim/"} <= set(found)
    assert [page.path for page in lists if "geheim" in repr(page).lower()] == []
    assert found["betriebe/"].view.count.startswith("2 Betriebe")
    assert found["betriebe/geheim/"].view.offers == ()


def marked(value: object) -> Iterator[str]:
    """Every text in a view that templates print as finished markup."""
    if hasattr(value, "__html__"):
        yield str(value)
    elif isinstance(value, tuple):
        for entry in value:
            yield from marked(entry)
    elif is_dataclass(value):
        for field in fields(value):
            yield from marked(getattr(value, field.name))


def test_views_hold_hostile_names_as_text() -> None:
    """Only bodies and structured data are finished markup, and a firm's name never stands in them unescaped."""
    found = pages(library({**FILES, FIRM: portrait(titel=f'"{HOSTILE}"', kurz=f'"{HOSTILE}"')}))

    assert any(HOSTILE in repr(page) for page in found.values())
    assert [text for page in found.values() for text in marked(page.view) if "<script" in text] == []


def test_nothing_depends_on_the_moment_of_the_build() -> None:
    """Twenty days later, with nothing opening or closing in between, every view is the same."""
    assert pages(library(TWO)) == pages(library(TWO, now=NOW + timedelta(days=20)))
