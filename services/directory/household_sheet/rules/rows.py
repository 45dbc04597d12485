"""Rows of the household spreadsheet: read what people type, name what is wrong (D01)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.directory.household_sheet import COLUMNS, KNOWN
from contracts.directory.households import UnitType
from contracts.numbers import number
from contracts.places import LONGEST, NoPlace, Place, place
from contracts.text import cleaned
from foundation.spreadsheet_cells import is_number, shown
from services.directory.household_sheet.rules.cells import NOBODY, CellReader
from services.directory.household_sheet.rules.errors import RowError
from services.directory.identity.rules.matching import is_one_person

_UNIT_TYPES = {
    "住宅": UnitType.RESIDENTIAL, "residential": UnitType.RESIDENTIAL,
    "公寓": UnitType.RESIDENTIAL, "别墅": UnitType.RESIDENTIAL, "洋房": UnitType.RESIDENTIAL,
    "110": UnitType.RESIDENTIAL,
    "商铺": UnitType.SHOP, "商业": UnitType.SHOP, "店铺": UnitType.SHOP, "shop": UnitType.SHOP,
    "门面": UnitType.SHOP, "底商": UnitType.SHOP, "商业用房": UnitType.SHOP,
}  # fmt: skip
"""110 is a flat in the sheets of MicroCommunity."""
_NOISE = Decimal("1e-9")


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
    effective_from: date | None = None
    community: str | None = None
    """What the row calls the community, or its id once it is known; None: it says nothing."""

    @property
    def place(self) -> tuple[str, str]:
        """Building and unit, as people read them."""
        return self.building, self.unit

    @property
    def key(self) -> str:
        """What tells two households apart, however they are written."""
        return Place(self.building, self.unit).key


@dataclass(frozen=True)
class Headings:
    """What the row of headings says."""

    fields: Mapping[int, str]
    """Which column holds which field: of two for one, the first."""
    missing: Sequence[str]
    """Headings of needed columns that are not there."""
    unread: Sequence[str]
    """What stands above columns that nobody reads."""
    twice: Sequence[str]
    """What stands above several columns that each say where a home is."""


def columns_by_heading(headings: Sequence[Any]) -> Headings:
    """Which column is which."""
    known = {_heading(name): column.field for column in KNOWN for name in column.headings}
    found: dict[int, str] = {}
    unread, twice = [], []
    for index, heading in enumerate(headings):
        field = known.get(_heading(heading))
        if field and field not in found.values():
            found[index] = field
            continue
        if field in ("unit", "entrance"):
            first = next(at for at, one in found.items() if one == field)
            twice += [cleaned(shown(headings[first])), cleaned(shown(heading))]
        if text := cleaned(shown(heading)):
            unread.append(text)
    missing = [c.heading for c in COLUMNS if c.required and c.field not in found.values()]
    return Headings(found, missing, unread, list(dict.fromkeys(twice)))


def check_rows(
    rows: Iterable[Mapping[str, Any]],
) -> tuple[list[HouseholdRow], list[RowError]]:
    """Sort rows `{"row": number, field: cell}` into good ones and what is wrong with the others.

    Of two rows about the same unit the second is wrong.
    """
    checking = Checking()
    for cells in rows:
        checking.add(cells)
    return checking.good, checking.errors


def without_own_tenant(row: HouseholdRow) -> HouseholdRow:
    """A row without a tenant who is the owner: so sheets say that an owner lives there (自住)."""
    owner = {"name": row.owner_name, "phone": row.phone}
    if is_one_person(owner, {"name": row.tenant_name, "phone": row.tenant_phone}):
        return replace(row, tenant_name=None, tenant_phone=None)
    return row


class Checking:
    """Rows as they are checked, one by one."""

    def __init__(self) -> None:
        self.good: list[HouseholdRow] = []
        self.errors: list[RowError] = []
        self._first_at: dict[tuple[str | None, str], int] = {}

    def add(self, cells: Mapping[str, Any]) -> None:
        """Sort in one more row."""
        reader = _Reader(cells)
        row = reader.household()
        if row is None:
            self.errors += reader.errors
        elif (first := self._first_at.setdefault((row.community, row.key), row.row)) != row.row:
            self.errors.append(RowError(row.row, "unit", "duplicate", first))
        else:
            self.good.append(row)


class _Reader(CellReader):
    """Reads one row."""

    def household(self) -> HouseholdRow | None:
        """The row, or None if a cell is wrong."""
        tenant_name, tenant_phone = self.name("tenant_name"), self.tenant_phone()
        if tenant_phone == NOBODY and not tenant_name and not self.failed("tenant_name"):
            tenant_phone = ""
        if bool(tenant_name) != bool(tenant_phone) and not self.failed("tenant_phone"):
            self.fail("tenant_phone" if tenant_name else "tenant_name", "tenant")
        home = self.place()
        row = HouseholdRow(
            row=self.row,
            building=home.building,
            unit=home.unit,
            floor=self.floor(),
            unit_type=self.unit_type(),
            area_m2=self.area(),
            owner_name=self.name("owner_name", required=True),
            phone=self.phone("phone", required=True),
            email=self.email() or None,
            id_number=self.id_number() or None,
            billing_from=self.day("billing_from"),
            vacant=self.yes_no("vacant"),
            two_person_visit=self.yes_no("two_person_visit"),
            tenant_name=tenant_name or None,
            tenant_phone=(tenant_phone or None) if tenant_phone != NOBODY else None,
            effective_from=self.day("effective_from"),
            community=self.text("community", 60) or None,
        )
        return None if self.errors else without_own_tenant(row)

    def place(self) -> Place:
        """Building and unit, with an entrance that has a column of its own."""
        building = self.text("building", LONGEST, required=True)
        unit = self.text("unit", LONGEST, required=True)
        entrance = self.text("entrance", LONGEST)
        for field in ("building", "unit", "entrance"):
            cell: Any = self.cells.get(field)
            if is_number(cell) and cell % 1:
                self.fail(field, "unit_number")
        if not any(map(self.failed, ("building", "unit", "entrance"))):
            try:
                return place(building, unit, entrance)
            except NoPlace as refused:
                self.fail(refused.field, refused.code)
        return Place(building, unit)

    def tenant_phone(self) -> str:
        """The tenant's; 无 where there is a tenant and no number is known."""
        word = self.word("tenant_phone", 40)
        return word if word == NOBODY else self.phone("tenant_phone")

    def area(self) -> Decimal:
        """Square metres. What binary numbers leave at the end (88.89999999999999) is no decimal."""
        text = self.text("area_m2", 30, required=True)
        try:
            area = number(text) if text else Decimal(1)
        except ValueError:
            self.fail("area_m2", "number")
            return Decimal(0)
        near = round(area, 2)
        if not 0 < area <= 100_000:
            self.fail("area_m2", "area")
        elif abs(area - near) > _NOISE:
            self.fail("area_m2", "precise")
        return near

    def floor(self) -> int | None:
        """The storey (`10`, `10层`, `B1`); None where the cell is empty, then the unit says it."""
        text = self.word("floor", 10).upper()
        if not text:
            return None
        bare = re.sub(r"^(?:负|B)(?=\d)", "-", re.sub(r"[层楼F]$", "", text))
        if not re.fullmatch(r"-?\d{1,3}", bare, re.ASCII) or not -9 <= int(bare) <= 200:
            self.fail("floor", "floor")
            return None
        return int(bare)

    def unit_type(self) -> UnitType | None:
        """Flat or shop; None where the cell is empty."""
        text = self.word("unit_type", 20).lower()
        if text and text not in _UNIT_TYPES:
            self.fail("unit_type", "unit_type")
        return _UNIT_TYPES.get(text)


def _heading(text: Any) -> str:
    """A heading without marks of what must be filled, and units."""
    plain = re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", cleaned(shown(text)))).lower()
    return re.sub(r"\((?:必填|选填|必填项|m2|平方米|平米|元)\)$", "", plain)
