"""Check, build into a new folder, audit, and only then swap."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kammerton.app.build import Build, assemble
from kammerton.app.load import load
from kammerton.app.ports import Sources
from kammerton.app.recordings import with_published_recordings
from kammerton.audit import BuiltSite, audit
from kammerton.domain.diagnostic import Report
from kammerton.newsletter.mail import Templates
from kammerton.rendering.words import Words


class NewBuild(Protocol):
    """A build folder nobody sees yet."""

    def write(self, build: Build) -> None:
        """Write pages, files, copies and mails."""
        ...

    def site(self) -> BuiltSite:
        """What was written, for the audit."""
        ...

    def publish(self) -> None:
        """Make it the published one, in one step."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What came of publishing: the report, and the build where it was published."""

    report: Report
    build: Build | None


def check(sources: Sources, now: datetime) -> Report:
    """Read and judge the project, write nothing."""
    return load(sources, now)[1]


def publish(sources: Sources, now: datetime, words: Words, templates: Templates, new_build: Callable[[int], AbstractContextManager[NewBuild]]) -> Outcome:
    """Publish the project as it is at ``now``; with an error anywhere the published site stays as it was."""
    library, report = load(sources, now)
    if report.has_errors:
        return Outcome(report, None)
    library = with_published_recordings(library, sources)
    build = assemble(library, words, templates, full_text=sources.can_index())
    with new_build(library.settings.kept_builds) as folder:
        folder.write(build)
        audited = audit(folder.site(), build.addresses, [page.path for page in build.pages if page.view.head.indexed], {m.name: m.html for m in build.mails})
        report = Report.of((*report.diagnostics, *audited))
        if report.has_errors:
            return Outcome(report, None)
        folder.publish()
    return Outcome(report, build)
