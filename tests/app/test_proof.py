"""Which issue is meant, what is said about it, and the folder of its board."""

from datetime import datetime, timedelta

import pytest
from tests.app.projects import AUSGABE, FIRM, build, issue, library, portrait
from tests.app.proofs import TEMPLATES, codes, proofs
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import EVERYTHING, FILES, SETTINGS

from kammerton.adapters.mail_programs import mail_programs
from kammerton.app.proof import board_folder, errors_of_next_issue, next_issue, prepare, wanted_issue
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.moments import ZONE

MARCH, APRIL, JUNE = (datetime(2026, month, 1, 12, tzinfo=ZONE) for month in (3, 4, 6))
TWO = {**FILES, "newsletter/2026-04.md": issue("", nummer="2", datum="2026-04-15", titel="Probebrief im April", betreff="Der April in der Probe")}


@pytest.mark.parametrize(("now", "expected"), [(MARCH, "2026-03"), (APRIL, "2026-04"), (JUNE, None)], ids=["both to come", "one to come", "none"])
def test_the_next_issue(now: datetime, expected: str | None) -> None:
    """The next issue is the first whose day has not passed."""
    found = next_issue(library(TWO, now=now))

    assert (found.id if found else None) == expected


def test_the_day_of_sending_counts() -> None:
    """An issue whose hour has passed is the next one until its day ends."""
    evening = datetime(2026, 3, 15, 23, tzinfo=ZONE)

    assert next_issue(library(TWO, now=evening)).id == "2026-03"  # type: ignore[union-attr]
    assert next_issue(library(TWO, now=evening + timedelta(hours=2))).id == "2026-04"  # type: ignore[union-attr]


def test_an_issue_can_be_named() -> None:
    """A name wins; without one it is the next, else the newest."""
    past = library(TWO, now=JUNE)

    assert [wanted_issue(past, wanted).id for wanted in ("2026-03", None)] == ["2026-03", "2026-04"]


@pytest.mark.parametrize(
    ("wanted", "files", "told"),
    [
        ("2026-3", FILES, "Eine Ausgabe „2026-3“ gibt es nicht. Meinten Sie „2026-03“?"),
        ("mai", FILES, "Eine Ausgabe „mai“ gibt es nicht. Es gibt: 2026-03."),
        ("2026-03", {**TWO, AUSGABE: issue("", status="entwurf") if "status:" in FILES[AUSGABE] else FILES[AUSGABE].replace("nummer:", "status: entwurf\nnummer:", 1)}, "Die Ausgabe „2026-03“ ist noch ein Entwurf."),
        (None, {path: text for path, text in FILES.items() if path != AUSGABE}, "Es gibt noch keine Ausgabe, die verschickt werden kann."),
    ],
    ids=["typo", "unknown", "draft", "none"],
)  # fmt: skip
def test_a_wrong_name_is_told(wanted: str | None, files: dict[str, str], told: str) -> None:
    """What cannot be meant is a sentence with what can."""
    with pytest.raises(SetupError) as raised:
        wanted_issue(library(files), wanted)

    assert WORDS.text(raised.value.message).startswith(told)


def test_errors_in_texts_come_first() -> None:
    """Where the content has errors nothing is built."""
    broken = {**FILES, FIRM: portrait(ort="nirgendwo")}

    report, built = prepare(FakeSources(broken, SETTINGS), NOW, WORDS, TEMPLATES)

    assert (report.has_errors, built) == (True, None)


