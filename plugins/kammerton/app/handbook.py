"""The generated parts of the editors' handbook, and the JSON Schema of each kind."""

import json
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from kammerton.audit.audit import FINDINGS
from kammerton.audit.lint.linter import RULES as FEED_RULES
from kammerton.audit.lint.rule import FeedRule
from kammerton.audit.mails import MAIL_RULES
from kammerton.domain.change import CHANGES_FILE, Change
from kammerton.domain.declaration import Declaration, Declared, declarations, type_arguments
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.kinds import KINDS, MODELS, TRANSLATION, VOCABULARIES
from kammerton.domain.settings import SiteSettings
from kammerton.newsletter.sendable import HINDRANCES
from kammerton.reading.problems import PROBLEMS
from kammerton.reading.schema import FROM_FILE
from kammerton.rendering.words import Words
from kammerton.rules import RULES

_GENERATED = "<!-- Diese Seite wird aus dem Programm erzeugt: make docs. Änderungen von Hand gehen verloren. -->"


def fields_page(words: Words) -> str:
    """Every kind with its fields: German key, whether required, meaning, example."""
    parts = [_GENERATED, "# Felder", words.text(M("Diese Felder können im Kopf einer Datei stehen. Pflichtfelder sind fett gedruckt."))]
    for kind in KINDS:
        parts += [f"## {words.text(kind.label)}", words.text(M("Dateien im Ordner `{folder}`.", folder=kind.folder)), *_tables(words, kind.model, [])]
    parts += [
        f"## {words.text(M('Übersetzung'))}",
        words.text(M("Dateien neben dem Original, mit der Sprache im Namen: `impressum.en.md`, `impressum.leicht.md`.")),
    ]
    parts += _tables(words, MODELS[TRANSLATION], [])
    parts += ["# " + words.text(M("Tabellen")), words.text(M("Diese Tabellen im Ordner `content/daten` enthalten die Wörter, auf die sich Einträge beziehen."))]
    for vocabulary in VOCABULARIES:
        parts += [f"## {words.text(vocabulary.label)}", f"`{vocabulary.file}`", *_tables(words, vocabulary.model, [])]
    parts += [f"## {words.text(M('Änderungen an veröffentlichten Folgen'))}", f"`{CHANGES_FILE}`", *_tables(words, Change, [])]
    parts += ["# " + words.text(M("Einstellungen")), words.text(M("Diese Angaben stehen in der Datei `pelicanconf.py`.")), *_tables(words, SiteSettings, [])]
    return "\n\n".join(parts) + "\n"


def _tables(words: Words, model: type[Declared], seen: list[type[Declared]]) -> Iterator[str]:
    seen.append(model)
    rows = [_row(words, declaration) for declaration in declarations(model)]
    header = [words.text(M("Feld")), words.text(M("Bedeutung")), words.text(M("Beispiel"))]
    yield "\n".join([f"| {' | '.join(header)} |", "|---|---|---|", *rows])
    for declaration in declarations(model):
        nested = declaration.nested
        if nested is not None and nested not in seen:
            yield f"### {words.text(M('Angaben in „{field}“', field=declaration.key))}"
            yield from _tables(words, nested, seen)


def _row(words: Words, declaration: Declaration) -> str:
    name = f"**{declaration.key}**" if declaration.required else declaration.key
    help_ = words.text(Message(declaration.help))
    choices = _choices(declaration)
    if choices:
        help_ += " " + words.text(M("Möglich: {choices}.", choices=", ".join(choices)))
    if declaration.reference:
        help_ += " " + words.text(M("Kurzname aus: {kind}.", kind=declaration.reference.kind))
    return f"| {name} | {_cell(help_)} | `{_cell(declaration.example)}` |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _choices(declaration: Declaration) -> list[str]:
    return [str(choice) for t in type_arguments(declaration.annotation) if get_origin(t) is Literal for choice in get_args(t)]


def messages_page(words: Words) -> str:
    """Every code with its title and paragraph."""
    entries = [
        *((p.code, p.title, p.handbook) for p in PROBLEMS),
        *((r.code, r.title, r.handbook) for r in RULES),
        *((f.code, f.title, f.handbook) for f in FINDINGS),
        *((rule.code, rule.title, told(rule)) for rule in FEED_RULES),
        *((h.code, h.title, h.handbook) for h in HINDRANCES),
        *((m.code, m.title, m.handbook) for m in MAIL_RULES),
    ]
    intro = words.text(
        M("Jede Meldung nennt Datei und Zeile, was dort steht und wie es zu beheben ist. Ein Fehler hält das Veröffentlichen an, ein Hinweis nicht.")
    )
    parts = [_GENERATED, "# Meldungen", intro]
    for code, title, handbook in sorted(entries, key=lambda entry: entry[0]):
        parts += [f"## {code}: {words.text(title)}", words.text(handbook)]
    return "\n\n".join(parts) + "\n"


def told(rule: FeedRule) -> Message:
    """The paragraph of a rule for feeds: why, how to mend it, and who says so."""
    return M("{why} {remedy} (Quelle: {source})", why=rule.handbook, remedy=rule.remedy, source=rule.source)


def json_schema(kind: str) -> str:
    """The JSON Schema (draft 2020-12) of a kind's fields, for editors that complete and check while typing."""
    schema = MODELS[kind].model_json_schema(by_alias=True)
    _drop_undeclared(schema)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, ensure_ascii=False, indent=2) + "\n"


def _drop_undeclared(schema: dict[str, Any]) -> None:
    """Id and body come from the file, not from its head."""
    for model in (schema, *schema.get("$defs", {}).values()):
        properties = model.get("properties", {})
        if "body" in properties:
            for name in FROM_FILE:
                properties.pop(name, None)
            model["required"] = [name for name in model.get("required", []) if name not in FROM_FILE]
