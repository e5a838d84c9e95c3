"""What is sent or exported is kept: the file that the archive and a resumed sending read from then on."""

from dataclasses import replace

from kammerton.app.new_issue import Shelf
from kammerton.domain.issue import SENT, Edition, Issue
from kammerton.domain.library import Library
from kammerton.newsletter.compose import compose
from kammerton.rendering.frozen import freeze
from kammerton.rendering.words import Words


def frozen_file(issue_id: str) -> str:
    """Where what was sent of an issue is kept."""
    return f"{SENT}/{issue_id}.json"


def as_kept(library: Library, issue: Issue, content: bytes) -> Library:
    """The library that knows what was just kept of an issue, so that the first message is made of it like the last."""
    inventory = library.inventory
    return Library(replace(inventory, sent={**inventory.sent, issue.id: content}), library.now)


def freeze_issue(library: Library, words: Words, shelf: Shelf, issue: Issue) -> str | None:
    """Keep an issue as it is now, whole and in every edition; the file that was written, or None where it is kept already."""
    if issue.id in library.inventory.sent:
        return None
    editions: dict[str, Edition] = {edition.name: edition for edition in (issue.whole, *issue.editions)}
    shelf.lay_down(frozen_file(issue.id), freeze(compose(library, words, issue, edition) for edition in editions.values()))
    return frozen_file(issue.id)
