"""What all tests share: tools that may be missing are named, and in CI their absence is a failure."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# No test fails for the clock of a busy machine; CI tries the same examples each time, a developer's run looks for new ones.
settings.register_profile("kammerton", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("kammerton")

# Commands that tests start say nothing of their progress: how much they would say depends on how busy the machine is.
os.environ["KAMMERTON_FORTSCHRITT"] = "aus"

MODULES = Path(__file__).parent / "e2e" / "node_modules"
# Each tool with how to get it on Debian; node modules come with: npm ci --prefix tests/e2e
TOOLS: dict[str, tuple[Callable[[], str | None], str]] = {
    "chromium": (lambda: shutil.which("chromium"), "apt install chromium"),
    "xmllint": (lambda: shutil.which("xmllint"), "apt install libxml2-utils"),
    "ffmpeg": (lambda: shutil.which("ffmpeg"), "apt install ffmpeg"),
    "ffprobe": (lambda: shutil.which("ffprobe"), "apt install ffmpeg"),
    "mp3val": (lambda: shutil.which("mp3val"), "apt install mp3val"),
    "eyeD3": (lambda: shutil.which("eyeD3"), "apt install eyed3"),
    "node": (lambda: shutil.which("node"), "apt install nodejs npm"),
    "khal": (lambda: shutil.which("khal"), "apt install khal"),
    "calcurse": (lambda: shutil.which("calcurse"), "apt install calcurse"),
    "apache2": (lambda: _server("apache2"), "apt install apache2"),
    "nginx": (lambda: _server("nginx"), "apt install nginx"),
    "caddy": (lambda: shutil.which("caddy"), "apt install caddy"),
    "sshd": (lambda: _server("sshd"), "apt install openssh-server"),
    "rsync": (lambda: shutil.which("rsync"), "apt install rsync"),
    "postfix": (lambda: _server("postfix"), "apt install postfix"),
    "dovecot": (lambda: _server("dovecot"), "apt install dovecot-imapd"),
    "go": (lambda: shutil.which("go"), "apt install golang-go"),
    "gpo": (lambda: shutil.which("gpo"), "apt install gpodder"),
    "newsboat": (lambda: shutil.which("newsboat"), "apt install newsboat"),
    "podboat": (lambda: shutil.which("podboat"), "apt install newsboat"),
    "zbarimg": (lambda: shutil.which("zbarimg"), "apt install zbar-tools"),
    "axe-core": (lambda: _module("axe-core/axe.min.js"), "npm ci --prefix tests/e2e"),
    "tsc": (lambda: _module("typescript/bin/tsc"), "npm ci --prefix tests/e2e"),
    "schema-dts": (lambda: _module("schema-dts/package.json"), "npm ci --prefix tests/e2e"),
    "ical.js": (lambda: _module("ical.js/dist/ical.js"), "npm ci --prefix tests/e2e"),
    "feedsmith": (lambda: _module("feedsmith/package.json"), "npm ci --prefix tests/e2e"),
    "podcast-partytime": (lambda: _module("podcast-partytime/package.json"), "npm ci --prefix tests/e2e"),
    "html-validate": (lambda: _module("html-validate/bin/html-validate.mjs"), "npm ci --prefix tests/e2e"),
}
_missing: set[str] = set()


def _server(name: str) -> str | None:
    """Debian keeps servers where only root's PATH looks."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


def _module(path: str) -> str | None:
    return str(MODULES / path) if (MODULES / path).exists() else None


def tool(name: str) -> str:
    """The path of a tool; without it the test is skipped, in CI it fails."""
    find, remedy = TOOLS[name]
    path = find()
    if path is None:
        _missing.add(f"{name} ({remedy})")
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} is missing: {remedy}")
    return str(path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: a file of tests is run by one process, and at the end none should wait for another."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what the machine lacks, so that nobody takes a skipped test for a passed one."""
    if _missing:
        terminalreporter.section("tools not found, their tests did not run")
        for name in sorted(_missing):
            terminalreporter.line(name)
