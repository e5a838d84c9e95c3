"""Make the four font files of the theme from the fontsource packages.

    npm install --prefix FOLDER @fontsource-variable/bricolage-grotesque@5.3 @fontsource-variable/figtree@5.3
    python docs/dev/schriften/subset.py FOLDER/node_modules/@fontsource-variable

Needs fonttools and brotli. The same packages give the same bytes: no file holds the time it was made.
First the glyphs are chosen, then the axis is cut: the other order fails on fonts with variable composites.
"""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[3] / "theme" / "static" / "fonts"
# What German texts hold: ASCII, Latin-1, German and French quotes, dashes, ellipsis, euro, arrows, minus, soft hyphen.
LATIN = "20-7e,a0-ff,131,152-153,2bb-2bc,2c6,2da,2dc,2010-2014,2018-201e,2020-2022,2026,2030,2039-203a,2044,20ac,2122,2190-2193,2212,2215"
# Names from the neighbours: Latin Extended-A and -B, Romanian and Vietnamese letters as far as the packages have them.
LATIN_EXT = "100-130,132-151,154-24f,259,1e00-1e9f,1ef2-1eff,2020,20a0-20ab,20ad-20c0,2113"
FONTS = {
    "bricolage-grotesque": ("display", {"wght": 760}),
    "figtree": ("text", {"wght": (400, 700)}),
}
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum"]


def make(source: Path, target: Path, unicodes: str, axis: dict[str, float | tuple[float, float]]) -> None:
    """Write one file: some letters, one cut or a part of the axis."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True, recalc_timestamp=False, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(unicodes))
    subsetter.subset(font)
    font = instantiateVariableFont(font, axis)
    font.flavor = "woff2"
    font.save(target)
    print(f"{target.name}: {target.stat().st_size} bytes")


def main(packages: Path) -> None:
    """Make every file and copy the licences."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for package, (name, axis) in FONTS.items():
        files = packages / package / "files"
        make(files / f"{package}-latin-wght-normal.woff2", TARGET / f"{name}.woff2", LATIN, axis)
        make(files / f"{package}-latin-ext-wght-normal.woff2", TARGET / f"{name}-ext.woff2", LATIN_EXT, axis)
        shutil.copyfile(packages / package / "LICENSE", TARGET / f"OFL-{package}.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
