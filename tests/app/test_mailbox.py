"""Reading the mailbox: what comes of each mail, and that reading it twice changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from tests.delivery.incoming_mails import mail, report
from tests.fakes import NOW

from kammerton.adapters.subscribers import SubscriberList
from kammerton.app.mailbox import Emptied, Outcome, Post, read_mailbox
from kammerton.app.subscriptions import Wish, ask_for, confirm
from kammerton.app.watch import UNWATCHED
from kammerton.delivery.subscriber import MOST_LETTERS, Subscriber
from kammerton.domain.diagnostic import M, SetupError

CONSENT = "Ja, ich möchte den Newsletter."
ERIKA = "erika@firma.example"


class FakeMailbox:
    """A mailbox in memory; ``away`` are the mails that were put away, and breaking off at one of them is like losing the connection."""

    def __init__(self, *mails: bytes, breaks_at: int = -1) -> None:
        self.mails_, self.away, self.read, self._breaks_at = list(mails), list[int](), 0, breaks_at

    def mails(self) -> Iterator[Post]:
        for number, content in enumerate(self.mails_):
            yield Post(number, sha256(content).digest())

    def content(self, number: int) -> bytes | None:
        if number == self._breaks_at:
            raise SetupError(M("weg"))
        self.read += 1
        return self.mails_[number]

    def put_away(self, number: int) -> None:
        self.away.append(number)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SubscriberList]:
    """An empty list."""
    found = SubscriberList.of_project(tmp_path, "v")
    yield found
    found.close()


def read(book: SubscriberList, *mails: bytes, days: int = 0) -> list[Outcome]:
    """What comes of these mails."""
    return list(_emptied(book, FakeMailbox(*mails), days).outcomes.elements())


def _emptied(book: SubscriberList, mailbox: FakeMailbox, days: int = 0) -> Emptied:
    with UNWATCHED.stage(M("Postfach")) as progress:
        return read_mailbox(mailbox, book, CONSENT, NOW + timedelta(days=days), progress)


def wanted(book: SubscriberList) -> Subscriber:
    """Erika asked for the newsletter."""
    ask_for(book, Wish(ERIKA, text=CONSENT), NOW)
    found = book.with_address(ERIKA)
    assert found is not None
    return found


def reader(book: SubscriberList) -> Subscriber:
    """Erika gets the newsletter."""
    found = confirm(book, book.tokens.make("confirm", wanted(book).id, NOW + timedelta(days=7)), NOW, Wish("", way="seite", text=CONSENT))
    assert found is not None
    return found


def state(book: SubscriberList) -> str:
    """What Erika is now."""
    found = book.with_address(ERIKA)
    return found.state if found else "unknown"


def returned(book: SubscriberList, who: Subscriber, status: str, issue: str = "2026-11") -> bytes:
    """A report about an issue to somebody."""
    return report(status, to=f"zurueck+{book.tokens.make('bounce', who.id)}@region.example", original=f"<{issue}.{who.id}@region.example>")


def test_signing_up_by_mail_alone(book: SubscriberList) -> None:
    """Asked for by mail, asked back by mail, confirmed by an answer: three mails, and the proof says so."""
    assert read(book, mail(Subject="Newsletter bestellen")) == ["asked"]
    letter = book.due_letters()[0]
    answer = mail("Ja", To=f"abmelden+{book.tokens.make('confirm', letter.subscriber, NOW + timedelta(days=7))}@region.example", Subject="Re: Bitte bestätigen")

    assert (letter.kind, state(book)) == ("opt_in", "wanted")
    assert read(book, answer) == ["confirmed"]
    assert [(e.evidence.what, e.evidence.how) for e in book.consents.entries()] == [("requested", "e-mail"), ("confirmed", "e-mail")]
    assert book.consents.broken() == []


def test_an_answer_whose_tag_was_lost(book: SubscriberList) -> None:
    """It confirms where it answers our letter and comes from the address the letter went to; else a person reads it."""
    id_ = wanted(book).id
    headers = {"To": "abmelden@region.example", "In_Reply_To": f"<brief.1.{id_}@region.example>"}

    assert read(book, mail("Ja", From="jemand@anders.example", **headers)) == ["person"]
    assert read(book, mail("Ja", **headers)) == ["confirmed"]


def test_an_absence_note_confirms_nothing(book: SubscriberList) -> None:
    """A machine that answers the letter is not the person."""
    token = book.tokens.make("confirm", wanted(book).id, NOW + timedelta(days=7))

    assert read(book, mail("Bin weg", To=f"abmelden+{token}@region.example", Auto_Submitted="auto-replied")) == ["automatic"]
    assert state(book) == "wanted"


def test_an_answer_that_comes_too_late(book: SubscriberList) -> None:
    """After the token is over an answer confirms nothing."""
    token = book.tokens.make("confirm", wanted(book).id, NOW + timedelta(days=7))

    assert read(book, mail("Ja", To=f"abmelden+{token}@region.example"), days=8) == ["unknown"]
    assert state(book) == "wanted"


def test_signing_off_with_a_token_and_without(book: SubscriberList) -> None:
    """The token in the link decides, whoever sends it; without one the sender does."""
    who = reader(book)

    assert read(book, mail("", From="kollege@firma.example", To=f"abmelden+{book.tokens.make('unsubscribe', who.id)}@region.example", Subject="abmelden")) == [
        "left"
    ]
    assert state(book) == "left"
    reader(book)
    assert read(book, mail("", Subject="Newsletter abbestellen")) == ["left"]
    assert state(book) == "left"
    assert read(book, mail("", Subject="abmelden", From="niemand@nirgends.example")) == ["person"]


def test_forged_tokens_do_nothing(book: SubscriberList) -> None:
    """A token that is not ours, or for something else, signs nobody off and confirms nothing."""
    who = reader(book)
    right = book.tokens.make("unsubscribe", who.id)
    wrong = [right[:-1] + ("a" if right[-1] != "a" else "b"), f"a{who.id}{'a' * 16}", book.tokens.make("bounce", who.id).replace("r", "a", 1)]

    assert read(book, *(mail("", To=f"abmelden+{token}@region.example", Subject="hallo") for token in wrong)) == ["unknown"] * 3
    assert state(book) == "confirmed"


@pytest.mark.parametrize(
    ("reports", "outcomes", "after"),
    [
        ([("5.1.1", "2026-11")], ["dead"], "bounced"),
        ([("5.2.2", "2026-09"), ("5.2.2", "2026-10")], ["returned"] * 2, "confirmed"),
        ([("5.2.2", "2026-09"), ("4.4.1", "2026-10"), ("5.2.2", "2026-11")], ["returned", "returned", "dead"], "bounced"),
        ([("5.0.0", "2026-10"), ("5.0.0", "2026-11")], ["returned", "dead"], "bounced"),
        ([("5.7.1", f"2026-{month:02}") for month in range(1, 11)], ["policy"] * 10, "confirmed"),
    ],
)
def test_returned_mails(book: SubscriberList, reports: list[tuple[str, str]], outcomes: list[Outcome], after: str) -> None:
    """An address that is not there is given up at once, a full one after three issues, a filter never costs a firm its newsletter."""
    who = reader(book)

    found = [outcome for status, issue in reports for outcome in read(book, returned(book, who, status, issue))]

    assert (found, state(book)) == (outcomes, after)


def test_a_forged_report_gives_nobody_up(book: SubscriberList) -> None:
    """Without our token a report is hearsay, whatever address or Message-ID it names."""
    who = reader(book)

    assert read(book, report("5.1.1", to="zurueck@region.example", original=f"<2026-11.{who.id}@region.example>")) == ["person"]
    assert state(book) == "confirmed"


def test_reading_twice_changes_nothing(book: SubscriberList) -> None:
    """The second reading fetches nothing and does nothing."""
    who = reader(book)
    mails = FakeMailbox(returned(book, who, "5.2.2"), mail("Guten Tag"), mail("", Subject="Newsletter bestellen", From="neu@firma.example"))
    first = _emptied(book, mails)
    entries, letters, fetched = len(list(book.consents.entries())), len(book.due_letters()), mails.read

    second = _emptied(book, mails)

    assert sorted(first.outcomes) == ["asked", "person", "returned"]
    assert (second.outcomes.total(), second.seen, mails.read) == (0, 3, fetched)
    assert (len(list(book.consents.entries())), len(book.due_letters())) == (entries, letters)


def test_only_what_is_dealt_with_is_put_away(book: SubscriberList) -> None:
    """What a person has to read stays where it is."""
    who = reader(book)
    mails = FakeMailbox(
        mail("Guten Tag"), returned(book, who, "5.1.1"), mail("", Subject="Abwesenheitsnotiz"), mail("", To=f"abmelden+a{'a' * 24}@region.example")
    )

    _emptied(book, mails)

    assert mails.away == [1, 2]


def test_a_connection_that_breaks_off(book: SubscriberList) -> None:
    """What was read until then is dealt with once; the next reading goes on with the rest."""
    mails = [mail("", Subject="Newsletter bestellen", From=f"a{n}@firma.example") for n in range(4)]
    with pytest.raises(SetupError):
        _emptied(book, FakeMailbox(*mails, breaks_at=2))

    assert read(book, *mails) == ["asked", "asked"]
    assert len(book.due_letters()) == 4


def test_ordering_for_somebody_else_by_mail_is_bounded(book: SubscriberList) -> None:
    """Somebody who orders again and again under another's name makes us write three letters at most."""
    read(book, *(mail(f"{n}", Subject="Newsletter bestellen") for n in range(20)))

    assert len(book.due_letters()) == MOST_LETTERS
