"""Proofs of the sample's issue, for tests of proofreading and handing over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.app.projects import ROOT, build, library
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import FILES, SETTINGS

from kammerton.adapters.mail_programs import mail_programs
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build
from kammerton.app.proof import Proof, prove, wanted_issue

TEMPLATES = ThemeTemplates(ROOT, "de")


def proofs(
    files: Mapping[str, str] = FILES, settings: Mapping[str, Any] = SETTINGS, now: datetime = NOW, wanted: str | None = None
) -> tuple[Build, tuple[Proof, ...]]:
    """The build of a project and every edition of an issue."""
    built = build(library(files, settings, now))
    return built, prove(built, FakeSources(files, settings), WORDS, mail_programs(), wanted_issue(built.library, wanted))


def codes(proof: Proof) -> list[str]:
    """The codes of what was found."""
    return [diagnostic.code for diagnostic in proof.report.diagnostics]
