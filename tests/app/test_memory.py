"""What is remembered of what was published, from every copy there is: also the one on the live site."""

import pytest
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import SETTINGS

from kammerton.app.load import load, read_settings
from kammerton.app.memory import copy_to_keep
from kammerton.domain.diagnostic import M, Message, Severity
from kammerton.domain.published import MANIFEST

LIVE = {**SETTINGS, "VEROEFFENTLICHT_ABRUFEN": True, "VEROEFFENTLICHT": "content/daten/gemerkt.json"}
PAGE = b'{"fassung": 1, "seiten": [{"art": "betrieb", "id": "%s", "adresse": "betriebe/%s/"}]}'


def sources(live: bytes | Message | None, settings: dict[str, object] | None = None) -> FakeSources:
    """The sample, whose published build remembers one firm."""
    found = FakeSources(settings=settings or LIVE)
    found.files[f".builds/aktuell/{MANIFEST}"] = PAGE % (b"hier", b"hier")
    found.live = live
    return found


def test_the_live_copy_counts_with_the_others() -> None:
    """What only the live site knows is remembered, too; without the setting nobody asks it."""
    ids = [page.id for page in load(sources(PAGE % (b"dort", b"dort")), NOW)[0].inventory.remembered.pages]

    assert ids == ["dort", "hier"]
    assert [page.id for page in load(sources(PAGE % (b"dort", b"dort"), SETTINGS), NOW)[0].inventory.remembered.pages] == ["hier"]


@pytest.mark.parametrize(
    "live", [M("Der Server antwortet nicht."), b"<html>Wartung</html>", b'{"fassung": 99}', b"\xff\xfe"], ids=["silent", "page", "newer", "bytes"]
)
def test_a_live_copy_that_cannot_be_had_is_a_hint(live: bytes | Message) -> None:
    """A network must not stop a build: one hint, and what is known here counts."""
    library, report = load(sources(live), NOW)

    assert [page.id for page in library.inventory.remembered.pages] == ["hier"]
    found = [d for d in report.diagnostics if d.code in ("D060", "D070")]
    assert [(d.code, d.severity, d.place.file) for d in found] == [("D070", Severity.HINT, "https://probe.example/veroeffentlicht.json")]
    assert "lässt sich nicht abrufen" in WORDS.text(found[0].what)


def test_remembering_does_not_need_the_live_site() -> None:
    """What is known here is written into the committed copy, whether the live site answers or not."""
    silent = sources(M("Der Server antwortet nicht."))

    assert b'"hier"' in copy_to_keep(silent, read_settings(silent)[0])[1]
