"""What the mail linter reads, what it knows of the build around a mail, and how it speaks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from urllib.parse import SplitResult, urlsplit

from lxml import etree
from lxml.html import document_fromstring

from kammerton.audit.mails.css import StyleRule, style_rules
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import Diagnostic, Message, Place, Severity
from kammerton.domain.settings import NewsletterSettings, Publisher


@dataclass(frozen=True)
class MailPrograms:
    """Which features of HTML and CSS the mail programs an issue must work in leave out: name and programs of each feature."""

    names: Mapping[str, str]
    without: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Surroundings:
    """What is true around a mail.

    ``files`` are the paths of the site with the size of those that are known before the site is written, ``over`` the pages of
    things that have ended by the day of sending, each with the sentence that says so.
    """

    addresses: Addresses
    publisher: Publisher
    newsletter: NewsletterSettings
    files: Mapping[str, int | None]
    over: Mapping[str, Message]
    programs: MailPrograms


@dataclass(frozen=True)
class Link:
    """A link of a mail and its words; those of a picture are its alternative text."""

    href: str
    words: str


@dataclass(frozen=True)
class ReadMail:
    """One issue, ready to be sent, as its readers' programs will take it apart."""

    issue_id: str
    place: Place
    html: str
    text: str
    raw: bytes
    around: Surroundings = field(repr=False)

    @cached_property
    def tree(self) -> etree._Element:
        """The HTML part."""
        return document_fromstring(self.html or "<html></html>")

    @cached_property
    def body(self) -> etree._Element:
        """The body of the HTML part."""
        found = self.tree.find("body")
        assert found is not None, "lxml makes one"
        return found

    @cached_property
    def elements(self) -> tuple[etree._Element, ...]:
        """Every element in reading order, comments left out."""
        return tuple(self.tree.iter("*"))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link in reading order."""
        return tuple(Link((a.get("href") or "").strip(), words_of(a)) for a in self.elements if a.tag == "a" and a.get("href") is not None)

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        """The address of every picture, each once."""
        return tuple(dict.fromkeys(filter(None, (picture.get("src") for picture in self.tree.iter("img")))))

    @cached_property
    def rules(self) -> tuple[StyleRule, ...]:
        """The rules of the style blocks."""
        return tuple(rule for style in self.elements if style.tag == "style" for rule in style_rules(style.text or ""))

    @cached_property
    def message(self) -> EmailMessage:
        """The message as a mail program reads it."""
        found = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found

    def page_of(self, link: str) -> str | None:
        """The path on the site that a link leads to; None for a link out of it."""
        site = self.around.addresses.site_address
        parts = parts_of(link)
        if parts is None:
            return None
        plain = parts._replace(query="", fragment="").geturl()
        if plain.rstrip("/") == site:
            return ""
        return plain.removeprefix(site + "/") if plain.startswith(site + "/") else None


def parts_of(address: str) -> SplitResult | None:
    """The parts of an address, or None for what is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def is_remark(element: etree._Element) -> bool:
    """Whether a node of the tree is a comment or the like; ``iter()`` gives them, too."""
    return isinstance(element, etree._Comment | etree._ProcessingInstruction)  # noqa: SLF001 - lxml has no public names for them


def words_of(element: etree._Element) -> str:
    """What is read out of an element: its text, the alternative texts of its pictures, or its label."""
    parts: list[str] = []
    _collect(element, parts)
    return " ".join("".join(parts).split()) or (element.get("aria-label") or "").strip()


def _collect(element: etree._Element, parts: list[str]) -> None:
    if not is_remark(element) and element.get("aria-hidden") != "true":
        parts.append(element.get("alt") or "" if element.tag == "img" else element.text or "")
        for child in element:
            _collect(child, parts)
            parts.append(child.tail or "")


@dataclass(frozen=True)
class Defect:
    """What one rule finds: the sentence, how to mend it, how grave it is."""

    what: Message
    remedy: Message | None = None
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class MailRule:
    """One thing that must hold for a mail: its code, its title and paragraph in the handbook, and its check."""

    code: str
    title: Message
    handbook: Message
    check: Callable[[ReadMail], Iterable[Defect]]

    def judge(self, mail: ReadMail) -> Iterable[Diagnostic]:
        """What is wrong with the mail, each thing once."""
        return (Diagnostic(self.code, defect.severity, mail.place, defect.what, defect.remedy) for defect in dict.fromkeys(self.check(mail)))
