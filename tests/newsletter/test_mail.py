"""The finished message, with the theme's real templates."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html
from tests.app.projects import AUSGABE, FIRM, HOSTILE, build, episode, issue, library, pages, portrait
from tests.fakes import NOW
from tests.sample import FILES, SETTINGS

from kammerton.domain.addresses import file_of
from kammerton.newsletter.mail import Mail

BLOCKS = """  - folge: 001-am-amboss
  - betrieb: muster-metall
  - text: "Ein **Hinweis** mit [Verweis](betrieb:muster-metall) und der langen Adresse https://x.example/ausbildung/zum-anlagenmechaniker/fuer-sanitaer/2027 darin."
  - angebote: {}
"""
EDITORIAL = """## Guten Tag

hier ist die Ausgabe mit einem [Verweis](seite:impressum), einer Liste

- erstens
    - darunter
- zweitens

> und einem Zitat,

### Mehr dazu

dazu genug Wörtern, dass eine Zeile nicht reicht und der Text umbrochen werden muss.
"""
OFFICE = "Landkreis Sonnental – Koordinierungsstelle für die Ausbildung der Jugend und größere Töchterbetriebe der Region Sönnental und ringsum"
LONG_HOST = "newsletter.koordinierungsstelle-ausbildung.landkreis-sonnental.example"


def full_issue(**changed: str) -> dict[str, str]:
    """The sample with an issue that has one of everything."""
    return {**FILES, AUSGABE: issue(BLOCKS, **changed).replace("Guten Tag,\n\nhier ist die erste Ausgabe.\n", EDITORIAL)}


def mail(files: Mapping[str, str], settings: Mapping[str, Any] = SETTINGS) -> Mail:
    """The mail of the newest issue."""
    return build(library(files, settings)).mails[0]


@cache
def plain_mail() -> Mail:
    """The mail most tests look at."""
    return mail(full_issue())


def parsed(of: Mail) -> EmailMessage:
    """The message as a mail program reads it."""
    found = message_from_bytes(of.message, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def root(of: Mail) -> Any:
    """The HTML part as a tree."""
    return lxml_html.document_fromstring(of.html)


def joined(text: str) -> str:
    """A text without its line ends and marks of quotation, for looking up what may be wrapped."""
    return " ".join(re.sub(r"(?m)^> ", "", text).split())


# --- MIME -------------------------------------------------------------------------------------------------------


def test_programs_read_it_without_complaint() -> None:
    """Python's own parser finds no defect, neither in the structure nor in a header."""
    message = parsed(plain_mail())

    assert [defect for part in message.walk() for defect in part.defects] == []
    assert [defect for value in message.values() for defect in value.defects] == []


def test_text_comes_before_html() -> None:
    """An alternative of plain text and HTML, both UTF-8 and quoted-printable."""
    message = parsed(plain_mail())

    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert {part["Content-Transfer-Encoding"] for part in message.iter_parts()} == {"quoted-printable"}
    assert {part.get_content_charset() for part in message.iter_parts()} == {"utf-8"}


def test_the_parts_are_the_files() -> None:
    """What mail programs show is what the .html and .txt files hold."""
    text, html = (part.get_content().replace("\r\n", "\n") for part in parsed(plain_mail()).iter_parts())

    assert plain_mail().text == text
    assert plain_mail().html.rstrip("\n") == html.rstrip("\n")


def test_lines_end_with_carriage_return_and_line_feed() -> None:
    """Servers refuse or repair bare line ends; there are none."""
    content = plain_mail().message

    assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None
    assert content.endswith(b"\r\n")


def test_lines_are_short() -> None:
    """No line is longer than 78 characters, no quoted-printable line longer than the 76 RFC 2045 allows."""
    head, _, body = plain_mail().message.partition(b"\r\n\r\n")

    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert max(map(len, body.split(b"\r\n"))) <= 76


