"""The words around a preview: the bar on its pages, what keeps it from being built, and what waits."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader

from kammerton.adapters.preview_stage import Look, Stage
from kammerton.adapters.shipped import shipped
from kammerton.adapters.theme_environment import JINJA_OPTIONS, install_words
from kammerton.app.preview import why_waiting
from kammerton.domain.diagnostic import MN, Diagnostic, M, Severity
from kammerton.rendering.words import Words

# The folder of the preview's own addresses.
OWN = "/kammerton-vorschau/"
_TEMPLATES = "theme/templates"
_FILES = ("vorschau.js", "vorschau.css")
_HEAD, _MAIN, _TOP = b"</head>", b"<main", re.compile(rb"<header|<main")


class Told(NamedTuple):
    """A diagnostic in words."""

    place: str
    kind: str
    code: str
    what: str
    remedy: str


class PreviewPages:
    """Makes the preview's own pages from what is on the stage. They use nothing of a project's theme, which may be what is broken."""

    def __init__(self, stage: Stage, words: Words) -> None:
        """Take the stage and the words."""
        self._stage, self._words = stage, words
        templates = shipped(_TEMPLATES)
        self._environment = Environment(loader=FileSystemLoader(templates), autoescape=True, **JINJA_OPTIONS)
        install_words(self._environment, words.language)
        self.files = {name: (templates / "preview" / name).read_bytes() for name in _FILES}

    def with_bar(self, page: bytes, path: str) -> bytes:
        """A page of the site with the script that keeps it new and, where it is a whole page, the bar. ``path`` is its address in the site."""
        added = self._filled("added.html").encode()
        page = page.replace(_HEAD, added + _HEAD, 1)
        if _MAIN not in page:
            return page
        why = why_waiting(path, self._stage.good.waiting)
        bar = self._filled("bar.html", why=self._words.text(why) if why else "", counts=self._counts(self._stage.good))
        # Behind the link that skips to the content, which has to be the first one on a page.
        return _TOP.sub(lambda found: bar.encode() + found[0], page, count=1)

    def problems(self) -> bytes:
        """What keeps the site from being built; that it is being built, before there is anything to tell."""
        look = self._stage.look
        if look is None:
            title = M("Die Vorschau wird gebaut …")
            return self._page(title=self._words.text(title), problem="", trace="", errors=())
        errors = look.report.of_severity(Severity.ERROR)
        title = MN("{n} Fehler", "{n} Fehler", len(errors)) if errors else M("So lässt sich die Website nicht bauen")
        problem = self._words.text(look.problem) if look.problem else ""
        return self._page(title=self._words.text(title), problem=problem, trace=look.trace, errors=self._told(errors))

    def overview(self) -> bytes:
        """What waits and what is to be looked at again."""
        good = self._stage.good
        waiting = [{"href": f"{good.base}/{w.path}", "title": w.title, "file": w.file, "why": self._words.text(w.why)} for w in good.waiting]
        return self._filled("overview.html", start=f"{good.base}/", waiting=waiting, hints=self._told(self._hints(good))).encode()

    def refusal(self) -> bytes:
        """That an address is not answered."""
        return self._filled("refusal.html").encode()

    def _page(self, **values: object) -> bytes:
        return self._filled("problems.html", **values).encode()

    def _filled(self, name: str, **values: object) -> str:
        return self._environment.get_template(f"preview/{name}").render(own=OWN, mark=self._stage.mark, language=self._words.language, **values)

    def _counts(self, look: Look) -> str:
        """How much there is in the overview."""
        waiting, hints = len(look.waiting), len(self._hints(look))
        parts = (
            MN("{n} Eintrag ist noch nicht öffentlich", "{n} Einträge sind noch nicht öffentlich", waiting) if waiting else None,
            MN("{n} Hinweis", "{n} Hinweise", hints) if hints else None,
        )
        return ", ".join(self._words.text(part) for part in parts if part) or self._words.text(M("Alles hier ist öffentlich"))

    @staticmethod
    def _hints(look: Look) -> tuple[Diagnostic, ...]:
        return look.report.of_severity(Severity.HINT)

    def _told(self, diagnostics: Iterable[Diagnostic]) -> tuple[Told, ...]:
        kinds = {Severity.ERROR: M("Fehler"), Severity.HINT: M("Hinweis")}
        text = self._words.text
        return tuple(
            Told(
                place=f"{d.place.file}:{d.place.line}" if d.place.line else d.place.file,
                kind=text(kinds[d.severity]),
                code=d.code,
                what=text(d.what),
                remedy=text(d.remedy) if d.remedy else "",
            )
            for d in diagnostics
        )
