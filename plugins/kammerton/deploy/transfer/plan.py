"""What has to be done at a target, from three things: what is to be there, what we put there, and what is there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kammerton.deploy.transfer.order import deletion_key, upload_key
from kammerton.deploy.transfer.record import Fingerprints, Record

# A batch goes its way in one call.
BATCH_FILES, BATCH_BYTES = 500, 64_000_000


@dataclass(frozen=True)
class Plan:
    """Uploads in batches, whose order counts and inside which none does; then, after all of them, deletions in their order.

    ``unchanged``: how many files stay as they are. ``foreign``: files of others that an upload would replace.
    """

    batches: tuple[tuple[str, ...], ...]
    deletions: tuple[str, ...]
    unchanged: int
    foreign: tuple[str, ...]

    @property
    def uploads(self) -> tuple[str, ...]:
        """Every upload."""
        return tuple(path for batch in self.batches for path in batch)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not self.batches and not self.deletions


def plan(wanted: Fingerprints, record: Record, there: Mapping[str, int]) -> Plan:
    """Plan a transfer; ``there`` has the size in bytes of the files at the target, of ours and of those that are wanted.

    A file stays when the record has its content and the target its size: so what somebody deleted or cut there comes back.
    Only files of ours are deleted.
    """
    uploads = [path for path, found in wanted.items() if record.files.get(path) != found or there.get(path) != found.size]
    ours = {*record.files, *record.claimed}
    deletions = [path for path in ours if path not in wanted and path in there]
    return Plan(
        batches=tuple(_batches(uploads, wanted, there)),
        deletions=tuple(sorted(deletions, key=deletion_key)),
        unchanged=len(wanted) - len(uploads),
        foreign=tuple(sorted(path for path in uploads if path in there and not record.is_ours(path))),
    )


def _batches(uploads: Sequence[str], wanted: Fingerprints, there: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Uploads in batches that are neither too many files nor too large; a single large file is one of its own."""
    keyed = sorted((*upload_key(path, is_new=path not in there), path) for path in uploads)
    for _, group in groupby(keyed, key=lambda entry: entry[:2]):
        batch: list[str] = []
        filled = 0
        for *_, path in group:
            size = wanted[path].size
            if batch and (len(batch) == BATCH_FILES or filled + size > BATCH_BYTES):
                yield tuple(batch)
                batch, filled = [], 0
            batch.append(path)
            filled += size
        yield tuple(batch)
