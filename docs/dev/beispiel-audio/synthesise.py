"""Make the sound and the transcripts of the example episodes from their dialogues.

Run it from anywhere. It needs Python 3.11, espeak-ng and ffmpeg (with libmp3lame), nothing else:

    python docs/dev/beispiel-audio/synthesise.py            # all dialogues
    python docs/dev/beispiel-audio/synthesise.py 001 004    # those whose name begins so

The small rendering of episode 001 is made with `ffmpeg -i 001-….mp3 -map 0:a -map_metadata -1 -c:a libopus -b:a 12k -ac 1 001-…-klein.opus`.

For every `<id>.txt` beside this file it writes `episodes/media/<id>.mp3` and `episodes/<id>.vtt`, and prints the
chapter list for the front matter of `episodes/<id>.md`. It never touches the Markdown.

A dialogue has one remark per line: `Mira: What she says.` The line `# Titel: …` comes first, `# Kapitel: …` begins a
chapter. Who may speak stands in `VOICES`; words that espeak-ng says wrongly stand in `SAID_AS`, so that the transcript
keeps the right spelling.

How the times become exact: each sentence is spoken on its own, cut to its sound and laid on one track whose samples are
counted. Only a sentence too long for one cue is divided, in proportion to its letters. The first chapter is the
beginning of the file; every later one begins on a full second, because the pause before it is stretched to reach one.
"""

from __future__ import annotations

import html
import json
import math
import re
import subprocess
import sys
import tempfile
import textwrap
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
EPISODES = HERE.parents[2] / "episodes"

ARTIST = "Landkreis Sonnental"
ALBUM = "Kammerton trifft …"
RATE = 22_050  # what espeak-ng delivers
PAUSE_SENTENCE = 0.24
PAUSE_SPEAKER = 0.36
PAUSE_CHAPTER = 0.7
PAUSE_END = 0.6
SPEECH_RMS = 0.09  # of full scale; the same for all voices
SILENCE = 0.008  # of full scale; below it a sample counts as silence

CUE_SECONDS = 7.0
CUE_LINES = 2
CUE_WIDTH = 65  # Podcasting 2.0 asks for no more; the voice tag is counted too
TONE_CUE = "[Stimmgabel: Kammerton a]"

CLEAN = (
    "aformat=sample_rates=44100,highpass=f=70,acompressor=threshold=-22dB:ratio=2.5:attack=4:release=90"
    ",alimiter=limit=0.18:attack=3:release=60:level=disabled"  # low enough for the constant gain after it
)
LOUDNORM = "loudnorm=I=-16:TP=-2:LRA=11"


@dataclass(frozen=True)
class Voice:
    """How espeak-ng speaks for one person; `liveliness` is the range of the melody in per cent."""

    variant: str
    speed: int
    pitch: int
    liveliness: int


VOICES = {
    "Mira": Voice("de+f2", speed=152, pitch=42, liveliness=140),
    "Jonas": Voice("de+m3", speed=150, pitch=52, liveliness=160),
    "Emre": Voice("de+m2", speed=158, pitch=60, liveliness=160),
    "Samuel": Voice("de+m7", speed=148, pitch=44, liveliness=160),
    "Leni": Voice("de+f3", speed=160, pitch=64, liveliness=140),
    "Bastian": Voice("de+m1", speed=150, pitch=40, liveliness=160),
    "Birte": Voice("de+f4", speed=154, pitch=46, liveliness=140),
    "Olaf": Voice("de+m4", speed=146, pitch=38, liveliness=150),
    "Tarek": Voice("de+m2", speed=160, pitch=70, liveliness=160),
    "Ines": Voice("de+f1", speed=152, pitch=50, liveliness=140),
    "Detlef": Voice("de+m6", speed=148, pitch=36, liveliness=150),
    "Dario": Voice("de+m3", speed=156, pitch=58, liveliness=160),
    "Gisela": Voice("de+f5", speed=144, pitch=38, liveliness=130),
}

