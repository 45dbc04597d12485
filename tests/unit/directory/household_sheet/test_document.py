"""D01: `docs/rules/household_sheet.md` says what the import does."""

from pathlib import Path

import pytest

from contracts.directory.household_sheet import COLUMNS
from contracts.places import canonical_building, canonical_unit, floor_of

PAGE = Path(__file__).resolve().parents[4] / "docs" / "rules" / "household_sheet.md"


def rows(heading: str) -> list[list[str]]:
    """The rows of the table whose first line is `heading`."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index(heading) + 2
    found = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def test_D01_the_page_lists_the_columns_as_they_are() -> None:
    documented = rows("| column | field | needed | also known as | what stands in it |")
    assert documented == [
        [
            column.heading,
            column.field,
            "yes" if column.required else "",
            " ".join(column.also),
            column.note_en,
        ]
        for column in COLUMNS
    ]


@pytest.mark.parametrize(("typed", "building"), rows("| typed | building |"))
def test_D01_buildings_are_named_as_the_page_says(typed: str, building: str) -> None:
    assert canonical_building(typed) == building


@pytest.mark.parametrize(("typed", "unit", "floor"), rows("| typed | unit | floor |"))
def test_D01_units_are_named_as_the_page_says(typed: str, unit: str, floor: str) -> None:
    assert canonical_unit(typed) == unit
    assert str(floor_of(unit)) == floor
