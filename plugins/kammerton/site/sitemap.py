"""The sitemap and robots.txt. See https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterable

from lxml import etree

from kammerton.domain.addresses import SITEMAP, Addresses
from kammerton.site.views import SitePage

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Addresses, pages: Iterable[SitePage]) -> bytes:
    """Every page that may be indexed, sorted by address."""
    root = etree.Element(f"{{{_NAMESPACE}}}urlset", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # None is the default namespace
    for path in sorted(page.path for page in pages if page.view.head.indexed):
        url = etree.SubElement(root, f"{{{_NAMESPACE}}}url")
        etree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = addresses.absolute(path)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def robots(addresses: Addresses) -> bytes:
    """Everything may be read; the sitemap is named."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {addresses.absolute(SITEMAP)}\n".encode()