SAID_AS = {
    "Autohaus": "Auto-haus",
    "Chefin": "Scheffin",
    "Computern": "Kompjutern",
    "Eigentor": "Eigen-tor",
    "Enkelin": "Enkelinn",
    "Hamza": "Hamsa",
    "Kapitän": "Kapi-tähn",
    "Klemmbrett": "Klemm-brett",
    "Kulturbahnhof": "Kultuhrbahnhof",
    "Leitern": "Laitern",
    "Operationsschwester": "Operations-schwester",
    "Pflegefach": "Pflege-fach",
    "Pflegekräfte": "Pflege-kräfte",
    "Pflegezentrum": "Pflege-zentrum",
    "Seitdem": "Seit-dem",
    "Sonnental": "Sonnen-tal",
    "Teamsport": "Tiemsport",
    "Zukunft": "Zuh-kunft",
    "erklärt": "erklährt",
    "gehört": "gehöhrt",
    "hingehen": "hin-gehen",
    "hinterher": "hinterhehr",
    "losgeht": "lohsgeht",
    "stört": "stöhrt",
    "werde": "wehrde",
    "wonach": "wo-nach",
    "zuklappt": "zuh-klappt",
    "zuschauen": "zuh-schauen",
}


@dataclass(frozen=True)
class Remark:
    """What one person says in one go; `chapter` is set where the remark opens one."""

    speaker: str
    text: str
    chapter: str | None = None


@dataclass(frozen=True)
class Dialogue:
    """A script as read from its file."""

    id: str
    title: str
    remarks: list[Remark]


@dataclass(frozen=True)
class Cue:
    """A piece of the transcript; without a speaker it describes a sound."""

    start: float
    end: float
    text: str
    speaker: str = ""


@dataclass
class Track:
    """The sound so far, mono, 16 bit, and what happens when."""

    samples: array[int] = field(default_factory=lambda: array("h"))
    cues: list[Cue] = field(default_factory=list)
    chapters: list[tuple[int, str]] = field(default_factory=list)

    @property
    def now(self) -> float:
        """The length in seconds."""
        return len(self.samples) / RATE

    def pause(self, seconds: float) -> None:
        """Append silence."""
        self.samples.extend(array("h", bytes(2 * round(seconds * RATE))))

    def pause_to_full_second(self) -> None:
        """Append at least a chapter's pause, and as much more as it takes to stand on a full second."""
        target = math.ceil(self.now + PAUSE_CHAPTER) * RATE
        self.samples.extend(array("h", bytes(2 * (target - len(self.samples)))))

    def play(self, sound: array[int]) -> tuple[float, float]:
        """Append sound and say from when to when it is heard."""
        start = self.now
        self.samples.extend(sound)
        return start, self.now


def read_dialogue(path: Path) -> Dialogue:
    """Read a dialogue file, refusing every line that is none of the three kinds."""
    title, chapter, remarks = "", None, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if key == "# Titel":
            title = value
        elif key == "# Kapitel":
            chapter = value
        elif key in VOICES and value:
            remarks.append(Remark(key, value, chapter))
            chapter = None
        elif key or colon:
            raise SystemExit(f"{path.name}:{number}: neither a remark of a known voice nor a heading: {line}")
    return Dialogue(path.stem, title, remarks)


def sentences(text: str) -> list[str]:
    """Divide a remark into sentences.

    >>> sentences("Ja. Alle meine Entchen! Und du?")
    ['Ja.', 'Alle meine Entchen!', 'Und du?']
    """
    return re.split(r"(?<=[.!?])\s+", text)


def speak(text: str, voice: Voice) -> array[int]:
    """Let espeak-ng say one sentence, cut to its sound and at the common loudness."""
    for spelling, sound in SAID_AS.items():
        text = text.replace(spelling, sound)
    ssml = f'<prosody range="{voice.liveliness}%">{html.escape(text)}</prosody>'
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sentence.wav"
        options = ["-v", voice.variant, "-s", str(voice.speed), "-p", str(voice.pitch), "-a", "70", "-z", "-m"]
        subprocess.run(["espeak-ng", *options, "-w", str(target), ssml], check=True)
        return levelled(trimmed(read_wave(target)))


