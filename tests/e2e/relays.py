"""Relays for the tests: one with every fault a real one has, and the clock under which hours pass in seconds."""

import re
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NUMBER = re.compile(rb"leser-([0-9]+)@")
_MESSAGE_ID = re.compile(rb"(?im)^Message-ID: (<[^>]+>)")


class QuickClock:
    """A clock that runs ``times`` faster than the machine's since a moment they share; several processes tell the same time."""

    is_interrupted = False

    def __init__(self, began: float, times: float) -> None:
        self._began, self._times = began, times

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._began, UTC) + timedelta(seconds=(time.time() - self._began) * self._times)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / self._times)


class ChaoticRelay:
    """An SMTP server that refuses, delays, hangs up and forgets to answer, each for the same recipients every time.

    ``accepted`` holds the Message-ID of every message it took, in order; ``drops`` counts connections broken off after DATA.
    It writes what it does as Postfix would, so that the log can be asked.
    """

    def __init__(self, log: Path, clock: QuickClock) -> None:
        self.log, self.clock = log, clock
        self.accepted: list[bytes] = []
        self.drops = 0
        self.tries: Counter[int] = Counter()
        self.faults: Counter[str] = Counter()
        self.lock = threading.Lock()

    def write(self, daemon: str, line: str) -> None:
        with self.log.open("a", encoding="utf-8") as out:
            out.write(f"{self.clock.now().isoformat()} relay postfix/{daemon}[77]: {line}\n")

    def take(self, message: bytes, *, keeps: bool) -> None:
        """Name the message in the log, and keep it."""
        found = _MESSAGE_ID.search(message)
        assert found
        queue = f"{len(self.accepted) + 10 * self.drops + 0x4F000000:X}{self.drops:02X}"
        self.write("cleanup", f"{queue}: message-id={found[1].decode()}")
        if keeps:
            self.accepted.append(found[1])
            self.write("qmgr", f"{queue}: from=<zurueck@probe.example>, size={len(message)}, nrcpt=1 (queue active)")

    def fault(self, number: int) -> str:
        """What goes wrong for a recipient this time."""
        first = self.tries[number] == 1
        if number % 100 == 7:
            return "550"
        faults = {number % 20 == 3: "451", number % 200 == 11: "421", number % 100 == 13: "452", number % 150 == 23: "451 late"}
        faults |= {number % 330 == 17: "dropped after", number % 330 == 19: "dropped before", number % 400 == 37: "dropped early"}
        return faults.get(True, "") if first else ""


class _Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        relay: ChaoticRelay = self.server.relay  # type: ignore[attr-defined]
        self.say("220 relay ESMTP")
        fault = ""
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                found = _NUMBER.search(line)
                assert found
                with relay.lock:
                    number = int(found[1])
                    relay.tries[number] += 1
                    fault = relay.fault(number)
                    relay.faults[fault] += 1
                if fault == "421":
                    return self.say("421 4.3.2 busy")
                self.say({"550": "550 5.1.1 unknown", "451": "451 4.7.1 greylisted", "452": "452 4.3.1 no space"}.get(fault, "250 ok"))
            elif verb == b"DATA":
                if fault == "dropped early":
                    return None
                self.say("354 go on")
                if not self.content(relay, fault):
                    return None
            elif verb == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def content(self, relay: ChaoticRelay, fault: str) -> bool:
        """Read a message and answer; whether the connection goes on."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False  # killed in the middle: not a message
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        with relay.lock:
            if fault == "451 late":
                self.say("451 4.3.0 later")
                return True
            relay.take(b"".join(lines), keeps=fault != "dropped before")
            if fault.startswith("dropped"):
                relay.drops += 1
                return False
            self.say("250 2.0.0 queued")
        return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is expected."""


@contextmanager
def listening(relay: ChaoticRelay) -> Iterator[int]:
    """The relay on a free port of loopback."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.relay = relay  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
