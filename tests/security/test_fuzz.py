"""Schemathesis against the running product: every operation, and walks along the links.

All checks are on: no fault; no status, header, media type or body that the document does not
name; nothing that the document forbids is taken; nothing is answered to who is not logged in.
With `GUANJIA_SOAK=1` it is 50,000 cases by another seed each time. `--hypothesis-seed` repeats.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.running import ROLES
from tests.support.extent import SOAK
from tests.support.product import ROOT, Product, embedded

PHASES = {"examples": 6, "fuzzing": 6, "stateful": 60}
"""Cases for each of 120 operations; of stateful, walks in all."""
IN_SOAK = {"examples": 6, "coverage": 1, "fuzzing": 350, "stateful": 1500}
WANTED = 50_000 if SOAK else 2_000
SECONDS = 24 * 3600 if SOAK else 900
HERE = Path(__file__).parent
MOVES_TIME = "demo_clock_post"
"""Left out: one call works all deadlines of a day, and has tests of its own."""
ONE_THREAD = "1"
"""Python 3.11 parses syntax trees wrongly in two threads at once (python/cpython#106905), which
Hypothesis does: once in 40,000 cases it ends a run."""
OVERLAPPING = ["--exclude-checks", "allow_header_conformance"]
"""Overlooked by the coverage phase: where two paths overlap (`/complaints/import`,
`/complaints/{id}`) the methods of both are told as allowed."""


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of its own: after this nothing in it is as it was."""
    with embedded(tmp_path_factory.mktemp("victim"), loaded=True) as running:
        yield running


def tokens(product: Product) -> str:
    """Access tokens by role, as the hooks read them."""
    usernames = {role: "resident1" if role == "resident" else role for role in ROLES}
    return json.dumps({role: product.as_(name).token for role, name in usernames.items()})


def known(product: Product) -> str:
    """Ids of somebody and of a household, as the hooks read them."""
    [home] = product.as_("resident1").get("/me")["household_ids"]
    engineer = product.as_("engineer").get("/me")["id"]
    return json.dumps({"household_id": home, "engineer_id": engineer, "handler_id": engineer})


def fuzz(product: Product, home: Path, phase: str, size: int, seed: str) -> int:
    """Run a phase as the users of Schemathesis do; how many cases it sent.

    A phase's output is shown when it finds something.
    """
    product.tokens.clear()  # a soak outlives them
    environment = {
        "GUANJIA_FUZZ_TOKENS": tokens(product),
        "GUANJIA_FUZZ_KNOWN": known(product) if phase == "stateful" else "{}",
        "PYTHONPATH": str(ROOT),
        "SCHEMATHESIS_HOOKS": "tests.security.fuzz_hooks",
    }
    run = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")), "--no-color",
            "--config-file", str(HERE / "schemathesis.toml"),
            "run", f"{product.url}/openapi.json",
            "--checks", "all", *(OVERLAPPING if phase == "coverage" else []),
            "--phases", phase, "--exclude-operation-id", MOVES_TIME,
            "--seed", seed, "--workers", ONE_THREAD, "--no-shrink", "--continue-on-failure",
            "--warnings", "off", "--request-timeout", "60", "--generation-database", "none",
            "--max-examples", str(size),
        ],
        cwd=home,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )  # fmt: skip
    said = run.stdout[-20_000:] + run.stderr[-2_000:]
    assert run.returncode == 0, f"--hypothesis-seed={seed}\n{said}"
    counted = re.search(r"(\d+) generated", run.stdout)
    assert counted, said
    return int(counted[1])


@pytest.mark.timeout(SECONDS)
def test_nothing_that_anybody_sends_is_a_fault_or_undocumented(
    victim: Product, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed = request.config.getoption("hypothesis_seed")
    phases = IN_SOAK if SOAK else PHASES
    sent = {phase: fuzz(victim, tmp_path, phase, size, seed) for phase, size in phases.items()}
    assert sum(sent.values()) >= WANTED, sent
    assert victim.processes["embedded"].popen.poll() is None
