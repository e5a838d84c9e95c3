"""Which texts are addresses, and how they are kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.delivery.mail_address import UnfitAddress, kept_address, shown_address
from kammerton.newsletter.addressee import Recipient


@pytest.mark.parametrize(
    "text",
    ["", "x", "a@b", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "A <a@b.example>", '"a b"@b.example', "ä@b.example", "a@127.0.0.1",
     "a@[127.0.0.1]", "=?utf-8?q?a?=@b.example", "a@b.example\x00", "a" * 65 + "@b.example", "a@" + "b" * 250 + ".example", "@b.example", "a@-b.example"],
)  # fmt: skip
def test_no_address(text: str) -> None:
    """What is no plain address is refused, header injection included."""
    with pytest.raises(UnfitAddress):
        kept_address(text)


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("  info@betrieb.example ", "info@betrieb.example", "info@betrieb.example"),
        ("Mira@Betrieb.Example", "Mira@betrieb.example", "Mira@betrieb.example"),
        ("post@Müller-Bäckerei.de", "post@xn--mller-bckerei-hfb76a.de", "post@müller-bäckerei.de"),
        ("a+b@straße.de", "a+b@xn--strae-oqa.de", "a+b@straße.de"),
    ],
)
def test_kept(text: str, kept: str, shown: str) -> None:
    """Domains are kept in small ASCII letters and shown as people write them."""
    assert (kept_address(text), shown_address(kept)) == (kept, shown)


@given(st.one_of(st.emails(), st.text(max_size=40), st.builds("{}@{}.de".format, st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))))
def test_whatever_is_kept_fits_into_a_message(text: str) -> None:
    """No text raises anything else, keeping twice is keeping once, and every kept address can be a recipient's."""
    try:
        kept = kept_address(text)
    except UnfitAddress:
        return
    assert kept_address(kept) == kept
    assert Recipient("abcdefgh", "a" * 25, kept, date(2026, 1, 1)).address == kept
