"""Where a page stands in the site, as structured data."""

from collections.abc import Mapping, Sequence

from kammerton.domain.addresses import Addresses

Data = Mapping[str, object]


def breadcrumbs(addresses: Addresses, steps: Sequence[tuple[str, str]]) -> Data:
    """The pages from the start to this one, as label and path. See https://schema.org/BreadcrumbList."""
    entries = [{"@type": "ListItem", "position": n, "name": label, "item": addresses.absolute(path)} for n, (label, path) in enumerate(steps, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": entries}
