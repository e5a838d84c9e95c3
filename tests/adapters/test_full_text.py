"""The full-text index, made by the real Pagefind."""

import sys
from pathlib import Path

import pytest

from kammerton.adapters.full_text import full_text_index, is_installed
from kammerton.domain.diagnostic import SetupError

PAGE = '<!DOCTYPE html><html lang="de"><body data-pagefind-body data-art="{art}" data-pagefind-meta="art[data-art]"><h1>{title}</h1><p>{title} {art}</p></body></html>'
DOCUMENTS = {f"wissen/seite-{n}/": PAGE.format(art="Wissen" if n % 2 else "Folge", title=f"Seite {n}").encode() for n in range(40)}


def test_same_documents_same_bytes() -> None:
    """Two runs write the same files, one fragment a document, and nothing that our page does not load."""
    written = dict(full_text_index(DOCUMENTS))
    plain = {path for path in written if "/" not in path}

    assert dict(full_text_index(DOCUMENTS)) == written
    assert len([path for path in written if path.startswith("fragment/")]) == len(DOCUMENTS)
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.de.pagefind"} <= plain
    assert [path for path in plain if "ui" in path or "highlight" in path] == []


def test_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra nothing is imported, and it is known that there is no Pagefind."""
    assert is_installed()
    monkeypatch.setitem(sys.modules, "pagefind", None)

    assert not is_installed()


def test_a_program_that_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pagefind is there and cannot be started, one sentence says so."""
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "gibt-es-nicht"))

    with pytest.raises(SetupError) as told:
        dict(full_text_index(DOCUMENTS))
    assert "Pagefind" in told.value.message.template


def test_a_program_that_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pagefind ends in the middle of its work, nobody waits for it, and one sentence says so."""
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho Mist\nkill -9 $$\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))

    with pytest.raises(SetupError, match="Pagefind"):
        dict(full_text_index(DOCUMENTS))
