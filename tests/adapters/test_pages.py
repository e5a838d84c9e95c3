"""Pages printed again in another frame are the pages that would be made anew; what cannot be told apart is not tried."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.app.projects import ROOT, library, pages
from tests.sample import EVERYTHING

from kammerton.adapters.layout_file import FOLDER, LayoutFile
from kammerton.adapters.pages import PageRenderer, Printed
from kammerton.adapters.processes import PROCESSES, each
from kammerton.adapters.template_keys import TemplateKeys

# A page that shares a macro with its frame.
_WHOLE = {"subscribe.html"}
# Pages without a frame.
_BARE = {"embed.html", "redirect.html"}
PAGES = tuple(pages(library(EVERYTHING)).values())
BASE = (ROOT / "theme" / "templates" / "base.html").read_text(encoding="utf-8")


def theme(root: Path, **templates: str) -> PageRenderer:
    """What renders with these templates over the program's own; those of an earlier theme stay, as they do while somebody writes one."""
    folder = root / "theme" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in templates.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return PageRenderer(root)


def test_every_page_of_the_theme_in_another_frame(tmp_path: Path) -> None:
    """Printed block by block a page is what it is; in a frame with other words, another order and other parts it is the page made anew."""
    before = theme(tmp_path)
    printed = {page.path: before.printed(page) for page in PAGES}
    plain = {page.path: before.render(page) for page in PAGES}
    changed = BASE.replace("<body>", "<body>\n<p>Ünterwegs</p>{{ view.head.title }}").replace("{% block links %}{% endblock %}", "")
    changed = changed.replace("{% block head %}", "{% block links %}{% endblock %}{% block head %}")
    after = theme(tmp_path, base=changed)

    for page in PAGES:
        content, layout = printed[page.path]
        assert content.decode() == plain[page.path]
        assert (layout is None) == (page.template in _WHOLE), page.path
        if layout:
            again = after.reprinted(layout, content)
            assert again == after.printed(page), page.path
            assert (again == printed[page.path]) == (page.template in _BARE), page.path


_FRAME = "<title>{{ view.head.title }}</title>{{ view.frame.site_name }}{% block head %}{% endblock %}<main>{% block content %}{% endblock %}</main>"
_PAGE = "{% extends 'rahmen.html' %}{% set art = 'Blatt' %}{% block content %}<p>{{ view.title }}</p>{% endblock %}"
_WORDS = "{% macro hallo() %}Hallo{% endmacro %}"
# What it is about: the frame, the page, the frame then, and whether the page can be printed in it from its layout.
FRAMES: dict[str, tuple[str, str, str, bool]] = {
    "another text": (_FRAME, _PAGE, f"Ö{_FRAME}", True),
    "another order": (_FRAME, _PAGE, "{% block content %}{% endblock %}{{ view.head.canonical }}{% block head %}x{% endblock %}", True),
    "a block more, with something in it": (_FRAME, _PAGE, _FRAME + "{% block foot %}{{ view.frame.language }}{% endblock %}", True),
    "what the page says": ("{{ art|default('') }}" + _FRAME, _PAGE, "<b>{{ art|default('') }}</b>" + _FRAME, True),
    "what the page says, asked for later": (_FRAME, _PAGE, "{{ art|default('') }}" + _FRAME, False),
    "what no page says, asked for later": (_FRAME, _PAGE, "{{ unart|default('') }}" + _FRAME, True),
    "what the page says is no text": ("{{ art|default('') }}" + _FRAME, _PAGE.replace("'Blatt'", "7"), "<b>{{ art|default('') }}</b>" + _FRAME, False),
    "a block less": (_FRAME, _PAGE, "{{ view.head.title }}", False),
    "a block twice": (_FRAME, _PAGE, _FRAME + "{{ self.content() }}", True),
    "a block twice before": ("{% block content %}{% endblock %}{{ self.content() }}", _PAGE, "{% block content %}{% endblock %}", True),
    "a block for each": (_FRAME, _PAGE, "{% for a in [1, 2] %}{% block content scoped %}{% endblock %}{% endfor %}", False),
    "a block in a filter": (_FRAME, _PAGE, "{% filter upper %}{% block content %}{% endblock %}{% endfilter %}", False),
    "a block in a filter before": ("{% filter upper %}{% block content %}{% endblock %}{% endfilter %}", _PAGE, _FRAME, False),
    "more of the view": (_FRAME, _PAGE, "{{ view.title }}" + _FRAME, False),
    "more of the view before": ("{{ view.title }}" + _FRAME, _PAGE, _FRAME, False),
    "the view as a whole": (_FRAME, _PAGE, "{{ view|string|length }}" + _FRAME, False),
    "the view under another name": (_FRAME, _PAGE, "{% set v = view %}{{ v.title }}" + _FRAME, False),
    "something included": (_FRAME, _PAGE, "{% include 'dabei.html' %}" + _FRAME, False),
    "something imported that reads the view": (_FRAME, _PAGE, "{% import 'dabei.html' as dabei with context %}{{ dabei.m() }}" + _FRAME, False),
    "another frame around it": (_FRAME, _PAGE, "{% extends 'base.html' %}", False),
    "a page that says more than its frame": (_FRAME, _PAGE.replace("<p>", "{{ super() }}<p>"), f"x{_FRAME}", False),
    "a macro of the frame": (
        "{% from 'worte.html' import hallo %}" + _FRAME, _PAGE.replace("<p>", "{{ hallo() }}<p>"), "{% from 'andere.html' import hallo %}" + _FRAME, False,
    ),
    "a macro the frame gets, too": (_FRAME, "{% from 'worte.html' import hallo %}" + _PAGE.replace("<p>", "{{ hallo() }}<p>"), "{% from 'andere.html' import hallo %}" + _FRAME, False),
    "a frame named by a word": (_FRAME, _PAGE.replace("'rahmen.html'", "'rahmen' ~ '.html'"), f"x{_FRAME}", False),
    "a page with a slip": (_FRAME, _PAGE, "{% if %}" + _FRAME, False),
}  # fmt: skip


