"""Rows of the platform's spreadsheet (C05): made up, as people write them."""

from datetime import date, datetime
from typing import Any

import pytest

from foundation.clock import SHANGHAI
from services.complaints.platform_messages import rules as messages
from tests.support.rule_tables import local

NOW = local("2026-11-02 10:00")
HEADINGS = (*messages.REQUIRED, *messages.OPTIONAL)
COLUMNS = messages.columns(HEADINGS)
ROW: dict[str, Any] = {
    "留言编号": "1001",
    "留言用户": "A0001",
    "留言主题": "三号楼电梯停运",
    "留言时间": "2019/4/25 9:32:09",
    "留言详情": "电梯停了三天",
}


def read(**cells: Any) -> Any:
    """Read the row with some cells replaced."""
    row = ROW | cells
    return messages.read(7, [row.get(name) for name in HEADINGS], COLUMNS, NOW)


@pytest.mark.parametrize(
    "written",
    [
        "2019/4/25 9:32:09",
        "2019-04-25 09:32:09",
        "  2019-04-25T09:32:09 ",
        "2019年4月25日 9:32:09",
        "2019.4.25 9：32：09",
        datetime.fromisoformat("2019-04-25 09:32:09"),
    ],
)
def test_C05_times_come_as_text_or_as_spreadsheet_dates(written: Any) -> None:
    assert read(留言时间=written).written_at == datetime(2019, 4, 25, 9, 32, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize("written", ["2019-04-25", date(2019, 4, 25)])
def test_C05_a_date_without_a_time_is_its_midnight(written: Any) -> None:
    assert read(留言时间=written).written_at == local("2019-04-25 00:00")


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"留言编号": None}, "留言编号"),
        ({"留言编号": "9" * 41}, "留言编号"),
        ({"留言用户": "  "}, "留言用户"),
        ({"留言主题": ""}, "留言主题"),
        ({"留言时间": None}, "留言时间"),
        ({"留言时间": "昨天"}, "留言时间"),
        ({"留言时间": "2019-02-30 10:00"}, "留言时间"),
        ({"留言时间": "2019-02-03 25:00"}, "留言时间"),
        ({"留言时间": 43_580.4}, "留言时间"),
        ({"留言时间": "2027-01-01 00:00"}, "留言时间"),
        ({"留言时间": "1999-01-01 00:00"}, "留言时间"),
        ({"留言详情": None}, "留言详情"),
        ({"答复意见": "已处理", "答复时间": "2019-04-24"}, "答复时间"),
        ({"答复意见": "已处理", "答复时间": "上周"}, "答复时间"),
    ],
)
def test_C05_what_is_wrong_with_a_row_is_named(cells: dict[str, Any], field: str) -> None:
    errors = read(**cells)
    assert [(error.row, error.field) for error in errors] == [(7, field)]
    assert errors[0].message("zh") != errors[0].message("en")


def test_C05_all_that_is_wrong_with_a_row_is_named_at_once() -> None:
    assert [error.field for error in read(留言用户=None, 留言时间="?")] == ["留言用户", "留言时间"]


def test_C05_odd_blanks_and_escapes_are_tidied_up() -> None:
    detail = "您好：_x000D_\n\u3000\u3000电梯\xa0\t停了 \n\n_x000D_\n请修 \u200b"
    assert read(留言详情=detail).detail == "您好：\n电梯 停了\n请修"


@pytest.mark.parametrize("number", [83, 83.0, " 83 ", "83", "８３", "8 3", "8\u30003"])
def test_C05_a_number_is_the_same_however_the_cell_is_kept(number: Any) -> None:
    assert read(留言编号=number).number == "83"


def test_C05_a_short_row_lacks_its_reply_only() -> None:
    cells = [ROW[name] for name in messages.REQUIRED]
    message = messages.read(2, cells, COLUMNS, NOW)
    assert isinstance(message, messages.Message)
    assert message.reply is None and message.replied_at is None


def test_C05_headings_are_known_whatever_their_blanks_and_order() -> None:
    found = messages.columns(["留言 详情", None, "\u3000留言编号", "别的", "留言编号"])
    assert found == {"留言详情": 0, "留言编号": 2}
    assert messages.missing_columns(found) == ["留言用户", "留言主题", "留言时间"]
