"""The newsletter's web service, called as a server calls it: nothing changes without a pressed button, and no answer tells who is on the list."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlencode

import pytest
from lxml import html
from tests.fakes import NOW, WORDS
from tests.sample import SETTINGS

from kammerton.adapters.outbox import OUTBOX
from kammerton.adapters.service_commands import Running, make_service
from kammerton.app.letter_writer import send_letters
from kammerton.delivery.ledger import Reply, Step
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.inventory import Source
from kammerton.domain.settings import SiteSettings
from kammerton.reading.schema import read_model

ADDRESS = "mira@betrieb.example"
FORM = "application/x-www-form-urlencoded"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def settings(**changed: Any) -> SiteSettings:
    """The sample's settings with a service."""
    newsletter = {**SETTINGS["NEWSLETTER"], "dienst": "https://abo.probe.example/n", "zielgruppen": ["betriebe", "schulen"], **changed}
    read, problems = read_model(SiteSettings, {**SETTINGS, "NEWSLETTER": newsletter}, Source("x"))
    assert read is not None, problems
    return read


@dataclass
class Browser:
    """Somebody who uses the service, and everything behind it."""

    running: Running
    folder: Path
    moment: datetime = NOW
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = FORM, **environ: str) -> tuple[int, bytes]:
        """Status and body of an answer; its headers are kept."""
        answered: list[Any] = []
        request = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
            "REMOTE_ADDR": "192.0.2.1", **environ,
        }  # fmt: skip
        content = b"".join(self.running.application(request, lambda *said: answered.extend(said)))
        self.headers = dict(answered[1])
        return int(answered[0][:3]), content

    def get(self, path: str) -> tuple[int, bytes]:
        """Follow a link."""
        return self.ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Send a form."""
        return self.ask("POST", path, urlencode(fields or {}).encode())

    def sign_up(self, address: str = ADDRESS, **more: str) -> tuple[int, bytes]:
        """Send the form that orders the newsletter."""
        return self.post("/anmelden", {"email": address, "betrieb": "Muster", "zielgruppe": "betriebe", "webseite": "", **more})

    def letters(self) -> list[EmailMessage]:
        """What has been sent so far, in order."""
        send_letters(self.running.book, self.running.relay, self.running.postman._writer, self.moment)
        files = sorted((self.folder / OUTBOX / "new").iterdir(), key=lambda file: int(file.name.split(".")[1]))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]  # type: ignore[misc]  # the policy makes them so

    def link(self) -> str:
        """The link in the last letter, as a path below the service."""
        found = re.search(r"https://abo\.probe\.example/n(/\w+/\w+)", self.letters()[-1].get_content())
        assert found
        return found[1]

    def join(self, address: str = ADDRESS) -> str:
        """Sign up and confirm; the id."""
        self.sign_up(address)
        self.post(self.link())
        who = self.running.book.with_address(address)
        assert who is not None
        return who.id

    def unsubscribing(self, id_: str) -> str:
        """The address an issue carries for a subscriber."""
        return f"/abmelden/{self.running.book.tokens.make('unsubscribe', id_)}"

    @property
    def count(self) -> int:
        """How many get the newsletter."""
        return self.running.book.count()


def browser(tmp_path: Path, **changed: Any) -> Browser:
    """A service with an empty list."""
    made: list[Browser] = []
    running = make_service(tmp_path, settings(**changed), WORDS, lambda: made[0].moment)
    made.append(Browser(running, running.book.folder))
    return made[0]


@pytest.fixture
def web(tmp_path: Path) -> Browser:
    """A service with an empty list."""
    return browser(tmp_path)


def title(body: bytes) -> str:
    """The heading of a page."""
    return (html.fromstring(body.decode()).findtext(".//h1") or "").replace("\xad", "")


def test_double_opt_in(web: Browser) -> None:
    """The form brings a letter, its link a page with one button, the button the newsletter, and nothing before it does."""
    assert web.sign_up() == (303, b"")
    assert web.headers["Location"] == "https://probe.example/newsletter/danke/"
    (letter,) = web.letters()
    status, page = web.get(web.link())
    root = html.fromstring(page.decode())
    assert (status, web.count) == (200, 0)
    assert [button.text for button in root.iter("button")] == ["Ja, ich möchte den Newsletter"]
    action = root.find(".//form").get("action")
    assert action == f"/n{web.link()}"

    status, page = web.post(action)
    assert (status, title(page), web.count) == (200, "Danke, das hat geklappt", 1)
    assert letter["To"] == ADDRESS
    who = next(web.running.book.recipients())
    assert (who.firm, who.audiences) == ("Muster", ("betriebe",))
    assert [e.evidence.what for e in web.running.book.consents.entries()] == ["requested", "mailed", "confirmed"]


def test_letter(web: Browser) -> None:
    """The letter is plain text, says what is confirmed and when the address is deleted, names the publisher, and answers no machine."""
    web.sign_up()
    (letter,) = web.letters()
    text = letter.get_content()

    assert (letter["Subject"], letter["From"], letter["Reply-To"]) == (
        "Bitte bestätigen: Newsletter Probebrief",
        "Probekammer <brief@probe.example>",
        "amt@probe.example",
    )
    assert (letter["Auto-Submitted"], letter["Content-Language"], letter["List-Unsubscribe"]) == ("auto-generated", "de", None)
    assert letter.get_content_type() == "text/plain"
    for said in ("ignorieren Sie diese E-Mail", "nach 7 Tagen", "Probekammer", "https://probe.example/impressum/", ADDRESS):
        assert said in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 72
    assert not letter.defects


def test_scanners(web: Browser) -> None:
    """A filter that follows every link (GET, HEAD) neither confirms nor unsubscribes nor changes anything."""
    web.sign_up()
    link = web.link()
    for _ in range(2):
        assert [web.ask(method, link)[0] for method in ("GET", "HEAD")] == [200, 200]
    assert web.count == 0
    id_ = web.join()
    before = web.running.book.get(id_)
    settings_link = f"/einstellungen/{web.running.book.tokens.make('preferences', id_, NOW + timedelta(days=1))}"
    for path in (web.unsubscribing(id_), settings_link, settings_link + "?abmelden=ja"):
        assert web.ask("HEAD", path)[1] == b""
        web.get(path)

    assert web.running.book.get(id_) == before
    assert web.count == 1


def test_one_click(web: Browser) -> None:
    """RFC 8058: one POST without cookie, session or further question, in either form, unsubscribes; again, it answers the same."""
    id_ = web.join()
    path = web.unsubscribing(id_)
    first = web.post(path, ONE_CLICK)
    parts = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    again = web.ask("POST", path, parts, "multipart/form-data; boundary=x")

    assert first == again
    assert (first[0], title(first[1]), web.count) == (200, "Abgemeldet", 0)
    assert web.running.book.suppressed(ADDRESS) == "left"


def test_one_click_in_parts(web: Browser) -> None:
    """The form in parts unsubscribes, too."""
    path = web.unsubscribing(web.join())
    web.ask("POST", path, b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--', "multipart/form-data; boundary=x")

    assert web.count == 0


def test_button_unsubscribes(web: Browser) -> None:
    """The page behind the link in a mail has a button that unsubscribes; a POST that says nothing only shows it."""
    path = web.unsubscribing(web.join())
    web.post(path)
    assert web.count == 1
    root = html.fromstring(web.get(path)[1].decode())
    form = root.find(".//form")
    web.post(form.get("action"), {i.get("name"): i.get("value") for i in form.iter("input")})

    assert web.count == 0


@pytest.mark.parametrize("token", ["x", "a" * 25, "../../etc", "ä", "%00", "a" * 5000, ""])
def test_unknown_tokens(web: Browser, token: str) -> None:
    """Whoever posts to an unknown address to unsubscribe gets the same answer as everybody, byte by byte, and nothing happens."""
    real = web.post(web.unsubscribing(web.join()), ONE_CLICK)
    web.join("other@betrieb.example")
    answer = web.post(f"/abmelden/{token}", ONE_CLICK)

    assert answer == real if token else answer[0] == 404
    assert web.count == 1


def test_forged_tokens(web: Browser) -> None:
    """A token of another purpose, of another person, changed, or over, confirms nobody, changes nothing and unsubscribes nobody."""
    one, two = web.join(), web.join("other@betrieb.example")
    tokens, later = web.running.book.tokens, NOW + timedelta(days=7)
    good = tokens.make("unsubscribe", one)
    mixed = good[:9] + tokens.make("unsubscribe", two)[9:]
    for token in (tokens.make("confirm", one, later), tokens.make("bounce", one), mixed, good[:-1] + ("a" if good[-1] != "a" else "b")):
        web.post(f"/abmelden/{token}", ONE_CLICK)
    for token in (good, tokens.make("confirm", one, later), tokens.make("preferences", one, NOW)):
        assert web.post(f"/einstellungen/{token}", {"abmelden": "ja"})[0] in (200, 404)
        assert web.get(f"/einstellungen/{token}")[0] == 404
    assert web.count == 2

    web.sign_up("third@betrieb.example")
    third = web.running.book.with_address("third@betrieb.example")
    assert third is not None
    for token in (tokens.make("unsubscribe", third.id), tokens.make("preferences", third.id, later), tokens.make("confirm", third.id, NOW)):
        assert web.post(f"/bestaetigen/{token}")[0] == 404
    assert web.count == 2


def test_expired_link(web: Browser) -> None:
    """After a week the link in the letter is over; the page offers the form."""
    web.sign_up()
    link = web.link()
    web.moment = NOW + timedelta(days=8)
    status, page = web.get(link)

    assert (status, web.post(link)[0], web.count) == (404, 404, 0)
    assert html.fromstring(page.decode()).find(".//input[@name='email']") is not None


def test_no_oracle(web: Browser) -> None:
    """Form and answer are the same for an address that is on the list, one that left, one that waits, one that is barred, and an unknown one."""
    left = web.join("left@betrieb.example")
    web.post(web.unsubscribing(left), ONE_CLICK)
    web.join()
    web.sign_up("waits@betrieb.example")
    answers = []
    for address in (ADDRESS, "left@betrieb.example", "waits@betrieb.example", "new@betrieb.example"):
        answers.append((web.sign_up(address), web.headers))

    assert all(answer == answers[0] for answer in answers)


def test_known_address_is_told_by_mail(web: Browser) -> None:
    """Only whoever reads the mailbox learns that the address is on the list, and gets the link to the settings."""
    web.join()
    web.sign_up()
    letter = web.letters()[-1]

    assert letter["Subject"] == "Sie bekommen den Newsletter Probebrief schon"
    assert web.link().startswith("/einstellungen/")
    assert title(web.get(web.link())[1]) == "Ihre Einstellungen"


def test_list_bombing(web: Browser) -> None:
    """An address typed in again and again, from everywhere, gets three letters in a week; the answers do not tell."""
    answers = {web.ask("POST", "/anmelden", urlencode({"email": ADDRESS}).encode(), REMOTE_ADDR=f"192.0.2.{n}") for n in range(20)}
    assert answers == {(303, b"")}
    assert len(web.letters()) == 3
    web.moment = NOW + timedelta(days=8)
    web.sign_up()

    assert len(web.letters()) == 4


def test_rate_limit(web: Browser) -> None:
    """From one place twenty orders in ten minutes are enough; another place, and ten minutes later, is not meant."""
    statuses = [web.sign_up(f"n{n}@betrieb.example")[0] for n in range(25)]
    assert statuses == [303] * 20 + [429] * 5
    assert web.headers["Retry-After"] == "600"
    assert web.ask("POST", "/anmelden", b"email=a%40betrieb.example", REMOTE_ADDR="2001:db8::1")[0] == 303
    web.moment = NOW + timedelta(minutes=11)

    assert web.sign_up("z@betrieb.example")[0] == 303


def test_honeypot(web: Browser) -> None:
    """A machine that fills in the hidden field gets the same answer, and nobody gets a letter."""
    assert web.sign_up(webseite="https://spam.example") == web.sign_up()
    assert len(web.letters()) == 1


@pytest.mark.parametrize(
    "address", ["x", "", "a@b.example\r\nBcc: c@d.example", "a@b.example%0d%0aBcc: c@d.example", "a@b.example,c@d.example", '"<script>"@b.example', "a\x00@b.example"]
)  # fmt: skip
def test_header_injection(web: Browser, address: str) -> None:
    """What is no plain address, line breaks and lists above all, is refused at the form, which says why and keeps what was typed."""
    status, page = web.sign_up(address)
    root = html.fromstring(page.decode())
    field_ = root.find(".//input[@name='email']")

    assert status == 422
    assert root.get_element_by_id(field_.get("aria-describedby")).text.startswith("Das ist keine E-Mail-Adresse")
    assert field_.get("aria-invalid") == "true"
    assert b"<script>" not in page
    assert web.letters() == []


def test_firm_cannot_break_out(web: Browser) -> None:
    """A firm's name stays one harmless line, wherever it is shown."""
    web.sign_up(betrieb='Müller\r\nBcc: x@y.example "><script>')
    web.post(web.link())
    web.sign_up()
    page = web.get(web.link())[1]

    assert next(web.running.book.recipients()).firm == 'Müller Bcc: x@y.example "><script>'
    assert b"<script>" not in page
    assert all(letter["Bcc"] is None for letter in web.letters())


