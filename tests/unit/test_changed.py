"""`make test-changed` runs what a change concerns, and no more."""

from pathlib import Path

from tests.support.changed import concerned


def concerned_by(*changed: str) -> set[str]:
    """The files of tests that a change of these concerns."""
    return {str(path) for path in concerned({Path(path) for path in changed})}


def test_who_imports_what_has_changed_is_concerned_at_any_remove() -> None:
    found = concerned_by("foundation/money.py")
    assert "tests/unit/foundation/test_money.py" in found
    assert "tests/contracts/test_who_may_call.py" in found  # by a service, by its name
    assert "tests/unit/foundation/test_masking.py" not in found


def test_a_folder_is_concerned_by_what_its_conftest_imports() -> None:
    found = concerned_by("tests/web/conftest.py")
    assert {str(path) for path in Path("tests/web").glob("test_*.py")} <= found
    assert "tests/api/test_login.py" not in found


def test_a_template_stands_for_the_pages_of_its_package() -> None:
    assert "tests/web/test_pages.py" in concerned_by("gateway/web/templates/layout.html")


def test_what_is_no_python_concerns_who_names_it() -> None:
    assert "tests/system/test_readme.py" in concerned_by("README.md")
    assert concerned_by(f"un{'heard'}.txt") == set()