# --- headers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("From", "Probekammer <brief@probe.example>"),
        ("To", "Probekammer <brief@probe.example>"),
        ("Reply-To", "amt@probe.example"),
        ("Subject", "Neues aus der Probe"),
        ("Date", "Sun, 15 Mar 2026 00:00:00 +0100"),
        ("Message-ID", "<2026-03@probe.example>"),
        ("List-Id", "Probebrief <brief.probe.example>"),
        ("Feedback-ID", None),
        ("List-Unsubscribe", "<mailto:ab@probe.example?subject=abmelden>"),
        ("Precedence", "bulk"),
        ("Content-Language", "de"),
        ("Auto-Submitted", None),
        ("List-Unsubscribe-Post", None),
    ],
)
def test_headers(name: str, expected: str | None) -> None:
    """Each header says what the settings and the issue say; what would be untrue is not claimed."""
    assert expected == parsed(plain_mail())[name]


SUBJECTS = [
    "Fünf Azubis suchen noch einen Platz bei Ihnen – größtenteils",
    "ä" * 60,
    "„Gänsefüßchen“, Kommas; und: Zeichen <x@y.example>",
    "🎺 Töne",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subjects_come_back(subject: str) -> None:
    """Umlauts, long words, quotation marks and pictures in a subject are read back as written."""
    quoted = subject.replace('"', '\\"')

    assert subject == parsed(mail(full_issue(betreff=f'"{quoted}"')))["Subject"]


@pytest.mark.parametrize(
    "name", ["Ausbildung im Sönnental", "Müller, Jörg (Amt)", 'Das "Amt"', *(OFFICE[:length].strip() for length in (48, 61, 76, 99, 112, 128))]
)
def test_names_of_senders_come_back(name: str) -> None:
    """Umlauts, commas, brackets and length in the sender's name harm neither the name nor the address."""
    settings = {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], "absender_name": name}}
    # The older reader of the library: the newer one puts a blank between the parts of a long encoded name.
    header = message_from_bytes(mail(FILES, settings).message, policy=policy.compat32)["From"]
    words, address = parseaddr(header.replace("\r\n", ""))

    assert (str(make_header(decode_header(words))), address) == (name, "brief@probe.example")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("abmelden", f"abmelden@{LONG_HOST}", f"List-Unsubscribe: <mailto:abmelden@{LONG_HOST}?subject=abmelden>"),
        ("kennung", f"ausgaben.{LONG_HOST}", f"List-Id: Probebrief <ausgaben.{LONG_HOST}>"),
        ("absender", f"brief@{LONG_HOST}", f"Message-ID: <2026-03@{LONG_HOST}>"),
    ],
    ids=["way out", "list", "identity"],
)
def test_long_addresses_are_not_encoded(key: str, value: str, expected: str) -> None:
    """Headers that programs take apart stay plain and whole, as RFC 2369, RFC 2919 and RFC 5322 want them, however long the office's host name is."""
    settings = {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], key: value}}
    head = mail(FILES, settings).message.partition(b"\r\n\r\n")[0].decode("ascii")

    assert expected in head.replace("\r\n ", " ").split("\r\n")


@pytest.mark.parametrize(("date", "expected"), [("2026-03-15 10:00", "+0100"), ("2026-05-15 10:00", "+0200")])
def test_the_date_has_its_zone(date: str, expected: str) -> None:
    """The date is the issue's, in winter or summer time of the region."""
    value = parsed(mail(full_issue(datum=date)))["Date"]

    assert str(value).endswith(f"10:00:00 {expected}")


def test_every_issue_has_its_own_message_id() -> None:
    """The identity follows from the issue, so that sending again is recognised, and differs between issues."""
    files = {**full_issue(), "newsletter/2026-04.md": issue("  - betrieb: muster-metall\n", nummer="2", datum="2026-04-15")}

    assert [parsed(m)["Message-ID"] for m in build(library(files)).mails] == ["<2026-04@probe.example>", "<2026-03@probe.example>"]


# --- the HTML part ----------------------------------------------------------------------------------------------


def test_language_and_direction() -> None:
    """Both stand on the root and on every child of the body, for programs that cut out the body."""
    tree = root(plain_mail())
    children = [child for child in tree.body if isinstance(child.tag, str)]

    assert (tree.get("lang"), tree.get("dir")) == ("de", "ltr")
    assert children
    assert {(child.get("lang"), child.get("dir")) for child in children} == {("de", "ltr")}


