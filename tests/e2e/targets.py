"""Real targets on loopback, each kind of them: what pelicanconf.py says of it, the environment it needs, and what lies there."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from pathlib import Path
from typing import Any

import boto3
from tests.conftest import tool
from tests.e2e.conftest import ROOT, tree
from tests.e2e.servers import free_port

from kammerton.deploy.transfer.record import PART

PASSWORD = "nur-für-Tests!"


@dataclass
class Place:
    """A target with what lies there; ``put`` and ``remove`` are others at work."""

    target: dict[str, str]
    environment: Mapping[str, str]
    _tree: Callable[[], Mapping[str, bytes]]
    put: Callable[[str, bytes], None]
    remove: Callable[[str], None]
    extra: Mapping[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    sums: Callable[[], Mapping[str, str]] | None = None
    # How many files may be missing for a moment, where a server cannot rename one into the place of another.
    gap: int = 0

    def arrived(self, files: Mapping[str, bytes]) -> int:
        """How many of these files are there by now, by their MD5."""
        there = self.sums() if self.sums else {path: md5(content).hexdigest() for path, content in self._tree().items()}
        return sum(there.get(path) == md5(content).hexdigest() for path, content in files.items())

    def tree(self) -> dict[str, bytes]:
        """Everything there but what we keep for ourselves."""
        return {path: content for path, content in self._tree().items() if not path.startswith(".kammerton-") and not path.endswith(PART)}

    def everything(self) -> dict[str, bytes]:
        """Everything there."""
        return dict(self._tree())

    def expected(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """What of a built site belongs there."""
        return {**{path: content for path, content in files.items() if path not in self.left_out}, **self.extra}


@contextmanager
def target(kind: str, folder: Path) -> Iterator[Place]:
    """A target of a kind, running."""
    folder.mkdir(parents=True)
    with ExitStack() as running:
        yield KINDS[kind](folder, running)


def _files(folder: Path) -> dict[str, Any]:
    def put(path: str, content: bytes) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)

    return {"_tree": lambda: _seen(folder), "put": put, "remove": lambda path: (folder / path).unlink()}


def _seen(folder: Path) -> dict[str, bytes]:
    """The tree of a folder that somebody else may be changing."""
    while True:
        try:
            return tree(folder)
        except FileNotFoundError:
            continue


def _folder(folder: Path, running: ExitStack) -> Place:
    there = folder / "www"
    there.mkdir()
    return Place({"name": "ziel", "adresse": str(there)}, {}, **_files(there))


@contextmanager
def _process(command: list[str], port: int, **options: Any) -> Iterator[None]:
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log, **options) as process:
        try:
            for _ in range(400):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, f"{command} does not start"
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def key(file: Path) -> Path:
    """A new key without a passphrase."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)], check=True)
    return file


def fingerprint(file: Path) -> str:
    """The fingerprint of a key, as ssh-keygen tells it."""
    return subprocess.run(["ssh-keygen", "-lf", f"{file}.pub"], check=True, capture_output=True, text=True).stdout.split()[1]


