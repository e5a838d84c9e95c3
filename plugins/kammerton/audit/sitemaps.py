"""The sitemap lists exactly the pages that may be indexed, and each exists."""

from collections.abc import Iterable, Iterator

from lxml import etree

from kammerton.audit.audit import SITEMAP_FINDING, BuiltSite
from kammerton.audit.facts import UNAIDED, FactKind, Means, known, one_part
from kammerton.domain.addresses import SITEMAP, Addresses, file_of
from kammerton.domain.diagnostic import Diagnostic, M


def _listed(content: bytes) -> tuple[tuple[str, ...]]:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    return (tuple(str(loc.text) for loc in root.iterfind("{*}url/{*}loc")),)


_SITEMAP = FactKind("sitemap", _listed, one_part)


def check_sitemap(site: BuiltSite, addresses: Addresses, indexed: Iterable[str], means: Means = UNAIDED) -> Iterator[Diagnostic]:
    """Compare the sitemap with the pages meant for it and with the files."""
    files = frozenset(site.paths())
    ((locs,),) = known(_SITEMAP, site, [SITEMAP], means).values()
    listed = {loc.removeprefix(addresses.site_address + "/") for loc in locs}
    for path in sorted(listed ^ set(indexed)):
        yield SITEMAP_FINDING.at(SITEMAP, M("„{path}“ steht nur auf einer Seite des Vergleichs.", path=path))
    for path in sorted(p for p in listed if file_of(p) not in files):
        yield SITEMAP_FINDING.at(SITEMAP, M("Die Seite „{path}“ wurde nicht geschrieben.", path=path))
