"""The whole way with the real command: publish, fail, publish again."""

import json
import os
import re
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from lxml import etree
from tests.e2e.broken import FILES
from tests.e2e.conftest import NOW, PARTS, ROOT, kammerton, tree, without_named_episodes

from kammerton.domain.kinds import KINDS, LINKABLE

pytestmark = pytest.mark.e2e
HOSTILE = "Müller & Söhne <script>alert(1)</script> GmbH"


def test_publishing_tells_what_was_made(project: Path) -> None:
    """A first publish ends well and says what was made, where it lies and what to do next."""
    result = kammerton(project, "publish")

    assert (result.returncode, result.stderr) == (0, "")
    for told in ("Fertig.", "output/index.html", "output/podcast/feed.xml", ".builds/aktuell/mail/2026-12.eml", "make serve"):
        assert told in result.stdout
    for file in ("output/index.html", "output/podcast/feed.xml", ".builds/aktuell/mail/2026-12.eml"):
        assert (project / file).is_file()


def test_same_input_gives_the_same_bytes(project: Path) -> None:
    """Two builds, days apart and with another hash seed, are byte-identical: site, feed and mails."""
    kammerton(project, "publish", PYTHONHASHSEED="1")
    kammerton(project, "publish", "--neu", PYTHONHASHSEED="2", now="2026-11-28 09:00")
    first, second = (tree(project / ".builds" / number) for number in ("1", "2"))
    for record in ("herkunft", "eingaben"):  # both tell times of files
        del first[record], second[record]

    assert second == first


def test_a_build_writes_no_sources(project: Path) -> None:
    """Publishing leaves every file of the editors as it was."""
    before = {part: tree(project / part) if (project / part).is_dir() else (project / part).read_bytes() for part in PARTS}
    kammerton(project, "publish")

    assert {part: tree(project / part) if (project / part).is_dir() else (project / part).read_bytes() for part in PARTS} == before


def test_an_error_leaves_the_old_site(project: Path) -> None:
    """After a failed publish the published site is the one before, and nothing half-built is left."""
    kammerton(project, "publish")
    before = tree(project / "output")
    (project / "content" / "betriebe" / "kaputt.md").write_text("kein Kopf")

    result = kammerton(project, "publish")

    assert result.returncode == 1
    assert "content/betriebe/kaputt.md:1: Fehler D003" in result.stdout
    assert tree(project / "output") == before
    assert sorted(p.name for p in (project / ".builds").iterdir() if p.name.isdigit()) == ["1"]


def test_thirty_broken_files_give_thirty_messages(project: Path) -> None:
    """Every problem of every file is told in one run, in German, with its line; the old site still stands."""
    kammerton(project, "publish")
    before = tree(project / "output")
    for name, (content, _, _) in FILES.items():
        data = content if isinstance(content, bytes) else content.encode()
        (project / "content" / "betriebe" / f"{name}.md").write_bytes(data)

    result = kammerton(project, "publish")
    told = re.findall(r"^content/betriebe/([a-z0-9-]+)\.md:(\d+): Fehler (\w+): ", result.stdout, re.MULTILINE)

    expected = [(name, line, code) for name, (_, line, code) in FILES.items()]

    assert len(FILES) == 30
    assert [problem for problem in expected if problem not in {(name, int(line), code) for name, line, code in told}] == []
    assert {name for name, _, _ in told} == set(FILES)
    assert (result.returncode, result.stderr) == (1, "")
    assert "Traceback" not in result.stdout
    assert tree(project / "output") == before


