"""The letters the system writes by itself: put together here, and taken to the relay."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from kammerton.app.ports import SubscriberBook
from kammerton.app.sending_ports import Relay
from kammerton.app.subscriptions import note_letter
from kammerton.delivery.letter import Letter, LetterKind
from kammerton.delivery.mail_address import shown_address
from kammerton.delivery.pages import Templates
from kammerton.delivery.subscriber import DAYS_TO_CONFIRM
from kammerton.delivery.tokens import Purpose, Tokens
from kammerton.domain.addresses import Addresses, page_path
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.moments import ZONE
from kammerton.domain.settings import SiteSettings
from kammerton.newsletter.addressee import with_tag
from kammerton.rendering.consent_words import consent_text
from kammerton.rendering.plain import wrapped
from kammerton.rendering.words import Words

_WINDOW = timedelta(days=DAYS_TO_CONFIRM)
_PATHS: dict[Purpose, str] = {"confirm": "bestaetigen", "preferences": "einstellungen", "unsubscribe": "abmelden"}
_PURPOSES: dict[LetterKind, Purpose] = {"opt_in": "confirm", "known": "preferences", "preferences": "preferences"}
_SUBJECTS: dict[LetterKind, Message] = {
    "opt_in": M("Bitte bestätigen: Newsletter {title}"), "known": M("Sie bekommen den Newsletter {title} schon"),
    "preferences": M("Ihre Einstellungen: Newsletter {title}"),
}  # fmt: skip


class LetterBook(SubscriberBook, Protocol):
    """The list with its queue of letters."""

    def due_letters(self, most: int = 100) -> tuple[Letter, ...]:
        """The oldest letters that wait to be sent."""
        ...

    def letter_sent(self, number: int, now: datetime) -> None:
        """A letter has left, or is not to be tried again."""
        ...

    def drop_letters(self, before: datetime) -> None:
        """Forget the letters from before a moment."""
        ...


@dataclass(frozen=True)
class LetterView:
    """What the template of a letter prints; without ``link`` the letter is answered instead of clicked."""

    settings: SiteSettings
    words: Words
    address: str
    link: str
    days: int
    consent: str
    imprint: str
    privacy: str

    def wrapped(self, text: str) -> str:
        """A paragraph at 72 columns."""
        return wrapped(text)


@dataclass(frozen=True)
class LetterWriter:
    """Puts letters together; the same letter gives the same bytes."""

    settings: SiteSettings
    words: Words
    templates: Templates
    tokens: Tokens

    def write(self, letter: Letter) -> tuple[str, bytes]:
        """Message-ID and message of a letter: plain text, marked as written by a machine (RFC 3834), without anything that advertises."""
        newsletter, purpose = self.settings.newsletter, _PURPOSES[letter.kind]
        token = self.tokens.make(purpose, letter.subscriber, letter.due + _WINDOW)
        is_answered = newsletter.service is None and letter.kind == "opt_in"
        domain = newsletter.sender.rpartition("@")[2]
        message_id = f"<brief.{letter.number}.{letter.subscriber}@{domain}>"
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(newsletter.sender_name, addr_spec=newsletter.sender)
        message["To"] = letter.address
        message["Reply-To"] = with_tag(newsletter.unsubscribe, token) if is_answered else newsletter.reply_to
        message["Subject"] = self.words.text(M(_SUBJECTS[letter.kind].template, title=newsletter.title))
        message["Date"] = format_datetime(letter.due.astimezone(ZONE))
        message["Message-ID"] = message_id
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self._text(letter, token), cte="quoted-printable")
        message["Content-Language"] = self.words.language
        return message_id, message.as_bytes()

    def _text(self, letter: Letter, token: str) -> str:
        addresses, service = Addresses(self.settings.address), self.settings.newsletter.service
        view = LetterView(
            settings=self.settings,
            words=self.words,
            address=shown_address(letter.address),
            link=f"{service}/{_PATHS[_PURPOSES[letter.kind]]}/{token}" if service else "",
            days=DAYS_TO_CONFIRM,
            consent=consent_text(self.words, self.settings.newsletter),
            imprint=addresses.absolute(page_path("impressum")),
            privacy=addresses.absolute(page_path("datenschutz")),
        )
        return self.templates.render(f"mail/{letter.kind}.txt", view=view).strip() + "\n"


def send_letters(book: LetterBook, relay: Relay, writer: LetterWriter, now: datetime) -> int:
    """Take the waiting letters to the relay; how many left.

    What the relay refuses for good, and what is older than its link, is not tried again; what it cannot take now waits for the next round.
    A letter counts as sent only after the relay said so: a crash in between sends one twice rather than none.
    """
    sent = 0
    for letter in book.due_letters():
        if letter.due <= now - _WINDOW:
            book.letter_sent(letter.number, now)
            continue
        message_id, message = writer.write(letter)
        reply = relay.begin(writer.settings.newsletter.sender, letter.address)
        if reply.is_accepted:
            reply = relay.finish(message, message_id)
        if not reply.is_accepted and (reply.concerns_relay or reply.code < 500):
            break
        if reply.is_accepted:
            note_letter(book, letter, consent_text(writer.words, writer.settings.newsletter), now)
            sent += 1
        book.letter_sent(letter.number, now)
    relay.close()
    return sent
