"""What is remembered of what was published: every copy of the manifest together, and the documented changes."""

from kammerton.app.ports import Sources
from kammerton.deploy.manifest import read_manifest, united, written
from kammerton.domain.change import CHANGES_FILE, Change
from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Report, SettingsError, SetupError, Severity
from kammerton.domain.inventory import Source
from kammerton.domain.published import Published
from kammerton.domain.settings import SiteSettings
from kammerton.reading.problems import LIVE_MANIFEST_MISSING
from kammerton.reading.tables import read_rows


def recall(sources: Sources, settings: SiteSettings) -> tuple[Published, list[Diagnostic]]:
    """What all copies remember together, and what is wrong with them: one of ours that cannot be read is never passed over.

    The live site's copy comes over a network: where it cannot be had or read, a hint says so.
    """
    found, problems = [], []
    live = settings.address if settings.live_manifest else None
    for file, content in sources.remembered(settings.committed_manifest, live):
        manifest, wrong = (None, [_not_had(file, content)]) if isinstance(content, Message) else read_manifest(file, content)
        is_live = live is not None and file.startswith(f"{live}/")
        problems += [_not_had(file, problem.what) for problem in wrong] if is_live and not isinstance(content, Message) else wrong
        found += [manifest] if manifest else []
    return united(found), problems


def _not_had(address: str, reason: Message) -> Diagnostic:
    what = M("Was auf der Website im Netz veröffentlicht ist, lässt sich nicht abrufen: {reason}", reason=reason)
    remedy = M("Bei einer Störung ist nichts zu tun. Bleibt der Hinweis, nehmen Sie VEROEFFENTLICHT_ABRUFEN aus pelicanconf.py.")
    return Diagnostic(LIVE_MANIFEST_MISSING.code, Severity.HINT, Place(address), what, remedy)


def read_changes(content: bytes | None) -> tuple[tuple[Change, ...], dict[tuple[str, str], Source], list[Diagnostic]]:
    """The documented changes, the place of each by its number, and the problems of their table; it may be missing."""
    if content is None:
        return (), {}, []
    rows, problems = read_rows(CHANGES_FILE, Change, content)
    return tuple(change for change, _ in rows), {("aenderung", str(n)): source for n, (_, source) in enumerate(rows)}, problems


def copy_to_keep(sources: Sources, settings: SiteSettings) -> tuple[str, bytes]:
    """The file editors keep with their texts, and what belongs into it."""
    if settings.committed_manifest is None:
        raise SetupError(M('In pelicanconf.py fehlt, wohin: VEROEFFENTLICHT = "content/daten/veroeffentlicht.json"'))
    manifest, problems = recall(sources, settings)
    if Report.of(problems).has_errors:
        raise SettingsError(Report.of(problems), M("Es wurde nichts gemerkt."))
    if manifest == Published():
        raise SetupError(M("Es ist noch nichts veröffentlicht. Beginnen Sie mit: make publish"))
    return settings.committed_manifest, written(manifest)
