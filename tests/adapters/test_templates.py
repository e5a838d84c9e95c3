"""The theme's templates."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup
from tests.app.projects import HOSTILE
from tests.fakes import WORDS

from kammerton.adapters.shipped import shipped
from kammerton.adapters.templates import ThemeTemplates
from kammerton.domain.diagnostic import SetupError


def templates(folder: Path, **texts: str) -> ThemeTemplates:
    """A theme with these templates, ``html`` and ``txt`` by name."""
    place = folder / "theme" / "templates" / "mail"
    place.mkdir(parents=True)
    for name, text in texts.items():
        (place / f"issue.{name}").write_text(text)
    return ThemeTemplates(folder, "de")


def test_html_is_escaped_and_text_is_not(tmp_path: Path) -> None:
    """The ending decides; finished markup is printed as it is."""
    found = templates(tmp_path, html="{{ firm }}{{ body }}", txt="{{ firm }}")

    assert found.render("mail/issue.txt", firm=HOSTILE) == HOSTILE
    assert found.render("mail/issue.html", firm="A & <b>", body=Markup("<p>")) == "A &amp; &lt;b&gt;<p>"


def test_words_are_translated(tmp_path: Path) -> None:
    """Templates have the words of the catalogue, with values and plurals."""
    found = templates(tmp_path, txt="{{ _('Hallo %(name)s', name=firm) }} {{ ngettext('%(num)s Betrieb', '%(num)s Betriebe', 2) }}")

    assert found.render("mail/issue.txt", firm="100 %") == "Hallo 100 % 2 Betriebe"


def test_a_missing_template(tmp_path: Path) -> None:
    """The sentence names the file."""
    with pytest.raises(SetupError) as caught:
        templates(tmp_path).render("mail/weg.txt")

    assert WORDS.text(caught.value.message) == "Im Theme fehlt die Vorlage „mail/weg.txt“."


def test_what_a_project_lacks_is_the_programs(tmp_path: Path) -> None:
    """A template of the project wins; the others come from the program's theme, without a ``theme`` all of them."""
    own = templates(tmp_path / "mit", txt="{% from 'mail/parts.html' import button %}eigene Vorlage")

    assert own.render("mail/issue.txt") == "eigene Vorlage"
    assert ThemeTemplates(tmp_path / "ohne", "de")._environment.get_template("mail/issue.txt").filename == str(shipped("theme/templates/mail/issue.txt"))


def test_a_template_badly_written(tmp_path: Path) -> None:
    """The sentence names file and line."""
    with pytest.raises(SetupError) as caught:
        templates(tmp_path, txt="eins\n{% if %}\n").render("mail/issue.txt")

    assert WORDS.text(caught.value.message).startswith("Die Vorlage „mail/issue.txt“ ist in Zeile 2 nicht richtig geschrieben: ")


def test_a_value_that_does_not_exist(tmp_path: Path) -> None:
    """A slip in a template is an error, not an empty place in a mail."""
    with pytest.raises(UndefinedError):
        templates(tmp_path, txt="{{ vew.name }}").render("mail/issue.txt", view=None)
