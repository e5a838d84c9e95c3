"""Publishing again: whatever is kept from before, the site is the one made from nothing, and what is the same stays untouched."""

import errno
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.e2e.conftest import NOW, copy_small, kammerton, tree

from kammerton.adapters import builds
from kammerton.adapters.processes import PROCESSES
from kammerton.app.pieces import Made, Piece, Workshop
from kammerton.cli import main

UNCHANGED = "An der Website ändert sich nichts"


def published(project: Path, *arguments: str, **environment: str) -> str:
    """Publish, and what was said."""
    result = kammerton(project, "publish", *arguments, **environment)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    return result.stdout


def site(project: Path) -> dict[str, bytes]:
    """Everything that was published, mails and server files too, but for what is remembered of how it was made."""
    return {path: content for path, content in tree((project / ".builds" / "aktuell").resolve()).items() if path not in ("herkunft", "eingaben")}


def facts(project: Path) -> dict[str, tuple[int, int]]:
    """Number on the disk and time of every file of the site."""
    folder = (project / "output").resolve()
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def edit(project: Path, file: str, change: Callable[[str], str]) -> None:
    """Write a file anew, as an editor's program does."""
    path = project / file
    text = change(path.read_text(encoding="utf-8"))
    path.unlink()
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small region, published."""
    return copy_small(tmp_path / "projekt")


def firm(project: Path) -> str:
    """A firm of the region."""
    return next((project / "content" / "betriebe").glob("*.md")).relative_to(project).as_posix()


def steps(project: Path) -> Iterator[str]:
    """One change after the other, and what it is."""
    own = firm(project)
    edit(project, own, lambda text: f"{text}\nNoch ein Satz.\n")
    yield "a sentence more"
    edit(project, own, lambda text: text.replace("titel: ", "titel: Neue ", 1))
    yield "another title"
    shutil.copy(project / own, project / "content" / "betriebe" / "zweiter.md")
    yield "a firm more"
    shutil.move(project / "content" / "betriebe" / "zweiter.md", project / "content" / "betriebe" / "dritter.md")
    yield "renamed"
    (project / "content" / "betriebe" / "dritter.md").unlink()
    yield "deleted"
    shutil.copytree(Path(__file__).parents[2] / "theme" / "templates", project / "theme" / "templates")
    edit(project, "theme/templates/base.html", lambda text: text.replace("</body>", "<!-- geändert --></body>"))
    yield "a template"
    edit(project, own, lambda text: f"{text}\nUnd noch einer.\n")
    edit(project, "theme/templates/base.html", lambda text: text.replace("</body>", "{{ view.head.title }}</body>"))
    edit(project, "theme/templates/portrait.html", lambda text: text.replace("</article>", "<!-- geändert --></article>"))
    yield "templates and a text"
    edit(project, "pelicanconf.py", lambda text: text.replace("SITENAME = ", "SITENAME = 'Neu: ' + ", 1))
    yield "a setting"
    shutil.rmtree(project / "theme")
    yield "the theme back again"


def test_whatever_is_kept_the_site_is_the_same(project: Path, tmp_path: Path) -> None:
    """After each change a publish gives, byte by byte, what one that makes everything anew gives; the rest of the files is not touched."""
    for step in steps(project):
        before, old = facts(project), site(project)
        published(project)
        new, now = site(project), facts(project)
        assert {path for path in now if path in before and now[path] != before[path]} == {
            path for path in now if path in before and old.get(f"site/{path}") != new[f"site/{path}"]
        }, step

        anew = shutil.copytree(project, tmp_path / "neu", symlinks=True)
        published(anew, "--neu")
        assert site(anew) == new, step
        shutil.rmtree(anew)


# What may happen to a template: something at its end, at its beginning, in its blocks; another part that it has or no longer has.
CHANGES: tuple[Callable[[str, int], str], ...] = (
    lambda text, n: f"{text}<!-- {n} -->\n",
    lambda text, n: text.replace("</", f"<!-- {n} --></", 1),
    lambda text, n: text.replace("{% block content %}", f"{{% block content %}}<p>{n}</p>"),
    lambda text, n: text.replace("<body>", f"<body>{{{{ view.head.title }}}} {n}"),
    lambda text, n: text.replace("{% block head %}{% endblock %}", f"<!-- {n} -->"),
    lambda text, n: text.replace("<p", f'<p data-n="{n}"'),
)


def change_template(project: Path, chance: random.Random) -> str:
    """Change one template, take one away, or put back the program's own; what it was."""
    own, shipped = project / "theme" / "templates", Path(__file__).parents[2] / "theme" / "templates"
    file = chance.choice([path.relative_to(shipped).as_posix() for path in sorted(shipped.rglob("*.html")) if "service" not in path.parts])
    file = chance.choice([file, "base.html", "portrait.html", "frame/top.html"])
    if (own / file).is_file() and chance.random() < 0.4:
        (own / file).unlink()
        return f"{file} gone"
    (own / file).parent.mkdir(parents=True, exist_ok=True)
    text = ((own / file) if (own / file).is_file() else shipped / file).read_text(encoding="utf-8")
    change = chance.randrange(len(CHANGES))
    (own / file).write_text(CHANGES[change](text, chance.randrange(999)), encoding="utf-8")
    return f"{file} {change}"


