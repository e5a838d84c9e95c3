"""Uploading with the real command to real targets on loopback: OpenSSH with rsync and SFTP, SFTP with a password, moto's S3, git, a folder."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import boto3
import pytest
from tests.e2e.conftest import NOW, copy_published, kammerton, served, tree
from tests.e2e.sites import SITE, missing, published, site, uploading_project
from tests.e2e.targets import KINDS, PASSWORD, Place, key, target

from kammerton.cli import main
from kammerton.deploy.transfer.record import LOCK, LOCK_SECONDS, PART, Holder
from kammerton.deploy.transfer.storage import kept_headers

pytestmark = pytest.mark.e2e
BEFORE, AFTER = site(range(1, 13), "alt"), site(range(3, 16), "neu")
FOREIGN = {"rathaus/index.html": b"Rathaus", "podcast/plakat.pdf": b"%PDF"}


@pytest.fixture(params=list(KINDS))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A target of each kind."""
    with target(request.param, tmp_path / "ziel") as running:
        yield running


@dataclass
class Uploader:
    """The command, run in this process: starting it anew takes seconds each time."""

    project: Path
    place: Place
    capture: pytest.CaptureFixture[str]

    def run(self, *switches: str) -> tuple[int, str]:
        """Upload without asking the site afterwards: exit code, and what was said."""
        code = main(["hochladen", "--projekt", str(self.project), "--ziel", "ziel", "--ohne-nachsehen", *switches])
        return code, self.capture.readouterr().out

    def succeed(self, *switches: str) -> str:
        """The same where it has to go well: what was said."""
        code, said = self.run(*switches)
        assert code == 0, said
        return said


