"""The chain of proof notices every change, and a deleted person leaves it whole."""

from dataclasses import replace

import pytest

from kammerton.delivery.consent import BEGINNING, Entry, Evidence, Person, broken_entries, link, seal

PEOPLE = {"one": Person(b"1" * 32, b"m1"), "two": Person(b"2" * 32, b"m2")}


def chain() -> list[Entry]:
    """Four entries of two people."""
    entries: list[Entry] = []
    for number, name in enumerate(("one", "two", "one", "two"), 1):
        evidence = Evidence(f"2026-01-0{number}T12:00:00+01:00", "requested", "formular", "abc", f"from {name}")
        sealed = seal(PEOPLE[name], number, evidence)
        entries.append(Entry(number, evidence, sealed, link(entries[-1].link if entries else BEGINNING, number, evidence, sealed), name))
    return entries


def test_untouched() -> None:
    """Nothing is wrong with a chain as it was written."""
    assert broken_entries(chain(), PEOPLE) == []


def test_forgotten() -> None:
    """Without a person's key, name and details the chain still holds."""
    entries = [replace(e, person="", evidence=replace(e.evidence, detail="")) if e.person == "one" else e for e in chain()]

    assert broken_entries(entries, {"two": PEOPLE["two"]}) == []


@pytest.mark.parametrize("field", ["moment", "what", "how", "text_version", "detail"])
def test_changed(field: str) -> None:
    """Whatever is changed in an entry is noticed."""
    entries = chain()
    entries[1] = replace(entries[1], evidence=replace(entries[1].evidence, **{field: "confirmed"}))

    assert broken_entries(entries, PEOPLE)[0] == 2


def test_taken_out_or_put_down_to_another() -> None:
    """A missing entry is noticed, and one that is said to be another's."""
    whole = chain()

    assert broken_entries([whole[0], *whole[2:]], PEOPLE) == [3]
    assert broken_entries([replace(whole[0], person="two"), *whole[1:]], PEOPLE) == [1]
    assert broken_entries([replace(whole[0], person="nobody"), *whole[1:]], PEOPLE) == [1]
