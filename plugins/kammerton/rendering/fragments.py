"""Small pieces of HTML put together without a template: what a program reads, not a person."""

from collections.abc import Iterable

from markupsafe import Markup


def paragraph(content: str) -> Markup:
    """A paragraph; text is escaped, marked values stay."""
    return Markup("<p>{}</p>").format(content)


def quotation(content: str) -> Markup:
    """Somebody's words."""
    return Markup("<blockquote>{}</blockquote>").format(content)


def section(heading: str, content: str, anchor: str = "") -> Markup:
    """A heading with what stands under it; ``anchor`` is the heading's place in addresses."""
    start = Markup('<h2 id="{}">').format(anchor) if anchor else Markup("<h2>")
    return Markup("{}{}</h2>{}").format(start, heading, content)


def joined(parts: Iterable[str]) -> Markup:
    """One piece after the other."""
    return Markup("").join(parts)


def indexed_document(language: str, title: str, attributes: tuple[str, str], content: Markup) -> Markup:
    """A document for Pagefind (its data attributes): what of it is searched, its kind, and further names it is found by but never quoted with."""
    return Markup(
        '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
        '<body data-pagefind-body data-art="{}" data-namen="{}" data-pagefind-meta="art[data-art], namen[data-namen]">'
        "<h1 data-pagefind-ignore>{}</h1>{}</body></html>"
    ).format(language, title, *attributes, title, content)
