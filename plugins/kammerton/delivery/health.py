"""Whether mail of this domain will be believed: what stands in the DNS, what the large providers ask for, each with what to do."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kammerton.domain.diagnostic import M, Message

# fine: nothing to do. note: could be better, or could not be looked at. trouble: sending will suffer.
Mark = Literal["fine", "note", "trouble"]
# From so many mails a day on, Gmail and Yahoo ask for more, and for good (support.google.com/a/answer/14229414).
BULK: Final = 5000
# The public part of an RSA key of 2048 bits takes 294 bytes in DER (RFC 6376, 3.3.3 asks for as much as Gmail does).
_BYTES_OF_2048 = 290


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where it is not fine."""

    mark: Mark
    what: Message
    remedy: Message | None = None


def judge_spf(domain: str, records: Sequence[str] | None) -> Finding:
    """Who may send for a domain (RFC 7208); None where the DNS could not be asked.

    >>> judge_spf("x.example", ["v=spf1 mx -all"]).mark, judge_spf("x.example", []).mark, judge_spf("x.example", ["v=spf1 +all"]).mark
    ('fine', 'trouble', 'trouble')
    """
    advice = M("Die IT trägt für {domain} diesen TXT-Eintrag ein, mit dem Namen Ihres Relays: v=spf1 mx include:NAME-DES-RELAYS ~all", domain=domain)
    if records is None:
        return Finding("note", M("SPF für {domain}: nicht geprüft, das DNS ist von hier nicht zu erreichen.", domain=domain), advice)
    found = [record for record in records if re.match(r"v=spf1(\s|$)", record, re.IGNORECASE)]
    if not found:
        return Finding("trouble", M("SPF für {domain} fehlt: Niemand kann sehen, wer für Ihre Domain senden darf.", domain=domain), advice)
    if len(found) > 1:
        return Finding("trouble", M("SPF für {domain} steht mehrmals im DNS und gilt deshalb nicht.", domain=domain), M("Es darf nur einer davon bleiben."))
    if re.search(r"\s\+?all(\s|$)", found[0], re.IGNORECASE):
        return Finding("trouble", M("SPF für {domain} erlaubt jedem, für Sie zu senden.", domain=domain), M("Am Ende gehört ~all oder -all hin."))
    return Finding("fine", M("SPF für {domain}: {record}", domain=domain, record=found[0]))


def judge_dmarc(domain: str, records: Sequence[str] | None, recipients: int) -> Finding:
    """What to do with mails that are not ours (RFC 7489, 6.3); from ``BULK`` recipients on it is a duty.

    >>> judge_dmarc("x.example", ["v=DMARC1; p=none"], 10).mark, judge_dmarc("x.example", [], 10).mark, judge_dmarc("x.example", [], 9000).mark
    ('fine', 'note', 'trouble')
    """
    advice = M("Die IT trägt für _dmarc.{domain} diesen TXT-Eintrag ein: v=DMARC1; p=none; rua=mailto:postmaster@{domain}", domain=domain)
    if records is None:
        return Finding("note", M("DMARC für {domain}: nicht geprüft, das DNS ist von hier nicht zu erreichen.", domain=domain), advice)
    found = [record for record in records if re.match(r"v=DMARC1\s*;", record, re.IGNORECASE)]
    if len(found) == 1 and re.search(r";\s*p\s*=\s*(none|quarantine|reject)\b", found[0], re.IGNORECASE):
        return Finding("fine", M("DMARC für {domain}: {record}", domain=domain, record=found[0]))
    mark: Mark = "trouble" if recipients >= BULK else "note"
    return Finding(mark, M("DMARC für {domain} fehlt oder ist nicht lesbar. Gmail und Yahoo verlangen es von großen Absendern.", domain=domain), advice)


