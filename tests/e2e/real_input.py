"""Real texts by others, mapped to our front matter: 80 episodes, 56 newsletters, 111 companies.

They stay outside the repository; ``KAMMERTON_REAL_INPUT`` names their folder.
"""

import html
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("KAMMERTON_REAL_INPUT") or ROOT.parent / "shared" / "real-input")
_LINK = re.compile(
    r"\]\(\s*<?(https?://(?:[^\s()>]|\([^\s()]*\))*)(?=[>)]|\s+[\"'])|^\s*\[[^\]]+\]:\s*<?(https?://[^\s>]+)|<(https?://[^\s>]+)>|href=\"(https?://[^\"]+)\"",
    re.MULTILINE,
)
_ROLES = {"host": "moderation", "guest": "gast"}


def rows(name: str) -> list[dict[str, Any]]:
    """The entries of one file."""
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def quoted(text: str) -> str:
    """A YAML scalar."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def item(head: dict[str, str], body: str) -> str:
    """A Markdown file."""
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


def episodes() -> Iterator[tuple[str, str, str]]:
    """Id, file text and body of each episode."""
    for row in rows("episodes"):
        voices = [f"{{name: {quoted(p['name'])}, rolle: {_ROLES.get(p['role'], 'redaktion')}}}" for p in row["people"]]
        head = {
            "titel": quoted(row["title"]),
            "datum": f"{row['date']} 06:00"[:16],
            "kurz": quoted((row["summary"] or row["title"])[:190]),
            "audio": "probe.mp3",
            "stimmen": f"[{', '.join(voices)}]" if voices else "",
            "themen": f"[{', '.join(quoted(tag) for tag in row['tags'])}]" if row["tags"] else "",
        }
        yield slugged(row["id"]), item(head, row["body"]), row["body"]


def companies() -> Iterator[tuple[str, str, str]]:
    """Id, file text and body of each portrait."""
    for row in rows("companies"):
        offer = "{id: praktikum, art: praktikum, berufsfeld: it-computer}"
        head = {
            "titel": quoted(row["title"]),
            "kurz": quoted(row["summary"][:190]) if row["summary"] else "",
            "datum": row["date"],
            "stand": row["date"],
            "ort": "sonnenau",
            "website": row["website"] or "",
            "ansprechstelle": "{rolle: Ausbildung}",
            "angebote": f"[{offer}]",
        }
        yield slugged(row["id"]), item(head, row["body"]), row["body"]


def issues() -> Iterator[tuple[str, str, str]]:
    """Id, file text and body of each newsletter issue."""
    for number, row in enumerate(rows("newsletters"), start=1):
        head = {
            "titel": quoted(row["title"]),
            "nummer": str(number),
            "datum": row["date"],
            "betreff": quoted(row["title"][:60]),
            "vorschau": quoted((row["summary"] or row["title"])[:110]),
            "bloecke": "[{angebote: {max: 1}}]",
        }
        yield row["id"], item(head, row["body"]), row["body"]


def slugged(text: str) -> str:
    """An id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def links_of(body: str) -> set[str]:
    """The web addresses a text links to, found without a Markdown parser; code and comments are left out."""
    text = re.sub(r"`[^`\n]*`|^(```|~~~).*?^\1|<!--.*?-->", "", body, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"\\([()_~*&#-])", r"\1", text)
    return {html.unescape(next(filter(None, found))) for found in _LINK.findall(text)}
