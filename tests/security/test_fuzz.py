"""Schemathesis against the running product: every operation, and walks along the links.

All checks are on: no fault; no status, header, media type or body that the document does not
name; nothing that the document forbids is taken; nothing is answered to who is not logged in.
With `GUANJIA_SOAK=1` it is 50,000 cases by another seed each time; a failure names the seed, and
`GUANJIA_SEED` repeats it.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.running import ROLES
from tests.support.product import ROOT, Product, embedded

SOAK = os.environ.get("GUANJIA_SOAK") == "1"
PER_OPERATION = 140 if SOAK else 12
"""Cases of each phase for each of 120 operations, at most."""
SECONDS = 3 * 3600 if SOAK else 50
"""For each phase; what is not done by then is left out."""
PHASES = ("examples", "coverage", "fuzzing", "stateful") if SOAK else ("examples", "stateful")
HERE = Path(__file__).parent
MOVES_TIME = "demo_clock_post"
"""Left out: one call works all deadlines of a day, and has tests of its own."""


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of its own: after this nothing in it is as it was."""
    with embedded(tmp_path_factory.mktemp("victim")) as running:
        yield running


def tokens(product: Product) -> str:
    """Access tokens by role, as the hooks read them."""
    usernames = {role: "resident1" if role == "resident" else role for role in ROLES}
    return json.dumps({role: product.as_(name).token for role, name in usernames.items()})


def fuzz(product: Product, home: Path, phase: str, seed: int) -> None:
    """Run Schemathesis as its users do; its output is shown when it finds something."""
    run = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")), "--no-color",
            "--config-file", str(HERE / "schemathesis.toml"),
            "run", f"{product.url}/openapi.json",
            "--checks", "all", "--phases", phase, "--exclude-operation-id", MOVES_TIME,
            "--seed", str(seed), "--workers", "2", "--no-shrink", "--continue-on-failure",
            "--warnings", "off", "--request-timeout", "60", "--generation-database", "none",
            "--max-examples", str(PER_OPERATION), "--max-time", str(SECONDS),
        ],
        cwd=home,
        env=os.environ
        | {
            "GUANJIA_FUZZ_TOKENS": tokens(product),
            "PYTHONPATH": str(ROOT),
            "SCHEMATHESIS_HOOKS": "tests.security.fuzz_hooks",
        },
        capture_output=True,
        text=True,
        timeout=SECONDS * 2 + 120,
        check=False,
    )  # fmt: skip
    said = run.stdout[-20_000:] + run.stderr[-2_000:]
    assert run.returncode == 0, f"GUANJIA_SEED={seed}\n{said}"


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.timeout(SECONDS * 2 + 300)
def test_nothing_that_anybody_sends_is_a_fault_or_undocumented(
    victim: Product, tmp_path: Path, phase: str
) -> None:
    seed = int(os.environ.get("GUANJIA_SEED") or (random.randrange(2**32) if SOAK else 1))
    fuzz(victim, tmp_path, phase, seed)
    assert victim.processes["embedded"].popen.poll() is None