def change_text(project: Path, chance: random.Random) -> str:
    """A text more, less, elsewhere or longer, or another setting; what it was."""
    firms = sorted((project / "content" / "betriebe").glob("*.md"))
    file, new = chance.choice(firms), project / "content" / "betriebe" / f"neu-{chance.randrange(999)}.md"
    what = chance.choice(("longer", "retitled", "copied", "copied", "moved", "deleted", "claim"))
    if what == "longer":
        edit(project, file.relative_to(project).as_posix(), lambda text: f"{text}\nNoch ein Satz, {chance.random()}.\n")
    elif what == "retitled":
        edit(project, file.relative_to(project).as_posix(), lambda text: re.sub(r"(?m)^titel: ([\"']?)", r"titel: \1Neu ", text, count=1))
    elif what == "copied":
        shutil.copy(file, new)
    elif what == "claim":
        edit(project, "pelicanconf.py", lambda text: f"{text}\nCLAIM = 'Claim {chance.randrange(99)}'\n")
    elif what == "moved" and file.name.startswith("neu-"):
        file.rename(new)
    elif what == "deleted" and file.name.startswith("neu-"):  # nothing names them
        file.unlink()
    return f"{file.name} {what}"


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_to_texts_and_theme(project: Path, tmp_path: Path, seed: int) -> None:
    """After each of many random changes of texts, settings and templates the site is, byte by byte, the one made anew."""
    chance, done = random.Random(seed), list[str]()
    for _ in range(5):
        done += [change(project, chance) for change in chance.choices((change_template, change_text), weights=(2, 1), k=chance.randrange(1, 3))]
        published(project)
        anew = shutil.copytree(project, tmp_path / "neu", symlinks=True)
        published(anew, "--neu")
        assert site(anew) == site(project), done
        shutil.rmtree(anew)


# A file of the theme, and whether these pieces are what has to be made again when it changes.
THEME: dict[str, Callable[[set[str]], bool]] = {
    "base.html": lambda made: not any(name.startswith(("seiten/betriebe/", "seiten/berufe", "mail/", "feed/")) for name in made),
    "portrait.html": lambda made: bool(made) and all(name.startswith("seiten/") for name in made) and not any("berufe" in name for name in made),
    "offer.html": lambda made: bool(made) and all(name.startswith("seiten/") for name in made) and not any("berufe" in name for name in made),
    "mail/issue.html": lambda made: bool(made) and all(name.startswith("mail/") for name in made),
}


