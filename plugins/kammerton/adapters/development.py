"""The developers' tools, run as they are configured in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

_LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    (sys.executable, "-m", "pytest", "-q", "tests/architecture"),
)


def run_tests(root: Path, arguments: list[str]) -> int:
    """Run pytest in the project; its exit code is the answer."""
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=root, check=False).returncode


def run_linters(root: Path) -> int:
    """Run every linter, also after one failed; 0 when all are content."""
    scripts = Path(sys.executable).parent
    failed = 0
    for name, *arguments in _LINTERS:
        program = name if name == sys.executable else str(scripts / name)
        print(f"-- {Path(name).name} {' '.join(arguments)}", flush=True)  # noqa: T201 - the developers' console
        failed |= subprocess.run([program, *arguments], cwd=root, check=False).returncode
    return 1 if failed else 0
