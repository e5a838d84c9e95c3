"""Ready-made schedules: who publishes regularly what changes by itself. Pure.

Each runs ``publish --if-changed`` once an hour, seven minutes past, when fewer others do; hours of GitHub and GitLab are UTC,
which does not matter for a plan without an hour in it.
"""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

_MINUTE = 7
# When the workflow runs, and what it may do.
_GITHUB = """# Gehört nach .github/workflows/veroeffentlichen.yml. Von Kammerton erzeugt.
# GitHub rechnet in UTC, fängt manchmal später an und stellt Zeitpläne ab, wenn 60 Tage lang niemand etwas geändert hat.
name: veröffentlichen
on:
  push:
    branches: [main]
  schedule:
    - cron: "{minute} * * * *"
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: veroeffentlichen
  cancel-in-progress: false
"""


@dataclass(frozen=True)
class Scheduled:
    """What is to run regularly.

    ``folder``: the project, absolute. ``command``: the program, absolute. ``name``: a word for the site among others.
    ``is_own``: the program lies in the project itself, as in the repository of Kammerton.
    """

    folder: str
    command: str
    name: str
    is_own: bool


def schedules(what: Scheduled) -> Mapping[str, str]:
    """Every schedule by the name of its file."""
    unit = f"kammerton-{what.name}"
    return {
        "cron.txt": _cron(what),
        f"{unit}.service": _service(what),
        f"{unit}.timer": _timer(what),
        "github.yml": _github(what),
        "gitlab-ci.yml": _gitlab(what),
    }


def _cron(what: Scheduled) -> str:
    """A line for crontab(5), where a percent sign would end the command."""
    call = f"cd {shlex.quote(what.folder)} && {shlex.quote(what.command)} publish --if-changed >> .builds/zeitplan.log 2>&1"
    return f"# Mit „crontab -e“ eintragen. Von Kammerton erzeugt.\n{_MINUTE} * * * * {call.replace('%', chr(92) + '%')}\n"


def _service(what: Scheduled) -> str:
    """systemd.service(5): once, with few rights; the project folder is all it may write to."""
    return f"""# Gehört nach /etc/systemd/system/. Von Kammerton erzeugt. Anzupassen: User.
[Unit]
Description=Kammerton: {what.name} veröffentlichen, wenn sich etwas geändert hat

[Service]
Type=oneshot
User=kammerton
WorkingDirectory={_unit(what.folder)}
ExecStart="{_unit(what.command)}" publish --if-changed
Nice=10
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths="{_unit(what.folder)}"
"""


def _unit(path: str) -> str:
    """A path in a unit file: a percent sign begins a specifier, a backslash an escape."""
    return path.replace("\\", "\\\\").replace("%", "%%").replace('"', '\\"')


def _timer(what: Scheduled) -> str:
    """systemd.timer(5): a run that was missed while the machine was off is made up for."""
    return f"""# Gehört nach /etc/systemd/system/; einschalten mit: systemctl enable --now kammerton-{what.name}.timer
[Unit]
Description=Kammerton: {what.name} jede Stunde

[Timer]
OnCalendar=*-*-* *:{_MINUTE:02}:00
Persistent=true

[Install]
WantedBy=timers.target
"""


def _steps(what: Scheduled) -> list[str]:
    """How a fresh machine gets the program and publishes."""
    if what.is_own:
        return ['make publish ARGS="--if-changed"']
    return [
        'git clone --depth 1 "$KAMMERTON_QUELLE" "$HOME/kammerton"',
        'make -C "$HOME/kammerton" .venv/.bereit',
        'make publish KAMMERTON="$HOME/kammerton/.venv/bin/kammerton" ARGS="--if-changed"',
    ]


def _source(what: Scheduled, indent: str) -> str:
    """Where a machine of others gets the program from, which only the editors know."""
    return "" if what.is_own else f'{indent}KAMMERTON_QUELLE: "https://git.beispiel.example/kammerton.git"  # BITTE PRÜFEN: die Adresse des Programms\n'


def _github(what: Scheduled) -> str:
    steps = "\n".join(f"          {step}" for step in _steps(what))
    source = _source(what, "          ")
    return f"""{_GITHUB.format(minute=_MINUTE)}jobs:
  veroeffentlichen:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment: github-pages
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: |
            .builds
            .cache
          key: kammerton-${{{{ github.run_id }}}}
          restore-keys: kammerton-
      - id: bauen
        env:
          PIP_DISABLE_PIP_VERSION_CHECK: "1"
{source}        run: |
          vorher=$(readlink .builds/aktuell || true)
{steps}
          if [ "$vorher" != "$(readlink .builds/aktuell)" ]; then echo "neu=ja" >> "$GITHUB_OUTPUT"; fi
      - if: steps.bauen.outputs.neu == 'ja' || github.event_name == 'workflow_dispatch'
        uses: actions/upload-pages-artifact@v3
        with:
          path: output/
      - if: steps.bauen.outputs.neu == 'ja' || github.event_name == 'workflow_dispatch'
        uses: actions/deploy-pages@v4
"""


def _gitlab(what: Scheduled) -> str:
    steps = "\n".join(f"    - '{step}'" for step in _steps(what))
    source = _source(what, "    ")
    return f"""# Gehört als .gitlab-ci.yml in den Projektordner. Von Kammerton erzeugt.
# Die Zeiten stellen Sie in GitLab ein: Build, Pipeline schedules, Zeitplan „{_MINUTE} * * * *“.
pages:
  image: python:3.12
  timeout: 30m
  resource_group: veroeffentlichen
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    PIP_DISABLE_PIP_VERSION_CHECK: "1"
{source}  cache:
    key: kammerton
    paths:
      - .builds/
      - .cache/
  script:
{steps}
    - rm -rf public
    - cp -rL output public
  artifacts:
    paths:
      - public
"""
