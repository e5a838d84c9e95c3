"""Messages spliced together from bytes are what the standard library would have made."""

import re
import tracemalloc
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cache
from html import escape
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.app.projects import ROOT, library, links
from tests.fakes import NOW, WORDS
from tests.newsletter.test_mail import full_issue
from tests.sample import SETTINGS

from kammerton.adapters.templates import ThemeTemplates
from kammerton.domain.addresses import Addresses
from kammerton.newsletter.addressee import CLOSE, MARKS, OPEN, Recipient, UnfitRecipient
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import MailView, envelope_sender, make_parts, make_template
from kammerton.newsletter.message import MessageTemplate, serialise

SERVICE = {
    **SETTINGS,
    "NEWSLETTER": {**SETTINGS["NEWSLETTER"], "dienst": "https://abo.probe.example", "ruecklaeufer": "zurueck@probe.example", "feedback_kennung": "probe"},
}
RECIPIENT = Recipient("7", "k3Yb-token_1234", "ausbildung@betrieb.example", date(2025, 3, 12))

ATOMS = st.text("abcXYZ0189!#$%&'*+/=?^_`{|}~-", min_size=1, max_size=20)
LABELS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
ADDRESSES = (
    st.tuples(st.lists(ATOMS, min_size=1, max_size=3).map(".".join), st.lists(LABELS, min_size=1, max_size=4).map(".".join))
    .map(lambda parts: f"{parts[0]}@{parts[1]}.example")
    .filter(lambda address: "=?" not in address and len(address.partition("@")[0]) <= 64)
)
RECIPIENTS = st.builds(
    Recipient,
    id=st.from_regex(r"[A-Za-z0-9]{1,32}", fullmatch=True),
    token=st.from_regex(r"[A-Za-z0-9_-]{8,64}", fullmatch=True),
    address=ADDRESSES,
    confirmed_on=st.dates(date(2020, 1, 1), date(2099, 12, 31)),
)
# Texts with everything that is special in quoted-printable: long lines, blanks at ends, equals signs, dots, umlauts, pictures.
PIECES = st.text(st.sampled_from("ab =.\t\näß–„🎺&<\"'"), max_size=200).map(lambda text: text.replace("\r", ""))
NAMES = ("id", "token", "address", "confirmed")


@cache
def view(with_service: bool = True) -> MailView:
    """The view of the sample's issue with one of everything."""
    of = library(full_issue(betreff="Fünf Azubis suchen noch einen Platz bei Ihnen – größtenteils"), SERVICE if with_service else SETTINGS)
    return MailView(compose(of, WORDS, of.mailed_issues[0]), WORDS, links(of), of, Addresses(of.settings.address))


@cache
def template(with_service: bool = True) -> MessageTemplate:
    """Its message with slots."""
    return make_template(view(with_service), ThemeTemplates(ROOT, "de"), NOW)


@cache
def marked_parts() -> tuple[str, str]:
    """Its HTML and text parts with the marks of the slots."""
    return make_parts(replace(view(), addressee=MARKS), ThemeTemplates(ROOT, "de"))


def parsed(content: bytes) -> EmailMessage:
    """A message as a mail program reads it."""
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def filled(text: str, recipient: Recipient, *, is_html: bool = False) -> str:
    """A text with its marks replaced, the plain way."""
    values = {"id": recipient.id, "token": recipient.token, "address": recipient.address, "confirmed": WORDS.day(recipient.confirmed_on)}
    return re.sub(f"{OPEN}([a-z]+){CLOSE}", lambda found: escape(values[found[1]]) if is_html else values[found[1]], text)