def read_wave(path: Path) -> array[int]:
    """Read the samples of a mono 16 bit file."""
    with wave.open(str(path), "rb") as source:
        if (source.getframerate(), source.getnchannels(), source.getsampwidth()) != (RATE, 1, 2):
            raise SystemExit(f"espeak-ng delivered an unexpected format: {source.getparams()}")
        return array("h", source.readframes(source.getnframes()))


def trimmed(samples: array[int]) -> array[int]:
    """Cut silence at both ends, leaving 15 ms so that no consonant is bitten off."""
    loud = [index for index, sample in enumerate(samples) if abs(sample) > SILENCE * 32_768]
    margin = round(0.015 * RATE)
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]


def levelled(samples: array[int]) -> array[int]:
    """Bring the sounding samples to the common level, but never into clipping."""
    sounding = [sample for sample in samples if abs(sample) > SILENCE * 32_768]
    rms = math.sqrt(sum(sample * sample for sample in sounding) / len(sounding))
    gain = min(SPEECH_RMS * 32_768 / rms, 32_000 / max(map(abs, samples)))
    return array("h", (round(sample * gain) for sample in samples))


def tuning_fork(seconds: float = 1.5) -> array[int]:
    """Strike a tuning fork: 440 Hz that fades, with the short bright overtone of the stroke."""

    def value(t: float) -> float:
        fade = min(1.0, t / 0.004) * min(1.0, (seconds - t) / 0.08)
        fork = math.exp(-2.2 * t) * math.sin(2 * math.pi * 440 * t)
        stroke = 0.18 * math.exp(-18 * t) * math.sin(2 * math.pi * 2_760 * t)
        return 0.16 * fade * (fork + stroke)

    return array("h", (round(32_767 * value(index / RATE)) for index in range(round(seconds * RATE))))


def wrapped(cue: Cue) -> list[str]:
    """Write a cue's text as lines of at most CUE_WIDTH characters, voice tag included."""
    tag = f"<v {cue.speaker}>" if cue.speaker else ""
    return textwrap.wrap(tag + cue.text, CUE_WIDTH, break_long_words=False, break_on_hyphens=False)


def fits(cue: Cue) -> bool:
    """Say whether a cue is short enough to be read."""
    return cue.end - cue.start <= CUE_SECONDS and len(wrapped(cue)) <= CUE_LINES


def divided(cue: Cue) -> Iterator[Cue]:
    """Halve a cue, at a comma if there is one near the middle, until every part fits."""
    if fits(cue):
        yield cue
        return
    text, length = cue.text, len(cue.text)
    gaps = [match.start() for match in re.finditer(" ", text)]
    good = [gap for gap in gaps if text[gap - 1] in ",;:" and 0.25 < gap / length < 0.75]
    cut = min(good or gaps, key=lambda gap: abs(gap - length / 2))
    middle = cue.start + (cue.end - cue.start) * cut / length
    yield from divided(Cue(cue.start, middle, text[:cut], cue.speaker))
    yield from divided(Cue(middle, cue.end, text[cut + 1 :], cue.speaker))


def joined(cues: list[Cue]) -> list[Cue]:
    """Join neighbours of one remark while they fit into one cue, so that short words do not flash by."""
    result: list[Cue] = []
    for cue in cues:
        both = Cue(result[-1].start, cue.end, f"{result[-1].text} {cue.text}", cue.speaker) if result else cue
        if result and fits(both):
            result[-1] = both
        else:
            result.append(cue)
    return result


