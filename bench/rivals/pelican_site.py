"""A generated region as a site of Pelican: a file for each page, Markdown with metadata; what is nested lies in one line of it as JSON, which the plugin reads."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import corpus
from bench.rivals import things
from bench.rivals.things import Thing

HERE = Path(__file__).parent / "pelican"
_TEMPLATES = {"betriebe": "betrieb", "angebote": "angebot", "podcast": "folge", "newsletter": "ausgabe", "termine": "termin", "wissen": "wissen"}


def write(folder: Path, size: int) -> None:
    """Write input, plugin and templates of Pelican."""
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(corpus.ROOT / "theme" / "static", folder / "theme" / "static")
    (folder / "data").mkdir()
    (folder / "data" / "zeichnungen.json").write_text(json.dumps(things.data()), encoding="utf-8")
    (folder / "data" / "tabellen.json").write_text(json.dumps(_tables(size)), encoding="utf-8")
    (folder / "content" / "static").mkdir(parents=True)
    (folder / "content" / "static" / "folge.mp3").write_bytes(corpus.recording())
    shutil.copy(corpus.ROOT / "content" / "bilder" / "podcast-cover.png", folder / "content" / "static" / "cover.png")
    for section in _TEMPLATES:
        (folder / "content" / section).mkdir()
    for section, thing in _things(size):
        file = folder / "content" / section / f"{thing['name']}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_article(section, thing), encoding="utf-8")
    for path, title, body in things.plain_pages():
        file = folder / "content" / "seiten" / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        where = "410.html" if path == "410" else f"{path}/index.html"
        file.write_text(f"Title: {title}\nSlug: {path.replace('/', '-')}\nURL: {path}/\nSave_as: {where}\n\n{body}", encoding="utf-8")


def edited(folder: Path) -> Path:
    """The file in which a sentence changes."""
    return folder / "content" / "betriebe" / f"{corpus.firm_id(0)}.md"


def _things(size: int) -> Iterator[tuple[str, Thing]]:
    made = {"betriebe": things.portraits, "podcast": things.episodes, "newsletter": things.issues, "termine": things.events, "wissen": things.articles}
    for section, make in made.items():
        for thing in make(size):
            offers = thing.pop("angebote", ())
            yield section, {**thing, "name": thing["id"], "pfad": f"{section}/{thing['id']}/"}
            for offer in offers:
                place = {"name": f"{thing['id']}/{offer['id']}", "pfad": f"{section}/{thing['id']}/{offer['id']}/", "betrieb": thing["id"]}
                yield "angebote", {**offer, **place, "kurz": thing["kurz"], "datum": thing["datum"], "body": ""}


def _article(section: str, thing: Thing) -> str:
    values = {key: value for key, value in thing.items() if key not in ("name", "pfad", "title", "body", "datum")}
    head = {
        "Title": thing["title"], "Date": thing["datum"], "Category": section, "Slug": thing["name"].replace("/", "--"), "Summary": thing["kurz"],
        "Template": _TEMPLATES[section], "URL": thing["pfad"], "Save_as": f"{thing['pfad']}index.html", "Daten": json.dumps(values, ensure_ascii=False),
    }  # fmt: skip
    return "\n".join(f"{key}: {value}" for key, value in head.items()) + f"\n\n{thing['body']}"


def _tables(size: int) -> dict[str, list[dict[str, Any]]]:
    """The words of lists, for each list in the order of its table."""
    tables = {
        "angebote": ("angebotsarten", "mehrzahl"),
        "berufsfelder": ("berufsfelder", "titel"),
        "orte": ("orte", "titel"),
        "abschluesse": ("schulabschluesse", "titel"),
        "entdecken": ("taetigkeiten", "titel"),
    }
    found = {
        section: [
            {"id": id_, "title": row[column], "farbe": row.get("farbe", ""), "kurz": row.get("kurz", "")}
            for id_, row in corpus.table(table).items()
            if id_ in things.listed(size)[section]
        ]
        for section, (table, column) in tables.items()
    }
    years = [{"id": year, "title": f"Beginn {year}", "farbe": ""} for year in ("2027", "2028", "2029") if year in things.listed(size)["beginn"]]
    pairs = [
        {"id": f"{occupation}/{type_}", "title": f"{corpus.table('angebotsarten')[type_]['kurz']}: {things.occupation_name(occupation)}", "farbe": ""}
        for occupation, type_ in sorted(things.frequent_pairs(size))
    ]
    return {**found, "berufe": things.occupations(size), "beginn": years, "paare": pairs}
