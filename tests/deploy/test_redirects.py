"""Redirects: every old address leads to where its content is now, in one step."""

from typing import Any

import pytest
from tests.app.projects import FIRM, FOLGE, build, library, portrait
from tests.app.rendered import html_of
from tests.deploy.histories import History
from tests.sample import EPISODE, EVENT, FILES, SETTINGS, page

from kammerton.deploy.redirects import redirects
from kammerton.domain.addresses import file_of
from kammerton.domain.permanence import feed_address

OTHER = "4e91dcf8-c382-5540-83a5-8bef28a1fafe"


def show(**changed: Any) -> dict[str, Any]:
    """The settings with a show that is different."""
    return {**SETTINGS, "PODCASTS": [{**SETTINGS["PODCASTS"][0], **changed}]}


def test_nothing_renamed_redirects_nothing() -> None:
    """No former names, no old addresses."""
    assert build(library()).redirects == {}


def test_a_renamed_firm_takes_its_offers_along() -> None:
    """The portrait's page and the pages of all its offers lead on from under both old names."""
    found = build(library({**FILES, FIRM: portrait(stand="2026-02-01\nfrueher: [metall-alt, metall-uralt]")})).redirects

    assert {old: new for old, new in found.items() if "metall-uralt" in old} == {
        "/betriebe/metall-uralt/": "/betriebe/muster-metall/",
        "/betriebe/metall-uralt/metallbauer-2027/": "/betriebe/muster-metall/metallbauer-2027/",
        "/betriebe/metall-uralt/praktikum/": "/betriebe/muster-metall/praktikum/",
    }


def test_a_renamed_episode_takes_its_files_along() -> None:
    """Recording, transcripts and chapters have the episode's name; from each old one leads a redirect."""
    found = build(library({**FILES, FOLGE: EPISODE.replace("nummer: 1", "nummer: 1\nfrueher: [alt]")})).redirects

    assert found["/podcast/alt/"] == "/podcast/001-am-amboss/"
    assert {old.rpartition(".")[2] for old in found if old.startswith("/podcast/alt/alt.")} == {"mp3", "vtt", "srt", "json", "txt", "html"}
    assert all(new == old.replace("/alt/alt.", "/001-am-amboss/001-am-amboss.") for old, new in found.items() if "alt." in old)


def test_a_renamed_event_takes_its_calendar_along() -> None:
    """Who subscribed to the file of one event still finds it."""
    found = build(
        library({**FILES, "content/termine/messe.md": EVENT.replace("veranstalter: probekammer", "veranstalter: Eine Kammer\nfrueher: [messe-alt]")})
    ).redirects

    assert found == {"/termine/messe-alt/": "/termine/messe/", "/termine/messe-alt/messe-alt.ics": "/termine/messe/messe.ics"}


def test_a_renamed_page_takes_its_translations_along() -> None:
    """The English page of a renamed page had the old name too."""
    files = {**FILES, "content/seiten/wege.md": page("Wege").replace("---\n", "---\nfrueher: [pfade]\n", 1)}
    files["content/seiten/wege.en.md"] = "---\ntitel: Ways\nkurz: Ways.\nstand: 2026-01-01\n---\nText.\n"

    assert build(library(files)).redirects == {"/pfade/": "/wege/", "/en/pfade/": "/en/wege/"}


def test_a_moved_show_takes_everything_along() -> None:
    """Feed, cover, pages and recordings under the old id lead to the new one, renamed episodes in one step."""
    files = {**FILES, FOLGE: EPISODE.replace("nummer: 1", "nummer: 1\nfrueher: [alt]")}
    made = build(library(files, show(id="hoeren", frueher_unter=["podcast"])))

    assert made.redirects["/podcast/feed.xml"] == "/hoeren/feed.xml"
    assert made.redirects["/podcast/"] == "/hoeren/"
    assert made.redirects["/podcast/cover.png"] == "/hoeren/cover.png"
    assert made.redirects["/podcast/alt/alt.mp3"] == "/hoeren/001-am-amboss/001-am-amboss.mp3"
    assert made.redirects["/podcast/001-am-amboss/001-am-amboss.mp3"] == "/hoeren/001-am-amboss/001-am-amboss.mp3"


def test_another_address_on_this_site_leads_to_the_feed() -> None:
    """A show that came from another program on the same host brings its old feed address along; other hosts are theirs."""
    found = build(library(settings=show(frueher_unter=["https://probe.example/feed/mp3/", "https://alt.example/feed"]))).redirects

    assert found == {"/feed/mp3/": "/podcast/feed.xml"}


