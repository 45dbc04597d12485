"""Import of the city platform's messages (C05)."""

import os
from pathlib import Path
from typing import Any

import pytest

from foundation.errors import CommunityClosed, Forbidden, ServiceError, SpreadsheetColumnsMissing
from foundation.spreadsheet import NotASpreadsheet, SpreadsheetTooLarge
from tests.operations.complaints.conftest import Answer, Desk, shown
from tests.operations.complaints.workbooks import HEADINGS, ROWS, encoded, with_part, workbook
from tests.support.at_once import at_once
from tests.support.community import close_here

REAL = Path(os.environ.get("GUANJIA_PLATFORM_MESSAGES", "../shared/data/platform_messages.xlsx"))
"""Real messages, which are not part of the project."""

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)


pytestmark = pytest.mark.both_databases


def take_in(desk: Desk, content: bytes, by: Any = None, dry_run: bool = False) -> Answer:
    file = encoded(content)
    return dict(desk.call("import_platform", by or desk.receptionist, file=file, dry_run=dry_run))


def counted(answer: Answer) -> Answer:
    """How many, and what is wrong."""
    return {name: answer[name] for name in ("created", "duplicates", "errors")}


def cases(desk: Desk, **filters: Any) -> list[Answer]:
    """All cases, oldest number first."""
    found, cursor = [], None
    while True:
        page = desk.call("search", desk.supervisor, limit=20, cursor=cursor, **filters)
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return sorted(found, key=lambda case: str(case["number"]))


def test_C05_each_message_becomes_one_case(desk: Desk) -> None:
    assert counted(take_in(desk, workbook())) == {"created": 3, "duplicates": 0, "errors": []}
    fee, lift, heating = cases(desk)
    assert [case["number"][-6:] for case in (fee, lift, heating)] == ["000001", "000002", "000003"]
    facts = {
        "channel": "platform", "kind": "complaint", "category": "fee", "contact_name": "A0001",
        "wish": "投诉小区违规收停车费", "status": "lodged", "contact_phone": None,
        "description": "投诉小区违规收停车费\n\n占用公共部位收费", "household_id": None,
    }  # fmt: skip
    assert facts.items() <= fee.items()
    message = desk.get(lift)["platform_message"]
    assert (message["message_number"], message["user"]) == ("8802", "A0002")
    assert message["written_at"] == shown("2020-01-08 10:08:32")


def test_C05_a_second_import_finds_duplicates_only(desk: Desk) -> None:
    take_in(desk, workbook())
    again = take_in(desk, workbook((*ROWS, (8804, "A0004", "路灯不亮", "2020-02-01", "三天了"))))
    assert counted(again) == {"created": 1, "duplicates": 3, "errors": []}
    assert len(cases(desk)) == 4


def test_C05_a_dry_run_says_what_each_row_would_come_to_and_makes_nothing(desk: Desk) -> None:
    take_in(desk, workbook(ROWS[:1]))
    before, published = cases(desk), desk.published("complaint_lodged")
    tried = take_in(desk, workbook((*ROWS, (8806, None, "主题", "昨天", "详情"))), dry_run=True)
    assert (tried["imported"], tried["created"], tried["duplicates"]) == (False, 2, 1)
    assert {error["row"] for error in tried["errors"]} == {5}
    outcomes = [(one["row"], one["outcome"], one["number"]) for one in tried["messages"]]
    assert outcomes == [
        (2, "known", before[0]["number"]), (3, "created", None), (4, "created", None),
    ]  # fmt: skip
    heating = tried["messages"][2]
    facts = {"message_number": "8803", "user": "A0003", "kind": "inquiry", "replied": True}
    assert facts.items() <= heating.items() and heating["complaint_id"] is None
    assert cases(desk) == before and desk.published("complaint_lodged") == published


def test_C05_an_import_names_the_case_of_every_message(desk: Desk) -> None:
    made = take_in(desk, workbook((*ROWS, ROWS[0])))
    assert made["imported"]
    known = {case["id"]: case["number"] for case in cases(desk)}
    named = [(one["complaint_id"], one["number"]) for one in made["messages"]]
    assert dict(named) == known and named[3] == named[0]
    assert [one["outcome"] for one in made["messages"]] == ["created"] * 3 + ["known"]


def test_C05_a_message_that_stands_twice_in_a_file_is_one_case(desk: Desk) -> None:
    assert take_in(desk, workbook((*ROWS, ROWS[0])))["duplicates"] == 1
    assert len(cases(desk)) == 3


def test_C05_two_imports_at_once_make_each_case_once(desk: Desk) -> None:
    content = workbook()
    outcomes = at_once(*(lambda: take_in(desk, content) for _ in range(3)))
    assert sorted(one["created"] for one in outcomes) == [0, 0, 3]


def test_C05_a_message_with_its_reply_comes_in_as_answered(desk: Desk) -> None:
    take_in(desk, workbook())
    heating = desk.get(cases(desk)[2])
    facts = {
        "status": "answered", "kind": "inquiry", "answered_at": shown("2019-11-25 16:43:23"),
        "lodged_at": shown("2019-11-23 09:08:36"), "due_at": None, "deadline": None,
        "overdue": False,
    }  # fmt: skip
    assert facts.items() <= heating.items()
    assert heating["answers"][0]["text"] == "您好，本月15日起供暖。"
    assert desk.published("complaint_answered") == []  # nobody is answered a second time
    assert desk.act(heating, "close", desk.receptionist)["status"] == "closed"


