"""Every address of the site, in one place.

Paths are relative to the site's root, without a slash at the start; a path that ends with a slash (or is empty) is a
page, whose file is ``index.html`` in that folder.
"""

from urllib.parse import urlsplit

from kammerton.domain.episode import Episode
from kammerton.domain.portrait import Offer, Portrait

START = ""
PORTRAITS = "betriebe/"
OFFERS = "angebote/"
OCCUPATIONS = "berufe/"
ISSUES = "newsletter/"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
THEME = "theme/"
FEED_NAME = "feed.xml"
RESERVED = frozenset({"betriebe", "angebote", "berufe", "newsletter", "theme", "404", "sitemap", "robots", "index"})


def portrait_path(portrait: Portrait) -> str:
    """The page of a portrait."""
    return f"{PORTRAITS}{portrait.id}/"


def offer_path(portrait: Portrait, offer: Offer) -> str:
    """The page of one offer."""
    return f"{PORTRAITS}{portrait.id}/{offer.id}/"


def offer_type_path(type_id: str) -> str:
    """The list of an offer type."""
    return f"{OFFERS}{type_id}/"


def occupation_path(occupation_id: str) -> str:
    """The page of an occupation."""
    return f"{OCCUPATIONS}{occupation_id}/"


def show_path(show_id: str) -> str:
    """The page of a show, which lists its episodes."""
    return f"{show_id}/"


def feed_path(show_id: str) -> str:
    """The podcast feed of a show."""
    return f"{show_id}/{FEED_NAME}"


def episode_path(show_id: str, episode: Episode) -> str:
    """The page of an episode."""
    return f"{show_id}/{episode.id}/"


def episode_file_path(show_id: str, episode: Episode, suffix: str) -> str:
    """A file of an episode (audio, transcripts, chapters); ``suffix`` is its ending without the dot."""
    return f"{show_id}/{episode.id}/{episode.id}.{suffix}"


def transcript_path(show_id: str, episode: Episode) -> str:
    """The page of a transcript that is too long for the page of its episode."""
    return f"{show_id}/{episode.id}/abschrift/"


def cover_path(show_id: str, suffix: str) -> str:
    """The cover of a show; its ending tells the format, as Apple asks."""
    return f"{show_id}/cover.{suffix}"


def issue_path(issue_id: str) -> str:
    """The archive page of a newsletter issue."""
    return f"{ISSUES}{issue_id}/"


def page_path(page_id: str) -> str:
    """A plain page."""
    return f"{page_id}/"


def file_of(path: str) -> str:
    """The file in the build folder that answers a path.

    >>> file_of(""), file_of("betriebe/"), file_of("404.html")
    ('index.html', 'betriebe/index.html', '404.html')
    """
    return path + "index.html" if path.endswith("/") or not path else path


class Addresses:
    """Paths as links: from the site's root for pages, complete for feeds and mails."""

    def __init__(self, site_address: str) -> None:
        """Take the site's address, such as ``https://ausbildung.example/sonnental``."""
        self.site_address = site_address.rstrip("/")
        self._base = urlsplit(self.site_address).path

    def link(self, path: str) -> str:
        """The link inside the site, from the root of the host.

        >>> Addresses("https://x.example/region").link("betriebe/")
        '/region/betriebe/'
        """
        return f"{self._base}/{path}"

    def absolute(self, path: str) -> str:
        """The complete address.

        >>> Addresses("https://x.example").absolute("betriebe/")
        'https://x.example/betriebe/'
        """
        return f"{self.site_address}/{path}"
