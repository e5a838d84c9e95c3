"""Every declared field is shown somewhere, or says why not."""

import re
import tomllib
from pathlib import Path

import pytest

from kammerton.domain.declaration import Declared, declarations
from kammerton.domain.kinds import KINDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "kammerton"
WITHOUT_OUTPUT = tomllib.loads((Path(__file__).parent / "fields_without_output.toml").read_text(encoding="utf-8"))
OUTPUTS = ("site", "podcast", "newsletter", "calendar", "rendering", "app")


def models(model: type[Declared]) -> dict[type[Declared], None]:
    """A model and those inside it."""
    found: dict[type[Declared], None] = {model: None}
    for declaration in declarations(model):
        if declaration.nested and declaration.nested not in found:
            found |= models(declaration.nested)
    return found


FIELDS = sorted({(m.__name__, d.attribute, d.key) for kind in KINDS for m in models(kind.model) for d in declarations(m)})
OUTPUT_FILES = [*(p for name in OUTPUTS for p in (PACKAGE / name).rglob("*.py")), *(ROOT / "theme" / "templates").rglob("*.*")]
TEXT = "\n".join(p.read_text(encoding="utf-8") for p in sorted(OUTPUT_FILES))
# Names that vocabularies use too: finding them proves nothing, so the list says what is true of the field.
SHARED = {"audience"}
DOMAIN = "\n".join((PACKAGE / "domain" / f"{name}.py").read_text(encoding="utf-8") for name in ("library", "inventory", "item", "portrait"))


@pytest.mark.parametrize(("model", "attribute", "key"), FIELDS, ids=[f"{m}-{k}" for m, _, k in FIELDS])
def test_field_reaches_an_output(model: str, attribute: str, key: str) -> None:
    """What an editor fills in is used by an output or by the library; a field that is not stands in the list with its reason."""
    used = re.search(rf"\.{attribute}\b|\"{attribute}\"", TEXT + DOMAIN)
    excused = WITHOUT_OUTPUT.get(model, {}).get(key)

    assert used or excused, f"{model}.{attribute} („{key}“) is declared but nothing shows it: use it in an output, or say why not in fields_without_output.toml"
    shared = sum(attribute == name for _, name, _ in FIELDS) > 1 or attribute in SHARED
    assert shared or not (used and excused), f"{model}.{attribute} is shown now: take it out of fields_without_output.toml"
