"""B21: readings of a round come as a sheet, tried row by row, then recorded."""

import base64
import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from contracts.billing.fees import UnknownFeeItem
from contracts.billing.reading_sheets import COLUMNS
from foundation.errors import Forbidden, SpreadsheetColumnsMissing, SpreadsheetHasErrors
from foundation.spreadsheet import NotASpreadsheet
from services.billing.reading_sheets import operations as reading_sheets
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.operations.billing.meters.test_meters import WATER, history, read

HEADINGS = [
    "楼栋编号", "单元编号", "房屋编码", "上期度数", "上期读表时间",
    "本期度数", "本期读表时间", "备注",
]  # fmt: skip
LAST = ["1栋", "1", "101", 100, "2026-09-30"]
Answer = dict[str, Any]


def sheet(*rows: list[Any], headings: list[str] = HEADINGS) -> str:
    book = openpyxl.Workbook()
    book.active.append(["抄表登记表"])
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return base64.b64encode(content.getvalue()).decode()


@pytest.fixture
def metered(office: Office) -> Office:
    """Water at 3.50; h1 (1栋 1-101) stood at 100 in September, h2 (2栋 1-201) was never read."""
    office.fee(name=WATER, basis="meter", price="3.50", unit="m³")
    office.jump_to("2026-12-05")
    read(office, "2026-09-30", "100")
    return office


def bring(office: Office, *rows: list[Any], by: Any = None, **more: Any) -> Answer:
    data = {"name": WATER, "file": sheet(*rows)} | more
    return dict(office.call("import_readings", by or office.steward, **data))


def values(office: Office, household_id: str = "h1") -> list[str]:
    return [one["value"] for one in history(office) if one["household_id"] == household_id]


def errors(answer: Answer) -> list[tuple[int, str, str]]:
    return [(one["row"], one["field"], one["message"]) for one in answer["errors"]]


def test_B21_the_sheet_has_the_columns_of_the_trade() -> None:
    assert [column.heading for column in COLUMNS] == HEADINGS


def test_B21_a_dry_run_shows_every_row_and_records_nothing(metered: Office) -> None:
    rows = [
        [*LAST, 147, date(2026, 10, 31), None],
        ["02号楼", "01", "201", 50, "2026/9/30", 62, "2026年10月31日", "换门锁"],
    ]
    made = bring(metered, *rows, dry_run=True)
    assert (made["rows"], made["valid"], made["recorded"], made["imported"]) == (2, 2, 2, False)
    assert made["consumption"] == "59"
    first, second = made["readings"]
    assert (first["household_id"], first["previous"], first["value"], first["consumption"]) == (
        "h1", "100", "147", "47",
    )  # fmt: skip
    assert (first["row"], first["read_on"], first["marks"]) == (3, "2026-10-31", [])
    assert (second["household_id"], second["marks"], second["remark"]) == (
        "h2", ["first"], "换门锁",
    )  # fmt: skip
    assert values(metered) == ["100"]


def test_B21_what_was_seen_is_recorded_and_billed_once_however_often_it_comes(
    metered: Office,
) -> None:
    rows = [
        [*LAST, 147, "2026-10-31", None],
        ["2栋", "1", "201", 50, "2026-09-30", 62, "2026-10-31", "补"],
    ]
    assert bring(metered, *rows)["recorded"] == 2
    again = bring(metered, *rows)
    assert (again["recorded"], again["unchanged"]) == (0, 2)
    assert values(metered) == ["100", "147"]
    metered.run("2026-10", "2027-01-31")
    water = {
        home: [line["amount"] for line in metered.bill(home)["lines"] if line["item"] == WATER]
        for home in ("h1", "h2")
    }
    assert water == {"h1": ["164.50"], "h2": ["42.00"]}


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ([*LAST[:3], 101, "2026-09-30", 147, "2026-10-31"], "previous", "系统为 100 (2026-09-30)"),
        ([*LAST, 99, "2026-10-31"], "value", "小于或早于上次读数"),
        ([*LAST, 147, "2026-09-30"], "read_on", "小于或早于上次读数"),
        ([*LAST, 147, "2026-12-06"], "read_on", "不能晚于今天"),
        ([*LAST, 147, None], "read_on", "必填"),
        ([*LAST, "1.4.7", "2026-10-31"], "value", "不是数字"),
        ([*LAST, -1, "2026-10-31"], "value", "不是数字"),
        ([*LAST, "#N/A", "2026-10-31"], "value", "错误值"),
        ([*LAST, date(2026, 1, 2), "2026-10-31"], "value", "日期或时间"),
        ([*LAST, 147, "2026-02-30"], "read_on", "日期不存在"),
        (["9栋", "1", "101", 100, None, 147, "2026-10-31"], "unit", "没有这一户"),
        (["1栋", "2", "101", 100, None, 147, "2026-10-31"], "unit", "没有这一户"),
        (["1栋", "2", "1-101", 100, None, 147, "2026-10-31"], "entrance", "不一致"),
        (["2栋", "1", "201", 50, None, 62, "2026-10-31"], "previous_on", "同时填写"),
        (["2栋", "1", "201", 50, "2026-09-30", 49, "2026-10-31"], "value", "小于或早于"),
    ],
)
def test_B21_a_bad_row_is_refused_by_its_row_and_column(
    metered: Office, row: list[Any], field: str, said: str
) -> None:
    tried = bring(metered, row, dry_run=True)
    ((number, column, message),) = errors(tried)
    assert (number, column) == (3, field) and said in message
    with pytest.raises(SpreadsheetHasErrors) as refused:
        bring(metered, row)
    assert list(refused.value.errors) == [f"rows.3.{field}"]
    assert len(history(metered)) == 1


