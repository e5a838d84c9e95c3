"""What can happen to a subscription."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.fakes import NOW

from kammerton.adapters.subscribers import SubscriberList
from kammerton.app.subscriptions import Wish, ask_for, change, confirm, forget, leave, note_bounce, note_letter, send_settings, text_version, tidy
from kammerton.delivery.bounces import Bounce
from kammerton.delivery.mail_address import UnfitAddress
from kammerton.delivery.subscriber import Subscriber

WISH = Wish("Info@Betrieb.example", ("betriebe",), "Muster Metall", text="Ja, ich möchte.")
CLICK = Wish("", way="seite", text="Ja, ich möchte.")
TOMORROW = NOW + timedelta(days=1)
LATER = NOW + timedelta(days=8)


@pytest.fixture
def book(tmp_path: Path) -> SubscriberList:
    """An empty list."""
    return SubscriberList.of_project(tmp_path, "v")


def token(book: SubscriberList, until: datetime = NOW + timedelta(days=7)) -> str:
    """The token in the letter to the address of WISH."""
    who = book.with_address(WISH.address)
    assert who is not None
    return book.tokens.make("confirm", who.id, until)


def joined(book: SubscriberList) -> Subscriber:
    """Somebody who asked and confirmed."""
    ask_for(book, WISH, NOW)
    who = confirm(book, token(book), NOW, CLICK)
    assert who is not None
    return who


def told(book: SubscriberList) -> list[str]:
    """What happened, in order."""
    return [entry.evidence.what for entry in book.consents.entries()]


def test_double_opt_in(book: SubscriberList) -> None:
    """Asking alone brings nobody onto the list; confirming does, once, and both stand in the proof with the version of the text."""
    ask_for(book, WISH, NOW)
    assert book.count() == 0
    note_letter(book, book.due_letters()[0], WISH.text, NOW)
    first = confirm(book, token(book), TOMORROW, CLICK)
    second = confirm(book, token(book), TOMORROW, CLICK)

    assert first == second == next(book.recipients(("betriebe",)))
    assert (first.firm, first.confirmed_on) == ("Muster Metall", TOMORROW.date())
    assert told(book) == ["requested", "mailed", "confirmed"]
    assert {entry.evidence.text_version for entry in book.consents.entries()} == {text_version(WISH.text)}
    assert book.consents.broken() == []


def test_no_address(book: SubscriberList) -> None:
    """What is no address is refused before anything is written."""
    with pytest.raises(UnfitAddress):
        ask_for(book, replace(WISH, address="x@y.example\r\nBcc: z@y.example"), NOW)


def test_forged_tokens_confirm_nobody(book: SubscriberList) -> None:
    """A token of another purpose, an expired one, a changed one, and one of somebody unknown confirm nobody."""
    ask_for(book, WISH, NOW)
    who = book.with_address(WISH.address)
    assert who is not None
    good = token(book)
    forged = [
        book.tokens.make("unsubscribe", who.id),
        book.tokens.make("preferences", who.id, LATER),
        good[:-1] + ("a" if good[-1] != "a" else "b"),
        book.tokens.make("confirm", "zzzzzzzz", LATER),
        token(book, NOW),
        "",
    ]

    assert [confirm(book, each, NOW, CLICK) for each in forged] == [None] * 6
    assert book.count() == 0


def test_old_confirmation_brings_nobody_back(book: SubscriberList) -> None:
    """Whoever signed off is not brought back by the link of the first letter."""
    who = joined(book)
    leave(book, who.id, "ein-klick", NOW)

    assert confirm(book, token(book), NOW, CLICK) is None


def test_three_letters_at_most(book: SubscriberList) -> None:
    """Whoever types another's address again and again gets three letters sent, in a week; after it the count begins anew."""
    for n in range(10):
        ask_for(book, WISH, NOW + timedelta(minutes=n))
    assert [letter.kind for letter in book.due_letters()] == ["opt_in"] * 3
    ask_for(book, WISH, LATER)

    assert len(book.due_letters()) == 4


def test_known_address(book: SubscriberList) -> None:
    """An address on the list gets a letter that says so, at most three as well, and nothing of its subscription changes."""
    who = joined(book)
    for _ in range(5):
        ask_for(book, replace(WISH, audiences=("schulen",), firm="Andere"), NOW)

    assert book.get(who.id) == who
    assert [letter.kind for letter in book.due_letters()] == ["opt_in", "known", "known"]


