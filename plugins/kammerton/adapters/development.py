"""The developers' tools, run as they are configured in pyproject.toml."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    (sys.executable, "-m", "pytest", "-q", "-n", "auto", "tests/architecture"),
)


# The licences of what is installed must fit the list and the list the locks; then what is known to be vulnerable is asked for.
# --strict: a package nobody can say anything about is a failure, too, and so is a machine without network.
_DEPENDENCY_AUDITS = (
    (sys.executable, "-m", "pytest", "-q", "tests/architecture/test_docs.py", "-k", "licence or lock"),
    *(("pip-audit", "--strict", "--disable-pip", "--require-hashes", "--requirement", lock) for lock in ("requirements.lock", "requirements-dev.lock")),
)


def run_tests(root: Path, arguments: list[str]) -> int:
    """Run pytest in the project, on every processor; its exit code is the answer.

    Files stay together, because their tests share what was built once, and in the order in which they are collected (``tests/conftest.py``).
    """
    command = (sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    return subprocess.run([*command, *arguments], cwd=root, check=False).returncode


def run_linters(root: Path) -> int:
    """Run every linter, also after one failed; 0 when all are content."""
    return _run_all(root, _LINTERS)


def audit_dependencies(root: Path) -> int:
    """Compare licences and locks, and ask the Python Packaging Advisory Database; 0 when nothing was found. Needs the network."""
    return _run_all(root, _DEPENDENCY_AUDITS)


def _run_all(root: Path, tools: Iterable[tuple[str, ...]]) -> int:
    scripts = Path(sys.executable).parent
    failed = 0
    for name, *arguments in tools:
        program = name if name == sys.executable else str(scripts / name)
        print(f"-- {Path(name).name} {' '.join(arguments)}", flush=True)  # noqa: T201 - the developers' console
        failed |= subprocess.run([program, *arguments], cwd=root, check=False).returncode
    return 1 if failed else 0
