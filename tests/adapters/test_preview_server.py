"""The preview's web server, asked over a real connection: the site with its bar, what is wrong, and who may look."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from tests.fakes import WORDS

from kammerton.adapters.preview_pages import OWN, PreviewPages
from kammerton.adapters.preview_server import make_preview_server
from kammerton.adapters.preview_stage import Look, Stage
from kammerton.app.preview import Waiting
from kammerton.domain.diagnostic import Diagnostic, M, Place, Report, Severity

PAGE = b'<!DOCTYPE html>\n<html lang="de">\n<head>\n<title>x</title>\n</head>\n<body>\n<main>Text</main>\n</body>\n</html>\n'
EMBED = b"<html><head></head><body><audio></audio></body></html>"
AUDIO = bytes(range(100))
ERROR = Diagnostic("D003", Severity.ERROR, Place("content/a.md", 3), M("Da steht <b>."), M("Schreiben Sie etwas anderes."))
HINT = Diagnostic("R001", Severity.HINT, Place("content/b.md"), M("Da fehlt etwas."))
Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site."""
    for path, content in {
        "index.html": PAGE,
        "404.html": PAGE,
        "podcast/001/index.html": PAGE,
        "podcast/001/einbetten/index.html": EMBED,
        "a.mp3": AUDIO,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


@contextmanager
def shown(*looks: Look, lan: bool = False) -> Iterator[tuple[Ask, Stage]]:
    """A function that asks a running preview which shows these looks one after the other, and its stage."""
    stage = Stage()
    for look in looks:
        stage.show(look)
    server = make_preview_server(stage, PreviewPages(stage, WORDS), 0, lan=lan)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found

    try:
        yield ask, stage
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_page_is_the_built_one_with_bar_and_script(site: Path) -> None:
    """Without what the preview adds, a page is what was built, byte by byte; nothing of it is for search engines."""
    with shown(Look(site=site)) as (ask, stage):
        status, headers, body = ask("/")
    added = f'<link rel="stylesheet" href="{OWN}vorschau.css">\n<script src="{OWN}vorschau.js" data-stand="{stage.mark}" defer></script>'
    before, bar, after = body.partition(b"<aside")[0], *body.partition(b"<aside")[2].partition(b"</aside>")[::2]

    assert (status, headers["x-robots-tag"], headers["content-length"]) == (200, "noindex, nofollow", str(len(body)))
    assert (before + after).replace(added.encode(), b"") == PAGE
    assert "Alles hier ist öffentlich" in bar.decode()


def test_a_frame_for_other_sites_has_no_bar(site: Path) -> None:
    """The player in a frame stays as small as it is."""
    with shown(Look(site=site)) as (ask, _):
        body = ask("/podcast/001/einbetten/")[2]

    assert b"<aside" not in body
    assert b"vorschau.js" in body


def test_files_are_answered_as_they_are(site: Path) -> None:
    """Recordings can be sought in, wrong addresses have the site's own page, folders their slash."""
    with shown(Look(site=site)) as (ask, _):
        assert ask("/a.mp3", Range="bytes=10-19")[::2] == (206, AUDIO[10:20])
        assert ask("/a.mp3", "HEAD")[::2] == (200, b"")
        assert ask("/gibt-es-nicht/")[0] == 404
        assert ask("/podcast/001")[1]["location"] == "/podcast/001/"
        assert ask("/", "HEAD")[1]["content-length"] == str(len(ask("/")[2]))


def test_what_waits_says_so(site: Path) -> None:
    """A draft's page names its state; other pages say how much there is, and the overview lists all of it with its hints."""
    waiting = (Waiting("podcast/001/", "Folge <eins>", "episodes/001.md", M("Entwurf, noch nicht öffentlich")),)
    with shown(Look(Report((HINT,)), site=site, waiting=waiting)) as (ask, _):
        draft, other, overview = (ask(path)[2].decode() for path in ("/podcast/001/", "/", OWN))

    assert "Entwurf, noch nicht öffentlich" in draft
    assert "Entwurf" not in other
    assert "1 Eintrag ist noch nicht öffentlich, 1 Hinweis" in other
    for told in ('<a href="/podcast/001/">Folge &lt;eins&gt;</a>', "episodes/001.md", "content/b.md", "Da fehlt etwas."):
        assert told in overview


def test_an_error_takes_the_place_of_every_page(site: Path) -> None:
    """Where, what and how to mend it, as the console says; pictures and recordings of open pages stay, and it all ends with the error."""
    with shown(Look(site=site), Look(Report((ERROR, HINT)))) as (ask, stage):
        status, headers, body = ask("/podcast/001/")
        audio = ask("/a.mp3")[2]
        stage.show(Look(site=site))
        mended = ask("/podcast/001/")[0]

    assert (status, audio, mended) == (503, AUDIO, 200)
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    for told in ("1 Fehler", "content/a.md:3", "D003", "Da steht &lt;b&gt;.", "Schreiben Sie etwas anderes."):
        assert told in body.decode()
    assert "Da fehlt etwas" not in body.decode()


def test_what_else_goes_wrong_is_told() -> None:
    """A sentence about settings, theme or program, and what a developer wants to know, escaped."""
    with shown(Look(problem=M("Im Theme fehlt die Vorlage „a.html“."), trace="Traceback <module>")) as (ask, _):
        body = ask("/")[2].decode()

    assert "Im Theme fehlt die Vorlage „a.html“." in body
    assert "Traceback &lt;module&gt;" in body


def test_before_the_first_build() -> None:
    """Whoever is early is told to wait; what is no page is not there yet."""
    with shown() as (ask, _):
        status, _, body = ask("/")

        assert (status, "Die Vorschau wird gebaut" in body.decode(), ask("/a.mp3")[0]) == (503, True, 404)


def test_waiting_ends_with_the_next_look(site: Path) -> None:
    """A page that knows an older state is told at once; one that is new waits until there is another."""
    with shown(Look(site=site)) as (ask, stage):
        old = ask(f"{OWN}warten.js?stand=anders")[2]
        answers: list[bytes] = []
        began = monotonic()
        thread = Thread(target=lambda: answers.append(ask(f"{OWN}warten.js?stand={stage.mark}")[2]))
        thread.start()
        thread.join(0.3)
        waits = thread.is_alive()
        stage.show(Look(Report((ERROR,))))
        thread.join(10)

    assert waits
    assert answers == [old] == [b"kammertonVorschau.geaendert();\n"]
    assert monotonic() - began < 9


def test_a_site_in_a_folder_of_its_host(site: Path) -> None:
    """With a path in SITEURL the root leads there, and the preview's own files stay where they are."""
    with shown(Look(site=site, base="/region")) as (ask, _):
        assert ask("/")[1]["location"] == "/region/"
        assert [ask(path)[0] for path in ("/region/", "/region/podcast/001/", "/podcast/001/", f"{OWN}vorschau.css")] == [200, 200, 404, 200]


@pytest.mark.parametrize(
    ("host", "here", "lan"),
    [
        ("127.0.0.1:8000", 200, 200), ("localhost:8000", 200, 200), ("localhost", 200, 200), ("LOCALHOST.", 200, 200), ("[::1]:8000", 200, 200),
        ("boese.example", 403, 403), ("127.0.0.1.boese.example", 403, 403), ("localhost.boese.example:8000", 403, 403), ("", 403, 403),
        ("192.168.1.7:8000", 403, 200), ("[::1", 403, 403), ("127.0.0.1@boese.example", 403, 403),
    ],
)  # fmt: skip
def test_names_from_elsewhere_are_refused(site: Path, host: str, here: int, lan: int) -> None:
    """A page elsewhere whose name is made to lead to this machine gets nothing (DNS rebinding), not even the script."""
    for expected, opened in ((here, False), (lan, True)):
        with shown(Look(site=site), lan=opened) as (ask, _):
            assert [ask(path, Host=host)[0] for path in ("/", f"{OWN}vorschau.js", "/a.mp3")] == [expected] * 3


def test_only_this_machine_unless_asked(site: Path) -> None:
    """The server listens on loopback; with --lan on every address."""
    stage = Stage()
    for lan, address in ((False, "127.0.0.1"), (True, "0.0.0.0")):
        server = make_preview_server(stage, PreviewPages(stage, WORDS), 0, lan=lan)
        server.server_close()
        assert server.server_address[0] == address


def test_the_script_never_lies_on_a_site() -> None:
    """What the preview adds is no file of the theme's static folder, from which sites are made."""
    theme = Path(__file__).parents[2] / "theme"
    assert [
        p.name for p in (theme / "static").rglob("*") if "vorschau" in p.name or (p.suffix in (".js", ".css") and "kammerton-vorschau" in p.read_text())
    ] == []
