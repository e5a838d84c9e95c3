"""Every address of the site, in one place.

Paths are relative to the site's root, without a slash at the start; a path that ends with a slash (or is empty) is a
page, whose file is ``index.html`` in that folder.
"""

import re
from urllib.parse import urlsplit

from kammerton.domain.episode import Episode
from kammerton.domain.portrait import Offer, Portrait

START = ""
PORTRAITS = "betriebe/"
OFFERS = "angebote/"
OCCUPATIONS = "berufe/"
FIELDS = "berufsfelder/"
TOWNS = "orte/"
CERTIFICATES = "abschluesse/"
STARTS = "beginn/"
BEYOND_CLICHES = "klischeefrei/"
DISCOVER = "entdecken/"
GOOD_CHANCES = "entdecken/gute-chancen/"
MAP = "karte/"
FACETS_NAME = "facetten.json"
FACETS = f"betriebe/{FACETS_NAME}"
SAVED = "merkliste/"
ISSUES = "newsletter/"
THANKS = "newsletter/danke/"
ARTICLES = "wissen/"
ACTORS = "netzwerk/"
ACTORS_BY_TOWN = "netzwerk/orte/"
PROGRAMMES = "foerderung/"
PROGRAMMES_ENDED = "foerderung/archiv/"
EVENTS = "termine/"
EVENTS_PAST = "termine/archiv/"
STORIES = "geschichten/"
NEWS = "neues/"
PICTURES = "bilder/"
SEARCH = "suche/"
FULL_TEXT = "suche/volltext/"
# What a search page loads; the ending by which servers know it from other JSON.
SEARCH_INDEX = ".suche.json"
# The folder of the full-text index, which another program writes.
FULL_TEXT_INDEX = "suche/volltext/verzeichnis/"
# How the address of the page ends that runs that program's code, as a regular expression.
FULL_TEXT_PAGES = r"/suche/volltext/(?:index\.html)?$"
NOT_FOUND = "404.html"
GONE = "410.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
THEME = "theme/"
FEED_STYLE = "theme/css/feed.css"
FEED_NAME = "feed.xml"
TOPIC_FEED_NAME = "atom.xml"
JSON_FEED_NAME = "feed.json"
# The ending of its further pages, by which servers know them from other JSON.
JSON_FEED_PAGE = ".feed.json"
CALENDAR_NAME = "kalender.ics"
SUBSCRIBE = "abonnieren"
# Top-level names a plain page or a show cannot have; two or three letters are kept for languages.
RESERVED = frozenset({
    "betriebe", "angebote", "berufe", "berufsfelder", "orte", "abschluesse", "beginn", "klischeefrei", "newsletter", "wissen", "netzwerk", "foerderung",
    "termine", "geschichten", "neues", "suche", "fuer", "entdecken", "karte", "merkliste", "muster", "bilder", "theme", "leicht", "404", "410", "sitemap", "robots",
    "index",
})  # fmt: skip
# Names that the lists of a kind need below their own folder.
RESERVED_BELOW = {
    "akteur": frozenset({"orte"}),
    "foerderung": frozenset({"archiv"}),
    "termin": frozenset({"archiv", "kalender"}),
    "folge": frozenset({SUBSCRIBE}),
    "taetigkeit": frozenset({"gute-chancen"}),
}
_PAGE_NAME = re.compile(r"seite-[0-9]+")
_FOLDERS = {
    "wissen": ARTICLES,
    "akteur": ACTORS,
    "foerderung": PROGRAMMES,
    "termin": EVENTS,
    "geschichte": STORIES,
    "meldung": NEWS,
    "ausgabe": ISSUES,
    "betrieb": PORTRAITS,
    "seite": "",
}


def is_reserved(name: str) -> bool:
    """Whether a top-level name is the site's own; two or three letters are kept for languages."""
    return name in RESERVED or (len(name) in (2, 3) and name.isalpha())


