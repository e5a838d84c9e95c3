"""Make the table of what mail programs leave out, from the data of caniemail.

Run: ``python docs/dev/mail-clients/make_table.py path/to/caniemail.json`` with the file ``data/caniemail.json`` of the npm
package ``caniemail`` (``npm pack caniemail@2.0.2``) or the answer of https://www.caniemail.com/api/data.json.
"""

import json
import string
import sys
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[3] / "plugins" / "kammerton" / "audit" / "mails" / "caniemail.json"
# The programs an issue must work in; the others of caniemail are left out.
REQUIRED = ("gmail", "outlook", "apple-mail", "gmx", "web-de", "t-online-de")
NOTICE = (
    "Derived from the data of Can I email (https://www.caniemail.com, https://github.com/hteumeuleu/caniemail), MIT licence, "
    "taken from the npm package caniemail 2.0.2 (https://github.com/shellscape/caniemail), MIT licence; the texts of both licences lie in caniemail.LICENSE. "
    "Made by docs/dev/mail-clients/make_table.py: for each feature the required mail programs that do not support it."
)


def without_support(feature: dict[str, Any]) -> list[str]:
    """The programs whose newest tested version leaves the feature out, as ``family platform``."""
    found = []
    for family in REQUIRED:
        for platform, versions in feature["stats"].get(family, {}).items():
            if list(versions.values())[-1].startswith("n"):
                found.append(f"{family} {platform}")
    return found


def main(source: str) -> None:
    """Write the table."""
    data = json.loads(Path(source).read_text(encoding="utf-8"))
    names = data["nicenames"]
    pairs = [(family, platform) for family in REQUIRED for platform in sorted({p for f in data["data"] for p in f["stats"].get(family, {})})]
    letters = dict(zip((f"{family} {platform}" for family, platform in pairs), string.ascii_letters, strict=False))
    programs = {letters[f"{family} {platform}"]: f"{names['family'][family]} {names['platform'][platform]}" for family, platform in pairs}
    features = {f["slug"]: [f["title"], "".join(sorted(letters[name] for name in without_support(f)))] for f in data["data"]}
    head = json.dumps({"notice": NOTICE, "of": data["last_update_date"][:10], "programs": programs}, ensure_ascii=False, indent=1)[:-2]
    rows = ",\n".join(f"  {json.dumps(slug)}: {json.dumps(row, ensure_ascii=False)}" for slug, row in sorted(features.items()))
    TABLE.write_text(f'{head},\n "features": {{\n{rows}\n }}\n}}\n', encoding="utf-8")
    print(f"{len(features)} features, {TABLE.stat().st_size} bytes in {TABLE.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main(sys.argv[1])
