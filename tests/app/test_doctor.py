"""The examination: every part is looked at, whatever is wrong with another."""

from collections.abc import Mapping
from typing import Any

from tests.fakes import WORDS, FakeSources
from tests.sample import SETTINGS

from kammerton.app.doctor import Surgery, examine
from kammerton.app.load import read_settings
from kammerton.delivery.health import Finding
from kammerton.domain.diagnostic import M, SetupError


class FakeNames:
    """A DNS with these TXT records, or none at all."""

    def __init__(self, texts: Mapping[str, tuple[str, ...]] | None) -> None:
        self._texts = texts

    def texts(self, name: str) -> tuple[str, ...] | None:
        return None if self._texts is None else self._texts.get(name, ())

    def addresses(self, host: str) -> tuple[str, ...] | None:  # noqa: ARG002
        return None if self._texts is None else ("192.0.2.1",)

    def names(self, address: str) -> tuple[str, ...] | None:  # noqa: ARG002
        return None if self._texts is None else ("relay.probe.example",)


class FakeServers:
    """Servers that answer, or do not."""

    def __init__(self, trouble: str = "") -> None:
        self._trouble = trouble

    def try_relay(self) -> None:
        if self._trouble:
            raise SetupError(M("Der Relay ist weg."))

    def try_mailbox(self) -> int:
        if self._trouble:
            raise SetupError(M("Das Postfach ist weg."))
        return 3


FULL = {
    "VERSAND": {"relay": "smtp://relay.probe.example", "hoechstens": 300, "dkim_schluessel": "k.pem", "dkim_auswahl": "a"},
    "POSTFACH": {"server": "imaps://mail.probe.example"},
}


def findings(names: FakeNames, servers: FakeServers, **changed: Any) -> list[Finding]:
    """What the examination finds."""
    settings, _ = read_settings(FakeSources(settings={**SETTINGS, **changed}))
    return list(examine(Surgery(settings, names, servers, 2300)))


def test_everything_is_well() -> None:
    """With relay, mailbox and DNS records in order nothing is to be done."""
    domain = SETTINGS["NEWSLETTER"]["absender"].rpartition("@")[2]
    records = {domain: ("v=spf1 mx -all",), f"_dmarc.{domain}": ("v=DMARC1; p=none",), f"a._domainkey.{domain}": ("v=DKIM1; p=" + "A" * 392,)}

    found = findings(FakeNames(records), FakeServers(), **FULL)

    assert [WORDS.text(finding.what) for finding in found if finding.mark != "fine"] == []
    assert len(found) >= 8


def test_what_is_missing_is_told_with_what_to_do() -> None:
    """Without relay, mailbox and DNS every gap has its remedy, and nothing is called an error that was not looked at."""
    found = findings(FakeNames(None), FakeServers())

    assert "trouble" not in {finding.mark for finding in found}
    told = " ".join(WORDS.text(message) for finding in found for message in (finding.what, finding.remedy) if message)
    for word in ("kein Relay angegeben", "kein POSTFACH angegeben", "v=spf1", "v=DMARC1", "nicht geprüft"):
        assert word in told


def test_one_trouble_does_not_hide_the_next() -> None:
    """A relay that is away does not keep the mailbox and the DNS from being looked at."""
    found = findings(FakeNames({}), FakeServers("weg"), **FULL)
    troubles = [WORDS.text(finding.what) for finding in found if finding.mark == "trouble"]

    assert troubles[:2] == ["Der Relay ist weg.", "Das Postfach ist weg."]
    assert len(troubles) == 4
