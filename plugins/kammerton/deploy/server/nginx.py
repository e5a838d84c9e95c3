"""nginx: maps for the http block, rules for the server block, and an example that puts both together."""

import re
from collections.abc import Callable, Iterator

from kammerton.deploy.server.site import ServedSite, in_quotes, spellings
from kammerton.deploy.server.table import CACHE_CONTROL, ENDED, HASHED, HIDDEN, HSTS, KINDS, NAMED, SECURITY, UNKNOWN_TYPE, FileKind, name_pattern
from kammerton.domain.addresses import GONE, NOT_FOUND

MAPS, RULES, EXAMPLE = "kammerton-karten.conf", "kammerton-website.conf", "beispiel.conf"


def maps(site: ServedSite) -> str:
    """Which header values each path has; without a value nginx sends no header."""
    lasting = [f'  "~^{_regex(f"{site.base}/{folder}")}" "{CACHE_CONTROL["forever"]}";' for folder in HASHED]
    exceptions = [f'  "~{_escaped(pages)}" {in_quotes(policy)};' for pages, policy in site.exceptions]
    return "\n".join([
        "# nginx: gehört in den http-Block, zum Beispiel nach /etc/nginx/conf.d/. Von Kammerton erzeugt.",
        *_map(f"{site.token}_cache", lasting, lambda kind: CACHE_CONTROL[kind.cache]),
        *_map(f"{site.token}_cors", [], lambda kind: "*" if kind.shared else ""),
        *_map(f"{site.token}_csp", exceptions, lambda kind: site.policy if kind.active else ""),
        "",
    ])  # fmt: skip


def _map(name: str, first: list[str], value: Callable[[FileKind], str]) -> Iterator[str]:
    """The first pattern that fits counts."""
    yield f"map $uri ${name} {{"
    yield '  default "";'
    yield from first
    yield from (f'  "~*{_escaped(name_pattern(kind))}" {in_quotes(value(kind))};' for kind in KINDS)
    yield "}"


def _regex(text: str) -> str:
    return _escaped(re.escape(text))


def _escaped(pattern: str) -> str:
    return in_quotes(pattern)[1:-1]


def rules(site: ServedSite) -> str:
    """What stands in the server block, whichever host, port and certificate it has."""
    named = "\n".join(_named(site, kind) for kind in NAMED)
    return f"""# nginx: gehört in den server-Block. Von Kammerton erzeugt. Anzupassen: der Ordner {site.folder}
absolute_redirect off;
error_page 404 {in_quotes(f"{site.base}/{NOT_FOUND}")};
error_page 410 {in_quotes(f"{site.base}/{GONE}")};
{_types()}
{_headers(site)}
{_packing()}
{_moves(site)}
{_gone(site)}
location ~ {in_quotes(f"/(?:{'|'.join(re.escape(name) for name in HIDDEN)})$")} {{ return 404; }}
{named}
location {in_quotes(f"{site.base}/")} {{
  alias {in_quotes(f"{site.folder}/")};
  index index.html;
}}
"""


def _types() -> str:
    endings: dict[str, list[str]] = {}
    for kind in ENDED:
        endings.setdefault(_bare(kind), []).extend(ending.removeprefix(".") for ending in kind.endings)
    lines = "\n".join(f"  {type_} {' '.join(names)};" for type_, names in endings.items())
    with_charset = " ".join(sorted({_bare(kind) for kind in KINDS if ";" in kind.type} - {"text/html"}))
    return f"types {{\n{lines}\n}}\ndefault_type {UNKNOWN_TYPE};\ncharset utf-8;\ncharset_types {with_charset};"


def _bare(kind: FileKind) -> str:
    return kind.type.partition(";")[0]


def _headers(site: ServedSite) -> str:
    fixed = [f"add_header {name} {in_quotes(value)} always;" for name, value in SECURITY.items()]
    by_path = [
        f"add_header {name} ${site.token}_{map_} always;"
        for name, map_ in (("Cache-Control", "cache"), ("Access-Control-Allow-Origin", "cors"), ("Content-Security-Policy", "csp"))
    ]
    later = ["# Erst einschalten, wenn die ganze Domain dauerhaft mit https erreichbar ist:", f'# add_header Strict-Transport-Security "{HSTS}" always;']
    return "\n".join([*fixed, *by_path, *later])


def _packing() -> str:
    types = " ".join(sorted({_bare(kind) for kind in KINDS if kind.packed} - {"text/html"}))
    return f"gzip on;\ngzip_vary on;\ngzip_proxied any;\ngzip_min_length 512;\ngzip_types {types};"


def _moves(site: ServedSite) -> str:
    """Locations see the path unquoted; a dollar sign in the target would begin a variable."""
    pairs = [(spelling, new.replace("$", "%24")) for old, new in site.moves() for spelling in spellings(old)]
    if site.base:
        pairs.append(("", f"{site.address}/"))
    lines = [f"location = {in_quotes(f'{site.base}/{old}' if old else site.base)} {{ return 301 {in_quotes(new)}; }}" for old, new in pairs]
    return "\n".join(lines)


def _gone(site: ServedSite) -> str:
    """Exact locations and, with ^~, whole folders: no pattern of a kind of file comes before them, redirects do."""
    places = (f"{sign} {in_quotes(f'{site.base}/{path}')}" for gone in site.gone for sign, path in _signs(gone))
    return "\n".join(f"location {place} {{ return 410; }}" for place in places)


def _signs(gone: str) -> Iterator[tuple[str, str]]:
    yield "=", gone.removesuffix("/")
    if gone.endswith("/"):
        yield "^~", gone


def _named(site: ServedSite, kind: FileKind) -> str:
    """Files whose ending tells too little have their own location, where the ending counts for nothing."""
    name = name_pattern(kind)
    pattern = f"^{re.escape(site.base)}/(.*{name.removesuffix('$')})$" if not name.startswith("/") else f"^{re.escape(site.base)}/((?:.*/)?{name[1:-1]})$"
    return f"""location ~* {in_quotes(pattern)} {{
  alias {in_quotes(f"{site.folder}/$1")};
  types {{ }}
  default_type {_bare(kind)};
}}"""


def example(site: ServedSite) -> str:
    """A complete server block with https."""
    return f"""# nginx: Beispiel, von Kammerton erzeugt. Die beiden anderen Dateien liegen hier unter /etc/nginx/kammerton/.
# Anzupassen: die Zertifikate, und in {RULES} der Ordner der Website.
include /etc/nginx/kammerton/{MAPS};

server {{
  listen 80;
  listen [::]:80;
  server_name {site.host};
  return 301 https://{site.host}$request_uri;
}}

server {{
  listen 443 ssl http2;
  listen [::]:443 ssl http2;
  server_name {site.host};
  server_tokens off;
  ssl_certificate /etc/ssl/certs/{site.host}.pem;
  ssl_certificate_key /etc/ssl/private/{site.host}.key;
  include /etc/nginx/kammerton/{RULES};
}}
"""
