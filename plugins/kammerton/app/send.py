"""Send an issue: everybody once, nobody forgotten, whatever the relay says and whenever the program is stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from kammerton.app.sending_ports import Clock, Ledger, Letters, Readership, Relay, SendingWatch
from kammerton.delivery.ledger import (
    FINAL,
    MOST_RESTS,
    Connection,
    Delivery,
    Reply,
    State,
    decide,
    found_interrupted,
    open_of,
    resting_time,
    without_address,
)
from kammerton.delivery.window import SLOWLY, StopRule, Window
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.settings import SendingSettings
from kammerton.newsletter.addressee import UnfitRecipient
from kammerton.newsletter.mail import MailView, message_id

_BATCH = 100
# A relay hangs up on those who are silent for minutes.
_PATIENT = 30.0


def assigned(readership: Readership, views: Iterable[MailView]) -> Iterator[tuple[str, str, str]]:
    """Who gets which edition under which Message-ID; who fits several editions gets the first of them."""
    seen: set[str] = set()
    for view in views:
        edition = view.composition.edition
        for subscriber in readership.recipients(edition.audiences):
            if subscriber.id not in seen:
                seen.add(subscriber.id)
                yield subscriber.id, edition.name, message_id(view, subscriber.id)


def window_of(settings: SendingSettings, ledger: Ledger, clock: Clock) -> Window:
    """The relay's limit, with what was sent before by whatever run."""
    period = timedelta(minutes=settings.minutes)
    return Window(settings.limit, period, ledger.tried_since(clock.now() - period) if settings.limit else ())


@dataclass(frozen=True)
class World:
    """Everything a sending touches."""

    ledger: Ledger
    relay: Relay
    readership: Readership
    clock: Clock
    watch: SendingWatch


class Sender:
    """Sends what is in the queue of an issue."""

    def __init__(self, world: World, letters: Letters, window: Window) -> None:
        """Take the world, the messages and the relay's limit."""
        self._ledger, self._relay, self._readership = world.ledger, world.relay, world.readership
        self._clock, self._watch = world.clock, world.watch
        self._letters, self._window, self._stop = letters, window, StopRule()
        self._rests, self._open, self._sent, self._started = 0, 0, 0, world.clock.now()

    def run(self, issue: str) -> None:
        """Send until the queue is empty or somebody interrupts.

        Raises ``SetupError`` where going on makes no sense: the relay is away or refuses us, too many messages fail, the disk is full.
        Whatever happens, the same call goes on later.
        """
        settle_interrupted(self._ledger, self._relay, issue)
        self._open = open_of(self._ledger.counts(issue))
        try:
            while not self._clock.is_interrupted and self._round(issue):
                pass
        finally:
            self._relay.close()
            self._ledger.flush()

    def _round(self, issue: str) -> bool:
        """Try some messages that are due, or wait for the next; whether there is more to do."""
        now = self._clock.now()
        due = self._ledger.due(issue, now, _BATCH)
        for delivery in due:
            self._wait(self._window.wait(self._clock.now()))
            if self._clock.is_interrupted:
                return False
            self._deliver(delivery)
        later = None if due else self._ledger.next_due(issue)
        if later is not None:
            self._wait((later - now).total_seconds())
        return bool(due) or later is not None

    def _deliver(self, delivery: Delivery) -> None:
        now = self._clock.now()
        # Asked at planning and once more now: who left in between gets nothing.
        subscriber = self._readership.get(delivery.subscriber) if self._readership.may_receive(delivery.subscriber) else None
        if subscriber is None:
            return self._ended(replace(delivery, state=State.SKIPPED))
        try:
            sender, message = self._letters.letter(delivery.edition, subscriber, now)
        except UnfitRecipient:
            return self._ended(replace(delivery, state=State.UNDELIVERABLE))
        trying = replace(delivery, state=State.SENDING, tried_at=now)
        reply = self._relay.begin(sender, subscriber.address)
        self._window.note(now)
        if reply.is_accepted:
            self._ledger.intend(trying)
            reply = self._relay.finish(message, delivery.message_id)
        return self._settle(trying, reply, subscriber.address)

    def _settle(self, trying: Delivery, reply: Reply, address: str) -> None:
        """Note what a reply makes of a message, and do what it asks for."""
        decision = decide(reply, trying.attempts)
        said = without_address(f"{reply.code or ''} {reply.text}", address)
        not_before = self._clock.now() + timedelta(seconds=decision.wait) if decision.state is State.QUEUED else None
        self._ended(replace(trying, state=decision.state, attempts=trying.attempts + 1, not_before=not_before, reply=said))
        if decision.connection is Connection.RESET:
            self._relay.reset()
        elif decision.connection is Connection.RENEW:
            self._relay.close()
        elif decision.connection is Connection.END:
            raise SetupError(
                M("Der Relay nimmt von uns nichts an: „{reply}“. Geben Sie das der IT weiter, und setzen Sie dann mit demselben Befehl fort.", reply=said)
            )
        self._rest(said, rests=decision.rests)

    def _ended(self, delivery: Delivery) -> None:
        """Note a message's new state; count it where it is the last."""
        self._ledger.note(delivery)
        if delivery.state is State.QUEUED:
            return
        self._open -= 1
        self._sent += 1
        self._watch.step()
        now = self._clock.now()
        rate = self._sent / max(0.001, (now - self._started).total_seconds()) if self._sent >= _BATCH and self._window.is_free else SLOWLY
        self._watch.remains(self._window.expected(self._open, now, rate))
        if delivery.state in FINAL or delivery.state is State.UNKNOWN:
            self._stop.note(delivery.state)
        if self._stop.is_broken:
            raise SetupError(
                M(
                    "Angehalten: {failed} der letzten {n} Nachrichten sind nicht angekommen, zuletzt „{reply}“. Sehen Sie nach, woran es liegt; derselbe Befehl setzt fort.",
                    failed=self._stop.failed, n=self._stop.looked_at, reply=delivery.reply,
                )
            )  # fmt: skip

    def _rest(self, said: str, *, rests: bool) -> None:
        """Give the relay a rest, longer each time in a row; after too many go home."""
        self._rests = self._rests + 1 if rests else 0
        if self._rests > MOST_RESTS:
            raise SetupError(M("Der Relay nimmt zurzeit nichts an („{reply}“). Nichts ist verloren: Derselbe Befehl setzt später fort.", reply=said))
        if rests:
            self._wait(resting_time(self._rests))

    def _wait(self, seconds: float) -> None:
        """Wait with everything on the disk; nobody keeps a line open for minutes."""
        if seconds <= 0:
            return
        self._ledger.flush()
        if seconds > _PATIENT:
            self._relay.close()
        self._clock.sleep(seconds)


def settle_interrupted(ledger: Ledger, relay: Relay, issue: str) -> None:
    """What an earlier run left on its way becomes what is known of it: mostly unclear."""
    for delivery in ledger.in_state(issue, State.SENDING):
        ledger.note(replace(delivery, state=found_interrupted(relay.has(delivery.message_id))))
    ledger.flush()


def queue_again(ledger: Ledger, deliveries: Iterable[Delivery]) -> None:
    """Put messages that surely did not arrive back into the queue, as if they had never been tried."""
    for delivery in deliveries:
        ledger.note(replace(delivery, state=State.QUEUED, attempts=0, not_before=None))
    ledger.flush()
