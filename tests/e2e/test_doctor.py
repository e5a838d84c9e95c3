"""``kammerton doctor`` against real servers: what works is tried, what does not is told with what to do."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from tests.e2e.conftest import copy_project, kammerton
from tests.e2e.dovecot import PASSWORD, USER, Dovecot, running_dovecot
from tests.e2e.postfix import free_port

pytestmark = pytest.mark.e2e
ACCOUNT = {"KAMMERTON_POSTFACH_BENUTZER": USER, "KAMMERTON_POSTFACH_KENNWORT": PASSWORD}


class Delivery:
    """A relay that puts everything into the mailbox, or refuses addresses with a tag."""

    def __init__(self, dovecot: Dovecot, *, knows_tags: bool) -> None:
        self._dovecot, self._knows_tags = dovecot, knows_tags

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if "+" in address and not self._knows_tags:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self._dovecot.deliver(b"Authentication-Results: mx.example; spf=pass smtp.mailfrom=x\r\n" + envelope.content)
        return "250 ok"


@contextmanager
def office(folder: Path, *, knows_tags: bool) -> Iterator[Path]:
    """A project with a relay and a mailbox that work."""
    project = copy_project(folder / "projekt")
    with running_dovecot() as dovecot:
        relay = Controller(Delivery(dovecot, knows_tags=knows_tags), hostname="127.0.0.1", port=free_port())
        relay.start()
        with (project / "pelicanconf.py").open("a", encoding="utf-8") as out:
            out.write(f'\nVERSAND = {{"relay": "smtp://127.0.0.1:{relay.port}"}}\nPOSTFACH = {{"server": "{dovecot.server}"}}\n')
        try:
            yield project
        finally:
            relay.stop()


def doctor(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Let everything be examined."""
    return kammerton(project, "doctor", *arguments, **(ACCOUNT | environment))


def test_a_trial_mail_arrives(tmp_path: Path) -> None:
    """Relay and mailbox are tried, a mail goes to both tagged addresses and is found; the receiving server's verdict is told."""
    with office(tmp_path, knows_tags=True) as project:
        result = doctor(project, "--briefprobe")

    assert "Traceback" not in result.stdout + result.stderr
    for told in ("Relay 127.0.0.1", "erreichbar, Anmeldung angenommen", "Postfach imap://127.0.0.1", "kommt an", "glaubt der Probe: spf=pass"):
        assert told in result.stdout
    assert (result.returncode == 0) == (" 0 Fehler" in f" {result.stdout.splitlines()[-1]}")


def test_a_mailbox_without_plus_addressing(tmp_path: Path) -> None:
    """Where addresses with a tag are refused, that is an error with what to ask the IT for; exit code 2."""
    with office(tmp_path, knows_tags=False) as project:
        result = doctor(project, "--briefprobe")

    assert result.returncode == 2
    assert "nimmt keine Nachricht an abmelden+…@" in result.stdout
    assert "Pluszeichen" in result.stdout


def test_troubles_are_told_together(tmp_path: Path) -> None:
    """A wrong password and a damaged list are told in one run, each with what to do; nothing is made or changed."""
    with office(tmp_path, knows_tags=True) as project:
        before = sorted(p.name for p in project.iterdir())
        plain = doctor(project)
        made = sorted(p.name for p in project.iterdir())
        folder = project / "privat" / "versand"
        folder.mkdir(parents=True, mode=0o700)
        (folder / "abonnenten.db").write_bytes(b"keine Datenbank" * 100)
        result = doctor(project, KAMMERTON_POSTFACH_KENNWORT="falsch")

    assert made == before
    assert "Traceback" not in plain.stdout + plain.stderr
    assert result.returncode == 2
    for told in ("nimmt Benutzer und Kennwort nicht an", "Fehler"):
        assert told in result.stdout
    assert (folder / "abonnenten.db").read_bytes() == b"keine Datenbank" * 100
