"""The questions for a new site."""

import pytest

from kammerton.domain.answers import Answers
from kammerton.domain.declaration import declarations
from kammerton.domain.settings import NewsletterSettings, Publisher, SiteSettings
from kammerton.domain.show import Show, ShowContact

BECOMES = {
    "name": (SiteSettings, "name"), "address": (SiteSettings, "address"), "region": (SiteSettings, "region"), "claim": (SiteSettings, "claim"),
    "intro": (SiteSettings, "intro"), "publisher": (Publisher, "name"), "unit": (Publisher, "unit"), "street": (Publisher, "street"),
    "postal_code": (Publisher, "postal_code"), "town": (Publisher, "town"), "mail": (Publisher, "mail"), "phone": (Publisher, "phone"),
    "represented_by": (Publisher, "represented_by"), "responsible": (Publisher, "responsible"), "show_title": (Show, "title"),
    "show_contact": (ShowContact, "name"), "show_mail": (ShowContact, "mail"), "sender": (NewsletterSettings, "sender"),
}  # fmt: skip


@pytest.mark.parametrize("attribute", [d.attribute for d in declarations(Answers) if d.attribute != "has_podcast"])
def test_an_answer_has_the_type_of_its_setting(attribute: str) -> None:
    """What a question takes, the settings take."""
    model, name = BECOMES[attribute]
    asked = next(d for d in declarations(Answers) if d.attribute == attribute)
    setting = next(d for d in declarations(model) if d.attribute == name)

    assert (asked.annotation, asked.metadata, asked.required) == (setting.annotation, setting.metadata, setting.required)


def test_every_fact_about_the_publisher_is_asked() -> None:
    """A new field of the publisher needs a question."""
    assert {name for model, name in BECOMES.values() if model is Publisher} == {d.attribute for d in declarations(Publisher)}
