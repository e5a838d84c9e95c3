"""Which features of caniemail.com a mail uses, under the names they have there."""

import re
from collections.abc import Iterator

from lxml import etree

from kammerton.audit.mails.css import Declaration, declarations
from kammerton.audit.mails.mail import ReadMail

# Properties whose longhands have no entry of their own.
_FAMILIES = ("margin", "padding", "border", "list-style", "outline", "font", "grid-template", "flex-direction", "text-decoration")
_PROPERTIES = {
    "font-family": "css-font", "top": "css-left-right-top-bottom", "right": "css-left-right-top-bottom", "bottom": "css-left-right-top-bottom",
    "left": "css-left-right-top-bottom", "row-gap": "css-gap", "column-gap": "css-gap", "overflow-x": "css-overflow", "overflow-y": "css-overflow",
    "columns": "css-column-count", "grid": "css-display-grid", "flex": "css-display-flex",
    **{f"{side}-{axis}": f"css-{side}-inline-block" for side in ("margin", "padding") for axis in ("inline", "block")},
    **{f"{side}-{axis}-{end}": f"css-{side}-{axis}-start-end" for side in ("margin", "padding") for axis in ("inline", "block") for end in ("start", "end")},
}  # fmt: skip
_VALUES = {
    "display": {"flex": "css-display-flex", "inline-flex": "css-display-flex", "grid": "css-display-grid", "none": "css-display-none"},
}
_FUNCTIONS = {
    "calc(": "css-unit-calc", "var(": "css-variables", "rgba(": "css-rgba", "rgb(": "css-rgb", "clamp(": "css-function-clamp", "min(": "css-function-min",
    "max(": "css-function-max", "light-dark(": "css-function-light-dark", "linear-gradient(": "css-linear-gradient", "radial-gradient(": "css-radial-gradient",
    "conic-gradient(": "css-conic-gradient",
}  # fmt: skip
_UNIT = re.compile(r"(?<![\w#.-])-?(?:\d+\.?\d*|\.\d+)(px|em|rem|%|vh|vw|vmin|vmax|ch|ex|cm|mm|in|pt|pc)(?![\w-])")
_SELECTORS = {
    "css-selector-class": r"\.[\w-]", "css-selector-id": r"#[\w-]", "css-selector-attribute": r"\[", "css-selector-universal": r"\*", "css-selector-child": r">",
    "css-selector-adjacent-sibling": r"\+", "css-selector-general-sibling": r"~", "css-selector-descendant": r"[\w\])*] +[\w.#\[*]",
    "css-selector-chaining": r"\.[\w-]+\.", "css-selector-type": r"(?:^|[ >+~])[a-z]",
}  # fmt: skip
_MEDIA = {"prefers-color-scheme": "css-at-media-prefers-color-scheme", "prefers-reduced-motion": "css-at-media-prefers-reduced-motion",
          "orientation": "css-at-media-orientation", "hover": "css-at-media-hover", "device-pixel-ratio": "css-at-media-device-pixel-ratio"}  # fmt: skip
_AT_RULES = {"@font-face": "css-at-font-face", "@import": "css-at-import", "@keyframes": "css-at-keyframes", "@supports": "css-at-supports"}
_ELEMENTS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"), **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "html-lists"),
    **dict.fromkeys(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"), "html-table"), "link": "html-link", "b": "html-strong", "em": "html-strong",
    "i": "html-strong", **dict.fromkeys(("article", "aside", "figure", "figcaption", "footer", "header", "main", "mark", "nav", "section", "summary", "time"), "html-semantics"),
}  # fmt: skip
_ATTRIBUTES = frozenset({
    "align", "valign", "width", "height", "cellpadding", "cellspacing", "background", "lang", "dir", "role", "aria-hidden", "aria-label", "aria-labelledby",
    "aria-describedby", "aria-live", "target", "srcset", "hidden", "required", "popover",
})  # fmt: skip
_LINKS = {"mailto:": "html-mailto-links", "#": "html-anchor-links"}


def features_of(mail: ReadMail) -> frozenset[str]:
    """Every feature the HTML part uses; names that caniemail does not know do no harm."""
    return frozenset([*_in_html(mail), *_in_styles(mail), *_in_blocks(mail)])


def _in_html(mail: ReadMail) -> Iterator[str]:
    if "<!--" in mail.html:
        yield "html-comments"
    for element in mail.elements:
        yield _ELEMENTS.get(str(element.tag), f"html-{element.tag}")
        yield from (f"html-{name}" for name in element.attrib if name in _ATTRIBUTES)
        if element.tag == "a":
            yield from (feature for start, feature in _LINKS.items() if (element.get("href") or "").startswith(start))
        if element.tag == "meta" and element.get("name") == "color-scheme":
            yield "html-meta-color-scheme"
        if element.tag == "img":
            yield from _of_picture(element)


def _of_picture(picture: etree._Element) -> Iterator[str]:
    source = picture.get("src") or ""
    yield f"image-{source.rpartition('.')[2].lower().replace('jpeg', 'jpg')}"
    if source.startswith("data:"):
        yield "image-base64"
    if picture.get("loading"):
        yield "html-loading-attribute"


def _in_styles(mail: ReadMail) -> Iterator[str]:
    for element in mail.elements:
        for declaration in declarations(element.get("style") or ""):
            yield from _of_declaration(declaration)


def _in_blocks(mail: ReadMail) -> Iterator[str]:
    for rule in mail.rules:
        if "@media" in rule.media:
            yield "css-at-media"
        yield from (feature for word, feature in _MEDIA.items() if word in rule.media)
        yield from (feature for word, feature in _AT_RULES.items() if word in f"{rule.media} {rule.selector}")
        if not rule.selector.startswith("@"):
            yield from (feature for feature, pattern in _SELECTORS.items() if re.search(pattern, rule.selector))
            yield from (f"css-pseudo-class-{name}" for name in re.findall(r"(?<!:):([a-z-]+)", rule.selector))
            yield from (f"css-pseudo-element-{name}" for name in re.findall(r"::([a-z-]+)", rule.selector))
        for declaration in rule.declarations:
            yield from _of_declaration(declaration)


def _of_declaration(declaration: Declaration) -> Iterator[str]:
    name, value = declaration.name, declaration.value.lower()
    yield _PROPERTIES.get(name, f"css-{name}")
    yield from (f"css-{family}" for family in _FAMILIES if name.startswith(family + "-"))
    yield from (feature for word, feature in _VALUES.get(name, {}).items() if word in value.split())
    yield from (feature for word, feature in _FUNCTIONS.items() if re.search(rf"(?<![\w-]){re.escape(word)}", value))
    yield from (f"css-unit-{unit.replace('%', 'percent')}" for unit in _UNIT.findall(value))
    if declaration.important:
        yield "css-important"