def test_title_and_headings() -> None:
    """The title is the subject, there is one highest heading, and no level is skipped."""
    tree = root(plain_mail())
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert tree.findtext(".//title") == "Neues aus der Probe"
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [pair for pair in pairwise(levels) if pair[1] - pair[0] > 1] == []


def test_outlook_comments_are_balanced() -> None:
    """Every conditional comment is closed before the next opens, and survives inlining."""
    marks = re.findall(r"<!--\[if mso\]>|<!\[endif\]-->", plain_mail().html)

    assert marks
    assert ["<!--[if mso]>", "<![endif]-->"] * (len(marks) // 2) == marks


def test_nothing_is_loaded_or_run() -> None:
    """No script, form, frame, media, remote style, font or tracking picture."""
    tree = root(plain_mail())

    assert [e.tag for e in tree.iter("script", "form", "iframe", "video", "audio", "object", "embed", "input", "link", "base")] == []
    assert [e.get("src") for e in tree.iter("img") if urlsplit(e.get("src", "")).netloc != "probe.example"] == []
    assert [e.get("src") for e in tree.iter("img") if e.get("alt") is None or not (e.get("width") and e.get("height"))] == []
    assert re.search(r"url\(|@import|@font-face|srcset|background=|\bon[a-z]+=|cid:", plain_mail().html) is None


def test_links_are_complete() -> None:
    """Every link has a scheme and host, or is a mail address, and nothing is left to fill in."""
    links = [a.get("href") for a in root(plain_mail()).iter("a")]

    assert len(links) > 8
    assert [link for link in links if not re.fullmatch(r"https://[^\s%{}]+|mailto:[^\s%{}]+", link)] == []


@pytest.mark.parametrize(("date", "waiting"), [("2026-03-15", set()), ("2026-06-15", {"newsletter/2026-03/index.html"})], ids=["sent", "waiting"])
def test_links_into_the_site_lead_to_pages(date: str, waiting: set[str]) -> None:
    """No link of a mail is dead; only the web copy of an issue whose day has not come appears with that day."""
    of = library(full_issue(datum=date))
    found = {a.get("href") for a in root(build(of).mails[0]).iter("a")}
    targets = {urlsplit(link).path.removeprefix("/") for link in found if link.startswith("https://probe.example/")}

    assert waiting == {file_of(target) for target in targets} - {file_of(path) for path in pages(of)}


def test_links_name_their_target() -> None:
    """No link is called "hier" or "mehr"; each has words."""
    texts = [" ".join(a.text_content().split()).lower() for a in root(plain_mail()).iter("a")]

    assert set() == set(texts) & {"", "hier", "hier klicken", "mehr", "mehr erfahren", "weiter", "weiterlesen", "link"}


def test_styles_are_in_the_elements() -> None:
    """Where programs drop style blocks the mail keeps its look: cells, headings and paragraphs carry theirs."""
    assert [e.tag for e in root(plain_mail()).iter("td", "h1", "h2", "h3") if e.get("style") is None] == []


def test_the_dark_style_block_survives() -> None:
    """The one style block left is for programs that know dark mode, with enough weight to win."""
    style = "".join(e.text_content() for e in root(plain_mail()).iter("style"))

    assert "prefers-color-scheme: dark" in style
    assert "[data-ogsc]" in style
    assert "!important" in style
    assert {meta.get("content") for meta in root(plain_mail()).iter("meta") if meta.get("name", "").endswith("color-schemes")} == {"light dark"}


def test_layout_tables_say_so() -> None:
    """A table is layout and says so, or data with headings."""
    assert [table for table in root(plain_mail()).iter("table") if table.get("role") != "presentation" and table.find(".//th") is None] == []


def test_the_preview_line() -> None:
    """It stands first, hidden from screen readers, with filler that keeps the text out of it, and not in the text part."""
    hidden = root(plain_mail()).xpath("//*[@aria-hidden='true']")[0]

    assert hidden.text_content().startswith("Eine Folge und ein Betrieb.")
    assert "display: none" in hidden.get("style")
    assert not set("\u034f\u200c\u00a0\u00ad") & set(plain_mail().text)


def test_a_full_issue_is_not_clipped() -> None:
    """Fifteen entries with the longest titles and teasers stay below the 90 kB at which Gmail cuts mails off, encoded too."""
    files = {**FILES, AUSGABE: issue("", datum="2026-05-15")}
    for n in range(1, 7):
        files |= episode(n + 1, titel=f"{'Anlagenmechanikerin ' * 12}{n}", kurz="Übergröße " * 20, datum=f"2026-04-{n:02} 06:00")
        files[f"content/betriebe/firma-{n}.md"] = portrait(titel=f"{'Anlagenbau Süß & Söhne ' * 10}{n}", kurz="Übergröße " * 20)
    found = mail(files)

    assert len(root(found).xpath("//h3")) == 15
    assert len(found.html.encode()) <= 90_000
    assert len(found.message) <= 102_000


def test_no_stray_control_characters() -> None:
    """Characters that make Gmail clip a mail or break a header are not in it."""
    assert re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", plain_mail().html + plain_mail().text) is None


def test_long_words_may_be_broken() -> None:
    """Titles carry soft hyphens in words no telephone has room for; the text part has none."""
    found = mail({**full_issue(betreff="Die Berufsorientierungsmesse"), FIRM: portrait(titel="Fachverkäuferinnenausbildung GmbH")})
    titles = [e.text_content() for e in root(found).iter("h1", "h3")]

    assert any("\u00ad" in title and title.replace("\u00ad", "") == "Die Berufsorientierungsmesse" for title in titles)
    assert any("\u00ad" in title and title.replace("\u00ad", "").startswith("Fachverkäuferinnenausbildung") for title in titles)
    assert "Berufsorientierungsmesse" in found.text


CAMPAIGN = {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], "kampagne": "nl"}}


