"""The head of a Markdown file: fields as text with their lines, and the body under it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Severity
from kammerton.domain.inventory import FieldPath
from kammerton.reading.problems import ALIAS, DOUBLE_KEY, HEAD_OPEN, NO_HEAD, NOT_UTF8, TOO_BIG, YAML, Problem

_FENCE = "---"
# Under this key stands the line in which the text of a field itself begins.
TEXT = ""
_BRACKETS = re.compile(r"[\[\]{}]")
_LINE_SEPARATORS = re.compile("[\r\x85\u2028\u2029]")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SPECIAL = re.compile(r"(?:^|[\s\[{,:-])[&*!]", re.MULTILINE)
_OPENED = re.compile("while (?:scanning a quoted scalar|parsing a flow)")
_MAX_HEAD = 200_000
_MAX_FILE = 2_000_000
_MAX_NESTING = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What libyaml says, in words an editor can act on; sought in the error's text.
_YAML_HELP: tuple[tuple[str, Message], ...] = (
    ("mapping values are not allowed", M("Steht ein Doppelpunkt im Text? Dann setzen Sie den ganzen Text in Anführungszeichen.")),
    (
        "that cannot start any token",
        M("Rücken Sie mit Leerzeichen ein, nicht mit Tabulatoren; Texte mit Sonderzeichen am Anfang gehören in Anführungszeichen."),
    ),
    ("could not find expected ':'", M("Nach dem Namen eines Feldes fehlt der Doppelpunkt, oder eine Zeile ist falsch eingerückt.")),
    ("unexpected end of stream", M("Ein Anführungszeichen oder eine Klammer wird nicht geschlossen.")),
    ("while parsing a flow", M("Eine Klammer wird nicht geschlossen, oder ein Komma fehlt.")),
    ("block mapping", M("Felder derselben Ebene müssen gleich weit eingerückt sein.")),
    ("undefined alias", M("Ein Stern am Anfang eines Textes gehört in Anführungszeichen.")),
)


@dataclass
class Head:
    """What was found in a file: plain values (text, lists, maps), lines by path, the body and its first line."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[FieldPath, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    diagnostics: list[Diagnostic] = field(default_factory=list)


def error(problem: Problem, place: Place, what: Message, remedy: Message | None = None) -> Diagnostic:
    """A diagnostic of severity error."""
    return Diagnostic(problem.code, Severity.ERROR, place, what, remedy)


