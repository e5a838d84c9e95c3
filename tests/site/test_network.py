"""Knowledge and network: what each page shows and when, at their days and minutes."""

import re
from datetime import datetime
from typing import Any

import pytest
from tests.app.projects import build, library, pages, varied
from tests.app.rendered import html_of, html_pages, links, main_of
from tests.fakes import NOW
from tests.sample import ACTOR, ARTICLE, EVENT, EVERYTHING, OF_KIND, PORTRAIT, PROGRAMME, STORY

from kammerton.domain.moments import ZONE

FILE = OF_KIND
BACK_TO = {"termin": ("termine/", "termine/archiv/"), "foerderung": ("foerderung/", "foerderung/archiv/")}


def at(moment: str) -> datetime:
    """A moment in the region."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


def html(path: str, files: dict[str, str] | None = None, now: datetime = NOW) -> str:
    """What stands on a page of the sample with some files changed."""
    return main_of(html_pages(library({**EVERYTHING, **(files or {})}, now=now))[path])


def lists_with(target: str, files: dict[str, str] | None = None, now: datetime = NOW) -> set[str]:
    """The list pages that link to a page."""
    built = build(library({**EVERYTHING, **(files or {})}, now=now))
    return {page.path for page in built.pages if page.template == "list.html" and target in links(main_of(html_of(page)), built.addresses)}


def groups(path: str, files: dict[str, str] | None = None, now: datetime = NOW) -> dict[str, list[str]]:
    """The titles under each heading of a list."""
    view: Any = pages(library({**EVERYTHING, **(files or {})}, now=now))[path].view
    return {group.heading: [card.title for card in group.cards] for group in view.groups}


# --- when ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "now", "is_open"),
    [
        ("antrag_bis: 2026-12-31", "2026-12-31 23:59", True),
        ("antrag_bis: 2026-12-31", "2027-01-01 00:00", False),
        ("antrag_bis: laufend", "2040-01-01 00:00", True),
        ("antrag_bis: laufend\nstatus: archiv", "2026-06-01 12:00", False),
    ],
)
def test_programmes_move_to_the_archive_by_themselves(line: str, now: str, is_open: bool) -> None:
    """Up to its last day a programme can be applied for; from the next day on it stands in the archive, without the way to apply, and its page says so."""
    files = {FILE["foerderung"]: PROGRAMME.replace("antrag_bis: 2026-12-31", line)}
    page, address = html("foerderung/startgeld/", files, at(now)), "https://kammer.probe.example/startgeld"

    listed = set() if "status: archiv" in line else {"foerderung/" if is_open else "foerderung/archiv/"}  # what editors archived stands in no list
    assert lists_with("foerderung/startgeld/", files, at(now)) == listed
    assert (address in page, "Diese Förderung ist beendet." in page) == (is_open, not is_open)


@pytest.mark.parametrize(
    ("lines", "now", "coming"),
    [
        ({}, "2026-09-12 13:59", True),
        ({}, "2026-09-12 14:00", False),
        ({"ende": ""}, "2026-09-12 23:59", True),
        ({"ende": ""}, "2026-09-13 00:00", False),
        ({"beginn": "2026-09-12", "ende": ""}, "2026-09-12 23:59", True),
        ({"beginn": "2026-09-12", "ende": "2026-09-13"}, "2026-09-13 23:59", True),
        ({"beginn": "2026-09-12", "ende": "2026-09-13"}, "2026-09-14 00:00", False),
        ({"art": "messe\nlage: abgesagt"}, "2026-09-12 13:59", True),
        ({"art": "messe\nlage: abgesagt"}, "2026-09-12 14:00", False),
    ],
)
def test_events_pass_at_their_minute(lines: dict[str, str], now: str, coming: bool) -> None:
    """An event is coming until its end; without one, or without a time of day, until its last day is over. Cancelled ones stay until then."""
    files = {FILE["termin"]: varied(EVENT, **lines)}
    found = lists_with("termine/probemesse/", files, at(now))

    assert ("termine/" in found, "termine/archiv/" in found, "orte/probestadt/" in found) == (coming, not coming, coming)


def test_what_editors_archived_stands_in_no_list() -> None:
    """``status: archiv`` takes an event out of the coming and the past ones; its page stays."""
    files = {FILE["termin"]: varied(EVENT, art="messe\nstatus: archiv")}

    assert [lists_with("termine/probemesse/", files, at(now)) for now in ("2026-06-01 12:00", "2027-06-01 12:00")] == [set(), set()]


@pytest.mark.parametrize(
    ("lines", "now", "says"),
    [
        ({}, "2026-06-01 12:00", ""),
        ({}, "2026-10-01 12:00", "Dieser Termin ist vorbei."),
        ({"art": "messe\nlage: abgesagt"}, "2026-06-01 12:00", "Dieser Termin ist abgesagt."),
        ({"art": "messe\nlage: abgesagt"}, "2026-10-01 12:00", "Dieser Termin ist abgesagt."),
        ({"art": "messe\nlage: verschoben"}, "2026-06-01 12:00", "Dieser Termin wurde verschoben."),
        ({"art": "messe\nlage: verschoben"}, "2026-10-01 12:00", "Dieser Termin ist vorbei."),
    ],
)
def test_an_event_says_what_became_of_it(lines: dict[str, str], now: str, says: str) -> None:
    """Its page says whether it was cancelled, postponed or is over; nothing else is said."""
    page = html("termine/probemesse/", {FILE["termin"]: varied(EVENT, **lines)}, at(now))

    assert [word for word in ("ist vorbei.", "ist abgesagt.", "wurde verschoben.") if word in page] == [word for word in [says.partition("Termin ")[2]] if says]


@pytest.mark.parametrize(
    ("lines", "now", "possible"),
    [
        ("anmeldeschluss: 2026-09-01", "2026-09-01 23:59", (True, True)),
        ("anmeldeschluss: 2026-09-01", "2026-09-02 00:00", (False, True)),
        ("kosten: 5 Euro", "2026-09-12 13:59", (True, True)),
        ("kosten: 5 Euro", "2026-09-12 14:00", (False, False)),
        ("lage: abgesagt", "2026-06-01 12:00", (False, False)),
        ("lage: verschoben", "2026-06-01 12:00", (True, True)),
    ],
)
def test_one_registers_while_it_is_possible(lines: str, now: str, possible: tuple[bool, bool]) -> None:
    """The ways to register and to take part online go with the deadline, the end, and when it is cancelled."""
    more = "anmeldung_url: https://probe.example/anmelden\nonline_url: https://treffen.example/raum\n"
    page = html("termine/probemesse/", {FILE["termin"]: EVENT.replace("art: messe\n", f"art: messe\n{more}{lines}\n")}, at(now))

    assert ("https://probe.example/anmelden" in page, "https://treffen.example/raum" in page) == possible


@pytest.mark.parametrize(("now", "current"), [("2026-12-31 23:59", True), ("2027-01-01 00:00", False)])
def test_news_leaves_the_lists_and_keeps_its_page(now: str, current: bool) -> None:
    """After its last day a piece of news is in no list and not on the start page; under its address it says that it is old."""
    start, page = (html(path, now=at(now)) for path in ("", "neues/halle/"))

    assert ("neues/" in lists_with("neues/halle/", now=at(now)), "neues/halle/" in start, "nicht mehr aktuell" in page) == (current, current, not current)


@pytest.mark.parametrize(
    ("kind", "path"),
    [("akteur", "netzwerk/probekammer/"), ("betrieb", "betriebe/muster-metall/"), ("betrieb", "betriebe/muster-metall/praktikum/")],
)
@pytest.mark.parametrize(("now", "named"), [("2026-12-31 23:59", True), ("2027-01-01 00:00", False)])
def test_a_name_goes_and_the_role_stays(kind: str, path: str, now: str, named: bool) -> None:
    """The name of a contact is shown until its stated day, the role and the address always; no structured data holds the name."""
    text = EVERYTHING[FILE[kind]]
    role = "Ausbildungsberatung" if kind == "akteur" else "Ausbildung"
    changed = re.sub(
        rf"( +)(- )?rolle: {role}\n",
        lambda m: f"{m[0]}{m[1]}{'  ' if m[2] else ''}name: Pia Zwirbel\n{m[1]}{'  ' if m[2] else ''}gueltig_bis: 2026-12-31\n",
        text,
    )
    assert changed != text
    whole = html_pages(library({**EVERYTHING, FILE[kind]: changed}, now=at(now)))[path]

    assert ("Pia Zwirbel" in main_of(whole), role in main_of(whole), "Pia Zwirbel" in whole.partition("<main")[0]) == (named, True, False)


@pytest.mark.parametrize(
    ("date", "kind", "path"),
    [("2026-06-01 12:00", kind, path) for kind, path in (("wissen", "wissen/erstes-mal/"), ("termin", "termine/probemesse/"), ("meldung", "neues/halle/"))],
)
def test_things_appear_at_their_minute(date: str, kind: str, path: str) -> None:
    """Nothing is there a minute before its date, everything is at it."""
    text = varied(EVERYTHING[FILE[kind]], datum=date)

    assert path not in pages(library({**EVERYTHING, FILE[kind]: text}, now=at("2026-06-01 11:59")))
    assert path in pages(library({**EVERYTHING, FILE[kind]: text}, now=at("2026-06-01 12:00")))


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028, 2031, 2040])
@pytest.mark.parametrize("changed", ["nothing", "no field", "archived firm", "everything archived", "no certificate"])
def test_no_page_links_to_a_page_that_is_not_there(year: int, changed: str) -> None:
    """Lists come and go with what is in them; navigation, footer and cards follow, whatever the year, so that time alone breaks no link."""
    firm = PORTRAIT[: PORTRAIT.index("  - id: metallbauer-2027")] + "  - id: eins\n    art: praktikum\n" + PORTRAIT[PORTRAIT.index("---\n## Das") :]
    archived = {path: EVERYTHING[path].replace("titel:", "status: archiv\ntitel:", 1) for kind, path in FILE.items() if kind != "seite"}
    files = {
        "nothing": {},
        "no field": {FILE["betrieb"]: firm},
        "archived firm": {FILE["betrieb"]: archived[FILE["betrieb"]]},
        "everything archived": archived,
        "no certificate": {FILE["betrieb"]: firm.replace("art: praktikum\n", "art: praktikum\n    beruf: baecker\n")},
    }[changed]
    built = build(library({**EVERYTHING, **files}, now=at(f"{year}-12-31 12:00")))
    there = {*(page.path for page in built.pages), *built.files, *built.copies}
    dead = {link: page.path for page in built.pages for link in links(html_of(page), built.addresses) - there if not link.endswith((".ics", "atom.xml"))}

    assert dead == {}


# --- what ---------------------------------------------------------------------------------------------------------


def test_knowledge_stands_under_its_topic() -> None:
    """The list of knowledge has a heading for each topic that has a page, in the order of the topics."""
    files = {f"content/wissen/{topic}.md": varied(ARTICLE, titel=f"Zu {topic}", thema=topic) for topic in ("recht", "azubis-finden")}

    assert [titles for _, titles in groups("wissen/", files).items()] == [["Zu azubis-finden"], ["Zum ersten Mal ausbilden"], ["Zu recht"]]


@pytest.mark.parametrize("number", [12, 13, 30])
def test_a_page_of_knowledge_names_a_dozen_others_of_its_topic(number: int) -> None:
    """All others while these are a dozen; of more those that come next in the list, so that each is named on a dozen pages, and the way to all."""
    files = {f"content/wissen/nr-{n:02}.md": varied(ARTICLE, titel=f"Nr. {n:02}") for n in range(number)}
    views: dict[str, Any] = {path: page.view for path, page in pages(library({**EVERYTHING, **files})).items() if page.template == "entry.html"}
    found = [next(s for s in view.sections if s.title == "Mehr zum Thema") for path, view in views.items() if re.fullmatch("wissen/[^/]+/", path)]
    named = [card.title for section in found for card in section.cards]

    assert len(found) == number + 1
    assert {len(section.cards) for section in found} == {12}
    assert {named.count(title) for title in named} == {12}
    assert {section.more.href if section.more else "" for section in found} == {"/wissen/" if number > 12 else ""}


def test_actors_stand_under_every_concern_and_their_town() -> None:
    """Whoever helps with two things stands under both; whoever helps with none or sits nowhere stands in the rest."""
    files = {
        "content/netzwerk/zwei.md": varied(ACTOR, titel="Agentur", zustaendig_fuer="[recht, ausbilden-duerfen]"),
        "content/netzwerk/keins.md": varied(ACTOR, titel="Zelt", zustaendig_fuer="", ort=""),
    }

    assert [titles for _, titles in groups("netzwerk/", files).items()] == [["Agentur", "Probekammer"], ["Agentur"], ["Zelt"]]
    assert groups("netzwerk/orte/", files) == {"Probestadt": ["Agentur", "Probekammer"], "Ohne festen Ort": ["Zelt"]}


def test_programmes_stand_under_those_they_are_for() -> None:
    """A programme for firms and young people stands under both, one that names nobody is for all."""
    files = {
        "content/foerderung/beide.md": varied(PROGRAMME, titel="Beide", fuer="[jugendliche, betriebe]"),
        "content/foerderung/alle.md": varied(PROGRAMME, titel="Alle", fuer=""),
    }

    assert [titles for _, titles in groups("foerderung/", files).items()] == [["Beide", "Startgeld"], ["Beide"], ["Alle"]]


def test_an_article_shows_all_it_has() -> None:
    """Steps with their time, questions with answers, sources with their day, files with type and size, who helps; links in all texts."""
    more = (
        "fragen:\n  - frage: Wie lange dauert es?\n    antwort: Zwei Tage, siehe [Impressum](../seiten/impressum.md).\n"
        "downloads:\n  - titel: Vorlage\n    datei: vorlage.pdf\nschritte:\n"
    )
    page = html("wissen/erstes-mal/", {FILE["wissen"]: ARTICLE.replace("schritte:\n", more), "content/downloads/vorlage.pdf": "x" * 1_400_000})

    for words in (
        "Mit der Kammer sprechen", "sechs Monate vorher", 'href="/betriebe/muster-metall/"', "Wie lange dauert es?", "Zwei Tage", 'href="/impressum/"',
        'href="https://www.gesetze-im-internet.de/bbig_2005/"', "abgerufen am 10. Januar 2026", "1. Januar 2026", 'href="/wissen/erstes-mal/vorlage.pdf"',
        "PDF, 1,4 MB", 'href="/netzwerk/probekammer/"',
    ):  # fmt: skip
        assert words in page, words


def test_a_checklist_has_boxes() -> None:
    """The steps of a checklist are to tick, those of a roadmap are not."""
    check = html("wissen/erstes-mal/", {FILE["wissen"]: ARTICLE.replace("art: fahrplan", "art: checkliste")})

    assert ("todo--check" in check, "todo--check" in html("wissen/erstes-mal/")) == (True, False)


def test_a_story_shows_who_tells() -> None:
    """Name, role, age group and quote stand there, nothing more of the person; open places of the occupation follow."""
    page = html("geschichten/funken/")

    for words in (
        "Mira",
        "18–24 Jahre",
        "Man hört, ob es heiß genug ist.",
        "/betriebe/muster-metall/metallbauer-2027/",
        "/podcast/001-am-amboss/",
        "/berufe/metallbauer/",
    ):
        assert words in page, words


@pytest.mark.parametrize("number", [0, 10, 11, 30])
def test_a_story_shows_a_dozen_offers_of_its_occupation(number: int) -> None:
    """All while these are a dozen; of more the first, and the way to the page of the occupation."""
    offers = "".join(f"  - id: noch-{n}\n    art: praktikum\n    beruf: metallbauer\n" for n in range(number))
    files = {FILE["betrieb"]: PORTRAIT.replace("angebote:\n", f"angebote:\n{offers}")}
    view: Any = pages(library({**EVERYTHING, **files}))["geschichten/funken/"].view
    section = next(section for section in view.sections if section.title == "Hier ist noch etwas frei")

    assert len(section.cards) == min(number + 2, 12)
    assert (section.more.href if section.more else "") == ("/berufe/metallbauer/" if number > 10 else "")


# --- lists by property --------------------------------------------------------------------------------------------

RANKED = EVERYTHING["content/daten/schulabschluesse.csv"] + "ohne,0,Ohne Schulabschluss,ohne\nabi,6,Abitur,Abi\n"


def with_certificate(minimum: str) -> dict[str, str]:
    """The sample with an internship that asks for a certificate."""
    offer = f"  - id: praktikum\n    art: praktikum\n    mindestabschluss: {minimum}\n"
    return {FILE["betrieb"]: PORTRAIT.replace("  - id: praktikum\n    art: praktikum\n", offer), "content/daten/schulabschluesse.csv": RANKED}


@pytest.mark.parametrize(
    ("minimum", "shown"),
    [("ohne", {"ohne", "esa", "msa", "abi"}), ("esa", {"esa", "msa", "abi"}), ("msa", {"msa", "abi"}), ("abi", {"abi"})],
)
def test_an_offer_is_shown_for_its_certificate_and_every_higher_one(minimum: str, shown: set[str]) -> None:
    """What asks for less is open to whoever has more; ``ohne`` is open to all, also to those without any."""
    found = lists_with("betriebe/muster-metall/praktikum/", with_certificate(minimum))

    assert {path.split("/")[1] for path in found if re.fullmatch(r"abschluesse/\w+/", path)} == shown


def test_ones_own_certificate_comes_first() -> None:
    """In the list of a certificate stands first what asks for it, then what asks for less."""
    assert list(groups("abschluesse/abi/", with_certificate("abi"))) == ["Mindestens: Abitur", "Mindestens: Erster Schulabschluss"]


@pytest.mark.parametrize(
    ("now", "lists"),
    [
        (
            "2026-06-01 12:00",
            {"angebote/ausbildung/", "berufsfelder/metall/", "orte/probestadt/", "abschluesse/esa/", "abschluesse/msa/", "beginn/2027/", "klischeefrei/"},
        ),
        (
            "2027-08-01 23:59",
            {"angebote/ausbildung/", "berufsfelder/metall/", "orte/probestadt/", "abschluesse/esa/", "abschluesse/msa/", "beginn/2027/", "klischeefrei/"},
        ),
        ("2027-08-02 00:00", set()),
    ],
)
def test_an_offer_is_in_the_lists_of_all_its_properties_while_it_is_open(now: str, lists: set[str]) -> None:
    """Type, field, town, certificate, year and "klischeefrei" list an offer up to its last day, and none after it."""
    files = {FILE["betrieb"]: PORTRAIT.replace("    mindestabschluss: esa\n", "    mindestabschluss: esa\n    untypisch_fuer: maedchen\n")}

    assert lists_with("betriebe/muster-metall/metallbauer-2027/", files, at(now)) == lists


def test_further_sites_count_as_places() -> None:
    """A firm and its offers stand in the list of every town it works in."""
    files = {
        FILE["betrieb"]: PORTRAIT.replace("branche: metall\n", "branche: metall\nweitere_standorte: [{ort: nebendorf}]\n"),
        "content/daten/orte.csv": EVERYTHING["content/daten/orte.csv"] + "nebendorf,Nebendorf,00103,51.1,10.3\n",
    }

    assert {"orte/nebendorf/", "orte/probestadt/"} <= lists_with("betriebe/muster-metall/praktikum/", files)
    assert {"orte/nebendorf/", "orte/probestadt/"} <= lists_with("betriebe/muster-metall/", files)


def test_stories_of_those_who_did_stand_beside_the_offers() -> None:
    """„Klischeefrei“ has the offers under whoever is missing, and the stories; a story that is no longer agreed to goes."""
    firm = {FILE["betrieb"]: PORTRAIT.replace("    mindestabschluss: esa\n", "    mindestabschluss: esa\n    untypisch_fuer: maedchen\n")}
    gone = {FILE["geschichte"]: varied(STORY, gueltig_bis="2026-05-31")}

    assert list(groups("klischeefrei/", firm).values()) == [["Ausbildung: Metallbauer/in"], ["Funken und Geduld"]]
    assert list(groups("klischeefrei/", {**firm, **gone}).values()) == [["Ausbildung: Metallbauer/in"]]
