"""Nothing hidden shows: no address, id or title of a draft, of what waits for its day, or of what was withdrawn, in any file or mail."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from kammerton.audit.audit import HIDDEN_SHOWN, WITHDRAWN_NAMED, BuiltSite
from kammerton.audit.facts import UNAIDED, FactKind, Means, Texts, known, one_part
from kammerton.audit.search import TEXT_ENDINGS, Search, plain
from kammerton.domain.addresses import THEME
from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.hidden import HiddenThing, HiddenThings
from kammerton.domain.suggestion import slug


def check_hidden(
    site: BuiltSite, mails: Mapping[str, str], hidden: HiddenThings, sentences: Callable[[], Iterable[str]], means: Means = UNAIDED
) -> Iterator[Diagnostic]:
    """Look for everything hidden in one pass over every text of the site and every mail; file names count as well.

    What visible texts, words, settings, program or theme say themselves is no leak: a title may be made of common words.
    Where a visible text names somebody who withdrew, a hint tells, for only its editor can decide.
    """
    if not hidden.things:
        return
    files = sorted(site.paths())
    judge = _Judge(hidden, frozenset(files), sentences)
    search = Search(judge.words)
    find, key = partial(_words, search), judge.key()
    paths = [path for path in files if not path.rpartition("/")[2].startswith((".", "_"))]  # rules for servers must name addresses that are gone
    texts = [path for path in paths if path.endswith(TEXT_ENDINGS) and not path.startswith(THEME)]
    said = known(FactKind("verborgen", find, one_part, key), site, texts, means)
    is_named = any(True for _ in search.find("\0".join(paths)))
    for path in paths:
        yield from judge.judge(path, _distinct(search, path) if is_named else ())
        yield from judge.judge(path, *said.get(path, ((),)))
    for name, (words,) in known(FactKind("verborgen-mails", find, one_part, key), Texts(mails), mails, means).items():
        own = name.partition(".")[0]  # an issue that waits for its day is mailed on that day
        for found in judge.judge(name, words, issue=own):
            yield replace(found, place=Place(f"mail/{name}"))


def _words(search: Search, content: bytes) -> tuple[tuple[str, ...]]:
    return (_distinct(search, plain(content)),)


def _distinct(search: Search, text: str) -> tuple[str, ...]:
    """The words that stand in a text, in its order."""
    return tuple(dict.fromkeys(word for word, _ in search.find(text)))


class _Judge:
    """Knows what is looked for; what explains a word is gathered only once one was found."""

    def __init__(self, hidden: HiddenThings, files: frozenset[str], sentences: Callable[[], Iterable[str]]) -> None:
        names = hidden.open_names()
        self._things: dict[str, HiddenThing] = {}
        for thing in hidden.things:
            for mark in thing.marks:
                if mark not in names and f"{mark}/index.html" not in files:
                    self._things[mark] = thing
            if thing.title:
                self._things.setdefault(thing.title, thing)
        self._hidden, self._sentences = hidden, sentences
        self._open_text: str | None = None
        self._open_slug = ""
        self._said: str | None = None

    @property
    def words(self) -> Iterable[str]:
        """What is looked for."""
        return self._things.keys()

    def key(self) -> str:
        """The same as long as the same words are looked for."""
        return hashlib.blake2b("\0".join(sorted(self._things)).encode(), digest_size=16).hexdigest()

    def judge(self, path: str, words: Iterable[str], issue: str = "") -> Iterator[Diagnostic]:
        """What it means that these words stand in a file."""
        for word in words:
            thing = self._things[word]
            if (thing.kind, thing.id) == ("ausgabe", issue):
                continue
            if word != thing.title and ("/" in word or not self._is_said(word)):
                yield HIDDEN_SHOWN.at(path, M("Hier steht „{word}“, und das darf noch nicht oder nicht mehr zu sehen sein.", word=word))
            elif word == thing.title and not self._is_said(word):
                yield HIDDEN_SHOWN.at(path, M("Hier steht der Titel „{word}“, und der darf noch nicht oder nicht mehr zu sehen sein.", word=word))
            elif word == thing.title and thing.is_withdrawn and word not in self._own_words():
                yield WITHDRAWN_NAMED.at(path, M("„{word}“ ist zurückgezogen, wird hier im Text aber noch genannt.", word=word))

    def _is_said(self, word: str) -> bool:
        """Whether somebody says these words openly; of an id, whether a heading or a file may be called so for its words."""
        if self._open_text is None:
            self._open_text = self._hidden.open_text()
            self._open_slug = f"-{slug(self._open_text)}-"
        return word in self._open_text or f"-{word}-" in self._open_slug or word in self._own_words()

    def _own_words(self) -> str:
        if self._said is None:
            self._said = "\n".join(self._sentences())
        return self._said
