"""Between spreadsheet and archive: opening a household file, and a household as a row."""

from collections.abc import Sequence
from typing import Any

from contracts.directory.household_sheet import COLUMNS, SpreadsheetColumnsTwice
from contracts.directory.households import UnitType
from foundation.errors import SpreadsheetColumnsMissing
from foundation.spreadsheet import Limits, Row, read_rows
from services.directory.household_sheet.rules.rows import Headings, columns_by_heading
from services.directory.households.queries.entries import tenant_of
from services.directory.households.tables import Household

ABOVE = 5
"""Rows within which the headings are looked for."""
UNIT_TYPE_WORDS = {UnitType.RESIDENTIAL: "住宅", UnitType.SHOP: "商铺"}


def rows_of(content: bytes, max_rows: int) -> list[dict[str, Any]]:
    """The rows of a household file, as `opened` reads them."""
    return opened(content, max_rows)[0]


def opened(content: bytes, max_rows: int) -> tuple[list[dict[str, Any]], Sequence[str]]:
    """The rows of a household file as `{"row": number, field: cell}`, and headings nobody reads.

    Raise `NotASpreadsheet`, `SpreadsheetTooLarge` or, naming them, `SpreadsheetColumnsMissing` and
    `SpreadsheetColumnsTwice`.
    """
    rows = list(read_rows(content, Limits(rows=max_rows)))
    at, found = headings_of(rows)
    named = [
        {"row": number}
        | {field: cells[at] for at, field in found.fields.items() if at < len(cells)}
        for number, cells in rows[at + 1 :]
    ]
    return named, found.unread


def headings_of(rows: Sequence[Row]) -> tuple[int, Headings]:
    """Which row has the headings, and which column is which; a title may stand above them."""
    tried = [columns_by_heading(cells) for _, cells in rows[:ABOVE]] or [columns_by_heading(())]
    at, found = min(enumerate(tried), key=lambda row: len(row[1].missing))
    if found.missing:
        raise SpreadsheetColumnsMissing(columns="、".join(found.missing))
    if found.twice:
        raise SpreadsheetColumnsTwice(columns="、".join(found.twice))
    return at, found


def sheet_row(household: Household) -> list[Any]:
    """A household as a row under the headings of the template."""
    owner, tenant = household.owner, tenant_of(household)
    values = {
        "building": household.building,
        "unit": household.unit,
        "floor": household.floor,
        "unit_type": UNIT_TYPE_WORDS[UnitType(household.unit_type)],
        "area_m2": str(household.area_m2),
        "owner_name": owner.name,
        "phone": owner.phone,
        "email": owner.email,
        "id_number": owner.id_number,
        "billing_from": household.billing_from.isoformat() if household.billing_from else None,
        "vacant": "是" if household.vacant else "否",
        "two_person_visit": "是" if household.two_person_visit else "否",
        "tenant_name": tenant.name if tenant else None,
        "tenant_phone": (tenant.phone or "无") if tenant else None,
    }
    return [values[column.field] for column in COLUMNS]
