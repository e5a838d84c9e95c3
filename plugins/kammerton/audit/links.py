"""Every link of a page and a mail leads somewhere, and nothing is loaded from elsewhere."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

from kammerton.audit.audit import DEAD_LINK, FOREIGN, BuiltSite
from kammerton.audit.facts import UNAIDED, FactKind, Means, Texts, known, one_part
from kammerton.audit.pages import MAILS, PAGES, Page, is_place, split, styled
from kammerton.domain.addresses import START, Addresses, file_of, issue_path
from kammerton.domain.diagnostic import Diagnostic, M

# Most links, behind the host where they name it: a path with nothing in it that needs taking apart, perhaps with an anchor.
_PLAIN = re.compile(r"(/(?!/)[\w.~/-]*)(?:#([\w.~-]+))?", re.ASCII)


class Targets:
    """Where links lead: each link is judged once, however many files have it."""

    def __init__(self, files: frozenset[str], pages: Mapping[str, Page], addresses: Addresses) -> None:
        """Take the files of the site and what is known of its pages; without any, anchors are not looked for."""
        self._files, self._pages, self._own = files, pages, addresses.site_address
        self._base = urlsplit(self._own).path + "/"
        self._origin = self._own.removesuffix(urlsplit(self._own).path)
        self._judged: dict[str, bool | str] = {}
        self._anchors: dict[str, frozenset[str]] = {}

    def leads(self, link: str, path: str = "") -> bool:
        """Whether the file and anchor of a link in the file ``path`` exist; links out of the site are not followed."""
        judged = self._judged.get(link)
        if judged is None:
            judged = self._judged[link] = self._judge(link)
        return judged if isinstance(judged, bool) else self._is_there(path, judged)

    def leads_to_a_file(self, link: str) -> bool:
        """Whether a link of a feed or calendar is complete and leads somewhere."""
        return ":" in link.partition("/")[0] and self.leads(link)

    def doubtful(self, links: Iterable[str]) -> frozenset[str]:
        """The links that lead nowhere, or perhaps not from every page; ``Page.lost`` has those a page decides alone."""
        return frozenset(link for link in links if not self.leads(link) or (self._judged[link] not in ("", True) and self.is_own(link)))

    def is_own(self, link: str) -> bool:
        """Whether it is a complete address of this site."""
        return link == self._own or link.startswith(self._own + "/")

    def _judge(self, link: str) -> bool | str:
        """Whether a link leads somewhere; of one without a path the anchor, for it depends on the page."""
        is_own = self.is_own(link)
        plain = _PLAIN.fullmatch(link, len(self._origin) if is_own else 0)
        if plain is not None:
            return self._is_at(plain[1], plain[2] or "")
        parts = split(link)
        if parts is None:
            return False
        if (parts.scheme or parts.netloc) and not is_own:
            return True
        return self._is_at(parts.path, unquote(parts.fragment)) if parts.path else unquote(parts.fragment)

    def _is_at(self, path: str, anchor: str) -> bool:
        if f"{path}/" == self._base:
            return self._is_there(file_of(START), anchor)
        if path.startswith(self._base):
            return self._is_there(file_of(unquote(path.removeprefix(self._base))), anchor)
        return False  # a path relative to the page: the site writes none, an author's would break when pages move

    def _is_there(self, target: str, anchor: str) -> bool:
        if target not in self._files and target != "":
            return False
        if not anchor or target not in self._pages:
            return True
        if target not in self._anchors:
            self._anchors[target] = frozenset(self._pages[target].anchors)
        return is_place(anchor, self._anchors[target])


def _style(content: bytes) -> tuple[tuple[str, ...]]:
    return (tuple(dict.fromkeys(styled(content.decode()))),)


_STYLES = FactKind("stile", _style, one_part)


def check_links(site: BuiltSite, addresses: Addresses, mails: Mapping[str, str], means: Means = UNAIDED) -> Iterator[Diagnostic]:
    """Follow every link inside the site, from pages and from mails, and find every file that is loaded."""
    files = frozenset(site.paths())
    pages = known(PAGES, site, sorted(path for path in files if path.endswith(".html")), means)
    targets = Targets(files, pages, addresses)
    doubtful = targets.doubtful(set[str]().union(*(page.links for page in pages.values()), *(page.loads for page in pages.values())))
    for path, page in pages.items():
        if page.lost or not doubtful.isdisjoint(page.links) or not doubtful.isdisjoint(page.loads):
            yield from _dead(path, page, targets)
        yield from _foreign(path, page.hosts, targets)
    yield from _styles(site, files, addresses, means)
    for name, mail in known(MAILS, Texts(mails), mails, means).items():
        web_copy = addresses.absolute(issue_path(name.partition(".")[0]))
        for link in mail.links:
            # the web copy of an issue that waits for its day appears with that day
            if link.partition("?")[0] != web_copy and not targets.leads(link):
                yield DEAD_LINK.at(f"newsletter/{name}/", M("Die Verknüpfung „{link}“ in der E-Mail führt ins Leere.", link=link))


def _styles(site: BuiltSite, files: frozenset[str], addresses: Addresses, means: Means) -> Iterator[Diagnostic]:
    """What style sheets load, from where each of them lies."""
    targets = Targets(files, {}, addresses)
    for path, (loads,) in known(_STYLES, site, sorted(file for file in files if file.endswith(".css")), means).items():
        yield from _foreign(path, loads, targets)
        for load in loads:
            if split(load) is None or not targets.leads(urljoin(addresses.link(path), load), path):
                yield DEAD_LINK.at(path, M("Die Datei „{link}“, die geladen werden soll, gibt es nicht.", link=load))


def _dead(path: str, page: Page, targets: Targets) -> Iterator[Diagnostic]:
    for link in (*page.links, *page.loads):
        if not targets.leads(link, path):
            yield DEAD_LINK.at(
                path,
                M("Die Verknüpfung „{link}“ führt ins Leere.", link=link),
                M("Prüfen Sie die Adresse im Text; Verweise auf Einträge schreiben Sie besser als betrieb:kurzname."),
            )


def _foreign(path: str, loads: Iterable[str], targets: Targets) -> Iterator[Diagnostic]:
    for load in loads:
        parts = split(load)
        if parts is not None and parts.netloc and not targets.is_own(load):
            yield FOREIGN.at(path, M("Die Seite lädt „{link}“ von einem fremden Server.", link=load))
