"""The sample project, varied and loaded: what the tests of all outputs start from."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import EPISODE, FILES, ISSUE, PORTRAIT, SETTINGS

from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build, assemble
from kammerton.app.load import load
from kammerton.domain.addresses import Addresses
from kammerton.domain.audio import AudioFacts
from kammerton.domain.library import Library
from kammerton.domain.picture import PICTURES
from kammerton.domain.pictures import PictureFacts
from kammerton.newsletter.compose import compose
from kammerton.rendering.links import Links
from kammerton.site.context import SiteContext
from kammerton.site.pages import all_pages
from kammerton.site.views import SitePage

ROOT = Path(__file__).parents[2]
FIRM = "content/betriebe/muster-metall.md"
FOLGE = "episodes/001-am-amboss.md"
AUSGABE = "newsletter/2026-03.md"
# A name as a hostile or careless firm may write it; YAML needs the quotes.
HOSTILE = "Müller & Söhne <script>alert(1)</script> GmbH"


def varied(text: str, **changed: str) -> str:
    r"""The text with the line of each named field replaced; an empty value removes the line.

    >>> varied("titel: A\nkurz: B\n", titel="C", kurz="")
    'titel: C\n'
    """
    lines = text.split("\n")
    for key, value in changed.items():
        place = next(n for n, line in enumerate(lines) if line.lstrip(" -").startswith(f"{key}:"))
        indent = lines[place][: lines[place].index(key)]
        lines[place : place + 1] = [f"{indent}{key}: {value}"] if value else []
    return "\n".join(lines)


def portrait(**changed: str) -> str:
    """The firm of the sample with some lines changed."""
    return varied(PORTRAIT, **changed)


def episode(number: int, **changed: str) -> dict[str, str]:
    """A further episode with its audio and transcript, as files by path."""
    name = f"{number:03}-folge"
    text = varied(EPISODE.replace("001-am-amboss", name), **{"nummer": str(number), "titel": f"Folge {number}", **changed})
    return {f"episodes/{name}.md": text, f"episodes/{name}.vtt": FILES["episodes/001-am-amboss.vtt"], f"episodes/media/{name}.mp3": ""}


def issue(blocks: str, **changed: str) -> str:
    """The issue of the sample with other blocks (YAML, from the first dash on; empty for none)."""
    head, _, rest = ISSUE.partition("bloecke:\n")
    body = rest[rest.index("---\n") :]
    return varied(head + (f"bloecke:\n{blocks.rstrip()}\n" if blocks else "") + body, **changed)


def library(
    files: Mapping[str, str | bytes] = FILES,
    settings: Mapping[str, Any] = SETTINGS,
    now: datetime = NOW,
    audio: Mapping[str, AudioFacts | str] | None = None,
    *,
    pictures: Mapping[str, PictureFacts] | None = None,
) -> Library:
    """The library of a project that must be free of errors; ``pictures`` are measured ones by their path below content/bilder."""
    measured = {f"{PICTURES}/{file}": facts for file, facts in (pictures or {}).items()}
    sources = FakeSources({**files, **dict.fromkeys(measured, "")}, settings, audio, pictures=measured)
    found, report = load(sources, now)
    assert not report.has_errors, report.diagnostics
    return found


def links(of: Library) -> Links:
    """The links of a library."""
    return Links(of, Addresses(of.settings.address))


def context(of: Library) -> SiteContext:
    """What the page builders need."""
    return SiteContext(of, WORDS, links(of), Addresses(of.settings.address), composer=compose)


def pages(of: Library) -> dict[str, SitePage]:
    """Every page by its path."""
    found = tuple(all_pages(context(of)))
    by_path = {page.path: page for page in found}
    assert len(by_path) == len(found), "two pages with the same path"
    return by_path


def build(of: Library) -> Build:
    """Everything a library becomes, mails with the real theme."""
    return assemble(of, WORDS, ThemeTemplates(ROOT, "de"))
