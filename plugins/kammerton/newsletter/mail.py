"""An issue as HTML part, text part and finished message."""

import hashlib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Protocol

import css_inline
from markupsafe import Markup

from kammerton.domain.addresses import ISSUES, Addresses, issue_path, page_path
from kammerton.domain.diagnostic import M
from kammerton.domain.document import Document
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.rendering.composition import Composition
from kammerton.rendering.html import to_html
from kammerton.rendering.links import Links
from kammerton.rendering.plain import to_text, wrapped
from kammerton.rendering.words import Words


class _MailPolicy(EmailPolicy):
    """Headers that programs take apart stay whole; Python would write long ones as encoded words."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name in ("List-Id", "List-Unsubscribe"):
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


# RFC 2045 allows 76 characters in a quoted-printable line.
_POLICY = _MailPolicy(linesep="\r\n", max_line_length=76)


class Templates(Protocol):
    """The mail templates of the theme."""

    def render(self, name: str, **values: object) -> str:
        """A template filled with values."""
        ...


@dataclass(frozen=True)
class Mail:
    """The three forms of one issue."""

    issue_id: str
    html: str
    text: str
    message: bytes


@dataclass(frozen=True)
class MailView:
    """What the mail templates print."""

    composition: Composition
    words: Words
    links: Links
    library: Library
    addresses: Addresses

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
        return self.addresses.absolute(issue_path(self.composition.issue.id))

    @property
    def archive(self) -> str:
        """The address of all issues."""
        return self.addresses.absolute(ISSUES)

    @property
    def unsubscribe(self) -> str:
        """The mail link that ends the subscription."""
        newsletter = self.library.settings.newsletter
        return f"mailto:{newsletter.unsubscribe}?subject={self.words.text(M('abmelden'))}"

    def page(self, id_: str) -> str:
        """The complete address of a plain page."""
        return self.addresses.absolute(page_path(id_))

    def html(self, document: Document) -> Markup:
        """A body as HTML with complete links, headings from h2."""
        return to_html(document, self.links.absolute)

    def plain(self, document: Document) -> str:
        """A body as text."""
        return to_text(document, self.links.absolute)

    def wrapped(self, text: str) -> str:
        """A paragraph at 72 columns."""
        return wrapped(text)

    def absolute(self, path: str) -> str:
        """The complete address of a page."""
        return self.addresses.absolute(path)


def make_mail(view: MailView, templates: Templates) -> Mail:
    """Fill the templates, move the styles into the elements and put the message together.

    The same input gives the same bytes: date, Message-ID and MIME boundary derive from the issue.
    """
    issue = view.composition.issue
    html = _inlined(templates.render("mail/issue.html", view=view))
    text = _tidy(templates.render("mail/issue.txt", view=view))
    return Mail(issue.id, html, text, _message(view, html, text))


def _inlined(html: str) -> str:
    """Styles in the elements, the marked style block kept for dark mode; nothing is loaded from anywhere."""
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(html)


def _tidy(text: str) -> str:
    """At most one empty line between parts, no blanks at line ends."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept) + "\n"


def _message(view: MailView, html: str, text: str) -> bytes:
    issue, settings = view.composition.issue, view.library.settings
    newsletter = settings.newsletter
    domain = newsletter.sender.rpartition("@")[2]
    message = EmailMessage(policy=_POLICY)
    sender = Address(newsletter.sender_name, addr_spec=newsletter.sender)
    message["From"] = sender
    message["To"] = sender
    message["Reply-To"] = newsletter.reply_to
    message["Subject"] = issue.subject
    message["Date"] = format_datetime(issue.published.astimezone(ZONE))
    message["Message-ID"] = f"<{issue.id}@{domain}>"
    message["List-Id"] = f"<{newsletter.list_id}>"
    message["List-Unsubscribe"] = f"<mailto:{newsletter.unsubscribe}?subject=abmelden>"
    message["Precedence"] = "bulk"
    message.set_content(text, subtype="plain", charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = view.language  # after the parts: they would take it with them
    message.set_boundary("kammerton-" + hashlib.sha256((text + html).encode()).hexdigest()[:32])
    return message.as_bytes()
