"""How many one-click sign-offs a second the newsletter's service takes on one core, each kept on the disk before it is answered.

    python -m bench.service 5000

So many subscribers are put into a list, ``kammerton dienst`` is started on one core, and from another core every one of them is signed
off with a POST as mail providers send it (RFC 8058), over a few connections that stay open. Then the same addresses once more: signing off
twice. Printed: requests a second, and requests a second of the service's own CPU time, which does not depend on what else the machine does.
Budget: 1,000 a second and core, measured by CPU time.
"""

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

from bench.budget import Budget
from kammerton.adapters.subscribers import SubscriberList
from kammerton.delivery.subscriber import Subscriber
from kammerton.domain.moments import ZONE

ROOT = Path(__file__).parents[1]
COMMAND = "python -m bench.service 5000"
BUDGET = {"rate": Budget(1000.0, "/s CPU", "one-click sign-offs, each on the disk before it is answered", least=True)}
CLIENTS = 4
BODY = b"List-Unsubscribe=One-Click"
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
NOW = datetime(2026, 11, 26, 12, tzinfo=ZONE)


def filled(project: Path, n: int) -> list[str]:
    """A project with so many subscribers; the paths that sign them off."""
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (project / "pelicanconf.py").write_text(settings.replace('    "kennung": "newsletter', '    "dienst": "https://abo.example",\n    "kennung": "newsletter'))
    book = SubscriberList.of_project(project, "privat/versand")
    with book.transaction():
        people = [book.add(Subscriber("", f"n{i}@betrieb.example", (), "", "confirmed", NOW.date()), NOW) for i in range(n)]
    paths = [f"/abmelden/{book.tokens.make('unsubscribe', who.id)}" for who in people]
    book.close()
    return paths


def cpu_seconds(process: int) -> float:
    """CPU time a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def post_all(port: int, paths: list[str]) -> None:
    """POST to each path, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in paths:
        connection.request("POST", path, BODY, HEADERS)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, (answer.status, content)
    connection.close()


def measured(process: int, port: int, paths: list[str]) -> tuple[float, float]:
    """Requests a second, by the clock and by the service's CPU time."""
    threads = [threading.Thread(target=post_all, args=(port, paths[n::CLIENTS])) for n in range(CLIENTS)]
    cpu, clock = cpu_seconds(process), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(paths) / (time.perf_counter() - clock), len(paths) / (cpu_seconds(process) - cpu)


def main() -> int:
    """Measure, print, compare with the budget."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        paths = filled(Path(folder), wanted)
        command = [sys.executable, "-u", "-m", "kammerton.cli", "dienst", "--port", "0"]
        service = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, preexec_fn=lambda: os.sched_setaffinity(0, cores[:1]))  # noqa: PLW1509
        assert service.stdout
        found = re.search(r":(\d+),", service.stdout.readline())
        assert found
        os.sched_setaffinity(0, cores[-1:])
        first, again = measured(service.pid, int(found[1]), paths), measured(service.pid, int(found[1]), paths)
        service.terminate()
        service.wait()
        left = SubscriberList.of_project(Path(folder), "privat/versand").count()
    print(f"signing off {wanted}: {first[0]:,.0f}/s, {first[1]:,.0f} for each CPU second; again: {again[0]:,.0f}/s, {again[1]:,.0f}; still on the list: {left}")
    is_kept = first[1] >= BUDGET["rate"] and left == 0
    print("within the budget" if is_kept else f"OVER THE BUDGET of {BUDGET['rate']:,.0f} for each CPU second")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
