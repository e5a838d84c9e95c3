"""What a project folder still holds of something: found with its path, removed with its folder."""

from pathlib import Path

from kammerton.adapters.files import write_new
from kammerton.adapters.traces import remove_traces, texts_of_outputs


def test_texts_of_outputs(tmp_path: Path) -> None:
    """The texts of site, mails and kept issues, as editors know them; neither pictures nor older builds."""
    for path in (
        ".builds/7/site/a/index.html",
        ".builds/7/site/a.jpg",
        ".builds/7/mail/2026-03.html",
        ".builds/6/site/alt.html",
        "newsletter/gesendet/2026-03.json",
    ):
        write_new(tmp_path / path, path.encode())
    (tmp_path / ".builds" / "aktuell").symlink_to("7")

    assert {path: content.decode() for path, content in texts_of_outputs(tmp_path)} == {
        "output/a/index.html": ".builds/7/site/a/index.html",
        ".builds/aktuell/mail/2026-03.html": ".builds/7/mail/2026-03.html",
        "newsletter/gesendet/2026-03.json": "newsletter/gesendet/2026-03.json",
    }
    assert list(texts_of_outputs(tmp_path / "leer")) == []


def test_traces_are_removed_and_neighbours_stay(tmp_path: Path) -> None:
    """Derivatives by hash, copies of recordings with all their renderings, boards and previews, what is remembered of texts; nothing else, and no source."""
    gone = (
        ".cache/bilder/abc-1-12.0/400.jpg",
        ".cache/audio/kopien/001-x/k.mp3",
        ".cache/audio/kopien/001-x.kurz.mp3/k.mp3",
        ".builds/newsletter/2026-03/b.html",
        ".cache/pruefung/seiten",
        ".cache/texte/1/md-07",
    )
    stay = (
        ".cache/bilder/abcd-1-12.0/400.jpg",
        ".cache/audio/kopien/001-xy/k.mp3",
        ".builds/7/site/index.html",
        "content/bilder/abc.jpg",
        "episodes/media/001-x.mp3",
    )
    for path in (*gone, *stay):
        write_new(tmp_path / path, b"x")

    removed = remove_traces(tmp_path, ["abc"], ["001-x"])
    assert sorted(removed) == [
        ".builds/newsletter", ".cache/audio/kopien/001-x", ".cache/audio/kopien/001-x.kurz.mp3", ".cache/bilder/abc-1-12.0", ".cache/pruefung", ".cache/texte",
    ]  # fmt: skip
    assert [path for path in gone if (tmp_path / path).exists()] == []
    assert [path for path in stay if not (tmp_path / path).exists()] == []
    assert remove_traces(tmp_path, ["abc"], ["001-x"]) == ()
