"""The site of a preview on disk: what is the same as before is linked, only the rest is made."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from kammerton.adapters.pelican_plugin import run_pelican
from kammerton.adapters.shipped import theme_folders
from kammerton.app.build import Build
from kammerton.domain.addresses import file_of
from kammerton.site.views import SitePage

# The size and time of a file: enough to know an edited one.
Stamp = tuple[int, int]
V = TypeVar("V")


@dataclass(frozen=True)
class Written:
    """A site on disk and what each of its files was made from."""

    site: Path
    theme: Mapping[str, Stamp] = field(default_factory=dict)
    pages: Mapping[str, SitePage] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    copies: Mapping[str, tuple[str, Stamp]] = field(default_factory=dict)
    drawings: Mapping[str, str] = field(default_factory=dict)


def planned(root: Path, site: Path, build: Build, theme: Mapping[str, Stamp]) -> Written:
    """What the site of a build will be; nothing is written yet."""
    return Written(
        site=site,
        theme=theme,
        pages={page.path: page for page in build.pages},
        files=build.files,
        copies={path: (source, _stamp(root / source)) for path, source in build.copies.items()},
        drawings=build.drawings,
    )


def write_site(root: Path, build: Build, plan: Written, before: Written | None) -> None:
    """Write a planned site; where the one before it has the same file, that is linked. Raises ``SetupError`` as a publish would."""
    before = before or Written(plan.site)
    pages = {path for path, page in plan.pages.items() if before.theme == plan.theme and before.pages.get(path) == page}
    files, copies, drawings = (_same(getattr(plan, part), getattr(before, part)) for part in ("files", "copies", "drawings"))
    plan.site.mkdir(parents=True)
    changed = replace(
        build,
        pages=tuple(page for page in build.pages if page.path not in pages),
        files=_without(build.files, files),
        copies=_without(build.copies, copies),
        drawings=_without(build.drawings, drawings),
    )
    run_pelican(root, plan.site, changed)
    for path in (*map(file_of, pages), *files, *copies, *drawings):
        (plan.site / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(before.site / path, plan.site / path)


def _same(new: Mapping[str, object], old: Mapping[str, object]) -> set[str]:
    return {path for path, made_from in new.items() if path in old and old[path] == made_from}


def _without(named: Mapping[str, V], left_out: set[str]) -> dict[str, V]:
    return {path: value for path, value in named.items() if path not in left_out}


def theme_stamps(root: Path) -> dict[str, Stamp]:
    """The state of everything pages are rendered with, besides their views."""
    files = (file for folder in theme_folders(root) for file in (*(folder / "templates").rglob("*"), folder / "static" / "css" / "tokens.css"))
    return {str(file): _stamp(file) for file in files if file.is_file()}


def _stamp(file: Path) -> Stamp:
    facts = file.stat()
    return facts.st_size, facts.st_mtime_ns
