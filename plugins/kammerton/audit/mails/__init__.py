"""The mail linter: what must hold for an issue before it is sent or handed over. Its errors stop sending, never the site."""

from collections.abc import Iterator

from kammerton.audit.mails.contrast import CONTRAST, SIZES
from kammerton.audit.mails.law import IMPRINT, WAY_OUT
from kammerton.audit.mails.links import COMPLETE, CURRENT, EXISTING
from kammerton.audit.mails.mail import MailRule, ReadMail
from kammerton.audit.mails.message import HEADED, WELL_FORMED
from kammerton.audit.mails.names import ALTERNATIVES, GENERIC_NAMES, LINK_NAMES
from kammerton.audit.mails.outlook import DARK, FOR_WORD, PREVIEW, UNFINISHED
from kammerton.audit.mails.pictures import SHOWN
from kammerton.audit.mails.privacy import SILENT
from kammerton.audit.mails.programs import SUPPORTED
from kammerton.audit.mails.size import CHARACTERS, SIZE
from kammerton.audit.mails.structure import DIRECTIONS, HEADINGS, LANGUAGES, PAGE_LANGUAGE, TABLES, TITLE
from kammerton.audit.mails.text_part import TEXT_PART
from kammerton.domain.diagnostic import Diagnostic

MAIL_RULES: tuple[MailRule, ...] = (
    DIRECTIONS, LANGUAGES, TABLES, HEADINGS, LINK_NAMES, PAGE_LANGUAGE, CONTRAST, ALTERNATIVES, TITLE, GENERIC_NAMES, SUPPORTED, SIZE, CHARACTERS, IMPRINT, WAY_OUT,
    COMPLETE, EXISTING, CURRENT, WELL_FORMED, HEADED, SILENT, SHOWN, TEXT_PART, PREVIEW, UNFINISHED, FOR_WORD, DARK, SIZES,
)  # fmt: skip


def lint_mail(mail: ReadMail) -> Iterator[Diagnostic]:
    """Every rule over one issue."""
    for rule in MAIL_RULES:
        yield from rule.judge(mail)
