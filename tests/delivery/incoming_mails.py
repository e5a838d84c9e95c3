"""Mails as they arrive in the office's mailbox, written for these tests after what Postfix, Exchange, Gmail and others send."""

from kammerton.delivery.tokens import Tokens

KEY = bytes(range(32))
TOKENS = Tokens(KEY)
ID = "abcdefgh"


def mail(body: str = "", **headers: str) -> bytes:
    """A plain mail; an underscore in a name stands for a dash."""
    given = {"From": "Erika Beispiel <erika@firma.example>", "To": "newsletter@region.example", "Subject": "Hallo", "Date": "Thu, 26 Nov 2026 09:00:00 +0100"}
    named = given | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"{head}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()


def report(status: str, action: str = "failed", *, to: str = "", diagnostic: str = "", original: str = f"<2026-11.{ID}@region.example>") -> bytes:
    """A delivery report (RFC 3464) as Postfix writes it."""
    address = to or f"zurueck+{TOKENS.make('bounce', ID)}@region.example"
    return f"""Return-Path: <>
Delivered-To: {address}
From: MAILER-DAEMON@relay.example (Mail Delivery System)
To: {address}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grenze"

--grenze
Content-Type: text/plain; charset=us-ascii

This is the mail system at host relay.example.

--grenze
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Arrival-Date: Thu, 26 Nov 2026 09:00:00 +0100

Final-Recipient: rfc822; /s=umgeschrieben/ou=firma/
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic or "550 no"}

--grenze
Content-Type: message/rfc822

From: newsletter@region.example
To: erika@firma.example
Subject: Neues
Message-ID: {original}

Guten Tag

--grenze--
""".replace("\n", "\r\n").encode()
