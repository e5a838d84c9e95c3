"""Derivatives kept between runs: found again, never trusted blindly, safe when two runs meet."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import PIL
import pytest
from tests.adapters.awkward_pictures import derivatives, noise, plain
from tests.fakes import WORDS

from kammerton.adapters.pictures import CACHE, PictureStore
from kammerton.adapters.progress import ConsoleWatch, Manner
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.pictures import RECIPE, PictureFacts

LATER = 10**10  # nanoseconds: the clock of a store that begins ten seconds after its files were written


def settled(root: Path) -> PictureStore:
    """A store for whose clock every file is old enough to be remembered."""
    return PictureStore(root, lambda: max(p.stat().st_ctime_ns for p in root.rglob("*")) + LATER)


class CountingStore(PictureStore):
    """Counts which files are read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, settled(root)._clock)
        self.read: list[str] = []

    def _read(self, path: str, *others):
        self.read.append(path)
        return super()._read(path, *others)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two pictures, one of them twice."""
    (tmp_path / "content").mkdir()
    noise().save(tmp_path / "content" / "a.jpg")
    plain().save(tmp_path / "content" / "b.png")
    shutil.copy(tmp_path / "content" / "a.jpg", tmp_path / "content" / "c.jpg")
    return tmp_path


PATHS = ("content/a.jpg", "content/b.png", "content/c.jpg")


def published(store: PictureStore, root: Path) -> dict[str, bytes]:
    """Everything a build would copy."""
    return {f"{path} {width} {ending}": file.read_bytes() for path in PATHS for width, ending, file in derivatives(store, root, path)}


def test_the_same_input_gives_the_same_bytes(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Derivatives hold no time, no place and no chance."""
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(project / "content", other / "content")

    assert published(PictureStore(project), project) == published(PictureStore(other), other)


def test_untouched_files_are_not_read(project: Path) -> None:
    """A second run neither decodes nor hashes, and gives the same facts."""
    first = CountingStore(project)
    before = [first.facts(path) for path in PATHS]
    second = CountingStore(project)

    assert [second.facts(path) for path in PATHS] == before
    assert (first.read, second.read) == ([*PATHS], [])


def test_a_content_is_decoded_once(project: Path) -> None:
    """A copy, or a file with new times, finds what was made of its content."""
    store = settled(project)
    store.facts("content/a.jpg")
    times = {file: file.stat().st_mtime_ns for _, _, file in derivatives(store, project, "content/a.jpg")}
    os.utime(project / "content" / "a.jpg", ns=(1, 1))

    again = CountingStore(project)

    assert again.facts("content/a.jpg") == again.facts("content/c.jpg")
    assert again.read == ["content/a.jpg", "content/c.jpg"]
    assert {file: file.stat().st_mtime_ns for file in times} == times


def test_a_changed_file_is_read_again(project: Path) -> None:
    """Another content of the same length gives other facts, at once."""
    store = settled(project)
    before, content = store.facts("content/a.jpg"), (project / "content" / "a.jpg").read_bytes()
    (project / "content" / "a.jpg").write_bytes(content[:-20] + b"\x12" + content[-19:])

    assert store.facts("content/a.jpg").hash != before.hash


def test_files_just_written_are_not_remembered(project: Path) -> None:
    """Times within two seconds may hide a second change; such a file is read again."""
    PictureStore(project).facts("content/a.jpg")
    again = CountingStore(project)
    again.facts("content/a.jpg")

    assert again.read == ["content/a.jpg"]


def test_a_kept_content_does_not_excuse_a_lying_ending(project: Path) -> None:
    """What is fine as a JPEG is no PNG, also where its derivatives are there already."""
    store = settled(project)
    store.facts("content/a.jpg")
    shutil.copy(project / "content" / "a.jpg", project / "content" / "a.png")

    assert store.facts("content/a.png") == "mismatch"


def test_problems_are_not_kept(project: Path) -> None:
    """A mended file is fine at once."""
    store, good = settled(project), (project / "content" / "a.jpg").read_bytes()
    (project / "content" / "a.jpg").write_bytes(good[:999])
    told = store.facts("content/a.jpg")
    (project / "content" / "a.jpg").write_bytes(good)

    assert told == "truncated"
    assert isinstance(store.facts("content/a.jpg"), PictureFacts)