def test_preferences(web: Browser) -> None:
    """Behind the link in a letter somebody changes audiences and firm, or leaves; everything ticked is the same as nothing."""
    web.join()
    web.sign_up()
    link = web.link()
    assert title(web.post(link, {"betrieb": "Neu", "zielgruppe": "schulen"})[1]) == "Gespeichert"
    who = next(web.running.book.recipients())
    assert (who.firm, who.audiences) == ("Neu", ("schulen",))
    root = html.fromstring(web.get(link)[1].decode())
    assert [box.get("value") for box in root.iterfind(".//input[@type='checkbox']") if box.get("checked") is not None] == ["schulen"]
    body = urlencode([("zielgruppe", "betriebe"), ("zielgruppe", "schulen"), ("zielgruppe", "quatsch")]).encode()
    web.ask("POST", link, body)
    assert next(web.running.book.recipients()).audiences == ()

    assert title(web.post(link, {"abmelden": "ja"})[1]) == "Abgemeldet"
    assert (web.count, web.get(link)[0], web.post(link)[0]) == (0, 404, 404)


def test_settings_are_sent_not_shown(web: Browser) -> None:
    """Who has a forwarded mail in hand can ask for the settings, and they go to the mailbox of the subscriber, not to them."""
    id_ = web.join()
    answer = web.post(web.unsubscribing(id_), {"einstellungen": "ja"})
    assert answer == web.post("/abmelden/unknown", {"einstellungen": "ja"})
    letter = web.letters()[-1]

    assert (letter["To"], letter["Subject"]) == (ADDRESS, "Ihre Einstellungen: Newsletter Probebrief")
    assert web.link().encode() not in answer[1]


