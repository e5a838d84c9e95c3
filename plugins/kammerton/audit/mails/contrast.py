"""Colours and sizes of what is to be read, in the light and in the dark scheme."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from kammerton.audit.mails.colours import BLACK, WHITE, Colour, colour, contrast, over, written
from kammerton.audit.mails.css import Declaration, StyleRule, declarations, means, specificity
from kammerton.audit.mails.mail import Defect, MailRule, ReadMail, is_remark
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M, Message

Scheme = Literal["light", "dark"]
_SCHEMES: dict[Scheme, Message] = {"light": M("hell"), "dark": M("dunkel")}
_DARK = "prefers-color-scheme: dark"
_ENOUGH, _ENOUGH_FOR_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD, _SMALLEST = 24.0, 18.66, 14.0
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
# What browsers give headings without a size of their own.
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83}


@dataclass(frozen=True)
class Look:
    """How a text looks."""

    ink: Colour = BLACK
    paper: Colour = WHITE
    size: float = 16.0
    bold: bool = False


@dataclass(frozen=True)
class ShownText:
    """A text and how it looks."""

    text: str
    look: Look


def shown_texts(mail: ReadMail, scheme: Scheme) -> Iterator[ShownText]:
    """Every visible text with its colours and size: styles of elements, and of style blocks that hold at any width in this scheme."""
    rules = [rule for rule in mail.rules if not rule.media or (scheme == "dark" and _DARK in rule.media and "width" not in rule.media)]
    yield from _shown(mail.tree, Look(), rules)


def _shown(element: etree._Element, around: Look, rules: list[StyleRule]) -> Iterator[ShownText]:
    if is_remark(element) or element.tag in ("head", "style", "script"):
        return
    styles = _styles(element, rules)
    if styles.get("display") == "none" or styles.get("visibility") == "hidden" or styles.get("opacity") == "0":
        return
    look = _look(element, around, styles)
    if element.text and element.text.strip():
        yield ShownText(" ".join(element.text.split()), look)
    for child in element:
        yield from _shown(child, look, rules)
        if child.tail and child.tail.strip():
            yield ShownText(" ".join(child.tail.split()), look)


def _styles(element: etree._Element, rules: list[StyleRule]) -> dict[str, str]:
    """The winning value of each property: important ones first, then the element's own, then by specificity and order."""
    own = [((1, (0, 0, 0), 0), declaration) for declaration in declarations(element.get("style") or "")]
    of_rules = [
        ((0, specificity(rule.selector), n), declaration) for n, rule in enumerate(rules) if means(rule.selector, element) for declaration in rule.declarations
    ]
    ordered = sorted([*own, *of_rules], key=lambda entry: (entry[1].important, entry[0]))
    return dict(pair for _, declaration in ordered for pair in _longhand(declaration))


def _longhand(declaration: Declaration) -> Iterator[tuple[str, str]]:
    yield ("background-color" if declaration.name == "background" else declaration.name), declaration.value


def _look(element: etree._Element, around: Look, styles: dict[str, str]) -> Look:
    ink = colour(styles.get("color", "")) or around.ink
    own_paper = colour(styles.get("background-color", "")) or colour(element.get("bgcolor") or "")
    paper = over(own_paper, around.paper) if own_paper else around.paper
    weight = styles.get("font-weight", "bold" if element.tag in _BOLD else "")
    bold = around.bold if weight in ("", "inherit") else weight in ("bold", "bolder", "600", "700", "800", "900")
    return replace(around, ink=over(ink, paper), paper=paper, size=_size(element, around, styles.get("font-size", "")), bold=bold)


def _size(element: etree._Element, around: Look, stated: str) -> float:
    for unit, factor in (("px", 1.0), ("pt", 4 / 3), ("rem", 16.0), ("em", around.size), ("%", around.size / 100)):
        number = stated.removesuffix(unit)
        if number != stated and number.replace(".", "", 1).isdigit():
            return float(number) * factor
    return around.size * _SIZES.get(str(element.tag), 1.0)


def readable(mail: ReadMail) -> Iterator[Defect]:
    """Every text has a contrast of 4.5 to 1, a large one 3 to 1, light and dark (EMC 2026, rank 7: 58 %; WCAG 2.2, 1.4.3)."""
    for scheme, name in _SCHEMES.items():
        worst: dict[tuple[str, str], tuple[float, str]] = {}
        for shown in shown_texts(mail, scheme):
            look = shown.look
            large = look.size >= _LARGE or (look.bold and look.size >= _LARGE_BOLD)
            ratio = contrast(look.ink, look.paper)
            if ratio < (_ENOUGH_FOR_LARGE if large else _ENOUGH):
                worst.setdefault((written(look.ink), written(look.paper)), (ratio, shown.text))
        for (ink, paper), (ratio, text) in worst.items():
            told = f"{int(ratio * 100) / 100:.2f}".replace(".", ",")
            what = M(
                "Im Modus „{scheme}“ hat „{text}“ zu wenig Kontrast: {ink} auf {paper}, {ratio} zu 1.",
                scheme=name,
                text=text[:40],
                ink=ink,
                paper=paper,
                ratio=told,
            )
            yield Defect(what, TEMPLATE)


def large_enough(mail: ReadMail) -> Iterator[Defect]:
    """No text is smaller than 14 pixels (own rule, note M12: 16 for the text, 14 for the foot; Outlook and iOS enlarge smaller ones at will)."""
    sizes = {shown.look.size: shown.text for shown in shown_texts(mail, "light") if shown.look.size < _SMALLEST}
    for size, text in sizes.items():
        yield Defect(M("Der Text „{text}“ ist mit {size} Pixeln zu klein; mindestens 14 müssen es sein.", text=text[:40], size=f"{size:g}"), TEMPLATE)


CONTRAST = MailRule(
    "M007",
    M("Zu wenig Kontrast in der E-Mail"),
    M(
        "Schrift und Hintergrund unterscheiden sich mindestens im Verhältnis 4,5 zu 1, große Schrift 3 zu 1, im hellen und im dunklen Modus. "
        "Gerechnet wird mit den Farben, die in der E-Mail stehen."
    ),
    readable,
)
SIZES = MailRule("M028", M("Zu kleine Schrift in der E-Mail"), M("Kein Text der E-Mail ist kleiner als 14 Pixel."), large_enough)
