"""Hosts that read ``_headers`` and ``_redirects`` from the site, as Netlify and Cloudflare Pages do."""

from collections.abc import Iterator
from urllib.parse import unquote

from kammerton.deploy.server.site import ServedSite, quoted, spellings
from kammerton.deploy.server.table import CACHE_CONTROL, ENDED, HASHED, HSTS, SECURITY, FileKind
from kammerton.domain.policy import policy_for_all

# Every rule that fits counts, and values of one header are joined: so no two rules may say the same header of one file.
# What ends with .json has three types here, and the host's own, application/json, is the least wrong.
_TYPE_LEFT_TO_HOST = (".json",)
# Pages are asked for by their folder; hosts send them as HTML with max-age=0 of their own.
_LEFT_TO_HOST = (".html",)
# Pictures lie in the folder with hashed names as well, whose rule says how long they keep.
_CACHED_BY_FOLDER = (".avif", ".jpg", ".jpeg", ".png", ".webp")


def headers(site: ServedSite) -> str:
    """The file ``_headers``."""
    everywhere = [
        f"  {name}: {value}" for name, value in {**SECURITY, "Content-Security-Policy": policy_for_all(site.policy, full_text=site.full_text)}.items()
    ]
    later = ["  # Erst einschalten, wenn die ganze Domain dauerhaft mit https erreichbar ist:", f"  # Strict-Transport-Security: {HSTS}"]
    lines = ["# Für Hoster wie Netlify und Cloudflare Pages. Von Kammerton erzeugt.", f"{_base(site)}/*", *everywhere, *later]
    for folder in HASHED:
        lines += [f"{_base(site)}/{folder}*", f"  Cache-Control: {CACHE_CONTROL['forever']}"]
    for kind in ENDED:
        for ending in kind.endings:
            said = list(_said(kind, ending))
            lines += [f"{_base(site)}/*{ending}", *said] if said else []
    return "\n".join([*lines, ""])


def _base(site: ServedSite) -> str:
    return quoted(site.base)


def _said(kind: FileKind, ending: str) -> Iterator[str]:
    if ending in _LEFT_TO_HOST:
        return
    if ending not in _TYPE_LEFT_TO_HOST:
        yield f"  Content-Type: {kind.type}"
    if ending not in _CACHED_BY_FOLDER:
        yield f"  Cache-Control: {CACHE_CONTROL[kind.cache]}"
    if kind.shared:
        yield "  Access-Control-Allow-Origin: *"


def redirects(site: ServedSite) -> str:
    """The file ``_redirects``."""
    lines = [f"{quoted(f'{site.base}/{spelling}')} {new} 301" for old, new in site.moves() for spelling in spellings(old)]
    return "\n".join(["# Alte Adressen. Von Kammerton erzeugt.", *lines, ""])


def read_redirects(text: str, base: str) -> dict[str, str]:
    r"""The permanent moves in a file ``_redirects`` of ours: old path below the site, unquoted, to complete new address.

    ``base``: the folder of the host the site is in, as ``ServedSite.base``.

    >>> read_redirects("# Alte Adressen.\n/tal/alt/ https://x.example/tal/neu/ 301\n/tal/alt https://x.example/tal/neu/ 301\n", "/tal")
    {'alt/': 'https://x.example/tal/neu/'}
    """
    rows = [words for line in text.splitlines() if len(words := line.split()) == 3 and words[2] == "301"]
    found = {unquote(old).removeprefix(f"{base}/"): new for old, new, _ in rows}
    return {old: new for old, new in found.items() if f"{old}/" not in found}
