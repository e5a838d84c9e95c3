"""What was sent, kept: a composition as JSON that does not change when its items do."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kammerton.domain.document import Document, Element, Node
from kammerton.domain.issue import Edition, Issue
from kammerton.domain.library import Library
from kammerton.rendering.composition import Composition, Entry, Section

# Raise it when files of before can no longer be read; they stay readable until then.
_VERSION = 1
_WHOLE = ""


class UnreadableFrozen(ValueError):  # noqa: N818 - named for what it says
    """A file that is not what freezing wrote."""


@dataclass(frozen=True)
class Frozen:
    """What was sent: the head of the issue, and the sections of each edition by its name (empty: the whole issue)."""

    head: Mapping[str, Any]
    editions: Mapping[str, tuple[Section, ...]]

    def issue(self, issue: Issue) -> Issue:
        """The issue with the head it was sent with."""
        return issue.model_copy(update=dict(self.head))

    def sections(self, edition: Edition) -> tuple[Section, ...]:
        """The sections of an edition; of the whole issue where the edition was not sent."""
        return self.editions.get(edition.name, self.editions[_WHOLE])


def freeze(compositions: Iterable[Composition]) -> str:
    """All editions of one issue, and the whole, as JSON; the same input gives the same text."""
    found = tuple(compositions)
    issue = found[0].issue
    head = {"number": issue.number, "title": issue.title, "subject": issue.subject, "preheader": issue.preheader, "published": issue.published.isoformat()}
    editions = {composition.edition.name: [_section(section) for section in composition.sections] for composition in found}
    return json.dumps({"version": _VERSION, "issue": head, "editions": editions}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_frozen(content: bytes) -> Frozen:
    """What ``freeze`` wrote. Raises ``UnreadableFrozen``."""
    try:
        data = json.loads(content.decode())
        if data["version"] != _VERSION or _WHOLE not in data["editions"]:
            raise UnreadableFrozen
        head = {name: data["issue"][name] for name in ("number", "title", "subject", "preheader")}
        head["published"] = datetime.fromisoformat(data["issue"]["published"])
        editions = {name: tuple(_read_section(section) for section in sections) for name, sections in data["editions"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as reason:
        raise UnreadableFrozen from reason
    return Frozen(head, editions)


def as_sent(library: Library, issue: Issue) -> Issue:
    """The issue with the head it was sent with, where it was sent."""
    kept = library.inventory.sent.get(issue.id)
    return read_frozen(kept).issue(issue) if kept is not None else issue


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "kind": section.kind,
        "audience": section.audience,
        "nodes": [_node(node) for node in section.document.nodes],
        "entries": [_entry(entry) for entry in section.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """An entry's words; its page and picture are found anew, for they may have moved."""
    words = ("title", "path", "link", "text", "facts", "is_example", "kind", "id", "day")
    return {name: getattr(entry, name) for name in words}


def _node(node: Node) -> Any:
    return node if isinstance(node, str) else {"tag": node.tag, "attributes": node.attributes, "children": [_node(child) for child in node.children]}


def _read_section(data: Mapping[str, Any]) -> Section:
    nodes = tuple(_read_node(node) for node in data["nodes"])
    entries = tuple(
        replace(Entry(**entry), facts=tuple(str(fact) for fact in entry["facts"]), day=tuple(entry["day"]) if entry["day"] else None)
        for entry in data["entries"]
    )
    return Section(str(data["heading"]), Document(nodes), entries, str(data["kind"]), tuple(data.get("audience", ())))


def _read_node(data: Any) -> Node:
    if isinstance(data, str):
        return data
    attributes = tuple((str(name), str(value)) for name, value in data["attributes"])
    return Element(str(data["tag"]), attributes, tuple(_read_node(child) for child in data["children"]))
