"""The sitemap lists exactly the pages that may be indexed, and each exists."""

from collections.abc import Iterable, Iterator

from lxml import etree

from kammerton.audit.audit import SITEMAP_FINDING, BuiltSite
from kammerton.domain.addresses import SITEMAP, Addresses, file_of
from kammerton.domain.diagnostic import Diagnostic, M


def check_sitemap(site: BuiltSite, addresses: Addresses, indexed: Iterable[str]) -> Iterator[Diagnostic]:
    """Compare the sitemap with the pages meant for it and with the files."""
    files = frozenset(site.paths())
    root = etree.fromstring(site.read(SITEMAP), etree.XMLParser(resolve_entities=False, no_network=True))
    listed = {str(loc.text).removeprefix(addresses.site_address + "/") for loc in root.iterfind("{*}url/{*}loc")}
    for path in sorted(listed ^ set(indexed)):
        yield SITEMAP_FINDING.at(SITEMAP, M("„{path}“ steht nur auf einer Seite des Vergleichs.", path=path))
    for path in sorted(p for p in listed if file_of(p) not in files):
        yield SITEMAP_FINDING.at(SITEMAP, M("Die Seite „{path}“ wurde nicht geschrieben.", path=path))
