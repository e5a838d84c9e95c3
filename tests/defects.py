"""Documents with one defect each, made from a table: what is changed in which sample, what must be told, and where.

A row's ``code`` is the verdict: the code of the one error, told at the line of ``at`` (a text in the changed document),
or of what was put in. ``HARMLESS`` is the verdict of what looks dangerous and is none: no error, and the text does
nothing in any output.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.sample import EVERYTHING, OF_KIND

HARMLESS = ""


@dataclass(frozen=True)
class Defect:
    """One document: ``old`` in the sample of its kind replaced by ``new``, and the verdict."""

    about: str
    kind: str
    old: str
    new: str
    code: str
    at: str = ""
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """A name a file of the kind may have."""
        return "-".join(re.findall("[a-z0-9]+", f"{self.kind} {self.about}".lower()))

    def content(self) -> bytes:
        """The document."""
        return self._text().encode(self.encoding, "surrogatepass")

    @property
    def line(self) -> int:
        """The line the message names, from 1."""
        text = self._text()
        start = text.index(self.at) if self.at else text.index(self.new.strip("\n"))
        return text.count("\n", 0, start) + 1

    def _text(self) -> str:
        sample = EVERYTHING[OF_KIND[self.kind]]
        assert self.old in sample, self.about
        return sample.replace(self.old, self.new, 1)


def _instead(kind: str, line: str, code: str, values: Mapping[str, str]) -> Iterator[Defect]:
    """One value after the other instead of that of a line of the sample."""
    field = line.lstrip(" -").partition(":")[0]
    start = line[: line.index(field)]
    for about, value in values.items():
        yield Defect(f"{field} {about}", kind, f"{line}\n", f"{start}{field}: {value}\n", code, at=f"{field}: {value}".rstrip().split("\n", 1)[0])


def _besides(kind: str, code: str, fields: Mapping[str, str]) -> Iterator[Defect]:
    """One line more in the head, behind the first."""
    for about, line in fields.items():
        yield Defect(about, kind, "---\n", f"---\n{line}\n", code, at=line.split("\n", 1)[0])


_NO_DATES = {
    "as in the US": "11/21/2026", "with slashes": "2026/11/21", "with two digits": "21.11.26", "in words": "zehnter Januar", "without dashes": "20261121",
    "today": "heute", "a week": "2026-W47", "a month in words": "1. Mai 2026", "with long dashes": "2026–01–10", "in wide digits": "２０２６-01-10",
    "in Arabic digits": "٢٠٢٦-٠١-١٠", "in seconds": "1764201600", "year only": "2026", "in English": "Nov 21 2026", "a time alone": "10:00",
    "five digits": "12026-01-10", "a formula": "=HEUTE()", "a template": '"{{ heute }}"', "a Julian day": "2026-010",
}  # fmt: skip
_NO_DAYS = {
    "month 13": "2026-13-01", "30 February": "2026-02-30", "31 April": "31.04.2026", "29 February of no leap year": "2027-02-29", "day 0": "2026-01-00",
    "month 0": "2026-00-10", "day 32": "32.01.2026", "year 0": "0000-01-10",
}  # fmt: skip
_NO_TIMES = {"a second day": "2026-01-10 2026-01-11", "hour 25": "2026-01-10 25:00", "minute 60": "2026-01-10 10:60", "hour 24": "2026-01-10 24:00"}
_NO_LISTS = {"a word": "esa", "a map": "{a: b}", "commas": "eins, zwei"}
_NO_TEXTS = {"a list": "[a, b]", "a map": "{a: b}", "a list of lists": "[[a]]"}
_NO_ADDRESSES = {
    "without scheme": "www.bruch.example", "a script": "javascript:alert(1)", "data": "data:text/html,x", "a file": "file:///etc/passwd", "a blank": '"https://bruch .example/"',
    "nothing behind": "https://", "mail": "mailto:a@b.example", "ftp": "ftp://bruch.example/", "a path": "/impressum/", "without host": "https:///x", "an open bracket": '"https://[::1"',
    "a user": "https://a:b@bruch.example/", "a line end": '"https://bruch.example/\\nX-A: b"', "one slash": "https:/bruch.example", "umlauts for letters": "hťtps://bruch.example",
}  # fmt: skip
_NO_MAIL = {
    "at in words": "bruch at example", "two signs": "a@b@c.example", "a name": '"Bruch <a@b.example>"', "mailto": "mailto:a@b.example", "a header": '"a@b.example\\r\\nBcc: x@y.example"',
    "no host": "a@", "no name": '"@b.example"', "a blank": "a b@c.example", "a comma": "a@b.example,c@d.example", "no ending": "a@b",
}  # fmt: skip
_NO_IDS = {
    "umlauts": "Prüfung", "capitals": "Praktikum", "a blank": "mein praktikum", "up": "../praktikum", "a slash": "a/b", "a dot": "a.b", "two dashes": "a--b", "a dash at the end": "a-",
    "a line": "a_b", "a hidden character": '"prakti\\u200bkum"', "a look-alike": "prаktikum", "a zero byte": '"a\\0b"',
}  # fmt: skip
_NO_NUMBERS = {
    "in words": "vier",
    "with a comma": "4,5",
    "with a unit": "4 Plätze",
    "Roman": "IV",
    "a power": "1e3",
    "with a point": "1.000",
    "hexadecimal": "0x10",
    "with underscores": "1_000",
    "sixty": "1:30",
}
_HARMLESS_TEXTS = {
    "a script": '"<script>alert(1)</script>"', "an image": '"<img src=x onerror=alert(1)>"', "the end of a script": '"]]></script><script>alert(1)</script>"', "the end of a title": '"</title><script>alert(1)</script>"',
    "the end of an attribute": "'\" onmouseover=\"alert(1)'", "a template": '"{{ 7*7 }}{% raw %}"', "a format": '"%s %(x)s {0} {field}"', "a line end": '"a\\r\\nBcc: x@y.example"', "entities": '"&lt;script&gt;alert(1)&lt;/script&gt;"',
    "right to left": '"\\u202eexe.tset"', "a zero byte": '"a\\0b"', "a formula": '"=cmd|\' /C calc\'!A0"', "a million laughs": '"&lol9;"', "an SVG": '"<svg onload=alert(1)>"',
}  # fmt: skip
_HARMLESS_BODIES = {
    "a script": "<script>alert(1)</script>", "a script in capitals": "<SCRIPT>alert(1)</SCRIPT>", "a script in pieces": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a link": '<a href="javascript:alert(1)">x</a>', "a link in Markdown": "[x](javascript:alert(1))", "a link with entities": "[x](java&#115;cript:alert(1))", "a link with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "a picture in Markdown": '![x](https://böse.example/x.png"onerror="alert(1))', "a frame": "<iframe src=https://böse.example></iframe>", "an object": "<object data=data:text/html,x></object>", "a form": "<form action=https://böse.example><input name=a><button>x</button></form>",
    "a style": "<style>body{display:none}</style>", "an attribute style": '<p style="position:fixed;inset:0">x</p>', "a handler": '<p onclick="alert(1)">x</p>', "an SVG": "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "MathML": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "a base": "<base href=https://böse.example/>", "a refresh": '<meta http-equiv=refresh content="0;url=https://böse.example">', "a comment": "<!--<img src=x onerror=alert(1)>-->",
    "CDATA": "<![CDATA[<script>alert(1)</script>]]>", "a template": "{{ 7*7 }}{% for x in y %}", "an entity": "&#60;script&#62;alert(1)&#60;/script&#62;", "code": "`<script>alert(1)</script>`", "a details element": "<details open ontoggle=alert(1)>x</details>",
    "a link by reference": "[x][a]\n\n[a]: javascript:alert(1)", "a bare link": "<javascript:alert(1)>", "data": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "a broken tag": "<p <script>alert(1)</script>", "an id that takes a place": '<p id="suche"><a id="location"></a>x</p>',
}  # fmt: skip

_FIRM_HEAD = "titel: Muster Metall GmbH"
_BODY = "Wir bauen Tore."


def _dates() -> Iterator[Defect]:
    yield from _instead("betrieb", "datum: 2026-01-10", "F003", _NO_DATES)
    yield from _instead("betrieb", "datum: 2026-01-10", "F004", _NO_DAYS)
    yield from _instead("betrieb", "datum: 2026-01-10", "F005", _NO_TIMES)
    yield from _instead("betrieb", "datum: 2026-01-10", "F007", {"the hour that is skipped": "2026-03-29 02:30"})
    yield from _instead("folge", "datum: 2026-03-01 06:00", "F006", {"without time": "2026-03-01"})
    yield from _instead("termin", "beginn: 2026-09-12 09:00", "F003", {"in words": "am 12. September um neun"})
    yield from _instead("termin", "ende: 2026-09-12 14:00", "R019", {"before the beginning": "2026-09-11 14:00"})
    yield from _instead("foerderung", "antrag_bis: 2026-12-31", "F004", {"31 November": "2026-11-31"})
    yield from _instead("wissen", "rechtsstand: 2026-01-01", "F003", {"a quarter": "Q1 2026"})
    yield from _instead("geschichte", "gueltig_bis: 2030-12-31", "F003", {"for ever": "unbegrenzt"})
    yield from _instead("ausgabe", "datum: 2026-03-15", "F003", {"a month": "März 2026"})
    yield from _instead("meldung", "ablauf: 2026-12-31", "F003", {"never": "nie"})


def _values() -> Iterator[Defect]:
    for kind, line in (("betrieb", _FIRM_HEAD), ("folge", "titel: Am Amboss"), ("termin", "titel: Probemesse"), ("akteur", "titel: Probekammer")):
        yield from _instead(kind, line, "F015", _NO_TEXTS)
    yield from _instead("betrieb", "    beruf: metallbauer", "F020", {"a map": "{a: b}", "a list of lists": "[[a]]"})
    yield from _besides("betrieb", "F016", {f"website {about}": f"website: {value}" for about, value in _NO_ADDRESSES.items()})
    yield from _instead("betrieb", "  email: ausbildung@muster.example", "F017", _NO_MAIL)
    yield from _instead("betrieb", "  - id: praktikum", "F020", _NO_IDS)
    yield from _besides("betrieb", "F009", {f"azubis {about}": f"azubis: {value}" for about, value in _NO_NUMBERS.items()})
    yield from _besides("betrieb", "F009", {"azubis below nought": "azubis: -1", "azubis beyond any number": "azubis: 999999999999999999999"})
    yield from _besides("betrieb", "F010", {"azubis far too many": "azubis: 100001", "founded tomorrow": "gegruendet: 3026"})
    yield from _besides("betrieb", "F013", {f"pluspunkte {about}": f"pluspunkte: {value}" for about, value in _NO_LISTS.items()})
    yield from _besides("betrieb", "F019", {"plz without nought": "plz: 1067", "plz with letters": "plz: D-01067", "plz in wide digits": "plz: ０１０６７"})
    yield from _besides("betrieb", "F026", {"three coordinates": "geo: [51.0, 10.2, 5]", "one coordinate": "geo: [51.0]"})
    yield from _besides("betrieb", "F012", {"size in words": "groesse: riesig", "a benefit nobody knows": "pluspunkte: [obstkorb]"})
    yield from _besides("betrieb", "F008", {f"beispiel {value}": f"beispiel: {value}" for value in ("yes", "true", "on", "1", "Ja", "wahr")})


def _heads() -> Iterator[Defect]:
    for kind in ("betrieb", "folge", "ausgabe", "wissen", "akteur", "foerderung", "termin", "geschichte", "meldung", "berufstext", "seite"):
        title = next(line for line in EVERYTHING[OF_KIND[kind]].split("\n") if line.startswith("titel:"))
        yield Defect("without its title", kind, f"{title}\n", "", "F002", at="---")
        yield Defect("a field nobody knows", kind, f"{title}\n", f"{title}\ntitle: Englisch\n", "F001", at="title: Englisch")
        yield Defect("a field twice", kind, f"{title}\n", f"{title}\ntitel: Noch einmal\n", "D006", at="titel: Noch einmal")
        yield Defect("no first fence", kind, "---\n", "", "D003", at=title)
        yield Defect("no second fence", kind, "\n---\n", "\n", "D004", at="---")
    for field in ("save_as", "url", "slug", "template", "category", "__class__", "status_", "date", "author", "tags"):
        yield from _besides("betrieb", "F001", {f"a field of Pelican {field}": f"{field}: ../../etc/passwd"})
    yield from _instead(
        "betrieb",
        "kurz: Treppen und Tore.",
        "D005",
        {
            "a colon": "Tore: gut",
            "an open quote": '"Tore',
            "an open bracket": "[Tore",
            "a percent sign": "%Tore",
            "an at sign": "@Tore",
            "a backtick": "`Tore`",
        },
    )
    yield from _besides(
        "betrieb",
        "D007",
        {
            "an anchor": "website: &a https://a.example",
            "a tag": "website: !!python/object/apply:os.system [id]",
            "an alias": "website: *a",
            "a merge": "<<: *a",
        },
    )
    yield Defect("a tab", "betrieb", "  rolle: Ausbildung\n", "\trolle: Ausbildung\n", "D005")
    yield Defect("indented twice", "betrieb", "  email:", "     email:", "D005", at="     email:")
    yield Defect(
        "a list where names belong", "betrieb", "ansprechstelle:\n  rolle: Ausbildung\n  email: ausbildung@muster.example\n", "ansprechstelle: [a]\n", "F014"
    )
    yield Defect("no offers", "betrieb", "  - id: metallbauer-2027", "  - id: praktikum", "R004", at="  - id: praktikum\n    art: praktikum")
    yield Defect("nested far too deep", "betrieb", "---\n", f"---\nkanaele: {'[' * 60}{']' * 60}\n", "D008", at="kanaele:")
    yield Defect("a short text of 5,000 signs", "betrieb", "Treppen und Tore.", "x" * 5000, "F011", at="kurz:")
    yield Defect("an empty title", "betrieb", _FIRM_HEAD, "titel:", "F002", at="titel:")
    yield Defect("a title of blanks", "betrieb", _FIRM_HEAD, 'titel: "   "', "F025", at="titel:")


def _references() -> Iterator[Defect]:
    rows = (
        ("betrieb", "ort: probestadt", "ort: nirgends"), ("betrieb", "branche: metall", "branche: nichts"), ("betrieb", "    beruf: metallbauer", "    beruf: metalbauer"),
        ("betrieb", "    art: praktikum", "    art: schnuppern"), ("betrieb", "    mindestabschluss: esa", "    mindestabschluss: abitur-plus"), ("folge", "betriebe: [muster-metall]", "betriebe: [muster-holz]"),
        ("folge", "berufe: [metallbauer]", "berufe: [schmied-in]"), ("termin", "ort: probestadt", "ort: nirgends"), ("termin", "betriebe: [muster-metall]", "betriebe: [weg]"),
        ("geschichte", "betrieb: muster-metall", "betrieb: weg"), ("geschichte", "beruf: metallbauer", "beruf: weg"), ("geschichte", "folge: 001-am-amboss", "folge: 999-weg"),
        ("akteur", "ort: probestadt", "ort: weg"), ("ausgabe", "  - folge: 001-am-amboss", "  - folge: 999-weg"), ("ausgabe", "  - betrieb: muster-metall", "  - betrieb: weg"),
    )  # fmt: skip
    for kind, old, new in rows:
        yield Defect(f"no such {new.strip(' -').partition(':')[0]}{' of an offer' if new.startswith('    ') else ''}", kind, f"{old}\n", f"{new}\n", "R001")
    links = {
        "a firm": "betrieb:weg",
        "an offer": "betrieb:muster-metall/weg",
        "an episode": "folge:999-weg",
        "an occupation": "beruf:weg",
        "a page": "seite:weg",
        "an event": "termin:weg",
    }
    for about, link in links.items():
        yield Defect(f"a link to {about}", "betrieb", _BODY, f"Siehe [dort]({link}).", "R002")


def _encodings() -> Iterator[Defect]:
    umlaut = "Wir bauen Tore für Höfe."
    for encoding in ("latin-1", "cp1252", "cp850", "mac-roman", "utf-16", "utf-16-le", "utf-32"):
        line = "---" if encoding in ("utf-16", "utf-32") else umlaut
        yield Defect(f"saved as {encoding}", "betrieb", _BODY, umlaut, "D001", at=line, encoding=encoding)
    yield Defect("a lone surrogate", "betrieb", _BODY, "Wir \ud800 Tore.", "D001")
    yield Defect("larger than 2 MB", "betrieb", _BODY, "Wir bauen Tore. " * 140_000, "D008", at="---")
    yield Defect("a head of 300 kB", "betrieb", "---\n", f"---\nkurz: {'x' * 300_000}\n", "D008", at="kurz:")
    yield Defect("with a byte order mark", "betrieb", "---\n", "---\n", HARMLESS, encoding="utf-8-sig")


def _bodies() -> Iterator[Defect]:
    for about, body in _HARMLESS_BODIES.items():
        yield Defect(f"body {about}", "betrieb", _BODY, body, HARMLESS)
    for about, value in _HARMLESS_TEXTS.items():
        yield Defect(f"title {about}", "betrieb", _FIRM_HEAD, f"titel: {value}", HARMLESS)
        yield Defect(f"title {about}", "folge", "titel: Am Amboss", f"titel: {value}", HARMLESS)
    yield Defect("body an image", "betrieb", _BODY, "<img src=x onerror=alert(1)>", "R002")
    yield Defect("title a lone surrogate", "betrieb", _FIRM_HEAD, 'titel: "\\uD800"', "D005")
    huge = {
        "brackets": "[" * 20_000, "stars": "*" * 20_000, "backticks": "`" * 20_000, "quotes": "> " * 2_000 + "x", "tags": "<b>" * 5_000, "entities": "&" * 20_000,
        "one word": "ö" * 200_000,
    }  # fmt: skip
    for about, body in huge.items():
        yield Defect(f"huge {about}", "betrieb", _BODY, body, "D008")
    yield Defect("huge a table", "betrieb", _BODY, "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n", "D008", at="|-|-")
    yield Defect("huge lines", "betrieb", _BODY, "\n" * 100_000, HARMLESS)


DEFECTS: tuple[Defect, ...] = (*_dates(), *_values(), *_heads(), *_references(), *_encodings(), *_bodies())