@pytest.mark.parametrize("case", FRAMES.values(), ids=FRAMES.keys())
def test_a_frame_that_changed(case: tuple[str, str, str, bool], tmp_path: Path) -> None:
    """Where a page is printed in another frame from its layout, it is the page made anew; where that is not sure, it is not printed."""
    frame, page, changed, is_printed = case
    words = {"worte": _WORDS, "andere": _WORDS.replace("Hallo", "Moin"), "dabei": "{% macro m() %}{{ view.title }}{% endmacro %}{{ view.title }}"}
    shown = replace(next(one for one in PAGES if one.template == "page.html"), template="blatt.html")
    before = theme(tmp_path, rahmen=frame, blatt=page, **words).printed(shown)
    after = theme(tmp_path, rahmen=changed)
    again = after.reprinted(before.layout, before.content) if before.layout else None

    assert (again is not None) == is_printed
    if again:
        assert again.content.decode() == after.render(shown)


# A file of the theme, and which questions about portrait.html and mail/issue.html have another answer once it has changed.
ASKED: dict[str, set[str]] = {
    "base.html": {"frames", "wholes"},
    "frame/foot.html": {"frames", "wholes"},
    "portrait.html": {"insides", "wholes"},
    "components/contact/contact.html": {"insides", "wholes"},
    "components/links/links.html": {"frames", "insides", "wholes"},
    "offer.html": set(),
    "mail/issue.html": {"mail"},
}


def asked(keys: TemplateKeys) -> dict[str, bytes]:
    """The answers to all questions."""
    named = {name: getattr(keys, name)["portrait.html"] for name in ("frames", "insides", "wholes")}
    return {**named, "mail": keys.wholes["mail/issue.html"]}


@pytest.mark.parametrize("file", ASKED)
def test_what_a_template_has_a_part_in(file: str, tmp_path: Path) -> None:
    """A changed file changes the answers about the pages and mails it has a part in, and no other."""
    folders = tmp_path, ROOT / "theme" / "templates"
    before = asked(TemplateKeys(folders))
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text((folders[1] / file).read_text(encoding="utf-8") + " ", encoding="utf-8")
    after = asked(TemplateKeys(folders))

    assert {name for name in before if before[name] != after[name]} == ASKED[file]


