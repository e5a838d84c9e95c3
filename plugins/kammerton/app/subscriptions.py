"""What can happen to a subscription: asked for, confirmed, changed, ended, come back, forgotten. Form, mailbox and commands all go this way."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal

from kammerton.app.ports import SubscriberBook
from kammerton.delivery.bounces import Bounce, is_dead
from kammerton.delivery.consent import Evidence, Happening
from kammerton.delivery.letter import Letter, LetterKind
from kammerton.delivery.mail_address import kept_address
from kammerton.delivery.subscriber import DAYS_TO_CONFIRM, MOST_LETTERS, State, Subscriber
from kammerton.domain.item import Audience
from kammerton.domain.moments import ZONE
from kammerton.domain.values import clean_text

# By which way something reached us; stands in the proof.
Way = Literal["formular", "e-mail", "ein-klick", "seite", "einfuhr", "buero", "system"]
_OVER: Final[tuple[State, ...]] = ("left", "bounced", "blocked")
_LONGEST_NAME = 120
_WINDOW = timedelta(days=DAYS_TO_CONFIRM)


@dataclass(frozen=True)
class Wish:
    """Somebody asks for the newsletter: the address as typed, for which audiences (none: everything), which firm, by which way.

    ``detail`` goes into the proof; it is personal (an IP address where keeping it is switched on, a source).
    """

    address: str
    audiences: tuple[Audience, ...] = ()
    firm: str = ""
    way: Way = "formular"
    text: str = ""
    detail: str = ""


def text_version(text: str) -> str:
    """The name of what people agree to: it changes with every word.

    >>> text_version("Ja."), text_version("")
    ('918c02e9', '')
    """
    return sha256(text.encode()).hexdigest()[:8] if text else ""


def firm_name(text: str) -> str:
    r"""A name as it is kept: one line, no control characters, not too long.

    >>> firm_name("Muster" + chr(13) + chr(10) + "Bcc: x")
    'Muster Bcc: x'
    """
    return str(clean_text(text))[:_LONGEST_NAME].strip()


def ask_for(book: SubscriberBook, wish: Wish, now: datetime) -> None:
    """Somebody wants the newsletter; a letter that asks them to confirm is put into the queue.

    From outside nothing tells whether the address is known: it is the same work, and the answer is in a mail only its owner reads.
    An address gets at most ``MOST_LETTERS`` letters in ``DAYS_TO_CONFIRM`` days, and none where it is blocked. Raises ``UnfitAddress``.
    """
    address = kept_address(wish.address)
    with book.transaction():
        known = book.with_address(address)
        may_write = not (known and known.state == "blocked") and book.suppressed(address) != "blocked"
        if not may_write or book.letters_since(address, now - _WINDOW) >= MOST_LETTERS:
            book.add_letter(Letter(known.id if known else "", address, "none", now))
        elif known and known.state == "confirmed":
            book.add_letter(Letter(known.id, address, "known", now))
        else:
            _want(book, known, replace(wish, address=address), now)


def _want(book: SubscriberBook, known: Subscriber | None, wish: Wish, now: datetime) -> None:
    wanted = Subscriber(known.id if known else "", wish.address, wish.audiences, firm_name(wish.firm), "wanted", None)
    if known:
        book.save(wanted, now)
    else:
        wanted = book.add(wanted, now)
    _record(book, wanted, "requested", wish, now)
    book.add_letter(Letter(wanted.id, wish.address, "opt_in", now))


def confirm(book: SubscriberBook, token: str, now: datetime, wish: Wish) -> Subscriber | None:
    """It was them: from now on they get the newsletter. None where the token is not ours, is over, or the request is gone.

    Confirming twice is confirming once; a link from before somebody signed off brings nobody back.
    Of ``wish`` only way, text and detail count.
    """
    id_ = book.tokens.read(token, "confirm", now)
    with book.transaction():
        known = book.get(id_) if id_ else None
        if known is None or known.state not in ("wanted", "confirmed"):
            return None
        if known.state == "wanted":
            known = replace(known, state="confirmed", confirmed_on=now.astimezone(ZONE).date())
            book.save(known, now)
            book.release(known.id)
            _record(book, known, "confirmed", wish, now)
        return known


def leave(book: SubscriberBook, id_: str, way: Way, now: datetime, *, blocked: bool = False) -> bool:
    """Somebody signs off: address and firm are deleted, the keyed hash bars the address from imports, the proof stays for its time.

    ``blocked`` bars even the question whether they want the newsletter. Whether anything changed; doing it twice changes nothing.
    """
    state: Literal["left", "blocked"] = "blocked" if blocked else "left"
    with book.transaction():
        known = book.get(id_)
        if known is None or known.state in (state, "blocked"):
            return False
        book.save(replace(known, address="", firm="", audiences=(), state=state), now)
        book.suppress(id_, state, now)
        _record(book, known, state, Wish("", way=way), now)
        return True


def change(book: SubscriberBook, id_: str, audiences: tuple[Audience, ...], firm: str, now: datetime) -> Subscriber | None:
    """Somebody wants other editions, or gives another name of the firm; None where they do not get the newsletter."""
    with book.transaction():
        known = book.get(id_)
        if known is None or known.state != "confirmed":
            return None
        changed = replace(known, audiences=audiences, firm=firm_name(firm))
        if changed != known:
            book.save(changed, now)
            _record(book, changed, "changed", Wish("", audiences, firm, "seite"), now)
        return changed


def send_settings(book: SubscriberBook, id_: str, now: datetime) -> None:
    """Somebody wants to change something: the link goes to their address, for whoever has an old mail in hand need not be them."""
    with book.transaction():
        known = book.get(id_)
        if known and known.state == "confirmed" and book.letters_since(known.address, now - _WINDOW) < MOST_LETTERS:
            book.add_letter(Letter(id_, known.address, "preferences", now))


def note_bounce(book: SubscriberBook, id_: str, bounce: Bounce) -> bool:
    """A mail came back. Whether the address is given up by it; its issue counts once, however often it is told."""
    with book.transaction():
        known = book.get(id_)
        if known is None or known.state != "confirmed":
            return False
        book.add_bounce(id_, bounce)
        if not is_dead(book.bounces(id_), bounce.moment):
            return False
        book.save(replace(known, state="bounced"), bounce.moment)
        book.suppress(id_, "bounced", bounce.moment)
        _record(book, known, "bounced", Wish("", way="system", detail=f"{bounce.kind} {bounce.issue}"), bounce.moment)
        return True


def forget(book: SubscriberBook, address: str, now: datetime) -> bool:
    """Delete everything known of an address but the keyed hash that keeps an import from bringing it back.

    Whether anything was known; an unknown address is barred all the same. Raises ``UnfitAddress``.
    """
    kept = kept_address(address)
    with book.transaction():
        known = book.with_address(kept)
        there = known or book.add(Subscriber("", kept, (), "", "wanted", None), now)
        if there.state != "blocked":
            book.suppress(there.id, "forgotten", now)
        if known:
            _record(book, known, "forgotten", Wish("", way="buero"), now)
        book.remove(there.id)
        return known is not None


def tidy(book: SubscriberBook, now: datetime, years_of_proof: int) -> tuple[int, int]:
    """Delete what has had its time: requests nobody confirmed, and the proof of those who left long ago. How many of each."""
    with book.transaction():
        requests = book.expired("wanted", now - _WINDOW)
        for request in requests:
            _drop(book, request, now)
        before = now - timedelta(days=365 * years_of_proof + 1)
        gone = [subscriber for state in _OVER for subscriber in book.expired(state, before)]
        for subscriber in gone:
            book.remove(subscriber.id)
        return len(requests), len(gone)


def _drop(book: SubscriberBook, request: Subscriber, now: datetime) -> None:
    """A request nobody confirmed; who had the newsletter before is again somebody who left, with the proof of that time."""
    _record(book, request, "expired", Wish("", way="system"), now)
    if book.suppressed(request.address) in _OVER:
        book.save(replace(request, address="", firm="", audiences=(), state="left"), now)
    else:
        book.remove(request.id)


def note_letter(book: SubscriberBook, letter: Letter, text: str, now: datetime) -> None:
    """The question whether it was them has gone out."""
    kinds: dict[LetterKind, Happening] = {"opt_in": "mailed"}
    known = book.get(letter.subscriber)
    if known and letter.kind in kinds:
        _record(book, known, kinds[letter.kind], Wish("", way="system", text=text), now)


def _record(book: SubscriberBook, subscriber: Subscriber, what: Happening, wish: Wish, now: datetime) -> None:
    if wish.text:
        book.keep_text(text_version(wish.text), wish.text)
    parts = (wish.detail, " ".join(wish.audiences))  # no name: it would stay with the proof after signing off
    evidence = Evidence(now.astimezone(ZONE).isoformat(timespec="seconds"), what, wish.way, text_version(wish.text), "; ".join(filter(None, parts)))
    book.record(subscriber.id, evidence)