@pytest.mark.parametrize(("kept", "expected"), [(False, [""] * 2), (True, ["IP 192.0.2.1"] * 2)])
def test_ip(tmp_path: Path, kept: bool, expected: list[str]) -> None:
    """Where somebody was is kept nowhere, unless the setting says so; then with the proof."""
    web = browser(tmp_path, ip_aufheben=kept)
    web.join()
    entries = web.running.book.consents.entries()

    assert [e.evidence.detail.partition(";")[0] for e in entries if e.evidence.what in ("requested", "confirmed")] == [
        d or x for d, x in zip(expected, ["betriebe", ""], strict=True)
    ]
    held = b"".join(path.read_bytes() for path in web.folder.glob("abonnenten.db*"))
    assert (b"192.0.2.1" in held) is kept


def test_headers(web: Browser) -> None:
    """Every answer forbids frames, scripts and caches, tells no address to others, and sets no cookie."""
    for path in ("/anmelden", "/bestaetigen/x", "/abmelden/x", "/einstellungen/x", "/nichts", "/theme/css/site.css"):
        web.get(path)
        assert "default-src 'none'" in web.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in web.headers["Content-Security-Policy"]
        assert "form-action 'self' https://probe.example" in web.headers["Content-Security-Policy"]
        assert (web.headers["Referrer-Policy"], web.headers["X-Content-Type-Options"]) == ("no-referrer", "nosniff")
        assert ("no-store" in web.headers["Cache-Control"]) is (not path.startswith("/theme"))
        assert "Set-Cookie" not in web.headers