@pytest.fixture
def uploader(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Uploader:
    """A project that uploads to the target."""
    for name, value in {"COLUMNS": "400", **place.environment}.items():
        monkeypatch.setenv(name, value)
    return Uploader(uploading_project(tmp_path / "projekt", [place.target]), place, capsys)


def test_only_what_changed_travels_and_foreign_files_stay(uploader: Uploader) -> None:
    """First everything travels, then nothing, then what changed; deletions arrive; files of others stay, and what they deleted comes back."""
    place, project = uploader.place, uploader.project
    for path, content in FOREIGN.items():
        place.put(path, content)
    published(project, BEFORE)

    first = uploader.succeed()
    assert place.tree() == {**place.expected(BEFORE), **FOREIGN}
    assert f"{len(place.expected(BEFORE))} Dateien hochgeladen, 0 gelöscht, 0 unverändert." in first

    assert "Alles ist schon auf dem neuesten Stand" in uploader.succeed()

    published(project, AFTER, 2)
    told = uploader.succeed("--probe")
    assert "hochladen  podcast/feed.xml" in told
    assert "löschen    podcast/001-folge/index.html" in told
    assert place.tree() == {**place.expected(BEFORE), **FOREIGN}

    uploader.succeed()
    assert place.tree() == {**place.expected(AFTER), **FOREIGN}
    assert ".kammerton-sperre.json" not in place.everything()

    place.remove("podcast/005-folge/005-folge.mp3")
    assert "1 Datei hochgeladen" in uploader.succeed()
    assert place.tree() == {**place.expected(AFTER), **FOREIGN}


def test_files_of_others_are_not_replaced_unasked(uploader: Uploader) -> None:
    """Where somebody else's start page lies, nothing is changed and the reason told; with the switch it is replaced."""
    place, project = uploader.place, uploader.project
    place.put("index.html", b"Rathaus")
    published(project, BEFORE)

    code, said = uploader.run()

    assert code == 2
    assert "nicht von Kammerton sind und ersetzt würden: index.html." in said
    assert place.tree() == {"index.html": b"Rathaus"}
    uploader.succeed("--ersetzen")
    assert place.tree() == place.expected(BEFORE)


@pytest.mark.parametrize("place", ["ssh"], indirect=True)
@pytest.mark.parametrize("folder", ["kurz", "l" * 90, "mit leer"], ids=["short", "too long", "with a blank"])
def test_an_upload_uses_one_connection(folder: str, uploader: Uploader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many calls it takes, the server sees one, which is gone afterwards; where its socket cannot lie, each call has its own."""
    (tmp_path / folder).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", tempfile.mkdtemp(prefix="kt-") if folder == "kurz" else str(tmp_path / folder))
    published(uploader.project, {"index.html": b"Start"})
    uploader.succeed()
    log = (tmp_path / "ziel" / "sshd.log").read_text(encoding="utf-8")

    assert uploader.place.tree() == uploader.place.expected({"index.html": b"Start"})
    assert (log.count("Accepted publickey") == 1) is (folder == "kurz"), log
    assert subprocess.run(["pgrep", "-f", f"ControlPath={tempfile.gettempdir()}"], capture_output=True, check=False).stdout == b""


def test_a_killed_upload_goes_on(uploader: Uploader) -> None:
    """Killed at several moments, the target has each file whole and nothing names a missing one; running again completes it."""
    place, project = uploader.place, uploader.project
    published(project, BEFORE)
    uploader.succeed()
    published(project, AFTER, 2)
    whole = place.expected(AFTER)
    for share in (0.15, 0.5, 0.85):
        kill_when(place, project, whole, share)
        there = place.tree()
        assert len({name for _, name in missing(there)}) <= place.gap
        assert {path: content for path, content in there.items() if content not in (whole.get(path), place.expected(BEFORE).get(path))} == {}

    uploader.succeed()

    assert place.tree() == whole
    assert not [path for path in place.everything() if path.endswith(PART)]
    assert "neuesten Stand" in uploader.succeed()


def kill_when(place: Place, project: Path, whole: dict[str, bytes], share: float) -> None:
    """Begin an upload and kill it with its children's connections once so much of it has arrived, or when it is over."""
    env = {**os.environ, "KAMMERTON_NOW": NOW, **place.environment}
    command = [sys.executable, "-m", "kammerton.cli", "hochladen", "--ohne-nachsehen"]
    with subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None:
            if place.arrived(whole) >= share * len(whole):
                break
            time.sleep(0.005)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("place", ["folder", "sftp-password", "s3", "ssh"], indirect=True)
def test_somebody_else_is_uploading(uploader: Uploader) -> None:
    """A lock of another machine at the target stops the run, with who and since when; an old one does not."""
    place = uploader.place
    published(uploader.project, BEFORE)
    place.put(LOCK, Holder("anderer-rechner:/tal", int(time.time()), "26.11.2026 11:00").written())

    code, said = uploader.run()

    assert code == 2
    assert "anderer-rechner:/tal, seit 26.11.2026 11:00" in said
    assert place.tree() == {}
    place.put(LOCK, Holder("anderer-rechner:/tal", int(time.time()) - 2 * LOCK_SECONDS, "").written())
    uploader.succeed()
    assert place.tree() == place.expected(BEFORE)
    assert LOCK not in place.everything()


@pytest.mark.parametrize("place", ["sftp-password"], indirect=True)
def test_sftp_trusts_nobody_by_itself(uploader: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password, another fingerprint than the stated one, and a server that nobody knows are each told, and nothing is uploaded."""
    place, project = uploader.place, uploader.project
    published(project, BEFORE)
    monkeypatch.setenv("KAMMERTON_KENNWORT_ZIEL", "falsch")
    assert told(uploader, "Die Anmeldung wurde abgelehnt.") == (2, True)
    monkeypatch.setenv("KAMMERTON_KENNWORT_ZIEL", PASSWORD)
    uploading_project(project, [{**place.target, "fingerabdruck": f"SHA256:{'A' * 43}"}])
    assert told(uploader, f"zeigt den Fingerabdruck {place.target['fingerabdruck']} (ssh-ed25519), in den Einstellungen steht ein anderer.") == (2, True)
    uploading_project(project, [{key: value for key, value in place.target.items() if key != "fingerabdruck"}])
    assert told(uploader, f"ist hier nicht bekannt. Er zeigt den Fingerabdruck {place.target['fingerabdruck']}.") == (2, True)
    assert place.everything() == {}


@pytest.mark.parametrize("place", ["ssh", "sftp-key"], indirect=True)
def test_another_key_than_the_known_one_is_refused(uploader: Uploader) -> None:
    """Where known_hosts has another key of the server, nothing is uploaded."""
    home = Path(uploader.place.environment["HOME"])
    known = home / ".ssh" / "known_hosts"
    other = Path(f"{key(home / 'anderer')}.pub").read_text().split()
    known.write_text(f"{known.read_text().split()[0]} {other[0]} {other[1]}\n")
    published(uploader.project, BEFORE)

    code, said = uploader.run()

    assert code == 2
    assert "Schlüssel" in said
    assert uploader.place.everything() == {}


@pytest.mark.parametrize("place", ["folder", "ssh", "sftp-key", "s3", "git"], indirect=True)
def test_a_place_that_does_not_exist_is_told(uploader: Uploader) -> None:
    """A mistyped folder, bucket or repository is told in one sentence, and not made."""
    address = uploader.place.target["adresse"]
    uploading_project(uploader.project, [{**uploader.place.target, "adresse": address.replace("/tal", "/x").replace("eimer", "tippfehler") + "x"}])
    published(uploader.project, BEFORE)

    code, said = uploader.run()

    assert code == 2
    assert "ZIELE" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("place", ["s3"], indirect=True)
def test_storage_keeps_types_and_redirects(uploader: Uploader) -> None:
    """In storage each object has the type and lifetime of the table, and old addresses lead on."""
    published(uploader.project, BEFORE)
    uploader.succeed()
    server = uploader.place.target["server"]
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")

    def head(path: str) -> dict[str, str]:
        return client.head_object(Bucket="eimer", Key=f"tal/{path}")

    for path in ("podcast/feed.xml", "index.html", "podcast/001-folge/001-folge.mp3", next(path for path in BEFORE if path.startswith("bilder/"))):
        found = head(path)
        assert {"Content-Type": found["ContentType"], "Cache-Control": found["CacheControl"]} == kept_headers(path)
    assert head("alt/index.html")["WebsiteRedirectLocation"] == f"{SITE}/betriebe/betrieb-1/"
    assert head("alt.mp3")["WebsiteRedirectLocation"] == f"{SITE}/neu.mp3"


def told(uploader: Uploader, words: str) -> tuple[int, bool]:
    """The exit code, and whether these words were said."""
    code, said = uploader.run()
    assert words in said, said
    return code, words in said


def test_publishing_builds_uploads_and_looks_after(tmp_path: Path) -> None:
    """One command builds, uploads into a folder that a server shows, asks that server, and says so; the second time nothing travels."""
    project = copy_published(tmp_path / "projekt")
    (tmp_path / "www").mkdir()
    with served(tmp_path / "www") as address:
        settings = project / "pelicanconf.py"
        target_ = {"name": "web", "adresse": str(tmp_path / "www"), "website": address.rstrip("/")}
        settings.write_text(f"{settings.read_text(encoding='utf-8')}\nZIELE = [{target_!r}]\n", encoding="utf-8")

        result = kammerton(project, "publish", "--ziel", "web")
        again = kammerton(project, "hochladen")

    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert "gelöscht, 0 unverändert." in result.stdout
    assert re.search(r"Nachgesehen auf http://127\.0\.0\.1:\d+: \d+ Adressen, alles in Ordnung\.", result.stdout), result.stdout
    assert "Alles ist schon auf dem neuesten Stand" in again.stdout
    there = {path: content for path, content in tree(tmp_path / "www").items() if path != ".kammerton-stand.json"}
    assert there == tree(project / "output")


def test_a_site_with_errors_is_not_uploaded(tmp_path: Path) -> None:
    """Where the texts have errors nothing is uploaded, and a target nobody knows is told before anything is built."""
    project = copy_published(tmp_path / "projekt")
    (tmp_path / "www").mkdir()
    settings = project / "pelicanconf.py"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nZIELE = [{{'name': 'web', 'adresse': {str(tmp_path / 'www')!r}}}]\n", encoding="utf-8")
    unknown = kammerton(project, "publish", "--ziel", "wep")
    (project / "content" / "betriebe" / "kaputt.md").write_text("kein Kopf")
    broken = kammerton(project, "publish", "--ziel", "web")

    assert (unknown.returncode, unknown.stdout) == (2, "Das Ziel „wep“ steht nicht in ZIELE. Möglich sind: web.\n")
    assert broken.returncode == 1
    assert list((tmp_path / "www").iterdir()) == []
