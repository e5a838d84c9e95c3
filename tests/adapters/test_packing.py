"""Things as bytes and back: nothing is lost, nothing is opened too early, and nothing comes out that was not packed."""

import copy
import pickle
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.fakes import NOW, FakeSources
from tests.sample import EVERYTHING

from kammerton.adapters.packing import BROKEN, Pack, opened, packed
from kammerton.app.load import load
from kammerton.domain.declaration import Declared
from kammerton.domain.document import Document, Element
from kammerton.domain.inventory import Source
from kammerton.domain.transcript import Cue, Transcript

INVENTORY = load(FakeSources(EVERYTHING), NOW)[0].inventory
ITEMS = [item for _, item in INVENTORY.items()]
BODY = Document((Element("p", (), ("Hallo",)),), ())


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{type(item).__name__}-{item.id}")
def test_items_of_every_kind(item: Declared) -> None:
    """An item comes back as it was: equal, of the same types all the way down, knowing which fields were set."""
    back = opened(packed(item))

    assert back == item
    assert repr(back) == repr(item)
    assert back.model_fields_set == item.model_fields_set
    assert list(vars(back)) == list(vars(item))
    assert back.model_dump(exclude_unset=True) == item.model_dump(exclude_unset=True)


def test_words_of_every_table() -> None:
    """So do the words of tables, translations, and what is known of places."""
    for thing in (dict(INVENTORY.vocabularies.tables()), dict(INVENTORY.translations), dict(INVENTORY.sources)):
        assert opened(packed(thing)) == thing


@pytest.mark.parametrize(
    ("thing", "late"),
    [(BODY, "nodes"), (Source("a.md", {("titel",): 2}), "lines"), (Transcript((Cue(0.0, None, "Hallo", 1.0),)), "cues")],
    ids=["body", "source", "transcript"],
)
def test_what_is_late_is_opened_when_it_is_asked_for(thing: Document | Source | Transcript, late: str) -> None:
    """The late part stays packed until somebody asks, also when it is packed again, and nobody sees a difference."""
    back = opened(packed(thing))
    again = opened(packed(back))

    assert isinstance(back.pending(), Pack)
    assert isinstance(again.pending(), Pack)
    assert getattr(again, late) == getattr(thing, late)
    assert getattr(again, late) is getattr(back, late)
    assert thing.pending() is None
    for same in (opened(packed(thing)), copy.copy(back), copy.deepcopy(opened(packed(thing))), pickle.loads(pickle.dumps(opened(packed(thing))))):
        assert same == thing
        assert repr(same) == repr(thing)
    assert replace(opened(packed(thing)), **{late: ()}) == replace(thing, **{late: ()})
    with pytest.raises(AttributeError):
        back.missing  # noqa: B018 - the access is the test


@given(st.binary(max_size=200))
@example(b"\x8d\x00\x00\x00\x00\x00\x00\x00\x80")  # a text longer than there is memory on earth
def test_bytes_of_others_are_refused(content: bytes) -> None:
    """Any bytes give a value or one of the exceptions that say that they are broken."""
    with suppress(BROKEN):
        opened(content)


@pytest.mark.parametrize("call", [print, eval, pickle.loads], ids=lambda call: call.__name__)
def test_nothing_runs_but_what_makes_our_values(call: object) -> None:
    """A pickle that would call a function of others is refused before it does."""
    with pytest.raises(pickle.UnpicklingError):
        opened(pickle.dumps(call))
