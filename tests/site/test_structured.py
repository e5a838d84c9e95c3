"""Structured data on pages."""

import json
from typing import Any

import pytest
from tests.app.projects import FIRM, HOSTILE, library, pages, portrait
from tests.sample import FILES, PORTRAIT

OFFER = "betriebe/muster-metall/metallbauer-2027/"


def data(path: str, files: dict[str, str] = FILES) -> list[dict[str, Any]]:
    """The structured data of a page."""
    return [json.loads(str(entry)) for entry in pages(library(files))[path].view.head.json_ld]


def kinds(files: dict[str, str] = FILES) -> dict[str, list[str]]:
    """The kinds of structured data on each page that says more than where it stands and that it is a list."""
    found = {
        path: [kind for entry in page.view.head.json_ld if (kind := json.loads(str(entry))["@type"]) not in ("BreadcrumbList", "CollectionPage")]
        for path, page in pages(library(files)).items()
    }
    return {path: said for path, said in found.items() if said}


def with_offer(line: str) -> dict[str, str]:
    """The sample with a line added to its training place."""
    return {**FILES, FIRM: portrait().replace("id: metallbauer-2027", f"id: metallbauer-2027\n    {line}")}


def test_which_page_says_what() -> None:
    """A place of training is marked on its own page and nowhere else; a type the table does not mark never is."""
    assert kinds() == {
        "": ["WebSite"],
        "betriebe/muster-metall/": ["LocalBusiness"],
        OFFER: ["JobPosting"],
        "berufe/metallbauer/": ["DefinedTerm"],
        "podcast/": ["PodcastSeries"],
        "podcast/001-am-amboss/": ["PodcastEpisode"],
        "karte/": ["WebPage"],
    }


@pytest.mark.parametrize("line", ["stand_plaetze: vergeben", "bewerbungsschluss: 2026-05-31"])
def test_closed_places_are_not_marked(line: str) -> None:
    """Search engines punish job markup on closed places."""
    assert OFFER not in kinds(with_offer(line))


def test_the_table_decides_what_is_a_job() -> None:
    """The column jobposting of the type says it; "moeglich" is yes where pay is stated."""
    table = FILES["content/daten/angebotsarten.csv"]

    assert "betriebe/muster-metall/praktikum/" in kinds({**FILES, "content/daten/angebotsarten.csv": table.replace("Praktika,nein", "Praktika,ja")})
    possible = {"content/daten/angebotsarten.csv": table.replace("Ausbildungsplätze,ja", "Ausbildungsplätze,moeglich")}
    assert OFFER not in kinds({**FILES, **possible})
    assert OFFER in kinds({**with_offer("verguetung: [900, 1000]"), **possible})


def test_a_job_posting() -> None:
    """Everything Google requires is there, the place is the firm's, and it ends with the deadline."""
    job = data(OFFER, with_offer("bewerbungsschluss: 2027-03-31\n    seit: 2026-02-02"))[0]

    assert (job["title"], job["description"]) == ("Ausbildung: Metallbauer/in", "Treppen und Tore.")
    assert (job["datePosted"], job["validThrough"]) == ("2026-02-02", "2027-03-31T23:59:00+02:00")
    assert job["hiringOrganization"]["name"] == "Muster Metall GmbH"
    assert job["jobLocation"]["address"] == {"@type": "PostalAddress", "addressLocality": "Probestadt", "addressCountry": "DE"}


def test_a_job_posting_without_end() -> None:
    """Without deadline, start and dates nothing is claimed about an end; the firm's date is the day of posting."""
    table = FILES["content/daten/angebotsarten.csv"].replace("beruf|start|mindestabschluss", "beruf")
    job = data(OFFER, {**FILES, "content/daten/angebotsarten.csv": table, FIRM: portrait(start="")})[0]

    assert job["datePosted"] == "2026-01-10"
    assert "validThrough" not in job


def test_a_firm() -> None:
    """Name, address, position and the contact by role; its own website where it has one."""
    more = 'titel: Muster Metall GmbH\nstrasse: Weg 7\nplz: "00102"\ngeo: [51.05, 10.21]\nwebsite: https://muster.example'
    firm = data("betriebe/muster-metall/", {**FILES, FIRM: PORTRAIT.replace("titel: Muster Metall GmbH", more)})[0]

    assert (firm["name"], firm["url"]) == ("Muster Metall GmbH", "https://muster.example")
    assert firm["address"]["streetAddress"] == "Weg 7"
    assert firm["geo"] == {"@type": "GeoCoordinates", "latitude": 51.05, "longitude": 10.21}
    assert firm["contactPoint"] == {"@type": "ContactPoint", "contactType": "Ausbildung", "email": "ausbildung@muster.example"}


def test_an_episode() -> None:
    """Recording, length and series with complete addresses."""
    told = data("podcast/001-am-amboss/")[0]

    assert (told["datePublished"], told["episodeNumber"]) == ("2026-03-01", 1)
    assert told["associatedMedia"] == {
        "@type": "AudioObject",
        "contentUrl": "https://probe.example/podcast/001-am-amboss/001-am-amboss.mp3",
        "encodingFormat": "audio/mpeg",
        "duration": "PT60S",
    }
    assert told["partOfSeries"]["webFeed"] == "https://probe.example/podcast/feed.xml"


def test_hostile_names_stay_inside() -> None:
    """A firm's name cannot end the script element it stands in, and comes back as it is."""
    files = {**FILES, FIRM: portrait(titel=f'"{HOSTILE}"')}
    found = pages(library(files))

    assert data("betriebe/muster-metall/", files)[0]["name"] == HOSTILE
    assert [entry for page in found.values() for entry in page.view.head.json_ld if set("<>&") & set(entry)] == []
