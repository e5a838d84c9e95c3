"""What is not to be seen is in no output: no page, feed, mail, list, file name or structured data names it or links to it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.app.projects import build, library
from tests.app.rendered import outputs
from tests.sample import CONSENTS, EVERYTHING, OF_KIND, TRANSLATION
from tests.site.relating import fields_of, set_at

from kammerton.domain.inventory import ITEM_FIELDS
from kammerton.domain.issue import Block, EventQuery, Issue, NewQuery, OfferQuery
from kammerton.domain.kinds import KINDS, LINKABLE
from kammerton.domain.library import Library
from kammerton.domain.pictures import PictureFacts
from kammerton.reading.markdown import parse_markdown

SECRET = "zwirbelkraut"
MODELS = {kind.name: kind.model for kind in KINDS}
FOLDERS = {kind.name: kind.folder for kind in KINDS}
# The words of the sample's items that the secret one must not share, by kind.
OLD = {
    "betrieb": ["Muster Metall GmbH", "Treppen und Tore.", "Wir bauen Tore.", "metallbauer-2027", "id: praktikum"], "folge": ["Am Amboss", "Ein Tag in der Schmiede.", "001-am-amboss", "Anfang"],
    "ausgabe": ["Probebrief im März", "Neues aus der Probe", "Eine Folge und ein Betrieb.", "hier ist die erste Ausgabe."],
    "wissen": ["Zum ersten Mal ausbilden", "Was vor dem ersten Vertrag zu tun ist.", "Vieles ist einfacher", "Mit der Kammer sprechen"],
    "akteur": ["Probekammer", "Hilft Betrieben", "Ausbildungsberatung", "Ein Anruf genügt"],
    "foerderung": ["Startgeld", "Ein Zuschuss zum ersten", "500 Euro", "Der Antrag hat"],
    "termin": ["Probemesse", "Zwanzig Betriebe", "Halle 1", "Kommt vorbei"],
    "geschichte": ["Funken und Geduld", "Mira", "Man hört", "Am ersten Tag"], "meldung": ["Die Halle ist", "Ab Montag", "Sie riecht"],
    "berufstext": ["Feuer, Hammer", "Was der Tag", "Morgens wird"], "seite": ["Impressum", "Text."],
}  # fmt: skip
WAYS = {
    "draft": "status: entwurf",
    "tomorrow": "datum: 2026-06-02 06:00",
    "revoked": "einwilligung: E-0002",
    "expired": "einwilligung: E-0003",
    "not for the web": "einwilligung: E-0004",
    "over": "gueltig_bis: 2026-05-31",
}
REGISTER = CONSENTS + "E-0002,web|newsletter,,2026-06-01\nE-0003,web|newsletter,2026-05-31,\nE-0004,newsletter|social|druck,,\n"
WITHDRAWN = [(kind, way) for kind in ("betrieb", "folge", "geschichte") for way in ("revoked", "expired", "not for the web")]
HIDDEN = [*((kind, way) for kind in OF_KIND for way in ("draft", "tomorrow")), *WITHDRAWN, ("geschichte", "over")]


def secret_name(kind: str) -> str:
    """The name of the secret file; the text about an occupation bears the occupation's."""
    return "baecker" if kind == "berufstext" else SECRET


def secret(kind: str, way: str = "") -> dict[str, str]:
    """The files of an item of a kind full of the secret word, hidden in a way; without one it is there for all to see."""
    text = EVERYTHING[OF_KIND[kind]].replace("](betrieb:muster-metall)", "](https://probe.example)")
    for number, word in enumerate(OLD[kind]):
        assert word in text, (kind, word)
        new = "id: " + SECRET if word.startswith("id: ") else f"{SECRET}-{number}" if "-" in word else f"{SECRET.title()} {number}"
        text = text.replace(word, new)
    line = WAYS.get(way, "")
    key = line.partition(":")[0]
    if kind == "folge" and key == "einwilligung":
        text = text.replace("    rolle: moderation\n", f"    rolle: moderation\n    {line}\n")
    elif line:
        text = "\n".join(old for old in text.split("\n") if not (key and old.startswith(f"{key}:"))).replace("titel:", f"{line}\ntitel:", 1)
    text = text.replace("nummer: 1", "nummer: 2")
    files = {f"{FOLDERS[kind]}/{secret_name(kind)}.md": text, "content/daten/einwilligungen.csv": REGISTER}
    if kind == "folge":
        media = f"{SECRET}-2"
        files |= {f"episodes/{media}.vtt": EVERYTHING["episodes/001-am-amboss.vtt"].replace("Hallo", SECRET), f"episodes/media/{media}.mp3": ""}
    return {**EVERYTHING, **files}


