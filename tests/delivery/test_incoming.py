"""Mails told apart: a token says whose they are, what no person wrote never acts, and what is not certain is left for people."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.delivery.incoming_mails import ID, TOKENS, mail, report

from kammerton.delivery.incoming import Incoming, read_mail

CONFIRM = TOKENS.make("confirm", ID, datetime(2026, 12, 1, tzinfo=UTC))
OFF = TOKENS.make("unsubscribe", ID)
BOUNCE = TOKENS.make("bounce", ID)
ERIKA = "erika@firma.example"


@pytest.mark.parametrize(
    ("content", "kind", "bounce"),
    [
        (report("5.1.1"), "returned", "hard"),
        (report("5.4.4"), "returned", "hard"),
        (report("5.2.2"), "returned", "full"),
        (report("4.2.2", "delayed"), "returned", "full"),
        (report("4.4.1", "delayed"), "returned", "delay"),
        (report("5.7.1"), "returned", "policy"),
        (report("5.0.0"), "returned", "unspecific"),
        (report("5.0.0", diagnostic="550 5.1.1 <x>: unknown"), "returned", "hard"),
        (report("", diagnostic="550-5.1.1 The email account does not exist"), "returned", "hard"),
        (report("2.0.0", "delivered"), "automatic", None),
        (report("2.1.5", "relayed"), "automatic", None),
    ],
)
def test_delivery_reports(content: bytes, kind: str, bounce: str | None) -> None:
    """A report says how a mail came back; its token says whose it was, the copy it brings which issue."""
    found = read_mail(content)

    assert (found.kind, found.bounce, found.token, found.about, found.subscriber) == (kind, bounce, BOUNCE, "2026-11", ID)


def test_a_report_whose_address_lost_its_capital_letters_or_its_tag_in_one_header() -> None:
    """The tag is found in whatever header kept it, however it was spelt."""
    shouted = report("5.1.1", to=f"ZURUECK+{BOUNCE.upper()}@REGION.EXAMPLE")
    kept = report("5.1.1", to="zurueck@region.example").replace(
        b"Return-Path: <>\r\n", f"Return-Path: <>\r\nX-Original-To: zurueck+{BOUNCE}@region.example\r\n".encode()
    )

    assert [read_mail(content).token for content in (shouted, kept)] == [BOUNCE, BOUNCE]


@pytest.mark.parametrize(
    ("body", "kind", "bounce"),
    [
        ("Your message could not be delivered: 550 5.1.1 unknown user", "returned", "hard"),
        ("#5.2.2 mailbox full", "returned", "full"),
        ("Leider gibt es Frau Muster hier nicht mehr.", "person", None),
    ],
)
def test_notices_in_words(body: str, kind: str, bounce: str | None) -> None:
    """An old server's notice counts where it names a code; else a person reads it."""
    found = read_mail(mail(body, To=f"zurueck+{BOUNCE}@region.example", From="MAILER-DAEMON@alt.example"))

    assert (found.kind, found.bounce) == (kind, bounce)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"Subject": "Automatische Antwort: Neues aus der Region"},
        {"Subject": "Abwesenheitsnotiz"},
        {"Subject": "Ich bin nicht im Büro"},
        {"Subject": "Out of Office: Newsletter bestellen"},
    ],
)
@pytest.mark.parametrize("tag", ["", CONFIRM, OFF, BOUNCE])
def test_what_no_person_wrote_does_nothing(headers: dict[str, str], tag: str) -> None:
    """An absence note confirms nothing, signs nobody off and is no returned mail, wherever it arrives."""
    to = f"newsletter+{tag}@region.example" if tag else "newsletter@region.example"

    assert read_mail(mail("Ich bin bis Montag weg. 550 5.1.1", To=to, **headers)).kind == "automatic"


def test_an_answer_confirms() -> None:
    """Whoever answers the question whether it was them confirms; nothing need be written."""
    for body in ("", "Ja, gern!", "Ja\r\n\r\nAm 26. November schrieb die Region:\r\n> Wenn Sie das nicht waren, ignorieren Sie diese E-Mail."):
        assert read_mail(mail(body, To=f"abmelden+{CONFIRM}@region.example", Subject="Re: Bitte bestätigen")) == Incoming("reply", ERIKA, CONFIRM)


def test_an_answer_that_says_no_is_read_by_a_person() -> None:
    """Somebody who answers „Nein“ orders nothing."""
    for body in ("Nein, danke.", "Das war ich nicht", "Bitte abmelden!", "STOP", "No, thanks"):
        assert read_mail(mail(body, To=f"abmelden+{CONFIRM}@region.example")).kind == "person"


def test_an_answer_whose_tag_was_lost() -> None:
    """It says which letter it answers; whether that may be believed is decided where the list is known."""
    found = read_mail(mail("Ja", To="abmelden@region.example", In_Reply_To=f"<brief.7.{ID}@region.example>"))

    assert found == Incoming("reply", ERIKA, "", "brief", ID)


def test_signing_off() -> None:
    """By the token of the link in every issue, or in so many words."""
    assert read_mail(mail("", To=f"abmelden+{OFF}@region.example", Subject="abmelden")) == Incoming("off", ERIKA, OFF)
    for subject in ("abmelden", "Newsletter abbestellen", "Bitte um Abmeldung", "unsubscribe"):
        assert read_mail(mail("", Subject=subject)) == Incoming("off", ERIKA)


@pytest.mark.parametrize("subject", ["Newsletter bestellen", "newsletter  abonnieren", "Anmeldung zum Newsletter", "Subscribe"])
def test_wishes(subject: str) -> None:
    """The subject the site's link writes, and what people write instead."""
    assert read_mail(mail("", Subject=subject)) == Incoming("wish", ERIKA)


@pytest.mark.parametrize(
    "subject", ["Frage zum Newsletter", "Re: Newsletter Oktober: offene Stelle", "Ausbildungsplatz frei", "", "Wir melden uns", "Newsletter"]
)
def test_people_are_left_to_people(subject: str) -> None:
    """Whatever else arrives is somebody writing."""
    assert read_mail(mail("Guten Tag", Subject=subject)).kind == "person"


@pytest.mark.parametrize("sender", ["", "Zwei <a@x.example>, <b@x.example>", "undisclosed"])
def test_a_mail_from_nobody(sender: str) -> None:
    """Without exactly one sender there is none."""
    assert read_mail(mail("", From=sender)).sender == ""


def test_a_line_break_is_no_header() -> None:
    """An encoded line break in a subject adds no recipient, one in a name leaves no sender to act for."""
    found = read_mail(
        mail("", Subject="=?utf-8?q?Hallo=0D=0ATo=3A_a+" + OFF + "=40x.example?=", From="=?utf-8?q?A=0D=0ABcc=3A_x=40y.example?= <erika@firma.example>")
    )

    assert (found.kind, found.token, found.sender) == ("person", "", "")


@given(st.binary(max_size=300) | st.builds(lambda a, b: report("5.1.1")[:a] + b, st.integers(0, 1200), st.binary(max_size=80)))
def test_nothing_raises(content: bytes) -> None:
    """Whatever arrives, it is something."""
    assert read_mail(content).kind in ("returned", "reply", "wish", "off", "automatic", "person")