@pytest.mark.parametrize("part", ["html", "text"])
def test_links_into_the_site_tell_the_issue(part: str) -> None:
    """With a campaign every link to a page of the site has the issue behind it, before an anchor; pictures and other addresses stay as they are."""
    files = full_issue()
    files[AUSGABE] += "\nZum [Teil](betrieb:muster-metall#das-machen-wir), zu https://probe.example/neues/?a=1 und https://probe.example.org/.\n"
    found = mail(files, CAMPAIGN)
    source = " ".join(a.get("href") for a in root(found).iter("a")) if part == "html" else found.text
    own = [word for word in source.split() if word.startswith("https://probe.example/")]

    # what an editor wrote out stays as written in the text part; the address with the issue stands below it
    assert {link for link in own if "nl=2026-03" not in link} == (set() if part == "html" else {"https://probe.example/neues/?a=1"})
    assert "https://probe.example/betriebe/muster-metall/?nl=2026-03#das-machen-wir" in own
    assert "https://probe.example/neues/?a=1&nl=2026-03" in own
    assert "https://probe.example.org/" in source
    assert [e.get("src") for e in root(found).iter("img") if "?" in e.get("src")] == []


def test_without_a_campaign_nothing_is_added() -> None:
    """By default links are the plain addresses."""
    assert [a.get("href") for a in root(plain_mail()).iter("a") if "?" in a.get("href").removesuffix("?subject=abmelden")] == []


# --- the text part ----------------------------------------------------------------------------------------------


def test_the_text_says_what_the_html_says() -> None:
    """Every heading, paragraph and link text of the HTML part is in the text part."""
    text = joined(plain_mail().text)
    elements = [e for e in root(plain_mail()).iter("h1", "h2", "h3", "h4", "p", "a") if "foot" not in e.getparent().get("class", "")]
    said = [" ".join(e.text_content().split()) for e in elements]

    assert {"Neues aus der Probe", "Am Amboss", "Muster Metall GmbH", "Guten Tag"} <= set(said)
    assert [words for words in said if words not in text and words != "Im Browser lesen" and "https://" not in words] == []


