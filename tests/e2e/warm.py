"""The real command without its start: a process that has everything imported runs it in copies of itself.

Tests that run it dozens of times, or end it at a stated moment, start it here: ``Warm`` outside, ``main`` inside.
"""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.e2e.conftest import NOW

from kammerton import cli
from kammerton.adapters import builds, deploy_commands, publishing_commands, templates


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (negative: the signal that killed it), what it said, and how long it took."""

    code: int
    said: str
    seconds: float


class Run:
    """One run of the command."""

    def __init__(self, warm: "Warm", pid: int, said: Path) -> None:
        self._warm, self.pid, self._said, self._began = warm, pid, said, time.monotonic()

    def kill(self) -> None:
        """End it at once, and everything it has started."""
        os.killpg(self.pid, signal.SIGKILL)

    def end(self) -> Ended:
        """Wait for its end."""
        code = self._warm.ended(self.pid)
        return Ended(code, self._said.read_text(encoding="utf-8"), time.monotonic() - self._began)


class Warm:
    """Starts runs of the command."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._number, self._codes = folder, 0, dict[int, int]()
        env = {**os.environ, "PYTHONWARNINGS": "ignore", "COLUMNS": "400"}
        root = Path(__file__).parents[2]
        self._process = subprocess.Popen([sys.executable, "-m", "tests.e2e.warm"], cwd=root, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate("")

    def start(self, project: Path, *arguments: str, now: str = NOW) -> Run:
        """Begin a run."""
        self._number += 1
        said = self._folder / f"gesagt-{self._number}.txt"
        self._say({"folder": str(project), "arguments": arguments, "now": now, "said": str(said)})
        return Run(self, int(self._answer()["pid"]), said)

    def run(self, project: Path, *arguments: str, now: str = NOW) -> Ended:
        """A run from beginning to end."""
        return self.start(project, *arguments, now=now).end()

    def ended(self, pid: int) -> int:
        """Wait for a run to end: its exit code."""
        self._say({"pid": pid})
        return int(self._answer()["code"])

    def _say(self, wish: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, int]:
        assert self._process.stdout is not None
        answer: dict[str, int] = json.loads(self._process.stdout.readline())
        return answer


def main() -> None:
    """Do what each line asks: begin a run, or wait for one."""
    assert builds
    assert templates
    assert publishing_commands
    assert deploy_commands  # what a publish imports late
    for line in sys.stdin:
        wish = json.loads(line)
        answer = {"pid": _begin(wish)} if "arguments" in wish else {"code": os.waitstatus_to_exitcode(os.waitpid(wish["pid"], 0)[1])}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _begin(wish: dict[str, str]) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    os.chdir(wish["folder"])
    os.environ["KAMMERTON_NOW"] = wish["now"]
    said = os.open(wish["said"], os.O_WRONLY | os.O_CREAT, 0o644)
    for stream, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, said), (2, said)):
        os.dup2(opened, stream)
    code = cli.main(wish["arguments"])
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
