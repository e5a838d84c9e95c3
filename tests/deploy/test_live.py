"""The live check: what is asked, and what each answer must say."""

from collections.abc import Mapping

import pytest
from tests.fakes import WORDS

from kammerton.app.live_check import check_live
from kammerton.deploy.live import Answer, Probe, judge, probes
from kammerton.deploy.server.table import type_of
from kammerton.domain.diagnostic import M, Message

SITE = "https://probe.example"
SIZES = {
    "index.html": 100, "404.html": 10, "betriebe/index.html": 50, "podcast/feed.xml": 70, "podcast/001-x/001-x.mp3": 900,
    "theme/css/site.css": 30, ".htaccess": 5, "_redirects": 5, "bilder/a.jpg": 20,
}  # fmt: skip
MOVES = {"alt/": f"{SITE}/betriebe/", "alt.mp3": f"{SITE}/podcast/001-x/001-x.mp3"}


def right(address: str, method: str, headers: Mapping[str, str]) -> Answer | Message:
    """A server that does everything right."""
    path = address.removeprefix(f"{SITE}/")
    if path in MOVES:
        return Answer(301, {"location": MOVES[path]})
    file = path + "index.html" if path.endswith("/") or not path else path
    if file not in SIZES or file.startswith((".", "_")):
        return Answer(404, {"content-type": "text/html"})
    if "Range" in headers:
        return Answer(206, {"content-range": f"bytes 0-1/{SIZES[file]}", "content-type": type_of(file)})
    return Answer(200, {"content-type": type_of(file), "content-length": str(SIZES[file])})


def test_a_site_that_is_served_well() -> None:
    """Of each kind of file some are asked, parts of recordings, a wrong address and old ones; nothing is found."""
    asked = list(probes(SIZES, MOVES))

    assert {(probe.path, probe.wanted) for probe in asked} >= {
        ("", "file"), ("podcast/feed.xml", "file"), ("podcast/001-x/001-x.mp3", "part"), ("alt/", "move"), ("alt.mp3", "move"), ("bilder/a.jpg", "file"),
    }  # fmt: skip
    assert not {".htaccess", "_redirects", "404.html"} & {probe.path for probe in asked}
    report = check_live(SITE, SIZES, MOVES, right)
    assert (report.asked, report.found) == (len(asked), ())


FILE, FEED = Probe("betriebe/", "file", 50), Probe("podcast/feed.xml", "file", 70)
PART, MOVE, NOWHERE = Probe("a.mp3", "part", 900), Probe("alt/", "move", address=f"{SITE}/neu/"), Probe("nichts/", "nothing")
WRONG = {
    "missing": (FILE, Answer(404, {}), "antwortet mit 404 statt mit 200"),
    "type": (FEED, Answer(200, {"content-type": "text/html"}), "Dateityp „text/html“ statt „application/xml; charset=utf-8“"),
    "charset": (FILE, Answer(200, {"content-type": "text/html; charset=iso-8859-1"}), "Dateityp"),
    "length": (FILE, Answer(200, {"content-type": "text/html", "content-length": "49"}), "hat dort 49 Bytes statt 50"),
    "no parts": (PART, Answer(200, {"content-length": "900"}), "keine Teile"),
    "part of something else": (PART, Answer(206, {"content-range": "bytes 0-1/800"}), "hat dort 800 Bytes statt 900"),
    "soft 404": (NOWHERE, Answer(200, {}), "mit 200 beantwortet statt mit 404"),
    "no redirect": (MOVE, Answer(200, {}), "leitet nicht weiter"),
    "temporary redirect": (MOVE, Answer(302, {"location": f"{SITE}/neu/"}), "leitet nicht weiter"),
    "wrong redirect": (MOVE, Answer(301, {"location": f"{SITE}/"}), "leitet nach https://probe.example/ weiter"),
}


@pytest.mark.parametrize(("probe", "answer", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told(probe: Probe, answer: Answer, said: str) -> None:
    """Each answer that a program or a reader would stumble over has its sentence."""
    wrong = judge(probe, answer)

    assert wrong is not None
    assert said in WORDS.text(wrong)


FINE = {
    "charset in capitals": (FILE, Answer(200, {"content-type": "Text/HTML;charset=UTF-8"})),
    "packed": (FILE, Answer(200, {"content-type": "text/html", "content-length": "20", "content-encoding": "gzip"})),
    "permanent with method": (MOVE, Answer(308, {"location": f"{SITE}/neu/"})),
}


@pytest.mark.parametrize(("probe", "answer"), FINE.values(), ids=FINE)
def test_what_is_as_good_is_fine(probe: Probe, answer: Answer) -> None:
    """Another spelling of the same is nothing to tell."""
    assert judge(probe, answer) is None


def test_a_server_that_cannot_be_reached_is_asked_once() -> None:
    """Without an answer to the first question no other is asked, so that nobody waits for twenty time-outs."""
    asked: list[str] = []

    def silent(address: str, method: str, headers: Mapping[str, str]) -> Answer | Message:
        asked.append(address)
        return M("Der Server antwortet nicht.")

    report = check_live(SITE, SIZES, MOVES, silent)

    assert (report.asked, len(asked)) == (1, 1)
    assert [(address, WORDS.text(wrong)) for address, wrong in report.found] == [(asked[0], "Der Server antwortet nicht.")]
