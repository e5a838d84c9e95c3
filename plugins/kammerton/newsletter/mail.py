"""An issue as HTML part, text part and finished message."""

from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import urlsplit

import css_inline
from markupsafe import Markup

from kammerton.domain.addresses import ISSUES, Addresses, issue_path, page_path
from kammerton.domain.diagnostic import M
from kammerton.domain.document import Document
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.newsletter.addressee import MARKS, Addressee, with_tag
from kammerton.newsletter.message import MessageTemplate, list_id, serialise
from kammerton.rendering.composition import Composition
from kammerton.rendering.html import to_html
from kammerton.rendering.hyphens import well_broken
from kammerton.rendering.links import Links
from kammerton.rendering.plain import to_text, wrapped
from kammerton.rendering.words import Words


class Templates(Protocol):
    """The mail templates of the theme."""

    def render(self, name: str, **values: object) -> str:
        """A template filled with values."""
        ...


@dataclass(frozen=True)
class Mail:
    """The three forms of one edition of an issue, the same for everybody who gets it."""

    issue_id: str
    html: str
    text: str
    message: bytes
    edition: str = ""

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.issue_id}.{self.edition}" if self.edition else self.issue_id


@dataclass(frozen=True)
class MailView:
    """What the mail templates print. Without an addressee the mail is for nobody in particular."""

    composition: Composition
    words: Words
    links: Links
    library: Library
    addresses: Addresses
    addressee: Addressee | None = None

    @property
    def language(self) -> str:
        """The BCP 47 tag of the mail."""
        return self.words.language

    @property
    def date(self) -> str:
        """The day of the issue in words."""
        return self.words.day(self.composition.issue.published.astimezone(ZONE).date())

    @property
    def web_copy(self) -> str:
        """The address of the archive page."""
        return self.absolute(issue_path(self.composition.issue.id))

    @property
    def archive(self) -> str:
        """The address of all issues."""
        return self.absolute(ISSUES)

    @property
    def unsubscribe(self) -> str:
        """The way out: the page of the service where there is one and a token, else a mail."""
        service = self.library.settings.newsletter.service
        return f"{service}/abmelden/{self.addressee.token}" if service and self.addressee else self.unsubscribe_by_mail

    @property
    def unsubscribe_by_mail(self) -> str:
        """The mail link that ends the subscription."""
        mailbox = with_tag(self.library.settings.newsletter.unsubscribe, self.addressee.token if self.addressee else "")
        return f"mailto:{mailbox}?subject={self.words.text(M('abmelden'))}"

    def page(self, id_: str) -> str:
        """The complete address of a plain page."""
        return self.absolute(page_path(id_))

    def html(self, document: Document) -> Markup:
        """A body as HTML with complete links, headings from h2."""
        return to_html(document, self._resolved)

    def plain(self, document: Document) -> str:
        """A body as text."""
        return to_text(document, self._resolved)

    def wrapped(self, text: str) -> str:
        """A paragraph at 72 columns."""
        return wrapped(text)

    def soft(self, text: str) -> str:
        """A title whose lines break well."""
        return well_broken(text, self.language)

    def absolute(self, path: str) -> str:
        """The complete address of a page, with the mark of the campaign where one is set."""
        return self._marked(self.addresses.absolute(path))

    def file(self, path: str) -> str:
        """The complete address of a picture."""
        return self.addresses.absolute(path)

    def _resolved(self, href: str) -> str | None:
        address = self.links.absolute(href)
        return self._marked(address) if address else address

    def _marked(self, address: str) -> str:
        """A link into the site with the parameter that tells where readers come from: the same for everybody."""
        parameter, site = self.library.settings.newsletter.campaign, self.addresses.site_address
        if not parameter or not (address == site or address.startswith((f"{site}/", f"{site}?", f"{site}#"))):
            return address
        parts = urlsplit(address)
        query = "&".join(filter(None, (parts.query, f"{parameter}={self.composition.issue.id}")))
        return parts._replace(query=query).geturl()


def make_mail(view: MailView, templates: Templates) -> Mail:
    """Fill the templates, move the styles into the elements and put the message together, the same for everybody.

    The same input gives the same bytes: date, Message-ID and MIME boundary derive from the issue.
    """
    html, text = make_parts(view, templates)
    message = serialise(_headers(view, view.composition.issue.published), text, html, view.words).general
    return Mail(view.composition.issue.id, html, text, message, view.composition.edition.name)


def make_template(view: MailView, templates: Templates, sent_at: datetime) -> MessageTemplate:
    """The message with places for each recipient's own words, to be sent at an aware moment."""
    marked = replace(view, addressee=MARKS)
    html, text = make_parts(marked, templates)
    return serialise(_headers(marked, sent_at), text, html, view.words)


def make_parts(view: MailView, templates: Templates) -> tuple[str, str]:
    """The HTML part and the text part."""
    return _inlined(templates.render("mail/issue.html", view=view)), _tidy(templates.render("mail/issue.txt", view=view))


def envelope_sender(view: MailView, tag: str) -> str:
    """Where undeliverable mails return to: a mailbox whose tag tells whose it was (VERP)."""
    newsletter = view.library.settings.newsletter
    return with_tag(newsletter.bounces or newsletter.sender, tag)


def message_id(view: MailView, id_: str) -> str:
    """The Message-ID of an edition for a recipient's id, the same at every attempt: logs of relays are asked for it."""
    domain = view.library.settings.newsletter.sender.rpartition("@")[2]
    return f"<{view.composition.name}{f'.{id_}' if id_ else ''}@{domain}>"


def _inlined(html: str) -> str:
    """Styles in the elements, the marked style block kept for dark mode; nothing is loaded from anywhere."""
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(html).rstrip() + "\n"


def _tidy(text: str) -> str:
    """At most one empty line between parts, no blanks at line ends."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept) + "\n"


def _headers(view: MailView, moment: datetime) -> list[tuple[str, str | Address]]:
    """The headers in order. Those that would be untrue are not there: one click needs a service, a feedback name needs DKIM."""
    composition, newsletter, to = view.composition, view.library.settings.newsletter, view.addressee
    sender = Address(newsletter.sender_name, addr_spec=newsletter.sender)
    by_mail = f"<{view.unsubscribe_by_mail}>"
    one_click = bool(newsletter.service and to)
    headers: list[tuple[str, str | Address]] = [
        ("From", sender),
        ("To", to.address if to else sender),
        ("Reply-To", newsletter.reply_to),
        ("Subject", composition.issue.subject),
        ("Date", format_datetime(moment.astimezone(ZONE))),
        ("Message-ID", message_id(view, to.id if to else "")),
        ("List-Id", list_id(newsletter.title, newsletter.list_id)),
        ("List-Unsubscribe", f"<{view.unsubscribe}>, {by_mail}" if one_click else by_mail),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click" if one_click else ""),
        ("Precedence", "bulk"),
        ("Feedback-ID", f"{composition.name}:newsletter:ausgabe:{newsletter.feedback_id}" if newsletter.feedback_id else ""),
        ("Content-Language", view.language),
    ]
    return [(name, value) for name, value in headers if value]
