"""What goes into an issue, and in which order."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.app.projects import AUSGABE, FIRM, FOLGE, episode, issue, library, portrait
from tests.fakes import WORDS
from tests.sample import EVERYTHING, FILES

from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.vocabulary import Channel
from kammerton.newsletter.compose import compose
from kammerton.rendering.composition import Entry

OTHER = "content/betriebe/backstube.md"
# A second firm in another town and trade, a second episode, and the tables they need.
MORE = {
    **FILES,
    OTHER: portrait(titel="Backstube Süß", datum="2026-04-10", ort="nebendorf", beruf="baecker", branche="").replace("beruf: metallbauer", "beruf: baecker"),
    **episode(2, datum="2026-04-01 06:00"),
    "content/daten/orte.csv": FILES["content/daten/orte.csv"] + "nebendorf,Nebendorf,00103,51.1,10.3\n",
}


def sections(blocks: str, files: Mapping[str, str] = MORE, **changed: str) -> list[tuple[str, list[str]]]:
    """Heading and titles of each part of the issue with these blocks, without its editorial."""
    of = library({**files, AUSGABE: issue(blocks, **changed)})
    number = next(i for i in of.mailed_issues if i.id == "2026-03")
    return [(section.heading, [entry.title for entry in section.entries]) for section in compose(of, WORDS, number).sections if section.heading]


def titles(blocks: str, files: Mapping[str, str] = MORE, **changed: str) -> list[str]:
    """All titles of the issue with these blocks."""
    return [title for _, found in sections(blocks, files, **changed) for title in found]


def first_entry(blocks: str) -> Entry:
    """The first entry of the issue with these blocks."""
    of = library({**MORE, AUSGABE: issue(blocks)})
    return next(entry for section in compose(of, WORDS, of.issues[0]).sections for entry in section.entries)


def test_the_editorial_comes_first() -> None:
    """The text of the issue opens it, without a heading."""
    of = library()
    parts = compose(of, WORDS, of.issues[0]).sections

    assert of.issues[0].body == parts[0].document
    assert (parts[0].heading, parts[0].entries) == ("", ())


def test_blocks_come_in_their_order() -> None:
    """What the editors put first comes first."""
    blocks = "  - betrieb: backstube\n  - folge: 002-folge\n  - betrieb: muster-metall\n  - angebote: {art: praktikum}\n"

    assert sections(blocks) == [
        ("Betrieb im Porträt", ["Backstube Süß"]),
        ("Aus dem Podcast", ["Folge 2"]),
        ("Betrieb im Porträt", ["Muster Metall GmbH"]),
        ("Praktika", ["Praktikum: Bäcker/in", "Praktikum: Metallbauer/in"]),
    ]


def test_a_text_block_is_markdown() -> None:
    """A text of its own stands between the blocks around it, with its links."""
    of = library({**FILES, AUSGABE: issue('  - folge: 001-am-amboss\n  - text: "Zu [Metall](betrieb:muster-metall)."\n  - betrieb: muster-metall\n')})
    parts = compose(of, WORDS, of.issues[0]).sections

    assert [len(part.entries) for part in parts] == [0, 1, 0, 1]
    assert not parts[2].document.is_empty


@pytest.mark.parametrize(
    "blocks",
    [
        "  - neu: {arten: [folge]}\n  - folge: 002-folge\n",
        "  - folge: 002-folge\n  - neu: {arten: [folge]}\n",
        "  - neu: {arten: [folge]}\n  - neu: {arten: [folge]}\n",
        "  - folge: 002-folge\n  - folge: 002-folge\n",
    ],
    ids=["named after new", "named before new", "new twice", "named twice"],
)
def test_nothing_comes_twice(blocks: str) -> None:
    """However blocks overlap, each thing stands in an issue once."""
    assert titles(blocks, datum="2026-05-15").count("Folge 2") == 1


def test_offers_come_once() -> None:
    """Two selections that overlap share the offers between them."""
    found = titles("  - angebote: {beruf: baecker}\n  - angebote: {}\n")

    assert len(found) == 4
    assert len(set(found)) == 4


def test_an_issue_without_blocks_composes_itself() -> None:
    """New episodes, new firms, open training places."""
    assert sections("", datum="2026-05-15") == [
        ("Neue Folgen", ["Folge 2", "Am Amboss"]),
        ("Neue Betriebe", ["Backstube Süß", "Muster Metall GmbH"]),
        ("Ausbildungsplätze", ["Ausbildung: Bäcker/in", "Ausbildung: Metallbauer/in"]),
    ]


def test_a_self_composed_issue_has_five_of_each() -> None:
    """The newest five episodes are enough for one issue."""
    files = {**FILES, **{path: text for n in range(2, 9) for path, text in episode(n, datum=f"2026-03-{n:02} 06:00").items()}}

    assert dict(sections("", files, datum="2026-05-15"))["Neue Folgen"] == ["Folge 8", "Folge 7", "Folge 6", "Folge 5", "Folge 4"]


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ({}, ["Folge 2", "Am Amboss"]),
        ({"datum": "2026-03-15"}, ["Folge 2"]),
        ({"datum": "2026-03-01 05:59"}, ["Folge 2", "Am Amboss"]),
        ({"datum": "2026-03-01 06:00"}, ["Folge 2"]),
        ({"datum": "2026-04-02"}, []),
        ({"datum": "2026-05-16"}, ["Folge 2", "Am Amboss"]),
        ({"datum": "2026-03-15\nstatus: entwurf"}, ["Folge 2", "Am Amboss"]),
    ],
    ids=["first issue", "since the last", "a minute before", "the same minute", "all told", "a later issue does not count", "a draft does not count"],
)
def test_new_is_what_appeared_since_the_last_issue(earlier: dict[str, str], expected: list[str]) -> None:
    """From just after the last issue to the moment of this one."""
    last = {"newsletter/2026-02.md": issue("  - betrieb: muster-metall\n", nummer="9", **earlier)} if earlier else {}

    assert expected == titles("  - neu: {arten: [folge]}\n", {**MORE, **last}, datum="2026-05-15")


def test_what_appears_after_the_issue_waits_for_the_next() -> None:
    """An old issue does not change when newer things appear."""
    assert titles("  - neu: {arten: [folge, betrieb]}\n", datum="2026-03-15") == ["Am Amboss", "Muster Metall GmbH"]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("neu: {arten: [folge], max: 1}", ["Folge 2"]),
        ("neu: {arten: [folge, betrieb], max: 1}", ["Folge 2", "Backstube Süß"]),
        ("angebote: {art: praktikum, max: 1}", ["Praktikum: Bäcker/in"]),
        ("angebote: {max: 3}", ["Ausbildung: Bäcker/in", "Praktikum: Bäcker/in", "Ausbildung: Metallbauer/in"]),
    ],
)
def test_limits(block: str, expected: list[str]) -> None:
    """A block shows no more than its limit, of each kind."""
    assert expected == titles(f"  - {block}\n", datum="2026-05-15")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{art: ausbildung}", ["Ausbildung: Bäcker/in", "Ausbildung: Metallbauer/in"]),
        ("{ort: nebendorf}", ["Ausbildung: Bäcker/in", "Praktikum: Bäcker/in"]),
        ("{beruf: metallbauer}", ["Ausbildung: Metallbauer/in", "Praktikum: Metallbauer/in"]),
        ("{berufsfeld: lebensmittel}", ["Ausbildung: Bäcker/in", "Praktikum: Bäcker/in"]),
        ("{art: praktikum, ort: probestadt}", ["Praktikum: Metallbauer/in"]),
        ("{beruf: baecker, ort: probestadt}", []),
    ],
)
def test_offers_are_chosen(query: str, expected: list[str]) -> None:
    """By type, town, occupation and field, all of which must fit."""
    assert expected == titles(f"  - angebote: {query}\n")


def test_the_own_field_of_an_offer_counts() -> None:
    """An offer that states its field is found under it, not under its occupation's."""
    files = {**MORE, FIRM: portrait().replace("id: praktikum", "id: praktikum\n    berufsfeld: lebensmittel")}

    assert "Praktikum: Metallbauer/in" in titles("  - angebote: {berufsfeld: lebensmittel}\n", files)
    assert "Praktikum: Metallbauer/in" not in titles("  - angebote: {berufsfeld: metall}\n", files)


