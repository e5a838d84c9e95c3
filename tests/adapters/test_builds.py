"""Build folders: a new site appears in one step or not at all."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from tests.app.projects import library
from tests.fakes import WORDS

from kammerton.adapters import builds, pelican_plugin
from kammerton.adapters.builds import BuildFolder, Wishes, locked_builds, new_build
from kammerton.adapters.files import write_new
from kammerton.adapters.processes import PROCESSES
from kammerton.app.build import Build
from kammerton.app.ports import Watch
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import SetupError
from kammerton.newsletter.mail import Mail


class StoppedError(Exception):
    """Something went wrong in the middle of a build."""


def fill(folder: BuildFolder, text: str) -> None:
    """Write the pages of a build, as Pelican would."""
    write_new(folder._folder / "site" / "index.html", text.encode())
    write_new(folder._folder / "site" / "betriebe" / "index.html", b"Betriebe")


def publish(root: Path, text: str, kept: int = 3) -> None:
    """A whole build with this start page."""
    with new_build(root, kept) as folder:
        fill(folder, text)
        folder.publish()


def fail(root: Path, reason: type[BaseException]) -> None:
    """A build that ends in the middle."""
    with new_build(root, 3) as folder:
        fill(folder, "neu")
        raise reason


def numbers(root: Path) -> list[str]:
    """The build folders that are there."""
    return sorted((p.name for p in (root / ".builds").iterdir() if p.name.isdigit()), key=int)


def start(root: Path) -> str:
    """The published start page."""
    return (root / "output" / "index.html").read_text()


@contextmanager
def reader(path: Path) -> Iterator[list[str]]:
    """Somebody who reads a file all the time; gives what they saw, or the kind of error they met."""
    seen: list[str] = []
    done = Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.append(path.read_text())
            except OSError as reason:
                seen.append(type(reason).__name__)

    thread = Thread(target=read)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def test_the_first_build(tmp_path: Path) -> None:
    """``output`` leads to the published build for good, by way of ``aktuell``."""
    publish(tmp_path, "eins")

    assert start(tmp_path) == "eins"
    assert (tmp_path / "output").readlink() == Path(".builds/aktuell/site")
    assert (tmp_path / ".builds" / "aktuell").readlink() == Path("1")


def test_the_swap_is_one_step(tmp_path: Path) -> None:
    """Whoever reads while builds are published sees the old page or the new one, never none and never a part."""
    texts = [f"{n:03}" * 1000 for n in range(30)]
    publish(tmp_path, texts[0])
    with reader(tmp_path / "output" / "index.html") as seen:
        for text in texts[1:]:
            publish(tmp_path, text, kept=50)

    assert set(seen) <= set(texts)
    assert len(seen) > 30
    assert start(tmp_path) == texts[-1]


def test_nothing_is_seen_before_it_is_published(tmp_path: Path) -> None:
    """While a build is being written the old site stands."""
    publish(tmp_path, "alt")
    with new_build(tmp_path, 3) as folder:
        fill(folder, "neu")

        assert start(tmp_path) == "alt"


def test_a_build_that_is_not_published_is_gone(tmp_path: Path) -> None:
    """Where the audit found errors the folder is removed and the old site stands."""
    publish(tmp_path, "alt")
    with new_build(tmp_path, 3) as folder:
        fill(folder, "neu")

    assert (start(tmp_path), numbers(tmp_path)) == ("alt", ["1"])


@pytest.mark.parametrize("reason", [StoppedError, KeyboardInterrupt, OSError])
def test_a_build_that_fails_is_gone(tmp_path: Path, reason: type[BaseException]) -> None:
    """An error in the middle leaves the old site and no torso."""
    publish(tmp_path, "alt")

    with pytest.raises(reason):
        fail(tmp_path, reason)

    assert (start(tmp_path), numbers(tmp_path)) == ("alt", ["1"])


def test_the_torso_of_a_killed_build_is_removed(tmp_path: Path) -> None:
    """What a build left that was ended from outside is gone after the next one."""
    publish(tmp_path, "alt")
    write_new(tmp_path / ".builds" / "2" / "site" / "index.html", b"halb")
    publish(tmp_path, "neu")

    assert (start(tmp_path), len(numbers(tmp_path))) == ("neu", 2)
    assert "halb" not in [path.read_text() for path in (tmp_path / ".builds").glob("*/site/index.html")]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """A second one is refused with a sentence; after the first is done it may run."""
    with new_build(tmp_path, 3) as folder:
        with pytest.raises(SetupError) as caught, new_build(tmp_path, 3):
            pass
        fill(folder, "eins")
        folder.publish()
    publish(tmp_path, "zwei")

    assert WORDS.text(caught.value.message).startswith("Es läuft schon ein make publish in diesem Ordner.")
    assert start(tmp_path) == "zwei"


def test_a_refused_build_does_not_touch_the_running_one(tmp_path: Path) -> None:
    """The files of the running build are still there after a second one was refused."""
    with new_build(tmp_path, 3) as folder:
        fill(folder, "eins")
        with pytest.raises(SetupError), new_build(tmp_path, 3):
            pass

        assert set(folder.site().paths()) == {"index.html", "betriebe/index.html"}


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    """A build that failed does not keep the next from running."""
    with pytest.raises(StoppedError), new_build(tmp_path, 3):
        raise StoppedError
    publish(tmp_path, "neu")

    assert start(tmp_path) == "neu"


@pytest.mark.parametrize(("kept", "expected"), [(1, ["5", "6"]), (3, ["3", "4", "5", "6"]), (50, ["1", "2", "3", "4", "5", "6"])])
def test_old_builds_are_removed(tmp_path: Path, kept: int, expected: list[str]) -> None:
    """The published build stays, and so many before it as the settings say."""
    for n in range(1, 7):
        publish(tmp_path, str(n), kept)

    assert expected == numbers(tmp_path)


def test_old_builds_go_while_something_else_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who closes what a build leaves to be done finds them gone; until then nobody else builds."""
    monkeypatch.setenv(PROCESSES, "2")
    for n in range(1, 4):
        publish(tmp_path, str(n))
    go, going = os.pipe()
    removed = builds._remove_all
    monkeypatch.setattr(builds, "_remove_all", lambda folders: os.read(go, 1) and removed(folders))
    with ExitStack() as rest:
        with new_build(tmp_path, 1, Wishes(rest=rest)) as folder:
            fill(folder, "4")
            folder.publish()
        assert (start(tmp_path), numbers(tmp_path)) == ("4", ["1", "2", "3", "4"])
        with pytest.raises(SetupError), locked_builds(tmp_path):
            pass
        os.write(going, b"x")

    assert numbers(tmp_path) == ["3", "4"]
    with locked_builds(tmp_path):
        pass