def test_a_frame_of_which_a_page_takes_more(tmp_path: Path) -> None:
    """Where a page imports from its frame, or something it imports does, the frame is part of its inside, too."""
    texts = {"rahmen": "{% macro m() %}{% endmacro %}", "direkt": "{% extends 'rahmen.html' %}{% from 'rahmen.html' import m %}", "teil": "{% include 'rahmen.html' %}",
             "indirekt": "{% extends 'rahmen.html' %}{% import 'teil.html' as teil %}", "gar-nicht": "{% extends 'rahmen.html' %}"}  # fmt: skip
    theme(tmp_path, **texts)
    folder = tmp_path / "theme" / "templates"
    before = TemplateKeys([folder])
    theme(tmp_path, rahmen=f"x{texts['rahmen']}")
    after = TemplateKeys([folder])

    assert {name: before.insides[name] == after.insides[name] for name in ("direkt.html", "indirekt.html", "gar-nicht.html")} == {
        "direkt.html": False, "indirekt.html": False, "gar-nicht.html": True,
    }  # fmt: skip


def test_a_template_that_does_not_say_which_others_it_needs(tmp_path: Path) -> None:
    """Where a name is worked out, every template counts, also one that is nowhere named."""
    (tmp_path / "seite.html").write_text("{% include name %}", encoding="utf-8")
    before = TemplateKeys([tmp_path]).wholes["seite.html"]
    (tmp_path / "fern.txt").write_text("x", encoding="utf-8")

    assert TemplateKeys([tmp_path]).wholes["seite.html"] != before


def printed() -> list[Printed]:
    """Some pages that have a layout."""
    renderer = PageRenderer(ROOT)
    return [page for page in map(renderer.printed, PAGES[:12]) if page.layout]


def test_layouts_are_kept_by_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several processes put into the file, each gets back by its place, whichever of them wrote it."""
    monkeypatch.setenv(PROCESSES, "3")
    file, layouts = LayoutFile(tmp_path), [page.layout for page in printed() if page.layout]
    for anew in (True, False):
        file.begin(9, anew=anew)
        places = each(lambda one: file.write([one, one]), layouts, least=1)
        file.end()
        assert [file.read(place) for place in places] == [[one, one] for one in layouts]
        assert each(file.read, places, least=1) == [[one, one] for one in layouts]


def test_layouts_that_are_lost(tmp_path: Path) -> None:
    """A place that is no longer one, and a file that is cut, damaged or gone, give nothing; a new file forgets what stood in the old one."""
    file, layouts = LayoutFile(tmp_path), [page.layout for page in printed() if page.layout]
    kept = tmp_path / FOLDER / "aufbau"
    file.begin(9, anew=True)
    place = file.write(layouts)
    assert file.read(place) is None  # it counts from the end on
    file.end()
    whole = kept.read_bytes()

    assert file.read((place[0] + 1, *place[1:])) is None
    for content in (whole[:-1], whole[: place[0]] + b"x" + whole[place[0] + 1 :], b""):
        kept.write_bytes(content)
        assert LayoutFile(tmp_path).read(place) is None
    kept.unlink()
    assert LayoutFile(tmp_path).read(place) is None
    file.begin(9, anew=True)
    file.end()
    assert file.read(place) is None


def test_a_file_of_layouts_that_nobody_asks_for_is_begun_anew(tmp_path: Path) -> None:
    """Edits put new layouts at the end of the file; where it has grown to a multiple of what counts, it is begun anew."""
    file, layouts = LayoutFile(tmp_path), [page.layout for page in printed() if page.layout]
    kept = tmp_path / FOLDER / "aufbau"
    sizes = []
    for _ in range(12):
        file.begin(1, anew=False)
        place = file.write(layouts)
        file.end()
        assert place is not None
        assert file.read(place) == layouts
        sizes.append(kept.stat().st_size)

    assert sizes != sorted(sizes)
    assert max(sizes) < 20_000 + 2 * sizes[0]


def test_layouts_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A cache that cannot be written costs time and nothing else."""
    (tmp_path / ".cache").write_text("keine Ablage", encoding="utf-8")
    file = LayoutFile(tmp_path)
    file.begin(9, anew=True)

    assert file.write([page.layout for page in printed() if page.layout]) is None
    assert file.read((0, 10, b"")) is None
    file.end()
