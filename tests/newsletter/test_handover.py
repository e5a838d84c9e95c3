"""The files for other sending systems, and the campaign for listmonk."""

import csv
import io
import json
import re
from email import message_from_bytes, policy
from typing import Any

import pytest
from tests.app.projects import AUSGABE, issue
from tests.app.proofs import TEMPLATES, proofs
from tests.fakes import WORDS
from tests.sample import FILES, SETTINGS

from kammerton.app.handover import CAMPAIGN_FILE, create_campaign, hand_over
from kammerton.domain.diagnostic import SetupError
from kammerton.newsletter.addressee import CLOSE, OPEN
from kammerton.newsletter.handover import SYSTEMS

BLOCKS = '  - text: "Ein Satz mit { einer Klammer } und einem `Strich`."\n  - folge: 001-am-amboss\n'
LISTMONK = {"adresse": "https://listmonk.probe.example", "benutzer": "kammerton", "listen": [3, 4]}
OTHERS = {"with a service": {"dienst": "https://abo.probe.example"}, "by mail": {}}


def files(system: str | None = None, **newsletter: str) -> dict[str, bytes]:
    """The files of a hand-over."""
    settings = {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], **newsletter}, "LISTMONK": LISTMONK}
    _, (proof,) = proofs({**FILES, AUSGABE: issue(BLOCKS)}, settings)
    return hand_over(proof, WORDS, TEMPLATES, system)


def campaign(**newsletter: str) -> dict[str, Any]:
    """The campaign of a hand-over."""
    found = json.loads(files(**newsletter)[CAMPAIGN_FILE])
    assert isinstance(found, dict)
    return found


def test_what_is_handed_over() -> None:
    """HTML, text, message, the columns of the list, an explanation and the campaign."""
    assert list(files()) == ["2026-03.html", "2026-03.txt", "2026-03.eml", "empfaenger.csv", "LIESMICH.txt", CAMPAIGN_FILE]


def test_without_a_system_the_parts_are_the_message_s() -> None:
    """Nothing is changed where no system was named."""
    found = files()
    message = message_from_bytes(found["2026-03.eml"], policy=policy.default)

    assert message.get_body(("html",)).get_content().replace("\r\n", "\n").strip() == found["2026-03.html"].decode().strip()  # type: ignore[union-attr]
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == found["2026-03.txt"].decode().strip()  # type: ignore[union-attr]


@pytest.mark.parametrize("newsletter", OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_placeholders_of_a_system(system: str, newsletter: dict[str, str]) -> None:
    """The way out, the address and the day of consent are the system's; no mark and no link of ours is left."""
    found, known = files(system, **newsletter), SYSTEMS[system]
    html, text = found["2026-03.html"].decode(), found["2026-03.txt"].decode()

    assert html.count(f'href="{known.unsubscribe}"') == 1
    assert f"\n{known.unsubscribe}\n" in text
    for part in (html, text):
        assert known.address in part
        assert known.confirmed in part
        assert not re.search(f"[{OPEN}{CLOSE}]|mailto:ab|abo.probe.example", part)


@pytest.mark.parametrize("system", [None, *sorted(SYSTEMS)])
def test_columns_are_described(system: str | None) -> None:
    """The list's head is a row of CSV, and the explanation tells what each column holds and where placeholders come from."""
    found = files(system)
    rows = list(csv.reader(io.StringIO(found["empfaenger.csv"].decode())))
    told = found["LIESMICH.txt"].decode()

    assert len(rows) == 1
    assert rows[0][0].lower().startswith("email")
    assert len(set(rows[0])) == len(rows[0])
    assert all(name in told for name in ("email", "bestaetigt_am", "quelle", "einwilligung", "zielgruppe", "Double-Opt-in"))
    assert all(known.unsubscribe in told for known in SYSTEMS.values())


def test_a_campaign_is_complete() -> None:
    """Names, lists, sender, both parts and headers, as the documentation of POST /api/campaigns asks."""
    found = campaign()

    assert {key: found[key] for key in ("name", "subject", "lists", "from_email", "type", "content_type", "messenger", "tags")} == {
        "name": "2026-03: Neues aus der Probe", "subject": "Neues aus der Probe", "lists": [3, 4], "from_email": "Probekammer <brief@probe.example>",
        "type": "regular", "content_type": "html", "messenger": "email", "tags": ["kammerton", "2026-03"],
    }  # fmt: skip
    assert {name for header in found["headers"] for name in header} == {"Reply-To", "List-Id", "Precedence", "Content-Language"}
    assert 'href="{{ UnsubscribeURL }}"' in found["body"]
    assert "{{ UnsubscribeURL }}" in found["altbody"]


def test_a_campaign_tracks_nothing() -> None:
    """Neither links nor views are counted."""
    found = campaign()

    assert "Track" not in found["body"] + found["altbody"]


def test_comments_survive_go() -> None:
    """Go's html/template drops comments; Outlook's conditions stand in ``Safe``, and come out as they were."""
    body, html = campaign()["body"], files()["2026-03.html"].decode()
    safe = re.findall(r"\{\{ Safe (\"(?:[^\"\\]|\\.)*\") \}\}", body)

    assert "<!--" not in re.sub(r"\{\{ Safe \"(?:[^\"\\]|\\.)*\" \}\}", "", body)
    assert [json.loads(comment) for comment in safe] == re.findall(r"<!--.*?-->", html, re.DOTALL)


def test_headers_are_ascii_or_words() -> None:
    """A header of the campaign is a plain line."""
    assert all("\n" not in value for header in campaign()["headers"] for value in header.values())


class FakeServer:
    """A campaign server in memory."""

    def __init__(self, there: int | None = None) -> None:
        self.there, self.created = there, []  # type: ignore[var-annotated]

    def campaign_with(self, name: str) -> int | None:
        assert name == "2026-03: Neues aus der Probe"
        return self.there

    def template_with(self, name: str, body: str) -> int:
        assert name == "Kammerton"
        assert body == '{{ template "content" . }}'
        return 7

    def create(self, campaign: Any) -> int:
        self.created.append(campaign)
        return 34


def test_a_campaign_is_created_once() -> None:
    """With the template that adds nothing; one that is there already is not made again."""
    _, (proof,) = proofs()
    fresh, known = FakeServer(), FakeServer(there=12)

    assert create_campaign(proof, TEMPLATES, fresh) == 34
    assert fresh.created[0]["template_id"] == 7
    with pytest.raises(SetupError) as raised:
        create_campaign(proof, TEMPLATES, known)
    assert known.created == []
    assert "schon (Nummer 12)" in WORDS.text(raised.value.message)
