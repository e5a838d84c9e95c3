"""Tokens: whose, for what, until when, and not to be made by anybody else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.delivery.tokens import ALPHABET, Purpose, Tokens, purpose_of

KEY, OTHER = b"k" * 32, b"o" * 32
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SOON = NOW + timedelta(days=7)
TOKENS = Tokens(KEY)
PURPOSES: tuple[Purpose, ...] = ("unsubscribe", "confirm", "preferences", "bounce")
ids = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


def made(purpose: Purpose, id_: str = "abcdefgh") -> str:
    """A token that holds at NOW."""
    return TOKENS.make(purpose, id_, SOON if purpose in ("confirm", "preferences") else None)


@given(ids, st.sampled_from(PURPOSES))
def test_round_trip(id_: str, purpose: Purpose) -> None:
    """Every token is read as it was made, in capital letters too, and fits into the tag of a mailbox."""
    token = made(purpose, id_)

    assert TOKENS.read(token, purpose, NOW) == id_ == TOKENS.read(token.upper(), purpose, NOW)
    assert len(token) <= 29
    assert purpose_of(token) == purpose


@given(ids, st.sampled_from(PURPOSES), st.sampled_from(PURPOSES))
def test_purpose(id_: str, purpose: Purpose, other: Purpose) -> None:
    """A token for one purpose is none for another, not even with its letter changed."""
    token = made(purpose, id_)
    renamed = made(other, id_)[0] + token[1:]

    assert TOKENS.read(token, other, NOW) == (id_ if other == purpose else None)
    assert TOKENS.read(renamed, other, NOW) == (id_ if other == purpose else None)


@given(ids, st.sampled_from(PURPOSES), st.integers(0, 28), st.sampled_from(ALPHABET))
def test_tampered(id_: str, purpose: Purpose, place: int, letter: str) -> None:
    """Whoever changes a single letter has no token."""
    token = made(purpose, id_)
    changed = token[:place] + letter + token[place + 1 :]

    assert TOKENS.read(changed, purpose, NOW) == (id_ if changed == token else None)


def test_another_person() -> None:
    """A token of one person is none of another: the name in it cannot be replaced."""
    one, two = made("unsubscribe", "abcdefgh"), made("unsubscribe", "hgfedcba")

    assert TOKENS.read(one[:9] + two[9:], "unsubscribe", NOW) is None


def test_expired() -> None:
    """A token that ends holds until its hour and not after it; its expiry cannot be put off."""
    token = made("confirm")
    later = TOKENS.make("confirm", "abcdefgh", SOON + timedelta(days=7))

    assert TOKENS.read(token, "confirm", SOON - timedelta(minutes=1)) == "abcdefgh"
    assert TOKENS.read(token, "confirm", SOON + timedelta(hours=1)) is None
    assert TOKENS.read(later[:13] + token[13:], "confirm", NOW) is None


def test_another_key() -> None:
    """Tokens of another installation are refused."""
    assert Tokens(OTHER).read(made("unsubscribe"), "unsubscribe", NOW) is None


@given(st.text())
def test_anything(text: str) -> None:
    """Whatever stands in a link is read without an exception, and is nobody's token."""
    assert [TOKENS.read(text, purpose, NOW) for purpose in PURPOSES] == [None] * 4


@pytest.mark.parametrize("text", ["", "a", "ⓐ" * 25, made("unsubscribe") + "\n", " " + made("unsubscribe"), "x" + made("unsubscribe")[1:]])
def test_other_forms(text: str) -> None:
    """What only looks like a token is none."""
    assert purpose_of(text) is None or TOKENS.read(text, "unsubscribe", NOW) is None
    assert TOKENS.read(text, "unsubscribe", NOW) is None