def test_a_show_that_left_sends_its_feed_after_it() -> None:
    """The feed under every address it had leads to the new host, the pages stay."""
    new = "https://neu.example/feed.xml"
    made = build(library(settings=show(frueher_unter=["hoeren"], umgezogen_nach=new)))

    assert (made.redirects["/podcast/feed.xml"], made.redirects["/hoeren/feed.xml"]) == (new, new)
    assert made.redirects["/hoeren/"] == "/podcast/"
    assert "/podcast/" not in made.redirects


def test_a_recording_that_moved_on_purpose_is_found_under_its_old_address() -> None:
    """Only the memory knows where it was: another ending, then another host; the first address leads to the last."""
    history = History()
    history.publish()
    history.files |= {FOLGE: EPISODE.replace("am-amboss.mp3", "am-amboss.m4a"), "episodes/media/001-am-amboss.m4a": ""}
    history.document("001-am-amboss,adresse,Jetzt als M4A.,2026-05-01")
    assert history.publish() == []
    remote = 'audio: {url: "https://audio.example/1.mp3", bytes: 480000, dauer: "01:00"}'
    history.files[FOLGE] = EPISODE.replace("audio: 001-am-amboss.mp3", remote)
    history.document("001-am-amboss,adresse,Liegt jetzt woanders.,2026-05-02")
    assert history.publish() == []
    stem = "/podcast/001-am-amboss/001-am-amboss"

    assert history.last.redirects == {f"{stem}.{ending}": "https://audio.example/1.mp3" for ending in ("mp3", "m4a")}


def test_an_episode_in_another_show_is_found_under_its_old_page() -> None:
    """With its GUID stated and the address documented it may change shows."""
    history = History()
    history.publish()
    guid = history.remembered.episodes[0].guid
    history.settings["PODCASTS"] = [SETTINGS["PODCASTS"][0], {**SETTINGS["PODCASTS"][0], "id": "zwei", "guid": OTHER}]
    history.files[FOLGE] = EPISODE.replace("nummer: 1", f"nummer: 1\nreihe: zwei\nguid: {guid}")
    history.document("001-am-amboss,adresse,In der zweiten Reihe.,2026-05-01")

    assert history.publish() == []
    assert history.last.redirects["/podcast/001-am-amboss/"] == "/zwei/001-am-amboss/"
    assert history.last.redirects["/podcast/001-am-amboss/001-am-amboss.vtt"] == "/zwei/001-am-amboss/001-am-amboss.vtt"


def test_nothing_in_use_is_redirected() -> None:
    """An address that is written again stays what it is."""
    made = build(library({**FILES, FIRM: portrait(stand="2026-02-01\nfrueher: [alt]")}))
    paths = [*(p.path for p in made.pages if p.template != "redirect.html"), *made.files, *made.copies]

    assert set(redirects(library({**FILES, FIRM: portrait(stand="2026-02-01\nfrueher: [alt]")}), [*paths, "betriebe/alt/praktikum/"])) == {
        "/betriebe/alt/", "/betriebe/alt/metallbauer-2027/",
    }  # fmt: skip


def test_what_is_hidden_is_led_to_by_nothing() -> None:
    """From the old name of a draft leads no redirect into nowhere."""
    files = {**FILES, "content/seiten/wege.md": page("Wege").replace("---\n", "---\nfrueher: [pfade]\nstatus: entwurf\n", 1)}

    assert build(library(files)).redirects == {}


@pytest.mark.parametrize("base", ["https://probe.example", "https://probe.example/region"])
def test_old_pages_lead_on_without_a_server(base: str) -> None:
    """The page at an old address forwards, names the new one as the true one, and asks not to be listed."""
    files = {**FILES, FIRM: portrait(stand="2026-02-01\nfrueher: [alt]")}
    made = build(library(files, {**SETTINGS, "SITEURL": base}))
    html = html_of(next(p for p in made.pages if p.path == "betriebe/alt/"))
    link = base.removeprefix("https://probe.example") + "/betriebe/muster-metall/"

    assert f'<meta http-equiv="refresh" content="0; url={link}">' in html
    assert f'<link rel="canonical" href="{base}/betriebe/muster-metall/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<a href="{link}">Weiter zur neuen Adresse</a>' in html
    assert b"betriebe/alt" not in made.files["sitemap.xml"]


def test_files_have_no_page() -> None:
    """A recording's old address needs a rule of the server: a page there would be taken for the recording."""
    made = build(library({**FILES, FOLGE: EPISODE.replace("nummer: 1", "nummer: 1\nfrueher: [alt]")}))

    assert {file_of(p.path) for p in made.pages if p.template == "redirect.html"} == {"podcast/alt/index.html", "podcast/alt/einbetten/index.html"}


def test_the_address_of_a_feed() -> None:
    """Rules and memory mean the same address."""
    assert feed_address("https://probe.example/region", "podcast") == "https://probe.example/region/podcast/feed.xml"
