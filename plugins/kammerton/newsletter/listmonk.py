"""An issue as a campaign of listmonk (https://listmonk.app/docs/apis/campaigns/).

listmonk runs bodies through Go's html/template, which drops comments, Outlook's conditions among them, and takes doubled
braces for its own; both are written so that they come out as they went in.
"""

import json
import re
from email import message_from_bytes, policy
from typing import Any

from kammerton.domain.issue import Issue
from kammerton.domain.settings import ListmonkSettings, NewsletterSettings
from kammerton.newsletter.handover import SYSTEMS, filled
from kammerton.newsletter.mail import Mail

# A template that adds nothing: our mail is a whole document.
TEMPLATE_NAME = "Kammerton"
TEMPLATE_BODY = '{{ template "content" . }}'
_SYSTEM = SYSTEMS["listmonk"]
_COMMENT = re.compile(r"(<!--.*?-->)", re.DOTALL)
_OWN_HEADERS = ("Reply-To", "List-Id", "Precedence", "Content-Language")


def campaign(mail: Mail, marked: tuple[str, str], issue: Issue, newsletter: NewsletterSettings, listmonk: ListmonkSettings | None) -> dict[str, Any]:
    """What is posted to ``/api/campaigns``: a draft that somebody looks at and starts there; its template is chosen when it is posted.

    ``marked`` are HTML and text with marks where something of a recipient belongs.
    """
    html, text = filled((_escaped(marked[0]), _literal(marked[1])), _SYSTEM)
    message = message_from_bytes(mail.message, policy=policy.default)
    return {
        "name": f"{mail.name}: {issue.subject}",
        "subject": _literal(issue.subject),
        "lists": list(listmonk.lists) if listmonk else [],
        "from_email": f"{newsletter.sender_name} <{newsletter.sender}>",
        "type": "regular",
        "content_type": "html",
        "messenger": "email",
        "body": html,
        "altbody": text,
        "tags": ["kammerton", mail.name],
        "headers": [{name: str(message[name])} for name in _OWN_HEADERS if message[name]],
    }


def _escaped(html: str) -> str:
    pieces = _COMMENT.split(html)
    return "".join(_safe(piece) if n % 2 else _literal(piece) for n, piece in enumerate(pieces))


def _safe(comment: str) -> str:
    """A comment as listmonk's function ``Safe`` hands it through."""
    return f"{{{{ Safe {json.dumps(comment, ensure_ascii=False)} }}}}"


def _literal(text: str) -> str:
    """Doubled braces that are text, not an instruction."""
    return text.replace("{{", '{{ "{{" }}')
