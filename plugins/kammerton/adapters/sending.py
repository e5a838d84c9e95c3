"""What the commands of sending share: the folder, the list, the ledger, the way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kammerton.adapters.ledger import LEDGER, TRIAL_LEDGER, FileLedger
from kammerton.adapters.outbox import OUTBOX, Outbox
from kammerton.adapters.smtp import SmtpRelay
from kammerton.adapters.subscribers import SubscriberList
from kammerton.app.sending_ports import Relay
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.relay import relay_address
from kammerton.domain.settings import SendingSettings


@dataclass(frozen=True)
class Office:
    """Everything that lies in the folder of sending."""

    folder: Path
    settings: SendingSettings
    readership: SubscriberList
    ledger: FileLedger

    @property
    def is_trial(self) -> bool:
        """Whether messages go into a folder because no relay is set: such an issue is not sent."""
        return self.settings.relay is None

    def relay(self) -> Relay:
        """The way out. Raises ``SetupError`` where half of an account is given."""
        return SmtpRelay(relay_address(self.settings.relay)) if self.settings.relay else Outbox(self.folder / OUTBOX)

    def told_relay(self) -> Message:
        """Where messages go, in words."""
        if self.settings.relay is None:
            return M("der Ordner {folder} (kein Relay eingestellt, es wird nichts verschickt)", folder=str(self.folder / OUTBOX))
        return M("{relay}", relay=str(relay_address(self.settings.relay)))


@contextmanager
def open_office(root: Path, settings: SendingSettings, folder: str) -> Iterator[Office]:
    """The folder of sending with its two databases. Raises ``SetupError``."""
    readership = SubscriberList.of_project(root, folder)
    try:
        ledger = FileLedger(readership.folder / (LEDGER if settings.relay else TRIAL_LEDGER))
        try:
            yield Office(readership.folder, settings, readership, ledger)
        finally:
            ledger.close()
    finally:
        readership.close()
