"""What belongs to episodes beside their Markdown."""

from collections.abc import Iterable, Sequence

import pytest
from tests.app.projects import FOLGE, build, episode, library, varied
from tests.fakes import NOW, FakeSources
from tests.sample import EPISODE, FILES

from kammerton.app.load import load
from kammerton.app.recordings import recording_copies, with_published_recordings
from kammerton.domain.audio import AudioTags, CopyWish, Mark, Recording

REMOTE = '{url: "https://audio.example/a.mp3", bytes: 1, dauer: "01:00"}'


class NotingSources(FakeSources):
    """Remembers what copies were asked for."""

    def __init__(self, files: dict[str, str | bytes]) -> None:
        super().__init__(files)
        self.asked: list[CopyWish] = []

    def copies(self, wanted: Sequence[CopyWish]) -> Iterable[Recording]:
        self.asked += wanted
        return [Recording(f".cache/{owner}.mp3", 999, "abc") for _, _, owner in wanted]


def test_the_tags_of_a_published_recording() -> None:
    """Title, show, date, number, page, teaser, publisher, cover and chapters are those of the episode; the rest of the project stays the same."""
    sources = NotingSources(FILES)
    of = with_published_recordings(library(), sources)

    assert sources.asked == [
        (
            "episodes/media/001-am-amboss.mp3",
            AudioTags(
                title="Am Amboss", artist="Probekammer", album="Probe hört", date="2026-03-01", language="de", comment="Ein Tag in der Schmiede.",
                page="https://probe.example/podcast/001-am-amboss/", publisher="Probekammer", duration=60.0, number=1, season=None, rights="",
                cover="content/bilder/cover.png", marks=(Mark(0.0, "Anfang"), Mark(20.0, "Ende")),
            ),
            "001-am-amboss",
        )
    ]  # fmt: skip
    assert (of.portraits, of.now) == (library().portraits, NOW)
    facts = of.inventory.audio_of(of.episodes[0].episode)
    assert facts is not None
    assert (facts.bytes, facts.duration) == (999, 60.0)
    assert dict(recording_copies(of)) == {"podcast/001-am-amboss/001-am-amboss.mp3": ".cache/001-am-amboss.mp3"}
    assert 'length="999"' in build(of).files["podcast/feed.xml"].decode()


@pytest.mark.parametrize("changed", [{"datum": "2027-01-01 06:00"}, {"audio": REMOTE}, {"nummer": "1\nstatus: entwurf"}], ids=["embargo", "elsewhere", "draft"])
def test_no_copy_of_what_is_not_published(changed: dict[str, str]) -> None:
    """A future episode, a draft, and audio on another server are not copied."""
    files = {**FILES, FOLGE: varied(EPISODE, **changed), "newsletter/2026-03.md": FILES["newsletter/2026-03.md"].replace("  - folge: 001-am-amboss\n", "")}
    sources = NotingSources(files)
    with_published_recordings(library(files), sources)

    assert sources.asked == []


def test_a_missing_chapter_file_is_told() -> None:
    """At the line of the field that names it."""
    report = load(FakeSources({**FILES, FOLGE: varied(EPISODE, nummer="1\nkapiteldatei: weg.txt")}), NOW)[1]

    assert [(d.code, d.place.file, d.place.line) for d in report.diagnostics] == [("D040", FOLGE, 6)]


def test_an_srt_transcript_becomes_every_format() -> None:
    """SRT with names before a colon is read like WebVTT with voices."""
    srt = "1\n00:00:00,000 --> 00:00:02,000\nMira: Hallo.\n\n2\n00:00:02,000 --> 00:00:04,000\nMira: Los geht es.\n"
    files = {**FILES, FOLGE: varied(EPISODE, transkript="a.srt"), "episodes/a.srt": srt}

    assert build(library(files)).files == build(library()).files


def test_transcripts_of_other_endings_are_not_read() -> None:
    """Rule R016 tells them; nothing is published of them."""
    files = {**FILES, **episode(2, datum="2026-04-01 06:00", transkript="002.txt"), "episodes/002.txt": "Hallo."}

    assert [d.code for d in load(FakeSources(files), NOW)[1].diagnostics] == ["R016"]