@pytest.mark.parametrize("file", THEME)
def test_a_change_of_the_theme_makes_again_what_it_has_a_part_in(project: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of one kind of page makes these again, that of mails the mails; what stands around all pages is put around what they said."""
    shutil.copytree(Path(__file__).parents[2] / "theme" / "templates", project / "theme" / "templates")
    made = set[str]()

    def noted(piece: Piece, workshop: Workshop) -> Made:
        made.add(piece.name)
        return piece.make(workshop, *piece.about)

    monkeypatch.setattr(Piece, "made", noted)
    monkeypatch.setenv(PROCESSES, "1")
    monkeypatch.setenv("KAMMERTON_NOW", NOW)
    assert main(["publish", "--projekt", str(project), "--quiet"]) == 0
    made.clear()
    edit(project, f"theme/templates/{file}", lambda text: f"{text}<!-- neu -->\n")
    assert main(["publish", "--projekt", str(project), "--quiet"]) == 0

    assert THEME[file](made), sorted(made)
    page = (project / "output" / "impressum" / "index.html").read_text(encoding="utf-8")
    assert ("<!-- neu -->" in page) == (file == "base.html")


def test_nothing_changed_is_told_at_once(project: Path) -> None:
    """A second publish says that nothing changes, and leaves everything as it is; so does one after it, until something changes."""
    published(project)
    before = (project / ".builds" / "aktuell").resolve()

    assert UNCHANGED in published(project)
    assert (project / ".builds" / "aktuell").resolve() == before
    edit(project, firm(project), lambda text: f"{text}\nEin Satz.\n")
    assert UNCHANGED not in published(project)
    assert UNCHANGED in published(project)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_old_builds_that_cannot_be_removed_are_told_after_all_is_published(
    project: Path, processes: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the disk refuses then is said, but not that nothing was published; a publish after it removes them."""
    edit(project, "pelicanconf.py", lambda text: f"{text}\nSTAENDE_BEHALTEN = 1\n")
    published(project)
    edit(project, firm(project), lambda text: f"{text}\nNoch ein Satz.\n")

    def refused(folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    monkeypatch.setattr(builds, "_remove", refused)
    monkeypatch.setenv(PROCESSES, processes)
    monkeypatch.setenv("KAMMERTON_NOW", NOW)
    assert main(["publish", "--projekt", str(project)]) == 2
    said = capsys.readouterr().out
    assert "Frühere Stände der Website ließen sich nicht entfernen." in said
    assert "nichts veröffentlicht" not in said
    assert "Noch ein Satz." in next((project / "output" / "betriebe").glob(f"{Path(firm(project)).stem}/index.html")).read_text(encoding="utf-8")

    monkeypatch.undo()
    edit(project, firm(project), lambda text: f"{text}\nUnd noch einer.\n")
    published(project)
    assert len([path for path in (project / ".builds").iterdir() if path.name.isdigit()]) == 2


LOSSES: dict[str, Callable[[Path], object]] = {
    "a page": lambda project: (project / "output" / "index.html").unlink(),
    "a page replaced": lambda project: replaced(project / "output" / "index.html", b"Fremd"),
    "the record": lambda project: (project / ".builds" / "aktuell" / "herkunft").unlink(missing_ok=True),
    "half the record": lambda project: halved(project / ".builds" / "aktuell" / "herkunft"),
    "a wrong record": lambda project: replaced(project / ".builds" / "aktuell" / "herkunft", b"x" * 999),
    "the state": lambda project: (project / ".builds" / "aktuell" / "eingaben").unlink(),
    "half the state": lambda project: halved(project / ".builds" / "aktuell" / "eingaben"),
    "how pages are made up": lambda project: shutil.rmtree(project / ".cache" / "seitenaufbau", ignore_errors=True),
    "half of how pages are made up": lambda project: halved(project / ".cache" / "seitenaufbau" / "aufbau"),
    "all caches": lambda project: shutil.rmtree(project / ".cache", ignore_errors=True),
    "all builds": lambda project: shutil.rmtree(project / ".builds"),
}


# After these a changed frame is put around pages of which it is not known how they are made up.
LOSSES_OF_LAYOUT = ("a page replaced", "half the record", "how pages are made up", "half of how pages are made up", "all builds")


def replaced(file: Path, content: bytes) -> None:
    """Put another file in the place of one."""
    file.unlink()
    file.write_bytes(content)


def halved(file: Path) -> None:
    """Cut a file in the middle."""
    content = file.read_bytes()
    replaced(file, content[: len(content) // 2])


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_lost_or_damaged_is_made_again(project: Path, loss: str) -> None:
    """Without the records, with damaged ones and with a site somebody has touched, the result is the same."""
    published(project, "--neu")
    whole = site(project)
    LOSSES[loss](project)
    published(project)
    assert site(project) == whole
    if loss not in LOSSES_OF_LAYOUT:
        return

    shutil.copytree(Path(__file__).parents[2] / "theme" / "templates", project / "theme" / "templates")
    edit(project, "theme/templates/base.html", lambda text: text.replace("</body>", "<!-- geändert --></body>"))
    LOSSES[loss](project)
    published(project)
    changed = site(project)
    published(project, "--neu")
    assert site(project) == changed


@pytest.mark.parametrize("processes", ["1", "2", "5"])
def test_however_many_processes(project: Path, processes: str) -> None:
    """One process and several make the same site."""
    published(project)
    whole = site(project)
    published(project, "--neu", KAMMERTON_PROZESSE=processes)

    assert site(project) == whole


def test_pelican_alone_makes_the_same(project: Path) -> None:
    """What the pelican command writes is what a publish writes."""
    published(project)
    command = [sys.executable, "-m", "pelican"]
    result = subprocess.run(command, cwd=project, env={**os.environ, "KAMMERTON_NOW": NOW}, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    assert tree(project / ".builds" / "pelican") == tree((project / "output").resolve())


def test_a_foreign_plugin_gets_its_part(project: Path) -> None:
    """Where the settings name another plugin, Pelican writes the pages and that plugin has a part in it."""
    (project / "fremd.py").write_text(
        "from pelican import signals\n\n\ndef mark(path, context):\n    with open(path, 'a') as page:\n        page.write('<!-- fremd -->')\n\n\n"
        "def register():\n    signals.content_written.connect(mark)\n",
        encoding="utf-8",
    )
    own = "kammerton.adapters.pelican_plugin"
    edit(project, "pelicanconf.py", lambda text: text.replace(f'PLUGINS = ["{own}"]', f'PLUGIN_PATHS = ["."]\nPLUGINS = ["{own}", "fremd"]'))
    published(project)

    assert (project / "output" / "index.html").read_text(encoding="utf-8").endswith("<!-- fremd -->")