def test_C05_an_unanswered_message_is_due_from_its_import_on(desk: Desk) -> None:
    take_in(desk, workbook())
    lift = desk.get(cases(desk)[1])
    assert lift["lodged_at"] == shown("2026-11-02 10:00")
    assert lift["due_at"] == shown("2026-11-02 20:00")


def test_C05_old_messages_do_not_flood_the_ladder(desk: Desk) -> None:
    take_in(desk, workbook())
    desk.later(minutes=1)
    assert desk.published("complaint_escalated") == []
    desk.at("2026-11-02 20:00")
    published = [data["number"][-6:] for data in desk.published("complaint_escalated")]
    assert sorted(published) == ["000001", "000002"]


def test_C05_an_imported_answer_that_does_not_hold_starts_a_clock(desk: Desk) -> None:
    row = (8805, "A0005", "垃圾无人清运", "2019-05-01 10:00", "已一周", "已清运。", "2019-05-02")
    take_in(desk, workbook([row]))
    case = desk.ask(cases(desk)[0], "department", "unsolved")
    assert (case["status"], case["due_at"]) == ("handling", shown("2026-11-02 20:00"))
    desk.at("2026-11-02 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_C05_rows_with_errors_are_named_and_the_others_taken(desk: Desk) -> None:
    rows = [*ROWS, (8806, None, "主题", "昨天", "详情"), (8807, "A7", "主题", "2020-01-01", "详情")]
    report = take_in(desk, workbook(rows))
    assert report["created"] == 4
    assert report["errors"] == [
        {"row": 5, "field": "留言用户", "message": "不能为空。"},
        {"row": 5, "field": "留言时间", "message": "无法识别的时间。"},
    ]
    english = desk.actor("receptionist", language="en")
    assert take_in(desk, workbook(rows), english)["errors"][1]["message"] == "Not a time."


def test_C05_a_file_without_the_columns_is_refused_naming_them(desk: Desk) -> None:
    with pytest.raises(SpreadsheetColumnsMissing) as refused:
        take_in(desk, workbook(headings=("编号", *HEADINGS[1:4], "内容")))
    assert refused.value.params == {"columns": "留言编号、留言详情"}


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\n", NotASpreadsheet),
        (b"\xd0\xcf\x11\xe0 old Word", NotASpreadsheet),
        ("留言编号,留言用户\n1,A".encode(), NotASpreadsheet),
        (workbook()[:-300], NotASpreadsheet),
        (with_part(workbook(), "xl/workbook.xml", b"<broken"), NotASpreadsheet),
        (with_part(workbook(), "xl/worksheets/sheet1.xml", BOMB), NotASpreadsheet),
        (
            with_part(workbook(), "xl/worksheets/sheet1.xml", b" " * 80_000_000),
            SpreadsheetTooLarge,
        ),
    ],
    ids=["blank", "doc", "csv", "cut", "broken", "entities", "zip bomb"],
)
def test_C05_what_is_no_spreadsheet_is_refused_and_nothing_is_done(
    desk: Desk, content: bytes, refusal: type[ServiceError]
) -> None:
    with pytest.raises(refusal):
        take_in(desk, content)
    assert cases(desk) == []


def test_C05_what_is_no_base64_is_refused(desk: Desk) -> None:
    with pytest.raises(NotASpreadsheet):
        desk.call("import_platform", desk.receptionist, file="没有编码")


def test_C05_a_file_with_too_many_rows_is_refused(desk: Desk) -> None:
    desk.policy(import_max_rows=2)
    with pytest.raises(SpreadsheetTooLarge):
        take_in(desk, workbook())
    assert cases(desk) == []


def test_C05_residents_do_not_import(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        take_in(desk, workbook(), desk.resident)


@pytest.mark.skipif(not REAL.exists(), reason="the real messages are not here")
def test_C05_the_real_platform_file_is_taken_in_whole_and_once(desk: Desk) -> None:
    content = REAL.read_bytes()
    assert counted(take_in(desk, content)) == {"created": 43, "duplicates": 0, "errors": []}
    taken = cases(desk)
    assert len(taken) == 43
    assert sum(case["status"] == "answered" for case in taken) == 6
    assert all(case["wish"] and case["contact_name"] and case["description"] for case in taken)
    assert not any("_x000D_" in case["description"] for case in taken)
    kinds = {case["kind"] for case in taken}
    assert kinds == {"complaint", "inquiry", "suggestion", "report"}
    assert sum(case["category"] == "other" for case in taken) < 15
    desk.later(minutes=5)
    assert desk.published("complaint_escalated") == []
    assert counted(take_in(desk, content)) == {"created": 0, "duplicates": 43, "errors": []}


def test_P01_a_closed_community_takes_no_messages(desk: Desk) -> None:
    with desk.store.write() as uow:
        close_here(uow)
    with pytest.raises(CommunityClosed):
        take_in(desk, workbook())
    assert cases(desk) == []
