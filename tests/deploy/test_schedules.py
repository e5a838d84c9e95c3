"""Schedules are written so that what reads them understands them."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kammerton.deploy.schedules import Scheduled, schedules

OWN = Scheduled("/srv/ausbildung", "/srv/ausbildung/.venv/bin/kammerton", "ausbildung-sonnental", is_own=True)
OTHER = Scheduled("/srv/Nordtal & 100 % 'neu'", "/opt/kammer ton/bin/kammerton", "nordtal", is_own=False)


@pytest.mark.parametrize("what", [OWN, OTHER])
def test_cron(what: Scheduled) -> None:
    """One line of five fields and a command the shell reads as it should; a percent sign is escaped."""
    (line,) = [line for line in schedules(what)["cron.txt"].splitlines() if not line.startswith("#")]
    fields, command = line.split(" ", 5)[:5], line.split(" ", 5)[5]

    assert fields == ["7", "*", "*", "*", "*"]
    assert re.search(r"(?<!\\)%", command) is None
    assert shlex.split(command.replace("\\%", "%"))[:6] == ["cd", what.folder, "&&", what.command, "publish", "--if-changed"]


@pytest.mark.parametrize("what", [OWN, OTHER])
def test_github(what: Scheduled) -> None:
    """A workflow that runs on schedule, by push and by hand, never twice at once, and deploys only what changed."""
    found = yaml.safe_load(schedules(what)["github.yml"])
    triggers = found[True]  # YAML 1.1 reads "on" as a truth value; GitHub does not
    steps = found["jobs"]["veroeffentlichen"]["steps"]
    build = next(step for step in steps if step.get("id") == "bauen")

    assert (triggers["schedule"], set(triggers)) == ([{"cron": "7 * * * *"}], {"push", "schedule", "workflow_dispatch"})
    assert "--if-changed" in build["run"]
    assert ("KAMMERTON_QUELLE" in build["env"]) is not what.is_own
    assert [step["uses"].partition("@")[0] for step in steps if "neu == 'ja'" in step.get("if", "")] == [
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    assert found["concurrency"]["cancel-in-progress"] is False
    assert subprocess.run(["bash", "-n"], input=build["run"], text=True, check=False).returncode == 0


@pytest.mark.parametrize("what", [OWN, OTHER])
def test_gitlab(what: Scheduled) -> None:
    """A job for GitLab Pages with what its next run needs."""
    found = yaml.safe_load(schedules(what)["gitlab-ci.yml"])["pages"]

    assert found["artifacts"]["paths"] == ["public"]
    assert found["cache"]["paths"] == [".builds/", ".cache/"]
    assert ("KAMMERTON_QUELLE" in found["variables"]) is not what.is_own
    assert all(isinstance(step, str) for step in found["script"])
    assert subprocess.run(["bash", "-n"], input="\n".join(found["script"]), text=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not there on machines without systemd")
@pytest.mark.parametrize("folder", ["projekt", "mein projekt", "100 % neu"])
def test_systemd(folder: str, tmp_path: Path) -> None:
    """Systemd finds nothing to complain about, whatever the folder is called."""
    project = tmp_path / folder
    command = project / "kammerton"
    project.mkdir()
    command.write_text("#!/bin/sh\n")
    command.chmod(0o755)
    for name, text in schedules(Scheduled(str(project), str(command), "probe", is_own=True)).items():
        if name.startswith("kammerton-"):
            (tmp_path / name).write_text(text.replace("User=kammerton", "User=root"))
    units = [str(tmp_path / name) for name in ("kammerton-probe.service", "kammerton-probe.timer")]
    told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)

    assert (told.returncode, told.stderr) == (0, "")
    calendar = subprocess.run(["systemd-analyze", "calendar", "*-*-* *:07:00"], capture_output=True, text=True, check=False)
    assert calendar.returncode == 0
