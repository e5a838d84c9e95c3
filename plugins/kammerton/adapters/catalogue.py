"""Message catalogues: German is the language of the source, English a translation in ``locale/``."""

import gettext
import hashlib
import io
import os
from functools import cache
from pathlib import Path

from kammerton.domain.diagnostic import M, SetupError
from kammerton.rendering.words import Words

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
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


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
