"""An edit that changed nothing but the text of bodies: all else that is known of the project stays known.

So a preview can make again only what reads these texts, without asking for everything else once more (docs/dev/decisions/0040-rewriting.md).
"""

from collections.abc import Mapping
from dataclasses import fields

from kammerton.domain.document import Document, walk
from kammerton.domain.inventory import ITEM_FIELDS, Attachments, Inventory
from kammerton.domain.item import Item

# Kind and id of an item.
Key = tuple[str, str]
# What differs whenever a text does, and is looked at by itself; what is read of recordings and transcripts has tokens.
_APART = frozenset({*ITEM_FIELDS.values(), "attachments", "tokens", "sources", "open_points"})
_WITH_TOKENS = frozenset({"transcripts", "chapters", "recordings"})


def rewritten(before: Inventory, after: Inventory) -> dict[Key, Item] | None:
    """The items whose body has another text, by kind and id, where nothing else is another that a site shows; None where something is.

    A text with pictures, or with other references than before, is more than a text.
    """
    found: dict[Key, Item] = {}
    for kind, name in ITEM_FIELDS.items():
        olds, news = getattr(before, name), getattr(after, name)
        if len(olds) != len(news):
            return None
        for old, new in zip(olds, news, strict=True):
            if old is not new and not _is_same_but_text(old, new):
                return None
            if old is not new:
                found[kind, new.id] = new
    return found if _are_same_else(before, after, found) else None


def _is_same_but_text(old: Item, new: Item) -> bool:
    return (
        type(old) is type(new)
        and old.model_copy(update={"body": new.body}) == new
        and old.teaser == new.teaser
        and [(r.kind, r.id) for r in old.body.references] == [(r.kind, r.id) for r in new.body.references]
        and not (_has_pictures(old.body) or _has_pictures(new.body))
    )


def _has_pictures(body: Document) -> bool:
    return any(element.tag == "img" for element in walk(body.nodes))


def _are_same_else(before: Inventory, after: Inventory, found: Mapping[Key, Item]) -> bool:
    others = (field.name for field in fields(Inventory) if field.name not in _APART)
    measured = (field.name for field in fields(Attachments) if field.name not in _WITH_TOKENS)
    return (
        _are_equal(before.tokens, after.tokens, found)
        and _are_equal(before.sources, after.sources, found)
        and all(getattr(before.attachments, name) == getattr(after.attachments, name) for name in measured)
        and all(getattr(before, name) == getattr(after, name) for name in others)
    )


def _are_equal(one: Mapping[Key, object], other: Mapping[Key, object], but: Mapping[Key, Item]) -> bool:
    return one.keys() == other.keys() and all(other[key] is value or other[key] == value or key in but for key, value in one.items())