def is_reserved_below(kind: str, name: str) -> bool:
    """Whether the lists of a kind need a name below their own folder: for further pages, or for another list.

    >>> is_reserved_below("betrieb", "seite-2"), is_reserved_below("akteur", "orte"), is_reserved_below("betrieb", "orte")
    (True, True, False)
    """
    return (is_page_name(name) and kind != "seite") or name in RESERVED_BELOW.get(kind, ())


def is_page_name(name: str) -> bool:
    """Whether further pages of lists have such a name.

    >>> is_page_name("seite-12"), is_page_name("seite-an-seite")
    (True, False)
    """
    return _PAGE_NAME.fullmatch(name) is not None


def list_page_path(path: str, page: int) -> str:
    """A page of a long list, whose first page is the list itself.

    >>> list_page_path("betriebe/", 1), list_page_path("betriebe/", 2)
    ('betriebe/', 'betriebe/seite-2/')
    """
    return path if page == 1 else f"{path}seite-{page}/"


def portrait_path(portrait: Portrait) -> str:
    """The page of a portrait."""
    return f"{PORTRAITS}{portrait.id}/"


def offer_path(portrait: Portrait, offer: Offer) -> str:
    """The page of one offer."""
    return f"{PORTRAITS}{portrait.id}/{offer.id}/"


def saved_name(portrait: Portrait, offer: Offer | None = None) -> str:
    """What a firm, or one of its offers, is called in the saved list: its address below the list of firms."""
    return f"{portrait.id}/{offer.id}" if offer else portrait.id


def offer_type_path(type_id: str) -> str:
    """The list of an offer type."""
    return f"{OFFERS}{type_id}/"


def occupation_path(occupation_id: str) -> str:
    """The page of an occupation."""
    return f"{OCCUPATIONS}{occupation_id}/"


def occupation_offers_path(occupation_id: str, type_id: str) -> str:
    """The list of the offers of one type in an occupation; it exists where enough firms have one (``Library.open_offers_by_pair``).

    >>> occupation_offers_path("tischler", "praktikum")
    'berufe/tischler/praktikum/'
    """
    return f"{OCCUPATIONS}{occupation_id}/{type_id}/"


def show_path(show_id: str) -> str:
    """The page of a show, which lists its episodes."""
    return f"{show_id}/"


def feed_path(show_id: str) -> str:
    """The podcast feed of a show."""
    return f"{show_id}/{FEED_NAME}"


def feed_page_path(show_id: str, page: int) -> str:
    """A page of the podcast feed of a show; the first is the feed itself.

    >>> feed_page_path("podcast", 1), feed_page_path("podcast", 2)
    ('podcast/feed.xml', 'podcast/feed-2.xml')
    """
    return f"{show_id}/{FEED_NAME if page == 1 else f'feed-{page}.xml'}"


def show_json_path(show_id: str, page: int = 1) -> str:
    """A page of the JSON Feed of a show.

    >>> show_json_path("podcast"), show_json_path("podcast", 2)
    ('podcast/feed.json', 'podcast/seite-2.feed.json')
    """
    return f"{show_id}/{JSON_FEED_NAME if page == 1 else f'seite-{page}{JSON_FEED_PAGE}'}"


def is_podcast_feed(path: str) -> bool:
    """Whether a path is a page of a podcast feed.

    >>> is_podcast_feed("podcast/feed.xml"), is_podcast_feed("podcast/feed-12.xml"), is_podcast_feed("neues/atom.xml")
    (True, True, False)
    """
    return re.fullmatch(r"[^/]+/feed(?:-[0-9]+)?\.xml", path) is not None


def subscribe_path(show_id: str) -> str:
    """The page that says how to subscribe to a show."""
    return f"{show_id}/{SUBSCRIBE}/"


def subscribe_code_path(path: str) -> str:
    """The QR code of a subscribe page, whose path is ``path``."""
    return f"{path}qr.svg"


def episode_path(show_id: str, episode: Episode) -> str:
    """The page of an episode."""
    return f"{show_id}/{episode.id}/"