HIDING = {
    "draft": "status: entwurf\ntitel:",
    "embargoed": "titel:",
}


@pytest.mark.parametrize("block", ["folge: 002-folge", "neu: {arten: [folge]}"])
@pytest.mark.parametrize("hidden", ["draft", "embargoed"])
def test_hidden_episodes_are_absent(block: str, hidden: str) -> None:
    """A draft and an embargoed episode leave no trace in any issue, even where a block names them."""
    files = {**MORE, **episode(2, datum="2026-06-02 06:00" if hidden == "embargoed" else "2026-04-01 06:00")}
    files["episodes/002-folge.md"] = files["episodes/002-folge.md"].replace("titel:", HIDING[hidden], 1)

    assert "Folge 2" not in titles(f"  - {block}\n", files, datum="2026-06-15")


@pytest.mark.parametrize("block", ["betrieb: backstube", "neu: {arten: [betrieb]}", "angebote: {ort: nebendorf}"])
@pytest.mark.parametrize("hidden", ["draft", "embargoed"])
def test_hidden_firms_and_their_offers_are_absent(block: str, hidden: str) -> None:
    """A draft and an embargoed firm leave no trace, and neither do their offers."""
    text = MORE[OTHER].replace("titel:", HIDING[hidden], 1)
    files = {**MORE, OTHER: text.replace("datum: 2026-04-10", "datum: 2026-06-02") if hidden == "embargoed" else text}

    assert [title for title in titles(f"  - {block}\n", files, datum="2026-06-15") if "Back" in title or "Bäcker" in title] == []


