"""Value types: what each takes and what it refuses."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kammerton.domain import values as v

TABLE: list[tuple[str, Any, list[object], list[object]]] = [
    ("Line", v.Line, ["ein Text", "Müller & Söhne <b>", "  zu   viel  Blanks "], ["", "   ", "x" * 256, ["a"], {"a": "b"}, 3]),
    ("Teaser", v.Teaser, ["x" * 200], ["x" * 201]),
    ("Id", v.Id, ["tischler-2027", "001-orgel", "a"], ["Tischler", "prüfung", "a--b", "-a", "a_b", "a/b", "..", "", "x" * 151]),
    ("Mail", v.Mail, ["a@b.example", "vor.nach+x@sub.b-c.example"], ["a", "a@b", "a b@c.example", "mailto:a@b.example", "a@b.example\nBcc: x@y.example", "ä@b.example"]),
    ("Phone", v.Phone, ["0000 12345-0", "+49 (0) 231/123"], ["12", "ruf an", "0000 12345;x", "+"]),
    ("PostalCode", v.PostalCode, ["01067", "00101"], ["٠١٠٦٧", "０１０６７", "01067\n", "1067", "010677", "O1067", 1067]),
    ("Language", v.Language, ["de", "de-DE", "sr-Latn-RS"], ["deutsch", "DE", "de_DE", ""]),
    ("WebAddress", v.WebAddress, ["https://a.example", "http://a.example:8080/b?c=d#e", "https://ä.example/"], ["a.example", "ftp://a.example", "https://", "https://a b.example", "javascript:alert(1)", "https://localhost", "https://a.example:x/", "https://[/", "https://.", "https://a.example/\x01", "https://a.example/\x7f", "https://a.example/\uffff", " https://a.example", "//a.example", "https:a.example"]),
    ("YesNo", v.YesNo, ["ja", "nein", True], ["yes", "no", "true", "Ja", "1", 1]),
    ("Whole", v.Whole, ["0", "12", 7], ["1.5", "-1", "1e3", "0x10", "", "zwölf", True, "9" * 13]),
    ("Decimal", v.Decimal, ["51.05", "51,05", "-7", 1.5], ["1.2.3", "51°", "nan", "inf", "1e5"]),
    ("Coordinates", v.Coordinates, [["51.05", "10.2"]], [["51.05"], ["51", "10", "5"], ["91", "10"], ["51", "181"], "51, 10"]),
    ("FileName", v.FileName, ["001-orgel.mp3", "A_b.vtt"], ["../x.mp3", "a/b.mp3", ".versteckt", "größe.mp3", "a b.mp3", ""]),
    ("ProjectPath", v.ProjectPath, ["content/bilder/x.png"], ["/etc/passwd", "../x", "content/../x", "a//b", ""]),
    ("Uuid", v.Uuid, ["917393e3-1b1e-5cef-ace4-edaa54e1f810"], ["917393E3-1B1E-5CEF-ACE4-EDAA54E1F810", "917393e3"]),
    ("ShortLine", v.ShortLine, ["x" * 128], ["x" * 129, " "]),
    ("Prose", v.Prose, ["a\nb", "x" * 4000], ["x" * 4001, " \n ", ["a"]]),
    ("Count", v.Count, ["1", "100000"], ["0", "100001"]),
    ("Year", v.Year, ["1000", "2100"], ["999", "2101"]),
    ("Offset", v.Offset, ["01:30", 90.0], ["90", 90]),
    ("TimedMoment", v.TimedMoment, ["2026-11-05 06:00"], ["2026-11-05", "2026-03-29 02:30"]),
    ("Several", v.Several[v.Id], [["a", "b"], []], ["a", {"a": "b"}, ["Ä"], None]),
    ("Cell", v.Cell[v.Id], ["a|b", " a | b |", "", ["a"]], ["a|Ä", 3]),
    ("StartDay", v.StartDay, ["2027", "2027-08-01", "1.8.2027"], ["27", "August 2027"]),
]  # fmt: skip
GOOD = [(name, kind, value) for name, kind, good, _ in TABLE for value in good]
BAD = [(name, kind, value) for name, kind, _, bad in TABLE for value in bad]


@pytest.mark.parametrize(("name", "kind", "value"), GOOD, ids=[f"{name}-{value!r:.40}" for name, _, value in GOOD])
def test_what_a_type_takes(name: str, kind: Any, value: object) -> None:
    """A fitting text becomes a value, and the value itself is taken again unchanged."""
    adapter = TypeAdapter(kind)
    once = adapter.validate_python(value)

    assert once == adapter.validate_python(once)


@pytest.mark.parametrize(("name", "kind", "value"), BAD, ids=[f"{name}-{value!r:.40}" for name, _, value in BAD])
def test_what_a_type_refuses(name: str, kind: Any, value: object) -> None:
    """Anything else is refused; nothing is guessed."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_texts_are_composed_and_clean() -> None:
    """Umlauts in decomposed form become one letter, control characters and doubled blanks go."""
    assert TypeAdapter(v.Line).validate_python("Mu\u0308ller\x07  \u2028Söhne\uffff") == "Müller Söhne"
