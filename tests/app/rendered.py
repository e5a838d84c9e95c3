"""A build as it is written, in memory: every page through the real theme, every file and mail."""

import re
from email import message_from_bytes
from email.policy import default
from functools import cache
from html import unescape

from tests.app.projects import ROOT, build

from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build
from kammerton.domain.addresses import Addresses, file_of
from kammerton.domain.library import Library
from kammerton.site.views import SitePage


@cache
def theme(language: str) -> ThemeTemplates:
    """The theme speaking a language."""
    return ThemeTemplates(ROOT, language)


def html_of(page: SitePage) -> str:
    """A page as the theme prints it."""
    return theme(page.view.frame.language).render(page.template, view=page.view)


def html_pages(of: Library) -> dict[str, str]:
    """Every page by its path."""
    return {page.path: html_of(page) for page in build(of).pages}


def outputs(built: Build) -> dict[str, bytes]:
    """Everything a build writes, by name: pages, files, mails, and under ``copies`` what is copied from where to where."""
    pages = {file_of(page.path): html_of(page).encode() for page in built.pages}
    mails = {
        f"mail/{mail.issue_id}": "\n".join((mail.html, mail.text, message_from_bytes(mail.message, policy=default)["subject"])).encode() for mail in built.mails
    }
    copies = "\n".join(f"{source} {target}" for target, source in built.copies.items())
    return {**pages, **built.files, **mails, "copies": copies.encode()}


def links(html: str, addresses: Addresses) -> set[str]:
    """The paths of the site that a page links to, without anchors."""
    start = addresses.link("")
    found = (unescape(href).partition("#")[0] for href in re.findall(r'<a\b[^>]* href="([^"]*)"', html))
    return {href.removeprefix(start) for href in found if href.startswith(start)}


def main_of(html: str) -> str:
    """What stands between navigation and footer."""
    return html.partition("<main")[2].partition("</main>")[0]