def decode(file: str, content: bytes) -> tuple[str, list[Diagnostic]]:
    """The text of a file: UTF-8 with or without byte order mark, any line ends."""
    if len(content) > _MAX_FILE:
        return "", [error(TOO_BIG, Place(file, 1), M("Die Datei ist größer als 2 Megabyte."), M("Teilen Sie den Text auf mehrere Dateien auf."))]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = len(re.findall(rb"\r\n|\r|\n", reason.object[: reason.start])) + 1  # reason.object is without the byte order mark
        return "", [error(NOT_UTF8, Place(file, line), M("Die Datei ist nicht als UTF-8 gespeichert."), M("Speichern Sie sie mit der Codierung UTF-8."))]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def read_head(file: str, text: str) -> Head:
    """Split a file and read its head. Never raises; problems are in the result."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != _FENCE:
        problem = error(
            NO_HEAD,
            Place(file, start + 1),
            M("Die Datei beginnt nicht mit drei Strichen."),
            M("Schreiben Sie --- in die erste Zeile und nach den Feldern noch einmal."),
        )
        return Head(diagnostics=[problem])
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == _FENCE), None)
    if end is None:
        problem = error(
            HEAD_OPEN,
            Place(file, start + 1),
            M("Nach den Feldern fehlen die drei Striche."),
            M("Schreiben Sie --- in eine eigene Zeile zwischen die Felder und den Text."),
        )
        return Head(diagnostics=[problem])
    head = _compose(file, "\n".join(lines[start + 1 : end]) + "\n", start + 2)
    head.body, head.body_line = "\n".join(lines[end + 1 :]), end + 2
    return head


def read_fields(file: str, text: str) -> Head:
    """Read a file that is nothing but fields, written as in a head. Never raises; problems are in the result."""
    return _compose(file, text, 1)


def _compose(file: str, text: str, first_line: int) -> Head:
    if len(text) > _MAX_HEAD or _nesting(text) > _MAX_NESTING:
        return Head(diagnostics=[error(TOO_BIG, Place(file, first_line), M("Der Kopf der Datei ist zu lang oder zu tief verschachtelt."))])
    text = _LINE_SEPARATORS.sub(" ", text)
    hidden = list(_hidden_signs(file, text, first_line))
    if hidden:
        return Head(diagnostics=hidden)
    try:
        signs = list(_special_signs(file, text, first_line))
        root = None if signs else yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as reason:
        return Head(diagnostics=[_yaml_problem(file, reason, first_line)])
    head = Head(diagnostics=signs)
    if root is None:
        return head
    if not isinstance(root, yaml.MappingNode):
        head.diagnostics.append(
            error(
                YAML,
                Place(file, first_line),
                M("Im Kopf der Datei stehen keine Felder."),
                M("Schreiben Sie in jede Zeile ein Feld in der Form „titel: Text“."),
            )
        )
        return head
    head.values = _Walker(file, head, first_line).mapping(root, ())
    return head


def _hidden_signs(file: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    """Control characters, which YAML refuses without naming their line."""
    for found in _HIDDEN.finditer(text):
        place = Place(file, first_line + text.count("\n", 0, found.start()))
        yield error(
            YAML,
            place,
            M("In dieser Zeile steht ein unsichtbares Steuerzeichen."),
            M("Löschen Sie die Zeile und schreiben Sie sie neu; das Zeichen kam beim Einfügen mit."),
        )


def _special_signs(file: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    """Anchors, aliases and tags: a few lines of them can grow to gigabytes, and a text beginning with such a sign is cut."""
    if not _SPECIAL.search(text):
        return
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
            place = Place(file, first_line + token.start_mark.line)
            yield error(
                ALIAS, place, M("Ein Text, der mit &, * oder ! beginnt, wird hier nicht verstanden."), M("Setzen Sie den ganzen Text in Anführungszeichen.")
            )


def _nesting(text: str) -> int:
    """A bound for the depth of brackets and of indentation, taken before the parser recurses."""
    depth = deepest = 0
    for char in _BRACKETS.findall(text):
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth = max(0, depth - 1)
    dashes = max(len(found[1].split()) for found in re.finditer(r"(?m)^[ \t]*((?:[-?:][ \t]+)*)", text))
    indents = {len(line) - len(line.lstrip(" ")) for line in text.split("\n") if line.strip()}
    return max(deepest, dashes + len(indents) // 3)


def _yaml_problem(file: str, reason: yaml.YAMLError, first_line: int) -> Diagnostic:
    marks = [getattr(reason, "problem_mark", None), getattr(reason, "context_mark", None)]
    if _OPENED.match(str(getattr(reason, "context", ""))):  # where something was opened, not where its end was missed
        marks.reverse()
    mark = next(filter(None, marks), None)
    line = first_line + (mark.line if mark else 0)
    said = str(reason)
    remedy = next((help_ for sign, help_ in _YAML_HELP if sign in said), M("Vergleichen Sie die Zeile mit einem Beispiel aus dem Handbuch."))
    return error(YAML, Place(file, line), M("Der Kopf der Datei ist hier oder kurz davor nicht lesbar."), remedy)


@dataclass
class _Walker:
    """Turns composed nodes into plain values and notes lines."""

    file: str
    head: Head
    first_line: int

    def value(self, node: yaml.Node, path: FieldPath) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return None if node.value == "" and not node.style else str(node.value)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return list(self._entries(node, path))

    def _entries(self, node: yaml.Node, path: FieldPath) -> Iterator[Any]:
        for index, entry in enumerate(node.value):
            self.head.lines[(*path, index)] = self._line(entry)
            found = self.value(entry, (*path, index))
            yield "" if found is None else found

    def mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(
                    YAML,
                    key_node,
                    M("Hier steht eine Klammer, wo der Name eines Feldes erwartet wird."),
                    M("Setzen Sie Texte, die mit einer Klammer beginnen, in Anführungszeichen."),
                )
                continue
            key = str(key_node.value)
            if (*path, key) in self.head.lines:
                self._report(DOUBLE_KEY, key_node, M("Das Feld „{field}“ steht zweimal da.", field=key), M("Löschen Sie eine der beiden Angaben."))
                continue
            self.head.lines[(*path, key)] = self._line(key_node)
            self._note_text((*path, key), key_node, value_node)
            value = self.value(value_node, (*path, key))
            if value is not None:
                found[key] = value
        return found

    def _note_text(self, path: FieldPath, key: yaml.Node, value: yaml.Node) -> None:
        """Where a text begins below its key: after ``|`` or ``>``, or on a line of its own."""
        if isinstance(value, yaml.ScalarNode):
            line = self._line(value) + (value.style in ("|", ">"))
            if line != self._line(key):
                self.head.lines[(*path, TEXT)] = line

    def _line(self, node: yaml.Node) -> int:
        return int(self.first_line + node.start_mark.line)

    def _report(self, problem: Problem, node: yaml.Node, what: Message, remedy: Message) -> None:
        self.head.diagnostics.append(error(problem, Place(self.file, self._line(node)), what, remedy))
