"""How long an issue takes to render, and how long many personalised messages take.

    python -m bench.mail 100000

The issue of the example region with the most in it is rendered to HTML, text and message several times after loading; the
median of their CPU time counts. Then so many messages are made of it, one for each recipient, in a process of its own. Printed: milliseconds,
CPU seconds, messages a second, peak memory after a thousand and at the end. Budget: 20 ms an issue, 5 s for 100,000
messages on one core, and the same memory however many there are (2 MB more at most).
"""

import re
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.budget import Budget
from kammerton.adapters.catalogue import german_words
from kammerton.adapters.project import Project
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.load import load
from kammerton.domain.addresses import Addresses
from kammerton.domain.moments import ZONE
from kammerton.newsletter.addressee import Recipient
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import MailView, make_mail, make_template
from kammerton.rendering.links import Links

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 26, 12, tzinfo=ZONE)
COMMAND = "python -m bench.mail 100000"
BUDGET = {
    "issue": Budget(20.0, "ms CPU", "rendering an issue"),
    "messages": Budget(5.0, "s CPU", "100,000 personalised messages"),
    "memory": Budget(2.0, "MB", "memory for 100,000 messages beyond that for 1,000"),
}


def recipients(n: int) -> Iterator[Recipient]:
    """Recipients who confirmed on 700 different days."""
    first = date(2025, 1, 1)
    return (Recipient(f"{i:x}", f"token-{i:020x}", f"ausbildung.{i}@betrieb-{i % 977}.example", first + timedelta(days=i % 700)) for i in range(n))


def peak() -> float:
    """Peak memory of this process in megabytes."""
    found = re.search(r"VmHWM:\s+([0-9]+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


def main() -> int:
    """Measure, print, compare with the budget."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    words, templates = german_words(), ThemeTemplates(ROOT, "de")
    library, report = load(Project(ROOT), NOW)
    assert not report.has_errors
    addresses = Addresses(library.settings.address)
    links = Links(library, addresses)

    def view(issue) -> MailView:
        return MailView(compose(library, words, issue), words, links, library, addresses)

    longest = max(library.mailed_issues, key=lambda issue: len(make_mail(view(issue), templates).html))
    spent = []
    for _ in range(21):
        started = time.process_time()
        mail = make_mail(view(longest), templates)
        spent.append((time.process_time() - started) * 1000)
    issue = statistics.median(spent)
    template = make_template(view(longest), templates, NOW.astimezone(UTC))
    size = sum(1 for _ in template.for_each(recipients(1000)))
    before, started = peak(), time.process_time()
    for message in template.for_each(recipients(wanted)):
        size = len(message)
    seconds, more = time.process_time() - started, peak() - before
    print(f"issue {longest.id}: HTML {len(mail.html.encode())} bytes, rendered in {issue:.1f} ms (budget {BUDGET['issue']:.0f})")
    print(f"{wanted} messages of {size} bytes: {seconds:.2f} s CPU, {wanted / seconds:.0f} a second, {peak():.0f} MB, {more:.1f} MB more than after 1000")
    kept = issue <= BUDGET["issue"] and seconds <= BUDGET["messages"] * wanted / 100_000 and more <= BUDGET["memory"]
    print("within the budget" if kept else "OVER THE BUDGET")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