def by_library(headers: list[tuple[str, str]], text: str, html: str) -> EmailMessage:
    """The same message as the standard library makes it, read back."""
    message = EmailMessage(policy=policy.SMTP)
    for name, value in headers:
        if name != "Content-Language":  # making the parts would take it along
            message[name] = value
    message.set_content(text, subtype="plain", charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = dict(headers).get("Content-Language", "de")
    return parsed(message.as_bytes())


def contents(message: EmailMessage) -> list[tuple[str, str]]:
    """Type and text of each part."""
    return [(part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in message.iter_parts()]


def flaws(content: bytes) -> list[object]:
    """What is wrong with a message: defects, bare line ends, long lines."""
    message = parsed(content)
    found: list[object] = [defect for part in message.walk() for defect in part.defects]
    found += [defect for value in message.values() for defect in value.defects]
    found += re.findall(rb"(?<!\r)\n|\r(?!\n)", content)
    body = content.partition(b"\r\n\r\n")[2]
    return found + [line for line in body.split(b"\r\n") if len(line) > 76]


@given(RECIPIENTS)
@settings(max_examples=60, deadline=None)
def test_a_spliced_message_is_what_the_library_makes(recipient: Recipient) -> None:
    """For every recipient, headers and both parts read back equal to those of an ``EmailMessage`` with the same words in it."""
    spliced = next(template().for_each([recipient]))
    general = parsed(template().general)
    token = recipient.token
    personal = {
        "To": recipient.address,
        "Message-ID": f"<2026-03.{recipient.id}@probe.example>",
        "List-Unsubscribe": f"<https://abo.probe.example/abmelden/{token}>, <mailto:ab+{token}@probe.example?subject=abmelden>",
    }
    headers = [(name, personal.get(name, str(value))) for name, value in general.items() if name not in ("MIME-Version", "Content-Type")]
    found = parsed(spliced)
    html, text = marked_parts()
    expected = by_library(headers, filled(text, recipient), filled(html, recipient, is_html=True))

    assert contents(expected) == contents(found)
    # the library folds long headers; what was folded is read with one blank more
    assert [str(expected[name]).split() for name, _ in headers] == [str(found[name]).split() for name, _ in headers]
    assert flaws(spliced) == []


@settings(deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(NAMES)), max_size=6), PIECES, RECIPIENTS)
def test_slots_may_stand_anywhere(pieces: list[tuple[str, str]], end: str, recipient: Recipient) -> None:
    """At the beginning, in the middle and at the end of lines, beside each other, in whatever text: what is read back is the text with the values in it."""
    text = "".join(f"{piece}{OPEN}{name}{CLOSE}" for piece, name in pieces) + end
    spliced = next(serialise([("Subject", "Probe")], text, text, WORDS).for_each([recipient]))
    plain, html = (content for _, content in contents(parsed(spliced)))

    assert (plain, html) == (filled(text, recipient), filled(text, recipient, is_html=True))
    assert flaws(spliced) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "a@b.example\r\nBcc: c@d.example"),
        ("address", "a@b.example\n"),
        ("address", "a b@c.example"),
        ("address", "<a@b.example>"),
        ("address", "a@b.example, c@d.example"),
        ("address", '"a b"@c.example'),
        ("address", "a..b@c.example"),
        ("address", ".a@c.example"),
        ("address", "=?utf-8?q?a?=@c.example"),
        ("address", "müller@c.example"),
        ("address", "a@müller.example"),
        ("address", f"{'a' * 65}@c.example"),
        ("address", f"a@{'b.' * 130}example"),
        ("address", "a@example"),
        ("address", ""),
        ("token", "kurz"),
        ("token", "mit leer stellen"),
        ("token", "zeile\r\numbruch"),
        ("token", "a>,<mailto:x@y.example"),
        ("id", "7@x"),
        ("id", "7\n"),
        ("id", ""),
    ],
)
def test_nothing_can_be_injected(field: str, value: str) -> None:
    """What would break out of its header, or is no plain address, makes no recipient."""
    known = {"id": "7", "token": "token-1234", "address": "a@b.example", "confirmed_on": date(2025, 1, 1)}

    with pytest.raises(UnfitRecipient, match=field):
        Recipient(**{**known, field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address",
    ["info@betrieb.example", "o'neil+azubi@betrieb.example", "a&b@betrieb.example", "x@xn--mller-kva.example", "x@betrieb.xn--p1ai", f"{'a' * 64}@b.example"],
)
def test_plain_addresses_are_fit(address: str) -> None:
    """Addresses as firms have them are accepted, and come back from the message as they were."""
    found = parsed(next(template().for_each([Recipient("7", "token-1234", address, date(2025, 1, 1))])))

    assert parseaddr(str(found["To"]))[1] == address


def test_the_way_out_with_a_service() -> None:
    """One click is offered by header and link; the mail link carries the token, too (RFC 8058, RFC 2369)."""
    message = parsed(next(template().for_each([RECIPIENT])))
    text, html = (content for _, content in contents(message))

    assert message["List-Unsubscribe"] == "<https://abo.probe.example/abmelden/k3Yb-token_1234>, <mailto:ab+k3Yb-token_1234@probe.example?subject=abmelden>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "\nhttps://abo.probe.example/abmelden/k3Yb-token_1234\n" in text
    assert 'href="https://abo.probe.example/abmelden/k3Yb-token_1234"' in html


def test_the_way_out_without_a_service() -> None:
    """Where no service runs, no click is promised: the mail link alone."""
    message = parsed(next(template(False).for_each([RECIPIENT])))

    assert message["List-Unsubscribe"] == "<mailto:ab+k3Yb-token_1234@probe.example?subject=abmelden>"
    assert message["List-Unsubscribe-Post"] is None
    assert "\nmailto:ab+k3Yb-token_1234@probe.example?subject=abmelden\n" in contents(message)[0][1]


def test_whole_headers_are_one_line() -> None:
    """The way out and the identity are not folded, however long the token is: folding has broken them at relays."""
    long = Recipient("a" * 32, "t" * 64, f"{'b' * 64}@{'c' * 60}.example", date(2025, 1, 1))
    head = next(template().for_each([long])).partition(b"\r\n\r\n")[0].split(b"\r\n")

    assert [line for line in head if line.startswith((b"List-Unsubscribe:", b"Message-ID:")) and line.endswith(b">")] != []
    assert max(map(len, head)) <= 998


def test_who_gets_it_and_why() -> None:
    """Address and day of the consent stand in both parts, and the address is nobody else's."""
    text, html = (content for _, content in contents(parsed(next(template().for_each([RECIPIENT])))))

    assert "Bestätigt am 12. März 2025 für:\nausbildung@betrieb.example\n" in text
    assert "Bestätigt am 12. März 2025 für ausbildung@betrieb.example." in html


def test_headers_of_a_sent_message() -> None:
    """The date is the moment of sending, the feedback name counts the issue, the identity is the recipient's own."""
    message = parsed(next(template().for_each([RECIPIENT])))

    assert (message["Date"], message["Message-ID"]) == ("Mon, 01 Jun 2026 12:00:00 +0200", "<2026-03.7@probe.example>")
    assert (message["Feedback-ID"], message["Auto-Submitted"]) == ("2026-03:newsletter:ausgabe:probe", None)


@pytest.mark.parametrize(("with_service", "expected"), [(True, "zurueck+k3Yb-token_1234@probe.example"), (False, "brief+k3Yb-token_1234@probe.example")])
def test_undeliverable_mails_tell_whose_they_were(with_service: bool, expected: str) -> None:
    """The sender on the envelope carries the token."""
    assert envelope_sender(view(with_service), RECIPIENT.token) == expected


def test_messages_differ_in_their_slots_only() -> None:
    """Two recipients get the same bytes but for their own words, and the same recipient always the same."""
    other = Recipient("8", "k3Yb-token_5678", "ausbildung@betrueb.example", date(2025, 3, 12))
    first, second, again = template().for_each([RECIPIENT, other, RECIPIENT])

    assert first == again
    assert first.replace(b"token_1234", b"token_5678").replace(b"betrieb.", b"betrueb.").replace(b"<2026-03.7@", b"<2026-03.8@") == second


def test_memory_does_not_grow() -> None:
    """The ten thousandth message needs no more memory than the hundredth."""
    made = template().for_each(Recipient(f"{n:x}", f"token-{n:08}", f"a{n}@b.example", date(2025, 1, 1 + n % 28)) for n in range(10_000))
    list(islice((len(m) for m in made), 100))
    tracemalloc.start()
    assert sum(1 for _ in made) == 9900
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1_000_000


def test_nobody_can_write_a_slot() -> None:
    """The signs that frame a slot are removed from every text that is read, so that an editor's text is never taken for one."""
    files = full_issue()
    path = next(path for path in files if path.startswith("newsletter/"))
    of = library({**files, path: files[path] + f"\nHier {OPEN}token{CLOSE}.\n"}, SERVICE)
    seen = MailView(compose(of, WORDS, of.mailed_issues[0]), WORDS, links(of), of, Addresses(of.settings.address))
    message = parsed(next(make_template(seen, ThemeTemplates(ROOT, "de"), NOW).for_each([RECIPIENT])))

    assert contents(message)[0][1].count(RECIPIENT.token) == 1
    assert contents(message)[1][1].count(RECIPIENT.token) == 1
