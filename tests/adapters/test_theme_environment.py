"""The environment of the theme's templates prints what Jinja's own prints, and keeps what it compiled."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, UndefinedError, select_autoescape
from markupsafe import Markup

from kammerton.adapters.theme_environment import JINJA_OPTIONS, ThemeEnvironment, install_words

FOLDER = ".cache/vorlagen"
ESCAPED = select_autoescape(["html"])
# What a template may do with words; of some of them the English catalogue has a translation.
WORDY = {
    "plain.html": '<p title="{{ _("Impressum") }}">{{ _("Impressum") }}</p>',
    "marks.html": "{{ _('A & <b>') }}{{ 'A & <b>' }}",
    "percent.html": "{{ _('50 %% von allem') }}",
    "values.html": "{{ _('Hallo %(name)s', name=name) }}{{ ngettext('%(num)s Betrieb', '%(num)s Betriebe', 2) }}",
    "filtered.html": "{{ _('A & <b>')|upper }}{{ ('<i>' ~ _('A & <b>'))|length }}{{ [_('x')]|join }}",
    "passed.html": "{% macro m(a, b=_('B <b>')) %}{{ a }}{{ b }}{% endmacro %}{{ m(_('A <b>')) }}{{ {_('k'): _('v')} }}",
    "chosen.html": "{{ _('Impressum') if name else _('Datenschutz') }}{% if _('x') == 'x' %}{{ _('x') }}{% endif %}",
    "other.html": "{% macro m(_) %}{{ _('Impressum') }}{% endmacro %}{{ m(name.upper) if false }}{{ _('Impressum') }}",
    "named.html": "{% set _ = name.join %}{{ _('abc') }}",
    "unescaped.html": "{% autoescape false %}{{ _('A & <b>') }}{{ '<' }}{% endautoescape %}",
    "text.txt": "{{ _('A & <b>') }}{{ _('Impressum') }}",
}


def ours(root: Path, templates: dict[str, str], language: str = "en") -> ThemeEnvironment:
    """The environment of a project with these templates."""
    return ThemeEnvironment(root, language, DictLoader(templates), autoescape=ESCAPED)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", WORDY)
def test_words_are_what_they_would_be_while_rendering(tmp_path: Path, name: str, language: str) -> None:
    """Wherever words stand, the page is the one that Jinja's own environment makes."""
    plain = Environment(loader=DictLoader(WORDY), autoescape=ESCAPED, **JINJA_OPTIONS)
    install_words(plain, language)

    assert ours(tmp_path, WORDY, language).get_template(name).render(name="<Ä>") == plain.get_template(name).render(name="<Ä>")


# What a template may print, and how it may call a macro.
PRINTING = {
    "values.html": "{% for value in values %}[{{ value }}]{% endfor %}",
    "macros.html": "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ caller() if caller is defined else '' }}{% endmacro %}{% for value in values %}{{ m(value) }}{{ m(value, b='&') }}"
    "{{ m(loop.index)|length }}{% call m(value) %}<b>{{ value }}</b>{% endcall %}{% endfor %}",
    "set.html": "{% set kept %}<i>{{ values[1] }}</i>{% endset %}{{ kept }}{{ kept|upper }}{{ kept ~ values[1] }}{% filter upper %}{{ values[1] }}<{% endfilter %}",
    "unescaped.html": "{% autoescape false %}{% macro m(a) %}{{ a }}{% endmacro %}{{ m(values[1]) }}{{ values[1] }}{% endautoescape %}{{ values[1] }}",
    "volatile.html": "{% autoescape values[0] == 'plain' %}{{ values[1] }}{% macro m(a) %}{{ a }}{% endmacro %}{{ m(values[1]) }}{% endautoescape %}",
    "calls.html": "{{ values[0].upper() }}{{ range(3)|list }}{{ dict(a=values[1]) }}{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, x='<') }}",
    "imports.html": "{% from 'own.html' import m %}{% from 'own.txt' import m as t %}{{ m(values[1]) }}{{ t(values[1]) }}{% include 'set.html' %}",
    "text.txt": "{% macro t(a) %}{{ a }}{% endmacro %}{{ values[1] }}{{ t(values[1]) }}",
    "own.html": "{% macro m(a) %}{{ a }}{{ '<' }}{% endmacro %}",
    "own.txt": "{% macro m(a) %}{{ a }}{% endmacro %}",
}


class Marked:
    """Something that knows how it looks as HTML."""

    def __html__(self) -> str:
        return "<b>&amp;</b>"


class Text(str):
    """Text of a kind of its own."""

    __slots__ = ()

    def __str__(self) -> str:
        return "'said'"