def test_a_hostile_name_stays_text_everywhere(project: Path) -> None:
    """A firm's name with markup in it comes out as text: page, list, JSON-LD, feed, mail, sitemap."""
    portrait = project / "content" / "betriebe" / "orgelbau-silberklang.md"
    portrait.write_text(re.sub(r"(?m)^titel: .*$", f'titel: "{HOSTILE}"', portrait.read_text(), count=1))
    episode = project / "episodes" / "001-eine-orgel-ist-fuenf-berufe.md"
    episode.write_text(re.sub(r"(?m)^titel: .*$", f'titel: "{HOSTILE}"', episode.read_text(), count=1))
    issue = project / "newsletter" / "2026-11.md"
    issue.write_text(
        re.sub(r"(?m)^(bloecke:)$", r"\1\n  - betrieb: orgelbau-silberklang\n  - folge: 001-eine-orgel-ist-fuenf-berufe", issue.read_text(), count=1)
    )

    result = kammerton(project, "publish")

    assert result.returncode == 0, result.stdout
    pages = {path: content for path, content in tree(project / "output").items() if path.endswith((".html", ".xml", ".json"))}
    assert [path for path, content in pages.items() if b"<script>alert" in content] == []
    page = pages["betriebe/orgelbau-silberklang/index.html"].decode()
    assert "Müller &amp; Söhne &lt;script&gt;alert(1)&lt;/script&gt; GmbH" in page
    data = [json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    assert HOSTILE in [entry.get("name") for entry in data]
    feed = etree.fromstring(pages["podcast/feed.xml"])
    assert HOSTILE in [item.findtext("title") for item in feed.iterfind("channel/item")]
    message = message_from_bytes((project / ".builds" / "aktuell" / "mail" / "2026-11.eml").read_bytes(), policy=default)
    rich, plain = message.get_body(("html",)), message.get_body(("plain",))
    assert rich is not None
    assert plain is not None
    assert "<script" not in rich.get_content()
    assert " ".join(HOSTILE.split()) in " ".join(plain.get_content().split())


def pelican(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Pelican itself in a project."""
    env = {**os.environ, "KAMMERTON_NOW": NOW, "PYTHONWARNINGS": "ignore"}
    return subprocess.run([sys.executable, "-m", "pelican", *arguments], cwd=project, env=env, capture_output=True, text=True, check=False)


def test_pelican_alone_makes_the_same_pages(project: Path) -> None:
    """``pelican`` in the project folder writes the same bytes into its own folder, and nothing of the published site."""
    kammerton(project, "publish")
    before = tree(project / "output")

    result = pelican(project)

    assert result.returncode == 0, result.stderr
    assert tree(project / ".builds" / "pelican") == before
    assert tree(project / "output") == before


def test_pelican_alone_refuses_errors(project: Path) -> None:
    """``pelican`` tells the same German messages and writes nothing when there is an error."""
    (project / "content" / "betriebe" / "kaputt.md").write_text("kein Kopf")

    result = pelican(project)

    assert result.returncode == 1
    assert "content/betriebe/kaputt.md:1: Fehler D003" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert not (project / ".builds" / "pelican").exists()


def test_pelican_alone_writes_nowhere_else(project: Path) -> None:
    """``pelican -o episodes`` is refused before anything is touched."""
    before = tree(project / "episodes")

    result = pelican(project, "-o", "episodes")

    assert result.returncode == 2
    assert tree(project / "episodes") == before


def test_nothing_hidden_is_anywhere(project: Path) -> None:
    """A draft and an embargoed entry leave no trace in any file, nor do their recordings."""
    for name, change in (("tischlerei-ahornkamm", "status: entwurf"), ("metallbau-kessler", "datum: 2027-01-01")):
        file = project / "content" / "betriebe" / f"{name}.md"
        text = re.sub(r"(?m)^datum: .*\n", "", file.read_text(), count=1) if change.startswith("datum") else file.read_text()
        file.write_text(text.replace("---\n", f"---\n{change}\n", 1))
    episode = project / "episodes" / "004-ein-server-lacht-nicht.md"
    episode.write_text(episode.read_text().replace("---\n", "---\nstatus: entwurf\n", 1))

    result = kammerton(project, "publish")

    assert result.returncode == 0, result.stdout
    names = (b"tischlerei-ahornkamm/", b"metallbau-kessler/", b"004-ein-server-lacht-nicht")
    files = {**tree(project / "output"), **tree(project / ".builds" / "aktuell" / "mail")}
    assert [(path, name) for path, content in files.items() for name in names if name in content or name.decode() in path] == []


def test_an_empty_region_publishes(project: Path) -> None:
    """A region that has only its legal pages and tables yet is a site without errors."""
    for kind in KINDS:
        for file in (project / kind.folder).glob("*.md") if kind.name != "seite" else ():
            file.unlink()
    without_named_episodes(project)
    for file in (project / "content" / "seiten").glob("*.md"):
        file.write_text(re.sub(rf"\[([^\]]*)\]\((?:{'|'.join(set(LINKABLE) - {'seite'})}):[^)]*\)", r"\1", file.read_text()))

    result = kammerton(project, "publish")

    assert result.returncode == 0, result.stdout
    assert not (project / "output" / "podcast").exists()


def test_an_archived_region_publishes(project: Path) -> None:
    """When everything is archived, pages stay, lists are empty, and no link is dead."""
    for kind in KINDS:
        for file in (project / kind.folder).glob("*.md") if kind.name != "seite" else ():
            if "." not in file.stem:
                file.write_text(file.read_text().replace("---\n", "---\nstatus: archiv\n", 1))

    result = kammerton(project, "publish")

    assert result.returncode == 0, result.stdout
    assert (project / "output" / "betriebe" / "orgelbau-silberklang" / "index.html").is_file()
    assert not (project / "output" / "podcast" / "feed.xml").exists()


def test_embargo_ends_by_itself(project: Path) -> None:
    """An entry of tomorrow is missing today and there tomorrow, without a change to any file."""
    file = project / "content" / "betriebe" / "metallbau-kessler.md"
    file.write_text(re.sub(r"(?m)^datum: .*$", "datum: 2027-01-01", file.read_text(), count=1))
    page = project / "output" / "betriebe" / "metallbau-kessler" / "index.html"

    kammerton(project, "publish", now="2026-12-31 23:59")
    before = page.exists()
    kammerton(project, "publish", now="2027-01-01 00:00")

    assert (before, page.exists()) == (False, True)


def test_a_year_later_nothing_fails(project: Path) -> None:
    """Errors depend on files, never on the clock."""
    results = [kammerton(project, "publish", now=day) for day in ("2027-11-23", "2036-01-01")]

    assert [result.returncode for result in results] == [0, 0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("publish", "--now", "gestern"), "ist kein Zeitpunkt"),
        (("unsinn",), "Aufruf:"),
        (("publish", "--projekt", "gibt-es-nicht"), "keine pelicanconf.py"),
    ],
)
def test_wrong_calls_are_set_up_errors(project: Path, arguments: tuple[str, ...], told: str) -> None:
    """A wrong call or set-up ends with exit code 2 and a German sentence."""
    result = kammerton(project, *arguments)

    assert result.returncode == 2
    assert told in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"plz": "00101"', '"plz": "101"', "pelicanconf.py:{line}: Fehler F019"),
        ('SITEURL = "https', 'SITEURL = "htps', "pelicanconf.py:{line}: Fehler F016"),
        ('GENDER_FORM = "schraegstrich"', 'GENDER_FORM = "stern"', "Fehler F012"),
        ("HERAUSGEBER = {", "HERAUSGEBER = {{", "pelicanconf.py"),
    ],
)
def test_broken_settings_are_set_up_errors(project: Path, old: str, new: str, told: str) -> None:
    """A problem in pelicanconf.py is told with its line; exit code 2."""
    settings = project / "pelicanconf.py"
    text = settings.read_text()
    assert old in text
    settings.write_text(text.replace(old, new, 1))
    line = text[: text.index(old)].count("\n") + 1

    result = kammerton(project, "check")

    assert result.returncode == 2
    assert told.format(line=line) in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_english_console(project: Path) -> None:
    """``KAMMERTON_LANG=en`` speaks English from the first to the last line."""
    result = kammerton(project, "publish", KAMMERTON_LANG="en")

    assert result.returncode == 0
    assert "Done." in result.stdout
    assert not re.search(r"Fertig|Seiten|Betriebe|Folgen|Ausgaben|Fehler|Hinweise", result.stdout)
    assert 'lang="en"' in (project / "output" / "index.html").read_text()


def test_a_second_make_publish_sets_nothing_up() -> None:
    """When everything is set up, ``make publish`` is one call of kammerton: no pip, no network."""
    ready = ROOT / ".venv" / ".bereit"
    if not ready.exists():
        pytest.skip(f"{ready} is missing: the tests were not started with make test")
    planned = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "publish"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert [line.split() for line in planned.splitlines()] == [[".venv/bin/kammerton", "publish"]]


def test_sitemap_lists_what_exists(project: Path) -> None:
    """Every address of the sitemap is a page of the site."""
    kammerton(project, "publish")
    root = etree.parse(str(project / "output" / "sitemap.xml")).getroot()
    paths = [str(loc.text).removeprefix("https://ausbildung.sonnental.example/") for loc in root.iterfind("{*}url/{*}loc")]

    assert [path for path in paths if not (project / "output" / path / "index.html").is_file()] == []
    assert len(paths) > 100
