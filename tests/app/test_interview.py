"""Questions, defaults and what is still made up."""

from typing import Any

import pytest

from kammerton.app.interview import DEFAULTS, complete, default_of, is_asked, to_check
from kammerton.domain.answers import Answers
from kammerton.domain.declaration import declarations
from kammerton.domain.inventory import Source
from kammerton.reading.schema import read_model, value_problems


def answers(**given: Any) -> Answers:
    """Answers, completed and read."""
    found, problems = read_model(Answers, complete(given), Source("–"))
    assert (problems, found is not None) == ([], True)
    assert found
    return found


def test_without_any_answer() -> None:
    """The defaults alone are valid, visibly made up, and lead nowhere."""
    found = answers()

    assert (found.region, found.publisher, found.town) == ("Musterregion", "Musterkammer", "Musterstadt")
    assert all(address.endswith(".example") for address in (found.address, found.mail, found.show_mail, found.sender))
    assert (found.unit, found.phone, found.has_podcast) == (None, None, True)


def test_every_required_answer_has_a_default() -> None:
    """Nobody can get stuck on a question; only what may be missing has none, and no default is for a question that is gone."""
    assert {d.key for d in declarations(Answers) if d.required} == set(DEFAULTS)


@pytest.mark.parametrize("declaration", declarations(Answers), ids=lambda d: d.key)
def test_examples_are_valid(declaration) -> None:
    """What a question gives as an example would be taken."""
    assert value_problems(Answers, declaration.key, declaration.example) == []


@pytest.mark.parametrize(
    ("address", "mail"),
    [
        ("https://ausbildung.nordtal.example", "ausbildung@nordtal.example"),
        ("https://www.ihk-nord.example/ausbildung", "ausbildung@ihk-nord.example"),
        ("https://nordtal.example:8443", "ausbildung@nordtal.example"),
        ("https://ausbildung.stadt.nordtal.example", "ausbildung@stadt.nordtal.example"),
        ("https://ausbildung.münster.example", "ausbildung@muster.example"),
        ("https://a_b.example", "ausbildung@muster.example"),
        ("https://[::1", "ausbildung@muster.example"),
        ("", "ausbildung@muster.example"),
    ],
)
def test_mailboxes(address: str, mail: str) -> None:
    """Mailboxes are guessed from the site's address; where that gives no domain, they are made up."""
    assert default_of("email", {"adresse": address}) == mail


@pytest.mark.parametrize(("region", "address"), [("Bad Münder & Süntel", "bad-muender-suentel"), ("東京", "muster"), ("x" * 200, "x" * 60)])
def test_the_address_is_made_from_the_region(region: str, address: str) -> None:
    """Any name of a region gives an address."""
    assert answers(region=region[:200]).address == f"https://ausbildung.{address}.example"


def test_defaults_follow_the_answers_before() -> None:
    """Names already given are used, whatever signs are in them; an empty answer counts as none."""
    found = answers(region="{Nord} 100 %", vertreten_durch="Ö. {x}", podcast_titel="Hör \\zu", verantwortlich="")

    assert (found.name, found.responsible, found.show_contact) == ("Ausbildung in der Region {Nord} 100 %", "Ö. {x}, Anschrift wie oben", "Redaktion Hör \\zu")


def test_without_a_podcast_nothing_is_asked_about_it() -> None:
    """Three questions fall away."""
    asked = [[d.key for d in declarations(Answers) if is_asked(d.key, {"podcast": told})] for told in ("ja", "nein")]

    assert [key for key in asked[0] if key not in asked[1]] == ["podcast_titel", "podcast_kontakt", "podcast_email"]


def test_unknown_answers_are_kept() -> None:
    """A name nobody asks for stays, so that the reader can tell it."""
    assert complete({"regoin": "Nord"})["regoin"] == "Nord"


def test_what_is_still_made_up() -> None:
    """Facts that equal their default are to be checked, guessed mailboxes too; what somebody stated is not, nor are mere wordings."""
    given = {"region": "Nord", "adresse": "https://nord.example", "herausgeber": "Stadt Nord", "email": "amt@nord.example", "plz": "00000"}

    assert to_check(answers(**given)) == {
        "strasse", "plz", "ort", "vertreten_durch", "verantwortlich", "podcast_email", "newsletter_absender",
    }  # fmt: skip
