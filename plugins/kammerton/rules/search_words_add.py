"""A search word adds something to what the names of its occupation say."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.occupation_names import sort_key
from kammerton.rules.rule import Rule, hint

CODE = "R075"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare each search word with the names of its occupation and with the words before it."""
    occupations = inventory.vocabularies.occupations
    for found in inventory.vocabularies.search_words.values():
        occupation = occupations.get(found.id)
        known = {sort_key(name) for name in (occupation.male, occupation.female, *occupation.synonyms)} if occupation else set()
        for word in found.words:
            if sort_key(word) in known:
                what = M("Das Suchwort „{word}“ ist überflüssig: Der Beruf wird auch ohne dieses Wort gefunden.", word=word)
                yield hint(
                    CODE,
                    inventory.source("suchwort", found.id).place("synonyme"),
                    what,
                    M("Löschen Sie es; Groß- und Kleinschreibung und Umlaute machen keinen Unterschied."),
                )
            known.add(sort_key(word))


RULE = Rule(
    CODE,
    M("Suchwort ist überflüssig"),
    M(
        "In der Tabelle suchsynonyme.csv steht ein Wort, das schon ein Name des Berufs ist, in der Spalte „synonyme“ der Tabelle berufe.csv steht oder in derselben Zeile zweimal vorkommt. Die Suche findet den Beruf auch so; weibliche Formen, Mehrzahl und andere Schreibweisen erkennt sie von selbst."
    ),
    check,
)
