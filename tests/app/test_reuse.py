"""A build that leaves alone what did not change is the build made from nothing."""

import random
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.app.projects import AUSGABE, FIRM, FOLGE, ROOT, episode, portrait
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import EVERYTHING, SETTINGS

from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build, Placed, completed, planned, whole
from kammerton.app.load import load
from kammerton.app.pieces import Made, together
from kammerton.app.recordings import with_published_recordings
from kammerton.app.reuse import Observation, Origin, Provenance, observation, watchable
from kammerton.domain.library import Library
from kammerton.domain.observed import Reads

TEMPLATES = ThemeTemplates(ROOT, "de")
Files = dict[str, str]


def project() -> Files:
    """A project with several firms and episodes beside one thing of every kind."""
    firms = {
        f"content/betriebe/nachbar-{n}.md": portrait(titel=f"Nachbar {n}", datum=f"2026-03-0{n}", kurz="" if n == 2 else f"Der {n}. Nachbar.")
        for n in (1, 2, 3)
    }
    return {**EVERYTHING, **firms, **episode(2), **episode(3)}


def loaded(files: Mapping[str, str], settings: Mapping[str, Any], now: datetime) -> Library | None:
    """The library of a project; None where the content has errors."""
    sources = FakeSources(files, settings)
    library, report = load(sources, now)
    return None if report.has_errors else with_published_recordings(library, sources)


class Builder:
    """Builds in memory; of each piece it keeps what came of it, and makes anew only what has changed."""

    def __init__(self) -> None:
        self.before = Provenance()
        self.kept: dict[str, Made] = {}
        self.made: list[str] = []

    def build(self, library: Library) -> Build:
        """The build of a library, with what is as it was taken from the one before."""
        reads = Reads()
        watch = observation(planned(watchable(library, reads), WORDS, TEMPLATES, full_text=True), reads)
        base = watch.questions.digest(library.settings)
        unchanged = watch.kept(self.before).unchanged if self.before.base == base else {}
        self.made = [piece.name for piece in watch.plan.pieces if piece.name not in unchanged]
        origins = {piece.name: unchanged.get(piece.name) or self._make(watch, piece.name) for piece in watch.plan.pieces}
        self.before = watch.provenance(base, origins)
        return completed(watch.plan, together(self.kept[piece.name] for piece in watch.plan.pieces), Placed())

    def _make(self, watch: Observation, name: str) -> Origin:
        piece = next(piece for piece in watch.plan.pieces if piece.name == name)
        with watch.reads.watched() as found:
            self.kept[name] = piece.made(watch.workshop)
        return Origin(watch.about(piece), tuple(found))


def outputs(build: Build) -> tuple[Any, ...]:
    """What of a build reaches the disk."""
    return build.pages, dict(build.files), dict(build.copies), build.mails, dict(build.beside), dict(build.drawings), dict(build.full_text)


def add_sentence(files: Files, chance: random.Random) -> None:
    """A sentence more in some text."""
    path = chance.choice([p for p in files if p.endswith(".md")])
    files[path] += f"\nSatz {chance.random()}.\n"


def change_title(files: Files, chance: random.Random) -> None:
    """Another title or short text."""
    path, field = chance.choice([p for p in files if p.endswith(".md")]), chance.choice(("titel", "kurz"))
    files[path] = re.sub(rf"(?m)^{field}: .*$", f"{field}: Anders {chance.randrange(99)}", files[path], count=1)


def change_status(files: Files, chance: random.Random) -> None:
    """A text becomes a draft or goes to the archive, or comes back."""
    path = chance.choice([p for p in files if p.endswith(".md")])
    status = chance.choice(("", "status: entwurf\n", "status: archiv\n"))
    files[path] = re.sub(r"(?m)^(titel: .*\n)", rf"\1{status}", re.sub(r"(?m)^status: .*\n", "", files[path]), count=1)


def change_day(files: Files, chance: random.Random) -> None:
    """A text appears on another day."""
    path = chance.choice([p for p in files if p.startswith("content/") and p.endswith(".md")])
    files[path] = re.sub(r"(?m)^datum: \S+$", f"datum: 2026-0{chance.randrange(1, 8)}-1{chance.randrange(9)}", files[path], count=1)