def episode_file_path(show_id: str, episode: Episode, suffix: str) -> str:
    """A file of an episode (audio, transcripts, chapters); ``suffix`` is its ending without the dot."""
    return f"{show_id}/{episode.id}/{episode.id}.{suffix}"


def rendering_path(show_id: str, episode: Episode, file: str) -> str:
    """A further rendering of an episode, under the name of its file."""
    return f"{show_id}/{episode.id}/fassungen/{file.lower()}"


def transcript_path(show_id: str, episode: Episode) -> str:
    """The page of a transcript that is too long for the page of its episode."""
    return f"{show_id}/{episode.id}/abschrift/"


# How the addresses of these pages end, as a regular expression: by the folder, or by the file a server finds in it.
EMBEDS = r"/einbetten/(?:index\.html)?$"


def embed_path(show_id: str, episode: Episode) -> str:
    """The player of an episode for other sites; the only page they may put into a frame."""
    return f"{show_id}/{episode.id}/einbetten/"


def cover_path(show_id: str, suffix: str) -> str:
    """The cover of a show; its ending tells the format, as Apple asks."""
    return f"{show_id}/cover.{suffix}"


def issue_path(issue_id: str) -> str:
    """The archive page of a newsletter issue."""
    return f"{ISSUES}{issue_id}/"


def item_path(kind: str, id_: str) -> str:
    """The page of an item of a kind whose pages lie directly in its folder.

    >>> item_path("termin", "ausbildungsmesse-2027")
    'termine/ausbildungsmesse-2027/'
    """
    return f"{_FOLDERS[kind]}{id_}/"


def translated_path(variant: str, path: str) -> str:
    """The page of a translation: under the language's own folder.

    >>> translated_path("en", "impressum/")
    'en/impressum/'
    """
    return f"{variant}/{path}"


def event_calendar_path(event_id: str) -> str:
    """The calendar file of one event."""
    return f"{EVENTS}{event_id}/{event_id}.ics"


def audience_path(audience: str) -> str:
    """The page of what there is for an audience.

    >>> audience_path("eltern")
    'fuer/eltern/'
    """
    return f"fuer/{audience}/"


def audience_list_path(audience: str, part: str) -> str:
    """Everything of one kind for an audience, where its page shows only the first.

    >>> audience_list_path("eltern", "termine")
    'fuer/eltern/termine/'
    """
    return f"{audience_path(audience)}{part}/"


def calendar_path(audience: str = "") -> str:
    """The calendar of all events, or of those for one audience."""
    return f"{EVENTS}kalender-{audience}.ics" if audience else f"{EVENTS}{CALENDAR_NAME}"


def topic_feed_path(section: str) -> str:
    """The Atom feed of a section, whose list is ``section``."""
    return f"{section}{TOPIC_FEED_NAME}"


def json_feed_path(section: str) -> str:
    """The JSON Feed of a section, whose list is ``section``."""
    return f"{section}{JSON_FEED_NAME}"


def download_path(article_id: str, file: str) -> str:
    """A file to take away from a page of the knowledge base."""
    return f"{ARTICLES}{article_id}/{file}"


def clip_path(portrait_id: str, file: str) -> str:
    """A firm's video or its captions."""
    return f"{PORTRAITS}{portrait_id}/{file}"


def picture_path(derivative: str) -> str:
    """A published picture; its name comes from its content."""
    return f"{PICTURES}{derivative}"


def facet_path(section: str, id_: str) -> str:
    """The list of one field, town, certificate or year."""
    return f"{section}{id_}/"


def page_path(page_id: str) -> str:
    """A plain page."""
    return f"{page_id}/"


def search_index_path(language: str) -> str:
    """What the search page of a language, which lies beside it, loads.

    >>> search_index_path("de")
    'suche/de.suche.json'
    """
    return f"{SEARCH}{language}{SEARCH_INDEX}"


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