def test_leaving(book: SubscriberList) -> None:
    """Signing off deletes address and firm, bars the address from imports, and doing it twice changes nothing."""
    who = joined(book)

    assert [leave(book, who.id, "ein-klick", NOW) for _ in range(2)] == [True, False]
    assert book.get(who.id) == Subscriber(who.id, "", (), "", "left", who.confirmed_on)
    assert book.suppressed(WISH.address) == "left"
    assert not book.may_receive(who.id)
    assert told(book)[-1] == "left"
    book.database.forget_deleted()
    held = (book.folder / "abonnenten.db").read_bytes()
    assert (b"Muster Metall" in held, b"betrieb.example" in held.lower()) == (False, False)


def test_coming_back(book: SubscriberList) -> None:
    """Whoever left can ask and confirm again; only then the bar goes."""
    who = joined(book)
    leave(book, who.id, "seite", NOW)
    ask_for(book, WISH, TOMORROW)
    assert book.suppressed(WISH.address) == "left"
    back = confirm(book, token(book), TOMORROW, CLICK)

    assert back is not None
    assert (back.id, book.suppressed(WISH.address), book.count()) == (who.id, None, 1)


def test_blocked(book: SubscriberList) -> None:
    """An address that must not be written to gets no letter at all."""
    who = joined(book)
    leave(book, who.id, "buero", NOW, blocked=True)
    ask_for(book, WISH, NOW)

    assert [letter.kind for letter in book.due_letters()] == []
    assert book.get(who.id).state == "blocked"  # type: ignore[union-attr]  # it is there


def test_changing(book: SubscriberList) -> None:
    """Audiences and firm can be changed by whoever gets the newsletter, and by nobody else; control characters are taken out."""
    who = joined(book)
    changed = change(book, who.id, ("schulen",), "Neu\r\nBcc: x", NOW)

    assert changed is not None
    assert (changed.audiences, changed.firm) == (("schulen",), "Neu Bcc: x")
    leave(book, who.id, "seite", NOW)
    assert change(book, who.id, (), "", NOW) is None


def test_settings_by_mail(book: SubscriberList) -> None:
    """The link to the settings goes to the address itself, at most three letters a week in all."""
    who = joined(book)
    for _ in range(5):
        send_settings(book, who.id, NOW)

    assert [letter.kind for letter in book.due_letters()] == ["opt_in", "preferences", "preferences"]


def test_bounces(book: SubscriberList) -> None:
    """A dead address is given up and barred; told once more, nothing changes; a policy gives nobody up."""
    who = joined(book)
    assert not note_bounce(book, who.id, Bounce("2026-10", "policy", NOW))
    assert [note_bounce(book, who.id, Bounce("2026-11", "hard", NOW)) for _ in range(2)] == [True, False]

    assert (book.suppressed(WISH.address), book.count(), told(book)[-1]) == ("bounced", 0, "bounced")


def test_forgetting(book: SubscriberList) -> None:
    """Everything goes but the bar; the chain still holds; an unknown address is barred as well."""
    who = joined(book)

    assert (forget(book, WISH.address, NOW), forget(book, "other@x.example", NOW)) == (True, False)
    assert (book.get(who.id), book.suppressed(WISH.address), book.suppressed("Other@x.example")) == (None, "forgotten", "forgotten")
    assert book.consents.entries(who.id) == []
    assert book.consents.broken() == []
    assert [letter for letter in book.due_letters() if letter.address] == []


def test_requests_end(book: SubscriberList) -> None:
    """After a week an unconfirmed request is deleted; who had the newsletter before is again somebody who left, with the old proof."""
    who = joined(book)
    leave(book, who.id, "seite", NOW)
    ask_for(book, WISH, NOW)
    ask_for(book, Wish("new@x.example"), NOW)

    assert tidy(book, LATER, 3) == (2, 0)
    assert book.with_address("new@x.example") is None
    assert book.get(who.id) == Subscriber(who.id, "", (), "", "left", None)
    assert [entry.evidence.what for entry in book.consents.entries(who.id)][:2] == ["requested", "confirmed"]


def test_proof_ends(book: SubscriberList) -> None:
    """The proof of somebody who left is kept for its years and not longer; the bar stays."""
    who = joined(book)
    leave(book, who.id, "seite", NOW)

    assert tidy(book, NOW + timedelta(days=3 * 365 - 1), 3) == (0, 0)
    assert tidy(book, NOW + timedelta(days=3 * 366), 3) == (0, 1)
    assert (book.get(who.id), book.suppressed(WISH.address), book.consents.broken()) == (None, "left", [])
