"""The proxy rules a build holds for the web service, in real Apache, nginx and Caddy before the real service."""

import argparse
import http.client
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.adapters.test_service import settings
from tests.conftest import tool
from tests.e2e.servers import _running, free_port
from tests.fakes import NOW, WORDS

from kammerton.adapters.service_commands import Running, _server, make_service
from kammerton.delivery.subscriber import Subscriber
from kammerton.deploy.server.service import PORT, service_files

pytestmark = pytest.mark.e2e
ADDRESS = "https://abo.probe.example/n"


def _nginx(folder: Path, port: int, text: str) -> list[str]:
    """The server block as it is, but for port and certificates."""
    block = re.sub(r"(?m)^ *(ssl_|listen \[).*$", "", text).replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    places = "\n".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(f"daemon off;\n{user}\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{ }}\nhttp {{\n{places}\n{block}\n}}\n")
    return [tool("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _apache(folder: Path, port: int, text: str) -> list[str]:
    """The virtual host as it is, but for port and certificates."""
    host = re.sub(r"(?m)^\s*SSL.*$", "", text).replace("*:443", f"127.0.0.1:{port}")
    loaded = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in ("mpm_event", "authz_core", "headers", "proxy", "proxy_http")
    )
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    config = f'ServerRoot "{folder}"\nDefaultRuntimeDir "{folder}"\nPidFile "{folder}/pid"\nListen 127.0.0.1:{port}\nServerName 127.0.0.1\nErrorLog "{folder}/error.log"\n'
    (folder / "apache.conf").write_text(f"{config}{loaded}\n{user}\n{host}\n")
    return [tool("apache2"), "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


def _caddy(folder: Path, port: int, text: str) -> list[str]:
    """The site block as it is, but for its address."""
    block = text.replace("abo.probe.example {", f"http://:{port} {{\n\tbind 127.0.0.1")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + block)
    return [tool("caddy"), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES: dict[str, tuple[str, Callable[[Path, int, str], list[str]]]] = {
    "apache": ("apache.conf", _apache), "nginx": ("nginx.conf", _nginx), "caddy": ("Caddyfile", _caddy),
}  # fmt: skip


@dataclass
class Front:
    """The service, and the port of the web server before it."""

    running: Running
    port: int

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Status and body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        connection.request(method, path, body, {**kind, **{name.replace("_", "-"): value for name, value in headers.items()}})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found


@pytest.fixture(params=PROXIES)
def front(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Front]:
    """One of the three web servers with the rules of a build."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)  # a server started by root reads as somebody else
    file, configure = PROXIES[request.param]
    running = make_service(tmp_path, settings(ip_aufheben=True), WORDS, lambda: NOW)
    server = _server(running.application, argparse.Namespace(host="127.0.0.1", port=0, proxy="127.0.0.1"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    port = free_port()
    text = service_files(ADDRESS)[file].replace(str(PORT), str(server.effective_port))
    (tmp_path / "front").mkdir(mode=0o755)
    try:
        with _running(configure(tmp_path / "front", port, text), tmp_path / "front", port):
            yield Front(running, port)
    finally:
        server.close()
        thread.join(10)
        running.book.close()


def test_proxy(front: Front) -> None:
    """Pages and one click go through, the visitor's own word about where they are does not, and a large body is refused."""
    book = front.running.book
    who = book.add(Subscriber("", "a@x.example", (), "", "confirmed", NOW.date()), NOW)
    status, page = front.ask("GET", "/n/anmelden", Host="evil.example")
    assert (status, b"evil" in page, b'action="/n/anmelden"' in page) == (200, False, True)
    assert front.ask("POST", f"/n/abmelden/{book.tokens.make('unsubscribe', who.id)}", b"List-Unsubscribe=One-Click")[0] == 200
    assert book.count() == 0
    assert front.ask("POST", "/n/anmelden", b"email=b%40x.example", X_Forwarded_For="203.0.113.9", Forwarded="for=203.0.113.9")[0] == 303
    (entry,) = [entry for entry in book.consents.entries() if entry.evidence.what == "requested"]
    assert entry.evidence.detail == "IP 127.0.0.1"

    assert front.ask("POST", "/n/anmelden", b"x" * 30_000)[0] == 413


def test_unit(tmp_path: Path) -> None:
    """Systemd understands the unit."""
    import shutil
    import subprocess

    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is missing: apt install systemd")
    file = tmp_path / "kammerton-dienst.service"
    file.write_text(service_files(ADDRESS)[file.name].replace("/srv/kammerton/.venv/bin/kammerton", "/bin/true").replace("User=kammerton", "User=root"))
    result = subprocess.run([analyze, "verify", "--man=no", str(file)], capture_output=True, text=True, check=False)

    assert "Unknown" not in result.stderr, result.stderr
    assert "Failed to parse" not in result.stderr, result.stderr