def test_host_is_not_believed(web: Browser) -> None:
    """Whatever a request says about the host, addresses come from the settings."""
    web.ask("POST", "/anmelden", b"email=a%40betrieb.example", HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example", HTTP_X_FORWARDED_PROTO="ftp")

    assert "evil" not in web.headers["Location"] + web.letters()[0].as_string()


@pytest.mark.parametrize("path", ["/anmelden", "/n/anmelden"])
def test_base_path(web: Browser, path: str) -> None:
    """It makes no difference whether the proxy takes the beginning of the path away."""
    status, page = web.get(path)

    assert status == 200
    assert b'href="/n/theme/css/site.css"' in page


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [("GET", "/", 404), ("GET", "/anmelden/x", 404), ("GET", "/abmelden", 404), ("PUT", "/anmelden", 405), ("DELETE", "/x", 405), ("POST", "/gesund/x", 404),
     ("GET", "/gesund", 200), ("GET", "/theme/../pelicanconf.py", 404), ("GET", "/theme/css/player.css", 404), ("HEAD", "/anmelden", 200)],
)  # fmt: skip
def test_other_requests(web: Browser, method: str, path: str, expected: int) -> None:
    """Anything else is answered with what is wrong."""
    assert web.ask(method, path)[0] == expected


def test_large_and_strange_bodies(web: Browser) -> None:
    """A body that is too large is refused unread; one that is no form is a form without fields."""
    assert web.ask("POST", "/anmelden", b"email=" + b"a" * 20_000)[0] == 413
    for kind, body in ((FORM, b"&".join(b"a=1" for _ in range(200))), ("application/json", b"{}"), ("multipart/form-data", b"--x"), (FORM, b"\xff\xfe=%zz")):
        assert web.ask("POST", "/anmelden", body, kind)[0] == 422
    assert web.ask("POST", "/anmelden", b"", CONTENT_LENGTH="-5")[0] == 422


