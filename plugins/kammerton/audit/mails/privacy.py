"""Nothing in a mail loads, asks or reports anything."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from kammerton.audit.mails.css import declarations
from kammerton.audit.mails.mail import Defect, MailRule, ReadMail, parts_of
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M

_FORBIDDEN = frozenset({
    "script", "form", "input", "button", "select", "textarea", "iframe", "frame", "object", "embed", "applet", "video", "audio", "link", "base", "svg", "canvas",
})  # fmt: skip
_ADDRESS_IN_CSS = re.compile(r"url\(\s*[\"']?([^\"')\s]+)", re.IGNORECASE)


def silent(mail: ReadMail) -> Iterator[Defect]:
    """No script, form, frame, web font or foreign host, no counting pixel (§ 25 TDDDG; mail programs drop the rest anyway)."""
    for element in mail.elements:
        if element.tag in _FORBIDDEN:
            yield Defect(M("In der E-Mail steht <{tag}>; Mailprogramme entfernen oder melden das.", tag=str(element.tag)), TEMPLATE)
        if any(str(name).startswith("on") for name in element.attrib) or (element.get("href") or "").strip().lower().startswith("javascript:"):
            yield Defect(M("In der E-Mail steht ein Skript in <{tag}>.", tag=str(element.tag)), TEMPLATE)
    yield from _pixels(mail)
    yield from _loads(mail)


def _pixels(mail: ReadMail) -> Iterator[Defect]:
    for picture in mail.tree.iter("img"):
        styles = {d.name: d.value for d in declarations(picture.get("style") or "")}
        sides = {picture.get("width"), picture.get("height"), styles.get("width", "").removesuffix("px"), styles.get("height", "").removesuffix("px")}
        if sides & {"0", "1"} or styles.get("display") == "none":
            yield Defect(M("Das unsichtbare Bild „{src}“ würde das Öffnen der E-Mail zählen.", src=picture.get("src") or ""), TEMPLATE)


def _loads(mail: ReadMail) -> Iterator[Defect]:
    own = urlsplit(mail.around.addresses.site_address).netloc
    for address in dict.fromkeys([*_pictures(mail.elements), *_in_styles(mail)]):
        parts = parts_of(address)
        if parts is None or (parts.netloc and parts.netloc != own):
            yield Defect(M("Die E-Mail lädt „{address}“ von einem fremden Server.", address=address), TEMPLATE)
    for rule in mail.rules:
        if rule.selector.lower().startswith(("@font-face", "@import")):
            yield Defect(M("Die E-Mail lädt Schriften oder Stile nach ({rule}).", rule=rule.selector.split()[0]), TEMPLATE)


def _pictures(elements: tuple[etree._Element, ...]) -> Iterator[str]:
    for element in elements:
        if element.tag in ("img", "source"):
            yield from filter(None, (element.get("src"),))
            yield from (entry.split()[0] for entry in (element.get("srcset") or "").split(",") if entry.strip())
        yield from filter(None, (element.get("background"),))


def _in_styles(mail: ReadMail) -> Iterator[str]:
    for element in mail.elements:
        yield from _ADDRESS_IN_CSS.findall(element.get("style") or "")
    for rule in mail.rules:
        for declaration in rule.declarations:
            yield from _ADDRESS_IN_CSS.findall(declaration.value)


SILENT = MailRule(
    "M021",
    M("E-Mail lädt oder meldet etwas"),
    M(
        "In der E-Mail steht kein Skript, kein Formular, kein Rahmen und keine fremde Schrift; sie zählt nicht, wer sie öffnet, und lädt nichts von anderen Servern."
    ),
    silent,
)
