"""Every rule of the mail linter has mails that break it and mails that keep it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.audit.mails.mails import found, good, with_body, with_html, with_message, with_text
from tests.fakes import WORDS

from kammerton.audit.mails import MAIL_RULES, lint_mail
from kammerton.audit.mails.mail import ReadMail
from kammerton.audit.mails.names import GENERIC
from kammerton.domain.diagnostic import M, Severity

Case = Callable[[], ReadMail]
SITE = "https://probe.example"


def around(**changed: object) -> ReadMail:
    """The good mail in other surroundings."""
    return replace(good(), around=replace(good().around, **changed))  # type: ignore[arg-type]  # named by the tests


def picture(attributes: str) -> ReadMail:
    """A mail with one picture."""
    return with_body(f"<img {attributes}>")


def with_files(mail: ReadMail, **sizes: int | None) -> ReadMail:
    """The site has these pictures."""
    files = {**mail.around.files, **{f"bilder/{name}.png": size for name, size in sizes.items()}}
    return replace(mail, around=replace(mail.around, files=files))


def sized(size: int) -> ReadMail:
    """A mail whose HTML part has so many bytes."""
    return with_html("</body>", "<!--" + "x" * (size - len(good().html.encode()) - 7) + "--></body>")


WHOLE = f'src="{SITE}/bilder/tor.png" alt="Ein Tor" width="600" height="300"'
BROKEN: dict[str, dict[str, Case]] = {
    "M001": {"no dir": lambda: with_html('dir="ltr" lang="de" style="background', 'lang="de" style="background')},
    "M002": {"no lang": lambda: with_html('dir="ltr" lang="de" style="background', 'dir="ltr" style="background')},
    "M003": {
        "layout without role": lambda: with_html(' role="presentation"', "", 2),
        "data as layout": lambda: with_body('<table role="presentation"><tr><th scope="col">Ort</th></tr></table>'),
        "heading without scope": lambda: with_body("<table><tr><th>Ort</th></tr></table>"),
    },
    "M004": {
        "none": lambda: with_html("<h1", "<p", 1),
        "two": lambda: with_body("<h1>Noch eine</h1>"),
        "a level left out": lambda: with_body("<h2>Zwei</h2><h4>Vier</h4>"),
    },
    "M005": {
        "empty": lambda: with_body(f'<a href="{SITE}/"></a>'),
        "picture without words": lambda: with_body(f'<a href="{SITE}/"><img alt="" src="x"></a>'),
        "only a sign": lambda: with_body(f'<a href="{SITE}/">→</a>'),
    },
    "M006": {
        "no lang": lambda: with_html('<html lang="de" dir="ltr"', '<html dir="ltr"'),
        "no dir": lambda: with_html('<html lang="de" dir="ltr"', '<html lang="de"'),
    },
    "M007": {
        "light": lambda: with_body('<p style="color: #999999">Grau</p>'),
        "dark": lambda: with_html("a { color: #bcaaff !important; }", ""),
        "attribute": lambda: with_body('<table role="presentation"><tr><td bgcolor="#4a2bd0" style="color: #1b1430">Blau</td></tr></table>'),
        "large": lambda: with_body('<p style="color: #aaaaaa; font-size: 30px">Groß</p>'),
        "transparent": lambda: with_body('<p style="color: rgba(0, 0, 0, 0.3)">Blass</p>'),
    },
    "M008": {"none": lambda: picture('src="x.png"'), "file name": lambda: picture('src="x.png" alt="IMG_0815.jpg"')},
    "M009": {"none": lambda: with_html("<title>Neues aus der Probe</title>", ""), "other": lambda: with_html("<title>Neues", "<title>Altes")},
    "M010": {
        "hier": lambda: with_body(f'<a href="{SITE}/">hier</a>'),
        "with marks": lambda: with_body(f'<a href="{SITE}/">Mehr erfahren …</a>'),
        "capitals": lambda: with_body(f'<a href="{SITE}/">WEITERLESEN</a>'),
        "broken softly": lambda: with_body(f'<a href="{SITE}/">Weiter\u00adlesen »</a>'),
        "long address": lambda: with_body(f'<a href="{SITE}/">{SITE}/{"a" * 50}</a>'),
    },
    "M011": {
        "flex": lambda: with_body('<div style="display: flex">x</div>'),
        "grid in a block": lambda: with_html("</style>", ".x { display: grid; }</style>"),
        "hover": lambda: with_html("</style>", "a:hover { color: red; }</style>"),
        "svg": lambda: picture('src="x.svg" alt="Bild"'),
        "variable": lambda: with_body('<p style="width: calc(100% - var(--a))">x</p>'),
        "logical": lambda: with_body('<p style="margin-inline: 1em">x</p>'),
    },
    "M012": {"too big": lambda: sized(90_001), "big": lambda: sized(70_000)},
    "M013": {
        "no charset": lambda: with_html('<meta charset="utf-8">', ""),
        "c1": lambda: with_body("<p>Girls\u0092Day</p>"),
        "c1 in text": lambda: with_text("Guten Tag", "Guten\u0096Tag"),
        "lost letter": lambda: with_body("<p>B\ufffdcker</p>"),
    },
    "M014": {"no street": lambda: with_html("Weg 1", ""), "no address in text": lambda: with_text("amt@probe.example", "")},
    "M015": {
        "none": lambda: replace(
            good(), html=re.sub("Newsletter abbestellen", "Start", good().html.replace("mailto:ab@probe.example?subject=abmelden", f"{SITE}/"))
        ),
        "not in text": lambda: with_text("mailto:ab@probe.example?subject=abmelden", ""),
    },
    "M016": {
        "relative": lambda: with_body('<a href="/betriebe/">Betriebe</a>'),
        "anchor": lambda: with_body('<a href="#oben">Nach oben</a>'),
        "no address": lambda: with_body('<a href="mailto:niemand">Post</a>'),
        "not encrypted": lambda: with_body('<a href="http://x.example/">Alte Seite</a>'),
        "broken": lambda: with_body('<a href="https://[::1/">Kaputt</a>'),
    },
    "M017": {"no page": lambda: with_body(f'<a href="{SITE}/betriebe/gibt-es-nicht/">Firma</a>')},
    "M018": {"over": lambda: around(over={"betriebe/muster-metall/": M("Das Angebot ist am Tag des Versands geschlossen.")})},
    "M019": {
        "bare line feed": lambda: replace(good(), raw=good().raw.replace(b"\r\n", b"\n")),
        "long line": lambda: with_message(b"\r\n\r\n", b"\r\n\r\n" + b"x" * 79 + b"\r\n"),
        "not alternative": lambda: with_message(b"multipart/alternative", b"multipart/mixed"),
        "other charset": lambda: with_message(b'text/html; charset="utf-8"', b'text/html; charset="latin1"'),
        "torn": lambda: replace(good(), raw=good().raw[:-60]),
    },
    "M020": {
        "no list": lambda: replace(good(), raw=re.sub(rb"List-Id: [^\r]+\r\n", b"", good().raw)),
        "no way out": lambda: replace(good(), raw=re.sub(rb"List-Unsubscribe: [^\r]+\r\n", b"", good().raw)),
        "automatic": lambda: with_message(b"Precedence: bulk", b"Precedence: bulk\r\nAuto-Submitted: auto-generated"),
        "no zone": lambda: replace(good(), raw=re.sub(rb"(Date: [^\r]+) \+\d{4}", rb"\1 -0000", good().raw)),
        "one click without https": lambda: with_message(b"Precedence: bulk", b"Precedence: bulk\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "foreign id": lambda: with_message(b"@probe.example>\r\n", b"@anders.example>\r\n"),
        "nobody reads": lambda: around(newsletter=good().around.newsletter.model_copy(update={"reply_to": "no-reply@probe.example"})),
    },
    "M021": {
        "script": lambda: with_body("<script>1</script>"),
        "handler": lambda: with_body('<p onclick="x()">x</p>'),
        "script in a link": lambda: with_body('<a href="javascript:x()">Los gehts</a>'),
        "form": lambda: with_body("<form></form>"),
        "frame": lambda: with_body("<iframe></iframe>"),
        "pixel": lambda: picture(f'src="{SITE}/p.gif" alt="" width="1" height="1"'),
        "hidden picture": lambda: picture(f'src="{SITE}/p.gif" alt="" style="display: none"'),
        "foreign picture": lambda: picture('src="https://zaehler.example/a.png" alt="Bild" width="10" height="10"'),
        "foreign background": lambda: with_body("<p style=\"background: url('https://zaehler.example/a.png')\">x</p>"),
        "font": lambda: with_html("</style>", "@font-face { font-family: X; src: url(x.woff2); }</style>"),
        "import": lambda: with_html("</style>", "@import 'x.css';</style>"),
    },
    "M022": {
        "no size": lambda: with_files(picture(f'src="{SITE}/bilder/tor.png" alt="Ein Tor"'), tor=1000),
        "not there": lambda: picture(WHOLE),
        "too big": lambda: with_files(picture(WHOLE), tor=200_001),
        "attached": lambda: picture('src="cid:tor" alt="Ein Tor" width="10" height="10"'),
        "new format": lambda: picture(f'src="{SITE}/bilder/tor.webp" alt="Ein Tor" width="10" height="10"'),
    },
    "M023": {
        "no link": lambda: with_text("https://probe.example/podcast/001-am-amboss/", ""),
        "no heading": lambda: with_text("Am Amboss", "Am Eisen"),
        "long line": lambda: with_text("Guten Tag,", "Guten Tag, " + "lange Zeile " * 8),
        "filler": lambda: with_text("Guten Tag,", "Guten Tag,\u034f\u200c"),
        "markup": lambda: with_text("Guten Tag,", "Guten Tag,&nbsp;<br>"),
    },
    "M024": {
        "none": lambda: with_html("display: none;", ""),
        "empty": lambda: with_html("Eine Folge und ein Betrieb.", "", 1),
        "the subject": lambda: with_html("Eine Folge und ein Betrieb.", "Neues aus der Probe", 1),
        "read out": lambda: with_html('aria-hidden="true" ', ""),
        "too long": lambda: with_html("Eine Folge und ein Betrieb.", "Eine Folge. " * 10, 1),
    },
    "M025": {"braces": lambda: with_body("<p>{{ name }}</p>"), "in text": lambda: with_text("Guten Tag,", "Guten Tag {% name %},")},
    "M026": {
        "not closed": lambda: with_html("<![endif]-->", "-->"),
        "none": lambda: replace(good(), html=re.sub(r"<!--\[if.*?endif\]-->", "", good().html, flags=re.DOTALL)),
        "table not closed": lambda: with_html("</td></tr></table><![endif]-->", "<![endif]-->"),
    },
    "M027": {
        "no meta": lambda: with_html('<meta name="color-scheme" content="light dark">', ""),
        "no colours": lambda: with_html("(prefers-color-scheme: dark)", "print"),
        "too weak": lambda: with_html("#f6f2ff !important", "#f6f2ff"),
    },
    "M028": {"small": lambda: with_body('<p style="font-size: 12px">Klein</p>'), "half": lambda: with_body('<p><span style="font-size: 50%">Klein</span></p>')},
}
KEPT: dict[str, dict[str, Case]] = {
    "M003": {"data": lambda: with_body('<table><tr><th scope="col">Ort</th></tr><tr><td>Probestadt</td></tr></table>')},
    "M004": {"in order": lambda: with_html("<h1", "<h1 id=a")},
    "M005": {"picture with words": lambda: with_body(f'<a href="{SITE}/"><img alt="Zur Startseite" src="x"></a>')},
    "M007": {
        "large": lambda: with_body('<p style="color: #777777; font-size: 30px">Groß</p>'),
        "hidden": lambda: with_body('<p style="color: #fff; display: none">Verborgen</p>'),
        "on dark": lambda: with_body('<div style="background: #000000 url(x.png); color: #ffffff"><span>Hell</span></div>'),
    },
    "M008": {"ornament": lambda: picture('src="x.png" alt=""')},
    "M010": {"a name": lambda: with_body(f'<a href="{SITE}/">Hier lernt Mira</a>')},
    "M012": {"small": lambda: sized(52_000)},
    "M016": {"telephone": lambda: with_body('<a href="tel:+49000123">Anrufen</a>')},
    "M017": {
        "with parameter": lambda: with_body(f'<a href="{SITE}/betriebe/muster-metall/?nl=2026-03#angebote">Firma</a>'),
        "start": lambda: with_body(f'<a href="{SITE}">Start</a>'),
    },
    "M020": {
        "one click": lambda: replace(
            good(),
            raw=re.sub(
                rb"List-Unsubscribe: ", b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nList-Unsubscribe: <https://probe.example/u/x>, ", good().raw
            ),
        )
    },
    "M022": {"whole": lambda: with_files(picture(WHOLE), tor=200_000), "size unknown": lambda: with_files(picture(WHOLE), tor=None)},
}
CASES = [(code, name, case) for code, cases in BROKEN.items() for name, case in cases.items()]
GOOD_CASES = [(code, name, case) for code, cases in KEPT.items() for name, case in cases.items()]


def test_the_sample_keeps_every_rule() -> None:
    """The issue all cases vary passes: it is the passing case of every rule."""
    assert [WORDS.text(diagnostic.what) for diagnostic in lint_mail(good())] == []


@pytest.mark.parametrize(("code", "case"), [(c, f) for c, _, f in CASES], ids=[f"{c}-{n}" for c, n, _ in CASES])
def test_a_broken_mail_is_told(code: str, case: Case) -> None:
    """The rule finds it, in whole German sentences, at the issue's file."""
    told = found(case(), code)

    assert told != []
    for diagnostic in told:
        assert re.search(r"[.?]$|“$|\)$", WORDS.text(diagnostic.what)), WORDS.text(diagnostic.what)
        assert diagnostic.place.file == "newsletter/2026-03.md"


