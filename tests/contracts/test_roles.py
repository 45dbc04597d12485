"""P01: what a role does stands in one table, from which rights, menus and pages follow."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.roles import TASKS, Role, Task, who
from gateway.web.menu import HOMES

ROOT = Path(__file__).resolve().parents[2]
NAMES_A_ROLE = re.compile(r"\bRole\.[A-Z]")
DERIVED = [
    *ROOT.glob("contracts/*/methods.py"),
    *ROOT.glob("gateway/web/*/group.py"),
    ROOT / "contracts" / "service_admin.py",
    ROOT / "contracts" / "policy.py",
    ROOT / "gateway" / "web" / "menu.py",
]
NEW_ROLE = """
import sys, types
from pathlib import Path

source = Path("contracts/roles.py").read_text(encoding="utf-8")
source = source.replace(
    "    SYSTEM = ", '    STOREKEEPER = "storekeeper", "库管", "Storekeeper"\\n    SYSTEM = ', 1
)
row = "    Role.STOREKEEPER: {Task.WORKS, Task.CARRIES_OUT},\\n"
source = source.replace("    Role.SYSTEM: {", row + "    Role.SYSTEM: {", 1)
roles = types.ModuleType("contracts.roles")
sys.modules["contracts.roles"] = roles
exec(compile(source, "contracts/roles.py", "exec"), roles.__dict__)

from contracts.billing import methods as billing
from contracts.repairs import methods as repairs
from foundation.actor import Actor
from gateway.web.groups import GROUPS
from gateway.web.menu import HOMES, sees

new = Actor("p1", "王芳", frozenset({roles.Role.STOREKEEPER}))
print(*(one.endpoint for group in GROUPS for one in group.menu
        if sees(new, group.roles if one.roles is None else one.roles)))
print(next(endpoint for task, endpoint in HOMES if new.has(*roles.who(task))))
print(new.has(*repairs.ACCEPT.roles), new.has(*billing.TAKE_PAYMENT.roles))
"""


def test_every_role_has_its_row() -> None:
    assert set(TASKS) == set(Role)
    assert all(who(task) for task in Task), "somebody does each"


@pytest.mark.parametrize("path", DERIVED, ids=lambda path: str(path.relative_to(ROOT)))
def test_P01_methods_menus_and_pages_name_what_is_done_and_no_role(path: Path) -> None:
    assert not NAMES_A_ROLE.findall(path.read_text(encoding="utf-8"))


def test_P01_whoever_logs_in_has_a_page_to_begin_on() -> None:
    begins = {role for task, _ in HOMES for role in who(task)}
    assert begins == set(Role) - {Role.SYSTEM}


def test_P01_a_new_role_is_one_row() -> None:
    """Nothing but its name and what it does is written down, and it has its pages and rights."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NEW_ROLE],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not ran.returncode, ran.stderr
    menu, begins, may = ran.stdout.splitlines()
    assert menu.split() == ["field.orders", "field.orders_done", "noticeboard.notices"]
    assert begins == "field.orders"
    assert may == "True False"