def test_the_text_has_every_link() -> None:
    """Every address of the HTML part stands in the text part, whole."""
    words = set(plain_mail().text.split())
    links = {a.get("href") for a in root(plain_mail()).iter("a")}

    assert set() == {link for link in links if link not in words and link.removeprefix("mailto:") not in words}


def test_lines_have_72_columns() -> None:
    """A line is longer only where one address needs it."""
    long_lines = [line for line in plain_mail().text.split("\n") if len(line) > 72]

    assert [line for line in long_lines if not re.fullmatch(r"\s*(https|mailto):\S+", line)] == []


def test_the_text_is_tidy() -> None:
    """No template left-overs, blanks at line ends, tabs, or more than one empty line."""
    text = plain_mail().text

    assert re.search(r"[ \t]+\n|\n\n\n|\t|\{\{|\{%|<[a-z]|&[a-z]+;", text) is None
    assert text.endswith("\n")
    assert not text.startswith("\n")


@pytest.mark.parametrize("part", ["html", "text"])
def test_both_parts_have_imprint_and_way_out(part: str) -> None:
    """Who is responsible and how to unsubscribe stand in both parts."""
    settings = {**SETTINGS, "HERAUSGEBER": {**SETTINGS["HERAUSGEBER"], "stelle": "Stelle für Töne", "telefon": "0000 12345-0"}, "HINWEIS": "Alles erfunden."}
    found = mail(full_issue(), settings)
    text = joined(root(found).text_content() if part == "html" else found.text)
    source = found.html if part == "html" else found.text

    wanted = ["Impressum", "Probekammer", "Stelle für Töne", "Weg 1", "00101 Probestadt", "Pia Probe", "amt@probe.example", "0000 12345-0", "Alles erfunden."]
    assert [words for words in wanted if words not in text] == []
    assert "mailto:ab@probe.example?subject=abmelden" in source


# --- both -------------------------------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes() -> None:
    """Neither another run nor another moment changes a byte."""
    once, again = (build(library(full_issue(), now=NOW + timedelta(days=days))).mails[0] for days in (0, 20))

    assert once == again


def test_a_hostile_firm_stays_text() -> None:
    """A name with markup in it is shown as that name in title, heading and link, and nothing else comes of it."""
    files = {**full_issue(), FIRM: portrait(titel=f'"{HOSTILE}"', kurz=f'"{HOSTILE}"')}
    found = mail(files)
    tree = root(found)

    assert list(tree.iter("script")) == []
    assert HOSTILE in [" ".join(e.text_content().split()) for e in tree.iter("h3")]
    assert HOSTILE in joined(found.text)
    assert [defect for part in parsed(found).walk() for defect in part.defects] == []


@pytest.mark.parametrize("field", ["betreff", "vorschau", "titel"])
def test_hostile_words_of_an_issue_stay_text(field: str) -> None:
    """Markup in the issue's own fields is text as well."""
    found = mail(full_issue(**{field: f'"{HOSTILE}"'}))

    assert list(root(found).iter("script")) == []
    assert HOSTILE in " ".join(root(found).text_content().split())


def test_a_hostile_body_loses_its_markup() -> None:
    """Scripts, pictures, styles and forms in an editorial do not reach the mail."""
    files = full_issue()
    files[AUSGABE] += (
        '\n<script>alert(1)</script><img src="https://x.example/p.gif"><style>p{display:none}</style><form action="https://x.example">Ende</form>\n'
    )
    found = mail(files)

    assert list(root(found).iter("script", "form")) == []
    assert [e.get("src") for e in root(found).iter("img") if "x.example" in e.get("src")] == []
    assert "display:none" not in found.html
    assert "Ende" in found.text


def test_hidden_things_leave_no_trace() -> None:
    """A link to a firm that is a draft is plain words in both parts."""
    files = {**full_issue(), "content/betriebe/geheim.md": portrait(titel="Geheim GmbH").replace("titel:", "status: entwurf\ntitel:", 1)}
    files[AUSGABE] += "\nZu [dieser Firma](betrieb:geheim).\n"
    found = mail(files)

    assert "Zu dieser Firma." in joined(found.text)
    assert "betriebe/geheim" not in found.html + found.text
