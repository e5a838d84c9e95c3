"""The preview: everything that waits is seen, with its reason, and nothing else differs from what will be published."""

import re
from dataclasses import replace

import pytest
from tests.app.projects import AUSGABE, FIRM, FOLGE, ROOT
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import FILES

from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import assemble, whole
from kammerton.app.load import load
from kammerton.app.preview import Draft, drafted, why_waiting
from kammerton.app.recordings import with_published_recordings

TEMPLATES = ThemeTemplates(ROOT, "de")


def previewed(files: dict[str, str | bytes]) -> Draft:
    """What the preview shows of a project without errors."""
    sources = FakeSources(files)
    library, report = load(sources, NOW)
    assert not report.has_errors, report.diagnostics
    return drafted(library, sources, WORDS, TEMPLATES)


def changed(file: str, line: str, old: str = r"(?m)^titel: .*$") -> dict[str, str | bytes]:
    """The sample with a line more in one head; or with a line of it replaced."""
    text = str(FILES[file])
    new = re.sub(old, lambda found: f"{found[0]}\n{line}" if old.endswith("titel: .*$") else line, text, count=1)
    assert new != text
    return {**FILES, file: new}


def reasons(draft: Draft) -> dict[str, str]:
    """Why each waiting file waits."""
    return {waiting.file: WORDS.text(waiting.why) for waiting in draft.waiting}


@pytest.mark.parametrize("file", [FIRM, FOLGE, AUSGABE])
def test_a_draft_is_shown_as_it_will_be(file: str) -> None:
    """Pages, feeds and mails of a project with a draft are those of the same project once the draft is finished."""
    draft = previewed(changed(file, "status: entwurf"))
    sources = FakeSources(FILES)
    finished = assemble(with_published_recordings(load(sources, NOW)[0], sources), WORDS, TEMPLATES)

    assert reasons(draft) == {file: "Entwurf, noch nicht öffentlich"}
    assert replace(whole(draft.watch.plan), library=finished.library, addresses=finished.addresses) == finished


def test_what_has_a_date_in_the_future_names_it() -> None:
    """An entry that appears by itself says when."""
    draft = previewed(changed(FOLGE, "datum: 2026-07-02 06:00", r"(?m)^datum: .*$"))

    assert reasons(draft) == {FOLGE: "Erscheint am 2. Juli 2026, 6:00 Uhr"}
    assert any(page.path == draft.waiting[0].path for page in whole(draft.watch.plan).pages)


def test_a_published_build_knows_nothing_of_drafts() -> None:
    """The same project published has neither page nor file of the draft."""
    files = changed(FOLGE, "status: entwurf")
    path = previewed(files).waiting[0].path
    build = assemble(load(FakeSources(files), NOW)[0], WORDS, TEMPLATES)

    assert [page.path for page in build.pages if page.path.startswith(path)] == []
    assert [name for name in (*build.files, *build.copies) if name.startswith(path)] == []


def test_without_drafts_nothing_waits() -> None:
    """Everything of the sample is public."""
    assert previewed(dict(FILES)).waiting == ()


def test_pages_below_an_entry_wait_with_it() -> None:
    """The offers of a firm that is a draft wait as the firm does; other pages do not."""
    draft = previewed(changed(FIRM, "status: entwurf"))
    why = {page.path: why_waiting(page.path, draft.waiting) for page in whole(draft.watch.plan).pages if page.path.startswith("betriebe/")}

    assert {path: bool(reason) for path, reason in why.items()} == {path: path != "betriebe/" for path in why}
    assert len(why) > 2
    assert why_waiting("", draft.waiting) is None
