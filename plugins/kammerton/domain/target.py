"""Targets: the places a finished site is uploaded to, as pelicanconf.py names them. Secrets are no setting."""

import re
from typing import Annotated, Literal
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import CONTROL, SiteAddress, pattern

TargetKind = Literal["ordner", "ssh", "sftp", "s3", "git"]
_FOLDER = re.compile(r"(?:/|~/|\.{1,2}/)[^\x00]*[^/\x00]")
_KINDS: dict[str, TargetKind] = {"ssh": "ssh", "sftp": "sftp", "s3": "s3", "git+ssh": "git", "git+https": "git", "git+file": "git"}
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:[/.][A-Za-z0-9_-]+)*")
_REGION = re.compile(r"[a-z0-9-]{1,40}")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@+-]*")
_PATH = re.compile(r"[\w./~+@-]*")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def parse_target_address(value: object) -> object:
    """A folder of this machine, or an address with one of the schemes above; nothing in it could be taken for a switch of a program.

    >>> parse_target_address("sftp://web4711@webspace.example:2222/htdocs"), parse_target_address("/srv/www/tal")
    ('sftp://web4711@webspace.example:2222/htdocs', '/srv/www/tal')
    """
    if not isinstance(value, str) or CONTROL.search(value) or value != value.strip() or "\n" in value:
        raise PydanticCustomError("kt_target", "not a target")
    if _FOLDER.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise PydanticCustomError("kt_target", "not a target") from None
    if parts.password is not None:
        raise PydanticCustomError("kt_target_secret", "a password in the settings")
    if not (parts.scheme in _KINDS and not parts.query and not parts.fragment and port != 0 and _is_safe(parts)):
        raise PydanticCustomError("kt_target", "not a target")
    return value


def _is_safe(parts: SplitResult) -> bool:
    """Whether nothing in an address could be a switch or a command to a program; a whole host is a target for SFTP only, where it is a home."""
    has_host = bool(_HOST.fullmatch(parts.hostname or "")) or parts.scheme == "git+file"
    has_user = parts.username is None or bool(_USER.fullmatch(unquote(parts.username)))
    has_path = bool(parts.path.strip("/")) or parts.scheme in ("s3", "sftp")
    return has_host and has_user and has_path and bool(_PATH.fullmatch(unquote(parts.path)))


def parse_storage_server(value: object) -> object:
    """Where a storage service answers: with https, or on this machine.

    >>> parse_storage_server("https://s3.example/")
    'https://s3.example'
    """
    parts = urlsplit(value) if isinstance(value, str) and not re.search(r"\s", value) else None
    if parts is None or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))) or not parts.hostname:
        raise PydanticCustomError("kt_secure_address", "not a secure address")
    return str(value).rstrip("/")


TargetName = Annotated[str, StringConstraints(max_length=40), pattern(_NAME, "kt_id")]


class Target(Declared):
    """A place to upload to."""

    name: TargetName = declare("name", M("Wie das Ziel heißt: make publish ZIEL=web."), example="web")
    address: Annotated[str, StringConstraints(max_length=1000), BeforeValidator(parse_target_address)] = declare(
        "adresse",
        M(
            "Wohin: ein Ordner (/srv/www/website), ssh://benutzer@rechner/ordner, sftp://benutzer@rechner/ordner, s3://speicher/ordner oder git+ssh://git@rechner/projekt.git. Ein Ordner unter dem Anmeldeordner beginnt mit /~/."
        ),
        example="sftp://web4711@webspace.sonnental.example/htdocs",
    )
    website: SiteAddress | None = declare(
        "website",
        M("Unter welcher Adresse das Hochgeladene zu sehen ist, wenn es nicht die in SITEURL ist."),
        example="https://probe.sonnental.example",
        default=None,
    )
    fingerprint: Annotated[str, pattern(_FINGERPRINT, "kt_fingerprint")] | None = declare(
        "fingerabdruck",
        M("Nur sftp: Fingerabdruck des Servers, wie ihn Ihre IT oder Ihr Anbieter nennt. Ohne Angabe muss der Server in known_hosts stehen."),
        example="SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
        default=None,
    )
    server: Annotated[str, BeforeValidator(parse_storage_server)] | None = declare(
        "server", M("Nur s3: Adresse des Speicherdienstes, wenn er nicht von Amazon ist."), example="https://s3.sonnental.example", default=None
    )
    region: Annotated[str, pattern(_REGION, "kt_id")] | None = declare(
        "region", M("Nur s3: Region des Speichers, wenn der Anbieter eine verlangt."), example="eu-central-1", default=None
    )
    branch: Annotated[str, Field(max_length=100), pattern(_BRANCH, "kt_branch")] | None = declare(
        "zweig", M("Nur git: der Zweig, aus dem der Hoster die Website nimmt; ohne Angabe „pages“."), example="gh-pages", default=None
    )

    @property
    def kind(self) -> TargetKind:
        """Which way leads there."""
        return _KINDS.get(urlsplit(self.address).scheme, "ordner")

    @property
    def host(self) -> str:
        """The host, or the bucket of a storage."""
        return urlsplit(self.address).hostname or ""

    @property
    def user(self) -> str | None:
        """Who logs in, where the address says so."""
        name = urlsplit(self.address).username
        return unquote(name) if name is not None else None

    @property
    def port(self) -> int | None:
        """The port, where it is not the usual one."""
        return urlsplit(self.address).port

    @property
    def folder(self) -> str:
        """The folder there: absolute, or below the one a person is in after logging in; for storage the beginning of all keys.

        >>> [Target(name="x", address=a).folder for a in ("sftp://u@h.example/~/htdocs/", "ssh://h.example/srv/www", "s3://b.example/tal", "/srv/www")]
        ['htdocs', '/srv/www', 'tal', '/srv/www']
        """
        if self.kind == "ordner":
            return self.address
        path = unquote(urlsplit(self.address).path)
        if self.kind == "s3":
            return path.strip("/")
        return path[3:].strip("/") if path.startswith("/~/") else path.rstrip("/") or "/"

    @property
    def repository(self) -> str:
        """The repository as git wants it named.

        >>> Target(name="x", address="git+ssh://git@h.example/a/b.git").repository
        'ssh://git@h.example/a/b.git'
        """
        return self.address.removeprefix("git+")
