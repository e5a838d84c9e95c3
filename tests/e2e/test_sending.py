"""Sending with real parts: killed and resumed against a faulty relay, through a real Postfix, and with everything that can be wrong around it."""

import base64
import os
import random
import signal
import ssl
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import dkim
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography.hazmat.primitives import serialization
from tests.certificates import certificate, private_key
from tests.e2e.conftest import NOW, copy_published
from tests.e2e.postfix import Postfix, Sink, free_port, running_postfix
from tests.e2e.relays import ChaoticRelay, QuickClock, listening
from tests.e2e.sender import ISSUE

from kammerton.adapters.ledger import LEDGER, FileLedger
from kammerton.adapters.smtp import PASSWORD, USER
from kammerton.adapters.subscribers import SubscriberList
from kammerton.app.reconcile import settle_by_log
from kammerton.delivery.ledger import State
from kammerton.delivery.relay_log import read_relay_log
from kammerton.delivery.subscriber import Subscriber

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parents[2]
READERS, KILLS, TIMES = 2300, 12, 600.0


def start(folder: Path, port: int, began: float) -> subprocess.Popen[bytes]:
    """One run of sending in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'plugins'}"}
    arguments = [str(folder), str(port), str(READERS), str(began), str(TIMES)]
    return subprocess.Popen([sys.executable, str(ROOT / "tests" / "e2e" / "sender.py"), *arguments], env=environment, cwd=ROOT)


def killed(relay: ChaoticRelay, folder: Path, port: int, began: float) -> None:
    """Send, and be killed twelve times at moments nobody chose."""
    chance = random.Random(20261126)
    for goal in sorted(chance.sample(range(20, READERS - 100), KILLS)):
        process = start(folder, port, began)
        while len(relay.accepted) < goal and process.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.02)
        assert process.poll() is None, "it ended before it was killed"
        process.send_signal(signal.SIGKILL)
        process.wait()


def settle(relay: ChaoticRelay, folder: Path) -> None:
    """Look at what the runs left, and ask the relay's log for what is unclear."""
    ledger = FileLedger(folder / LEDGER)
    counts, unknown = ledger.counts(ISSUE), ledger.in_state(ISSUE, State.UNKNOWN)
    sent = {delivery.message_id.encode() for delivery in ledger.in_state(ISSUE, State.SENT)}
    assert twice(relay) == []
    assert sent - set(relay.accepted) == set()
    assert len(unknown) <= KILLS + relay.drops
    assert set(counts) <= {State.SENT, State.REFUSED, State.UNKNOWN}

    time.sleep(15 * 60 / TIMES + 0.5)
    relay.write("anvil", "statistics: max connection rate 1/60s")
    settled = settle_by_log(ledger, ISSUE, read_relay_log(relay.log.read_text(encoding="utf-8").splitlines(), relay.clock.now(), UTC))
    assert (settled.sent + settled.queued, settled.unknown) == (len(unknown), 0)
    assert settled.queued >= relay.faults["dropped before"]
    ledger.close()


def twice(relay: ChaoticRelay) -> list[bytes]:
    """What the relay took more than once."""
    return [name for name, times in Counter(relay.accepted).items() if times > 1]


def test_whatever_happens_nobody_gets_it_twice_and_nobody_is_forgotten(tmp_path: Path) -> None:
    """2,300 recipients, a relay with every fault, SIGKILL at twelve random moments: nothing twice, nothing called sent that did not arrive, all settled in the end."""
    began = time.time()
    relay = ChaoticRelay(tmp_path / "mail.log", QuickClock(began, TIMES))
    relay.write("master", "daemon started")
    time.sleep(5 * 60 / TIMES + 0.1)  # a log speaks of what began five minutes after its first line
    with listening(relay) as port:
        killed(relay, tmp_path, port, began)
        assert start(tmp_path, port, began).wait() == 0
        assert all(relay.faults[fault] for fault in ("451", "421", "452", "550", "451 late", "dropped before", "dropped after", "dropped early"))
        settle(relay, tmp_path)
        assert start(tmp_path, port, began).wait() == 0

    ledger = FileLedger(tmp_path / LEDGER)
    refused = sum(1 for n in range(READERS) if n % 100 == 7)
    assert ledger.counts(ISSUE) == {State.SENT: READERS - refused, State.REFUSED: refused}
    ledger.close()
    assert (twice(relay), len(relay.accepted)) == ([], READERS - refused)


