"""A generated region as a site of Hugo: a file for each page, front matter in YAML, lists as taxonomies."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import corpus
from bench.rivals import things
from bench.rivals.things import Thing

HERE = Path(__file__).parent / "hugo"
_LISTS = {
    "berufsfelder": "Berufsfelder", "orte": "Orte", "abschluesse": "Mit welchem Schulabschluss?", "beginn": "Wann willst du anfangen?", "angebote": "Angebote",
    "berufe": "Berufe von A bis Z", "entdecken": "Entdecken", "paare": "Paare",
}  # fmt: skip
_SECTIONS = {
    "betriebe": ("Betriebe von A bis Z", {}), "podcast": ("Kammerton trifft …", {"outputs": ["html", "rss"]}), "newsletter": ("Newsletter für Betriebe", {}),
    "termine": ("Termine", {"outputs": ["html", "calendar"]}), "wissen": ("Wissen", {}), "klischeefrei": ("Jenseits der Klischees", {}), "karte": ("Karte", {}),
}  # fmt: skip
_UNUSED = ("angebote", "body", "id")


def write(folder: Path, size: int) -> None:
    """Write input and templates of Hugo."""
    shutil.copytree(HERE, folder)
    shutil.copytree(corpus.ROOT / "theme" / "static", folder / "static" / "theme")
    shutil.copy(corpus.ROOT / "content" / "bilder" / "podcast-cover.png", folder / "static" / "cover.png")
    (folder / "static" / "podcast").mkdir()
    (folder / "static" / "podcast" / "folge.mp3").write_bytes(corpus.recording())
    (folder / "data").mkdir()
    for name, value in things.data().items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    for path, head, body in _pages(size):
        file = folder / "content" / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\n" + "\n".join(corpus.yaml(head)) + f"\n---\n{body}", encoding="utf-8")


def edited(folder: Path) -> Path:
    """The file in which a sentence changes."""
    return folder / "content" / "betriebe" / corpus.firm_id(0) / "_index.md"


def _pages(size: int) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    yield from _lists(size)
    for firm in things.portraits(size):
        yield f"betriebe/{firm['id']}/_index", _head(firm, type="betrieb", weight=1, orte=[firm["ort"]]), firm["body"]
        for offer in firm["angebote"]:
            yield f"betriebe/{firm['id']}/{offer['id']}", _offer(offer), ""
    for kind, made in (("podcast", things.episodes(size)), ("wissen", things.articles(size)), ("newsletter", things.issues(size))):
        for thing in made:
            yield f"{kind}/{thing['id']}", _head(thing, **({"outputs": ["html", "embed"]} if kind == "podcast" else {})), thing["body"]
    for thing in things.events(size):
        yield f"termine/{thing['id']}", _head(thing, orte=[thing["ort"]], weight=50, outputs=["html", "calendar"], gruppe="Termine"), thing["body"]
    for path, title, body in things.plain_pages():
        address = {"url": "/410.html"} if path == "410" else {}
        yield f"{path}/_index" if path in ("en", "leicht") else path, {"title": title, "type": "seite", **address}, body


def _head(thing: Thing, **more: Any) -> dict[str, Any]:
    kept = {key: value for key, value in thing.items() if key not in (*_UNUSED, "title", "kurz", "datum", "ort")}
    return {"title": thing["title"], "description": thing["kurz"], "date": thing["datum"], **more, "params": kept}


def _offer(offer: Thing) -> dict[str, Any]:
    """An offer's head; its lists are taxonomies."""
    lists = {
        "angebote": [offer["art"]], "berufe": [offer["beruf"]], "berufsfelder": offer["felder"], "orte": [offer["ort"]], "abschluesse": offer["abschluesse"],
        "beginn": [offer["jahr"]] if offer["jahr"] else [], "entdecken": offer["taetigkeiten"], "paare": [offer["paar"].replace("/", "--")] if offer["paar"] else [],
    }  # fmt: skip
    shown = (
        "farbe",
        "bild",
        "karte",
        "fakten",
        "gruppe",
        "rang",
        "abschluss",
        "feld",
        "untypisch",
        "start",
        "schluss",
        "monate",
        "plaetze",
        "gehalt",
        "beruf",
        "art",
    )
    return {
        "title": offer["title"],
        "type": "angebot",
        "weight": offer["gewicht"],
        **{key: value for key, value in lists.items() if value},
        "params": {key: offer[key] for key in shown},
    }


def _lists(size: int) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """The pages of lists: their titles, and what their templates look up."""
    for path, title in _LISTS.items():
        yield f"{path}/_index", {"title": title, **({"build": {"render": "never", "list": "never"}} if path == "paare" else {})}, ""
    for path, (title, more) in _SECTIONS.items():
        yield f"{path}/_index", {"title": title, "type": path, **more}, ""
    yield "entdecken/gute-chancen/_index", {"title": "Hier hast du gute Chancen", "type": "chancen"}, ""
    named = {
        "angebote": ("angebotsarten", "mehrzahl"),
        "berufsfelder": ("berufsfelder", "titel"),
        "orte": ("orte", "titel"),
        "abschluesse": ("schulabschluesse", "titel"),
        "entdecken": ("taetigkeiten", "titel"),
    }
    known = things.occupations(size)
    for path, (table, column) in named.items():
        for id_, row in corpus.table(table).items():
            if id_ in things.listed(size)[path]:
                yield f"{path}/{id_}/_index", {"title": row[column], "params": {"kurz": row.get("kurz", ""), "farbe": row.get("farbe", "")}}, ""
    yield from _occupations(known, size)


def _occupations(known: Iterable[Thing], size: int) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    for one in known:
        yield f"berufe/{one['id']}/_index", {"title": one["title"], "params": {key: value for key, value in one.items() if key not in ("id", "title")}}, ""
    for occupation, type_ in sorted(things.frequent_pairs(size)):
        title = f"{corpus.table('angebotsarten')[type_]['kurz']}: {things.occupation_name(occupation)}"
        yield f"paare/{occupation}--{type_}/_index", {"title": title, "url": f"/berufe/{occupation}/{type_}/"}, ""
