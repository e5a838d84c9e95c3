"""The English catalogue: what must be in it, and the tool that brings it up to date.

``python -m tests.architecture.catalogue`` adds new sentences with an empty translation and drops those that are gone.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "plugins" / "kammerton" / "locale" / "en" / "LC_MESSAGES" / "kammerton.po"
METHODS = [("plugins/kammerton/**.py", "python"), ("theme/templates/**.html", "jinja2"), ("theme/templates/**.txt", "jinja2")]
KEYWORDS = {"M": None, "MN": (1, 2), "_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"theme/templates/**.html": {"newstyle_gettext": "true"}, "theme/templates/**.txt": {"newstyle_gettext": "true"}}
Key = str | tuple[str, ...]


def extracted() -> dict[Key, str]:
    """Every marked sentence of program and theme, with a file it stands in."""
    found: dict[Key, str] = {}
    for file, _line, message, _comments, _context in extract_from_dir(str(ROOT), METHODS, OPTIONS, KEYWORDS):
        key = tuple(part for part in message if part) if isinstance(message, tuple) else message
        found.setdefault(key[0] if isinstance(key, tuple) and len(key) == 1 else key, file)
    return {key: file for key, file in found.items() if key}


def read(path: Path = CATALOGUE) -> dict[Key, tuple[str, ...]]:
    """The translations in a catalogue."""
    catalogue = read_po(io.BytesIO(path.read_bytes()), locale="en", abort_invalid=True)
    entries = {message.id: message.string for message in catalogue if message.id and not message.fuzzy}
    return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in entries.items()}


def update() -> int:
    """Rewrite the catalogue; returns how many sentences still lack a translation."""
    known = read() if CATALOGUE.exists() else {}
    catalogue = Catalog(locale="en", project="Kammerton", version="", fuzzy=False)
    empty = 0
    for key, file in sorted(extracted().items(), key=lambda entry: (entry[1], str(entry[0]))):
        value = known.get(key, ("",))
        empty += not all(value)
        catalogue.add(key, (value if len(value) > 1 else value * 2) if isinstance(key, tuple) else value[0], locations=[(file, 0)])
    out = io.BytesIO()
    write_po(out, catalogue, width=0, omit_header=False, include_lineno=False)
    lines = [
        line
        for line in out.getvalue().decode().split("\n")
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Language-Team', '"Report-Msgid', '"Generated-By'))
    ]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text("\n".join(lines), encoding="utf-8")
    return empty


if __name__ == "__main__":
    print(f"{update()} sentences without an English translation in {CATALOGUE.relative_to(ROOT)}")  # noqa: T201
