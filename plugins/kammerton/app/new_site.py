"""Begin a site for another region: answers become the files of a project."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from kammerton.app.interview import complete, to_check
from kammerton.domain.addresses import Addresses, feed_path
from kammerton.domain.answers import Answers
from kammerton.domain.declaration import declarations
from kammerton.domain.diagnostic import M, Report, SettingsError
from kammerton.domain.document import cut_at_word
from kammerton.domain.guid import show_guid
from kammerton.domain.inventory import Source
from kammerton.domain.kinds import VOCABULARIES
from kammerton.domain.open_point import MARK
from kammerton.domain.suggestion import slug
from kammerton.reading.frontmatter import decode, read_fields
from kammerton.reading.schema import read_model
from kammerton.rendering.quoting import Ready

SHOW = "podcast"
COVER = "content/bilder/podcast-cover.png"
_EPISODES = "episodes/"
_LINE, _SHORT_LINE, _ID = 255, 128, 150


class Pattern(Protocol):
    """What a new site is made from: files that come with the program."""

    def paths(self) -> tuple[str, ...]:
        """The paths of the files in the new project, sorted."""
        ...

    def file(self, path: str, values: Mapping[str, Any]) -> bytes:
        """One of these files; where it is a template, filled with the values in the form of the file."""
        ...

    def table(self, path: str) -> bytes:
        """The stock of words of a table, by the table's path in a project."""
        ...

    def cover(self) -> bytes:
        """A square picture for a podcast, 1400 to 3000 pixels, PNG."""
        ...


def read_answers(file: str, content: bytes) -> tuple[dict[str, Any], Source]:
    """Prepared answers, as fields of a file, and where they stand. Raises ``SettingsError`` with every problem of the file."""
    text, problems = decode(file, content)
    head = read_fields(file, text)
    source = Source(file, head.lines)
    if problems or head.diagnostics:
        raise _wrong(file, Report.of(problems or head.diagnostics))
    _answers(head.values, source)
    return head.values, source


def new_site(given: Mapping[str, Any], source: Source, pattern: Pattern, program: str, today: date) -> dict[str, bytes]:
    """The files of a new project by path, from the given answers and the defaults for the others.

    ``program`` is the command its Makefile calls, ``today`` the day its samples appear.
    Pure: the same answers, program and day give the same bytes. Raises ``SettingsError`` for wrong answers.
    """
    answers = _answers(given, source)
    values = _values(answers, program, today)
    paths = (path for path in pattern.paths() if answers.has_podcast or not path.startswith(_EPISODES))
    files = {path: pattern.file(path, values) for path in paths}
    for kind in VOCABULARIES:
        if kind.file not in files:
            files[kind.file] = pattern.table(kind.file)
    if answers.has_podcast:
        files[COVER] = pattern.cover()
    return files


def _answers(given: Mapping[str, Any], source: Source) -> Answers:
    answers, problems = read_model(Answers, complete(given), source)
    if answers is None:
        raise _wrong(source.file, Report.of(problems))
    return answers


def _wrong(file: str, report: Report) -> SettingsError:
    return SettingsError(report, M("Die Antworten in „{file}“ sind nicht in Ordnung. Es wurde nichts angelegt.", file=file))


def _values(answers: Answers, program: str, today: date) -> dict[str, Any]:
    """What the pattern's templates may use besides the answers themselves."""
    domain = answers.sender.partition("@")[2]
    unchecked = to_check(answers)
    mark = f"  # {MARK}"
    return {
        "answers": answers,
        "program": program,
        "today": today.isoformat(),
        "next_summer": f"{today.year + 1}-08-01",
        "next_spring": f"{today.year + 1}-03-31",
        "town_id": slug(answers.town)[:_ID].strip("-") or "ort",
        "show_id": SHOW,
        "show_guid": show_guid(Addresses(answers.address).absolute(feed_path(SHOW))),
        "cover": COVER,
        "newsletter_title": cut_at_word(f"{answers.name} – für Betriebe", _LINE),
        "sender_name": cut_at_word(answers.name, _SHORT_LINE),
        "unsubscribe": f"abmelden@{domain}",
        "list_id": f"newsletter.{domain.lower()}",
        "open": {d.key: Ready(mark if d.key in unchecked else "") for d in declarations(Answers)},
    }