def test_going_back(tmp_path: Path) -> None:
    """An older build that was made the published one again is never removed, and the next gets a new number."""
    for n in range(1, 4):
        publish(tmp_path, str(n))
    (tmp_path / ".builds" / "aktuell").unlink()
    (tmp_path / ".builds" / "aktuell").symlink_to("1")
    with new_build(tmp_path, 1) as folder:
        fill(folder, "nicht veröffentlicht")

    assert start(tmp_path) == "1"
    publish(tmp_path, "4", 1)
    assert (start(tmp_path), numbers(tmp_path)[-1]) == ("4", "4")


@pytest.mark.parametrize("kind", ["folder", "full folder", "file"])
def test_a_foreign_output_is_refused(tmp_path: Path, kind: str) -> None:
    """What somebody made by hand is never replaced or emptied, and nothing is built."""
    output = tmp_path / "output"
    if kind == "file":
        output.write_text("meins")
    else:
        output.mkdir()
        if kind == "full folder":
            (output / "meins.txt").write_text("meins")

    with pytest.raises(SetupError) as caught, new_build(tmp_path, 3):
        pass

    assert "output" in WORDS.text(caught.value.message)
    assert output.exists()
    assert not (tmp_path / ".builds").exists()


def test_a_foreign_link_is_refused(tmp_path: Path) -> None:
    """A link to some other place would show an old site for ever while builds report success; it is refused like a folder."""
    elsewhere = tmp_path / "anderswo"
    elsewhere.mkdir()
    (tmp_path / "output").symlink_to(elsewhere)

    with pytest.raises(SetupError), new_build(tmp_path, 3):
        pass

    assert (tmp_path / "output").readlink() == elsewhere


