"""Sheets as other programs and hands make them: one place stays one household (D01, P01)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from contracts.directory.households import UnitTaken
from foundation.errors import InvalidInput, SpreadsheetColumnsMissing
from foundation.storage.store import Store
from services.directory.households.tables import Household
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.imports.test_import import (
    GOOD,
    HEADINGS,
    MakeActor,
    bring,
    households,
    sheet,
)
from tests.support.community import HERE

WHO = ["住宅", 90, "王芳", "13812345678"]


def at(store: Store, actor: MakeActor, *places: list[Any], headings: Any = None) -> dict[str, Any]:
    """What a sheet with these places comes to."""
    rows = [[*place, *WHO] for place in places]
    return bring(store, actor("finance"), sheet(*rows, headings=headings or HEADINGS))


WITH_ENTRANCE = ["楼号", "单元", "房号", *HEADINGS[2:]]


def test_P01_an_entrance_in_a_column_of_its_own_is_no_second_household(
    store: Store, actor: MakeActor
) -> None:
    at(store, actor, ["1", "1-201"])
    again = at(store, actor, ["1栋", "1单元", 201], headings=WITH_ENTRANCE)
    assert (again["created"], again["unchanged"]) == (0, 1)
    more = at(store, actor, ["1栋", 2, "0201"], ["1栋", 0, 201], headings=WITH_ENTRANCE)
    assert more["created"] == 2
    assert households(store, actor("finance")) == ["1栋 1-201", "1栋 2-201", "1栋 201"]


def test_P01_spellings_of_one_place_within_a_file_are_duplicates(
    store: Store, actor: MakeActor
) -> None:
    rows = [["2", "2-101", *WHO], ["2栋", "02-101", *WHO], ["2#", "2单元0101号房", *WHO]]
    found = bring(store, actor("finance"), sheet(*rows), dry_run=True)
    assert [(error["row"], error["field"]) for error in found["errors"]] == [
        (3, "unit"),
        (4, "unit"),
    ]
    assert {error["message"] for error in found["errors"]} == {"与第 2 行重复。"}


def test_P01_shops_and_towers_are_found_by_their_other_names(
    store: Store, actor: MakeActor
) -> None:
    at(store, actor, ["A座", "商铺12"], ["A座", "S01"])
    again = at(store, actor, ["A栋", "S12"], ["a座", "1号商铺"])
    assert (again["created"], again["unchanged"]) == (0, 2)
    at(store, actor, ["A栋", "101"])
    assert households(store, actor("finance")) == ["A座 101", "A座 S01", "A座 商铺12"]


def test_P01_who_enters_a_known_place_by_hand_is_told(store: Store, enter: Any) -> None:
    enter(building="2", unit="2-101")
    with pytest.raises(UnitTaken) as refused:
        enter(building="2号楼", unit="02单元0101室")
    assert refused.value.params == {"building": "2栋", "unit": "2-101"}
    with pytest.raises(InvalidInput) as date:
        enter(building="2", unit="2月1日")
    assert date.value.errors.keys() == {"unit"}


def test_P01_a_household_is_found_by_any_spelling(
    store: Store, actor: MakeActor, enter: Any
) -> None:
    made = enter(building="2", unit="1-101")
    for typed in ("2栋1-101", "2-1-101", "2#1单元101", "２栋１单元０１０１室"):
        found = perform(store, Directory.find_households, actor("finance"), q=typed)["items"]
        assert [one["id"] for one in found] == [made["id"]], typed


def test_P01_households_of_before_are_found_and_keep_their_names(
    store: Store, actor: MakeActor
) -> None:
    at(store, actor, ["2", "2-101"])
    relabel(store, {"2-101": "02-0101"})
    again = at(store, actor, ["2", "2-101"])
    assert (again["created"], again["unchanged"]) == (0, 1)
    assert households(store, actor("finance")) == ["2栋 02-0101"]


def test_P01_twins_of_before_are_named_and_nobody_guesses(store: Store, actor: MakeActor) -> None:
    at(store, actor, ["2", "2-101"], ["2", "2-102"], ["2", "2-103"])
    relabel(store, {"2-102": "02-101"})
    found = bring(
        store, actor("finance"), sheet(["2", "2-101", *WHO], ["2", "2-103", *WHO]), dry_run=True
    )
    assert found["unchanged"] == 1
    [error] = found["errors"]
    assert (error["row"], error["field"]) == (2, "unit")
    assert "2栋 02-101、2栋 2-101" in error["messages"]["zh"]
    assert "2栋 2-101" in error["messages"]["en"]


def relabel(store: Store, labels: dict[str, str]) -> None:
    """Labels as they came in before there were keys; the key is that of the label."""
    from contracts.places import key_of

    with store.write(scope=HERE) as uow:
        for old, new in labels.items():
            values = {"unit": new, "place_key": key_of("2栋", new)}
            uow.session.execute(update(Household).where(Household.unit == old).values(**values))


OTHER_PROGRAM = [
    "楼栋编号*",
    "单元编号*",
    "房屋编码(必填)",
    "房屋楼层",
    "建筑面积（平方米）",
    "室内面积",
    "房屋类型",
    "业主名称",
    "业主手机号",
    "业主身份证",
    "房屋状态",
]


def test_D01_the_sheet_of_another_program_comes_in_as_it_is(store: Store, actor: MakeActor) -> None:
    rows = [
        ["某某小区房屋资料"],
        OTHER_PROGRAM,
        [1, 1, 101, 1, 88.9, 70.1, 110, "王芳", 13812345678, "11010519491231002X", "已入住"],
        [1, "0", "S01", 1, "45.50", 40, "商铺", "李雷", "021-55556666", None, "已入住"],
        [
            "2号楼",
            "2单元",
            "0302",
            "3层",
            88.89999999999999,
            70,
            "住宅",
            "韩梅梅",
            "13700000001",
            "",
            "",
        ],
    ]
    answer = bring(store, actor("finance"), sheet(*rows[1:], headings=rows[0]))
    assert (answer["rows"], answer["created"], answer["errors"]) == (3, 3, [])
    assert households(store, actor("finance")) == ["1栋 1-101", "1栋 S01", "2栋 2-302"]
    again = bring(store, actor("finance"), sheet(*rows[1:], headings=rows[0]))
    assert again["unchanged"] == 3
    items = perform(store, Directory.find_households, actor("finance"), limit=200)["items"]
    facts = [(one["area_m2"], one["unit_type"], one["floor"]) for one in items]
    assert facts == [("88.9", "residential", 1), ("45.5", "shop", 1), ("88.9", "residential", 3)]


def test_D01_headings_far_below_are_not_looked_for(store: Store, actor: MakeActor) -> None:
    rows = [["说明"]] * 5 + [HEADINGS, GOOD[0]]
    with pytest.raises(SpreadsheetColumnsMissing):
        bring(store, actor("finance"), sheet(*rows, headings=["标题"]))


IN_FULL = [*HEADINGS, "身份证号", "楼层", "租户姓名", "租户手机", "单元"]
SPOILT = [
    ({"房号": datetime(2026, 2, 1)}, "unit", "被表格改成了日期"),  # noqa: DTZ001
    ({"房号": "2月1日"}, "unit", "被表格改成了日期"),
    ({"房号": "2026-02-01 00:00:00"}, "unit", "被表格改成了日期"),
    ({"单元": datetime(2026, 2, 1)}, "entrance", "被表格改成了日期"),  # noqa: DTZ001
    ({"楼栋": datetime(2026, 2, 1)}, "building", "被表格改成了日期"),  # noqa: DTZ001
    ({"业主姓名": datetime(2026, 2, 1)}, "owner_name", "被表格改成了日期"),  # noqa: DTZ001
    ({"房号": 2.1}, "unit", "存成了小数"),
    ({"身份证号": 110101195810288000}, "id_number", "文本格式"),
    ({"身份证号": 110105491231002}, "id_number", "文本格式"),
    ({"手机": 1381234567890123456}, "phone", "文本格式"),
    ({"手机": "1.38E+10"}, "phone", "文本格式"),
    ({"手机": 2155556666}, "phone", "开头的 0"),
    ({"手机": "1234567890"}, "phone", "电话号码格式不正确"),
    ({"业主姓名": 1234567890123456789}, "owner_name", "超过 15 位"),
    ({"业主姓名": "#N/A"}, "owner_name", "错误值"),
    ({"业主姓名": "＃N/A"}, "owner_name", "错误值"),
    ({"业主姓名": "#REF!"}, "owner_name", "错误值"),
    ({"手机": "#VALUE!"}, "phone", "错误值"),
    ({"建筑面积": "#DIV/0!"}, "area_m2", "错误值"),
    ({"租户姓名": "#NAME?", "租户手机": "13900000000"}, "tenant_name", "错误值"),
    ({"业主姓名": "\u200b"}, "owner_name", "此项必填"),
    ({"业主姓名": "\u3164\u2800"}, "owner_name", "此项必填"),
    ({"业主姓名": "王\u202e芳"}, "owner_name", "控制字符"),
    ({"建筑面积": "1_000"}, "area_m2", "不是数字"),
    ({"建筑面积": "1e2"}, "area_m2", "不是数字"),
    ({"建筑面积": "1,000"}, "area_m2", "不是数字"),
    ({"建筑面积": 88.899}, "area_m2", "最多两位小数"),
    ({"建筑面积": "88.8999999"}, "area_m2", "最多两位小数"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "field", "said"), SPOILT, ids=lambda case: ascii(case)[:40])
def test_D01_what_a_spreadsheet_spoilt_is_refused_by_row_with_the_way_out(
    store: Store, actor: MakeActor, cells: dict[str, Any], field: str, said: str
) -> None:
    good = dict(zip(HEADINGS, GOOD[0], strict=True))
    row = [(good | cells).get(heading) for heading in IN_FULL]
    found = bring(store, actor("finance"), sheet(row, headings=IN_FULL), dry_run=True)
    errors = [error for error in found["errors"] if error["field"] == field]
    assert [error["row"] for error in errors] == [2]
    assert said in errors[0]["messages"]["zh"]
    assert errors[0]["messages"]["en"].isascii() or "#N/A" in errors[0]["messages"]["en"]


GOOD_CELLS = [
    ({"建筑面积": 88.89999999999999}, ("area_m2", Decimal("88.90"))),
    ({"建筑面积": "88.89999999999999"}, ("area_m2", Decimal("88.90"))),
    ({"建筑面积": 0.1 + 0.2}, ("area_m2", Decimal("0.30"))),
    ({"建筑面积": 1e2}, ("area_m2", Decimal(100))),
    ({"手机": 13812345678}, ("phone", "13812345678")),
    ({"手机": "+86 138 1234 5678"}, ("phone", "13812345678")),
    ({"手机": "（021）5555-6666转801"}, ("phone", "02155556666-801")),
    ({"业主姓名": "\ufeff王\u200b芳\u3000"}, ("owner_name", "王芳")),
    ({"业主姓名": "张三（经营者）"}, ("owner_name", "张三（经营者）")),
    ({"楼层": "B1"}, ("floor", -1)),
    ({"楼层": "10层"}, ("floor", 10)),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "is_read"), GOOD_CELLS, ids=lambda case: ascii(case)[:40])
def test_D01_what_people_and_programs_write_is_read(
    store: Store, actor: MakeActor, cells: dict[str, Any], is_read: tuple[str, Any]
) -> None:
    good = dict(zip(HEADINGS, GOOD[0], strict=True))
    row = [(good | cells).get(heading) for heading in IN_FULL]
    assert bring(store, actor("finance"), sheet(row, headings=IN_FULL))["created"] == 1
    with store.read() as uow:
        [home] = uow.session.query(Household).all()
        owner = {"owner_name": home.owner.name, "phone": home.owner.phone}
    field, value = is_read
    assert owner.get(field, getattr(home, field, None)) == value
