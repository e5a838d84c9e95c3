"""Every module stands on its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kammerton.adapters.files import write_new

pytestmark = pytest.mark.e2e
PACKAGE = Path(__file__).parents[2] / "plugins" / "kammerton"
WATCHED = """
import builtins, importlib, json, sys

cycles, real = set(), builtins.__import__

def is_being_imported(name):
    module = sys.modules.get(name)
    return module is not None and getattr(module.__spec__, '_initializing', False)

def watched(name, globals=None, locals=None, fromlist=(), level=0):
    importer = (globals or {}).get('__name__', '')
    if name.partition('.')[0] == 'kammerton':
        parts = {f'{name}.{part}' for part in fromlist or ()} & names
        cycles.update((importer, target) for target in parts or {name} if target != importer and is_being_imported(target))
    return real(name, globals, locals, fromlist, level)

names = set(sys.argv[1:])
builtins.__import__ = watched
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(cycles)))
"""


def module_names() -> list[str]:
    """Every module of the package, dotted."""
    found = [p.relative_to(PACKAGE.parent).with_suffix("").parts for p in sorted(PACKAGE.rglob("*.py"))]
    return [".".join(parts[:-1] if parts[-1] == "__init__" else parts) for parts in found]


def cycles(names: list[str], folder: Path = PACKAGE.parent) -> list[list[str]]:
    """Which module imports one that is just being imported. Modules are visited as in a search in depth, which meets every cycle so."""
    command = [sys.executable, "-W", "ignore", "-c", WATCHED, *names]
    result = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(folder)})
    found: list[list[str]] = json.loads(result.stdout)
    return found


def test_there_are_no_cycles() -> None:
    """No module imports one that waits for it, so each can be imported first."""
    assert cycles(module_names()) == []


CYCLES = {
    "none": ({"a": "from kammerton import b", "b": "import kammerton.c", "c": ""}, []),
    "two": ({"a": "import kammerton.b", "b": "from kammerton import a"}, [["kammerton.b", "kammerton.a"]]),
    "three": ({"a": "from kammerton.b import x", "b": "from kammerton.c import x", "c": "x = 1\nimport kammerton.a"}, [["kammerton.c", "kammerton.a"]]),
    "of what a package says": ({"__init__": "from kammerton.a import x\ny = 1", "a": "x = 1\nimport kammerton"}, [["kammerton.a", "kammerton"]]),
}


@pytest.mark.parametrize("name", CYCLES)
def test_cycles_are_noticed(name: str, tmp_path: Path) -> None:
    """Short ones, long ones, and those through what a package takes from its modules."""
    files, expected = CYCLES[name]
    for file, text in {"__init__": "", **files}.items():
        write_new(tmp_path / "kammerton" / f"{file}.py", text.encode())
    names = ["kammerton", *(f"kammerton.{file}" for file in files if file != "__init__")]

    assert cycles(names, tmp_path) == expected


def test_checking_does_not_load_pelican() -> None:
    """``kammerton check`` answers without Pelican, feedgen and Pillow, which cost most of the start."""
    code = "import sys, kammerton.cli, kammerton.app.publish; print(sorted({'pelican', 'PIL', 'mutagen'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
