"""The outbox: a Maildir with every message once."""

import mailbox
from pathlib import Path

from kammerton.adapters.outbox import Outbox

MESSAGE = b"From: a@probe.example\r\nSubject: x\r\n\r\nGuten Tag\r\n"
NAME = "<2026-03.abc@probe.example>"


def test_a_mail_program_finds_the_message(tmp_path: Path) -> None:
    """The folder is a Maildir; the message lies there as it was made."""
    outbox = Outbox(tmp_path / "ausgang")

    assert outbox.begin("a@probe.example", "b@x.example").is_accepted
    assert outbox.finish(MESSAGE, NAME).is_accepted
    assert [message["Subject"] for message in mailbox.Maildir(tmp_path / "ausgang", create=False)] == ["x"]


def test_however_often_it_is_handed_over_it_lies_there_once(tmp_path: Path) -> None:
    """Its name is its Message-ID."""
    outbox = Outbox(tmp_path)
    for _ in range(3):
        outbox.finish(MESSAGE, NAME)

    assert len(list((tmp_path / "new").iterdir())) == 1


def test_a_message_that_was_read_is_still_known(tmp_path: Path) -> None:
    """Mail programs move it and put marks behind its name."""
    outbox = Outbox(tmp_path)
    assert not outbox.has(NAME)
    outbox.finish(MESSAGE, NAME)
    file = next((tmp_path / "new").iterdir())
    file.rename(tmp_path / "cur" / f"{file.name}:2,S")

    assert outbox.has(NAME)
    assert not outbox.has("<2026-03.ab@probe.example>")


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    """Whatever stands in a Message-ID."""
    Outbox(tmp_path / "a").finish(MESSAGE, "<../../b@probe.example>")

    assert [path.name for path in tmp_path.iterdir()] == ["a"]
