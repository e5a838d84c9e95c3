"""What recordings cost: probing, listening, tagging, and looking at a hundred that have not changed; and how much memory.

    python -m bench.audio            # an hour and two hours of mono at 64 kbit/s, an hour of stereo

It needs ffmpeg, which makes the recordings in a temporary folder. Each step runs in a process of its own, twice; the
better run counts. Printed: CPU seconds, peak megabytes. Budgets for an hour: probing 1 s, listening 20 s (stereo 40 s),
tagging 1 s, a hundred unchanged hours 0.2 s; memory for two hours at most 10 MB above that for one.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.budget import Budget

ROOT = Path(__file__).parents[1]
HOUR = 3600
COMMAND = "python -m bench.audio"
BUDGET = {
    "probe": Budget(1.0, "s CPU", "an hour of audio: probing"),
    "listen": Budget(20.0, "s CPU", "an hour of audio, mono: listening (twice that in stereo)"),
    "tag": Budget(1.0, "s CPU", "an hour of audio: tagging the published copy"),
    "hundred": Budget(0.2, "s CPU", "a hundred unchanged hours of audio"),
    "memory": Budget(10.0, "MB", "memory for two hours of audio beyond that for one"),
}
STEREO = 2.0
# Speech-like: loud and soft, with pauses; the noise keeps every frame different.
SOUND = "aevalsrc=0.3*sin(2*PI*180*t)*abs(sin(2*PI*0.7*t))+0.2*random(0)*gt(sin(2*PI*0.3*t)\\,-0.5):s=44100:d={seconds}"

STEP = """
import json, resource, sys, time
from pathlib import Path
from kammerton.adapters.audio import measure
from kammerton.adapters.audio_cache import AudioCache
from kammerton.adapters.audio_copy import make_copy
from kammerton.adapters.audio_sound import listen_to
from kammerton.domain.audio import AudioTags, Mark

step, path, root = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
import miniaudio, mutagen.mp3, mutagen.id3
facts = measure(path) if step in ("listen", "tag") else None
tags = AudioTags("T", "A", "B", "2026-11-05", "de", "C", "https://x.example/", "P", 3600.0, 1, marks=tuple(Mark(60.0 * n, f"Kapitel {n}") for n in range(12)))
start = time.process_time()
if step == "probe":
    assert measure(path).duration > 3000
elif step == "listen":
    assert len(listen_to(path, facts).peaks) == 200
elif step == "tag":
    make_copy(path, root / "kopie.mp3", tags, None)
elif step == "hundred":
    cache = AudioCache(root)
    assert all(cache.facts(f"{n}.mp3").sound for n in range(100))
cpu = time.process_time() - start
print(json.dumps([cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def record(folder: Path, name: str, seconds: int, channels: int) -> Path:
    """A recording of this length."""
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", SOUND.format(seconds=seconds), "-ac", str(channels), "-b:a", f"{64 * channels}k", folder / name]
    subprocess.run(command, check=True)
    return folder / name


def run(step: str, path: Path, root: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a step, the better of two runs."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-c", STEP, step, str(path), str(root)]
    found = [json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout) for _ in range(2)]
    return min(cpu for cpu, _ in found), min(memory for _, memory in found)


def hundred(folder: Path, path: Path) -> Path:
    """A project of a hundred recordings of an hour that were listened to before: one file under a hundred names."""
    root = folder / "hundert"
    root.mkdir()
    for n in range(100):
        (root / f"{n}.mp3").hardlink_to(path)
    run("hundred", path, root)
    return root


def main() -> int:
    """Measure everything; exit 1 when a budget is broken."""
    broken = False
    print(f"{'step':<22} {'CPU s':>8} {'budget':>8} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two = record(folder, "eine.mp3", HOUR, 1), record(folder, "zwei.mp3", 2 * HOUR, 1)
        stereo = record(folder, "stereo.mp3", HOUR, 2)
        rows = [
            ("probe", one, 1.0),
            ("listen", one, 1.0),
            ("tag", one, 1.0),
            ("listen", stereo, STEREO),
            ("probe", two, 2.0),
            ("listen", two, 2.0),
            ("tag", two, 2.0),
        ]
        memory: dict[tuple[str, Path], float] = {}
        for step, path, factor in rows:
            cpu, memory[step, path] = run(step, path, folder)
            broken = broken or cpu > BUDGET[step] * factor
            print(f"{step + ' ' + path.stem:<22} {cpu:>8.2f} {BUDGET[step] * factor:>8.2f} {memory[step, path]:>8.0f}")
        cpu, peak = run("hundred", one, hundred(folder, one))
        print(f"{'hundred unchanged':<22} {cpu:>8.3f} {BUDGET['hundred']:>8.2f} {peak:>8.0f}")
        broken = broken or cpu > BUDGET["hundred"] or any(memory[step, two] > memory[step, one] + BUDGET["memory"] for step in ("probe", "listen", "tag"))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