def rename(files: Files, chance: random.Random) -> None:
    """A firm is called something else, with or without a note of its former name."""
    path = chance.choice([p for p in files if p.startswith("content/betriebe/") and p.endswith(".md") and p != FIRM])
    text = files.pop(path)
    former = path.rpartition("/")[2].removesuffix(".md")
    note = f"frueher: [{former}]\n" if chance.random() < 0.5 and "frueher" not in text else ""
    files[f"content/betriebe/umbenannt-{chance.randrange(10**6)}.md"] = re.sub(r"(?m)^(titel: .*\n)", rf"\1{note}", text, count=1)


def delete(files: Files, chance: random.Random) -> None:
    """A text goes."""
    files.pop(chance.choice([p for p in files if p.endswith(".md") and not p.startswith("content/seiten/")]))


def change_word(files: Files, chance: random.Random) -> None:
    """A table calls something else."""
    path = chance.choice([p for p in files if p.endswith(".csv")])
    lines = files[path].splitlines()
    n = chance.randrange(1, len(lines))
    cells = lines[n].split(",")
    if '"' not in lines[n] and len(cells) > 1:
        cells[1] += "x"
        files[path] = "\n".join((*lines[:n], ",".join(cells), *lines[n + 1 :])) + "\n"


def change_transcript(files: Files, chance: random.Random) -> None:
    """Somebody said something else."""
    path = chance.choice([p for p in files if p.endswith(".vtt")])
    files[path] = files[path].rstrip("\n") + f" {chance.randrange(999)}\n"


CHANGES: tuple[Callable[[Files, random.Random], None], ...] = (
    add_sentence, add_sentence, change_title, change_title, change_status, change_day, rename, delete, change_word, change_transcript,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_many_changes_one_after_the_other(seed: int) -> None:
    """After every change of files, settings or time the build is the one made from nothing, whatever was kept from before."""
    chance = random.Random(seed)
    files, settings, now, builder = project(), dict(SETTINGS), NOW, Builder()
    compared = 0
    for step in range(25):
        changed = dict(files)
        chance.choice(CHANGES)(changed, chance)
        now += timedelta(hours=chance.choice((0, 0, 0, 1, 30)))
        if step % 9 == 8:
            settings["CLAIM" if "CLAIM" in settings else "SITENAME"] = f"Neu {step}"
        library = loaded(changed, settings, now)
        if library is None:
            continue  # a change that is an error is no build
        files, compared = changed, compared + 1

        assert outputs(builder.build(library)) == outputs(whole(planned(library, WORDS, TEMPLATES, full_text=True))), f"step {step}"
    assert compared > 8


def test_nothing_is_made_twice() -> None:
    """Where nothing has changed nothing is made, whatever the clock says meanwhile."""
    builder, library = Builder(), loaded(project(), SETTINGS, NOW)
    later = loaded(project(), SETTINGS, NOW + timedelta(hours=1))
    assert library is not None
    assert later is not None
    builder.build(library)
    builder.build(later)

    assert builder.made == []


@pytest.mark.parametrize(
    ("file", "made"),
    [
        ("content/betriebe/nachbar-1.md", {"seiten/betrieb/nachbar-1"}),
        (FIRM, {"seiten/betrieb/muster-metall"}),
        (FOLGE, {"seiten/folge/001-am-amboss", "feed/podcast"}),
        (AUSGABE, {"seiten/newsletter", "seiten/ausgabe/2026-03", "mail/2026-03"}),
        ("content/seiten/impressum.md", {"seiten/seite/impressum"}),
    ],
)
def test_a_sentence_costs_its_own_pages(file: str, made: set[str]) -> None:
    """A sentence more makes the pages that show it, and the feed or mail that holds it; an index only where it holds the sentence."""
    files = project()
    builder = Builder()
    for text in (files[file], f"{files[file]}\nNoch ein Satz.\n"):
        library = loaded({**files, file: text}, SETTINGS, NOW)
        assert library is not None
        builder.build(library)

    assert set(builder.made) - {"dateien/suche", "dateien/atom", "volltext"} == made


@pytest.mark.parametrize("size", [10, 40])
def test_the_effort_does_not_grow_with_the_region(size: int) -> None:
    """However many firms there are, a sentence more in the text of one makes one piece."""
    files = {**project(), **{f"content/betriebe/firma-{n}.md": portrait(titel=f"Firma {n}") for n in range(size)}}
    builder = Builder()
    for more in ("", "\nNoch ein Satz.\n"):
        library = loaded({**files, "content/betriebe/firma-7.md": files["content/betriebe/firma-7.md"] + more}, SETTINGS, NOW)
        assert library is not None
        builder.build(library)

    assert builder.made == ["seiten/betrieb/firma-7"]