def test_B21_good_rows_may_come_in_without_the_others(metered: Office) -> None:
    bad, good = ["9栋", "1", "101"], [*LAST, 147, "2026-10-31"]
    made = bring(metered, [*bad, None, None, 1, "2026-10-31"], good, accept_valid=True)
    assert (made["recorded"], len(made["errors"])) == (1, 1)
    assert values(metered) == ["100", "147"]


def test_B21_a_household_twice_in_a_sheet_is_refused(metered: Office) -> None:
    made = bring(
        metered, [*LAST, 147, "2026-10-31"], ["1栋", None, "1-101", None, None, 148, "2026-11-30"],
        dry_run=True,
    )  # fmt: skip
    assert errors(made) == [(4, "unit", "与第 3 行重复。")]


def test_B21_what_was_not_read_is_left_out(metered: Office) -> None:
    made = bring(metered, [*LAST, None, None, "锁门"])
    assert (made["unread"], made["recorded"]) == (1, 0)
    assert values(metered) == ["100"]


def test_B21_unusual_use_is_shown_and_recorded_only_when_it_was_looked_at(metered: Office) -> None:
    read(metered, "2026-10-30", "110")
    row = ["1栋", "1", "101", 110, "2026-10-30", 1470, "2026-11-30"]
    made = bring(metered, row, dry_run=True)
    assert (made["outliers"], made["readings"][0]["marks"]) == (1, ["outlier"])
    assert made["readings"][0]["usual"] == "10.33"
    with pytest.raises(SpreadsheetHasErrors) as refused:
        bring(metered, row)
    assert "远高于平时" in refused.value.errors["rows.3.value"][0]
    assert bring(metered, row, confirmed=True)["recorded"] == 1
    assert values(metered)[-1] == "1470"


def test_B21_no_use_and_estimates_are_marked(metered: Office) -> None:
    made = bring(metered, [*LAST, 100, "2026-10-31", "无人居住"], dry_run=True)
    assert made["readings"][0]["marks"] == ["zero"]
    made = bring(metered, [*LAST, 120, "2026-10-31", "估读：锁门"])
    assert made["readings"][0]["marks"] == ["estimated"]
    last = history(metered)[-1]
    assert (last["estimated"], last["remark"]) == (True, "估读：锁门")
    below = ["1栋", "1", "101", 120, "2026-10-31", 110, "2026-11-30"]
    assert bring(metered, below)["readings"][0]["marks"] == ["too_high"]
    assert history(metered)[-1]["consumption"] == "-10"


def test_B21_units_without_that_meter_are_refused(metered: Office) -> None:
    support.put_household(metered.store, "s1", building="3栋", unit="S1", unit_type="shop")
    made = bring(metered, ["3栋", None, "S01", None, None, 5, "2026-10-31"], dry_run=True)
    assert errors(made) == [(3, "unit", "该户没有此项表计。")]


def test_B21_a_place_that_the_archive_has_twice_is_refused(metered: Office) -> None:
    support.put_household(metered.store, "h9", building="1栋", unit="01-101")
    made = bring(metered, [*LAST, 147, "2026-10-31"], dry_run=True)
    assert "同一处" in errors(made)[0][2]


def test_B21_a_sheet_without_its_columns_or_of_no_such_fee_is_refused(metered: Office) -> None:
    call, by = metered.call, metered.steward
    with pytest.raises(SpreadsheetColumnsMissing) as refused:
        call("import_readings", by, name=WATER, file=sheet(headings=["楼栋编号", "房屋编码"]))
    assert refused.value.params["columns"] == "本期度数、本期读表时间"
    with pytest.raises(NotASpreadsheet):
        call("import_readings", by, name=WATER, file="UEs=")
    for method, more in (("import_readings", {"file": sheet()}), ("reading_sheet", {})):
        with pytest.raises(UnknownFeeItem):
            call(method, by, name="物业费", **more)
    with pytest.raises(Forbidden):
        bring(metered, by=metered.resident)


def test_B21_the_sheet_to_fill_in_has_households_and_last_readings(metered: Office) -> None:
    found = metered.call("reading_sheet", metered.steward, name=WATER)["items"]
    assert found == [
        {"building": "1栋", "entrance": "1", "room": "101", "value": "100",
         "read_on": "2026-09-30"},
        {"building": "2栋", "entrance": "1", "room": "201", "value": None, "read_on": None},
    ]  # fmt: skip
    named = metered.call("list_metered", metered.steward)["items"]
    assert [one["name"] for one in named] == [WATER]


def test_B21_what_is_recorded_meanwhile_is_looked_at_again(
    metered: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reading_sheets.recorded

    def late(*arguments: Any) -> Any:
        read(metered, "2026-11-30", "150")
        return real(*arguments)

    monkeypatch.setattr(reading_sheets, "recorded", late)
    made = bring(metered, [*LAST, 147, "2026-10-31"])
    assert (made["recorded"], len(made["errors"])) == (0, 1)
    assert values(metered) == ["100", "150"]


def test_B21_without_the_second_look_it_would_be_recorded_after_what_came_meanwhile(
    metered: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    real, looked = reading_sheets.recorded, reading_sheets.judged
    first: list[Any] = []

    def once(*arguments: Any, **more: Any) -> Any:
        first.append(looked(*arguments, **more))
        return first[0]

    def late(*arguments: Any) -> Any:
        read(metered, "2026-11-30", "150")
        return real(*arguments)

    monkeypatch.setattr(reading_sheets, "judged", once)
    monkeypatch.setattr(reading_sheets, "recorded", late)
    assert bring(metered, [*LAST, 147, "2026-10-31"])["recorded"] == 1