@pytest.mark.parametrize(
    "line",
    ["bewerbungsschluss: 2026-05-31", "stand_plaetze: vergeben", "seit: 2026-06-02", "termine: [{von: 2026-05-30}]"],
    ids=["deadline", "taken", "later", "past"],
)
def test_closed_offers_are_absent(line: str) -> None:
    """What nobody can apply for is not in the mail."""
    files = {**MORE, FIRM: portrait().replace("id: praktikum", f"id: praktikum\n    {line}")}

    assert titles("  - angebote: {art: praktikum}\n", files) == ["Praktikum: Bäcker/in"]


def test_archived_things_are_not_new() -> None:
    """An archived episode and an archived firm are not announced."""
    files = {path: text.replace("titel:", "status: archiv\ntitel:", 1) if path in ("episodes/002-folge.md", OTHER) else text for path, text in MORE.items()}

    assert titles("  - neu: {}\n", files, datum="2026-05-15") == ["Am Amboss", "Muster Metall GmbH"]


def test_a_block_with_nothing_in_it_has_no_heading() -> None:
    """Where a selection is empty there is no part of the issue."""
    assert sections("  - angebote: {beruf: baecker, ort: probestadt}\n  - betrieb: muster-metall\n") == [("Betrieb im Porträt", ["Muster Metall GmbH"])]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "betrieb: muster-metall",
            Entry("Muster Metall GmbH", "betriebe/muster-metall/", "Zum Steckbrief von Muster Metall GmbH", "Treppen und Tore.", ("Probestadt",)),
        ),
        (
            "folge: 001-am-amboss",
            Entry("Am Amboss", "podcast/001-am-amboss/", "„Am Amboss“ anhören", "Ein Tag in der Schmiede.", ("1. März 2026", "60 Sekunden")),
        ),
        (
            "angebote: {art: ausbildung, beruf: metallbauer}",
            Entry(
                "Ausbildung: Metallbauer/in",
                "betriebe/muster-metall/metallbauer-2027/",
                "Zum Angebot von Muster Metall GmbH",
                "",
                ("Muster Metall GmbH, Probestadt", "ab 1. August 2027", "mindestens ESA"),
            ),
        ),
    ],
    ids=["firm", "episode", "offer"],
)
def test_entries(block: str, expected: Entry) -> None:
    """Title, page, words of the link, teaser and facts come from the item; the words of a link name where it leads."""
    entry = first_entry(f"  - {block}\n")

    assert expected == replace(entry, kind="", id="", picture=None)


def test_invented_firms_are_marked() -> None:
    """A firm marked as an example is one in the mail, and so are its offers."""
    of = library({**FILES, FIRM: portrait(titel="Muster Metall GmbH\nbeispiel: ja"), AUSGABE: issue("  - betrieb: muster-metall\n  - angebote: {}\n")})

    assert {entry.is_example for section in compose(of, WORDS, of.issues[0]).sections for entry in section.entries} == {True}


CONSENTS = "nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,web,,\nE-0002,web|newsletter,,\n"
NAMED = "  - geschichte: funken\n  - betrieb: muster-metall\n  - folge: 001-am-amboss\n  - angebote: {art: praktikum}\n"
ALL_NEW = "  - neu: {arten: [betrieb, folge, geschichte]}\n"


