"""docs/configuration.md says what the code reads from the environment."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from services.notices.channels.operations.outlet import SETTINGS

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "configuration.md"
ROOMS = ("contracts", "foundation", "services", "gateway", "guanjia")
IMPORTED = re.compile(r"^from foundation.config import .*\bread\b", re.MULTILINE)
CHOSEN = {"foundation/config.py", "services/notices/channels/operations/outlet.py"}
"""Files that read settings by a name that is no literal: `read` itself, and the channels'."""


def page() -> dict[str, list[str]]:
    """The rows of the page's tables by setting: meaning, default, example."""
    rows = re.findall(r"^\| `GUANJIA_(\w+)` \|(.*)\|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in rows}


def reads() -> Iterator[tuple[str, ast.Call]]:
    """Every look at a setting or at the environment in our code, and where it stands."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            place, source = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
            looks = {"os.environ.get", "os.getenv"}
            if place == "foundation/config.py" or IMPORTED.search(source):
                looks |= {"read", "one_of", "at_least_one"}
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in looks:
                    yield place, node


def settings_of_the_code() -> dict[str, str | None]:
    """By name, the default that stands in the code."""
    found: dict[str, str | None] = dict.fromkeys(SETTINGS.values())
    for place, call in reads():
        name, *default = call.args
        if not isinstance(name, ast.Constant):
            assert place in CHOSEN, f"{place} reads a setting whose name cannot be told"
            continue
        value = default[0].value if default and isinstance(default[0], ast.Constant) else None
        plain = str(name.value).removeprefix("GUANJIA_")
        found[plain] = found.get(plain) or value
    return found


def test_every_setting_of_the_code_is_on_the_page() -> None:
    found = settings_of_the_code()
    assert {"MODE", "LOG_LEVEL", "SMS_URL", "KILL_POINTS", "PORT"} <= set(found)
    assert set(found) <= set(page()), "docs/configuration.md forgets a setting"


def test_every_setting_of_the_page_is_read_by_somebody() -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    for name in set(page()) - set(settings_of_the_code()):
        assert f"GUANJIA_{name}" in tests, f"nobody reads GUANJIA_{name}"


def test_the_page_tells_meaning_default_and_example() -> None:
    for name, cells in page().items():
        assert len(cells) == 3 and all(cells), name


def test_the_defaults_of_the_page_are_those_of_the_code() -> None:
    documented = page()
    for name, default in settings_of_the_code().items():
        if default is not None:
            assert documented[name][1] == f"`{default}`", name


def test_what_the_composition_sets_is_on_the_page() -> None:
    for file in ("docker-compose.yml", ".env.example"):
        names = set(re.findall(r"GUANJIA_([A-Z_]+)", (ROOT / file).read_text("utf-8")))
        assert names and names <= set(page()), file
