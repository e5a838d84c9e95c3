"""Where a feed to be judged comes from: a file, a file of the built site, or an address."""

from pathlib import Path
from urllib.parse import urlsplit

from kammerton.adapters.built_site import FolderSite
from kammerton.adapters.feed_web import Web
from kammerton.app.check_feed import FeedSource
from kammerton.audit.feeds import SiteFiles
from kammerton.audit.lint.pages import FeedPage
from kammerton.audit.lint.reading import LARGEST, read_feed
from kammerton.audit.lint.values import is_loopback
from kammerton.domain.addresses import Addresses
from kammerton.domain.diagnostic import M, Message, SetupError


def open_feed(where: str, site: Path) -> FeedSource:
    """The feed at a path or an address; ``site`` is the folder of the built site, whose feeds are recognised."""
    if where.lower().startswith(("http://", "https://")):
        web = Web()
        first = web.fetch(where)
        if isinstance(first, Message):
            raise SetupError(M("{address} lässt sich nicht abrufen. {reason}", address=where, reason=first))
        web = Web(_on_this_machine(first))
        return FeedSource(first, web.fetch, web)
    path = Path(where)
    if not path.is_file():
        raise SetupError(M("Die Datei {file} gibt es nicht. Geben Sie eine Datei oder eine Adresse an, die mit https:// beginnt.", file=where))
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    return _own(path, content, site) or FeedSource(FeedPage(where, content), Web().fetch, Web())


def _on_this_machine(page: FeedPage) -> tuple[str, str] | None:
    """Where a site that is served here for a look has its files: its public host, and the one of this machine."""
    feed, _ = read_feed(page.content)
    own, here = urlsplit((feed.link("self") if feed is not None else None) or ""), urlsplit(page.address or "")
    if not is_loopback(page.address or "") or own.path != here.path:
        return None
    return f"{own.scheme}://{own.netloc}", f"{here.scheme}://{here.netloc}"


def _own(path: Path, content: bytes, site: Path) -> FeedSource | None:
    """A feed of the built site: the site's address is what stands in the feed's own address before its path."""
    if not site.is_dir() or not path.resolve().is_relative_to(site.resolve()):
        return None
    relative = path.resolve().relative_to(site.resolve()).as_posix()
    feed, _ = read_feed(content)
    own = feed.link("self") if feed is not None else None
    if own is None or not own.endswith(f"/{relative}"):
        return None
    files = SiteFiles(FolderSite(site), Addresses(own.removesuffix(f"/{relative}")))
    return FeedSource(files.page(relative), files.fetch, files)
