"""How the newsletter is ordered on the site: by a form where its service runs, else by mail."""

from typing import Any

import pytest
from tests.app.projects import ROOT, library, pages
from tests.sample import FILES, SETTINGS

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import assemble
from kammerton.domain.addresses import ISSUES, THANKS

SERVICE = "https://abo.probe.example/n"


def site(**newsletter: Any) -> dict[str, Any]:
    """The pages of the sample with some settings of the newsletter changed."""
    return dict(pages(library(FILES, {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], **newsletter}})))


def test_without_service() -> None:
    """Without the service there is a mail link, no form, no page of thanks, and forms may be sent nowhere else."""
    made = site()
    view = made[ISSUES].view

    assert view.signup is None
    assert view.subscribe.startswith("mailto:amt@probe.example?subject=")
    assert THANKS not in made
    assert view.frame.policy.endswith("form-action 'self'")


def test_with_service() -> None:
    """With it there is a form that goes there, with the sentence that is agreed to, and the policy of every page allows it."""
    made = site(dienst=SERVICE, zielgruppen=["betriebe", "schulen"])
    view = made[ISSUES].view

    assert view.signup.action == f"{SERVICE}/anmelden"
    assert "„Probebrief“" in view.signup.consent
    assert [choice.label for choice in view.signup.choices] == ["Betriebe", "Schulen"]
    assert {page.view.frame.policy.rpartition("; ")[2] for page in made.values()} == {"form-action 'self' https://abo.probe.example"}


def test_thanks() -> None:
    """The page the service leads to is the same for everybody and in no search engine."""
    view = site(dienst=SERVICE)[THANKS].view

    assert (view.title, view.head.indexed) == ("Fast geschafft", False)


@pytest.mark.parametrize("service", [None, SERVICE])
def test_server_files(service: str | None) -> None:
    """Only with the service a build holds what runs it, with its address and path in it; the policy of servers is that of pages."""
    settings = {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], "dienst": service}}
    build = assemble(library(FILES, settings), german_words(), ThemeTemplates(ROOT, "de"))
    found = {name: content.decode() for name, content in build.beside.items() if name.startswith("server/dienst/")}

    assert bool(found) is bool(service)
    assert all("abo.probe.example" in text for text in found.values())
    assert ("form-action 'self' https://abo.probe.example" in build.beside["server/caddy/Caddyfile"].decode()) is bool(service)
