"""Settle what became of messages that are unclear: by the relay's log, or by the word of a person."""

from dataclasses import dataclass, replace

from kammerton.app.sending_ports import Ledger
from kammerton.delivery.ledger import State
from kammerton.delivery.relay_log import RelayLog


@dataclass(frozen=True)
class Settled:
    """How many unclear messages were found sent, returned, never arrived (they are queued again), and how many stay unclear."""

    sent: int = 0
    returned: int = 0
    queued: int = 0
    unknown: int = 0
    is_our_relay: bool = True


def settle_by_log(ledger: Ledger, issue: str, log: RelayLog) -> Settled:
    """Ask a log for every unclear message.

    Only a log that knows a message the relay surely took from us is our relay's: in another one ours are missing though they arrived.
    """
    if not any(ledger.was_sent(message_id) for message_id in log.taken):
        return Settled(unknown=len(ledger.in_state(issue, State.UNKNOWN)), is_our_relay=False)
    counts = dict.fromkeys((State.SENT, State.UNDELIVERABLE, State.QUEUED, None), 0)
    for delivery in ledger.in_state(issue, State.UNKNOWN):
        fate = log.fate_of(delivery)
        counts[fate] += 1
        if fate is not None:
            ledger.note(replace(delivery, state=fate, not_before=None))
    ledger.flush()
    return Settled(counts[State.SENT], counts[State.UNDELIVERABLE], counts[State.QUEUED], counts[None])


def settle_by_word(ledger: Ledger, issue: str, *, arrived: bool) -> int:
    """Take a person's word for every unclear message: arrived, or to be sent again. Returns how many there were."""
    unclear = ledger.in_state(issue, State.UNKNOWN)
    for delivery in unclear:
        ledger.note(replace(delivery, state=State.SENT if arrived else State.QUEUED, not_before=None))
    ledger.flush()
    return len(unclear)
