"""The client for listmonk against a server that answers as documented, and as it should not."""

import socket
import threading

import pytest
from tests.adapters.listmonk_stand_in import CAMPAIGNS, TEMPLATES, Answer, listmonk
from tests.fakes import WORDS

from kammerton.adapters.listmonk import TOKEN, ListmonkServer
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.settings import ListmonkSettings
from kammerton.newsletter.listmonk import TEMPLATE_BODY, TEMPLATE_NAME


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token in the environment, and no proxy in between."""
    monkeypatch.setenv(TOKEN, "geheim")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def server(address: str) -> ListmonkServer:
    """A client for an address."""
    return ListmonkServer(ListmonkSettings.model_construct(address=address, user="kammerton", lists=(3,)))


def whole_way(client: ListmonkServer) -> None:
    """Look for the campaign, get the template, create the campaign."""
    client.campaign_with("2026-03: Neues")
    client.template_with(TEMPLATE_NAME, TEMPLATE_BODY)
    client.create({"name": "2026-03: Neues"})


def refusal(**answers: Answer) -> str:
    """What is said when a campaign cannot be created."""
    with listmonk(**answers) as stand_in, pytest.raises(SetupError) as raised:
        whole_way(server(stand_in.address))
    told = WORDS.text(raised.value.message)
    assert "geheim" not in told
    return told.replace(stand_in.address, "SERVER")


def test_a_campaign_is_created() -> None:
    """Campaign and template are looked for, the template is made, the campaign is posted, each with user and token."""
    with listmonk() as stand_in:
        client = server(stand_in.address)
        assert client.campaign_with("2026-03: Neues") is None
        template = client.template_with(TEMPLATE_NAME, TEMPLATE_BODY)
        number = client.create({"name": "2026-03: Neues", "body": "Grüße {{", "template_id": template})

    assert (template, number) == (7, 34)
    assert [asked[0] + " " + asked[1].partition("?")[0] for asked in stand_in.asked] == [
        "GET /api/campaigns", "GET /api/templates", "POST /api/templates", "POST /api/campaigns",
    ]  # fmt: skip
    assert {asked[2] for asked in stand_in.asked} == {"token kammerton:geheim"}
    assert stand_in.asked[2][3] == {"name": "Kammerton", "type": "campaign", "body": '{{ template "content" . }}'}
    assert stand_in.asked[3][3] == {"name": "2026-03: Neues", "body": "Grüße {{", "template_id": 7}


def test_what_is_there_is_found() -> None:
    """A campaign and a template of the same name are found by their number, not made again."""
    known = {"data": [*TEMPLATES["data"], {"id": 5, "name": TEMPLATE_NAME, "body": f"{TEMPLATE_BODY}\n", "type": "campaign"}]}
    with listmonk(templates=(200, known)) as stand_in:
        client = server(stand_in.address)
        assert client.campaign_with("Test campaign") == 1
        assert client.template_with(TEMPLATE_NAME, TEMPLATE_BODY) == 5

    assert [asked[0] for asked in stand_in.asked] == ["GET", "GET"]


def test_a_template_somebody_changed_is_not_used() -> None:
    """A template of our name with something else in it would wrap the mail; a new one is made."""
    changed = {"data": [{"id": 5, "name": TEMPLATE_NAME, "body": f"<p>{TEMPLATE_BODY}</p>", "type": "campaign"}]}
    with listmonk(templates=(200, changed)) as stand_in:
        assert server(stand_in.address).template_with(TEMPLATE_NAME, TEMPLATE_BODY) == 7


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"campaigns": (401, {"message": "invalid"})}, "Der Server SERVER lässt den Benutzer nicht ein (401)."),
        ({"made": (403, {"message": "permission denied"})}, "Der Server SERVER lässt den Benutzer nicht ein (403)."),
        ({"campaigns": (404, b"<html>nichts</html>")}, "Unter SERVER antwortet kein listmonk (404)."),
        ({"made": (400, {"message": "Unknown list"})}, "Der Server SERVER nimmt die Kampagne nicht an (400: Unknown list)."),
        ({"made": (400, b"")}, "Der Server SERVER nimmt die Kampagne nicht an (400: –)."),
        ({"made_template": (422, ["?"])}, "Der Server SERVER nimmt die Kampagne nicht an (422: –)."),
        ({"made": (500, {"message": "pq: down"})}, "Der Server SERVER kann gerade nicht (500: pq: down)."),
        ({"campaigns": (429, {"message": "slow"})}, "Der Server SERVER kann gerade nicht (429: slow)."),
        ({"campaigns": (301, b"")}, "Der Server SERVER verweist auf eine andere Adresse (301)."),
        ({"made": (302, b"")}, "Der Server SERVER verweist auf eine andere Adresse (302)."),
        ({"campaigns": (200, b"<html>Willkommen</html>")}, "Die Antwort des Servers SERVER ist nicht zu verstehen."),
        ({"campaigns": (200, [1])}, "Die Antwort des Servers SERVER ist nicht zu verstehen."),
        ({"made": (200, {"data": {}})}, "Die Antwort des Servers SERVER ist nicht zu verstehen."),
        ({"made": (200, {"data": []})}, "Die Antwort des Servers SERVER ist nicht zu verstehen."),
        ({"made_template": (200, {"data": [{"id": "x", "name": "Kammerton"}]})}, "Die Antwort des Servers SERVER ist nicht zu verstehen."),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(f"{k}-{v[0]}" for k, v in value.items()),
)  # fmt: skip
def test_refusals_are_german_sentences(answers: dict[str, Answer], told: str) -> None:
    """Whatever a server answers, one German sentence says what is wrong; a redirect is not followed."""
    assert refusal(**answers).startswith(told)


def test_nobody_answers() -> None:
    """A closed port is a sentence, too."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
    with pytest.raises(SetupError) as raised:
        server(address).campaign_with("x")

    assert WORDS.text(raised.value.message) == f"Der Server {address} ist nicht zu erreichen. Besteht eine Verbindung, und stimmt die Adresse?"


