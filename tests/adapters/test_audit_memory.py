"""What the audit remembers on the disk: right, or nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.audit.sites import FILES, INDEXED, SITE, page
from tests.fakes import FakeSite

import kammerton
from kammerton.adapters.audit_memory import FOLDER, AuditMemory, program_version, version_of
from kammerton.audit import Means, Remembered, audit
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import Diagnostic

PACKAGE = Path(kammerton.__file__).parent
MANY: dict[str, Remembered] = {f"seite-{n}": (f"{n}", (("/a/", f"/{n}/"), ())) for n in range(1000)}
BROKEN = {
    **FILES,
    "index.html": page('<a href="/weg/">x</a>'),
    "neues/index.html": page('<img src="//fremd.example/">'),
    "theme/site.css": "@import '/weg.css'",
}


def audited(files: dict[str, str | bytes], means: Means) -> list[Diagnostic]:
    """Everything the audit finds."""
    return list(audit(FakeSite(files), Addresses(SITE), INDEXED, {"2026-03": page('<a href="/weg/">x</a>')}, means))


@contextmanager
def project() -> Iterator[Path]:
    """A project whose memory holds what was found in a site with defects, in a table with a supplement too."""
    with tempfile.TemporaryDirectory() as name:
        audited(BROKEN, Means(AuditMemory(Path(name), "eins")))
        AuditMemory(Path(name), "eins").keep("viele", "", MANY)
        later = AuditMemory(Path(name), "eins")
        later.keep("viele", "", {**later.recall("viele", ""), "seite-1": ("neu", (("/neu/",), ()))})
        yield Path(name)


def test_what_is_kept_is_recalled(tmp_path: Path) -> None:
    """In the same process and in the next, under its key only, and only by the same version of the program."""
    memory = AuditMemory(tmp_path, "eins")
    memory.keep("viele", "schluessel", MANY)

    assert memory.recall("viele", "schluessel") == AuditMemory(tmp_path, "eins").recall("viele", "schluessel") == MANY
    assert AuditMemory(tmp_path, "eins").recall("viele", "anderer") == {}
    assert AuditMemory(tmp_path, "zwei").recall("viele", "schluessel") == {}
    assert AuditMemory(tmp_path, "eins").recall("andere", "schluessel") == {}


def test_a_large_table_is_not_written_for_each_change(tmp_path: Path) -> None:
    """A few changes go into a supplement, whatever it held before; many make the table anew, and so does one name that is gone."""
    AuditMemory(tmp_path, "eins").keep("viele", "", MANY)
    table, expected = tmp_path / FOLDER / "viele", dict(MANY)
    before = table.stat().st_ino
    for n in range(3):
        memory = AuditMemory(tmp_path, "eins")
        facts = dict(memory.recall("viele", ""))
        expected |= {f"seite-{n}": (f"neu-{n}", (("/neu/",), ())), f"mehr-{n}": ("", ())}
        memory.keep("viele", "", {name: facts[name] if facts.get(name) == entry else entry for name, entry in expected.items()})

        assert AuditMemory(tmp_path, "eins").recall("viele", "") == expected
    assert (table.stat().st_ino, table.with_name("viele-nachtrag").stat().st_size < table.stat().st_size / 50) == (before, True)

    memory = AuditMemory(tmp_path, "eins")
    memory.keep("viele", "", {name: entry for name, entry in memory.recall("viele", "").items() if name != "seite-987"})

    assert not table.with_name("viele-nachtrag").exists()
    assert b"seite-987" not in table.read_bytes()
    before = table.stat().st_ino
    memory.keep("viele", "", dict.fromkeys(memory.recall("viele", ""), ("anders", ())))

    assert table.stat().st_ino != before
    assert not table.with_name("viele-nachtrag").exists()
    assert set(AuditMemory(tmp_path, "eins").recall("viele", "").values()) == {("anders", ())}


@given(st.data())
def test_whatever_is_damaged_only_costs_time(data: st.DataObject) -> None:
    """Cut off, one bit turned, emptied, gone, a folder, an older state: what is recalled is right or nothing, and the audit finds the same."""
    with project() as root:
        names = sorted(file.name for file in (root / FOLDER).iterdir())
        file = root / FOLDER / data.draw(st.sampled_from(names))
        content = file.read_bytes()
        place = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["cut", "bit", "empty", "gone", "folder", "text", "another"])):
            case "cut":
                file.write_bytes(content[:place])
            case "bit":
                file.write_bytes(content[:place] + bytes([content[place] ^ 1 << data.draw(st.integers(0, 7))]) + content[place + 1 :])
            case "empty":
                file.write_bytes(b"")
            case "gone":
                file.unlink()
            case "folder":
                file.unlink()
                file.mkdir()
            case "text":
                file.write_text("eins\n", encoding="utf-8")
            case _:
                file.write_bytes((root / FOLDER / data.draw(st.sampled_from(names))).read_bytes())
        memory = AuditMemory(root, "eins")
        recalled = memory.recall("viele", "")

        assert all(entry == MANY[name] for name, entry in recalled.items() if name != "seite-1")
        assert recalled.get("seite-1") in (None, MANY["seite-1"], ("neu", (("/neu/",), ())))
        assert audited(BROKEN, Means(memory)) == audited(BROKEN, Means())
        assert audited(FILES, Means(memory)) == audited(FILES, Means())


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    """The audit goes on without."""
    (tmp_path / ".cache").write_text("keine Mappe", encoding="utf-8")

    assert audited(BROKEN, Means(AuditMemory(tmp_path, "eins"))) == audited(BROKEN, Means())
    assert AuditMemory(tmp_path, "eins").recall("seiten", "") == {}


def test_the_version_is_that_of_every_source_a_fact_depends_on(tmp_path: Path) -> None:
    """A changed line anywhere in the audit, or in what it may import, makes it another."""
    for folder in ("audit", "rendering", "reading", "domain"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    versions = [version_of(tmp_path)]
    for file in ("audit/lint/values.py", "domain/addresses.py", "reading/picture_bytes.py", "rendering/words.py"):
        (tmp_path / file).write_text((tmp_path / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        versions.append(version_of(tmp_path))

    assert versions[0] == version_of(PACKAGE) == program_version()
    assert len(set(versions)) == len(versions)
