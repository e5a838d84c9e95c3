"""Check, build into a new folder, audit, and only then swap."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kammerton.app.build import Build, Placed, completed, planned
from kammerton.app.load import load
from kammerton.app.pieces import Made
from kammerton.app.ports import Sources
from kammerton.app.recordings import with_published_recordings
from kammerton.app.reuse import Observation, observation, watchable
from kammerton.audit import BuiltSite, Means, Ordered, audit, audit_order, check_targets
from kammerton.deploy.contents import rests_on
from kammerton.domain.diagnostic import Diagnostic, M, Report
from kammerton.domain.hidden import hidden_things
from kammerton.domain.observed import Reads
from kammerton.newsletter.mail import Templates
from kammerton.rendering.words import Words


class NewBuild(Protocol):
    """A build folder nobody sees yet."""

    def make(self, observation: Observation) -> tuple[Made, Placed]:
        """Make the pieces of a build; what of them is still to be written, and what lies there already."""
        ...

    def write(self, build: Build) -> None:
        """Write the rest: pages, files, copies and mails."""
        ...

    def site(self) -> BuiltSite:
        """What was written, for the audit."""
        ...

    def means(self) -> Means:
        """What the audit works with."""
        ...

    def strays(self) -> Iterable[str]:
        """What was written outside the build, or leads out of it."""
        ...

    def sentences(self) -> Iterable[str]:
        """What program and theme say themselves, whatever the content is."""
        ...

    def publish(self) -> bool:
        """Make it the published one, in one step; False where only changes are wanted and there are none."""
        ...

    def forget(self, is_unfit: Callable[[bytes], bool]) -> None:
        """Remove the kept builds whose record of contents is unfit."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What came of publishing: the report, and the build where it was published, or would have been but for being the same.

    ``site`` is what was published.
    """

    report: Report
    build: Build | None
    is_unchanged: bool = False
    site: BuiltSite | None = None


def check(sources: Sources, now: datetime) -> Report:
    """Read and judge the project, write nothing."""
    return load(sources, now)[1]


def publish(sources: Sources, now: datetime, words: Words, templates: Templates, new_build: Callable[[int], AbstractContextManager[NewBuild]]) -> Outcome:
    """Publish the project as it is at ``now``; with an error anywhere the published site stays as it was."""
    library, report = load(sources, now)
    if report.has_errors:
        return Outcome(report, None)
    library = with_published_recordings(library, sources)
    reads = Reads()
    plan = planned(watchable(library, reads), words, templates, full_text=sources.can_index())
    with new_build(library.settings.kept_builds) as folder:
        made, placed = folder.make(observation(plan, reads))
        with sources.watch.stage(M("Weiterleitungen und Gedächtnis")):
            build = completed(plan, made, placed)
        report = Report.of((*report.diagnostics, *check_targets(build.targets)))
        if report.has_errors:
            return Outcome(report, None)
        folder.write(build)
        with sources.watch.stage(M("Ergebnis prüfen")):
            site = folder.site()
            report = Report.of((*report.diagnostics, *_audited(build, folder, site)))
        if report.has_errors:
            return Outcome(report, None)
        with sources.watch.stage(M("Sichern und umschalten")):
            is_new = folder.publish()
            revoked = frozenset(number for number in library.words.consents if not library.allows(number))
            folder.forget(lambda record: rests_on(record, revoked))
    return Outcome(report, build, not is_new, site if is_new else None)


def _audited(build: Build, folder: NewBuild, site: BuiltSite) -> Iterator[Diagnostic]:
    """Everything that is wrong with what was written."""
    means = folder.means()
    indexed = [page.path for page in build.page_facts if page.indexed]
    yield from audit(site, build.addresses, indexed, {m.name: m.html for m in build.mails}, means)
    texts = {f"{m.name}.html": m.html for m in build.mails} | {f"{m.name}.txt": m.text for m in build.mails}
    yield from audit_order(site, Ordered(build.targets, tuple(folder.strays()), hidden_things(build.library), texts, folder.sentences, build.folders), means)
