"""The mailbox with real parts: reports a real Postfix wrote, in a mailbox a real Dovecot keeps, read by the real command."""

import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from smtplib import SMTP

import pytest
from tests.delivery.incoming_mails import mail
from tests.e2e.conftest import NOW, copy_project, kammerton
from tests.e2e.dovecot import PASSWORD, USER, Dovecot, running_dovecot
from tests.e2e.postfix import Postfix, running_postfix

from kammerton.adapters.subscribers import SubscriberList
from kammerton.app.subscriptions import Wish, ask_for, confirm
from kammerton.domain.moments import ZONE

pytestmark = pytest.mark.e2e
MOMENT = datetime.fromisoformat(NOW).replace(tzinfo=ZONE)
ACCOUNT = {"KAMMERTON_POSTFACH_BENUTZER": USER, "KAMMERTON_POSTFACH_KENNWORT": PASSWORD}


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    """One Postfix for all tests."""
    with running_postfix() as found:
        yield found


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    """A Dovecot with an empty mailbox."""
    with running_dovecot() as found:
        yield found


@pytest.fixture
def project(tmp_path: Path, dovecot: Dovecot) -> Path:
    """The example region with that mailbox."""
    project = copy_project(tmp_path / "projekt")
    settings(project, dovecot)
    return project


def settings(project: Path, dovecot: Dovecot, **further: str) -> None:
    """Tell the project where its mailbox is."""
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as out:
        out.write(f"\nPOSTFACH = { ({'server': dovecot.server} | further)!r}\n")


