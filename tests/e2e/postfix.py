"""A real Postfix on loopback with folders of its own, and the server behind it that keeps what arrives."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from tests.conftest import tool

# chroot is "n" for every service: a private queue folder has no copies of /etc and the libraries.
_SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
_SETTINGS = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = relay.probe.example
mydestination =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_rate_limit = 0
disable_dns_lookups = yes
smtp_host_lookup = native
relayhost = [127.0.0.1]:{sink}
alias_maps =
alias_database =
"""


_REFUSED = {"niemand": "550 5.1.1 no such user", "voll": "552 5.2.2 mailbox is full", "filter": "550 5.7.1 looks like advertising"}


@dataclass
class Sink:
    """Keeps every message that arrives, by recipient, as it arrived; refuses the mailboxes of ``_REFUSED``."""

    messages: list[tuple[str, str, bytes]] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        refusal = _REFUSED.get(address.partition("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.messages += ((recipient, envelope.mail_from, envelope.content) for recipient in envelope.rcpt_tos)
        return "250 ok"


@dataclass(frozen=True)
class Postfix:
    """A running Postfix."""

    port: int
    log: Path
    sink: Sink

    def delivered(self, count: int, seconds: float = 60.0) -> list[tuple[str, str, bytes]]:
        """What arrived behind it, once so many messages did."""
        until = time.monotonic() + seconds
        while len(self.sink.messages) < count and time.monotonic() < until:
            time.sleep(0.05)
        return self.sink.messages


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running_postfix() -> Iterator[Postfix]:
    """Start it, and take it away with everything it wrote."""
    program = tool("postfix")
    if os.geteuid() != 0:
        pytest.skip("Postfix starts for root only")
    # Not below pytest's own folder, which nobody but its owner may enter: Postfix works as a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="kammerton-postfix-"))
    folder.chmod(0o755)
    port, sink = free_port(), Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port(), data_size_limit=0)
    controller.start()
    try:
        for name in ("conf", "queue", "data"):
            (folder / name).mkdir()
        shutil.chown(folder / "data", "postfix")
        (folder / "conf" / "main.cf").write_text(_SETTINGS.format(folder=folder, sink=controller.port))
        (folder / "conf" / "master.cf").write_text(_SERVICES.format(port=port))
        subprocess.run([program, "-c", str(folder / "conf"), "start"], check=True, capture_output=True)
        wait_for(port)
        yield Postfix(port, folder / "mail.log", sink)
    finally:
        subprocess.run([program, "-c", str(folder / "conf"), "stop"], check=False, capture_output=True)
        controller.stop()
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
