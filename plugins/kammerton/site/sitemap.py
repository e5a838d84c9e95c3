"""The sitemap and robots.txt. See https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterable

from lxml import etree

from kammerton.domain.addresses import SITEMAP, Addresses

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Addresses, paths: Iterable[str]) -> bytes:
    """The pages that may be indexed, given by their paths, sorted by address."""
    root = etree.Element(f"{{{_NAMESPACE}}}urlset", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # None is the default namespace
    for path in sorted(paths):
        url = etree.SubElement(root, f"{{{_NAMESPACE}}}url")
        etree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = addresses.absolute(path)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def robots(addresses: Addresses) -> bytes:
    """Everything may be read; the sitemap is named."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {addresses.absolute(SITEMAP)}\n".encode()
