"""Forms taken apart, and how often somebody may send one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import NOW

from kammerton.delivery.throttle import Throttle
from kammerton.delivery.web import form_fields

WINDOW = timedelta(minutes=10)


def throttle(most: int = 2) -> Throttle:
    """So many in ten minutes; each day's salt is another."""
    salts = iter(range(100))
    return Throttle(most, WINDOW, lambda: bytes([next(salts)]) * 32)


@given(st.text(max_size=60), st.binary(max_size=300))
def test_any_form(kind: str, body: bytes) -> None:
    """Whatever is sent as whatever is taken apart without an exception."""
    for type_ in (kind, "application/x-www-form-urlencoded", f"multipart/form-data; boundary={kind}", "multipart/form-data; boundary=x"):
        assert all(isinstance(part, str) for pair in form_fields(type_, body) for part in pair)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded; charset=UTF-8", b"a=M%C3%BCller&b=&a=2"),
        (
            'multipart/form-data; boundary="x"',
            (
                b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nM\xc3\xbcller\r\n--x\r\nContent-Disposition: form-data; name="b"\r\n\r\n\r\n'
                b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n2\r\n--x--\r\n'
            ),
        ),
    ],
)
def test_both_forms(kind: str, body: bytes) -> None:
    """Both ways of sending a form give the same fields."""
    assert form_fields(kind, body) == (("a", "Müller"), ("b", ""), ("a", "2"))


def test_many_fields() -> None:
    """A form with more fields than any of ours has none."""
    assert form_fields("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(100))) == ()


def test_limit() -> None:
    """Two are allowed, the third is not, somebody else is, and after the window all are again."""
    limit = throttle()

    assert [limit.allows("192.0.2.1", NOW) for _ in range(3)] == [True, True, False]
    assert limit.allows("192.0.2.2", NOW)
    assert limit.allows("192.0.2.1", NOW + WINDOW)


def test_networks() -> None:
    """All addresses of a household count as one in IPv6."""
    limit = throttle()

    assert [limit.allows(f"2001:db8:1:2::{n}", NOW) for n in range(3)] == [True, True, False]
    assert limit.allows("2001:db8:1:3::1", NOW)


def test_nothing_of_an_address_is_kept() -> None:
    """What is counted is a hash under a key that is another on the next day."""
    limit = throttle()
    limit.allows("192.0.2.1", NOW)
    first = set(limit._counts)
    limit.allows("192.0.2.1", NOW + timedelta(days=1))

    assert first.isdisjoint(limit._counts)
    assert b"192" not in repr(vars(limit)).encode()
