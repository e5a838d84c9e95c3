"""What runs the newsletter's web service on a server, and what stands before it: unit, container, and the part of each web server's configuration.

The service speaks HTTP on loopback; the web server has certificates, name and port. It hands the visitor's address on (X-Forwarded-For),
overwriting what a visitor sends, and writes no log: addresses hold tokens.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

PORT: Final = 8090
_MOST_BYTES = 20_000
_PROJECT = "/srv/kammerton"


def service_files(address: str) -> Mapping[str, str]:
    """The files for a service at a complete address, by name."""
    host, base = urlsplit(address).hostname or "", urlsplit(address).path
    return {
        "kammerton-dienst.service": _unit(address),
        "Containerfile": _container(address),
        "apache.conf": _apache(host, base),
        "nginx.conf": _nginx(host, base),
        "Caddyfile": _caddy(host, base),
    }


def _unit(address: str) -> str:
    return f"""# systemd: gehört nach /etc/systemd/system/. Anzupassen: Benutzer und der Ordner {_PROJECT}. Von Kammerton erzeugt.
[Unit]
Description=Kammerton: An- und Abmeldungen zum Newsletter ({address})
After=network-online.target
Wants=network-online.target

[Service]
User=kammerton
WorkingDirectory={_PROJECT}
ExecStart={_PROJECT}/.venv/bin/kammerton dienst --port {PORT}
# Benutzer und Kennwort des Relays; die Datei gehört root, Rechte 0600.
EnvironmentFile=-/etc/kammerton/versand.env
Restart=on-failure
RestartSec=5
UMask=0077
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={_PROJECT}/privat/versand
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
LockPersonality=yes
SystemCallFilter=@system-service
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
"""


def _container(address: str) -> str:
    return f"""# Behälter für {address}. Im Projektordner bauen und starten; von Kammerton erzeugt:
#   podman build -f .builds/aktuell/server/dienst/Containerfile -t kammerton-dienst .
#   podman run -d --name kammerton-dienst -p 127.0.0.1:{PORT}:{PORT} -v kammerton-versand:/kammerton/privat/versand --env-file /etc/kammerton/versand.env kammerton-dienst
# Die Liste der Abonnements liegt im Volume, nie im Abbild.
FROM docker.io/library/python:3.12-slim
RUN useradd --system --uid 10001 kammerton
WORKDIR /kammerton
COPY requirements.lock requirements-build.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-build.lock && pip install --no-cache-dir --no-build-isolation --require-hashes -r requirements.lock
RUN pip install --no-cache-dir "waitress>=3,<4"
COPY pyproject.toml README.md LICENSE pelicanconf.py ./
COPY plugins plugins
COPY theme theme
COPY content/daten content/daten
RUN pip install --no-cache-dir --no-build-isolation --no-deps . && mkdir -p -m 0700 privat/versand && chown -R kammerton privat
USER kammerton
VOLUME /kammerton/privat/versand
EXPOSE {PORT}
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:{PORT}/gesund')"]
# Der Anschluss ist nur auf dem Rechner selbst offen (-p 127.0.0.1); deshalb wird jedem davor geglaubt.
CMD ["kammerton", "dienst", "--host", "0.0.0.0", "--port", "{PORT}", "--proxy", "*"]
"""


def _apache(host: str, base: str) -> str:
    return f"""# Apache: Vorlage für den Dienst. Module: a2enmod proxy proxy_http headers ssl. Anzupassen: die Zertifikate. Von Kammerton erzeugt.
<VirtualHost *:443>
  ServerName {host}
  SSLEngine on
  SSLCertificateFile /etc/ssl/certs/{host}.pem
  SSLCertificateKeyFile /etc/ssl/private/{host}.key
  # Kein CustomLog: In den Adressen stehen Schlüssel einzelner Personen.
  LimitRequestBody {_MOST_BYTES}
  RequestHeader unset X-Forwarded-For
  ProxyPass "{base}/" "http://127.0.0.1:{PORT}{base}/" timeout=30
</VirtualHost>
"""


def _nginx(host: str, base: str) -> str:
    return f"""# nginx: Vorlage für den Dienst. Anzupassen: die Zertifikate. Von Kammerton erzeugt.
server {{
  listen 443 ssl;
  listen [::]:443 ssl;
  server_name {host};
  ssl_certificate /etc/ssl/certs/{host}.pem;
  ssl_certificate_key /etc/ssl/private/{host}.key;
  # In den Adressen stehen Schlüssel einzelner Personen.
  access_log off;
  client_max_body_size {_MOST_BYTES};
  location {base}/ {{
    proxy_pass http://127.0.0.1:{PORT};
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_read_timeout 30s;
  }}
}}
"""


def _caddy(host: str, base: str) -> str:
    return f"""# Caddy: Vorlage für den Dienst; Zertifikate holt Caddy selbst. Von Kammerton erzeugt.
{host} {{
\t# Zu große Anfragen weist der Dienst selbst ab.
\treverse_proxy {base}/* 127.0.0.1:{PORT} {{
\t\theader_up X-Forwarded-For {{remote_host}}
\t}}
}}
"""
