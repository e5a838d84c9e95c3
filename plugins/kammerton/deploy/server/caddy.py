"""Caddy 2: one Caddyfile; certificates and the way from http to https are Caddy's own."""

from collections.abc import Iterator

from kammerton.deploy.server.site import ServedSite, spellings
from kammerton.deploy.server.table import CACHE_CONTROL, HASHED, HIDDEN, HSTS, KINDS, SECURITY, FileKind, name_pattern
from kammerton.domain.addresses import GONE, NOT_FOUND


def caddyfile(site: ServedSite) -> str:
    """The whole configuration of the site."""
    lines = [
        f"root * {_quoted(site.folder)}",
        *_moves(site),
        *_gone(site),
        *(f"header {name} {_quoted(value)}" for name, value in SECURITY.items()),
        "# Erst einschalten, wenn die ganze Domain dauerhaft mit https erreichbar ist:",
        f'# header Strict-Transport-Security "{HSTS}"',
        *_kinds(site),
        *_packing(),
        *_files(site),
        *_not_found(site),
    ]
    head = f"# Caddy 2, von Kammerton erzeugt. Anzupassen: der Ordner {site.folder}"
    return "\n".join([head, f"{site.host} {{", *(f"\t{line}" for line in lines), "}", ""])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def _moves(site: ServedSite) -> Iterator[str]:
    """A map from old paths, unquoted, to new addresses; braces would begin a placeholder."""
    pairs = [(f"{site.base}/{spelling}", new) for old, new in site.moves() for spelling in spellings(old)]
    if site.base:
        pairs.append((site.base, f"{site.address}/"))
    if not pairs:
        return
    yield "map {path} {umzug} {"
    yield from (f"\t{_quoted(old)} {_quoted(new.replace('{', '%7B').replace('}', '%7D'))}" for old, new in pairs)
    yield '\tdefault ""'
    yield "}"
    yield '@umzug expression `{umzug} != ""`'
    yield "redir @umzug {umzug} 301"


def _gone(site: ServedSite) -> Iterator[str]:
    """``handle`` comes before ``handle_path`` and ``file_server``, and after redirects."""
    paths = [path for gone in site.gone for path in ((gone.removesuffix("/"), f"{gone}*") if gone.endswith("/") else (gone,))]
    if paths:
        # A percent sign in a pattern stands for itself only when it is written as in an address.
        yield f"@weg path {' '.join(_quoted(f'{site.base}/{path}'.replace('%', '%25')) for path in paths)}"
        yield from ("handle @weg {", "\terror 410", "}")


def _kinds(site: ServedSite) -> Iterator[str]:
    """One matcher for each kind; of those that fit, the one named first in the table is written last and wins."""
    for number, kind in reversed(list(enumerate(KINDS))):
        yield f"@art{number} path_regexp {_quoted(_pattern(kind))}"
        yield f"header @art{number} {{"
        yield from (f"\t{line}" for line in _said(site, kind))
        yield "}"
    for number, (pages, policy) in enumerate(site.exceptions):
        yield f"@ausnahme{number} path_regexp {_quoted(pages)}"
        yield f"header @ausnahme{number} Content-Security-Policy {_quoted(policy)}"
    for folder in HASHED:
        yield f"header {_quoted(f'{site.base}/{folder}*')} Cache-Control {_quoted(CACHE_CONTROL['forever'])}"


def _pattern(kind: FileKind) -> str:
    """A page is asked for by its folder."""
    pattern = name_pattern(kind)
    return f"(?i)(?:{pattern}|/$)" if ".html" in kind.endings else f"(?i){pattern}"


def _said(site: ServedSite, kind: FileKind) -> Iterator[str]:
    """Nothing is taken back here: Caddy would put off the whole block, and the blocks would come in another order."""
    yield f"Content-Type {_quoted(kind.type)}"
    yield f"Cache-Control {_quoted(CACHE_CONTROL[kind.cache])}"
    if kind.shared:
        yield "Access-Control-Allow-Origin *"
    if kind.active:
        yield f"Content-Security-Policy {_quoted(site.policy)}"


def _packing() -> list[str]:
    types = sorted({kind.type.partition(";")[0] for kind in KINDS if kind.packed})
    return ["encode gzip {", "\tmatch {", *(f"\t\theader Content-Type {type_}*" for type_ in types), "\t}", "}"]


def _files(site: ServedSite) -> list[str]:
    server = ["file_server {", f"\thide {' '.join(HIDDEN)}", "}"]
    return [f"handle_path {_quoted(site.base + '/*')} {{", *(f"\t{line}" for line in server), "}"] if site.base else server


def _not_found(site: ServedSite) -> list[str]:
    page = next(kind for kind in KINDS if ".html" in kind.endings)
    return [
        "handle_errors {",
        "\theader {",
        *(f"\t\t{line}" for line in _said(site, page)),
        "\t\t-Access-Control-Allow-Origin",
        "\t}",
        "\t@fort expression `{err.status_code} == 410`",
        f"\trewrite @fort /{GONE}",
        "\t@sonst expression `{err.status_code} != 410`",
        f"\trewrite @sonst /{NOT_FOUND}",
        "\tfile_server",
        "}",
    ]
