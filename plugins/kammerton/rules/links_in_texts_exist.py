"""Every link in a text to another item names one that exists."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.document import BodyReference
from kammerton.domain.inventory import Inventory
from kammerton.domain.suggestion import did_you_mean
from kammerton.reading.frontmatter import TEXT
from kammerton.reading.markdown import parse_markdown
from kammerton.rules.rule import Rule, error, hint

CODE = "R002"


def _texts(inventory: Inventory) -> Iterator[tuple[str, tuple[BodyReference, ...]]]:
    """The references of every body, and of the texts in newsletter blocks."""
    for kind, item in inventory.items():
        yield inventory.source(kind, item.id).file, item.body.references
    for unread in inventory.unread.values():
        yield unread.source.file, unread.body_references
    for issue in inventory.issues:
        source = inventory.source("ausgabe", issue.id)
        for n, block in enumerate(issue.blocks):
            if block.text is not None:
                yield source.file, parse_markdown(source.file, block.text, source.place("bloecke", n, "text", TEXT).line)[0].references


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the ``kind:id`` links of every text with the ids of the kind; tell of links that lead out of no item."""
    known = inventory.known_ids()
    for file, found in _texts(inventory):
        for reference in found:
            place = Place(file, reference.line)
            if not reference.kind:
                what = M("Die Verknüpfung oder das Bild „{name}“ wird nicht übernommen; der Text bleibt stehen.", name=reference.id)
                yield hint(CODE, place, what, M("Schreiben Sie Verweise auf eigene Einträge als betrieb:kurzname, andere mit https:// davor."))
            elif reference.id not in known.get(reference.kind, (reference.id,)):
                what = M("Die Verknüpfung „{kind}:{name}“ führt ins Leere.", kind=reference.kind, name=reference.id)
                remedy = did_you_mean(reference.id, known[reference.kind]) or M("Legen Sie den Eintrag an oder prüfen Sie die Schreibweise.")
                yield error(CODE, place, what, remedy)


RULE = Rule(
    CODE,
    M("Verknüpfung im Text führt ins Leere"),
    M(
        "Im Text steht eine Verknüpfung der Form `[Text](betrieb:kurzname)`, aber den Eintrag gibt es nicht. Möglich sind betrieb, beruf, folge, ausgabe und seite."
    ),
    check,
)