@pytest.mark.parametrize("name", PRINTING)
def test_what_is_printed(tmp_path: Path, name: str) -> None:
    """Values of every kind are printed as Jinja's own environment prints them, from macros too."""
    values = ["plain", "<a href=\"x\">'&'</a>", "", 7, 1.5, True, None, Markup("<i>&amp;</i>"), Marked(), Text("<"), ["<", Markup("<")], b"<"]
    plain = Environment(loader=DictLoader(PRINTING), autoescape=ESCAPED, **JINJA_OPTIONS)
    install_words(plain, "en")

    assert ours(tmp_path, PRINTING).get_template(name).render(values=values) == plain.get_template(name).render(values=values)


@pytest.mark.parametrize(
    "text", ["{{ missing }}", "{{ values.missing }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "{% macro m() %}{% endmacro %}{{ m(1) }}"]
)
def test_slips_are_told_as_by_jinja(tmp_path: Path, text: str) -> None:
    """What is not there, and what a macro does not take, is an error with the same words."""
    plain = Environment(loader=DictLoader({"slip.html": text}), autoescape=ESCAPED, **JINJA_OPTIONS)
    said = []
    for environment in (plain, ours(tmp_path, {"slip.html": text})):
        with pytest.raises((UndefinedError, TypeError)) as found:
            environment.get_template("slip.html").render(values={})
        said.append(str(found.value))

    assert said[0] == said[1]


def test_words_that_cannot_be_printed_fail_where_they_stand(tmp_path: Path) -> None:
    """A slip in words is told when the template is filled, as Jinja does."""
    template = ours(tmp_path, {"slip.html": "{{ _('50 %') }}"}).get_template("slip.html")

    with pytest.raises(ValueError, match="incomplete format"):
        template.render()


class Thing:
    """Says something, and counts how often it was asked."""

    def __init__(self, said: str) -> None:
        self._said, self.asked = said, 0

    def say(self) -> str:
        """What it says."""
        self.asked += 1
        return self._said


def test_once(tmp_path: Path) -> None:
    """A macro is called once for each thing, on whichever page; what it printed is escaped once."""
    templates = {
        "part.html": "{% macro part(thing) %}<b>{{ thing.say() }}</b>{% endmacro %}",
        "page.html": "{% from 'part.html' import part %}{{ once(part, thing) }}{{ once(part, thing) }}",
    }
    page = ours(tmp_path, templates).get_template("page.html")
    first, second = Thing("<"), Thing("<")

    assert [page.render(thing=thing) for thing in (first, second, first)] == ["<b>&lt;</b><b>&lt;</b>"] * 3
    assert (first.asked, second.asked) == (1, 1)


def test_once_forgets_before_it_grows(tmp_path: Path) -> None:
    """Things without end take no memory without end, and each prints its own."""
    page = ours(tmp_path, {"page.html": "{% macro part(thing) %}{{ thing.say() }}{% endmacro %}{{ once(part, thing) }}"}).get_template("page.html")

    assert [page.render(thing=Thing(str(n))) for n in range(2000)] == [str(n) for n in range(2000)]


def test_compiled_templates_are_kept(tmp_path: Path) -> None:
    """A second program finds what the first compiled; a template that changed is compiled again."""
    assert ours(tmp_path, {"a.html": "eins {{ x }}"}).get_template("a.html").render(x=1) == "eins 1"
    (kept,) = (tmp_path / FOLDER).iterdir()
    before = kept.stat().st_mtime_ns, kept.read_bytes()

    assert ours(tmp_path, {"a.html": "eins {{ x }}"}).get_template("a.html").render(x=2) == "eins 2"
    assert (kept.stat().st_mtime_ns, kept.read_bytes()) == before
    assert ours(tmp_path, {"a.html": "zwei {{ x }}"}).get_template("a.html").render(x=2) == "zwei 2"
    assert list((tmp_path / FOLDER).iterdir()) == [kept]


def test_each_language_keeps_its_own(tmp_path: Path) -> None:
    """Words that were put in while compiling never appear in another language."""
    said = [ours(tmp_path, {"a.html": "{{ _('Impressum') }}"}, language).get_template("a.html").render() for language in ("de", "en", "de", "en")]

    assert said[:2] == said[2:]
    assert said[0] == "Impressum" != said[1]


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda kept: kept[:40], lambda kept: kept[:-1], lambda kept: kept[:60] + b"\0" + kept[61:], lambda _: b"x" * 999]
)
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    """Whatever became of a kept template, the page is the same."""
    ours(tmp_path, {"a.html": "eins {{ x }}"}).get_template("a.html")
    (kept,) = (tmp_path / FOLDER).iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))

    assert ours(tmp_path, {"a.html": "eins {{ x }}"}).get_template("a.html").render(x=1) == "eins 1"
    assert kept.read_bytes() == whole


def test_a_project_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a place for the cache everything is compiled as ever: the newsletter's service only reads."""
    (tmp_path / ".cache").write_text("keine Ablage")

    assert ours(tmp_path, {"a.html": "eins {{ x }}"}).get_template("a.html").render(x=1) == "eins 1"
