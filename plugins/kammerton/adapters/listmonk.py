"""A listmonk server, spoken to with what Python has. The token comes from the environment and goes nowhere else."""

import json
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from kammerton.adapters.redirects import NoRedirects
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.settings import ListmonkSettings

TOKEN = "KAMMERTON_LISTMONK_TOKEN"  # noqa: S105 - the name of the variable
_SECONDS = 30
_MOST = 20_000_000
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ListmonkServer:
    """The real ``kammerton.app.handover.CampaignServer``."""

    def __init__(self, settings: ListmonkSettings | None) -> None:
        """Take the settings and the token. Raises ``SetupError`` where one is missing or would travel unencrypted."""
        if settings is None:
            raise SetupError(M("In pelicanconf.py fehlt LISTMONK mit adresse, benutzer und listen. Wie, steht im Handbuch unter „Einen Newsletter schreiben“."))
        token = os.environ.get(TOKEN, "").strip()
        if not token:
            raise SetupError(M("Das Zugangskennwort für listmonk fehlt. Geben Sie es so mit: {name}=… make newsletter-listmonk", name=TOKEN))
        parts = urllib.parse.urlsplit(settings.address)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise SetupError(M("Die Adresse {address} ist nicht verschlüsselt; das Kennwort wird dorthin nicht geschickt.", address=settings.address))
        self.address, self._authorization = settings.address, f"token {settings.user}:{token}"
        self._opener = urllib.request.build_opener(NoRedirects, urllib.request.HTTPSHandler(context=ssl.create_default_context()))

    def campaign_with(self, name: str) -> int | None:
        """The number of the campaign of that name, or None."""
        found = self._ask("GET", "/api/campaigns?per_page=all&no_body=true")
        results = found.get("results") if isinstance(found, dict) else None
        return self._numbered(results or [], name)

    def template_with(self, name: str, body: str) -> int:
        """The number of the template of that name with that body, made where there is none."""
        templates = [t for t in self._listed(self._ask("GET", "/api/templates")) if str(t.get("body", "")).strip() in ("", body)]
        there = self._numbered(templates, name)
        if there is not None:
            return there
        made = self._ask("POST", "/api/templates", {"name": name, "type": "campaign", "body": body})
        return self._number(self._numbered(self._listed(made), name))

    def create(self, campaign: Mapping[str, Any]) -> int:
        """Create a campaign and return its number."""
        made = self._listed(self._ask("POST", "/api/campaigns", campaign))
        return self._number(made[0].get("id") if made else None)

    @staticmethod
    def _listed(data: object) -> list[dict[str, Any]]:
        """Entries of an answer that is one or several."""
        entries = data if isinstance(data, list) else [data]
        return [entry for entry in entries if isinstance(entry, dict)]

    @staticmethod
    def _numbered(entries: list[dict[str, Any]], name: str) -> int | None:
        numbers = [entry.get("id") for entry in entries if entry.get("name") == name]
        return next((number for number in numbers if isinstance(number, int)), None)

    def _number(self, number: object) -> int:
        if not isinstance(number, int):
            raise self._strange()
        return number

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> object:
        """The data of an answer. Raises ``SetupError`` with a sentence for whatever goes wrong."""
        request = urllib.request.Request(  # noqa: S310 - the address was checked
            self.address + path,
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Authorization": self._authorization, "Content-Type": "application/json", "Accept": "application/json"},
        )
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                content = json.loads(answer.read(_MOST))
        except urllib.error.HTTPError as refused:
            raise self._refused(refused) from None
        except (OSError, HTTPException) as reason:
            raise self._unreachable(reason) from None
        except ValueError:
            raise self._strange() from None
        if not isinstance(content, dict) or "data" not in content:
            raise self._strange()
        return content["data"]

    def _refused(self, refused: urllib.error.HTTPError) -> SetupError:
        with refused:
            said = _message_in(refused.read(_MOST))
        if refused.code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return SetupError(M("Der Server {address} lässt den Benutzer nicht ein ({code}). Prüfen Sie benutzer, das Kennwort und seine Rechte für Kampagnen und Vorlagen.",
                address=self.address, code=refused.code))  # fmt: skip
        if HTTPStatus.MULTIPLE_CHOICES <= refused.code < HTTPStatus.BAD_REQUEST:
            return SetupError(M("Der Server {address} verweist auf eine andere Adresse ({code}). Tragen Sie die richtige in pelicanconf.py ein.",
                address=self.address, code=refused.code))  # fmt: skip
        if refused.code == HTTPStatus.NOT_FOUND:
            return SetupError(
                M("Unter {address} antwortet kein listmonk ({code}). Prüfen Sie die Adresse in pelicanconf.py.", address=self.address, code=refused.code)
            )
        if refused.code == HTTPStatus.TOO_MANY_REQUESTS or refused.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return SetupError(M("Der Server {address} kann gerade nicht ({code}: {said}). Versuchen Sie es später noch einmal.",
                address=self.address, code=refused.code, said=said))  # fmt: skip
        return SetupError(M("Der Server {address} nimmt die Kampagne nicht an ({code}: {said}).", address=self.address, code=refused.code, said=said))

    def _unreachable(self, reason: OSError | HTTPException) -> SetupError:
        cause = getattr(reason, "reason", reason)
        if isinstance(cause, ssl.SSLError):
            return SetupError(M("Der Server {address} weist sich nicht richtig aus (Zertifikat).", address=self.address))
        if isinstance(cause, TimeoutError):
            return SetupError(
                M(
                    "Der Server {address} antwortet nicht. Sehen Sie dort nach, ob die Kampagne angelegt ist, bevor Sie es noch einmal versuchen.",
                    address=self.address,
                )
            )
        return SetupError(M("Der Server {address} ist nicht zu erreichen. Besteht eine Verbindung, und stimmt die Adresse?", address=self.address))

    def _strange(self) -> SetupError:
        return SetupError(M("Die Antwort des Servers {address} ist nicht zu verstehen. Ist das ein listmonk?", address=self.address))


def _message_in(answer: bytes) -> str:
    """What a refusing server says, short and harmless; a dash where it says nothing."""
    try:
        content = json.loads(answer)
    except ValueError:
        return "–"
    said = content.get("message") if isinstance(content, dict) else None
    return str(said)[:300] if said else "–"
