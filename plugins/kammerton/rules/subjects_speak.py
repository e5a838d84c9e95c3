"""Subject and preview line of an issue say what is in it, and fit into a mailbox."""

import re
from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.document import cut_at_word
from kammerton.domain.inventory import Inventory
from kammerton.domain.issue import Issue
from kammerton.rules.rule import Rule, hint

CODE = "R080"
# What phones show of a subject (about), and most mailboxes of the line behind it.
_SUBJECT, _PREVIEW = 40, 90
_EMPTY_WORDS = re.compile(r"newsletter\b.*\d|ausgabe \d", re.IGNORECASE)


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Read both lines of each issue that is finished and was not sent."""
    for issue in inventory.issues:
        if issue.status == "entwurf" or issue.id in inventory.sent:
            continue
        source = inventory.source("ausgabe", issue.id)
        for field, what, remedy in _said(issue):
            yield hint(CODE, source.place(field), what, remedy)


def _said(issue: Issue) -> Iterator[tuple[str, Message, Message]]:
    if _EMPTY_WORDS.fullmatch(issue.subject) or issue.subject == issue.title:
        yield "betreff", M("Der Betreff sagt nicht, worum es geht."), M("Nennen Sie zuerst, was die Leserinnen und Leser davon haben.")
    if "!" in issue.subject:
        yield "betreff", M("Im Betreff steht ein Ausrufezeichen; das sieht nach Werbung aus."), M("Ein Punkt genügt, oder gar kein Zeichen.")
    if len(issue.subject) > _SUBJECT:
        shown = cut_at_word(issue.subject, _SUBJECT)
        what = M("Der Betreff hat {n} Zeichen; viele Telefone zeigen nur etwa {most}: „{shown}“", n=len(issue.subject), most=_SUBJECT, shown=shown)
        yield "betreff", what, M("Das Wichtigste steht am besten ganz vorn; kürzen Sie, wenn es geht.")
    if issue.subject.casefold().strip(" .!?") in issue.preheader.casefold():
        yield "vorschau", M("Die Vorschauzeile sagt den Betreff noch einmal."), M("Schreiben Sie dort, was es außerdem gibt.")
    if len(issue.preheader) > _PREVIEW:
        what = M("Die Vorschauzeile hat {n} Zeichen; die meisten Postfächer zeigen höchstens {most}.", n=len(issue.preheader), most=_PREVIEW)
        yield "vorschau", what, M("Kürzen Sie sie, oder lassen Sie das Unwichtigste am Ende stehen.")


RULE = Rule(
    CODE,
    M("Betreff oder Vorschauzeile ungünstig"),
    M(
        "Vom Betreff und von der Vorschauzeile hängt ab, ob jemand die E-Mail öffnet. Hinweise gibt es zu einem Betreff ohne Inhalt („Newsletter Nr. 47“), zu Ausrufezeichen, zu einer Vorschauzeile, die den Betreff wiederholt, zu einem Betreff mit mehr als 40 und einer Vorschauzeile mit mehr als 90 Zeichen. Was schon verschickt ist, wird nicht mehr beurteilt."
    ),
    check,
)
