"""The published site, asked where it is: single answers, its memory of what was published, and the hub of a feed."""

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping

from kammerton import __version__
from kammerton.adapters.feed_web import told
from kammerton.adapters.redirects import NoRedirects
from kammerton.deploy.live import Answer
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.published import MANIFEST

_SECONDS = 15
# A manifest of 10,000 episodes has 5 MB.
_MOST, _CHUNK = 50_000_000, 256 * 1024
_FAILURES = (OSError, http.client.HTTPException, ValueError)


def ask(address: str, method: str, headers: Mapping[str, str], content: bytes | None = None) -> Answer | Message:
    """What a server says to one request, whatever its status, or why it cannot be asked; redirects are answers."""
    try:
        with _open(address, method, headers, content) as answer:
            return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()})
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, {name.lower(): value for name, value in refused.headers.items()})
    except _FAILURES as reason:
        return told(reason)


def tell_hub(hub: str, feed: str) -> Message | None:
    """Tell a hub that a feed has changed, or say why it could not be told.

    WebSub (W3C, 2018) leaves open how; hubs take what PubSubHubbub 0.4, section 7.2 had: ``hub.mode=publish``.
    """
    content = urllib.parse.urlencode({"hub.mode": "publish", "hub.url": feed}).encode()
    answer = ask(hub, "POST", {"Content-Type": "application/x-www-form-urlencoded"}, content)
    if isinstance(answer, Message):
        return answer
    return None if answer.status // 100 == 2 else M("Der Server antwortet mit {status}.", status=answer.status)


def live_manifest(site: str) -> bytes | Message | None:
    """The manifest that a site serves; None where it has none yet; else why it cannot be had. Takes at most twice 15 s and 50 MB."""
    try:
        with _open(f"{site}/{MANIFEST}", "GET", {}, None) as answer:
            return _bounded(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return None if refused.code in (http.client.NOT_FOUND, http.client.GONE) else M("Der Server antwortet mit {status}.", status=refused.code)
    except _FAILURES as reason:
        return told(reason)


def _bounded(answer: http.client.HTTPResponse) -> bytes:
    """All of an answer that neither lasts nor grows for ever."""
    end, content = time.monotonic() + _SECONDS, bytearray()
    while chunk := answer.read1(_CHUNK):
        content += chunk
        if len(content) > _MOST:
            raise ValueError
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(content)


def _open(address: str, method: str, headers: Mapping[str, str], content: bytes | None) -> http.client.HTTPResponse:
    if not address.lower().startswith(("http://", "https://")):
        raise ValueError
    request = urllib.request.Request(address, content, {"User-Agent": f"kammerton/{__version__}", **headers}, method=method)  # noqa: S310 - asked above
    answer: http.client.HTTPResponse = urllib.request.build_opener(NoRedirects).open(request, timeout=_SECONDS)
    return answer
