"""A page of the knowledge base has what its form promises."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.article import Article
from kammerton.domain.declaration import declarations
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R025"
_NEEDED = {"faq": "fragen", "checkliste": "schritte", "fahrplan": "schritte", "vorlage": "downloads"}
_FIELDS = {d.key: d for d in declarations(Article)}


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the form of each page with its fields."""
    for article in inventory.articles:
        key = _NEEDED.get(article.form)
        if key and not getattr(article, _FIELDS[key].attribute):
            what = M("Eine Seite der Art „{form}“ braucht das Feld „{field}“.", form=article.form, field=key)
            place = inventory.source("wissen", article.id).place("art")
            yield error(CODE, place, what, M("Zum Beispiel: {example}", example=f"{key}: {_FIELDS[key].example}"))


RULE = Rule(
    CODE,
    M("Wissensseite unvollständig"),
    M("Die Art einer Wissensseite verlangt Inhalte: „faq“ Fragen, „checkliste“ und „fahrplan“ Schritte, „vorlage“ eine Datei zum Mitnehmen."),
    check,
)
