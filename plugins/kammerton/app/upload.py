"""Bring a finished site to a target: only what changed, in an order in which nothing names a file that is not there."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace

from kammerton.app.ports import Progress, Way
from kammerton.deploy.transfer.plan import Plan, plan
from kammerton.deploy.transfer.record import (
    LOCK,
    RECORD,
    Fingerprint,
    Fingerprints,
    Holder,
    Record,
    RecordUnreadableError,
    read_holder,
    read_record,
    written_record,
)
from kammerton.domain.diagnostic import M, SetupError

# The record is written on the way whenever so many times its own bytes have travelled: a tenth more traffic at most.
_BYTES_A_RECORD = 10
_RENEW_SECONDS = 300


@dataclass(frozen=True)
class Wishes:
    """Which site goes there, by its address, and what the person at the keyboard allows: ``replace`` files of others, send ``everything`` anew."""

    site: str
    replace: bool = False
    everything: bool = False


def look(way: Way, wanted: Fingerprints, wishes: Wishes) -> tuple[Record, Plan]:
    """What lies at the target, as we remember it, and what is to be done there. Raises ``SetupError`` for an unreadable record."""
    try:
        record = read_record(way.read(RECORD))
    except RecordUnreadableError:
        if not wishes.everything:
            what = M("Am Ziel ist die Datei {name} nicht lesbar, in der steht, was dort von uns ist.", name=RECORD)
            raise SetupError(M("{what} Mit --alles --ersetzen wird alles noch einmal hochgeladen und nichts gelöscht.", what=what)) from None
        record = Record()
    known = Record(claimed=frozenset(record.files) | record.claimed, announced=record.announced) if wishes.everything else record
    return record, plan(wanted, known, way.sizes({*wanted, *record.files, *record.claimed}))


def upload(way: Way, wanted: Fingerprints, holder: Callable[[], Holder], wishes: Wishes, watched: Callable[[int], AbstractContextManager[Progress]]) -> Plan:
    """Do what ``look`` plans, under the lock of the target, and return it.

    Uploads first, the feeds last of them; then deletions; the record last. Whatever interrupts it, running again goes on.
    ``holder`` tells who is uploading, at the moment it is asked; ``watched`` begins to show the progress of so many steps.
    """
    _lock(way, holder())
    try:
        record, found = look(way, wanted, wishes)
        _refuse_foreign(record, found, wishes)
        if not found.is_empty:
            journey = _Journey(way, wanted, replace(record.begun(found.uploads), site=wishes.site), holder)
            with watched(len(found.uploads) + len(found.deletions)) as progress:
                _carry_out(way, found, journey, progress)
    finally:
        with suppress(SetupError):  # what broke the way is told, not that the lock cannot be taken away either
            _drain(way.delete([LOCK]))
    way.finish()
    return found


def _lock(way: Way, mine: Holder) -> None:
    if way.claim(LOCK, mine.written()):
        return
    other = read_holder(way.read(LOCK))
    if other is not None and other.excludes(mine):
        raise SetupError(M("Dorthin lädt gerade schon jemand hoch: {who}, seit {since}. Warten Sie, bis es fertig ist.", who=other.who, since=other.words))
    way.write(LOCK, mine.written())


def _refuse_foreign(record: Record, found: Plan, wishes: Wishes) -> None:
    if record.site not in ("", wishes.site) and not wishes.replace:
        what = M("Am Ziel liegt die Website {site}. Sie würde durch {new} ersetzt.", site=record.site, new=wishes.site)
        raise SetupError(M("{what} Ist es der richtige Ordner? Dann: --ersetzen", what=what))
    if found.foreign and not wishes.replace:
        files = ", ".join(found.foreign[:3]) + (" …" if len(found.foreign) > 3 else "")
        what = M("Am Ziel liegen schon Dateien, die nicht von Kammerton sind und ersetzt würden: {files}.", files=files)
        raise SetupError(M("{what} Ist es der richtige Ordner? Dann: --ersetzen", what=what))


class _Journey:
    """A transfer on its way: the record grows with what arrives, and is written from time to time."""

    def __init__(self, way: Way, wanted: Fingerprints, record: Record, holder: Callable[[], Holder]) -> None:
        self._way, self._wanted, self._before, self._holder = way, wanted, record, holder
        self._there: dict[str, Fingerprint] = dict(record.files)
        self._unwritten, self._record_bytes, self._renewed = 0, 0, holder().seconds
        self.write()

    def arrived(self, path: str) -> None:
        self._there[path] = self._wanted[path]
        self._unwritten += self._wanted[path].size

    def gone(self, path: str) -> None:
        self._there.pop(path, None)

    def pause(self) -> None:
        """Between two batches: write what is worth writing."""
        if self._unwritten >= _BYTES_A_RECORD * self._record_bytes:
            self.write()
        now = self._holder()
        if now.seconds - self._renewed >= _RENEW_SECONDS:
            self._way.write(LOCK, now.written())
            self._renewed = now.seconds

    def write(self) -> None:
        self._write(replace(self._before, files=self._there))

    def end(self) -> None:
        """Everything is there: nothing is claimed any more."""
        self._write(replace(self._before, files={path: self._there[path] for path in self._wanted}, claimed=frozenset()))

    def _write(self, record: Record) -> None:
        content = written_record(record)
        self._way.write(RECORD, content)
        self._unwritten, self._record_bytes = 0, len(content)


def _carry_out(way: Way, found: Plan, journey: _Journey, progress: Progress) -> None:
    try:
        for batch in found.batches:
            for path in way.upload(batch):
                journey.arrived(path)
                progress.step()
            journey.pause()
        for path in way.delete(found.deletions):
            journey.gone(path)
            progress.step()
    except BaseException:
        with suppress(SetupError):
            journey.write()
        raise
    journey.end()


def _drain(paths: Iterable[str]) -> None:
    for _ in paths:
        pass


def announce(way: Way, wanted: Fingerprints, hubs: dict[str, str], tell: Callable[[str, str], bool]) -> None:
    """Tell the hub of each feed (path to hub) that it has changed, where it has since it was last told; what failed is told next time."""
    record = read_record(way.read(RECORD))
    changed = {feed: hub for feed, hub in hubs.items() if feed in wanted and record.announced.get(feed) != wanted[feed].digest}
    told = {feed: wanted[feed].digest for feed, hub in changed.items() if tell(feed, hub)}
    if told:
        way.write(RECORD, written_record(record.with_announced(told)))
        way.finish()
