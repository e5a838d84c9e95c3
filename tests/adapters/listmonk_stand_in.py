"""A listmonk server on loopback that answers as its documentation records it (apis/campaigns, apis/templates, apis/apis)."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CAMPAIGNS = {"data": {"results": [{"id": 1, "name": "Test campaign", "status": "draft"}], "query": "", "total": 1, "per_page": 20, "page": 1}}
TEMPLATES = {
    "data": [{"id": 1, "name": "Default template", "body": '<html>{{ template "content" . }}{{ TrackView }}</html>', "type": "campaign", "is_default": True}]
}
MADE_TEMPLATE = {"data": {"id": 7, "name": "Kammerton", "body": '{{ template "content" . }}', "type": "campaign", "is_default": False}}
MADE_CAMPAIGN = {"data": {"id": 34, "status": "draft", "name": "2026-03: Neues", "template_id": 7, "content_type": "html"}}
Answer = tuple[int, Any]


@dataclass
class StandIn:
    """What it answers to a method and path, and what it was asked: method, path, authorization, body."""

    answers: dict[str, Answer]
    asked: list[tuple[str, str, str, Any]] = field(default_factory=list)
    address: str = ""


@contextmanager
def listmonk(**changed: Answer) -> Iterator[StandIn]:
    """A running server; answers can be changed by ``campaigns``, ``templates``, ``made_template`` and ``made``."""
    answers = {
        "GET /api/campaigns": changed.get("campaigns", (200, CAMPAIGNS)),
        "GET /api/templates": changed.get("templates", (200, TEMPLATES)),
        "POST /api/templates": changed.get("made_template", (200, MADE_TEMPLATE)),
        "POST /api/campaigns": changed.get("made", (200, MADE_CAMPAIGN)),
    }
    stand_in = StandIn(answers)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    stand_in.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            path = self.path.partition("?")[0]
            stand_in.asked.append((self.command, self.path, self.headers.get("Authorization", ""), body))
            status, content = stand_in.answers.get(f"{self.command} {path}", (404, {"message": "not found"}))
            told = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"http://127.0.0.1:9/{path}")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
