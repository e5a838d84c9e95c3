"""The relay as the settings name it."""

import pytest
from pydantic_core import PydanticCustomError

from kammerton.domain.relay import ServerAddress, relay_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("smtp://mail.probe.example", ServerAddress("mail.probe.example", 587, "starttls")),
        ("smtp://mail.probe.example:25/", ServerAddress("mail.probe.example", 25, "starttls")),
        ("smtps://mail.probe.example", ServerAddress("mail.probe.example", 465, "tls")),
        ("smtp://127.0.0.1:2525", ServerAddress("127.0.0.1", 2525, "none")),
        ("smtps://localhost:465", ServerAddress("localhost", 465, "tls")),
    ],
)
def test_a_relay_is_reached_encrypted(text: str, expected: ServerAddress) -> None:
    """Except on this machine, where nothing leaves it."""
    assert relay_address(text) == expected


@pytest.mark.parametrize(
    "text", ["mail.probe.example", "http://mail.probe.example", "smtp://", "smtp://mail:x", "smtp://m:70000", "smtp://m/pfad", "smtp://m?x=1", "smtp://a b", ""]
)
def test_anything_else_is_no_relay(text: str) -> None:
    """Each is told as such."""
    with pytest.raises(PydanticCustomError) as told:
        relay_address(text)
    assert told.value.type == "kt_relay"


def test_a_password_does_not_belong_into_the_settings() -> None:
    """They are passed on."""
    with pytest.raises(PydanticCustomError) as told:
        relay_address("smtp://kammerton:geheim@mail.probe.example:587")
    assert told.value.type == "kt_relay_password"