def everything_points_to(of: Library, kind: str) -> Library:
    """The library with every field that can, every text and every block of an issue pointing to the secret item."""
    linked = "beruf" if kind == "berufstext" else kind
    body = parse_markdown("", f"Mehr [hier]({linked}:{secret_name(kind)})." if linked in LINKABLE else "Text.", 1)[0]
    changed = {}
    for name, field in ITEM_FIELDS.items():
        things = []
        for thing in getattr(of.inventory, field):
            if thing.id == secret_name(kind):
                things.append(thing)
                continue
            pointing = thing.model_copy(update={"body": body})
            for path in fields_of(MODELS[name]):
                if name != "ausgabe" and path[-1].reference and path[-1].reference.kind == kind:
                    pointing = set_at(pointing, path, SECRET)
            things.append(pointing)
        changed[field] = tuple(things)
    blocks = [Block(**{path[-1].attribute: SECRET}) for path in fields_of(Issue) if len(path) == 2 and path[-1].reference and path[-1].reference.kind == kind]
    new = NewQuery(kinds=("betrieb", "folge", "wissen", "termin", "geschichte", "foerderung", "meldung"), limit=50)
    blocks += [Block(new=new), Block(events=EventQuery(days=400, limit=50)), Block(offers=OfferQuery(limit=50))]
    changed["issues"] = tuple(i if i.id == SECRET else i.model_copy(update={"blocks": tuple(blocks)}) for i in changed["issues"])
    return Library(replace(of.inventory, **changed), of.now)


def naming(found: Mapping[str, bytes], word: str) -> list[str]:
    """The outputs that hold a word, in their name or anywhere in their bytes."""
    return sorted(name for name, content in found.items() if word in name.lower() or word in content.decode("utf-8", "replace").lower())


@pytest.mark.parametrize(("kind", "way"), HIDDEN)
def test_no_output_knows_what_is_hidden(kind: str, way: str) -> None:
    """Drafts, what comes later, what was withdrawn and what is over leave no trace, whatever points to them."""
    found = outputs(build(everything_points_to(library(secret(kind, way)), kind)))
    if (kind, way) == ("ausgabe", "tomorrow"):
        assert naming({f"mail/{SECRET}": found.pop(f"mail/{SECRET}")}, SECRET)  # its date is the day of its sending

    assert naming(found, SECRET) == []


@pytest.mark.parametrize("kind", OF_KIND)
def test_the_same_item_is_seen_without_the_line_that_hides_it(kind: str) -> None:
    """The secret word is found where the item may be seen, so that the test above would find it."""
    found = naming(outputs(build(everything_points_to(library(secret(kind)), kind))), SECRET)

    assert len(found) >= (1 if kind == "berufstext" else 2)


@pytest.mark.parametrize("line", ["seit: 2026-06-02"])
def test_no_output_knows_an_offer_of_the_future(line: str) -> None:
    """An offer with a day of its own waits for it, wherever offers are shown."""
    text = EVERYTHING["content/betriebe/muster-metall.md"]
    changed = text.replace("  - id: praktikum\n    art: praktikum\n", f"  - id: {SECRET}\n    art: praktikum\n    {line}\n    studiengang: {SECRET}\n")
    assert changed != text

    assert naming(outputs(build(library({**EVERYTHING, "content/betriebe/muster-metall.md": changed}))), SECRET) == []


TRANSLATABLE = [kind.name for kind in KINDS if kind.translatable]
TRANSLATED = TRANSLATION.replace("Sample Metal Ltd", SECRET).replace("Stairs and gates.", SECRET).replace("We build gates.", SECRET)


