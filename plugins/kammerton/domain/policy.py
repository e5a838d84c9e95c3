"""What a page of the site may load: the Content-Security-Policy, once for pages and servers."""

from collections.abc import Iterable

_SOURCES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "script-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# What a policy in a page cannot say: browsers read it in headers only.
_HEADER_ONLY = "frame-ancestors 'self'"
_FRAMED = "frame-ancestors *"
_SCRIPTS = f"script-src {_SOURCES['script-src']}"
# WebAssembly may run, strings may not (Content Security Policy Level 3, 6.7.1).
_SCRIPTS_AND_WASM = f"{_SCRIPTS} 'wasm-unsafe-eval'"


def page_policy(media_hosts: Iterable[str], form_host: str = "") -> str:
    """The policy as a page states it; ``media_hosts`` are the hosts of recordings that lie elsewhere, ``form_host`` the one forms are sent to.

    >>> page_policy(["https://audio.example"], "https://abo.example").split("; ")[3::5]
    ["media-src 'self' https://audio.example", "form-action 'self' https://abo.example"]
    """
    more = {"media-src": sorted(media_hosts), "form-action": [form_host] if form_host else []}
    sources = {**_SOURCES, **{name: " ".join([_SOURCES[name], *hosts]) for name, hosts in more.items()}}
    return "; ".join(f"{directive} {value}" for directive, value in sources.items())


def header_policy(media_hosts: Iterable[str], frame_hosts: Iterable[str] = (), form_host: str = "") -> str:
    """The policy as a server sends it, the same for every page; ``frame_hosts`` are those that any page may frame.

    A browser keeps to header and page at once, so a page that frames nothing still forbids all frames.

    >>> header_policy([], ["https://video.example"]).split("; ")[-2]
    'frame-src https://video.example'

    >>> header_policy([]).endswith("form-action 'self'; frame-ancestors 'self'")
    True
    """
    frames = " ".join(sorted(frame_hosts))
    return "; ".join(filter(None, (page_policy(media_hosts, form_host), frames and f"frame-src {frames}", _HEADER_ONLY)))


def framed_policy(policy: str) -> str:
    """The header of the pages that other sites may show in a frame: the players of episodes.

    >>> framed_policy(header_policy([])).rpartition("; ")[2]
    'frame-ancestors *'
    """
    return policy.replace(_HEADER_ONLY, _FRAMED)


def full_text_policy(policy: str) -> str:
    """What the page of the full-text search alone may do, in itself and in its header: run WebAssembly.

    >>> full_text_policy(page_policy([])).split("; ")[6]
    "script-src 'self' 'wasm-unsafe-eval'"
    """
    return policy.replace(_SCRIPTS, _SCRIPTS_AND_WASM)


def policy_for_all(policy: str, *, full_text: bool = False) -> str:
    """The header of hosts that cannot make an exception for a page: it leaves out what would forbid frames everywhere.

    Where there is a full-text search it must let WebAssembly run everywhere; every other page still forbids it in itself.

    >>> policy_for_all(header_policy([])) == page_policy([])
    True
    """
    plain = policy.removesuffix(f"; {_HEADER_ONLY}")
    return full_text_policy(plain) if full_text else plain
