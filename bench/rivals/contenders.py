"""The programs that are compared: how each gets its input, what it is started with, what is removed before a cold run, and what an edit is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import corpus
from bench.rivals import hugo_site, pelican_site

LOCK = Path(__file__).parent / "hugo.lock"
ENVIRONMENT = corpus.ROOT / ".cache" / "bench" / "hugo"
_META = '<meta charset="utf-8">'


@dataclass(frozen=True)
class Contender:
    """A program that makes the site."""

    name: str
    command: tuple[str, ...]
    write: Callable[[Path, int], None]
    output: str
    made: tuple[str, ...]
    edited: Callable[[Path], Path]
    base: str
    is_rebuilt: bool = True
    env: Mapping[str, str] = field(default_factory=dict)

    def clean(self, folder: Path) -> None:
        """Remove everything that a run wrote."""
        for name in self.made:
            path = folder / name
            if path.is_symlink():
                path.unlink()
            shutil.rmtree(path, ignore_errors=True)

    def edit(self, folder: Path, number: int) -> None:
        """One more sentence in one portrait."""
        file = self.edited(folder)
        file.write_text(f"{file.read_text(encoding='utf-8')}\nHeute kam ein Satz dazu, der {number}.\n", encoding="utf-8")

    def change_template(self, folder: Path, number: int) -> None:
        """One more line in the head of every page."""
        file = folder / self.base
        text = file.read_text(encoding="utf-8")
        assert text.count(_META) == 1, file
        file.write_text(text.replace(_META, f'{_META}\n<meta name="generator" content="Lauf {number}">'), encoding="utf-8")


def kammerton(settings: Path, *, full_text: bool) -> Contender:
    """Kammerton as people start it; without the full-text search of another program where not wanted, as where its extra is not installed."""
    script = Path(sys.executable).with_name("kammerton")
    start = (str(script),) if script.exists() else (sys.executable, "-m", "kammerton.cli")
    path = [str(settings), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    if not full_text:
        settings.mkdir()
        (settings / "sitecustomize.py").write_text('import sys\n\nsys.modules["pagefind"] = None\n', encoding="utf-8")
    return Contender(
        "Kammerton", (*start, "publish"), corpus.generate, "output", ("output", ".builds", ".cache"), lambda folder: folder / "content" / "betriebe" / f"{corpus.firm_id(0)}.md",
        "theme/templates/base.html", env={"KAMMERTON_NOW": corpus.NOW, "PYTHONPATH": os.pathsep.join(path)},
    )  # fmt: skip


def hugo(program: Path) -> Contender:
    """Hugo."""
    return Contender(
        "Hugo",
        (str(program), "--quiet"),
        hugo_site.write,
        "public",
        ("public", "resources", ".hugo_build.lock"),
        hugo_site.edited,
        "layouts/_partials/head.html",
    )


def pelican() -> Contender:
    """Stock Pelican, only cold: without its cache, which serves stale pages, every run is the same."""
    command = (sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py")
    return Contender("Pelican", command, pelican_site.write, "public", ("public",), pelican_site.edited, "theme/templates/basis.html", is_rebuilt=False)


def hugo_program(given: str) -> Path:
    """The program of Hugo: the one given, else the locked one in an environment of its own, else one that is installed.

    Raises ``SystemExit`` that says what is missing.
    """
    if given:
        return Path(given).resolve()
    found = next(ENVIRONMENT.glob("lib/*/site-packages/hugo/binaries/hugo*"), None) or _installed()
    if found is None and (installed := shutil.which("hugo")):
        return Path(installed)
    if found is None:
        raise SystemExit(
            f"Missing: hugo. It could not be installed from {LOCK.name}; name a program with --hugo PATH, or leave it out with --only kammerton pelican."
        )
    return found


def _installed() -> Path | None:
    """Install Hugo; its binary, not the Python script that starts it."""
    subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
    pip = [ENVIRONMENT / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes", "-r", LOCK]
    subprocess.run(pip, check=False)
    return next(ENVIRONMENT.glob("lib/*/site-packages/hugo/binaries/hugo*"), None)
