"""How long the derivatives of photos take, and how much memory.

    python -m bench.pictures 5

That many photos of 12 megapixels are generated in a temporary folder and derived in a process of its own, cold; then
200 photos (links to them) are asked for again, with everything in the cache: as ``kammerton check`` does (facts), and as
``kammerton publish`` does (facts and the path of every derivative). At last one photo of 90 megapixels. Printed: CPU
seconds with the start of Python (0.2 s), peak memory. Budget: 3 s and 200 MB for a photo of 12 megapixels, 5 s and 300 MB
for one of 90, 0.5 s for a check and 1 s for a publish of 200 unchanged photos.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFilter

from bench.budget import Budget

MANY = 200
COMMAND = "python -m bench.pictures 5"
BUDGET = {
    "cold": Budget(3.0, "s CPU", "deriving a photo of 12 megapixels"),
    "large": Budget(5.0, "s CPU", "deriving a photo of 90 megapixels"),
    "memory": Budget(200.0, "MB", "memory for a photo of 12 megapixels"),
    "large memory": Budget(300.0, "MB", "memory for a photo of 90 megapixels"),
    "check": Budget(0.5, "s CPU", "checking 200 unchanged photos"),
    "publish": Budget(1.0, "s CPU", "publishing 200 unchanged photos"),
}
WORK = """
import os, re, resource, sys
from pathlib import Path
from kammerton.adapters.pictures import PictureStore
from kammerton.domain.pictures import FORMATS
store, do = PictureStore(Path(sys.argv[1])), sys.argv[2]
for path in sys.argv[3:]:
    facts = store.facts(path)
    assert not isinstance(facts, str), facts
    if do == "publish":
        for width in facts.widths:
            for ending, _ in FORMATS:
                store.derivative(path, width, ending)
print(re.search("VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
"""


def photo(size: tuple[int, int], seed: int) -> Image.Image:
    """Something with soft and sharp parts and the noise of a camera: about as hard to compress as a photo."""
    width, height = size
    coarse = [Image.effect_noise((width // 64, height // 64), 120 + seed).resize(size, Image.Resampling.BICUBIC) for _ in range(3)]
    fine = Image.effect_noise((width // 3, height // 3), 90).resize(size, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(size, 8).filter(ImageFilter.GaussianBlur(0.7))
    where = Image.effect_noise((9, 6), 200).resize(size, Image.Resampling.BICUBIC)
    bands = [Image.blend(Image.composite(band, Image.blend(band, fine, 0.35), where), grain, 0.1) for band in coarse]
    return Image.merge("RGB", bands)


def run(folder: Path, do: str, paths: list[str]) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one run over some pictures."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run([sys.executable, "-c", WORK, folder, do, *paths], env=os.environ, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(told) / 1024


def measures(folder: Path, count: int) -> Iterator[tuple[str, float, float, float, float]]:
    """What was measured, CPU seconds with their budget, megabytes with theirs."""
    photos = [f"{n}.jpg" for n in range(count)]
    for n, path in enumerate(photos):
        photo((4000, 3000), n).save(folder / path, quality=90)
    cpu, memory = run(folder, "check", photos)
    yield "12 megapixels, cold, each", cpu / count, BUDGET["cold"], memory, BUDGET["memory"]
    many = [f"many-{n}.jpg" for n in range(MANY)]
    for n, path in enumerate(many):
        os.link(folder / photos[n % count], folder / path)
    time.sleep(2.1)  # younger files are not remembered
    run(folder, "check", many)
    for do in ("check", "publish"):
        cpu, memory = min(run(folder, do, many) for _ in range(3))
        yield f"{MANY} unchanged, {do}", cpu, BUDGET[do], memory, BUDGET["memory"]
    photo((11_000, 8_200), 0).save(folder / "large.jpg", quality=85)
    cpu, memory = run(folder, "check", ["large.jpg"])
    yield "90 megapixels, cold", cpu, BUDGET["large"], memory, BUDGET["large memory"]


def main(count: int) -> int:
    """Measure; exit 1 when a budget is broken."""
    print(f"{'':28} {'CPU s':>8} {'budget':>8} {'peak MB':>8} {'budget':>8}")
    broken = False
    with tempfile.TemporaryDirectory() as name:
        for what, cpu, most, memory, room in measures(Path(name), count):
            print(f"{what:28} {cpu:>8.2f} {most:>8.2f} {memory:>8.0f} {room:>8.0f}", flush=True)
            broken = broken or cpu > most or memory > room
        sizes = sorted(p.stat().st_size // 1000 for p in Path(name).glob(".cache/bilder/*/1600.*"))
        print(f"1600 pixels wide: {sizes[0]} to {sizes[-1]} kB")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
