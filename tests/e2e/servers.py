"""Real web servers on loopback with the server files of a site, without privileges and in a folder of their own."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import tool

from kammerton.deploy.server.files import files_beside_site, files_in_site
from kammerton.deploy.server.site import ServedSite

APACHE_MODULES = ("mpm_event", "authz_core", "alias", "dir", "autoindex", "headers", "mime", "rewrite", "setenvif", "deflate", "filter")
Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Served:
    """A running server: its port, and the folder of the host the site is in."""

    port: int
    base: str

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Status, headers and body of one request; the path is below the site."""
        return self.ask_host(f"{self.base}/{path}", method, **headers)

    def ask_host(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The same with a path from the root of the host."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(name: str, built: Path, site: ServedSite) -> Iterator[Served]:
    """A server of a kind with a copy of the built site and the files made for it."""
    folder = Path(tempfile.mkdtemp(prefix=f"kammerton-{name}-"))
    folder.chmod(0o755)  # a server started by root reads as somebody else
    try:
        shutil.copytree(built, folder / "site")
        for path, content in files_in_site(site).items():
            (folder / "site" / path).write_bytes(content)
        port = free_port()
        texts = {path: content.decode().replace(site.folder, str(folder / "site")) for path, content in files_beside_site(site).items()}
        command = SERVERS[name](folder, port, texts)
        with _running(command, folder, port):
            yield Served(port, site.base)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    log = folder / "log"
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with log.open("wb") as target, subprocess.Popen(command, stdout=target, stderr=target, env=environment) as process:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, f"{command}: {log.read_text()}"
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def _apache(folder: Path, port: int, texts: Mapping[str, str]) -> list[str]:
    """The virtual host as it is, but for host, port and certificates."""
    host = re.sub(r"(?s)<VirtualHost \*:80>.*?</VirtualHost>", "", texts["server/apache/vhost.conf"])
    host = re.sub(r"(?m)^\s*SSL.*$", "", host).replace("*:443", f"127.0.0.1:{port}")
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in APACHE_MODULES)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    (folder / "run").mkdir()
    config = f"""ServerRoot "{folder}"
DefaultRuntimeDir "{folder}/run"
PidFile "{folder}/run/pid"
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
ErrorLog "{folder}/error.log"
{modules}
TypesConfig /dev/null
{user}
{host}
"""
    (folder / "apache.conf").write_text(config)
    return [tool("apache2"), "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


def _nginx(folder: Path, port: int, texts: Mapping[str, str]) -> list[str]:
    """The maps in an http block and the rules in a server block, as the example puts them together."""
    for name in ("kammerton-karten.conf", "kammerton-website.conf"):
        (folder / name).write_text(texts[f"server/nginx/{name}"])
    user = "user root;" if os.geteuid() == 0 else ""
    places = "\n".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = f"""daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
{places}
access_log off;
include {folder}/kammerton-karten.conf;
server {{ listen 127.0.0.1:{port}; include {folder}/kammerton-website.conf; }}
}}
"""
    (folder / "nginx.conf").write_text(config)
    return [tool("nginx"), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, port: int, texts: Mapping[str, str]) -> list[str]:
    """The Caddyfile as it is, but for its address."""
    text = re.sub(r"(?m)^[a-z0-9.-]+ \{$", f"http://127.0.0.1:{port} {{", texts["server/caddy/Caddyfile"], count=1)
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{text}")
    return [tool("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


SERVERS: dict[str, Callable[[Path, int, Mapping[str, str]], list[str]]] = {"apache2": _apache, "nginx": _nginx, "caddy": _caddy}
