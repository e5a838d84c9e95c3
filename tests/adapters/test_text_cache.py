"""What texts were read into is kept: only time tells whether it was, and never more is read than has changed."""

import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from tests.defects import DEFECTS
from tests.fakes import NOW, FakeSources
from tests.sample import EVERYTHING, OF_KIND, SETTINGS

from kammerton.adapters.files import write_new
from kammerton.adapters.project import Project
from kammerton.adapters.text_cache import FOLDER, Share, TextCache, program_key
from kammerton.app.load import load
from kammerton.reading.texts import Text, Wanted

ROOT = Path(__file__).parents[2]
FIRM = "content/betriebe/muster-metall.md"
BROKEN: dict[str, str | bytes] = {
    **EVERYTHING,
    **{f"{OF_KIND[defect.kind].rpartition('/')[0]}/{defect.name}.md": defect.content() for defect in DEFECTS if OF_KIND[defect.kind].endswith(".md")},
    "content/seiten/Über uns.md": "---\ntitel: x\n---\n",
    "content/seiten/leer.md": b"",
}


class KeptSources(FakeSources):
    """A project on the disk whose texts go through the cache; what was opened and what was read is noted."""

    def __init__(self, root: Path, program: str = "1", settings: Mapping[str, object] = SETTINGS, later: int = 10) -> None:
        paths = [path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts]
        super().__init__({path.relative_to(root).as_posix(): path.read_bytes() for path in paths}, settings)
        self.opened: list[str] = []
        self.parsed: list[str] = []
        newest = max(path.stat().st_ctime_ns for path in paths)
        self._cache = TextCache(root, program, self._open, lambda: newest + later * 1_000_000_000)

    def _open(self, path: str) -> bytes | None:
        self.opened.append(path)
        return self.files.get(path)

    def _mapped(self, read: Callable[[Share], bytes], shares: Sequence[Share]) -> Iterable[bytes]:
        self.parsed += [wanted.path for share in shares for wanted, _ in share]
        return map(read, shares)

    def texts(self, wanted: Sequence[Wanted]) -> Sequence[Text | None]:
        return self._cache.texts(wanted, self._mapped)


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write a project's texts."""
    for path, content in files.items():
        write_new(root / path, content if isinstance(content, bytes) else content.encode())


def judge(sources: KeptSources) -> KeptSources:
    """Load a project through the cache and without: inventory and report must be the same."""
    found, report = load(sources, NOW)
    plain, plain_report = load(FakeSources(sources.files, sources.settings()[0]), NOW)

    assert report == plain_report
    assert found.inventory == plain.inventory
    assert list(found.inventory.items()) == list(plain.inventory.items())
    return sources


@pytest.mark.parametrize("files", [EVERYTHING, BROKEN], ids=["every kind", "defects"])
def test_it_makes_no_difference(tmp_path: Path, files: Mapping[str, str | bytes]) -> None:
    """Read into an empty cache, out of a full one or without any, everything is the same, and so is what is told of it."""
    write(tmp_path, files)
    first = judge(KeptSources(tmp_path))
    second = judge(KeptSources(tmp_path))

    assert len(first.parsed) == len(set(first.parsed)) >= len([path for path in files if path.endswith((".md", ".csv"))])
    assert second.opened == second.parsed == []


def test_the_example_region(tmp_path: Path) -> None:
    """So it is for the region that comes with the program."""
    for folder, pattern in (("content", "**/*.*"), ("episodes", "*.*"), ("newsletter", "*.*")):
        texts = [path for path in (ROOT / folder).glob(pattern) if path.suffix in (".md", ".csv", ".vtt", ".srt", ".txt", ".json", ".geojson")]
        write(tmp_path, {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in texts})
    settings = Project(ROOT).settings()[0]

    assert len(judge(KeptSources(tmp_path, settings=settings)).parsed) > 100
    assert judge(KeptSources(tmp_path, settings=settings)).opened == []


def test_one_edit_is_one_reading(tmp_path: Path) -> None:
    """Of many files one has changed: it alone is opened and read."""
    write(tmp_path, {**EVERYTHING, **{f"content/betriebe/firma-{n}.md": EVERYTHING[FIRM] for n in range(200)}})
    judge(KeptSources(tmp_path))
    write(tmp_path, {FIRM: EVERYTHING[FIRM].replace("Treppen", "Türen")})
    edited = judge(KeptSources(tmp_path))

    assert edited.opened == edited.parsed == [FIRM]
    assert judge(KeptSources(tmp_path)).opened == []


def test_other_times_alone_are_no_edit(tmp_path: Path) -> None:
    """After a fresh copy of the project every file is opened once and none is read again."""
    write(tmp_path, EVERYTHING)
    judge(KeptSources(tmp_path))
    write(tmp_path, EVERYTHING)
    copied = judge(KeptSources(tmp_path))

    assert len(copied.opened) > 10
    assert copied.parsed == []
    assert judge(KeptSources(tmp_path)).opened == []


