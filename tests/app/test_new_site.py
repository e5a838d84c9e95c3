"""From answers to the files of a project."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.fakes import WORDS

from kammerton.app.new_site import COVER, new_site, read_answers
from kammerton.domain.diagnostic import SettingsError
from kammerton.domain.guid import show_guid
from kammerton.domain.inventory import Source
from kammerton.domain.kinds import VOCABULARIES

TODAY = date(2026, 11, 23)
PATHS = ("Makefile", "content/daten/orte.csv", "content/seiten/impressum.md", "episodes/000-beispiel.md", "episodes/media/000-beispiel.mp3")


class FakePattern:
    """A pattern of a few files; ``values`` is what its templates were given."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def paths(self) -> tuple[str, ...]:
        return PATHS

    def file(self, path: str, values: Mapping[str, Any]) -> bytes:
        self.values = dict(values)
        return f"Muster {path}".encode()

    def table(self, path: str) -> bytes:
        return f"Bestand {path}".encode()

    def cover(self) -> bytes:
        return b"Bild"


def made(**given: Any) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files, and what the templates were given."""
    pattern = FakePattern()
    return new_site(given, Source("antworten.txt"), pattern, "/opt/kammerton", TODAY), pattern.values


def test_the_files_of_the_pattern_and_the_tables() -> None:
    """Every file of the pattern, the stock of each table the pattern has no file for, and a cover."""
    files, _ = made()

    assert {path for path, content in files.items() if content.startswith(b"Muster")} == set(PATHS)
    assert {path for path, content in files.items() if content.startswith(b"Bestand")} == {k.file for k in VOCABULARIES} - {"content/daten/orte.csv"}
    assert files[COVER] == b"Bild"


def test_without_a_podcast() -> None:
    """There are no episodes and no cover."""
    files, _ = made(podcast="nein")

    assert [path for path in files if path.startswith("episodes/") or path == COVER] == []


def test_what_templates_get() -> None:
    """The answers, the program, the day and what follows from them."""
    _, values = made(name="N" * 200, ort="Bad Münder", adresse="https://nord.example/region", newsletter_absender="Brief@Nord.Example")

    assert (values["program"], values["today"], values["next_summer"], values["town_id"]) == ("/opt/kammerton", "2026-11-23", "2027-08-01", "bad-muender")
    assert (values["unsubscribe"], values["list_id"]) == ("abmelden@Nord.Example", "newsletter.nord.example")
    assert len(values["sender_name"]) <= 128


def test_the_guid_is_that_of_the_feed() -> None:
    """The identity of the show comes from the address its feed will have (Podcasting 2.0)."""
    _, values = made(adresse="https://nord.example/region/")

    assert values["show_guid"] == show_guid("https://nord.example/region/podcast/feed.xml")


@pytest.mark.parametrize(("town", "id_"), [("東京", "ort"), ("-", "ort"), ("ä" * 255, ("ae" * 75))])
def test_any_town_gets_a_short_name(town: str, id_: str) -> None:
    """Where its letters give none, there is one all the same, and never a too long one."""
    assert made(ort=town)[1]["town_id"] == id_


def test_only_what_is_made_up_is_marked() -> None:
    """Behind a default stands the mark, behind an answer nothing."""
    _, values = made(herausgeber="Stadt Nord")

    assert (values["open"]["herausgeber"], values["open"]["plz"]) == ("", "  # BITTE PRÜFEN")


def told(content: str | bytes) -> list[str]:
    """What is said about a file of answers, each with line and code; the last is the sentence for all."""
    with pytest.raises(SettingsError) as caught:
        read_answers("antworten.txt", content if isinstance(content, bytes) else content.encode())
    lines = [f"{d.place.file}:{d.place.line} {d.code} {WORDS.text(d.what)}" for d in caught.value.report.diagnostics]
    return [*lines, WORDS.text(caught.value.message)]


def test_prepared_answers() -> None:
    """A file of fields, with comments and quotes as in the head of any file; only what is there is given."""
    text = '\ufeff# Antworten\r\nname: Ausbildung im „Nordtal“\r\nplz: 00123\r\nvertreten_durch: "Eva: Muster"\r\ntelefon:\r\npodcast: nein\r\n'

    values, source = read_answers("antworten.txt", text.encode())

    assert values == {"name": "Ausbildung im „Nordtal“", "plz": "00123", "vertreten_durch": "Eva: Muster", "podcast": "nein"}
    assert source.place("plz").line == 3


def test_an_empty_file_of_answers() -> None:
    """Nothing prepared is no mistake."""
    assert read_answers("antworten.txt", b"")[0] == {}


END = "Die Antworten in „antworten.txt“ sind nicht in Ordnung. Es wurde nichts angelegt."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plz: 123\nemail: amt\n", ["antworten.txt:1 F019 Das Feld „plz“: „123“ ist keine Postleitzahl.", "antworten.txt:2 F017 Das Feld „email“: „amt“ ist keine E-Mail-Adresse."]),
        ("\npodcast: vielleicht\n", ["antworten.txt:2 F008 Das Feld „podcast“: „vielleicht“ ist weder „ja“ noch „nein“."]),
        ("plzz: 00123\n", ["antworten.txt:1 F001 Das Feld „plzz“ gibt es hier nicht."]),
        ("ort: [a, b]\n", ["antworten.txt:1 F015 Das Feld „ort“: Hier wird ein einfacher Text erwartet."]),
        ("ort: a\nort: b\n", ["antworten.txt:2 D006 Das Feld „ort“ steht zweimal da."]),
        ("name: Amt: Nord\n", ["antworten.txt:1 D005 Der Kopf der Datei ist hier oder kurz davor nicht lesbar."]),
        (b"name: M\xfcnster\n", ["antworten.txt:1 D001 Die Datei ist nicht als UTF-8 gespeichert."]),
    ],
)  # fmt: skip
def test_wrong_answers(text: str | bytes, expected: list[str]) -> None:
    """Every wrong answer is told with its line, in the words of any other file."""
    assert told(text) == [*expected, END]


def test_wrong_answers_make_no_files() -> None:
    """A wrong answer is told, and nothing is made."""
    with pytest.raises(SettingsError):
        made(plz="1")
