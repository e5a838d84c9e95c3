"""The published build on its way out: what of it goes where, and what is refused."""

from pathlib import Path

import pytest
from tests.e2e.sites import SITE, published, site

from kammerton.adapters import targets
from kammerton.adapters.targets import cargo_for, password_variable, published_site, require_package, way_to
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.target import Target

FILES = site(range(1, 3), "eins", pages=2)
ADDRESSES = {
    "ordner": "/srv/www",
    "ssh": "ssh://x.example/www",
    "sftp": "sftp://x.example/www",
    "s3": "s3://eimer",
    "git": "git+ssh://git@x.example/a.git",
}
SERVER_FILES = {
    "ordner": {".htaccess", "_headers", "_redirects"},
    "ssh": {".htaccess"},
    "sftp": {".htaccess"},
    "s3": {"alt/index.html", "alt.mp3"},
    "git": {"_headers", "_redirects", ".nojekyll"},
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a published build."""
    published(tmp_path / "projekt", FILES)
    return tmp_path / "projekt"


def target(kind: str, **fields: str) -> Target:
    """A target of a kind."""
    return Target(**{"name": "web", "address": ADDRESSES[kind], **fields})


@pytest.mark.parametrize("kind", ADDRESSES)
def test_server_files_go_where_they_are_read(project: Path, kind: str) -> None:
    """Each kind of target gets the whole site, and of the files for servers those its servers read."""
    cargo = cargo_for(target(kind), published_site(project), SITE)

    assert set(cargo.files) == {path for path in FILES if path not in SERVER_FILES["ordner"]} | SERVER_FILES[kind]
    assert cargo.moves == {"alt/": f"{SITE}/betriebe/betrieb-1/", "alt.mp3": f"{SITE}/neu.mp3"}


def test_a_site_in_a_folder_of_its_host_has_its_hosters_files_at_the_root(project: Path) -> None:
    """Where the site has no ``_redirects`` of its own, a branch gets those made for hosts."""
    build = published_site(project).parent
    for name in ("_headers", "_redirects"):
        (build / "server" / "hoster").mkdir(parents=True, exist_ok=True)
        (build / "site" / name).rename(build / "server" / "hoster" / name)

    cargo = cargo_for(target("git"), build / "site", f"{SITE}/tal")

    assert set(cargo.extras) == {".nojekyll", "_headers", "_redirects"}
    assert cargo_for(target("ssh"), build / "site", f"{SITE}/tal").extras == {}


def test_headers_count_as_content_in_storage(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the table of types changes, the files it says something else of travel again; other targets do not care."""
    before = {kind: cargo_for(target(kind), published_site(project), SITE).files["podcast/feed.xml"] for kind in ("s3", "ssh")}
    monkeypatch.setattr(targets, "kept_headers", lambda _path: {"Content-Type": "application/rss+xml"})
    after = {kind: cargo_for(target(kind), published_site(project), SITE).files["podcast/feed.xml"] for kind in ("s3", "ssh")}

    assert (before["s3"] == after["s3"], before["ssh"] == after["ssh"]) == (False, True)


def test_a_build_that_was_not_audited_is_not_uploaded(project: Path) -> None:
    """Without the mark of the audit, and without a build, there is nothing to upload."""
    (project / ".builds" / "1" / "fertig").unlink()
    for folder in (project, project / "leer"):
        with pytest.raises(SetupError, match="fertig geprüfte"):
            published_site(folder)


@pytest.mark.parametrize("folder", ["./", ".", "../", "content", ".builds/aktuell"])
def test_a_target_is_outside_the_project(project: Path, folder: str) -> None:
    """No upload writes among the texts, and none into a folder that holds the project."""
    inside = Target.model_construct(name="web", address=str(project / folder))
    cargo = cargo_for(target("ordner"), published_site(project), SITE)

    with pytest.raises(SetupError, match="außerhalb"), way_to(inside, project, cargo):
        pass


def test_a_folder_that_does_not_exist_is_not_made(project: Path, tmp_path: Path) -> None:
    """A mistyped folder is told."""
    cargo = cargo_for(target("ordner"), published_site(project), SITE)

    with pytest.raises(SetupError, match="gibt es nicht"), way_to(target("ordner", address=str(tmp_path / "tippfehler")), project, cargo):
        pass
    assert not (tmp_path / "tippfehler").exists()


def test_two_runs_of_a_project_exclude_each_other(project: Path, tmp_path: Path) -> None:
    """While one is on its way, another to the same target is told to wait."""
    (tmp_path / "www").mkdir()
    there = target("ordner", address=str(tmp_path / "www"))
    cargo = cargo_for(there, published_site(project), SITE)

    with way_to(there, project, cargo), pytest.raises(SetupError, match="schon hochgeladen"), way_to(there, project, cargo):
        pass


@pytest.mark.parametrize(("kind", "package"), [("sftp", "paramiko"), ("s3", "boto3")])
def test_a_missing_package_is_told(kind: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the sentence says how to get it."""
    monkeypatch.setattr(targets, "find_spec", lambda _name: None)

    with pytest.raises(SetupError) as told:
        require_package(target(kind))
    assert dict(told.value.message.values)["package"] == package
    require_package(target("ssh"))


def test_passwords_have_a_variable_for_each_target() -> None:
    """The variable ends like the target."""
    assert password_variable(target("sftp", name="web-probe")) == "KAMMERTON_KENNWORT_WEB_PROBE"