def record(dialogue: Dialogue) -> Track:
    """Speak a whole dialogue."""
    track = Track()
    track.cues.append(Cue(*track.play(tuning_fork()), TONE_CUE))
    for number, remark in enumerate(dialogue.remarks):
        if remark.chapter and number:
            track.pause_to_full_second()
        else:
            track.pause(PAUSE_SPEAKER)
        if remark.chapter:
            track.chapters.append((round(track.now) if number else 0, remark.chapter))
        track.cues.extend(joined(list(say(remark, track))))
    track.pause(PAUSE_END)
    return track


def say(remark: Remark, track: Track) -> Iterator[Cue]:
    """Put a remark on the track, sentence by sentence, and yield the cues that result."""
    for index, sentence in enumerate(sentences(remark.text)):
        if index:
            track.pause(PAUSE_SENTENCE)
        start, end = track.play(speak(sentence, VOICES[remark.speaker]))
        yield from divided(Cue(start, end, sentence, remark.speaker))


def clock(seconds: float) -> str:
    """Write a time as WebVTT wants it.

    >>> clock(83.4567)
    '00:01:23.457'
    """
    millis = round(seconds * 1000)
    return f"{millis // 3_600_000:02}:{millis // 60_000 % 60:02}:{millis // 1000 % 60:02}.{millis % 1000:03}"


def webvtt(cues: list[Cue]) -> str:
    """Write the transcript."""
    if any(later.start < earlier.end for earlier, later in pairwise(cues)):
        raise SystemExit("cues overlap")
    blocks = ["\n".join([f"{clock(cue.start)} --> {clock(cue.end)}", *wrapped(cue)]) for cue in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def encode(track: Track, title: str, target: Path) -> None:
    """Write the track as a tagged MP3 at -16 LUFS: measured first, then turned up by one constant gain."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "track.wav"
        with wave.open(str(source), "wb") as sink:
            sink.setnchannels(1)
            sink.setsampwidth(2)
            sink.setframerate(RATE)
            sink.writeframes(track.samples.tobytes())
        measure = f"{CLEAN},{LOUDNORM}:print_format=json"
        log = ffmpeg("-i", str(source), "-af", measure, "-f", "null", "-")
        found = json.loads(log[log.rindex("{") : log.rindex("}") + 1])
        names = {"measured_I": "i", "measured_TP": "tp", "measured_LRA": "lra", "measured_thresh": "thresh"}
        values = [f"{name}={found[f'input_{key}']}" for name, key in names.items()]
        apply = ":".join([f"{CLEAN},{LOUDNORM}", *values, f"offset={found['target_offset']}", "linear=true"])
        tags = [f"title={title}", f"artist={ARTIST}", f"album={ALBUM}"]
        shape = ["-ac", "1", "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "3"]
        metadata = [part for tag in tags for part in ("-metadata", tag)]
        exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
        ffmpeg("-i", str(source), "-af", apply, *shape, *exact, *metadata, "-y", str(target))


def ffmpeg(*arguments: str) -> str:
    """Run ffmpeg and return what it reports."""
    command = ["ffmpeg", "-hide_banner", "-nostdin", "-nostats", *arguments]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    return run.stderr


def make(path: Path) -> None:
    """Make one episode's sound and transcript and print its chapters."""
    dialogue = read_dialogue(path)
    track = record(dialogue)
    sound = EPISODES / "media" / f"{dialogue.id}.mp3"
    sound.parent.mkdir(parents=True, exist_ok=True)
    encode(track, dialogue.title, sound)
    (EPISODES / f"{dialogue.id}.vtt").write_text(webvtt(track.cues), encoding="utf-8")
    print(f"{dialogue.id}: {track.now:.1f} s, {sound.stat().st_size} bytes, {len(track.cues)} cues")
    for start, title in track.chapters:
        print(f'  - {{zeit: "{clock(start)[:8]}", titel: "{title}"}}')


def main(wanted: list[str]) -> None:
    """Make all dialogues beside this file, or those whose names begin with a given word."""
    for path in sorted(HERE.glob("*.txt")):
        if not wanted or path.name.startswith(tuple(wanted)):
            make(path)


if __name__ == "__main__":
    main(sys.argv[1:])
