"""Templates: they ask codes and forms what they are, and name none."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.code import Code
from gateway.words import ENUMS

PAGES = Path(importlib.import_module("gateway.web").__file__ or "").parent
TEMPLATES = sorted(PAGES.rglob("templates/**/*.html"))
CODES = {str(code) for codes in ENUMS.values() for code in codes}
NAMES = {codes.__name__ for codes in ENUMS.values()}
COMPARED = re.compile(r"""(?:[!=]=|\bin) (\(?(?:["'][^"']*["'](?:, )?)+)""")
TEXTS = re.compile(r"""["']([^"']*)["']""")
USED = re.compile(r"\.((?:is_|stands_)\w+)")
OF_NO_CODE = {"phone", "id_number", "total", "desk"}
"""What else is compared: fields of a form, parts of a paper, the team that has no name."""


def named(source: str) -> Iterator[str]:
    """Codes that a template compares with, and enums that it names."""
    for texts in COMPARED.findall(source):
        yield from (text for text in TEXTS.findall(texts) if text in CODES - OF_NO_CODE)
    yield from (text for text in re.findall(r'"\w+\.(\w+)"', source) if text in NAMES)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PAGES)))
def test_a_template_names_no_code_and_no_enum(path: Path) -> None:
    assert list(named(path.read_text())) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% if repair.status == "completed" %}', ["completed"]),
        ('{% if repair.status not in ("closed", "cancelled") %}', ["closed", "cancelled"]),
        ("{{ 'a' if case.gravity != 'major' }}", ["major"]),
        ('{{ badge(case.status, "complaints.Status") }}', ["Status"]),
        ("{% if case.status.is_over %}{% if form.widget == 'table' %}", []),
    ],
)
def test_a_template_that_names_one_is_found(source: str, found: list[str]) -> None:
    assert list(named(source)) == found


def test_what_templates_ask_of_a_code_it_can_say() -> None:
    used = {name for path in TEMPLATES for name in USED.findall(path.read_text())}
    known = {name for codes in (Code, *ENUMS.values()) for name in vars(codes)}
    assert len(used) > 10
    assert used <= known
