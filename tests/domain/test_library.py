"""What may be seen at a moment, and how things belong together."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.fakes import NOW, FakeSources
from tests.sample import EPISODE, FILES, ISSUE, PORTRAIT, SETTINGS

from kammerton.app.load import load
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE

FIRM, FOLGE, AUSGABE = "content/betriebe/muster-metall.md", "episodes/001-am-amboss.md", "newsletter/2026-03.md"


def library(changes: dict[str, str] | None = None, now: datetime = NOW) -> Library:
    """The sample with some files changed; it must have no errors."""
    found, report = load(FakeSources({**FILES, **(changes or {})}), now)
    assert not report.has_errors
    return found


def offer(**fields: str) -> str:
    """The sample's portrait with a single internship that has the given fields."""
    extra = "".join(f"    {key}: {value}\n" for key, value in fields.items())
    start = PORTRAIT.index("  - id: metallbauer-2027")
    return PORTRAIT[:start] + f"  - id: eins\n    art: praktikum\n    beruf: metallbauer\n{extra}" + PORTRAIT[PORTRAIT.index("---\n## Das") :]


@pytest.mark.parametrize(
    ("fields", "day", "expected"),
    [
        ({}, "2036-01-01", True),
        ({"bewerbungsschluss": "2026-06-01"}, "2026-06-01", True),
        ({"bewerbungsschluss": "2026-06-01"}, "2026-06-02", False),
        ({"start": "2026-08-01"}, "2026-08-01", True),
        ({"start": "2026-08-01"}, "2026-08-02", False),
        ({"start": "2026-08-01", "bewerbungsschluss": "2026-07-01"}, "2026-07-15", False),
        ({"termine": "[{von: 2026-05-01}, {von: 2026-07-01, bis: 2026-07-03}]"}, "2026-07-03", True),
        ({"termine": "[{von: 2026-05-01}, {von: 2026-07-01, bis: 2026-07-03}]"}, "2026-07-04", False),
        ({"stand_plaetze": "vergeben"}, "2026-06-01", False),
        ({"stand_plaetze": "wenige"}, "2026-06-01", True),
    ],
)
def test_when_an_offer_is_open(fields: dict[str, str], day: str, expected: bool) -> None:
    """An offer is open up to its deadline, else its start, else the last of its dates, while places are left."""
    found = library({FIRM: offer(**fields)}, datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZONE))

    assert [expected] == [entry.is_open for entry in found.offers]
    assert expected == bool(found.open_offers)


def test_an_offer_of_the_future_waits() -> None:
    """``seit`` keeps an offer out of everything until its day."""
    changed = {FIRM: PORTRAIT.replace("    art: praktikum\n", "    art: praktikum\n    seit: 2026-07-01\n")}

    assert [entry.offer.id for entry in library(changed).offers] == ["metallbauer-2027"]
    assert len(library(changed, datetime(2026, 7, 1, tzinfo=ZONE)).offers) == 2


@pytest.mark.parametrize("hide", ["status: entwurf\n", ""], ids=["draft", "embargo"])
def test_hidden_things_are_in_no_relation(hide: str) -> None:
    """A hidden firm is gone from lists, occupations and episodes; a hidden episode from firms and occupations."""
    date = "datum: 2026-01-10" if hide else "datum: 2027-01-10"
    without_firm = library({FIRM: PORTRAIT.replace("datum: 2026-01-10", f"{hide}{date}")})
    without_episode = library({FOLGE: EPISODE.replace("datum: 2026-03-01 06:00", f"{hide}datum: {'2026' if hide else '2027'}-03-01 06:00")})

    assert (without_firm.portraits, without_firm.offers, without_firm.offers_by_occupation) == ((), (), {})
    assert without_firm.portraits_of(without_firm.episodes[0].episode) == ()
    assert (without_episode.episodes, without_episode.episodes_by_portrait, without_episode.episodes_by_occupation, without_episode.shows) == ((), {}, {}, ())


def test_relations_have_two_sides() -> None:
    """What an episode names is found from the firm and from the occupation, and the other way round."""
    found = library()
    episode, firm = found.episodes[0], found.portraits[0]

    assert found.portraits_of(episode.episode) == (firm,)
    assert found.episodes_by_portrait == {"muster-metall": (episode,)}
    assert found.episodes_by_occupation == {"metallbauer": (episode,)}
    assert [occupation.id for occupation in found.occupations] == ["metallbauer"]
    assert {"metallbauer": found.offers} == found.offers_by_occupation


def test_archived_things_keep_their_page_only() -> None:
    """An archived firm is visible but not listed, and nothing of it is open."""
    found = library({FIRM: PORTRAIT.replace("kurz:", "status: archiv\nkurz:"), FOLGE: EPISODE.replace("kurz:", "status: archiv\nkurz:")})

    assert len(found.portraits) == len(found.episodes) == len(found.shows) == 1
    assert (found.listed(found.portraits), found.open_offers, found.listed_episodes) == ((), (), ())


