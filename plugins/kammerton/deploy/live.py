"""What is asked of a site once it is uploaded, and what each answer must say. Pure; ``adapters`` asks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from kammerton.deploy.server.table import HIDDEN, KINDS, kind_of
from kammerton.domain.addresses import NOT_FOUND
from kammerton.domain.diagnostic import M, Message

_OF_EACH_KIND, _MOVES = 2, 2
# A path no site has.
_NOWHERE = "diese-seite-gibt-es-nicht/"


@dataclass(frozen=True)
class Probe:
    """One question: a path below the site, unquoted, and what its answer must be; ``size`` in bytes."""

    path: str
    wanted: Literal["file", "part", "nothing", "move"]
    size: int = 0
    address: str = ""

    @property
    def method(self) -> str:
        """How it is asked: the first bytes with GET, all else without content."""
        return "GET" if self.wanted == "part" else "HEAD"

    @property
    def headers(self) -> Mapping[str, str]:
        """What is sent along."""
        return {"Range": "bytes=0-1"} if self.wanted == "part" else {}


@dataclass(frozen=True)
class Answer:
    """What a server says, with the names of its headers in small letters."""

    status: int
    headers: Mapping[str, str]


def probes(sizes: Mapping[str, int], moves: Mapping[str, str]) -> Iterator[Probe]:
    """A few questions for each kind of file; parts of recordings; an address that is not there; old addresses (``moves``, to complete new ones)."""
    visible = sorted((path for path in sizes if path.rpartition("/")[2] not in (*HIDDEN, ".nojekyll")), key=lambda path: (path.count("/"), path))
    for kind in KINDS:
        few = tuple(islice((path for path in visible if kind_of(path) is kind and path != NOT_FOUND), _OF_EACH_KIND))
        yield from (Probe(path.removesuffix("index.html") if kind.type.startswith("text/html") else path, "file", sizes[path]) for path in few)
        if kind.cache == "media":
            yield from (Probe(path, "part", sizes[path]) for path in few)
    yield Probe(_NOWHERE, "nothing")
    yield from (Probe(old, "move", address=new) for old, new in _few_moves(moves))


def _few_moves(moves: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Of pages and of files each: they go different ways."""
    for is_page in (True, False):
        yield from islice(((old, new) for old, new in sorted(moves.items()) if old.endswith("/") is is_page), _MOVES // 2)


def judge(probe: Probe, answer: Answer) -> Message | None:
    """What is wrong with an answer, or None."""
    if probe.wanted == "nothing":
        return None if answer.status == 404 else M("Eine falsche Adresse wird mit {status} beantwortet statt mit 404.", status=answer.status)
    if probe.wanted == "move":
        return _moved(probe, answer)
    if probe.wanted == "part":
        return _part(probe, answer)
    if answer.status != 200:
        return M("Der Server antwortet mit {status} statt mit 200.", status=answer.status)
    return _file(probe, answer)


def _moved(probe: Probe, answer: Answer) -> Message | None:
    if answer.status not in (301, 308):
        return M("Die alte Adresse leitet nicht weiter (Antwort {status} statt 301). Liest der Server die Weiterleitungen?", status=answer.status)
    found = answer.headers.get("location", "")
    return None if found == probe.address else M("Die alte Adresse leitet nach {found} weiter statt nach {wanted}.", found=found, wanted=probe.address)


def _part(probe: Probe, answer: Answer) -> Message | None:
    if answer.status != 206:
        return M(
            "Der Server schickt keine Teile von Aufnahmen (Antwort {status} statt 206): Springen geht nicht, und Apple lehnt den Podcast ab.",
            status=answer.status,
        )
    whole = answer.headers.get("content-range", "").rpartition("/")[2]
    return None if whole == str(probe.size) else M("Die Aufnahme hat dort {found} Bytes statt {wanted}.", found=whole or "?", wanted=probe.size)


def _file(probe: Probe, answer: Answer) -> Message | None:
    kind = kind_of(probe.path or "index.html") or kind_of(f"{probe.path}index.html")
    found = answer.headers.get("content-type", "")
    if kind is not None and not _same_type(found, kind.type):
        return M("Der Server nennt den Dateityp „{found}“ statt „{wanted}“.", found=found, wanted=kind.type)
    length = answer.headers.get("content-length", "")
    if length and not answer.headers.get("content-encoding") and length != str(probe.size):
        return M(
            "Die Datei hat dort {found} Bytes statt {wanted}. Vielleicht zeigt ein Zwischenspeicher noch den alten Stand.", found=length, wanted=probe.size
        )
    return None


def _same_type(found: str, wanted: str) -> bool:
    """Whether a server means the same; the charset need not be said.

    >>> _same_type("text/html;charset=UTF-8", "text/html; charset=utf-8"), _same_type("text/html; charset=iso-8859-1", "text/html; charset=utf-8")
    (True, False)
    """
    name, _, charset = (part.strip().lower() for part in found.partition(";"))
    return name == wanted.partition(";")[0] and (not charset or charset.replace('"', "") == "charset=utf-8")
