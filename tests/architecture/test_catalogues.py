"""Every sentence a person sees is in the catalogues, and English is complete."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.catalogue import extracted, read

from kammerton.domain.declaration import Declared, declarations
from kammerton.domain.kinds import MODELS
from kammerton.domain.settings import SiteSettings

ROOT = Path(__file__).parents[2]


def test_english_is_complete() -> None:
    """Every German sentence has an English one."""
    english = read()
    missing = {key: file for key, file in extracted().items() if not all(english.get(key, ("",)))}

    assert missing == {}


def test_english_has_nothing_left_over() -> None:
    """No translation is kept for a sentence that is gone."""
    wanted = extracted()

    assert [key for key in read() if key not in wanted] == []


def placeholders(text: str) -> set[str]:
    """The names of the values a sentence takes."""
    return set(re.findall(r"\{(\w+)\}", text)) | set(re.findall(r"%\((\w+)\)", text))


def test_translations_take_the_same_values() -> None:
    """A translation puts in exactly the values of the original."""
    wrong = {}
    for key, values in read().items():
        originals = placeholders("".join(key) if isinstance(key, tuple) else key)
        if any(placeholders(value) - originals for value in values) or placeholders("".join(values)) != originals:
            wrong[key] = values

    assert wrong == {}


def help_texts(model: type[Declared], seen: set[type[Declared]]) -> Iterator[str]:
    """The help of every field of a model and of the models inside it."""
    seen.add(model)
    for declaration in declarations(model):
        yield declaration.help
        if declaration.nested and declaration.nested not in seen:
            yield from help_texts(declaration.nested, seen)


def test_help_texts_are_marked() -> None:
    """Every field's help is among the marked sentences, so that it is translated too."""
    marked = extracted()
    told = {text for model in (*MODELS.values(), SiteSettings) for text in help_texts(model, set())}

    assert [text for text in told if text not in marked] == []


def test_templates_hold_no_unmarked_words() -> None:
    """Words in templates stand in ``_( )``: between tags there is no German left."""
    bare = {}
    for path in sorted((ROOT / "theme" / "templates").rglob("*.html")):
        text = re.sub(r"\{[{%#].*?[}%#]\}|<!--.*?-->|<style.*?</style>|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        words = re.findall(r"[A-Za-zÄÖÜäöüß]{3,}", re.sub(r"&\w+;", " ", text))
        if words:
            bare[path.name] = words

    assert bare == {}
