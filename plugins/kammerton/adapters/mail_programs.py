"""What mail programs leave out, from the table that comes with the program."""

import json
from pathlib import Path

from kammerton.audit.mails.mail import MailPrograms

_TABLE = Path(__file__).parents[1] / "audit" / "mails" / "caniemail.json"


def mail_programs() -> MailPrograms:
    """The table derived from the data of caniemail.com; docs/dev/mail-clients makes it."""
    table = json.loads(_TABLE.read_bytes())
    features = table["features"]
    names = {feature: title for feature, (title, _) in features.items()}
    return MailPrograms(names, {feature: tuple(table["programs"][letter] for letter in letters) for feature, (_, letters) in features.items() if letters})
