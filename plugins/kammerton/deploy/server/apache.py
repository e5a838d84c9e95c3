"""Apache 2.4: a .htaccess file inside the site, and a virtual host that lets it work."""

import re
from collections.abc import Iterator

from kammerton.deploy.server.site import ServedSite, in_quotes
from kammerton.deploy.server.table import CACHE_CONTROL, HASHED, HIDDEN, HSTS, KINDS, SECURITY, FileKind, name_pattern
from kammerton.domain.addresses import GONE, NOT_FOUND

_LASTING = "KAMMERTON_FEST"


def htaccess(site: ServedSite) -> str:
    """What an Apache reads from the site's own folder; modules that are missing are skipped, so that shared hosts take it, too."""
    parts = [_first(site), _moves(site), _everywhere(site), *(_kind(site, kind) for kind in reversed(KINDS)), *_exceptions(site), _packing()]
    return "\n".join(parts)


def _first(site: ServedSite) -> str:
    return f"""# Apache 2.4. Von Kammerton erzeugt; beim nächsten Veröffentlichen wird die Datei ersetzt.
<IfModule mod_dir.c>
  DirectoryIndex index.html
</IfModule>
<IfModule mod_autoindex.c>
  IndexIgnore *
</IfModule>
ErrorDocument 404 {in_quotes(f"{site.base}/{NOT_FOUND}")}
ErrorDocument 410 {in_quotes(f"{site.base}/{GONE}")}
"""


def _moves(site: ServedSite) -> str:
    """Files for servers stay hidden; old addresses lead to new ones. Patterns see the path below this folder, unquoted."""
    rules = [f'  RewriteRule "(?:^|/)(?:{_either(HIDDEN)})$" - [R=404,L]']
    for old, new in site.moves():
        pattern = re.escape(old.removesuffix("/")).replace('"', r"\x22") + ("/?" if old.endswith("/") else "")
        # mod_rewrite reads its quotes in its own way: no backslash stands for anything in them, and none can be in them.
        # In the target, percent and dollar signs would be references to what was matched.
        target = re.sub(r"([%$])", r"\\\1", new)
        rules.append(f'  RewriteRule "^{pattern}$" "{target}" [R=301,NE,L]')
    rules += (f'  RewriteRule "^{_pattern_of(path)}$" - [G]' for path in site.gone)
    return "\n".join(["<IfModule mod_rewrite.c>", "  RewriteEngine On", *rules, "</IfModule>", ""])


def _pattern_of(gone: str) -> str:
    pattern = re.escape(gone.removesuffix("/")).replace('"', r"\x22")
    return pattern + ("(?:/.*)?" if gone.endswith("/") else "")


def _everywhere(site: ServedSite) -> str:
    folders = "\n".join(f"  SetEnvIf Request_URI {in_quotes('^' + re.escape(f'{site.base}/{folder}'))} {_LASTING}" for folder in HASHED)
    headers = "\n".join(f"  Header always set {name} {in_quotes(value)}" for name, value in SECURITY.items())
    return f"""<IfModule mod_setenvif.c>
{folders}
</IfModule>
<IfModule mod_headers.c>
{headers}
  # Erst einschalten, wenn die ganze Domain dauerhaft mit https erreichbar ist:
  # Header always set Strict-Transport-Security "{HSTS}"
  Header always set Cache-Control "{CACHE_CONTROL["forever"]}" env={_LASTING}
</IfModule>
"""


def _kind(site: ServedSite, kind: FileKind) -> str:
    """Later sections win over earlier ones, so each says everything, and the rows are written from the last to the first."""
    return "\n".join([f"<FilesMatch {in_quotes(_pattern(kind))}>", *(f"  {line}" for line in _said(site, kind)), "</FilesMatch>"])


def _pattern(kind: FileKind) -> str:
    pattern = name_pattern(kind)
    return "(?i)" + ("^" + pattern[1:] if pattern.startswith("/") else pattern)


def _said(site: ServedSite, kind: FileKind) -> Iterator[str]:
    yield f"ForceType {in_quotes(kind.type)}"
    yield "<IfModule mod_headers.c>"
    yield f'  Header always set Cache-Control "{CACHE_CONTROL[kind.cache]}" env=!{_LASTING}'
    yield '  Header always set Access-Control-Allow-Origin "*"' if kind.shared else "  Header always unset Access-Control-Allow-Origin"
    yield f"  Header always set Content-Security-Policy {in_quotes(site.policy)}" if kind.active else "  Header always unset Content-Security-Policy"
    yield "</IfModule>"


def _exceptions(site: ServedSite) -> Iterator[str]:
    """What <If> says wins over every <FilesMatch>."""
    for pages, policy in site.exceptions:
        yield f"""<If "%{{REQUEST_URI}} =~ m#{pages}#">
  <IfModule mod_headers.c>
    Header always set Content-Security-Policy {in_quotes(policy)}
  </IfModule>
</If>
"""


def _packing() -> str:
    types = " ".join(sorted({kind.type.partition(";")[0] for kind in KINDS if kind.packed}))
    return f"""<IfModule mod_deflate.c>
  <IfModule mod_filter.c>
    AddOutputFilterByType DEFLATE {types}
  </IfModule>
  # mod_deflate hängt „-gzip“ an die Kennung (ETag); ohne diese Zeile wird eine unveränderte Seite noch einmal übertragen.
  <IfModule mod_headers.c>
    RequestHeader edit* If-None-Match "-gzip\\"" "\\""
  </IfModule>
</IfModule>
"""


def _either(names: tuple[str, ...]) -> str:
    return "|".join(re.escape(name) for name in names)


def virtual_host(site: ServedSite) -> str:
    """An example for the server's own configuration: all it has to do is let .htaccess speak."""
    place = f"Alias {in_quotes(site.base)} {in_quotes(site.folder)}" if site.base else f"DocumentRoot {in_quotes(site.folder)}"
    return f"""# Apache 2.4: Beispiel für einen virtuellen Host, von Kammerton erzeugt.
# Anzupassen: der Ordner {site.folder} (zweimal) und die Zertifikate.
# Nötige Module: alias dir headers mime rewrite setenvif deflate filter ssl
#   a2enmod headers rewrite deflate ssl

<VirtualHost *:80>
  ServerName {site.host}
  Redirect permanent / https://{site.host}/
</VirtualHost>

<VirtualHost *:443>
  ServerName {site.host}
  {place}
  SSLEngine on
  SSLCertificateFile /etc/ssl/certs/{site.host}.pem
  SSLCertificateKeyFile /etc/ssl/private/{site.host}.key
  <Directory {in_quotes(site.folder)}>
    # Alles Weitere steht in der Datei .htaccess in diesem Ordner.
    AllowOverride All
    Options -Indexes -MultiViews +FollowSymLinks
    Require all granted
  </Directory>
</VirtualHost>
"""