def test_issues_of_the_future_are_mailed_only() -> None:
    """An issue is mailed before its day and in the archive from its day on; a draft is neither."""
    future = library({AUSGABE: ISSUE.replace("2026-03-15", "2026-09-15")})
    draft = library({AUSGABE: ISSUE.replace("kurz:", "status: entwurf\nkurz:")})

    assert (future.issues, len(future.mailed_issues)) == ((), 1)
    assert (draft.issues, draft.mailed_issues) == ((), ())


def test_as_of_is_never_after_today() -> None:
    """The day called Stand is the newest on which something was checked, and none that has not come."""
    tomorrow = library({FIRM: PORTRAIT.replace("stand: 2026-02-01", "stand: 2026-12-24")})

    assert (library().as_of, tomorrow.as_of) == (datetime(2026, 3, 1).date(), datetime(2026, 3, 1).date())


def test_order() -> None:
    """Firms stand A to Z after DIN 5007-1, episodes newest first."""
    files = {f"content/betriebe/{n}.md": PORTRAIT.replace("Muster Metall GmbH", name) for n, name in enumerate(["Zech", "Ärzte", "Anton"])}
    files["episodes/002-neu.md"] = EPISODE.replace("nummer: 1", "nummer: 2").replace("2026-03-01", "2026-04-01")
    found = library(files)

    assert [portrait.title for portrait in found.portraits] == ["Anton", "Ärzte", "Muster Metall GmbH", "Zech"]
    assert [entry.episode.id for entry in found.episodes] == ["002-neu", "001-am-amboss"]


def test_now_decides_what_is_seen() -> None:
    """An item appears in the very second of its date, not before, whatever the time zone of the clock."""
    moment = datetime(2026, 3, 1, 5, tzinfo=UTC)  # 06:00 in the region

    assert [len(library(now=now).episodes) for now in (moment - timedelta(seconds=1), moment)] == [0, 1]


def test_the_day_is_the_regions() -> None:
    """Late in the evening elsewhere it may be the next day here: deadlines follow the region."""
    late = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)  # 2 June, 00:30 in the region
    found = library({FIRM: offer(bewerbungsschluss="2026-06-01")}, late)

    assert (date(2026, 6, 2), [False]) == (found.today, [entry.is_open for entry in found.offers])


def test_a_firm_that_speaks_is_related_once() -> None:
    """Named and speaking, a firm has the episode once; the order is the one the episode gives."""
    second = PORTRAIT.replace("Muster Metall GmbH", "Anton GmbH")
    voices = EPISODE.replace(
        "    rolle: moderation\n", "    rolle: moderation\n    betrieb: anton\n  - name: Ole\n    rolle: gast\n    betrieb: muster-metall\n"
    )
    found = library({"content/betriebe/anton.md": second, FOLGE: voices})

    assert [portrait.id for portrait in found.portraits_of(found.episodes[0].episode)] == ["muster-metall", "anton"]
    assert {id_: len(entries) for id_, entries in found.episodes_by_portrait.items()} == {"muster-metall": 1, "anton": 1}


def test_counts_follow_what_is_open() -> None:
    """Offers are counted by type and firm, closed ones in the firm's list only."""
    found = library({FIRM: PORTRAIT.replace("start: 2027-08-01", "start: 2026-01-01")})

    assert (
        {k: len(e) for k, e in found.offers_by_portrait.items()},
        {k: len(e) for k, e in found.open_offers_by_type.items()},
    ) == ({"muster-metall": 2}, {"praktikum": 1})
    assert (len(found.offers), len(found.open_offers), [occupation.id for occupation in found.occupations]) == (2, 1, ["metallbauer"])


def test_a_hidden_firm_opens_no_occupation() -> None:
    """An occupation that only hidden things name has no page."""
    hidden = PORTRAIT.replace("beruf: metallbauer", "beruf: baecker").replace("kurz:", "status: entwurf\nkurz:")
    shown = hidden.replace("status: entwurf\n", "")

    assert [[o.id for o in library({"content/betriebe/b.md": text}).occupations] for text in (hidden, shown)] == [["metallbauer"], ["baecker", "metallbauer"]]


@pytest.mark.parametrize("form", ["schraegstrich", "paar", "doppelpunkt"])
def test_the_setting_decides_how_occupations_are_written(form: str) -> None:
    """One setting is used for every occupation."""
    found = load(FakeSources(settings={**SETTINGS, "GENDER_FORM": form}), NOW)[0]

    assert {"schraegstrich": "Metallbauer/in", "paar": "Metallbauerin / Metallbauer", "doppelpunkt": "Metallbauer:in"}[form] == found.name_of(
        found.occupations[0]
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, ["metall"]), ({"berufsfeld": "lebensmittel"}, ["lebensmittel"])],
    ids=["of the occupation", "its own"],
)
def test_the_fields_of_an_offer(fields: dict[str, str], expected: list[str]) -> None:
    """An offer's own field counts before those of its occupation."""
    found = library({FIRM: offer(**fields)})

    assert expected == [field.id for field in found.fields_of(found.offers[0].offer)]


def test_nothing_counted_has_no_day() -> None:
    """A site without firms and episodes has no day called Stand."""
    found = load(FakeSources({path: text for path, text in FILES.items() if path not in (FIRM, FOLGE, AUSGABE)}), NOW)[0]

    assert found.as_of is None