def test_an_edit_that_keeps_size_and_date_is_noticed(tmp_path: Path) -> None:
    """Programs that copy set the date of a file back; its contents count all the same."""
    write(tmp_path, EVERYTHING)
    judge(KeptSources(tmp_path))
    before = (tmp_path / FIRM).stat()
    (tmp_path / FIRM).write_text(EVERYTHING[FIRM].replace("Treppen", "Truppen"))
    os.utime(tmp_path / FIRM, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert judge(KeptSources(tmp_path)).parsed == [FIRM]


def test_a_file_written_a_moment_ago_is_looked_at_again(tmp_path: Path) -> None:
    """Written so shortly before that another edit might leave the same times, a file is opened the next time, too."""
    write(tmp_path, EVERYTHING)
    judge(KeptSources(tmp_path, later=1))
    again = judge(KeptSources(tmp_path))

    assert len(again.opened) > 10
    assert again.parsed == []
    assert judge(KeptSources(tmp_path)).opened == []


def kept_files(root: Path) -> list[Path]:
    """Every file of the cache."""
    return sorted(path for path in (root / FOLDER).rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda _: b"",
        lambda content: bytes([content[0] ^ 1]) + content[1:],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content[:40] + bytes([content[40] ^ 255]) + content[41:],
        lambda content: content + b"x",
        lambda content: os.urandom(len(content)),
    ],
    ids=["half", "empty", "first bit", "last bit", "one byte", "longer", "noise"],
)
def test_damage_costs_time_only(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Whatever becomes of the cache's files, everything is read as without it, and kept again."""
    write(tmp_path, EVERYTHING)
    judge(KeptSources(tmp_path))
    for path in kept_files(tmp_path):
        path.write_bytes(damage(path.read_bytes()))

    assert len(judge(KeptSources(tmp_path)).parsed) > 10
    assert judge(KeptSources(tmp_path)).opened == []


def test_missing_files_cost_time_only(tmp_path: Path) -> None:
    """Each file of the cache may be deleted by itself, and the whole."""
    write(tmp_path, EVERYTHING)
    judge(KeptSources(tmp_path))
    for path in kept_files(tmp_path):
        path.unlink()
        judge(KeptSources(tmp_path))


def test_another_program_reads_for_itself(tmp_path: Path) -> None:
    """What another version read is not taken, and does not stay."""
    write(tmp_path, EVERYTHING)
    judge(KeptSources(tmp_path, "1"))

    assert len(judge(KeptSources(tmp_path, "2")).parsed) > 10
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["2"]


def test_a_deleted_text_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    """What was read from a file that is gone is taken out the next time, and all files can be read by others as the texts can."""
    write(tmp_path, {**EVERYTHING, "content/betriebe/weg.md": EVERYTHING[FIRM].replace("Treppen", "Wendeltreppen")})
    judge(KeptSources(tmp_path))
    before = [path for path in kept_files(tmp_path) if b"Wendeltreppen" in path.read_bytes()]
    (tmp_path / "content/betriebe/weg.md").unlink()
    judge(KeptSources(tmp_path))

    assert len(before) == 1
    assert [path for path in kept_files(tmp_path) if b"Wendeltreppen" in path.read_bytes() or b"weg.md" in path.read_bytes()] == []
    assert {path.stat().st_mode & 0o777 for path in kept_files(tmp_path)} == {0o644}


def test_a_disk_that_takes_nothing_is_read_all_the_same(tmp_path: Path) -> None:
    """Where nothing can be kept, everything is read each time."""
    write(tmp_path, {**EVERYTHING, ".cache": "a file where the folder would be"})
    judge(KeptSources(tmp_path))

    assert len(judge(KeptSources(tmp_path)).parsed) > 10


@pytest.mark.parametrize("seed", range(3))
def test_any_row_of_edits(tmp_path: Path, seed: int) -> None:
    """After each of many random edits, renamings and deletions everything is as without the cache, and only what has changed is read."""
    chance = random.Random(seed)
    write(tmp_path, EVERYTHING)
    judge(KeptSources(tmp_path))
    texts = [path for path in EVERYTHING if path.endswith((".md", ".csv", ".vtt"))]
    defects = [defect.content() for defect in DEFECTS]
    for n in range(25):
        path = tmp_path / chance.choice(texts)
        match chance.choice(["edit", "break", "mend", "delete", "rename"]):
            case "edit" if path.is_file():
                path.write_bytes(path.read_bytes() + f"\nZeile {n}.\n".encode())
            case "break":
                path.write_bytes(chance.choice(defects))
            case "delete":
                path.unlink(missing_ok=True)
            case "rename" if path.is_file():
                path.rename(path.with_name(f"neu-{n}{path.suffix}"))
            case _:
                path.write_text(EVERYTHING[path.relative_to(tmp_path).as_posix()])
        assert len(judge(KeptSources(tmp_path)).parsed) <= 2  # voices in an episode's head decide what its transcript becomes


def test_the_project_keeps_what_it_read(tmp_path: Path) -> None:
    """The project on the disk goes through the cache, and what the program is has a name that stays."""
    write(tmp_path, EVERYTHING)
    wanted = [Wanted(FIRM, "betrieb"), Wanted("content/betriebe/fehlt.md", "betrieb")]
    found, missing = Project(tmp_path).texts(wanted)

    assert found is not None
    assert missing is None
    assert found.found.id == "muster-metall"
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [program_key("schnell")]
    assert program_key("schnell") == program_key("schnell") != program_key("pur")
