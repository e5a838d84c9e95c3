"""The identity of episodes."""

import uuid

import pytest
from tests.app.projects import FOLGE, library, varied
from tests.podcast.feeds import channel, values
from tests.sample import EPISODE, FILES, SETTINGS

from kammerton.domain.guid import episode_guid

SHOW = uuid.UUID(SETTINGS["PODCASTS"][0]["guid"])


def guid(text: str, name: str = "001-am-amboss") -> str:
    """The identity in the feed of the only episode, from a file of this name."""
    files = {path: content for path, content in FILES.items() if path not in (FOLGE, "newsletter/2026-03.md")}
    return values(channel({**files, f"episodes/{name}.md": text}), "item/guid/text()")[0]


def test_derived_from_show_and_id() -> None:
    """Without a stated one it is UUIDv5 of the show's and the file name."""
    assert guid(EPISODE) == str(uuid.uuid5(SHOW, "001-am-amboss"))


@pytest.mark.parametrize("stated", ["https://alt.example/?p=17", "Müller & Söhne", "ABC"])
def test_stated(stated: str) -> None:
    """A stated one is kept letter by letter, whatever the file is called."""
    assert stated == guid(varied(EPISODE, titel=f'Am Amboss\nguid: "{stated}"'))


def test_kept_when_the_file_is_renamed() -> None:
    """A renamed file that lists its old names keeps the identity of the oldest."""
    renamed = varied(EPISODE, titel="Am Amboss\nfrueher: [001-am-amboss, 001-der-amboss]")

    assert guid(EPISODE) == guid(renamed, "001-amboss-neu")


@pytest.mark.parametrize("field", [{"titel": "Anderer Titel"}, {"datum": "2026-03-02 07:00"}, {"nummer": "9"}, {"kurz": "Anders."}], ids=str)
def test_kept_when_anything_else_changes(field: dict[str, str]) -> None:
    """Title, date, number and text are not part of the identity."""
    assert guid(EPISODE) == guid(varied(EPISODE, **field))


def test_different_for_each_show_and_episode() -> None:
    """The same file name in another show is another episode."""
    of = library()
    entry = of.episodes[0]
    other = entry.show.model_copy(update={"guid": "4e91dcf8-c382-5540-83a5-8bef28a1fafe"})

    assert episode_guid(entry.show, entry.episode) != episode_guid(other, entry.episode)