def test_a_server_that_falls_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an answer within the time, nobody knows whether the campaign is there: the sentence says so."""
    monkeypatch.setattr("kammerton.adapters.listmonk._SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(SetupError) as raised:
        server(f"http://127.0.0.1:{silent.getsockname()[1]}").create({"name": "x"})

    assert "antwortet nicht. Sehen Sie dort nach" in WORDS.text(raised.value.message)


def hang_up(listening: socket.socket) -> None:
    """Close the first connection at once."""
    listening.accept()[0].close()


def test_a_server_that_hangs_up() -> None:
    """A connection that ends at once is a sentence, too."""
    with socket.create_server(("127.0.0.1", 0)) as rude:
        threading.Thread(target=hang_up, args=(rude,), daemon=True).start()
        with pytest.raises(SetupError) as raised:
            server(f"http://127.0.0.1:{rude.getsockname()[1]}").campaign_with("x")

    assert "ist nicht zu erreichen" in WORDS.text(raised.value.message)


def test_what_is_missing_is_told_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, token and encryption are looked at first."""
    with pytest.raises(SetupError) as no_settings:
        ListmonkServer(None)
    with pytest.raises(SetupError) as plain:
        server("http://listmonk.sonnental.example")
    monkeypatch.setenv(TOKEN, " ")
    with pytest.raises(SetupError) as no_token:
        server("https://listmonk.sonnental.example")

    assert "fehlt LISTMONK" in WORDS.text(no_settings.value.message)
    assert "nicht verschlüsselt" in WORDS.text(plain.value.message)
    assert "KAMMERTON_LISTMONK_TOKEN=" in WORDS.text(no_token.value.message)


def test_the_recorded_answers_are_whole() -> None:
    """The stand-in's answers have the fields the documentation shows."""
    assert CAMPAIGNS["data"].keys() == {"results", "query", "total", "per_page", "page"}
