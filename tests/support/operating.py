"""Runs the commands of docs/operations.md as they stand there.

`docker compose` is played by a script on the PATH: `exec postgres` runs PostgreSQL's own tools
against a server of the test, `run migrate` our command line with the environment of the product;
`up` and `stop` are told and left to the test. `guanjia` is our command line.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support import postgres
from tests.support.product import ROOT

PAGE = ROOT / "docs" / "operations.md"
DOCKER = """\
#!/bin/sh
set -eu
[ "$1" = compose ] && shift
command=$1; shift
while case "${1:-}" in -T|-d|--rm|--wait|--no-deps) true;; *) false;; esac; do shift; done
case "$command" in
    exec) [ "$1" = postgres ] && shift && exec "$@";;
    run) [ "$1" = migrate ] && shift && exec guanjia "${@:-migrate}";;
    up|stop) ;;
    *) echo "docker compose $command is not known here" >&2; exit 1;;
esac
"""


def commands(name: str) -> str:
    """The shell commands under `<!-- test: name -->` in the page."""
    found = re.search(
        rf"<!-- test: {name} -->\n```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found, f"docs/operations.md has no block {name!r}"
    return found.group(1)


def run(name: str, place: Path, environment: Mapping[str, str]) -> str:
    """Run a block of the page in a folder, each command as an operator who stops at a failure."""
    tools = place / "tools"
    tools.mkdir(exist_ok=True)
    script(tools / "docker", DOCKER)
    command = f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m guanjia "$@"'
    script(tools / "guanjia", f"#!/bin/sh\n{command}\n")
    path = os.pathsep.join([str(tools), str(postgres.binaries()), os.environ["PATH"]])
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GUANJIA_")}
    done = subprocess.run(
        ["sh", "-eu", "-c", commands(name)],
        cwd=place,
        env=clean | {"PATH": path} | dict(environment),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def script(path: Path, text: str) -> None:
    """An executable file."""
    path.write_text(text)
    path.chmod(0o755)