@pytest.mark.parametrize("blocks", [NAMED, ALL_NEW], ids=["named", "new"])
def test_only_what_may_be_mailed_is_mailed(blocks: str) -> None:
    """A consent for the website alone keeps a story, a firm with its offers and an episode out of the mail; one for both does not."""
    agreed = {
        **EVERYTHING,
        FIRM: portrait().replace("branche: metall", "branche: metall\neinwilligung: E-0002"),
        FOLGE: EVERYTHING[FOLGE].replace("    rolle: mod", "    einwilligung: E-0002\n    rolle: mod"),
        "content/geschichten/funken.md": EVERYTHING["content/geschichten/funken.md"].replace("E-0001", "E-0002"),
        "content/daten/einwilligungen.csv": CONSENTS,
    }
    web_only = {path: text.replace("E-0002", "E-0001") if path.endswith(".md") else text for path, text in agreed.items()}

    assert {"Funken und Geduld", "Muster Metall GmbH", "Am Amboss"} <= set(titles(blocks, agreed))
    assert titles(blocks, web_only) == []


def test_cancelled_events_are_no_news() -> None:
    """Neither among new entries nor among the next events; a block that names one shows it."""
    event = "content/termine/probemesse.md"
    cancelled = {**EVERYTHING, event: EVERYTHING[event].replace("art: messe", "art: messe\nlage: abgesagt").replace("2026-09-12", "2026-06-12")}

    assert titles("  - neu: {arten: [termin]}\n  - termine: {tage: 200}\n", cancelled) == []
    assert titles("  - termin: probemesse\n", cancelled) == ["Probemesse"]


# --- deadlines ----------------------------------------------------------------------------------------------------

STARTGELD, MESSE = "content/foerderung/startgeld.md", "content/termine/probemesse.md"
SOON = {
    **EVERYTHING,
    STARTGELD: EVERYTHING[STARTGELD].replace("antrag_bis: 2026-12-31", "antrag_bis: 2026-06-20"),
    MESSE: EVERYTHING[MESSE].replace("art: messe", "art: messe\nanmeldeschluss: 2026-07-01"),
    FIRM: portrait().replace("id: praktikum", "id: praktikum\n    bewerbungsschluss: 2026-06-10"),
}


def test_deadlines_about_to_end() -> None:
    """Those of programmes, offers and events, the nearest first, each with its day."""
    of = library({**SOON, AUSGABE: issue("  - fristen: {}\n", datum="2026-06-01")})
    entries = [entry for section in compose(of, WORDS, of.mailed_issues[0]).sections for entry in section.entries]

    assert [entry.title for entry in entries] == ["Praktikum: Metallbauer/in", "Startgeld", "Probemesse"]
    assert [next(fact for fact in entry.facts if "bis" in fact and "Uhr" not in fact) for entry in entries] == [
        "bewerben bis 10. Juni 2026", "Antrag bis 20. Juni 2026", "Anmeldung bis 1. Juli 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [("{tage: 9}", ["Praktikum: Metallbauer/in"]), ("{tage: 8}", []), ("{max: 2}", ["Praktikum: Metallbauer/in", "Startgeld"])],
)
def test_deadlines_are_chosen(query: str, expected: list[str]) -> None:
    """Up to the last day of the span, and no more than the limit."""
    assert titles(f"  - fristen: {query}\n", SOON, datum="2026-06-01") == expected


def test_a_deadline_before_the_issue_is_none() -> None:
    """What ends before the issue goes out does not stand in it, though it is open today."""
    assert titles("  - fristen: {}\n", SOON, datum="2026-06-21") == ["Probemesse"]


def test_deadlines_and_places_do_not_repeat() -> None:
    """An offer among the deadlines is not among the places again, and an issue without blocks has both."""
    files = {**SOON, FIRM: portrait().replace("id: metallbauer-2027", "id: metallbauer-2027\n    bewerbungsschluss: 2026-06-10")}
    found = dict(sections("", files, datum="2026-06-01"))

    assert "Ausbildung: Metallbauer/in" in found["Diese Fristen enden bald"]
    assert "Ausbildungsplätze" not in found


# --- what is over -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "path", "line"), [("termin: probemesse", MESSE, "beginn: 2026-06-10 09:00"), ("foerderung: startgeld", STARTGELD, "antrag_bis: 2026-06-10")]
)
@pytest.mark.parametrize(("day", "is_in"), [("2026-06-09", True), ("2026-06-12", False)])
def test_what_is_over_is_not_in_the_issue(block: str, path: str, line: str, day: str, is_in: bool) -> None:
    """An event that is past and a programme that has ended on the day of the issue are left out, even where a block names them."""
    key = line.partition(":")[0]
    text = "\n".join(line if old.startswith(f"{key}:") else old for old in EVERYTHING[path].split("\n") if not old.startswith("ende:"))

    assert bool(titles(f"  - {block}\n", {**EVERYTHING, path: text}, datum=day)) is is_in


# --- editions -----------------------------------------------------------------------------------------------------

