"""Pages in other languages and in Leichte Sprache: where they lie, what they say, how they find each other."""

import json
import re

import pytest
from tests.app.projects import ROOT, library
from tests.app.rendered import html_of, main_of
from tests.sample import ARTICLE, EVERYTHING, OF_KIND, TRANSLATION

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build, assemble
from kammerton.domain.kinds import KINDS

SITE = "https://probe.example/"
TRANSLATABLE = [kind.name for kind in KINDS if kind.translatable]
WORDS_OF = {"en": ("Skip to content", "Companies"), "leicht": ("Zum Inhalt springen", "Betriebe"), "uk": ("Zum Inhalt springen", "Betriebe")}
TAGS = {"en": "en", "leicht": "de-simple", "uk": "uk"}
# Every kind in English, Leichte Sprache and Ukrainian, for which there is no catalogue.
ALL = {
    **EVERYTHING,
    **{
        f"{OF_KIND[kind].removesuffix('.md')}.{variant}.md": TRANSLATION.replace("Sample Metal", f"{kind} {variant}")
        for kind in TRANSLATABLE
        for variant in TAGS
    },
}


def built(files: dict[str, str]) -> Build:
    """A build that speaks every language there is a catalogue for."""
    return assemble(library(files), german_words(), ThemeTemplates(ROOT, "de"))


def pages_of(files: dict[str, str]) -> dict[str, str]:
    """Every page by its path."""
    return {page.path: html_of(page) for page in built(files).pages}


@pytest.fixture(scope="module")
def everything() -> dict[str, str]:
    """The pages of the sample in all languages."""
    return pages_of(ALL)


def hreflang(html: str) -> dict[str, str]:
    """The languages of a page with the address of each."""
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def original_path(kind: str, pages: dict[str, str]) -> str:
    """The page of the sample's item of a kind."""
    name = OF_KIND[kind].rpartition("/")[2].removesuffix(".md")
    return next(path for path in pages if path.endswith(f"{name}/") and path.split("/")[0] not in TAGS and path.count("/") < 3)


@pytest.mark.parametrize("variant", TAGS)
@pytest.mark.parametrize("kind", TRANSLATABLE)
def test_a_translation_lies_under_its_language(everything: dict[str, str], kind: str, variant: str) -> None:
    """The page has the address of its original under the language's folder, its own title, and is in the list of the language."""
    path = f"{variant}/{original_path(kind, everything)}"

    assert f"{kind} {variant} Ltd" in main_of(everything[path])
    assert f'href="/{path}"' in main_of(everything[f"{variant}/"])


@pytest.mark.parametrize("variant", TAGS)
@pytest.mark.parametrize("kind", TRANSLATABLE)
def test_words_and_text_say_their_language(everything: dict[str, str], kind: str, variant: str) -> None:
    """What stands around the text is in the language where there is a catalogue, else German; the text is marked where it differs."""
    html = everything[f"{variant}/{original_path(kind, everything)}"]
    page, main = re.search(r'<html lang="([^"]+)"', html), re.search(r'<main [^>]*?lang="([^"]+)"', html)

    assert page
    assert [word for word in WORDS_OF[variant] if word not in html] == []
    assert page[1] == ("en" if variant == "en" else "de")
    assert (main[1] if main else page[1]) == TAGS[variant]


@pytest.mark.parametrize("kind", TRANSLATABLE)
def test_languages_name_each_other(everything: dict[str, str], kind: str) -> None:
    """Original and translations all name the same set, themselves included, with complete addresses of pages that exist."""
    path = original_path(kind, everything)
    family = {"de": f"{SITE}{path}", **{tag: f"{SITE}{variant}/{path}" for variant, tag in TAGS.items()}}

    for address in family.values():
        html = everything[address.removeprefix(SITE)]
        assert hreflang(html) == family
        assert f'<link rel="canonical" href="{address}">' in html
        assert set(re.findall(r'href="([^"]*)"', html.partition('class="languages')[2].partition("</nav>")[0])) == {
            address.removeprefix(SITE[:-1]) for address in family.values()
        }


def test_what_has_no_translation_names_no_language() -> None:
    """A page without translations has no alternates and no choice of languages."""
    html = pages_of(EVERYTHING)["wissen/erstes-mal/"]

    assert hreflang(html) == {}
    assert 'class="languages' not in html


def test_the_start_page_leads_to_every_language(everything: dict[str, str]) -> None:
    """The lists of all languages are linked from the start, each marked with its language."""
    start = main_of(everything[""])

    for variant, tag in TAGS.items():
        assert re.search(rf'<a href="/{variant}/"[^>]* lang="{tag}" hreflang="{tag}">', start), variant


@pytest.mark.parametrize(("variant", "first", "second"), [("en", "/en/impressum/", "/datenschutz/"), ("leicht", "/impressum/", "/datenschutz/")])
@pytest.mark.parametrize(
    "body", ["[a](seite:impressum) [b](seite:datenschutz)", "[a](impressum.md) [b](datenschutz.md)", "[a](impressum.en.md) [b](../seiten/datenschutz.md)"]
)
def test_links_lead_to_the_same_language(variant: str, first: str, second: str, body: str) -> None:
    """A link in a translated text goes to the translation where there is one, else to the original, however it is written."""
    files = {
        **EVERYTHING,
        "content/seiten/barrierefreiheit.md": EVERYTHING["content/seiten/barrierefreiheit.md"],
        f"content/seiten/barrierefreiheit.{variant}.md": TRANSLATION.replace("We build gates.", body),
        "content/seiten/impressum.en.md": TRANSLATION,
    }
    main = main_of(pages_of(files)[f"{variant}/barrierefreiheit/"])

    assert re.findall(r'<a href="([^"]+)">[ab]</a>', main) == [first, second]


def test_a_translation_shows_nothing_in_the_wrong_language() -> None:
    """Questions and steps it leaves out are left out, those it has replace the original's, in the structured data too."""
    questions = "fragen:\n  - {frage: Wie lange?, antwort: Drei Jahre.}\n"
    article = ARTICLE.replace("art: fahrplan", "art: faq").replace("schritte:\n", f"{questions}schritte:\n")
    english = TRANSLATION.replace("stand:", "fragen:\n  - {frage: How long?, antwort: Three years.}\nstand:")
    pages = pages_of({**EVERYTHING, OF_KIND["wissen"]: article, "content/wissen/erstes-mal.en.md": english})
    html = pages["en/wissen/erstes-mal/"]
    data = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)]

    assert [word for word in ("Wie lange?", "Drei Jahre", "Mit der Kammer sprechen") if word in html] == []
    assert "How long?" in main_of(html)
    assert [(d["inLanguage"], [q["name"] for q in d["mainEntity"]]) for d in data if d["@type"] == "FAQPage"] == [("en", ["How long?"])]


def test_an_original_in_another_language_is_named_so_by_its_translations() -> None:
    """The language of the original is the one its file states, on its own page and on those of its translations."""
    original = EVERYTHING["content/seiten/impressum.md"].replace("titel:", "sprache: pl\ntitel:", 1)
    pages = pages_of({**EVERYTHING, "content/seiten/impressum.md": original, "content/seiten/impressum.en.md": TRANSLATION})

    assert hreflang(pages["impressum/"]) == hreflang(pages["en/impressum/"]) == {"pl": f"{SITE}impressum/", "en": f"{SITE}en/impressum/"}
