"""What must hold in the result: built files in, diagnostics out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kammerton.audit.audit import BuiltSite, Stamp
from kammerton.audit.calendars import check_calendars
from kammerton.audit.facts import UNAIDED, Means, Memory, Remembered
from kammerton.audit.feeds import check_feeds
from kammerton.audit.hidden import check_hidden
from kammerton.audit.links import check_links
from kammerton.audit.sitemaps import check_sitemap
from kammerton.audit.targets import check_targets, check_written
from kammerton.audit.topic_feeds import check_topic_feeds
from kammerton.domain.addresses import THEME, Addresses
from kammerton.domain.diagnostic import Diagnostic
from kammerton.domain.hidden import HiddenThings

__all__ = ["BuiltSite", "Means", "Memory", "Ordered", "Remembered", "Stamp", "audit", "audit_order", "check_targets"]


@dataclass(frozen=True)
class Ordered:
    """What a build was to be: the paths of its files, what must not show, and what is not in the site itself.

    ``strays``: what was written elsewhere. ``mails``: the texts of the mails by file name. ``sentences``: what program and
    theme say themselves, asked for only where it matters. ``folders``: whatever lies in these is ordered as a whole.
    """

    targets: frozenset[str]
    strays: tuple[str, ...]
    hidden: HiddenThings
    mails: Mapping[str, str]
    sentences: Callable[[], Iterable[str]]
    folders: tuple[str, ...] = (THEME,)


def audit_order(site: BuiltSite, ordered: Ordered, means: Means = UNAIDED) -> Iterator[Diagnostic]:
    """Whether a finished build is what was ordered, and shows nothing hidden."""
    yield from check_written(site, ordered.targets, ordered.strays, ordered.folders)
    yield from check_hidden(site, ordered.mails, ordered.hidden, ordered.sentences, means)


def audit(site: BuiltSite, addresses: Addresses, indexed: Iterable[str], mails: Mapping[str, str], means: Means = UNAIDED) -> Iterator[Diagnostic]:
    """Every check over a finished build; ``indexed`` are the paths meant for search engines."""
    yield from check_links(site, addresses, mails, means)
    yield from check_feeds(site, addresses, means)
    yield from check_sitemap(site, addresses, indexed, means)
    yield from check_calendars(site, addresses, means)
    yield from check_topic_feeds(site, addresses, means)