def postfach(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the mailbox."""
    return kammerton(project, "postfach", **(ACCOUNT | environment))


def reader(book: SubscriberList, address: str) -> str:
    """Somebody who gets the newsletter; their id."""
    ask_for(book, Wish(address, text="Ja."), MOMENT)
    who = book.with_address(address)
    assert who is not None
    confirm(book, book.tokens.make("confirm", who.id, MOMENT + timedelta(days=7)), MOMENT, Wish("", way="seite", text="Ja."))
    return who.id


def returned_by(postfix: Postfix, sender: str, recipient: str, id_: str) -> bytes:
    """The report a real Postfix writes about a mail to somebody who refuses it."""
    before = len(postfix.sink.messages)
    with SMTP("127.0.0.1", postfix.port) as relay:
        relay.sendmail(
            sender,
            [recipient],
            f"From: newsletter@region.example\r\nTo: {recipient}\r\nMessage-ID: <2026-11.{id_}@region.example>\r\nSubject: Neues\r\n\r\nGuten Tag\r\n",
        )
    found = [content for to, _, content in postfix.delivered(before + 1)[before:] if to == sender]
    assert len(found) == 1
    return found[0]


def states(project: Path) -> dict[str, str]:
    """Everybody's state, by address."""
    book = SubscriberList.of_project(project, "privat/versand")
    found = {who.address: who.state for who in book.everybody()}
    book.close()
    return found


def test_real_reports(project: Path, postfix: Postfix, dovecot: Dovecot) -> None:
    """5.1.1 ends a subscription, 5.2.2 is noted, 5.7.1 costs nobody anything; what a person wrote stays unread, and reading again changes nothing."""
    book = SubscriberList.of_project(project, "privat/versand")
    for name in ("niemand", "voll", "filter"):
        id_ = reader(book, f"{name}@firma.example")
        dovecot.deliver(returned_by(postfix, f"zurueck+{book.tokens.make('bounce', id_)}@region.example", f"{name}@firma.example", id_))
    book.close()
    dovecot.deliver(mail("Haben Sie noch Plätze frei?", Subject="Messe"), mail("", Subject="Abwesenheitsnotiz", Auto_Submitted="auto-replied"))

    first, second = postfach(project), postfach(project)

    assert (first.returncode, first.stderr) == (0, "")
    for told in (
        "5 neue Nachrichten",
        "1 Adresse gibt es nicht mehr",
        "1 Rückläufer ist vermerkt",
        "1 Nachricht hat ein Filter abgelehnt",
        "1 Nachricht ist für Menschen",
    ):
        assert told in first.stdout
    assert "0 neue Nachrichten" in second.stdout
    assert states(project) == {"niemand@firma.example": "bounced", "voll@firma.example": "confirmed", "filter@firma.example": "confirmed"}
    assert len(dovecot.left()) == 5


def test_signing_up_by_mail_without_any_web_server(project: Path, dovecot: Dovecot) -> None:
    """A mail asks, a mail asks back, its answer confirms, a mail signs off: with nothing but a mailbox."""
    dovecot.deliver(mail("", Subject="Newsletter bestellen", From="Mira <mira@firma.example>"))
    asked = postfach(project)
    letter = message_from_bytes(next((project / "privat" / "versand" / "ausgang" / "new").iterdir()).read_bytes(), policy=default)
    dovecot.deliver(
        mail(
            "Ja, das war ich.", To=str(letter["Reply-To"]), From="mira@firma.example", Subject=f"Re: {letter['Subject']}", In_Reply_To=str(letter["Message-ID"])
        )
    )
    confirmed = postfach(project)

    assert (letter["To"], letter["Auto-Submitted"]) == ("mira@firma.example", "auto-generated")
    assert "1 Brief ist hinausgegangen" in asked.stdout
    assert "1 Anmeldung ist bestätigt" in confirmed.stdout
    assert states(project) == {"mira@firma.example": "confirmed"}
    dovecot.deliver(mail("", Subject="abmelden", From="mira@firma.example"))
    assert "1 Abmeldung" in postfach(project).stdout
    assert states(project) == {"": "left"}


@pytest.mark.parametrize(("done", "left", "moved"), [("liegenlassen", 3, 0), ("verschieben", 1, 2), ("loeschen", 1, 0)])
def test_what_happens_to_mails_that_are_dealt_with(project: Path, dovecot: Dovecot, done: str, left: int, moved: int) -> None:
    """Nothing is moved or deleted without the setting, and never what a person wrote."""
    settings(project, dovecot, erledigtes=done, ordner_erledigt="Erledigte Rückläufer")
    dovecot.deliver(mail("", Subject="Newsletter bestellen"), mail("Guten Tag", Subject="Frage"), mail("", Subject="Abwesenheitsnotiz"))

    result = postfach(project)

    assert result.returncode == 0, result.stdout
    assert (dovecot.count(), dovecot.count("Erledigte R&APw-ckl&AOQ-ufer")) == (left, moved)


def test_what_can_be_wrong_is_told(project: Path, dovecot: Dovecot) -> None:
    """A wrong password, no account, a folder that is not there, nobody listening: a German sentence, exit code 2, nothing changed."""
    dovecot.deliver(mail("", Subject="Newsletter bestellen"))
    wrong = postfach(project, KAMMERTON_POSTFACH_KENNWORT="falsch")
    without = kammerton(project, "postfach")
    settings(project, dovecot, ordner="Gibt es nicht")
    folder = postfach(project)
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as out:
        out.write('\nPOSTFACH = {"server": "imap://127.0.0.1:9"}\n')
    nobody = postfach(project)
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as out:
        out.write('\nPOSTFACH = {"server": "imaps://jemand:geheim@mail.example"}\n')
    secret = postfach(project)

    results = (wrong, without, folder, nobody, secret)
    assert [result.returncode for result in results] == [2] * 5
    for result, told in zip(
        results, ("nimmt Benutzer und Kennwort nicht an", "KAMMERTON_POSTFACH_BENUTZER", "„Gibt es nicht“", "nicht zu erreichen", "F052"), strict=True
    ):
        assert told in result.stdout
        assert "Traceback" not in result.stdout + result.stderr
    assert states(project) == {}
    assert dovecot.count() == 1


def test_many_mails_of_people(project: Path, dovecot: Dovecot) -> None:
    """A mailbox that people use for other things, too, is read in batches; nothing of theirs is touched."""
    dovecot.deliver(*(mail(f"Nachricht {n} " + "x" * 5000, Subject=f"Frage {n}", Message_ID=f"<{n}@firma.example>") for n in range(300)))

    first, second = postfach(project), postfach(project)

    assert "300 Nachrichten sind für Menschen" in first.stdout
    assert "0 neue Nachrichten" in second.stdout