# What happens to which file of the cache (of the first picture's folder, where it begins with a slash).
GONE, ZEROS = "gone", "zeros"
DAMAGES = {
    "no cache": ("", GONE),
    "no index": ("index.json", GONE),
    "an empty index": ("index.json", b""),
    "an index of zeros": ("index.json", ZEROS),
    "an index of another version": ("index.json", b'{"version": 0, "pictures": {"content/a.jpg": [1, 2, 3, "x"]}}'),
    "an index with nonsense": ("index.json", b'{"version": 1, "pictures": {"content/a.jpg": [1, {}], "content/b.png": 7}}'),
    "an index that is a list": ("index.json", b"[1]"),
    "an index without end": ("index.json", b"[" * 200_000),
    "no folder": ("/", GONE),
    "no facts": ("/facts.json", GONE),
    "facts with nonsense": ("/facts.json", b'{"width": "1", "height": -1, "has_alpha": 0, "files": {"240.jpg": [{}, []]}}'),
    "facts without files": ("/facts.json", b'{"width": 240, "height": 160, "has_alpha": false, "files": 3}'),
    "facts of another picture": ("/facts.json", b'{"width": 300, "height": 160, "has_alpha": false, "files": {}}'),
    "a missing derivative": ("/240.avif", GONE),
    "an empty derivative": ("/240.jpg", b""),
    "a derivative of zeros, as a crash leaves it": ("/240.jpg", ZEROS),
}


def folder_of(root: Path) -> Path:
    """The folder of the first picture's derivatives."""
    return (root / PictureStore(root).derivative("content/a.jpg", 240, "jpg")).parent


def spoil(file: Path, damage: str | bytes) -> None:
    """Remove a file or folder, fill it with zeros or with something else."""
    if damage == GONE:
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    else:
        file.write_bytes(damage if isinstance(damage, bytes) else bytes(file.stat().st_size))


@pytest.mark.parametrize(("where", "damage"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_changes_nothing_but_time(project: Path, where: str, damage: str | bytes) -> None:
    """Whatever is missing, empty, old or full of zeros: the next run publishes the very same bytes."""
    store = settled(project)
    before = published(store, project), [store.facts(path) for path in PATHS]

    spoil((folder_of(project) if where.startswith("/") else project / CACHE) / where.lstrip("/"), damage)

    again = settled(project)
    assert (published(again, project), [again.facts(path) for path in PATHS]) == before


def test_an_index_that_names_another_content(project: Path) -> None:
    """An entry leads to nothing outside the cache."""
    store = settled(project)
    before = store.facts("content/a.jpg")
    index = project / CACHE / "index.json"
    entries = json.loads(index.read_bytes())
    entries["pictures"]["content/a.jpg"][-1] = "../../content"
    index.write_text(json.dumps(entries))

    assert settled(project).facts("content/a.jpg") == before


def test_derivatives_of_an_older_recipe_or_pillow_are_not_used(project: Path) -> None:
    """The folder's name holds both versions, so that other bytes are never taken for the same."""
    assert folder_of(project).name.endswith(f"-{RECIPE}-{PIL.__version__}")


def test_a_build_sees_one_content(project: Path) -> None:
    """A picture changed in the middle of a build is still published as it was measured, or the build is refused."""
    store = settled(project)
    store.facts("content/a.jpg")
    name = store.derivative("content/a.jpg", 240, "jpg")
    plain().save(project / "content" / "a.jpg")

    assert store.derivative("content/a.jpg", 240, "jpg") == name
    shutil.rmtree(project / CACHE)
    with pytest.raises(SetupError):
        store.derivative("content/a.jpg", 240, "jpg")


WORK = """
import sys
from pathlib import Path
from kammerton.adapters.pictures import PictureStore
store = PictureStore(Path(sys.argv[1]))
for path in sys.argv[2:]:
    facts = store.facts(path)
    print(facts, *(store.derivative(path, width, "avif") for width in facts.widths))
"""


def test_two_processes_at_once(tmp_path: Path) -> None:
    """Two runs that derive the same pictures at the same time agree, and leave a whole cache."""
    paths = [f"{n}.jpg" for n in range(4)]
    for n, path in enumerate(paths):
        noise((420 + n, 300)).save(tmp_path / path)
    runs = [subprocess.Popen([sys.executable, "-c", WORK, tmp_path, *paths], stdout=subprocess.PIPE, text=True) for _ in range(2)]

    first, second = [run.communicate()[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0]
    assert first == second
    assert list((tmp_path / CACHE).rglob(".neu-*")) == []
    store = CountingStore(tmp_path)
    assert [isinstance(store.facts(path), PictureFacts) for path in paths] == [True] * 4


def test_decoding_is_not_loaded_for_untouched_pictures(project: Path) -> None:
    """A run that finds everything in the cache answers without Pillow's decoders."""
    store = settled(project)
    store.facts("content/a.jpg")
    code = WORK + "\nassert 'PIL.Image' not in sys.modules"
    result = subprocess.run([sys.executable, "-c", code, project, "content/a.jpg"], capture_output=True, text=True, check=False)

    assert result.stderr == ""


def test_it_is_told_what_had_to_be_made(project: Path) -> None:
    """The same content is made once, whatever its files are called; later everything is kept, read anew or not."""
    told = []
    for _ in range(2):
        watch = ConsoleWatch(WORDS, Manner.NOTHING)
        with watch.stage(M("Bilder aufbereiten")) as stage:
            for path in PATHS:
                PictureStore(project, watch=watch).facts(path)
        told.append((stage.spent.made, stage.spent.kept))

    assert told == [(2, 1), (0, 3)]
