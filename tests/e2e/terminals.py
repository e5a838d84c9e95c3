"""A command at a pseudo-terminal, with somebody who answers its questions."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

# Makes the terminal the command's own, so that Ctrl+C reaches it, also when the tests run in the background; then becomes the command.
_OWN = (
    "import fcntl, os, signal, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
_CLEARED = re.compile(r"[^\n]*(?:\n\x1b\[\?25h\r\x1b\[1A|\r)\x1b\[2K")
_COMMAND = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
PROMPT = "] "
_PATIENCE = 60.0


def left_on_screen(shown: str) -> str:
    """What can still be read, without colours, once every line that was taken away again is gone."""
    return _COMMAND.sub("", _CLEARED.sub("", shown))


class Terminal:
    """A running command and everything it has shown."""

    def __init__(self, command: Iterable[str | Path], folder: Path, environment: Mapping[str, str], kind: str = "dumb") -> None:
        self._ours, theirs = pty.openpty()
        called = [sys.executable, "-c", _OWN, *map(str, command)]
        self._process = subprocess.Popen(called, cwd=folder, env={**environment, "TERM": kind}, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        self._seen = b""

    @property
    def shown(self) -> str:
        """What was shown so far, typed lines included."""
        return self._seen.decode(errors="replace").replace("\r\n", "\n")

    def wait_for(self, told: str) -> None:
        """Read until the text is shown at the end."""
        end = time.monotonic() + _PATIENCE
        while not self.shown.endswith(told):
            assert self._read(end), f"„{told}“ did not come; shown: {self.shown}"

    def type(self, line: str, end: str = "\n") -> None:
        """Type a line at the next prompt."""
        self.wait_for(PROMPT)
        os.write(self._ours, line.encode())
        self.wait_for(line)  # a Ctrl+C between the prompt and the first letter would be lost in readline until the next key
        os.write(self._ours, end.encode())
        if end:
            self._read(time.monotonic() + _PATIENCE)  # the echo: the prompt is no longer the last thing shown

    def interrupt(self) -> None:
        """Press Ctrl+C, and again as a person would: readline forgets one that comes while it is not yet waiting for a key."""
        for _ in range(5):
            os.write(self._ours, b"\x03")
            while self._read(time.monotonic() + 2.0):
                pass
            if self._process.poll() is not None:
                return

    def finish(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + _PATIENCE
        while self._read(end):
            pass
        code = self._process.wait(timeout=_PATIENCE)
        os.close(self._ours)  # only now: a terminal that goes away hangs up on a command still ending
        return code

    def _read(self, end: float) -> bool:
        """Read something before the moment; whether there was anything."""
        if not select.select([self._ours], [], [], max(0.0, end - time.monotonic()))[0]:
            return False
        try:
            found = os.read(self._ours, 65536)
        except OSError:  # on Linux the end of a terminal whose command is gone
            return False
        self._seen += found
        return bool(found)
