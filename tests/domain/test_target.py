"""Targets: which addresses are one, which kind they are, and what is refused."""

import pytest
from pydantic import ValidationError

from kammerton.domain.target import Target

GOOD = {
    "/srv/www/tal": ("ordner", None, "", None, "/srv/www/tal"),
    "../website": ("ordner", None, "", None, "../website"),
    "~/website": ("ordner", None, "", None, "~/website"),
    "ssh://web@rechner.example/srv/www": ("ssh", "web", "rechner.example", None, "/srv/www"),
    "ssh://rechner.example:2222/~/www": ("ssh", None, "rechner.example", 2222, "www"),
    "sftp://web4711@webspace.example/htdocs/": ("sftp", "web4711", "webspace.example", None, "/htdocs"),
    "sftp://name%40haus.example@webspace.example/": ("sftp", "name@haus.example", "webspace.example", None, "/"),
    "s3://eimer": ("s3", None, "eimer", None, ""),
    "s3://eimer/tal/": ("s3", None, "eimer", None, "tal"),
    "git+ssh://git@forge.example/tal.git": ("git", "git", "forge.example", None, "/tal.git"),
    "git+https://forge.example/tal.git": ("git", None, "forge.example", None, "/tal.git"),
}


@pytest.mark.parametrize(("address", "parts"), GOOD.items(), ids=GOOD)
def test_each_form_is_taken_apart(address: str, parts: tuple[object, ...]) -> None:
    """Kind, user, host, port and folder come from the address."""
    target = Target(name="web", address=address)

    assert (target.kind, target.user, target.host, target.port, target.folder) == parts


BAD = [
    "", "website", "/", "ftp://rechner.example/www", "rsync://rechner.example/www", "ssh://rechner.example", "ssh://rechner.example/", "ssh://-oProxyCommand=x/www",
    "ssh://-l@rechner.example/www", "sftp:///www", "ssh://rechner.example:99999/www", "ssh://rechner.example/w w", "ssh://rechner.example/$(id)",
    "s3://eimer?x=1", "git+ssh://forge.example/", "https://forge.example/tal.git", " /srv/www", "/srv/\nwww", "/srv/\x1bwww", "git+ext://x/y",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_target_is_refused(address: str) -> None:
    """Other protocols, whole hosts, and whatever a program could take for a switch or a command are no targets."""
    with pytest.raises(ValidationError) as told:
        Target(name="web", address=address)

    assert {error["type"] for error in told.value.errors()} == {"kt_target"}


@pytest.mark.parametrize(
    "address", ["sftp://web:geheim@webspace.example/htdocs", "git+https://git:token@forge.example/tal.git", "ssh://web:@rechner.example/www"]
)
def test_a_password_is_refused_as_one(address: str) -> None:
    """A password in an address has a problem of its own, which does not repeat it."""
    with pytest.raises(ValidationError) as told:
        Target(name="web", address=address)

    assert {error["type"] for error in told.value.errors()} == {"kt_target_secret"}


@pytest.mark.parametrize(("field", "value", "kind"), [
    ("name", "Mein Web", "kt_id"), ("name", "../web", "kt_id"), ("fingerprint", "MD5:aa:bb", "kt_fingerprint"), ("server", "http://s3.example", "kt_secure_address"),
    ("server", "s3.example", "kt_secure_address"), ("branch", "--force", "kt_branch"), ("branch", "a..b", "kt_branch"), ("region", "EU Mitte", "kt_id"),
])  # fmt: skip
def test_other_fields_are_checked(field: str, value: str, kind: str) -> None:
    """Names become names of files and variables, branches arguments of git."""
    with pytest.raises(ValidationError) as told:
        Target(**{"name": "web", "address": "/srv/www", field: value})

    assert {error["type"] for error in told.value.errors()} == {kind}