# ---------------------------------------------------------------------------------------------------- the commands

NOVEMBER = "2026-11"


def command(project: Path, *arguments: str, typed: str = "", **environment: str) -> tuple[int, str]:
    """Run the command with something typed: exit code and everything said."""
    env = {**os.environ, "KAMMERTON_NOW": NOW, "PYTHONWARNINGS": "ignore", "COLUMNS": "400", **environment}
    result = subprocess.run(
        [sys.executable, "-m", "kammerton.cli", *arguments],
        cwd=project,
        env=env,
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return result.returncode, result.stdout


def settle_on(project: Path, **settings: Any) -> None:
    """Set VERSAND."""
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as out:
        out.write(f"\nVERSAND = {settings!r}\n")


def subscribe(project: Path, *addresses: str) -> None:
    """Put confirmed subscribers on the list."""
    subscribers = SubscriberList.of_project(project, "privat/versand")
    for address in addresses:
        subscribers.add(Subscriber("", address, ("betriebe",), "", "confirmed", date(2026, 1, 12)), datetime.now(UTC))
    subscribers.close()


def readers(count: int) -> list[str]:
    """Addresses."""
    return [f"leser-{n}@betrieb.example" for n in range(count)]


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    """One Postfix for all tests here."""
    with running_postfix() as running:
        yield running


def verifies(content: bytes, record: bytes) -> bool:
    """Whether the DKIM signature of a message holds against the record in the DNS."""
    return dkim.verify(content, dnsfunc=lambda _name, **_: record)


def make_unclear(project: Path, *addresses: str) -> None:
    """As if the program had been killed while the messages to these were on their way."""
    ledger, subscribers = FileLedger(project / "privat" / "versand" / LEDGER), SubscriberList.of_project(project, "privat/versand")
    for delivery in ledger.in_state(NOVEMBER, State.SENT):
        reader = subscribers.get(delivery.subscriber)
        if reader and reader.address in addresses:
            ledger.note(replace(delivery, state=State.UNKNOWN))
    ledger.flush()
    subscribers.close()
    ledger.close()


def test_an_issue_goes_through_a_real_relay_signed(tmp_path: Path, postfix: Postfix) -> None:
    """Told, typed, kept, sent once to everybody, with a DKIM signature that survives the relay."""
    project = copy_published(tmp_path / "projekt")
    (project / "privat").mkdir()
    key = private_key(project / "privat" / "dkim.pem").public_key()
    public = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    settle_on(project, relay=f"smtp://127.0.0.1:{postfix.port}", hoechstens=300, minuten=30, dkim_schluessel="privat/dkim.pem", dkim_auswahl="probe")
    subscribe(project, *readers(11))
    before = len(postfix.sink.messages)

    code, said = command(project, "newsletter-senden", NOVEMBER, typed="11\n")
    assert code == 0, said
    assert "11 Empfängerinnen und Empfänger" in said
    assert "Grenze: 300 Nachrichten in 30 Minuten" in said
    assert (project / "newsletter" / "gesendet" / f"{NOVEMBER}.json").exists()

    arrived, record = postfix.delivered(before + 11)[before:], b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    assert sorted(recipient for recipient, _, _ in arrived) == sorted(readers(11))
    for recipient, sender, content in arrived:
        message = message_from_bytes(content, policy=default)
        assert (message["To"], sender[:12], message["List-Unsubscribe-Post"]) == (recipient, "newsletter+r", None)
        assert verifies(content, record)
        assert not verifies(content.replace(b"Subject: ", b"Subject: Re: "), record)


def test_the_log_of_a_real_relay_settles_what_is_unclear(tmp_path: Path, postfix: Postfix) -> None:
    """One arrived, one was taken and returned later: both are found in Postfix's log, and nothing is sent once more."""
    project = copy_published(tmp_path / "projekt")
    settle_on(project, relay=f"smtp://127.0.0.1:{postfix.port}")
    subscribe(project, *readers(4), "niemand@betrieb.example")
    before = len(postfix.sink.messages)
    assert command(project, "newsletter-senden", NOVEMBER, typed="5\n")[0] == 0
    arrived = postfix.delivered(before + 5)[before:]  # four messages, and the one returned
    make_unclear(project, "leser-3@betrieb.example", "niemand@betrieb.example")

    code, said = command(project, "newsletter-abgleich", NOVEMBER)
    assert (code, said.count(f"<{NOVEMBER}.")) == (0, 2)
    code, said = command(project, "newsletter-abgleich", NOVEMBER, "--protokoll", str(postfix.log))
    assert code == 0, said
    code, said = command(project, "newsletter-stand", NOVEMBER)
    assert ("4  verschickt" in said, "1  unzustellbar" in said, "unklar" in said) == (True, True, False)
    assert len(arrived) == 5
    code, said = command(project, "newsletter-senden", NOVEMBER)
    assert (code, "ist schon verschickt" in said, len(postfix.sink.messages)) == (0, True, before + 5)


def test_an_interrupted_issue_is_resumed_with_the_words_it_began_with(tmp_path: Path, postfix: Postfix) -> None:
    """Somebody changes the text in between, and somebody joins; the rest gets what the first got, and nobody twice."""
    project = copy_published(tmp_path / "projekt")
    settle_on(project, relay=f"smtp://127.0.0.1:{postfix.port}", hoechstens=4, minuten=60)
    subscribe(project, *readers(6))
    before = len(postfix.sink.messages)
    env = {**os.environ, "KAMMERTON_NOW": NOW}
    process = subprocess.Popen(
        [sys.executable, "-m", "kammerton.cli", "newsletter-senden", NOVEMBER], cwd=project, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    process.stdin.write("6\n")
    process.stdin.close()
    assert len(postfix.delivered(before + 4)) == before + 4
    code, said = command(project, "newsletter-senden", NOVEMBER, typed="6\n")
    assert (code, "Es läuft schon ein Versand" in said) == (2, True), said
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait() == 2
    assert process.stdout
    assert "Unterbrochen. Fortsetzen mit" in process.stdout.read()
    process.stdout.close()

    issue = project / "newsletter" / f"{NOVEMBER}.md"
    issue.write_text(issue.read_text(encoding="utf-8").replace("Guten Tag,", "Hallo zusammen,"), encoding="utf-8")
    subscribe(project, "neu@betrieb.example")
    conf = project / "pelicanconf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace("'hoechstens': 4", "'hoechstens': 40"), encoding="utf-8")
    code, said = command(project, "newsletter-senden", NOVEMBER, typed="\n")
    assert code == 0, said
    assert "4  verschickt" in said

    arrived = postfix.delivered(before + 6)[before:]
    assert sorted(recipient for recipient, _, _ in arrived) == sorted(readers(6))
    assert all("Guten Tag" in str(message_from_bytes(content, policy=default).get_body(("plain",))) for _, _, content in arrived)


def test_without_a_relay_everything_can_be_tried(tmp_path: Path) -> None:
    """A folder takes the messages, each once; the issue is not kept as sent, and what is tried does not count for the relay set later."""
    project = copy_published(tmp_path / "projekt")
    subscribe(project, *readers(3))

    code, said = command(project, "newsletter-test", NOVEMBER, "--an", "ich@rathaus.example,du@rathaus.example")
    assert code == 0, said
    new = project / "privat" / "versand" / "ausgang" / "new"
    assert [message_from_bytes(file.read_bytes(), policy=default)["Subject"][:7] for file in new.iterdir()] == ["[Test] "] * 2
    code, said = command(project, "newsletter-senden", NOVEMBER, "--probe")
    assert (code, "Verschickt wurde nichts" in said, len(list(new.iterdir()))) == (0, True, 2)
    code, said = command(project, "newsletter-senden", NOVEMBER, typed="2\n")
    assert (code, "Es wurde nichts verschickt" in said) == (2, True)
    code, said = command(project, "newsletter-senden", NOVEMBER, typed="3\n")
    assert (code, len(list(new.iterdir()))) == (0, 5)
    assert not (project / "newsletter" / "gesendet").exists()

    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        settle_on(project, relay=f"smtp://127.0.0.1:{controller.port}")
        code, said = command(project, "newsletter-senden", NOVEMBER, typed="3\n")
    finally:
        controller.stop()
    assert (code, len(sink.messages)) == (0, 3)


def test_an_issue_with_errors_is_not_sent(tmp_path: Path) -> None:
    """What proofreading calls an error stops sending, and nothing is planned."""
    project = copy_published(tmp_path / "projekt")
    subscribe(project, *readers(1))
    issue = project / "newsletter" / f"{NOVEMBER}.md"
    issue.write_text(issue.read_text(encoding="utf-8") + "\n\n[hier](https://x.example/)\n", encoding="utf-8")

    code, said = command(project, "newsletter-senden", NOVEMBER, typed="1\n")

    assert (code, "So wird die Ausgabe nicht verschickt" in said) == (1, True)


def test_whatever_is_wrong_around_it_is_a_sentence_and_nobody_is_lost(tmp_path: Path) -> None:
    """Unreachable, wrong password, a certificate nobody signed, a broken file: exit 2, and then the same command sends."""
    project = copy_published(tmp_path / "projekt")
    subscribe(project, *readers(3))
    conf = (project / "pelicanconf.py").read_text(encoding="utf-8")

    def sending(relay: str, **environment: str) -> tuple[int, str]:
        (project / "pelicanconf.py").write_text(f"{conf}\nVERSAND = {{'relay': {relay!r}}}\n", encoding="utf-8")
        return command(project, "newsletter-senden", NOVEMBER, typed="3\n", **environment)

    def judge(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"richtig", handled=False)

    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port(), authenticator=judge, auth_require_tls=False)
    controller.start()
    port = controller.port
    try:
        for relay, account, told in (
            ("smtp://127.0.0.1:1", {}, "ist nicht zu erreichen"),
            (f"smtp://127.0.0.1:{port}", {USER: "kammerton", PASSWORD: "falsch"}, "nimmt Benutzer und Kennwort nicht an"),
            (f"smtps://127.0.0.1:{port}", {}, "ist nicht zu erreichen"),
            ("smtp://kammerton:geheim@mail.probe.example", {}, "gehören nicht hierher"),
        ):
            code, said = sending(relay, **account)
            assert (code, told in said, "Traceback" in said) == (2, True, False), said
        assert not (project / "newsletter" / "gesendet").exists()

        ledger = project / "privat" / "versand" / LEDGER
        kept = ledger.read_bytes()
        ledger.write_bytes(b"kaputt" * 1000)
        code, said = sending(f"smtp://127.0.0.1:{port}")
        assert (code, "ist beschädigt" in said, sink.messages) == (2, True, [])

        ledger.write_bytes(kept)
        assert sending(f"smtp://127.0.0.1:{port}", **{USER: "kammerton", PASSWORD: "richtig"})[0] == 0
    finally:
        controller.stop()
    assert sorted(recipient for recipient, _, _ in sink.messages) == sorted(readers(3))


def test_a_relay_with_its_own_certificate_is_refused_until_it_is_trusted(tmp_path: Path) -> None:
    """Over smtps:// the certificate decides; the IT's own one is named in SSL_CERT_FILE."""
    project = copy_published(tmp_path / "projekt")
    subscribe(project, *readers(2))
    files, sink = certificate(tmp_path), Sink()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    controller = Controller(sink, hostname="127.0.0.1", port=free_port(), ssl_context=context)
    controller.start()
    try:
        settle_on(project, relay=f"smtps://localhost:{controller.port}")
        code, said = command(project, "newsletter-senden", NOVEMBER, typed="2\n")
        assert (code, "ist nicht zu trauen" in said, sink.messages) == (2, True, [])
        code, said = command(project, "newsletter-senden", NOVEMBER, typed="2\n", SSL_CERT_FILE=str(files[0]))
    finally:
        controller.stop()
    assert (code, len(sink.messages)) == (0, 2)
