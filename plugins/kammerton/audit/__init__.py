"""What must hold in the result: built files in, diagnostics out."""

from collections.abc import Iterable, Iterator, Mapping

from kammerton.audit.audit import BuiltSite
from kammerton.audit.calendars import check_calendars
from kammerton.audit.feeds import check_feeds
from kammerton.audit.links import check_links
from kammerton.audit.sitemaps import check_sitemap
from kammerton.audit.topic_feeds import check_topic_feeds
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import Diagnostic

__all__ = ["BuiltSite", "audit"]


def audit(site: BuiltSite, addresses: Addresses, indexed: Iterable[str], mails: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Every check over a finished build; ``indexed`` are the paths meant for search engines."""
    yield from check_links(site, addresses, mails)
    yield from check_feeds(site, addresses)
    yield from check_sitemap(site, addresses, indexed)
    yield from check_calendars(site, addresses)
    yield from check_topic_feeds(site, addresses)
