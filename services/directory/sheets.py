"""Between spreadsheet and archive: opening a household file, and a household as a row."""

import base64
import binascii
from typing import Any

from contracts.directory.codes import Relation, UnitType
from contracts.directory.household_sheet import COLUMNS
from foundation.spreadsheet import Limits, NotASpreadsheet, read_rows
from services.directory.domain.household_rows import columns_by_heading
from services.directory.errors import SpreadsheetColumnsMissing
from services.directory.tables import Household, Member

UNIT_TYPE_WORDS = {UnitType.RESIDENTIAL: "住宅", UnitType.SHOP: "商铺"}


def decoded(text: str) -> bytes:
    """The bytes of a base64 text; raise `NotASpreadsheet` if it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotASpreadsheet from error


def rows_of(content: bytes, max_rows: int) -> list[dict[str, Any]]:
    """The rows of a household file as `{"row": number, field: cell}`.

    Raise `NotASpreadsheet`, `SpreadsheetTooLarge` or, naming them, `SpreadsheetColumnsMissing`.
    """
    rows = read_rows(content, Limits(rows=max_rows))
    _, headings = next(rows, (0, ()))
    fields, missing = columns_by_heading(headings)
    if missing:
        raise SpreadsheetColumnsMissing(columns="、".join(missing))
    return [
        {"row": number} | {field: cells[at] for at, field in fields.items() if at < len(cells)}
        for number, cells in rows
    ]


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
        "tenant_phone": tenant.phone if tenant else None,
    }
    return [values[column.field] for column in COLUMNS]


def tenant_of(household: Household) -> Member | None:
    """The first tenant, if there is one."""
    tenants = (member for member in household.members if member.relation == Relation.TENANT)
    return next(tenants, None)