@pytest.mark.parametrize(("code", "case"), [(c, f) for c, _, f in GOOD_CASES], ids=[f"{c}-{n}" for c, n, _ in GOOD_CASES])
def test_a_sound_mail_is_not(code: str, case: Case) -> None:
    """The rule lets pass what is right though it looks alike."""
    assert [WORDS.text(diagnostic.what) for diagnostic in found(case(), code)] == []


def test_every_rule_has_a_failing_case_and_its_source() -> None:
    """A rule without a failing case is not finished; its check says where the demand comes from."""
    assert [rule.code for rule in MAIL_RULES if rule.code not in BROKEN] == []
    assert [rule.code for rule in MAIL_RULES if not rule.check.__doc__] == []


def test_codes_are_used_once() -> None:
    """No two rules share a code, and they count from M001."""
    assert sorted(rule.code for rule in MAIL_RULES) == [f"M{n:03}" for n in range(1, len(MAIL_RULES) + 1)]


def test_hints_stop_nothing() -> None:
    """A big mail, an address as name and an unencrypted page are hints; everything else is an error."""
    hints = {(code, name) for code, name, case in CASES if all(d.severity is Severity.HINT for d in found(case(), code))}

    assert hints == {("M010", "long address"), ("M012", "big"), ("M016", "not encrypted")}


@pytest.mark.parametrize("words", sorted(GENERIC))
def test_generic_words_are_known_in_small_letters(words: str) -> None:
    """The list holds words as they are compared."""
    assert words == words.casefold().strip(" .…!»→")
