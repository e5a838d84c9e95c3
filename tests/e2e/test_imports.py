"""Every module stands on its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e
PACKAGE = Path(__file__).parents[2] / "plugins" / "kammerton"
ALONE = """
import importlib, sys
for name in sys.argv[1:]:
    for loaded in [m for m in sys.modules if m.partition('.')[0] == 'kammerton']:
        del sys.modules[loaded]
    importlib.import_module(name)
"""


def module_names() -> list[str]:
    """Every module of the package, dotted."""
    found = [p.relative_to(PACKAGE.parent).with_suffix("").parts for p in sorted(PACKAGE.rglob("*.py"))]
    return [".".join(parts[:-1] if parts[-1] == "__init__" else parts) for parts in found]


def test_every_module_can_be_imported_first() -> None:
    """No module needs another to have been imported before it: there are no cycles."""
    names = module_names()
    running = [
        subprocess.Popen([sys.executable, "-W", "ignore", "-c", ALONE, *names[start :: os.cpu_count()]], stderr=subprocess.PIPE, text=True)
        for start in range(os.cpu_count() or 1)
    ]

    assert "".join(process.communicate()[1] for process in running) == ""


def test_checking_does_not_load_pelican() -> None:
    """``kammerton check`` answers without Pelican, feedgen and Pillow, which cost most of the start."""
    code = "import sys, kammerton.cli, kammerton.app.publish; print(sorted({'pelican', 'PIL', 'mutagen'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
