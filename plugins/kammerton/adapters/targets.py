"""The published build on its way out: what of it belongs to which kind of target, and the way that leads there."""

import fcntl
import hashlib
import json
import os
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kammerton.adapters.project import CURRENT
from kammerton.adapters.tree_folder import FolderTree
from kammerton.adapters.way_tree import TreeWay
from kammerton.app.ports import Way
from kammerton.deploy.server.headers import read_redirects
from kammerton.deploy.transfer.record import Fingerprint, Holder
from kammerton.deploy.transfer.storage import kept_headers
from kammerton.domain.addresses import file_of
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.moments import ZONE
from kammerton.domain.target import Target, TargetKind

# The variable with the password of the target „web“ is KAMMERTON_KENNWORT_WEB.
PASSWORD = "KAMMERTON_KENNWORT_"  # noqa: S105 - the beginning of a variable's name
_HOSTERS = ("_headers", "_redirects")
# Files for servers that the servers of a kind of target do not read.
_UNREAD: Mapping[TargetKind, tuple[str, ...]] = {
    "ordner": (),
    "ssh": _HOSTERS,
    "sftp": _HOSTERS,
    "s3": (".htaccess", *_HOSTERS),
    "git": (".htaccess",),
}
_PACKAGES: Mapping[TargetKind, tuple[str, str]] = {"sftp": ("paramiko", "sftp"), "s3": ("boto3", "s3")}
_STORE = _LOCKS = ".cache/hochladen"


@dataclass(frozen=True)
class Cargo:
    """What is to be at a target: the folder of the site, each file's fingerprint, files the site lacks, old paths with where they lead."""

    folder: Path
    files: Mapping[str, Fingerprint]
    extras: Mapping[str, bytes]
    moves: Mapping[str, str]


def published_site(root: Path) -> Path:
    """The site of the published build, under the build's own number. Raises ``SetupError`` where none has passed the audit."""
    from kammerton.adapters.builds import AUDITED

    if not (root / AUDITED).is_file():
        raise SetupError(M("Es gibt noch keine fertig geprüfte Website. Bauen Sie sie zuerst mit: make publish"))
    return (root / CURRENT).resolve() / "site"


def cargo_for(target: Target, site: Path, address: str) -> Cargo:
    """What of the published build belongs to a target; ``address`` is the site's own, as ``SITEURL``."""
    base = unquote(urlsplit(address).path).rstrip("/")
    hoster = site.parent / "server" / "hoster"
    redirects = next((file for file in (site / "_redirects", hoster / "_redirects") if file.is_file()), None)
    moves = read_redirects(redirects.read_text(encoding="utf-8"), base) if redirects else {}
    left_out = _UNREAD[target.kind]
    paths = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and p.name not in left_out)
    files = {path: _fingerprint(site / path) for path in paths}
    extras: dict[str, bytes] = {}
    if target.kind == "git":
        extras = {".nojekyll": b"", **{name: (hoster / name).read_bytes() for name in _HOSTERS if base and (hoster / name).is_file()}}
        extras = {path: content for path, content in extras.items() if path not in files}
    if target.kind == "s3":
        extras = {file_of(old): b"" for old in moves}
        leading = {file_of(old): new for old, new in moves.items()}
        files = {path: _with_headers(path, found, leading.get(path, "")) for path, found in {**files, **_fingerprints(extras)}.items()}
        return Cargo(site, files, extras, moves)
    return Cargo(site, {**files, **_fingerprints(extras)}, extras, moves)


def _fingerprint(file: Path) -> Fingerprint:
    with file.open("rb") as content:
        return Fingerprint(hashlib.file_digest(content, "sha256").hexdigest(), file.stat().st_size)


def _fingerprints(extras: Mapping[str, bytes]) -> dict[str, Fingerprint]:
    return {path: Fingerprint(hashlib.sha256(content).hexdigest(), len(content)) for path, content in extras.items()}


def _with_headers(path: str, found: Fingerprint, leads_to: str) -> Fingerprint:
    """What storage keeps with a file counts as a part of it: other headers, and it travels anew."""
    kept = json.dumps([found.digest, dict(kept_headers(path)), leads_to])
    return Fingerprint(hashlib.sha256(kept.encode()).hexdigest(), found.size)


def require_package(target: Target) -> None:
    """Raises ``SetupError`` where the package for this kind of target is not installed."""
    package, extra = _PACKAGES.get(target.kind, ("", ""))
    if package and find_spec(package) is None:
        raise SetupError(M("Für {kind}:// fehlt das Paket {package}. Installieren Sie es mit: .venv/bin/pip install {package}", kind=extra, package=package))


@contextmanager
def way_to(target: Target, root: Path, cargo: Cargo) -> Iterator[Way]:
    """The way to a target, open. Only one run at a time of a project goes there. Raises ``SetupError``."""
    require_package(target)
    with _alone(root, target), tempfile.TemporaryDirectory(prefix="kammerton-") as scratch, _open(target, root, cargo, Path(scratch)) as way:
        yield way


@contextmanager
def _open(target: Target, root: Path, cargo: Cargo, scratch: Path) -> Iterator[Way]:
    if target.kind == "sftp":
        from kammerton.adapters.tree_sftp import sftp_tree

        with sftp_tree(target, os.environ.get(password_variable(target))) as tree:
            yield TreeWay(tree, cargo.folder)
    elif target.kind == "ssh":
        from kammerton.adapters.way_rsync import RsyncWay

        with closing(RsyncWay(target, cargo.folder, scratch)) as way:
            yield way
    elif target.kind == "s3":
        from kammerton.adapters.way_s3 import StorageWay

        yield StorageWay(target, cargo.folder, {file_of(old): new for old, new in cargo.moves.items()})
    elif target.kind == "git":
        from kammerton.adapters.way_git import BranchWay

        yield BranchWay(target, cargo.folder, cargo.extras, root / _STORE / f"{target.name}.git")
    else:
        yield TreeWay(FolderTree(_outside(root, target)), cargo.folder)


def password_variable(target: Target) -> str:
    """The variable of the environment that holds the password of a target."""
    return PASSWORD + target.name.upper().replace("-", "_")


def _outside(root: Path, target: Target) -> Path:
    """The folder of a target, from the project's where it begins with a dot. Raises ``SetupError`` where texts would lie in it or it among them."""
    folder, project = (root / Path(target.folder).expanduser()).resolve(), root.resolve()
    if folder.is_relative_to(project) or project.is_relative_to(folder):
        raise SetupError(M("Das Ziel „{name}“ liegt im Projektordner oder umschließt ihn. Wählen Sie einen Ordner außerhalb.", name=target.name))
    return folder


@contextmanager
def _alone(root: Path, target: Target) -> Iterator[None]:
    file = root / _LOCKS / f"{target.name}.sperre"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetupError(M("Zum Ziel „{name}“ wird von hier schon hochgeladen. Warten Sie, bis es fertig ist.", name=target.name)) from None
        yield


def holder(root: Path) -> Holder:
    """Who is uploading: this project on this machine, at this moment."""
    seconds = int(time.time())
    return Holder(f"{socket.gethostname()}:{root.resolve()}", seconds, datetime.fromtimestamp(seconds, ZONE).strftime("%d.%m.%Y %H:%M"))
