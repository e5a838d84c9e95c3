"""A real Dovecot on loopback with folders of its own, and one mailbox in it."""

import mailbox
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.conftest import tool
from tests.e2e.postfix import free_port, wait_for

USER, PASSWORD = "newsletter", "geheim-3"
# Everything belongs to the user who runs the tests; no login process may be put into a chroot without its libraries.
_SETTINGS = """\
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = nobody
first_valid_uid = 0
mail_location = maildir:{folder}/mail
mail_uid = {owner}
mail_gid = {group}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={folder}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running Dovecot; ``folder`` is the mailbox as a Maildir."""

    port: int
    folder: Path

    @property
    def server(self) -> str:
        """Its address as the settings name it."""
        return f"imap://127.0.0.1:{self.port}"

    def deliver(self, *mails: bytes) -> None:
        """Put mails into the mailbox, as a mail server would."""
        for content in mails:
            mailbox.Maildir(self.folder).add(content)
        _hand_over(self.folder)

    def left(self, folder: str = "") -> list[bytes]:
        """What lies in the mailbox, or in a folder of it, with its flags gone: oldest first, unread mails only."""
        found = self.folder / (f".{folder}" if folder else "")
        return [file.read_bytes() for file in sorted((found / "new").glob("*"))]

    def count(self, folder: str = "") -> int:
        """How many mails lie there, read or not."""
        found = self.folder / (f".{folder}" if folder else "")
        return sum(1 for part in ("new", "cur") for _ in (found / part).glob("*")) if found.is_dir() else 0


_OWNER = "mail"


def _hand_over(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, _OWNER, _OWNER)


@contextmanager
def running_dovecot() -> Iterator[Dovecot]:
    """Start it, and take it away with everything it wrote."""
    program = tool("dovecot")
    if os.geteuid() != 0:
        pytest.skip("Dovecot starts for root only")
    folder, port = Path(tempfile.mkdtemp(prefix="kammerton-dovecot-")), free_port()
    folder.chmod(0o755)
    for name in ("", "new", "cur", "tmp"):
        (folder / "mail" / name).mkdir(exist_ok=True)
    _hand_over(folder / "mail")
    (folder / "dovecot.conf").write_text(_SETTINGS.format(folder=folder, owner=_OWNER, group=_OWNER, password=PASSWORD, port=port))
    process = subprocess.Popen([program, "-F", "-c", str(folder / "dovecot.conf")])
    try:
        wait_for(port)
        yield Dovecot(port, folder / "mail")
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)
