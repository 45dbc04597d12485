"""The walk with curl, as both READMEs tell it, against a running product."""

import json
import re
import shutil
import subprocess

import pytest

from tests.support.product import ROOT, Product

README = {
    "README.md": "## A walk with curl",
    "README.zh-CN.md": "## 用 curl 走一遍",
}
ADDRESS = "http://localhost:8000"
STRICT = """
set -eu
curl() { command curl --fail --show-error "$@" || { echo "refused: $*" >&2; return 1; }; echo; }
"""
"""What the walk is run with: the first answer that is no success ends it."""


def walk(name: str) -> str:
    """The commands of the walk, without what is said about them."""
    text = (ROOT / name).read_text(encoding="utf-8").split(f"\n{README[name]}\n", 1)[1]
    found = re.search(r"```sh\n(.*?)```", text.split("\n## ", 1)[0], re.DOTALL)
    assert found, f"{name} has no walk"
    lines = (line for line in found.group(1).splitlines() if line and not line.startswith("#"))
    return "\n".join(lines)


def run(commands: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run commands of the walk against a product."""
    script = STRICT + commands.replace(ADDRESS, url)
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=240)


def test_both_readmes_hold_the_same_commands() -> None:
    """Only the words between them differ."""
    assert walk("README.md") == walk("README.zh-CN.md")


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not there")
def test_the_walk_of_the_readme_can_be_walked(one_process: Product) -> None:
    """Every answer is a success, and shows what the words beside it promise."""
    commands = walk("README.md")
    assert ADDRESS in commands
    done = run(commands, one_process.url)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines() if line]
    assert len(answers) == len(re.findall(r"^curl ", commands, re.MULTILINE))
    me, bills, complaint, clock, escalations, preview = answers
    assert "resident" in me["roles"]
    assert bills["items"][0]["lines"][0]["explanation"]
    assert complaint["number"].startswith("TS-") and complaint["tier"] and complaint["due_at"]
    assert clock["now"] > complaint["due_at"]
    assert escalations["items"] and preview["items"][0]["reason"]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not there")
def test_a_refused_command_would_be_seen(one_process: Product) -> None:
    """Negative control: one wrong address in the walk."""
    done = run(walk("README.md").replace("/me ", "/nobody "), one_process.url)
    assert done.returncode != 0 and "refused" in done.stderr
