"""What may be seen at a moment, and how things belong together."""

from datetime import datetime

import pytest
from tests.fakes import NOW, FakeSources
from tests.sample import EPISODE, FILES, ISSUE, PORTRAIT

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