def test_our_own_link_is_ours_even_when_it_leads_nowhere(tmp_path: Path) -> None:
    """After ``.builds`` was deleted by hand the next build mends it."""
    (tmp_path / "output").symlink_to(".builds/aktuell/site")
    publish(tmp_path, "eins")

    assert start(tmp_path) == "eins"


def test_left_over_links_do_not_disturb(tmp_path: Path) -> None:
    """A link a killed swap left behind is replaced."""
    publish(tmp_path, "eins")
    (tmp_path / ".builds" / "aktuell.neu").symlink_to("99")
    publish(tmp_path, "zwei")

    assert start(tmp_path) == "zwei"


def test_what_was_written(tmp_path: Path) -> None:
    """The audit gets every file of the site by its path, and its bytes."""
    with new_build(tmp_path, 3) as folder:
        fill(folder, "eins")
        site = folder.site()

        assert (set(site.paths()), site.read("index.html")) == ({"index.html", "betriebe/index.html"}, b"eins")


def test_site_and_mails_change_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build holds the site and each mail in three forms, outside the published site."""

    def pelican(_root: Path, output: Path, _build: Build, _watch: Watch) -> tuple[Path, ...]:
        write_new(output / "index.html", b"Start")
        return (output / "index.html",)

    monkeypatch.setattr(pelican_plugin, "run_pelican", pelican)
    mail = Mail("2026-03", "<p>HTML</p>", "Text\n", b"To: a\r\n\r\nText\r\n")
    with new_build(tmp_path, 3) as folder:
        folder.write(Build(library(), Addresses("https://probe.example"), (), {}, {}, (mail,), {}, {}))
        folder.publish()
    found = tmp_path / ".builds" / "aktuell" / "mail"

    assert {path.name: path.read_bytes() for path in found.iterdir()} == {"2026-03.html": b"<p>HTML</p>", "2026-03.txt": b"Text\n", "2026-03.eml": mail.message}
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["index.html"]


def record(folder: BuildFolder, contents: bytes) -> None:
    """Write what a build says it contains."""
    write_new(folder._folder / "inhalt.json", contents)


def snapshot(root: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder of the published build with its number on the disk and its time."""
    published = (root / ".builds" / "aktuell").resolve()
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in (published, *published.rglob("*"))}


def test_an_equal_build_leaves_the_published_one_alone(tmp_path: Path) -> None:
    """Where only changes are wanted and there are none: no new number, no touched file; a change is published."""
    publish(tmp_path, "eins")
    before = snapshot(tmp_path)
    for text, is_new in (("eins", False), ("zwei", True), ("zwei", False)):
        with new_build(tmp_path, 3, Wishes(only_changed=True)) as folder:
            fill(folder, text)
            assert folder.publish() is is_new
        if text == "eins":
            assert (snapshot(tmp_path), numbers(tmp_path)) == (before, ["1"])

    assert (start(tmp_path), numbers(tmp_path)) == ("zwei", ["1", "2"])


@pytest.mark.parametrize("place", ["mail/2026-03.eml", "veroeffentlicht.json", "server/nginx/x.conf"])
def test_mails_and_what_lies_beside_count_as_changes(tmp_path: Path, place: str) -> None:
    """An equal site with another mail, memory or server file is another build."""
    publish(tmp_path, "eins")
    with new_build(tmp_path, 3, Wishes(only_changed=True)) as folder:
        fill(folder, "eins")
        write_new(folder._folder / place, b"neu")
        assert folder.publish()


