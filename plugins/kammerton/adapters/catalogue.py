"""Message catalogues: German is the language of the source, English a translation in ``locale/``."""

import gettext
import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kammerton.domain.diagnostic import M, SetupError
from kammerton.rendering.words import Words

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALES = Path(__file__).parent.parent / "locale"
_SOURCE = "de"


def load_catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; for German nothing needs translating. Raises ``SetupError`` for an unknown one."""
    catalogue = find_catalogue(language)
    if catalogue is None:
        known = ", ".join(sorted({_SOURCE, *(p.parent.name for p in LOCALES.glob("*/LC_MESSAGES"))}))
        raise SetupError(M("KAMMERTON_LANG={language}: Diese Sprache gibt es nicht. Möglich sind: {choices}.", language=language, choices=known))
    return catalogue


@cache
def find_catalogue(language: str) -> gettext.NullTranslations | None:
    """The catalogue of a language, or None where there is none."""
    if language == _SOURCE:
        return gettext.NullTranslations()
    file = _file_of(language)
    if not file.is_file():
        return None
    from babel.messages.pofile import read_po

    with file.open("rb") as source:
        return _Catalogue(read_po(source, locale=language))


class _Catalogue(gettext.NullTranslations):
    """A catalogue as it was read. Python's own wants it compiled first, which takes longer than reading it."""

    def __init__(self, written: "Catalog") -> None:
        super().__init__()
        done = [message for message in written if message.id and message.string and not message.fuzzy]
        self._form = gettext.c2py(written.plural_expr)
        self._plurals = {message.id[0]: tuple(map(str, message.string or ())) for message in done if isinstance(message.id, tuple)}
        alone = {str(message.id): str(message.string) for message in done if not isinstance(message.id, tuple)}
        self._said = {one: forms[self._form(1)] for one, forms in self._plurals.items()} | alone

    def gettext(self, message: str) -> str:
        return self._said.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if msgid1 in self._plurals:
            return self._plurals[msgid1][self._form(n)]
        return super().ngettext(msgid1, msgid2, n)


def catalogue_mark(language: str) -> str:
    """Another text whenever the words of a language are others."""
    file = _file_of(language)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else language


def _file_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "kammerton.po"


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence that program and theme write in German: the keys of the catalogues."""
    from babel.messages.pofile import read_po

    found: set[str] = set()
    for file in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        with file.open("rb") as source:
            for message in read_po(source):
                found |= {str(part) for part in (message.id if isinstance(message.id, tuple) else (message.id,))}
    return tuple(sorted(found))


def words_of_environment() -> Words:
    """The words in the language ``KAMMERTON_LANG`` names, German by default."""
    language = os.environ.get("KAMMERTON_LANG") or _SOURCE
    return Words(load_catalogue(language), language, find_catalogue)


def german_words() -> Words:
    """The words in the language of the source."""
    return Words(load_catalogue(_SOURCE), _SOURCE, find_catalogue)