def test_broken_list(web: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    """While the list cannot be written the answer says so, a mail provider may try again, and the log has the sentence."""
    path = web.unsubscribing(web.join())
    web.running.book.database.run(f"PRAGMA max_page_count={web.running.book.database.value('PRAGMA page_count')}")
    web.running.book.database.run("PRAGMA query_only=ON")
    status, page = web.post(path, ONE_CLICK)

    assert (status, title(page), web.headers["Retry-After"]) == (503, "Das geht gerade nicht", "300")
    assert "schreibgeschützt" in capsys.readouterr().err
    web.running.book.database.run("PRAGMA query_only=OFF")
    assert web.post(path, ONE_CLICK)[0] == 200
    assert web.count == 0


class _Relay:
    """A relay that answers what it is told to."""

    def __init__(self, *codes: int) -> None:
        self.codes, self.closed = list(codes), 0

    def begin(self, sender: str, recipient: str) -> Reply:  # noqa: ARG002
        return Reply(Step.RECIPIENT, self.codes.pop(0))

    def finish(self, message: bytes, message_id: str) -> Reply:  # noqa: ARG002
        return Reply(Step.CONTENT, self.codes.pop(0))

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize(
    ("codes", "left", "waiting"), [((250, 250, 250, 250), 2, 0), ((550, 250, 250), 1, 0), ((450,), 0, 2), ((250, 451), 0, 2), ((250, 250, 421), 1, 1), ((250, 554, 250, 250), 1, 0)]
)  # fmt: skip
def test_what_the_relay_says(web: Browser, codes: tuple[int, ...], left: int, waiting: int) -> None:
    """A letter refused for good is given up, one that cannot go now waits for the next round with all behind it; only what left is in the proof."""
    web.sign_up("one@betrieb.example")
    web.sign_up("two@betrieb.example")
    relay: Any = _Relay(*codes)

    assert send_letters(web.running.book, relay, web.running.postman._writer, NOW) == left
    assert len(web.running.book.due_letters()) == waiting
    assert [e.evidence.what for e in web.running.book.consents.entries()].count("mailed") == left
    assert relay.closed == 1


def test_late_letters(web: Browser) -> None:
    """A letter whose link is over is not sent any more."""
    web.sign_up()
    web.moment = NOW + timedelta(days=7)

    assert web.letters() == []
    assert web.running.book.due_letters() == ()


def test_postman(web: Browser) -> None:
    """The postman starts, takes what waits when woken, and ends when told."""
    web.running.postman.start()
    web.sign_up()
    web.running.postman.wake()
    for _ in range(1000):
        if not web.running.book.due_letters():
            break
        sleep(0.01)
    web.running.end()

    assert len(list((web.folder / OUTBOX / "new").iterdir())) == 1


def test_without_setting(tmp_path: Path) -> None:
    """Without the address under which it is reached, there is no service."""
    with pytest.raises(SetupError, match="dienst"):
        make_service(tmp_path, settings(dienst=None), WORDS, lambda: NOW)
