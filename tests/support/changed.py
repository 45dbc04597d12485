"""Names the test files that a change concerns, by who imports what.

Run as `python -m tests.support.changed [BRANCH]`: what differs from where this one left BRANCH
(`main`), committed or not. A test is concerned if it, or a `conftest.py` that it stands on, imports
what has changed, at however many removes. What is no Python stands for the package that it lies in,
and concerns every test that names it. Tests that run the product as processes import nothing of it
and are named only when they have changed themselves: `make test` runs them.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = "guanjia.registry"
"""Imports services by their names, which no graph of imports shows."""
PACKAGES = ("contracts", "foundation", "services", "gateway", "guanjia", "bench", "tests")


def git(*arguments: str) -> list[str]:
    """What a command of git says, by lines."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def changed(branch: str) -> set[Path]:
    """Files that differ from where this branch left another, also those that are not committed."""
    [base] = git("merge-base", branch, "HEAD")
    found = git("diff", "--name-only", base) + git("ls-files", "--others", "--exclude-standard")
    return {Path(path) for path in found}


def module_of(path: Path) -> str:
    """The name that a Python file is imported by."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def meant(path: Path, modules: set[str]) -> set[str]:
    """The modules that a changed file is, or stands for."""
    if path.suffix == ".py":
        return {module_of(path)} & modules
    within = next((str(part).replace("/", ".") for part in path.parents if is_package(part)), None)
    return {one for one in modules if within and f"{one}.".startswith(f"{within}.")}


def is_package(folder: Path) -> bool:
    """Whether Python imports from it."""
    return (ROOT / folder / "__init__.py").exists()


def concerned(paths: set[Path]) -> Iterator[Path]:
    """The test files that changes in these files concern."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    for service in graph.find_matching_modules("services.*.service"):
        graph.add_import(importer=REGISTRY, imported=service)
    begun = set().union(*(meant(path, graph.modules) for path in paths))
    reached = begun.union(*(graph.find_downstream_modules(one) for one in begun))
    names = {path.name for path in paths if path.suffix != ".py"}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        test = path.relative_to(ROOT)
        stands_on = [test, *(folder / "conftest.py" for folder in test.parents)]
        if not reached.isdisjoint(map(module_of, stands_on)) or named_in(path, names):
            yield test


def named_in(path: Path, names: set[str]) -> bool:
    """Whether a test names one of these files."""
    text = path.read_text(encoding="utf-8") if names else ""
    return any(name in text for name in names)


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in concerned(changed(*(sys.argv[1:] or ["main"]))))