def judge_dkim(name: str, records: Sequence[str] | None) -> Finding:
    """The public key under its name in the DNS (RFC 6376, 3.6.1).

    >>> judge_dkim("a._domainkey.x.example", ["v=DKIM1; k=rsa; p=" + "A" * 392]).mark, judge_dkim("a._domainkey.x.example", ["v=DKIM1; p="]).mark
    ('fine', 'trouble')
    """
    if records is None:
        return Finding("note", M("DKIM unter {name}: nicht geprüft, das DNS ist von hier nicht zu erreichen.", name=name))
    fields = dict(re.findall(r"(\w+)\s*=\s*([^;]*)", "".join(records)))
    try:
        key = base64.b64decode(re.sub(r"\s", "", fields.get("p", "")), validate=True)
    except binascii.Error:
        key = b""
    if not key:
        return Finding("trouble", M("DKIM: Unter {name} steht kein öffentlicher Schlüssel.", name=name),
            M("Die IT trägt ihn dort als TXT-Eintrag ein. Bis dahin gelten Ihre Unterschriften als falsch."))  # fmt: skip
    if fields.get("k", "rsa").strip() == "rsa" and len(key) < _BYTES_OF_2048:
        return Finding("note", M("DKIM: Der Schlüssel unter {name} ist kürzer als 2048 Bit.", name=name), M("Lassen Sie von der IT einen neuen machen."))
    return Finding("fine", M("DKIM: Unter {name} steht ein Schlüssel.", name=name))


def judge_relay_name(host: str, addresses: Sequence[str] | None, names: Sequence[str] | None) -> Finding:
    """Whether the relay's address leads back to its name: T-Online takes no mail from others (postmaster.t-online.de, 4.1)."""
    if addresses is None or names is None:
        return Finding("note", M("Name des Relays {host}: nicht geprüft, das DNS ist von hier nicht zu erreichen.", host=host))
    if addresses and names:
        return Finding("fine", M("Name des Relays: {host} und zurück {names}", host=host, names=", ".join(names)))
    return Finding("note", M("Die Adresse des Relays {host} führt zu keinem Namen zurück.", host=host),
        M("T-Online nimmt nur von Servern an, deren Name auf eine Website mit Impressum führt. Fragen Sie die IT, über welchen Server der Relay hinaussendet."))  # fmt: skip


def judge_size(recipients: int, *, has_service: bool) -> Finding:
    """What Gmail and Yahoo ask of those who send much."""
    if recipients < BULK:
        return Finding("fine", M("{n} Empfängerinnen und Empfänger: Die strengeren Regeln von Gmail und Yahoo gelten ab 5.000 am Tag.", n=recipients))
    if has_service:
        return Finding("fine", M("{n} Empfängerinnen und Empfänger, mit Abmeldung durch einen Klick.", n=recipients))
    return Finding("trouble", M("{n} Empfängerinnen und Empfänger: Gmail und Yahoo verlangen die Abmeldung durch einen Klick.", n=recipients),
        M("Dazu braucht es den Dienst (make dienst). Oder verteilen Sie den Versand mit „hoechstens“ auf mehrere Tage."))  # fmt: skip


def judge_alignment(sender: str, bounces: str) -> Finding:
    """Whether the domain of the envelope is that of the sender: else SPF says nothing for DMARC (RFC 7489, 3.1.2)."""
    ours, theirs = sender.rpartition("@")[2].lower(), bounces.rpartition("@")[2].lower()
    if ours == theirs or theirs.endswith(f".{ours}") or ours.endswith(f".{theirs}"):
        return Finding("fine", M("Absender und Rückläufer liegen auf derselben Domain."))
    return Finding("note", M("Rückläufer gehen an {theirs}, der Absender ist {ours}.", theirs=theirs, ours=ours),
        M("Nehmen Sie für „ruecklaeufer“ eine Adresse auf {ours}; sonst zählt SPF für DMARC nicht.", ours=ours))  # fmt: skip


_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(\w+)", re.IGNORECASE)


def judge_arrival(headers: Sequence[str]) -> Finding:
    """What the server that took a trial mail says of it (Authentication-Results, RFC 8601).

    >>> judge_arrival(["mx.x.example; spf=pass smtp.mailfrom=a; dkim=fail"]).mark, judge_arrival([]).mark
    ('trouble', 'note')
    """
    found = {method.lower(): result.lower() for header in headers for method, result in _RESULT.findall(header)}
    told = ", ".join(f"{method}={result}" for method, result in sorted(found.items()))
    if not found:
        return Finding("note", M("Der empfangende Server sagt nicht, ob er SPF und DKIM geprüft hat."))
    if any(result in ("fail", "permerror", "softfail") for result in found.values()):
        return Finding("trouble", M("Der empfangende Server zweifelt an der Probe: {told}", told=told), M("Zeigen Sie diese Zeile der IT."))
    return Finding("fine", M("Der empfangende Server glaubt der Probe: {told}", told=told))
