"""What was read, and where."""

from tests.fakes import NOW, FakeSources

from kammerton.app.load import load
from kammerton.domain.diagnostic import Place
from kammerton.domain.inventory import Source
from kammerton.domain.kinds import KINDS, VOCABULARIES


def test_every_kind_is_in_the_inventory() -> None:
    """Rules and links see every kind: the sample has one of each, and references may name it."""
    inventory = load(FakeSources(), NOW)[0].inventory
    names = {kind.name for kind in KINDS}

    assert names == {kind for kind, _ in inventory.items()}
    assert names | {kind.name for kind in VOCABULARIES} <= set(inventory.known_ids())
    assert {kind.name for kind in VOCABULARIES} == set(inventory.vocabularies.tables())


def test_places_fall_back_to_what_is_around() -> None:
    """A field without a line has the line of what it stands in, at last the first line of the file."""
    source = Source("a.md", {("angebote",): 7, ("angebote", 0): 8, ("angebote", 0, "id"): 9})

    assert source.place("angebote", 0, "id") == Place("a.md", 9)
    assert source.place("angebote", 0, "beruf") == Place("a.md", 8)
    assert source.place("angebote", 3, "beruf") == Place("a.md", 7)
    assert source.place("ort") == Place("a.md", 1)
