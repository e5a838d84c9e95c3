"""The messages of an issue, made one by one while it is sent."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kammerton.app.proof import Proof
from kammerton.app.sending_ports import Relay
from kammerton.delivery.ledger import Reply
from kammerton.delivery.subscriber import Subscriber
from kammerton.delivery.tokens import Tokens
from kammerton.domain.diagnostic import M, SetupError
from kammerton.newsletter.addressee import Recipient, UnfitRecipient
from kammerton.newsletter.mail import MailView, Templates, envelope_sender, make_template, message_id
from kammerton.newsletter.message import MessageTemplate

Signer = Callable[[bytes], bytes]
# Sending takes hours. A message says when it was made, and an old date looks like spam; the words stay the same.
_FRESH = timedelta(minutes=10)


class IssueLetters:
    """The real ``kammerton.app.sending_ports.Letters``. Makes the message of each recipient; an edition's template is filled once and kept for ten minutes."""

    def __init__(self, views: Mapping[str, MailView], templates: Templates, tokens: Tokens, sign: Signer) -> None:
        """Take the view of each edition by its name, and what puts a signature on a finished message."""
        self._views, self._templates, self._tokens, self._sign = views, templates, tokens, sign
        self._made: dict[str, tuple[datetime, MessageTemplate]] = {}

    def letter(self, edition: str, subscriber: Subscriber, now: datetime) -> tuple[str, bytes]:
        """Envelope sender and message. Raises ``UnfitRecipient`` where nothing can be sent to such an address."""
        assert subscriber.confirmed_on is not None
        token = self._tokens.make("unsubscribe", subscriber.id)
        recipient = Recipient(subscriber.id, token, subscriber.address, subscriber.confirmed_on)
        message = next(self._template(edition, now).for_each([recipient]))
        return envelope_sender(self._views[edition], self._tokens.make("bounce", subscriber.id)), self._sign(message)

    def _template(self, edition: str, now: datetime) -> MessageTemplate:
        made = self._made.get(edition)
        if made is None or now - made[0] >= _FRESH:
            made = self._made[edition] = (now, make_template(self._views[edition], self._templates, now))
        return made[1]


@dataclass(frozen=True)
class TrialLetter:
    """A message for looking at, and what its envelope says."""

    sender: str
    address: str
    message_id: str
    message: bytes


def trial_letter(proof: Proof, templates: Templates, address: str, now: datetime) -> TrialLetter:
    """An edition for looking at, marked in its subject. Raises ``SetupError`` where nothing can be sent to the address.

    Its id and token are nobody's: no answer to it changes anything, and no ledger knows it.
    """
    view = marked_as_trial(proof.view)
    try:
        recipient = Recipient(f"test{secrets.token_hex(6)}", f"test-{secrets.token_hex(8)}", address, now.date())
    except UnfitRecipient:
        raise SetupError(M("„{address}“ ist keine Adresse, an die sich etwas schicken lässt.", address=address)) from None
    message = next(make_template(view, templates, now).for_each([recipient]))
    return TrialLetter(envelope_sender(view, ""), address, message_id(view, recipient.id), message)


def send_trial(relay: Relay, letter: TrialLetter, sign: Signer) -> Reply:
    """Send it, at once or not at all: what the relay said."""
    reply = relay.begin(letter.sender, letter.address)
    return relay.finish(sign(letter.message), letter.message_id) if reply.is_accepted else reply


def marked_as_trial(view: MailView) -> MailView:
    """The view with „[Test]“ before its subject."""
    issue = view.composition.issue
    subject = view.words.text(M("[Test] {subject}", subject=issue.subject))
    return replace(view, composition=replace(view.composition, issue=issue.model_copy(update={"subject": subject})))
