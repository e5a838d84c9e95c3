"""What a server has to know of one site."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from kammerton.domain.addresses import EMBEDS, FULL_TEXT_PAGES
from kammerton.domain.policy import framed_policy, full_text_policy

# Characters an address may hold as they are (RFC 3986, 3.3); the percent sign is quoted, for paths are given as they read.
_PLAIN = "/-._~!()*+,;=:@"


@dataclass(frozen=True)
class ServedSite:
    """A site to be served.

    ``address``: as ``SITEURL``, with the folder of the host where there is one. ``policy``: the Content-Security-Policy of
    its pages as a header. ``redirects``: old path to new path or complete address; paths are below the site and unquoted,
    as ``domain.addresses`` writes them, with or without a slash before them; addresses are sent as they are.
    ``gone``: paths that answer 410, unquoted; one that ends with a slash stands for everything below it, with and without it.
    ``service``: the complete address of the newsletter's web service, where there is one.
    ``full_text``: whether it has a full-text search, whose page may do more than others.
    """

    address: str
    policy: str
    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    service: str = ""
    full_text: bool = False

    @property
    def exceptions(self) -> tuple[tuple[str, str], ...]:
        """The pages with a policy of their own: how their addresses end, as a regular expression, and the policy."""
        full_text = ((FULL_TEXT_PAGES, full_text_policy(self.policy)),) if self.full_text else ()
        return ((EMBEDS, framed_policy(self.policy)), *full_text)

    @property
    def host(self) -> str:
        """The name of the host."""
        return urlsplit(self.address).hostname or ""

    @property
    def base(self) -> str:
        """The folder of the host the site is in: empty, or with a slash before it and none behind it."""
        return unquote(urlsplit(self.address).path).rstrip("/")

    @property
    def folder(self) -> str:
        """Where the example configurations look for the site's files; whoever uses them changes it."""
        return f"/var/www/{self.host}"

    @property
    def token(self) -> str:
        """A word for this site among others on a server.

        >>> ServedSite("https://x.example/mein-tal", "").token
        'x_example_mein_tal'
        """
        return re.sub(r"[^a-z0-9]+", "_", f"{self.host}{self.base}".lower()).strip("_")

    def moves(self) -> Iterator[tuple[str, str]]:
        """Every redirect: the old path below the site, unquoted, and the complete new address.

        >>> list(ServedSite("https://x.example/tal", "", {"alt/": "neu ä/", "b.mp3": "https://y.example/b.mp3"}).moves())
        [('alt/', 'https://x.example/tal/neu%20%C3%A4/'), ('b.mp3', 'https://y.example/b.mp3')]
        """
        for old, new in sorted(self.redirects.items()):
            complete = re.match(r"https?://", new)
            yield old.lstrip("/"), new if complete else f"{self.address.rstrip('/')}/{quoted(new.lstrip('/'))}"


def quoted(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path, safe=_PLAIN)


def spellings(old: str) -> tuple[str, ...]:
    """How visitors write an old path: the address of a page also without its slash."""
    return (old, old.removesuffix("/")) if old.endswith("/") and old != "/" else (old,)


def in_quotes(text: str) -> str:
    r"""A text between double quotes, as Apache and nginx read it.

    >>> print(in_quotes('a"b\\.c'))
    "a\"b\\.c"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