def test_an_equal_build_mends_a_missing_output(tmp_path: Path) -> None:
    """A process killed between the two links of the first publish leaves no ``output``; the next run makes it, changed or not."""
    publish(tmp_path, "eins")
    (tmp_path / "output").unlink()
    with new_build(tmp_path, 3, Wishes(only_changed=True)) as folder:
        fill(folder, "eins")
        assert not folder.publish()

    assert start(tmp_path) == "eins"


def test_finished_builds(tmp_path: Path) -> None:
    """The published one, the one before, what each holds; going back is one step and keeps the memory handed over."""
    for n in (1, 2, 3):
        with new_build(tmp_path, 3) as folder:
            fill(folder, str(n))
            record(folder, b"%d" % n)
            folder.publish()
    (tmp_path / ".builds" / "2" / "fertig").unlink()
    with locked_builds(tmp_path) as finished:
        assert (finished.published(), finished.before()) == (3, 1)
        assert (finished.contents(1), finished.manifest(1), finished.contents(2)) == (b"1", None, b"2")
        finished.publish(1, b"alles")
        assert (finished.published(), finished.before(), finished.manifest(1)) == (1, None, b"alles")

    assert start(tmp_path) == "1"
    publish(tmp_path, "4")
    assert (start(tmp_path), numbers(tmp_path)) == ("4", ["1", "3", "4"])


def test_builds_are_not_looked_at_while_one_is_made(tmp_path: Path) -> None:
    """Going back and revoking wait their turn, as a second build does."""
    with new_build(tmp_path, 3), pytest.raises(SetupError), locked_builds(tmp_path):
        pass
    with locked_builds(tmp_path), pytest.raises(SetupError), new_build(tmp_path, 3):
        pass


def test_unfit_builds_are_removed_but_for_the_published_one(tmp_path: Path) -> None:
    """What a build says it holds decides; one that says nothing is asked about as nothing."""
    for contents in (b"schlecht", b"gut", b"", b"schlecht"):
        with new_build(tmp_path, 9) as folder:
            fill(folder, "x")
            if contents:
                record(folder, contents)
            folder.publish()
    with locked_builds(tmp_path) as finished:
        assert finished.forget(lambda found: found in (b"schlecht", b"")) == (1, 3)

    assert numbers(tmp_path) == ["2", "4"]


def test_a_build_half_removed_is_never_gone_back_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark goes first: whoever is killed while an old build is removed leaves a torso."""
    for text in ("1", "2"):
        publish(tmp_path, text)

    def killed(_folder: Path) -> None:
        raise StoppedError

    monkeypatch.setattr(builds.shutil, "rmtree", killed)
    with pytest.raises(StoppedError), locked_builds(tmp_path) as finished:
        finished.forget(lambda _: True)
    monkeypatch.undo()
    with locked_builds(tmp_path) as finished:
        assert finished.before() is None
    publish(tmp_path, "3")
    assert numbers(tmp_path) == ["2", "3"]


def test_links_and_what_lies_outside_are_strays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in a build may lead anywhere; Pelican may be made to write anywhere. Both are told to the audit."""
    outside = tmp_path / "weg.html"

    def pelican(_root: Path, output: Path, _build: Build, _watch: Watch) -> tuple[Path, ...]:
        write_new(output / "index.html", b"Start")
        (output / "fremd").symlink_to(tmp_path)
        return output / "index.html", outside

    monkeypatch.setattr(pelican_plugin, "run_pelican", pelican)
    with new_build(tmp_path, 3) as folder:
        folder.write(Build(library(), Addresses("https://probe.example"), (), {}, {}, (), {}, {}))
        build = tmp_path / ".builds" / "1"
        write_new(build / "mail" / "a.html", b"")
        links = [build / "site" / "fremd", build / "mail" / "b.html", build / "daneben"]
        for link in links[1:]:
            link.symlink_to("a.html")
        assert list(folder.strays()) == sorted(map(str, [*links, outside]))