def test_the_sample_is_fit() -> None:
    """Nothing keeps the sample's issue from being sent."""
    assert codes(proofs()[1][0]) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "link", "reason"),
    [
        ("content/termine/probemesse.md", "stand: 2026-02-10", "stand: 2026-02-10\nlage: abgesagt", "termin:probemesse", "Der Termin ist abgesagt."),
        ("content/termine/probemesse.md", "2026-09-12", "2026-05-12", "termin:probemesse", "Der Termin ist am Tag des Versands vorbei."),
        ("content/foerderung/startgeld.md", "antrag_bis: 2026-12-31", "antrag_bis: 2026-05-31", "foerderung:startgeld", "Die Förderung kann am Tag des Versands nicht mehr beantragt werden."),
        ("content/meldungen/halle.md", "ablauf: 2026-12-31", "ablauf: 2026-05-31", "meldung:halle", "Die Meldung ist am Tag des Versands abgelaufen."),
        (FIRM, "    start: 2027-08-01\n", "    start: 2026-01-01\n", "https://probe.example/betriebe/muster-metall/metallbauer-2027/", "Das Angebot ist am Tag des Versands geschlossen."),
    ],
    ids=["cancelled event", "past event", "ended funding", "expired news", "closed offer"],
)  # fmt: skip
def test_links_to_what_is_over(path: str, old: str, new: str, link: str, reason: str) -> None:
    """A link in an issue to something that has ended by the day of sending is an error with its reason; before that it is none."""
    text = f'  - text: "Sehen Sie [diese Sache von uns]({link}) an."\n  - folge: 001-am-amboss\n'
    files = {**EVERYTHING, AUSGABE: issue(text)}
    assert old in files[path]
    ended = {**files, path: files[path].replace(old, new)}

    assert "M018" not in codes(proofs(files)[1][0])
    told = [WORDS.text(d.what) for d in proofs(ended)[1][0].report.diagnostics if d.code == "M018"]
    assert told == [f"„diese Sache von uns“: {reason}"]


def test_an_issue_to_come_is_judged_for_its_day() -> None:
    """What ends between today and the day of sending is found today."""
    files = {**EVERYTHING, AUSGABE: issue('  - text: "Zur [Messe in der Halle](termin:probemesse)."\n  - folge: 001-am-amboss\n', datum="2026-10-15")}

    assert "M018" in codes(proofs(files)[1][0])


def test_findings_of_the_next_issue_are_counted() -> None:
    """One line after publishing: how many errors keep the next issue from being sent."""

    def counted(files: dict[str, str], now: datetime) -> tuple[str, int] | None:
        found = errors_of_next_issue(build(library(files, now=now)), FakeSources(files, SETTINGS), WORDS, mail_programs())
        return (found[0].id, found[1]) if found else None

    bad = {**FILES, AUSGABE: issue('  - text: "Mehr dazu [hier](seite:impressum)."\n  - folge: 001-am-amboss\n')}

    assert counted(bad, MARCH) == ("2026-03", 1)
    assert counted(FILES, MARCH) == ("2026-03", 0)
    assert counted(FILES, JUNE) is None


def test_editions_have_a_proof_each() -> None:
    """An issue for two audiences is two mails, and two boards."""
    text = issue('  - text: "Für Betriebe."\n    zielgruppe: [betriebe]\n  - text: "Für Schulen."\n    zielgruppe: [schulen]\n  - folge: 001-am-amboss\n')
    found = proofs({**FILES, AUSGABE: text.replace("nummer:", "zielgruppe: [betriebe, schulen]\nnummer:", 1)})[1]

    assert [proof.mail.name for proof in found] == ["2026-03.betriebe", "2026-03.schulen"]
    assert ["Für Schulen." in proof.mail.text for proof in found] == [False, True]


def test_the_folder_of_a_board() -> None:
    """Mail, text, message, board, one view for each way of showing it, and every picture of the mail."""
    built, (proof,) = proofs()
    folder = board_folder(proof, built, WORDS, TEMPLATES)

    assert set(folder.files) == {
        "2026-03.html", "2026-03.txt", "2026-03.eml", "pruefseite.html",
        "ansichten/hell.html", "ansichten/dunkel.html", "ansichten/ohne-bilder.html", "ansichten/ohne-stile.html",
    }  # fmt: skip
    assert {f"bilder/{address.rpartition('/')[2]}" for address in proof.read.pictures} == {*folder.copies, *folder.drawings}
    assert folder.drawings
    assert "https://probe.example/bilder/" not in folder.files["ansichten/hell.html"].decode()
