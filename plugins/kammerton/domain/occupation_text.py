"""Longer texts about occupations; the file name is the occupation's id."""

from kammerton.domain.declaration import declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.values import Line


class OccupationText(Item):
    """What people do in an occupation, told for its page."""

    title: Line = declare("titel", M("Eine Überschrift für den Text, nicht der Name des Berufs; der steht schon da."), example="Aus Zinn wird Klang")
