"""Notice what is read of a library, so that an output made from the same things need not be made again.

``ObservedLibrary`` and its like stand in for the real ones: they answer the same, and note each question in ``Reads``. Whatever a
library works out for itself to answer is not noted; only the answer counts. So a page that asks for the offers of one firm rests on
these, not on all offers, although the library goes through all of them once.

What is noted can be asked again of another library (``Questions.answer``): the same digest means the same answer, now as then.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pickle import Pickler
from types import FunctionType, MethodType
from typing import Any, TypeVar

from pydantic import BaseModel

from kammerton.domain.document import BodyReference, Document, Node
from kammerton.domain.inventory import ITEM_FIELDS, Attachments, Inventory, Vocabularies
from kammerton.domain.item import Item
from kammerton.domain.network import Network
from kammerton.domain.visibility import Visibility

# A question: the way from a root to a value, as "library.offers_by_portrait", and the key where the value is a table.
Read = tuple[str, object]
# In place of a key: the value as a whole.
WHOLE = None
# For each item the token of its file and the digest of its head: one file, one head.
Heads = Mapping[tuple[str, str], tuple[str, bytes]]
BODY = "body"
_SIZE = 16
T = TypeVar("T")


class Reads:
    """What has been read since somebody began to watch; nothing is noted while nobody does."""

    def __init__(self) -> None:
        self._watching: list[set[Read]] = []
        self._known: dict[Read, Read] = {}

    def note(self, path: str, key: object = WHOLE) -> None:
        """Note a question."""
        if self._watching:
            read = path, key
            self._watching[-1].add(self._known.setdefault(read, read))

    def note_all(self, reads: Iterable[Read]) -> None:
        """Note questions that were asked before, for an answer that was kept."""
        if self._watching:
            self._watching[-1].update(reads)

    @contextmanager
    def watched(self) -> Iterator[set[Read]]:
        """The questions asked inside; whoever watches around it gets them too."""
        found: set[Read] = set()
        self._watching.append(found)
        try:
            yield found
        finally:
            self._watching.pop()
            self.note_all(found)


class ObservedDocument(Document):
    """A body that notes when somebody reads its text."""

    def __init__(self, document: Document, owner: tuple[str, str], reads: Reads) -> None:
        object.__setattr__(self, "_document", document)
        object.__setattr__(self, "_owner", owner)
        object.__setattr__(self, "_reads", reads)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes of the body."""
        self._reads.note(BODY, self._owner)  # type: ignore[attr-defined]  # set in __init__: the class is frozen
        return self._document.nodes  # type: ignore[attr-defined, no-any-return]

    def rewrite(self, document: Document) -> None:
        """From now on another text stands here."""
        object.__setattr__(self, "_document", document)

    @property
    def references(self) -> tuple[BodyReference, ...]:
        """The links in it."""
        return self._document.references  # type: ignore[attr-defined, no-any-return]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.nodes == other.nodes

    def __hash__(self) -> int:
        return hash(self.nodes)


def observed(inventory: Inventory, reads: Reads) -> Inventory:
    """The inventory with bodies that note when they are read."""
    items: dict[str, Any] = {name: tuple(_with_observed_body(kind, item, reads) for item in getattr(inventory, name)) for kind, name in ITEM_FIELDS.items()}
    return replace(inventory, **items)


def _with_observed_body(kind: str, item: Item, reads: Reads) -> Item:
    return item.model_copy(update={"body": ObservedDocument(item.body, (kind, item.id), reads)})


class Observed:
    """Stands in for an object; its methods run on this, so that what they read is noted too."""

    def __init__(self, target: object, path: str, reads: Reads) -> None:
        self._observed = (target, path, reads)

    def __getattr__(self, name: str) -> Any:
        target, path, reads = self._observed
        of_class = getattr(type(target), name, None)
        if isinstance(of_class, FunctionType):
            return MethodType(of_class, self)
        value, way = getattr(target, name), f"{path}.{name}"
        stand_in: object
        if isinstance(value, Mapping):
            stand_in = ObservedMapping(value, way, reads)
        elif isinstance(value, _WITH_PARTS):
            stand_in = Observed(value, way, reads)
        else:
            reads.note(way)
            return value
        self.__dict__[name] = stand_in
        return stand_in


_WITH_PARTS = (Visibility, Network, Inventory, Attachments, Vocabularies)


class ObservedMapping(Mapping[Any, Any]):
    """Stands in for a table: who asks for one key rests on what stands there, who goes through it on all of it."""

    def __init__(self, target: Mapping[Any, Any], path: str, reads: Reads) -> None:
        self._target, self._path, self._reads = target, path, reads

    def __getitem__(self, key: object) -> Any:
        self._reads.note(self._path, key)
        return self._target[key]

    def get(self, key: object, default: Any = None) -> Any:
        """What stands under a key."""
        self._reads.note(self._path, key)
        return self._target.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.note(self._path, key)
        return key in self._target

    def __iter__(self) -> Iterator[Any]:
        self._reads.note(self._path)
        return iter(self._target)

    def __len__(self) -> int:
        self._reads.note(self._path)
        return len(self._target)


