"""Rows of the household spreadsheet: read what people type, name what is wrong (D01)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from contracts.directory.codes import UnitType
from contracts.directory.household_sheet import COLUMNS
from services.directory.domain.identity_numbers import is_identity_number
from services.directory.domain.labels import canonical_building, canonical_unit
from services.directory.domain.row_errors import RowError

_PHONE = re.compile(r"(\+?86)?1[3-9]\d{9}|0?\d{2,3}\d{7,8}|400\d{7}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_UNIT_TYPES = {
    "住宅": UnitType.RESIDENTIAL, "residential": UnitType.RESIDENTIAL,
    "商铺": UnitType.SHOP, "商业": UnitType.SHOP, "店铺": UnitType.SHOP, "shop": UnitType.SHOP,
}  # fmt: skip
_YES = {"是", "有", "yes", "y", "true", "1"}
_NO = {"否", "无", "no", "n", "false", "0"}


@dataclass(frozen=True)
class HouseholdRow:
    """A good row; None where a cell that need not be filled is empty."""

    row: int
    building: str
    unit: str
    floor: int | None
    unit_type: UnitType | None
    area_m2: Decimal
    owner_name: str
    phone: str
    email: str | None
    id_number: str | None
    billing_from: date | None
    vacant: bool | None
    two_person_visit: bool | None
    tenant_name: str | None
    tenant_phone: str | None

    @property
    def place(self) -> tuple[str, str]:
        """What tells two households apart."""
        return self.building, self.unit


def columns_by_heading(headings: Sequence[Any]) -> tuple[dict[int, str], list[str]]:
    """Which column holds which field, and the headings of needed columns that are not there."""
    known = {_heading(name): column.field for column in COLUMNS for name in column.headings}
    found: dict[int, str] = {}
    for index, heading in enumerate(headings):
        field = known.get(_heading(heading))
        if field and field not in found.values():
            found[index] = field
    missing = [c.heading for c in COLUMNS if c.required and c.field not in found.values()]
    return found, missing


def check_rows(
    rows: Iterable[Mapping[str, Any]],
) -> tuple[list[HouseholdRow], list[RowError]]:
    """Sort rows `{"row": number, field: cell}` into good ones and what is wrong with the others.

    Of two rows about the same unit the second is wrong.
    """
    good: list[HouseholdRow] = []
    errors: list[RowError] = []
    first_at: dict[tuple[str, str], int] = {}
    for cells in rows:
        reader = _Reader(cells)
        row = reader.household()
        if row is None:
            errors += reader.errors
        elif row.place in first_at:
            errors.append(RowError(row.row, "unit", "duplicate", first_at[row.place]))
        else:
            first_at[row.place] = row.row
            good.append(row)
    return good, errors


class _Reader:
    """Reads one row and collects what is wrong with it."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells
        self.row = int(cells["row"])
        self.errors: list[RowError] = []

    def household(self) -> HouseholdRow | None:
        """The row, or None if a cell is wrong."""
        tenant_name, tenant_phone = self.text("tenant_name", 60), self.phone("tenant_phone")
        if bool(tenant_name) != bool(tenant_phone) and not self.failed("tenant_phone"):
            self.fail("tenant_phone" if tenant_name else "tenant_name", "tenant")
        row = HouseholdRow(
            row=self.row,
            building=canonical_building(self.text("building", 30, required=True)),
            unit=canonical_unit(self.text("unit", 30, required=True)),
            floor=self.floor(),
            unit_type=self.unit_type(),
            area_m2=self.area(),
            owner_name=self.text("owner_name", 60, required=True),
            phone=self.phone("phone", required=True),
            email=self.email() or None,
            id_number=self.id_number() or None,
            billing_from=self.day("billing_from"),
            vacant=self.yes_no("vacant"),
            two_person_visit=self.yes_no("two_person_visit"),
            tenant_name=tenant_name or None,
            tenant_phone=tenant_phone or None,
        )
        return None if self.errors else row

    def fail(self, field: str, code: str) -> None:
        """Note an error, the first one of a field only."""
        if not self.failed(field):
            self.errors.append(RowError(self.row, field, code))

    def failed(self, field: str) -> bool:
        """Whether the field is known to be wrong."""
        return any(error.field == field for error in self.errors)

    def text(self, field: str, longest: int, *, required: bool = False) -> str:
        """A cell as trimmed text; whole numbers lose the `.0` that spreadsheets give them."""
        value = self.cells.get(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = unicodedata.normalize("NFKC", str(value)).strip() if value is not None else ""
        if required and not text:
            self.fail(field, "missing")
        if len(text) > longest:
            self.fail(field, "too_long")
        if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cf"} for letter in text):
            self.fail(field, "characters")
        return text

    def phone(self, field: str, *, required: bool = False) -> str:
        """A phone number without blanks and hyphens."""
        text = re.sub(r"[\s\-()]", "", self.text(field, 40, required=required))
        if text and not _PHONE.fullmatch(text):
            self.fail(field, "phone")
        return text

    def email(self) -> str:
        """An e-mail address."""
        text = self.text("email", 200)
        if text and not _EMAIL.fullmatch(text):
            self.fail("email", "email")
        return text

    def id_number(self) -> str:
        """An identity number with the right check character."""
        text = self.text("id_number", 30).upper()
        if text and not is_identity_number(text):
            self.fail("id_number", "id_number")
        return text

    def area(self) -> Decimal:
        """Square metres. A spreadsheet's binary number counts as what it shows."""
        try:
            area = Decimal(self.text("area_m2", 30, required=True) or "1")
        except InvalidOperation:
            self.fail("area_m2", "number")
            return Decimal(0)
        if not area.is_finite():
            self.fail("area_m2", "number")
        elif not 0 < area <= 100_000:
            self.fail("area_m2", "area")
        elif area != round(area, 2):
            self.fail("area_m2", "precise")
        return area

    def floor(self) -> int | None:
        """The storey; None where the cell is empty, then the unit tells it."""
        text = self.text("floor", 10)
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,3}", text, re.ASCII) or not -9 <= int(text) <= 200:
            self.fail("floor", "floor")
            return None
        return int(text)

    def unit_type(self) -> UnitType | None:
        """Flat or shop; None where the cell is empty."""
        text = self.text("unit_type", 20).lower()
        if text and text not in _UNIT_TYPES:
            self.fail("unit_type", "unit_type")
        return _UNIT_TYPES.get(text)

    def day(self, field: str) -> date | None:
        """A date: a date cell, or text such as 2024-07-01, 2024/7/1, 2024年7月1日."""
        value = self.cells.get(field)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.text(field, 30).replace(" 00:00:00", "")
        if not text:
            return None
        match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text, re.ASCII)
        try:
            if match:
                return date(*map(int, match.groups()))
        except ValueError:
            pass  # no such day: told below like any other unreadable date
        self.fail(field, "date")
        return None

    def yes_no(self, field: str) -> bool | None:
        """是 or 否; None where the cell is empty."""
        text = self.text(field, 20).lower()
        if text and text not in _YES | _NO:
            self.fail(field, "yes_no")
        return text in _YES if text else None


def _heading(text: Any) -> str:
    return re.sub(r"[\s*＊]", "", unicodedata.normalize("NFKC", str(text or ""))).lower()
