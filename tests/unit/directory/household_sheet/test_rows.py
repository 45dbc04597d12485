"""D01: what people type into the household spreadsheet, and what is wrong with it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import ValidationError

from contracts.directory.household_sheet import COLUMNS, KNOWN
from contracts.directory.households import UnitType
from contracts.fields import Name
from services.directory.household_sheet.rules.rows import check_rows, columns_by_heading

GOOD: dict[str, Any] = {
    "row": 2,
    "building": "3号楼",
    "unit": "2单元1001室",
    "area_m2": "106.80",
    "owner_name": "王芳",
    "phone": "138 1234-5678",
}


def wrong(**cells: Any) -> list[tuple[str, str]]:
    """Field and code of what is wrong with a row that is good but for these cells."""
    _, errors = check_rows([GOOD | cells])
    return [(error.field, error.code) for error in errors]


def test_D01_a_row_is_brought_into_canonical_form() -> None:
    [row], errors = check_rows([GOOD])
    assert errors == []
    assert row.place == ("3栋", "2-1001")
    assert row.phone == "13812345678"
    assert row.area_m2 == Decimal("106.80")
    assert (row.floor, row.unit_type, row.vacant, row.billing_from) == (None, None, None, None)


def test_D01_optional_cells_are_read() -> None:
    cells = {
        "floor": 10.0,
        "unit_type": "商铺",
        "email": "wang@example.org",
        "id_number": "11010519491231002x",
        "billing_from": datetime(2024, 7, 1),  # noqa: DTZ001 - as spreadsheets give it
        "vacant": "否",
        "two_person_visit": "是",
        "tenant_name": "李雷",
        "tenant_phone": 13900000000,
    }
    [row], _ = check_rows([GOOD | cells])
    assert (row.floor, row.unit_type, row.billing_from) == (10, UnitType.SHOP, date(2024, 7, 1))
    assert (row.vacant, row.two_person_visit) == (False, True)
    assert (row.tenant_name, row.tenant_phone) == ("李雷", "13900000000")
    assert row.id_number == "11010519491231002X"


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("building", None, "missing"),
        ("unit", "  ", "missing"),
        ("owner_name", "长" * 61, "too_long"),
        ("owner_name", "王\x07芳", "characters"),
        ("phone", "12345", "phone"),
        ("phone", None, "missing"),
        ("area_m2", "很大", "number"),
        ("area_m2", "NaN", "number"),
        ("area_m2", "Infinity", "number"),
        ("area_m2", -5, "area"),
        ("area_m2", 0, "area"),
        ("area_m2", "100.123", "precise"),
        ("floor", "三", "floor"),
        ("floor", 999, "floor"),
        ("unit_type", "车库", "unit_type"),
        ("email", "nobody", "email"),
        ("id_number", "123", "id_number"),
        ("billing_from", "2024-02-30", "date"),
        ("billing_from", "明天", "date"),
        ("vacant", "也许", "yes_no"),
        ("tenant_name", "李雷", "tenant"),
        ("tenant_phone", "13900000000", "tenant"),
    ],
)
def test_D01_a_bad_cell_is_named(field: str, cell: Any, code: str) -> None:
    [(named, found)] = wrong(**{field: cell})
    assert found == code
    assert named == field or code == "tenant"


def test_D01_all_bad_cells_of_a_row_are_named() -> None:
    assert {field for field, _ in wrong(phone="1", area_m2="x", building=None)} == {
        "phone",
        "area_m2",
        "building",
    }


def test_D01_the_second_row_of_a_unit_is_wrong_and_names_the_first() -> None:
    again = GOOD | {"row": 5, "building": "3", "unit": "2-1001"}
    good, [error] = check_rows([GOOD, again])
    assert [row.row for row in good] == [2]
    assert (error.row, error.code, error.first) == (5, "duplicate", 2)
    assert error.words()["zh"] == "与第 2 行重复。"


def test_D01_columns_are_found_by_any_of_their_headings_in_any_order() -> None:
    found = columns_by_heading(["手机号码", " 房号* ", "备注", "Building", "面积", "业主"])
    assert (found.missing, found.twice) == ([], [])
    assert found.unread == ["备注"], "what nobody reads is told"
    assert found.fields == {0: "phone", 1: "unit", 3: "building", 4: "area_m2", 5: "owner_name"}


def test_D01_missing_columns_are_named_in_chinese() -> None:
    assert columns_by_heading(["楼栋", "房号"]).missing == ["建筑面积", "业主姓名", "手机"]


@pytest.mark.parametrize("heading", ["门洞", "梯号", "单元门", "单 元"])
def test_D01_an_entrance_is_read_under_any_of_its_names(heading: str) -> None:
    assert columns_by_heading(["楼号", heading, "房号"]).fields[1] == "entrance"


def test_D01_two_columns_for_the_unit_are_told_and_none_is_guessed() -> None:
    found = columns_by_heading(["楼号", "房号", "房间号", "单元", "手机", "联系电话"])
    assert found.twice == ["房号", "房间号"]
    assert found.unread == ["房间号", "联系电话"]


@pytest.mark.parametrize("written", ["-", "——", "13812345678", "?", "无", "N/A", "null", "。"])
def test_D06_what_is_no_name_is_refused(written: str) -> None:
    assert wrong(owner_name=written) == [("owner_name", "no_name")]
    with pytest.raises(ValidationError):
        Name().deserialize(written)


def test_D06_no_tenant_may_be_said_by_a_word() -> None:
    [row], errors = check_rows([GOOD | {"tenant_name": "无", "tenant_phone": "无"}])
    assert (row.tenant_name, row.tenant_phone, errors) == (None, None, [])


def test_D01_no_heading_names_two_columns() -> None:
    headings = [heading for column in KNOWN for heading in column.headings]
    assert len(headings) == len(set(headings))


cells = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.datetimes()
)


@given(st.fixed_dictionaries({column.field: cells for column in COLUMNS}))
@example({column.field: float("nan") for column in COLUMNS})
def test_D01_whatever_a_cell_holds_the_row_is_good_or_named(row: dict[str, Any]) -> None:
    good, errors = check_rows([row | {"row": 2}])
    assert bool(good) != bool(errors)