@pytest.mark.parametrize("variant", ["en", "leicht"])
@pytest.mark.parametrize("kind", TRANSLATABLE)
def test_no_output_knows_a_hidden_translation(kind: str, variant: str) -> None:
    """A translation that is a draft, and one of a hidden original, leave no trace: no page, no list of its language, no link."""
    original = OF_KIND[kind].removesuffix(".md")
    without = {path: text for path, text in EVERYTHING.items() if not path.endswith(".en.md")}
    draft = {**without, f"{original}.{variant}.md": TRANSLATED.replace("titel:", "status: entwurf\ntitel:")}
    hidden = {**without, **{p: t for p, t in secret(kind, "draft").items() if not p.endswith(".en.md")}, f"{FOLDERS[kind]}/{SECRET}.{variant}.md": TRANSLATED}
    shown = {**without, f"{original}.{variant}.md": TRANSLATED}

    for files in (draft, hidden):
        found = outputs(build(library(files)))
        assert naming(found, SECRET) == []
        assert [name for name in found if name.startswith(f"{variant}/")] == []
        assert naming(found, f'href="/{variant}/') == []
    assert naming(outputs(build(library(shown))), SECRET)


PICTURE = f"{{datei: {SECRET}.jpg, alt: Zwirbelkraut auf dem Bild, urheber: Zwirbelkraut, personen: erkennbar, einwilligung: E-0002}}"
BODY = f"\n\n![Zwirbelkraut allein]({SECRET}.jpg)\n\nEin Wort ![Zwirbelkraut im Satz]({SECRET}.jpg) weiter.\n"
WITH_PICTURES = {
    **EVERYTHING,
    **{path: EVERYTHING[path].replace("titel:", f"bild: {PICTURE}\nbilder: [{PICTURE}]\ntitel:", 1) for path in OF_KIND.values()},
}
WITH_PICTURES["content/betriebe/muster-metall.md"] = WITH_PICTURES["content/betriebe/muster-metall.md"].replace("titel:", f"logo: {PICTURE}\ntitel:", 1)
WITH_PICTURES["episodes/001-am-amboss.md"] = WITH_PICTURES["episodes/001-am-amboss.md"].replace("    rolle: mod", f"    bild: {PICTURE}\n    rolle: mod", 1)
FACTS = {f"{SECRET}.jpg": PictureFacts(f"{SECRET}hash", 1600, 900, (400, 800, 1200, 1600), has_alpha=False)}


def with_facts(files: Mapping[str, str], register: str) -> Library:
    """A library whose pictures were measured."""
    return library({**files, "content/daten/einwilligungen.csv": register}, pictures=FACTS)


@pytest.mark.parametrize("way", ["revoked", "expired", "not for the web"])
def test_no_output_knows_a_picture_without_consent(way: str) -> None:
    """Neither the file nor a derivative, neither what it shows nor whose it is: of every kind, over the page, in lists, as logo, of a voice."""
    files = {path: text.replace("E-0002", WAYS[way].removeprefix("einwilligung: ")) for path, text in WITH_PICTURES.items()}

    assert naming(outputs(build(with_facts(files, REGISTER))), SECRET) == []


def test_the_same_picture_is_seen_with_consent() -> None:
    """With a consent that holds, the page of every kind shows the picture, and its derivatives are written."""
    files = {path: text.replace("E-0002", "E-0001") for path, text in WITH_PICTURES.items()}
    found = naming(outputs(build(with_facts(files, REGISTER))), f"{SECRET}hash")

    assert {"betriebe/muster-metall/index.html", "podcast/001-am-amboss/index.html", "berufe/metallbauer/index.html", "impressum/index.html", "copies"} <= set(
        found
    )


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_hidden_picture_leaves_no_description_in_the_text(kind: str) -> None:
    """Where a picture stood whose consent was withdrawn, no page, feed or mail goes on describing who was in it."""
    files = {**WITH_PICTURES, OF_KIND[kind]: WITH_PICTURES[OF_KIND[kind]] + BODY}
    found = outputs(build(with_facts(files, REGISTER)))

    assert naming(found, SECRET) == []
