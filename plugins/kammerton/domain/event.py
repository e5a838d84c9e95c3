"""Events: fairs, advice, open doors."""

from datetime import date, datetime, time
from typing import Literal

from kammerton.domain.declaration import declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.moments import ZONE
from kammerton.domain.portrait import Accessibility
from kammerton.domain.values import ActorOrText, Day, Line, Moment, PortraitRef, Several, TownRef, WebAddress

EventType = Literal[
    "messe", "nacht-der-ausbildung", "beratung", "webinar", "elternabend", "girlsday", "boysday", "bewerbungstraining", "speed-dating", "offene-tuer", "workshop", "sonstiges"
]  # fmt: skip
State = Literal["geplant", "verschoben", "abgesagt"]


class Event(Item):
    """Something that takes place."""

    published: Moment = declare("datum", M("Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Eintrag erst dann."), example="2026-11-21")
    begins: Moment = declare("beginn", M("Tag und Uhrzeit; ohne Uhrzeit dauert der Termin den ganzen Tag."), example="2027-03-12 09:00")
    ends: Moment | None = declare("ende", M("Tag und Uhrzeit des Endes."), example="2027-03-12 14:00", default=None)
    town: TownRef | None = declare("ort", M("Ort aus der Liste der Orte; nötig, wenn es keine „online_url“ gibt."), example="sonnenau", default=None)
    venue: Line | None = declare("adresse", M("Haus und Straße."), example="Kulturbahnhof, Bahnhofstraße 1", default=None)
    online_at: WebAddress | None = declare(
        "online_url", M("Adresse, unter der man online teilnimmt."), example="https://treffen.sonnental.example/eltern", default=None
    )
    organiser: ActorOrText = declare(
        "veranstalter", M("Wer einlädt: der Kurzname eines Akteurs, oder ein Name in Worten."), example="Koordinierungsstelle Ausbildung"
    )
    type: EventType = declare("art", M("Was für ein Termin es ist."), example="messe")
    register_at: WebAddress | None = declare("anmeldung_url", M("Adresse für die Anmeldung."), example="https://www.sonnental.example/anmelden", default=None)
    register_until: Day | None = declare("anmeldeschluss", M("Letzter Tag für Anmeldungen."), example="2027-03-01", default=None)
    cost: Line | None = declare("kosten", M("Was die Teilnahme kostet; ohne Angabe ist sie kostenfrei."), example="5 Euro", default=None)
    accessibility: Several[Accessibility] = declare("barrierefreiheit", M("Was den Zugang erleichtert."), example="[stufenlos, wc]", default=())
    portraits: Several[PortraitRef] = declare("betriebe", M("Betriebe, die dabei sind."), example="[tischlerei-ahornkamm]", default=())
    state: State = declare("lage", M("Ob der Termin stattfindet. Ein abgesagter Termin bleibt sichtbar, als abgesagt."), example="geplant", default="geplant")

    @property
    def is_all_day(self) -> bool:
        """Whether no time of day is given."""
        return self.begins.astimezone(ZONE).time() == time()

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return self.begins.astimezone(ZONE).date()

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return (self.ends or self.begins).astimezone(ZONE).date()

    def is_over(self, now: datetime) -> bool:
        """Whether it is past: at its end where a time is given, else after its last day."""
        if self.ends is not None and not self.is_all_day:
            return self.ends <= now
        return self.last_day < now.astimezone(ZONE).date()
