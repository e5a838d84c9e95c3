"""All server files of a site."""

from collections.abc import Mapping

from kammerton.deploy.server.apache import htaccess, virtual_host
from kammerton.deploy.server.caddy import caddyfile
from kammerton.deploy.server.headers import headers, redirects
from kammerton.deploy.server.nginx import EXAMPLE, MAPS, RULES, example, maps, rules
from kammerton.deploy.server.service import service_files
from kammerton.deploy.server.site import ServedSite

# The folder beside the site.
FOLDER = "server"


def files_in_site(site: ServedSite) -> Mapping[str, bytes]:
    """What servers read from the site itself. Hosts read ``_headers`` at the root of the host only: not below a folder."""
    found = {".htaccess": htaccess(site)}
    if not site.base:
        found |= {"_headers": headers(site), "_redirects": redirects(site)}
    return {name: text.encode() for name, text in found.items()}


def files_beside_site(site: ServedSite) -> Mapping[str, bytes]:
    """What goes into a server's own configuration, by its path beside the site."""
    found = {
        "apache/vhost.conf": virtual_host(site),
        f"nginx/{MAPS}": maps(site),
        f"nginx/{RULES}": rules(site),
        f"nginx/{EXAMPLE}": example(site),
        "caddy/Caddyfile": caddyfile(site),
    }
    if site.base:
        found |= {"hoster/_headers": headers(site), "hoster/_redirects": redirects(site)}
    if site.service:
        found |= {f"dienst/{name}": text for name, text in service_files(site.service).items()}
    return {f"{FOLDER}/{name}": text.encode() for name, text in found.items()}
