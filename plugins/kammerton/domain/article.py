"""Knowledge: articles, checklists, questions and answers, templates, roadmaps."""

from typing import Literal

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.values import Day, DownloadFile, Line, Moment, Prose, Several, WebAddress

Topic = Literal[
    "azubis-finden", "ausbilden-duerfen", "recht", "pruefung", "foerderung", "integration", "digital", "vielfalt", "orientierung", "praktikum", "konflikte"
]
Form = Literal["artikel", "checkliste", "faq", "vorlage", "fahrplan"]
# Where the files that ``Download.file`` names lie, in the project folder.
DOWNLOADS = "content/downloads"


class Question(Declared):
    """A question with its answer."""

    question: Line = declare("frage", M("Die Frage, wie Menschen sie stellen."), example="Darf ich mit 15 schon eine Ausbildung anfangen?")
    answer: Prose = declare("antwort", M("Die Antwort in Markdown."), example="Ja, wenn du die Schulpflicht erfüllt hast.")


class Step(Declared):
    """One step of a checklist or roadmap."""

    title: Line = declare("titel", M("Was zu tun ist, als Tätigkeit."), example="Eignung bei der Kammer feststellen lassen")
    text: Prose | None = declare("text", M("Erklärung dazu in Markdown."), example="Ein Anruf genügt für den Anfang.", default=None)
    when: Line | None = declare("wann", M("Wann der Schritt dran ist."), example="sechs Monate vorher", default=None)


class Download(Declared):
    """A file to take away."""

    title: Line = declare("titel", M("Was die Datei enthält."), example="Praktikumsvereinbarung zum Ausfüllen")
    file: DownloadFile = declare("datei", M("Datei im Ordner content/downloads."), example="praktikumsvereinbarung.pdf")


class Citation(Declared):
    """Where a fact comes from."""

    title: Line = declare("titel", M("Name der Quelle."), example="Berufsbildungsgesetz, § 20 Probezeit")
    url: WebAddress | None = declare("url", M("Adresse der Quelle."), example="https://www.gesetze-im-internet.de/bbig_2005/__20.html", default=None)
    retrieved: Day | None = declare("abgerufen", M("Tag, an dem die Quelle gelesen wurde."), example="2026-11-20", default=None)


class Article(Item):
    """A page of the knowledge base."""

    published: Moment = declare("datum", M("Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Eintrag erst dann."), example="2026-11-21")
    topic: Topic = declare("thema", M("Unter welchem Thema die Seite steht."), example="azubis-finden")
    form: Form = declare("art", M("Welche Form die Seite hat."), example="artikel", default="artikel")
    questions: Several[Question] = declare(
        "fragen",
        M("Fragen mit Antworten; Pflicht bei der Art „faq“."),
        example="[{frage: Wie lange dauert die Probezeit?, antwort: Ein bis vier Monate.}]",
        default=(),
    )
    steps: Several[Step] = declare(
        "schritte", M("Schritte in Reihenfolge; Pflicht bei den Arten „checkliste“ und „fahrplan“."), example="[{titel: Vertrag unterschreiben}]", default=()
    )
    downloads: Several[Download] = declare(
        "downloads", M("Dateien zum Mitnehmen; Pflicht bei der Art „vorlage“."), example="[{titel: Vorlage, datei: vorlage.pdf}]", default=()
    )
    sources: Several[Citation] = declare(
        "quellen", M("Woher die Angaben stammen."), example="[{titel: Berufsbildungsgesetz, abgerufen: 2026-11-20}]", default=()
    )
    law_as_of: Day | None = declare("rechtsstand", M("Auf welchem Stand des Rechts die Seite ist."), example="2026-11-01", default=None)