def _sshd(folder: Path, running: ExitStack) -> tuple[int, Mapping[str, str]]:
    """An OpenSSH server for whoever runs the tests, and a home with a key it takes, and with its own key in known_hosts."""
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd, started as root, shuts itself in
    home = folder / "home"
    (home / ".ssh").mkdir(parents=True, mode=0o700)
    host, mine, port = key(folder / "host"), key(home / ".ssh" / "id_ed25519"), free_port()
    shutil.copy(f"{mine}.pub", folder / "authorized")
    (folder / "sshd.conf").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {host}\nAuthorizedKeysFile {folder}/authorized\nStrictModes no\nUsePAM no\n"
        f"PasswordAuthentication no\nPidFile {folder}/pid\nSubsystem sftp internal-sftp\nPermitRootLogin yes\nMaxStartups 100\n"
    )
    public = Path(f"{host}.pub").read_text().split()
    (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{port} {public[0]} {public[1]}\n")
    (home / "ssh.conf").write_text(f"IdentityFile {mine}\nIdentitiesOnly yes\nUserKnownHostsFile {home}/.ssh/known_hosts\n")
    running.enter_context(_process([tool("sshd"), "-D", "-E", str(folder / "sshd.log"), "-f", str(folder / "sshd.conf")], port))
    return port, {"HOME": str(home), "RSYNC_RSH": f"ssh -F {home}/ssh.conf", "SSH_AUTH_SOCK": ""}


def _ssh(folder: Path, running: ExitStack) -> Place:
    tool("rsync")
    port, environment = _sshd(folder, running)
    there = folder / "www"
    there.mkdir()
    address = f"ssh://{getpass.getuser()}@127.0.0.1:{port}{there}"
    return Place({"name": "ziel", "adresse": address}, environment, **_files(there), left_out=("_headers", "_redirects"))


def _sftp_key(folder: Path, running: ExitStack) -> Place:
    port, environment = _sshd(folder, running)
    there = folder / "www"
    there.mkdir()
    address = f"sftp://{getpass.getuser()}@127.0.0.1:{port}{there}"
    return Place({"name": "ziel", "adresse": address}, environment, **_files(there), left_out=("_headers", "_redirects"))


def _sftp_password(folder: Path, running: ExitStack) -> Place:
    there = folder / "www" / "htdocs"
    there.mkdir(parents=True)
    host, port = key(folder / "host"), free_port()
    command = [sys.executable, "-m", "tests.e2e.sftp_server", str(folder / "www"), str(port), str(host), "web4711", PASSWORD]
    running.enter_context(_process(command, port, cwd=ROOT))
    stated = {"name": "ziel", "adresse": f"sftp://web4711@127.0.0.1:{port}/htdocs", "fingerabdruck": fingerprint(host)}
    environment = {"HOME": str(folder), "KAMMERTON_KENNWORT_ZIEL": PASSWORD}
    return Place(stated, environment, **_files(there), left_out=("_headers", "_redirects"), gap=1)


def _s3(folder: Path, running: ExitStack) -> Place:
    port = free_port()
    command = [sys.executable, "-c", f"from moto.server import main; main(['-H', '127.0.0.1', '-p', '{port}'])"]
    running.enter_context(_process(command, port))
    environment = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true", "HOME": str(folder)}
    server = f"http://127.0.0.1:{port}"
    client: Any = boto3.client("s3", endpoint_url=server, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
    client.create_bucket(Bucket="eimer")

    def seen() -> dict[str, bytes]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket="eimer", Prefix="tal/")
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        return {key.removeprefix("tal/"): client.get_object(Bucket="eimer", Key=key)["Body"].read() for key in keys}

    def sums() -> dict[str, str]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket="eimer", Prefix="tal/")
        return {entry["Key"].removeprefix("tal/"): entry["ETag"].strip('"') for page in pages for entry in page.get("Contents", ())}

    return Place(
        {"name": "ziel", "adresse": "s3://eimer/tal", "server": server, "region": "us-east-1"},
        environment,
        seen,
        lambda path, content: client.put_object(Bucket="eimer", Key=f"tal/{path}", Body=content),
        lambda path: client.delete_object(Bucket="eimer", Key=f"tal/{path}"),
        {"alt/index.html": b"", "alt.mp3": b""},
        ("_headers", "_redirects", ".htaccess"),
        sums,
    )


def _git(folder: Path, running: ExitStack) -> Place:
    bare, work = folder / "projekt.git", folder / "work"
    run = lambda *arguments: subprocess.run(["git", *arguments], check=True, capture_output=True)  # noqa: E731
    run("init", "-q", "--bare", str(bare))
    run("clone", "-q", str(bare), str(work))
    for name, value in (("user.name", "Andere"), ("user.email", "andere@sonnental.example")):
        run("-C", str(work), "config", name, value)

    def fresh() -> None:
        run("-C", str(work), "fetch", "-q", "origin")
        if subprocess.run(["git", "-C", str(work), "rev-parse", "-q", "--verify", "origin/pages"], capture_output=True, check=False).returncode == 0:
            run("-C", str(work), "checkout", "-q", "-B", "pages", "origin/pages")
        else:
            run("-C", str(work), "symbolic-ref", "HEAD", "refs/heads/pages")

    def seen() -> dict[str, bytes]:
        fresh()
        return {path: content for path, content in tree(work).items() if not path.startswith(".git/")}

    def change(path: str, content: bytes | None) -> None:
        fresh()
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).unlink() if content is None else (work / path).write_bytes(content)
        run("-C", str(work), "add", "-A")
        run("-C", str(work), "commit", "-q", "-m", "von anderen")
        run("-C", str(work), "push", "-q", "origin", "pages")

    stated = {"name": "ziel", "adresse": f"git+file://{bare}"}
    return Place(stated, {}, seen, change, lambda path: change(path, None), {".nojekyll": b""}, (".htaccess",))


KINDS: Mapping[str, Callable[[Path, ExitStack], Place]] = {
    "folder": _folder,
    "ssh": _ssh,
    "sftp-key": _sftp_key,
    "sftp-password": _sftp_password,
    "s3": _s3,
    "git": _git,
}
