"""Read the office's mailbox: returned mails, answers, sign-ups and sign-offs do their work, what people write is left for people.

Running it twice changes nothing: every mail is remembered by its name, in the same transaction as what came of it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

from kammerton.app.ports import Progress, SubscriberBook
from kammerton.app.subscriptions import Wish, ask_for, confirm, leave, note_bounce
from kammerton.delivery.bounces import Bounce
from kammerton.delivery.incoming import LETTER, Incoming, read_mail
from kammerton.delivery.mail_address import UnfitAddress, kept_address, same

# returned: noted. dead: noted, and the address given up by it. policy: a filter refused us. confirmed, left, asked: done. automatic: nothing to do.
# unknown: a token that is not ours, or over; nobody's affair. person: left for people.
Outcome = Literal["returned", "dead", "policy", "confirmed", "left", "asked", "automatic", "unknown", "person"]
# So long a mail is remembered; nobody keeps machine mail in the inbox for longer, and seeing one twice does little harm.
_REMEMBERED = timedelta(days=400)


@dataclass(frozen=True)
class Post:
    """A mail in the mailbox: its number there, and ``name``, which no other mail has, and which it keeps when it is moved."""

    number: int
    name: bytes


class Mailbox(Protocol):
    """The mailbox on its server."""

    def mails(self) -> Iterator[Post]:
        """Every mail in it, oldest first; looking changes nothing."""
        ...

    def content(self, number: int) -> bytes | None:
        """A mail's bytes (of a very large one, the beginning); None where it is gone by now."""
        ...

    def put_away(self, number: int) -> None:
        """A mail is dealt with: whatever the settings want done with it, and that may be nothing."""
        ...


class MailboxBook(SubscriberBook, Protocol):
    """The list, with a memory for mails."""

    def has_read(self, mail: bytes) -> bool:
        """Whether a mail of this name was dealt with."""
        ...

    def note_read(self, mail: bytes, now: datetime) -> None:
        """A mail of this name is dealt with."""
        ...

    def forget_read(self, before: datetime) -> None:
        """Forget the mails that were read before a moment."""
        ...


@dataclass
class Emptied:
    """What reading the mailbox brought: how many of each outcome among the mails that were new; ``seen`` counts all."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    seen: int = 0


def read_mailbox(mailbox: Mailbox, book: MailboxBook, consent: str, now: datetime, progress: Progress) -> Emptied:
    """Deal with every mail that is new; ``consent`` is the text somebody agrees to who answers.

    Raises ``SetupError`` where mailbox or list cannot be reached; what was dealt with until then is kept.
    """
    found = Emptied()
    book.forget_read(now - _REMEMBERED)
    for post in mailbox.mails():
        found.seen += 1
        progress.step()
        content = None if book.has_read(post.name) else mailbox.content(post.number)
        if content is None:
            continue
        with book.transaction():
            outcome = _deal_with(read_mail(content), book, consent, now)
            book.note_read(post.name, now)
        found.outcomes[outcome] += 1
        if outcome not in ("person", "unknown"):
            mailbox.put_away(post.number)
    return found


def _deal_with(mail: Incoming, book: SubscriberBook, consent: str, now: datetime) -> Outcome:
    if mail.kind == "returned":
        return _returned(mail, book, now)
    if mail.kind == "reply":
        return _confirmed(mail, book, consent, now)
    if mail.kind == "off":
        return _left(mail, book, now)
    if mail.kind == "wish":
        return _asked(mail, book, consent, now)
    return mail.kind


def _returned(mail: Incoming, book: SubscriberBook, now: datetime) -> Outcome:
    assert mail.bounce is not None
    id_ = book.tokens.read(mail.token, "bounce", now) if mail.token else None
    if id_ is None and mail.about == LETTER:
        return "returned"  # the question whether it was them did not arrive; the request ends by itself
    if id_ is None:
        return "unknown" if mail.token else "person"  # without a token nobody knows whose it was: a person may see it in the text
    issue = mail.about if mail.subscriber == id_ else f"{now:%Y-%m}"
    died = note_bounce(book, id_, Bounce(issue, mail.bounce, now))
    return "dead" if died else "policy" if mail.bounce == "policy" else "returned"


def _confirmed(mail: Incoming, book: SubscriberBook, consent: str, now: datetime) -> Outcome:
    token = mail.token or _token_of_answer(mail, book, now)
    done = confirm(book, token, now, Wish("", way="e-mail", text=consent)) if token else None
    return "confirmed" if done else "unknown" if mail.token else "person"


def _token_of_answer(mail: Incoming, book: SubscriberBook, now: datetime) -> str:
    """For mailboxes that lose the tag: it answers our letter, and comes from the address the letter went to."""
    known = book.get(mail.subscriber)
    if known is None or known.state != "wanted" or not mail.sender or same(known.address) != same(_kept(mail.sender)):
        return ""
    return book.tokens.make("confirm", known.id, now + timedelta(hours=1))


def _left(mail: Incoming, book: SubscriberBook, now: datetime) -> Outcome:
    """The token says who; without one, the sender's address: to be forgotten by mistake is better than not to be let go."""
    if mail.token:
        id_ = book.tokens.read(mail.token, "unsubscribe", now)
    else:
        known = book.with_address(_kept(mail.sender)) if _kept(mail.sender) else None
        id_ = known.id if known and known.state in ("confirmed", "wanted", "bounced") else None
    if id_ is None:
        return "unknown" if mail.token else "person"
    leave(book, id_, "e-mail", now)
    return "left"


def _asked(mail: Incoming, book: SubscriberBook, consent: str, now: datetime) -> Outcome:
    try:
        ask_for(book, Wish(mail.sender, way="e-mail", text=consent), now)
    except UnfitAddress:
        return "person"
    return "asked"


def _kept(address: str) -> str:
    try:
        return kept_address(address)
    except UnfitAddress:
        return ""