DIVIDED = "  - betrieb: muster-metall\n  - text: Liebe Lehrkräfte.\n    zielgruppe: [schulen]\n  - wissen: erstes-mal\n    zielgruppe: [betriebe]\n"


def editions(blocks: str, audience: str) -> dict[str, list[str]]:
    """What stands in each edition: titles of entries, and the first words of texts."""
    of = library({**EVERYTHING, AUSGABE: issue(blocks).replace("nummer: 1", f"nummer: 1\nzielgruppe: {audience}")})
    number = next(i for i in of.mailed_issues if i.id == "2026-03")
    found = {}
    for edition in number.editions:
        composition = compose(of, WORDS, number, edition)
        parts = [[entry.title for entry in section.entries] or [section.kind] for section in composition.sections[1:]]
        found[composition.name] = [title for part in parts for title in part]
    return found


def test_one_file_makes_an_edition_for_each_audience() -> None:
    """A block for an audience stands in its edition only, the others in all."""
    assert editions(DIVIDED, "[betriebe, schulen]") == {
        "2026-03.betriebe": ["Muster Metall GmbH", "Zum ersten Mal ausbilden"],
        "2026-03.schulen": ["Muster Metall GmbH", "text"],
    }


@pytest.mark.parametrize("audience", ["[betriebe]", "[betriebe, schulen]", "[]"])
def test_without_blocks_for_some_there_is_one_edition(audience: str) -> None:
    """Where nothing differs, everybody gets the same mail under the issue's own name."""
    assert list(editions("  - betrieb: muster-metall\n", audience)) == ["2026-03"]


def test_the_archive_shows_every_block() -> None:
    """The page of an issue holds what any of its readers got."""
    of = library({**EVERYTHING, AUSGABE: issue(DIVIDED).replace("nummer: 1", "nummer: 1\nzielgruppe: [betriebe, schulen]")})

    assert len(compose(of, WORDS, of.mailed_issues[0]).sections) == 4


@pytest.mark.parametrize(
    ("audience", "event", "expected"),
    [
        ("[betriebe]", "[jugendliche, eltern]", False),
        ("[betriebe, eltern]", "[jugendliche, eltern]", True),
        ("[]", "[eltern]", True),
        ("[betriebe]", "[]", True),
    ],
)
def test_what_is_chosen_suits_the_readers(audience: str, event: str, expected: bool) -> None:
    """An event for parents is not in an issue for firms; what names nobody is for everybody."""
    files = {**EVERYTHING, MESSE: EVERYTHING[MESSE].replace("[jugendliche, eltern]", event).replace("2026-09-12", "2026-06-12")}

    assert ("Probemesse" in titles("  - termine: {}\n", files, datum=f"2026-06-01\nzielgruppe: {audience}")) is expected


def test_programmes_suit_those_they_pay() -> None:
    """A programme for young people is no news for firms; firms, episodes and stories are told of to everybody."""
    youth = {
        **EVERYTHING,
        STARTGELD: EVERYTHING[STARTGELD].replace("fuer: [betriebe]", "fuer: [jugendliche]"),
        FIRM: portrait(titel="Muster\nzielgruppe: [jugendliche]"),
    }

    assert titles("  - neu: {arten: [foerderung, betrieb]}\n", youth, datum="2026-06-01\nzielgruppe: [betriebe]") == ["Muster"]


class Counting(Library):
    """A library that counts how often it is asked whether something may be mailed."""

    asked = 0

    def agrees(self, item: Item, channel: Channel) -> bool:
        """Count, and answer."""
        self.asked += channel == "newsletter"
        return super().agrees(item, channel)


@pytest.mark.parametrize("blocks", ["", "  - neu: {arten: [betrieb]}\n  - betrieb: muster-metall\n  - angebote: {art: praktikum, max: 3}\n"])
def test_old_firms_cost_an_issue_nothing(blocks: str) -> None:
    """However many firms appeared before the last issue, composing one asks about no more of them."""
    asked = []
    for old in (10, 40):
        firms = {f"content/betriebe/alt-{n}.md": portrait(titel=f"Alter Betrieb {n}", datum="2025-01-10") for n in range(old)}
        before = {"newsletter/2026-02.md": issue("", titel="Früher", nummer="1", datum="2026-02-01")}
        of = library({**MORE, **firms, **before, AUSGABE: issue(blocks, nummer="2")})
        counting = Counting(of.inventory, of.now)
        compose(counting, WORDS, next(i for i in of.mailed_issues if i.id == "2026-03"))
        asked.append(counting.asked)

    assert asked[0] == asked[1] > 0
