"""Hand an issue over to another sending system: as files, or as a campaign on a listmonk server."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from kammerton.app.proof import Proof
from kammerton.domain.diagnostic import M, SetupError
from kammerton.newsletter.addressee import MARKS
from kammerton.newsletter.handover import SYSTEMS, handed_over
from kammerton.newsletter.listmonk import TEMPLATE_BODY, TEMPLATE_NAME, campaign
from kammerton.newsletter.mail import Templates, make_parts
from kammerton.rendering.words import Words

CAMPAIGN_FILE = "listmonk-kampagne.json"


class CampaignServer(Protocol):
    """A server that keeps campaigns and templates. Every call may raise ``SetupError``."""

    def campaign_with(self, name: str) -> int | None:
        """The number of the campaign of that name, or None."""
        ...

    def template_with(self, name: str, body: str) -> int:
        """The number of the template of that name, made where there is none."""
        ...

    def create(self, campaign: Mapping[str, Any]) -> int:
        """Create a campaign and return its number."""
        ...


def hand_over(proof: Proof, words: Words, templates: Templates, system: str | None) -> dict[str, bytes]:
    """The files of the hand-over by name."""
    files = dict(handed_over(proof.issue, proof.mail, _marked(proof, templates), words, SYSTEMS[system] if system else None))
    return {**files, CAMPAIGN_FILE: json.dumps(_campaign(proof, templates), ensure_ascii=False, indent=2).encode() + b"\n"}


def create_campaign(proof: Proof, templates: Templates, server: CampaignServer) -> int:
    """Create an edition as a draft of a campaign; never a second one of the same name. Raises ``SetupError``."""
    made = _campaign(proof, templates)
    there = server.campaign_with(made["name"])
    if there is not None:
        raise SetupError(
            M(
                "Auf dem Server gibt es die Kampagne „{name}“ schon (Nummer {id}). Löschen Sie sie dort, wenn sie neu angelegt werden soll.",
                name=made["name"],
                id=there,
            )
        )
    return server.create({**made, "template_id": server.template_with(TEMPLATE_NAME, TEMPLATE_BODY)})


def _campaign(proof: Proof, templates: Templates) -> dict[str, Any]:
    settings = proof.view.library.settings
    return campaign(proof.mail, _marked(proof, templates), proof.issue, settings.newsletter, settings.listmonk)


def _marked(proof: Proof, templates: Templates) -> tuple[str, str]:
    return make_parts(replace(proof.view, addressee=MARKS), templates)