class Questions:
    """Asks what was noted of some roots again, and tells the answers by their digests."""

    def __init__(self, roots: Mapping[str, object], inventory: Inventory, heads: Heads | None = None) -> None:
        """Take what the first word of a path names, the inventory whose items are known by their heads, and heads known from before."""
        self._roots, self._tokens = roots, inventory.tokens
        self._digests = Digests()
        self._digests.know(inventory, heads or {})
        self._values: dict[str, object] = {}
        self._known: dict[Read, bytes] = {}
        self._bodies = {(kind, item.id): item.body for kind, item in inventory.items()}

    @property
    def heads(self) -> Heads:
        """The heads of all items, to be kept for the next build."""
        return self._digests.heads

    def rewrite(self, key: tuple[str, str], body: Document, token: str) -> Read:
        """Put another text into the body of an item, whose file has this token now; the question it is an answer to."""
        observed_body = self._bodies[key]
        assert isinstance(observed_body, ObservedDocument)
        observed_body.rewrite(body)
        self._tokens = {**self._tokens, key: token}
        self._known.pop((BODY, key), None)
        return BODY, key

    def digest(self, value: object) -> bytes:
        """The digest of any value; items count by their heads."""
        return self._digests.of(value)

    def answer(self, read: Read) -> bytes:
        """The digest of the answer; a question that cannot be asked here has an answer of its own."""
        if read not in self._known:
            self._known[read] = self._digests.of(self._answer(*read))
        return self._known[read]

    def _answer(self, path: str, key: object) -> object:
        if path == BODY:
            body = self._bodies.get(key)  # type: ignore[call-overload]  # kind and id
            if body is None:
                return _NOTHING
            token = self._tokens.get(key)  # type: ignore[call-overload]
            return ("file", token) if token else ("body", body.nodes)
        if path not in self._values:
            self._values[path] = self._follow(path)
        value = self._values[path]
        if key is WHOLE:
            return value
        return value.get(key, _NOTHING) if isinstance(value, Mapping) else _NOTHING

    def _follow(self, path: str) -> object:
        root, *names = path.split(".")
        value = self._roots.get(root, _NOTHING)
        for name in names:
            value = getattr(value, name, _NOTHING)
        return value


_NOTHING = ("nothing stands there",)


class Digests:
    """Digests of values: equal for equal values, in every process. Items count by their heads: a body is a question of its own."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, bytes]] = {}
        self.heads: dict[tuple[str, str], tuple[str, bytes]] = {}

    def know(self, inventory: Inventory, heads: Heads) -> None:
        """Know the items of an inventory by their heads, of which some are known from before."""
        for kind, item in inventory.items():
            token = inventory.tokens.get((kind, item.id))
            known, digest = heads.get((kind, item.id), ("", b""))
            if not token or known != token:
                digest = self._hash((kind, item.id, _parts(item, type(item).model_fields, without="body")))
            self._kept[id(item)] = item, digest
            if token:
                self.heads[kind, item.id] = token, digest

    def of(self, value: object) -> bytes:
        """The digest of a value."""
        return self._hash(value)

    def _hash(self, value: object) -> bytes:
        plain = self._plain(value)
        try:
            written = marshal.dumps(plain, _WITHOUT_REFERENCES)  # type: ignore[arg-type]  # it says so itself where it cannot
        except ValueError:
            written = self._pickled(plain)
        return blake2b(written, digest_size=_SIZE).digest()

    def _plain(self, value: object) -> object:
        """A value as what ``marshal`` can write, as far as that is known here; what is of a class of ours by its digest."""
        kind = type(value)
        if kind in _ATOMS:
            return value
        if kind is tuple or kind is list:
            return tuple([part if type(part) in _ATOMS else self._plain(part) for part in value])  # type: ignore[attr-defined]  # mypy sees an object
        if kind in _DAYS:
            return _MARK, repr(value)
        if isinstance(value, FunctionType) and "<" not in value.__qualname__:  # the others have no name of their own
            return _MARK, value.__module__, value.__qualname__
        digest = self._digest_of_part(value)
        return value if digest is None else (_MARK, digest)

    def _digest_of_part(self, value: object) -> bytes | None:
        """The digest of a value of a class of ours, kept; None of one of another."""
        kept = self._kept.get(id(value))
        if kept is not None:
            return kept[1]
        if isinstance(value, ObservedDocument):
            return self._hash(("text", value.nodes))
        kind: Any = type(value)
        names = _names(kind)
        if names is None:
            return None
        digest = self._hash(_parts(value, names))
        self._kept[id(value)] = value, digest  # the value is kept, so that its number stays its own
        return digest

    def _pickled(self, value: object) -> bytes:
        written = BytesIO()
        _Canonical(written, self._digest_of_part).dump(value)
        return written.getvalue()


# What ``marshal`` writes by itself, in a form in which nothing depends on which values are one object (version 0).
_ATOMS: frozenset[type] = frozenset({str, int, float, bool, bytes, type(None)})
_WITHOUT_REFERENCES = 0
_DAYS: frozenset[type] = frozenset({date, datetime})
# What begins a tuple that stands for something else.
_MARK = "\0"


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a class of ours that count, in their order; None of another class."""
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else None


def _parts(value: object, names: Iterable[str], without: str = "") -> tuple[object, ...]:
    """A value of a class of ours, written down: its class and its fields in their order."""
    return type(value).__qualname__, *(getattr(value, name) for name in names if name != without)


class _Part:
    """What stands for a value of a class of ours; only ever written, never read."""


class _Canonical(Pickler):
    """Writes equal values as equal bytes: nothing depends on which of them are one object."""

    def __init__(self, file: BytesIO, digest: Callable[[object], bytes | None]) -> None:
        super().__init__(file, protocol=5)
        self.fast = True  # no references to what was written before
        self._digest = digest

    def reducer_override(self, value: object) -> Any:
        """How to write what pickle does not know by itself."""
        digest = self._digest(value) if not isinstance(value, type) else None
        return NotImplemented if digest is None else (_Part, (digest,))
