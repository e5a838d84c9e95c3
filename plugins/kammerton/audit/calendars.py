"""The calendars of the build are written as RFC 5545 wants it, and their links lead somewhere.

Programs give up on a broken calendar without a word, so its lines are judged here, by code that shares nothing with the writer.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kammerton.audit.audit import CALENDAR, BuiltSite
from kammerton.audit.facts import UNAIDED, FactKind, Means, known
from kammerton.audit.links import Targets
from kammerton.audit.packing import Told, pack, unpack
from kammerton.domain.addresses import EVENTS, Addresses
from kammerton.domain.diagnostic import Diagnostic, M, Message

_LONGEST = 75
_LINE = re.compile(r"(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(?P<value>.*)")
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "VCALENDAR": ("VERSION", "PRODID"), "VEVENT": ("UID", "DTSTAMP", "DTSTART", "SUMMARY"), "VTIMEZONE": ("TZID",),
}  # fmt: skip
_LINKS = ("URL", "SOURCE")
_ZONE = re.compile(r";TZID=([^;:]+)")


@dataclass
class _Component:
    """A part of a calendar: its kind, and name, parameters and value of each of its lines."""

    kind: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        return next((value for found, _, value in self.lines if found == name), None)


def check_calendars(site: BuiltSite, addresses: Addresses, means: Means = UNAIDED) -> Iterator[Diagnostic]:
    """Judge every calendar of events: its lines, its parts, its links."""
    files = frozenset(site.paths())
    targets = Targets(files, {}, addresses)
    calendars = sorted(file for file in files if file.startswith(EVENTS) and file.endswith(".ics"))
    for path, told in known(_CALENDARS, site, calendars, means).items():
        for problem in told.problems:
            yield CALENDAR.at(path, unpack(problem))
        for link in told.links:
            if not targets.leads_to_a_file(link):
                yield CALENDAR.at(path, M("Die Verknüpfung „{link}“ führt ins Leere.", link=link))


def _calendar(content: bytes) -> Told:
    """What is wrong with a calendar by itself, and its links."""
    problems, components = _taken_apart(content)
    if components is None:
        return Told(tuple(map(pack, problems)), ())
    links = dict.fromkeys(value for component in components for name, _, value in component.lines if name in _LINKS)
    return Told(tuple(map(pack, (*problems, *_incomplete(components)))), tuple(links))


_CALENDARS = FactKind("kalender", _calendar, Told._make)


def _taken_apart(content: bytes) -> tuple[list[Message], list[_Component] | None]:
    """What is wrong with the lines of a calendar, and its parts where they can be told."""
    problems = []
    lines = content.split(b"\r\n")
    if lines.pop() or any(b"\n" in line or b"\r" in line for line in lines):
        problems.append(M("Nicht jede Zeile endet mit CR und LF."))
    if any(len(line) > _LONGEST for line in lines):
        problems.append(M("Eine Zeile ist länger als 75 Bytes."))
    try:
        text = [line.decode() for line in lines]
    except UnicodeDecodeError:
        return [*problems, M("Eine Zeile ist nicht in UTF-8 geschrieben, oder ein Zeichen ist auf zwei Zeilen verteilt.")], None
    components = _components("\r\n".join(text).replace("\r\n ", "").split("\r\n"))
    if components is None:
        problems.append(M("Die Teile der Kalenderdatei sind nicht richtig ineinander geschachtelt."))
    return problems, components


def _components(lines: Sequence[str]) -> list[_Component] | None:
    """The parts of a calendar, or None where a line has no form or a part does not end."""
    found: list[_Component] = []
    around: list[_Component] = []
    for line in lines:
        parts = _LINE.fullmatch(line)
        if parts is None or (parts["name"] != "BEGIN" and not around) or (parts["name"] == "END" and around.pop().kind != parts["value"]):
            return None
        if parts["name"] == "BEGIN":
            around.append(_Component(parts["value"]))
            found.append(around[-1])
        elif parts["name"] != "END":
            around[-1].lines.append((parts["name"], parts["parameters"], parts["value"]))
    is_one = [component.kind for component in found].count("VCALENDAR") == 1 and found[0].kind == "VCALENDAR"
    return None if around or not is_one else found


def _incomplete(components: Sequence[_Component]) -> Iterator[Message]:
    for component in components:
        for name in _REQUIRED.get(component.kind, ()):
            if component.value(name) is None:
                yield M("In der Kalenderdatei fehlt „{name}“.", name=f"{component.kind}/{name}")
    uids = Counter(component.value("UID") or "" for component in components if component.kind == "VEVENT")
    for uid in sorted(uid for uid, n in uids.items() if n > 1):
        yield M("Zwei Termine haben dieselbe Kennung „{uid}“.", uid=uid)
    zones = {component.value("TZID") for component in components if component.kind == "VTIMEZONE"}
    used = {zone for component in components for _, parameters, _ in component.lines for zone in _ZONE.findall(parameters)}
    for zone in sorted(used - zones):
        yield M("Die Zeitzone „{zone}“ ist nicht beschrieben.", zone=zone)
