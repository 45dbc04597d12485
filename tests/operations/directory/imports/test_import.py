"""D01: households come from a spreadsheet; a dry run lists every bad row and writes nothing."""

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from contracts.directory.household_sheet import COLUMNS
from foundation.actor import Actor
from foundation.errors import (
    Forbidden,
    InvalidInput,
    SpreadsheetColumnsMissing,
    SpreadsheetHasErrors,
)
from foundation.spreadsheet import NotASpreadsheet, SpreadsheetTooLarge
from foundation.storage.store import Store
from services.directory.imports.operations import run
from services.directory.policy import DirectoryPolicy
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.conftest import CHECK

MakeActor = Callable[..., Actor]
HEADINGS = ["楼栋", "房号", "类型", "建筑面积", "业主姓名", "手机"]
GOOD = [
    ["3号楼", "2-1001", "住宅", 106.8, "王芳", "13812345678"],
    ["3号楼", "S01", "商铺", "45.5", "李雷", 13900000000],
]
BAD = ["3号楼", "2-1002", "住宅", -1, "", "123"]


pytestmark = pytest.mark.both_databases


def sheet(*rows: list[Any], headings: list[str] = HEADINGS) -> str:
    book = openpyxl.Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return base64.b64encode(content.getvalue()).decode()


def bring(store: Store, by: Actor, file: str, **options: bool) -> dict[str, Any]:
    return dict(perform(store, Directory.import_households, by, file=file, **options))


def households(store: Store, by: Actor) -> list[str]:
    items = perform(store, Directory.find_households, by, limit=200)["items"]
    return [f"{item['building']} {item['unit']}" for item in items]


def test_D01_a_dry_run_lists_every_bad_row_in_both_languages(
    store: Store, actor: MakeActor
) -> None:
    answer = bring(store, actor("finance"), sheet(GOOD[0], BAD, GOOD[1]), dry_run=True)
    assert (answer["rows"], answer["valid"], answer["imported"]) == (3, 2, False)
    assert {(error["row"], error["field"]) for error in answer["errors"]} == {
        (3, "area_m2"),
        (3, "owner_name"),
        (3, "phone"),
    }
    phone = next(error for error in answer["errors"] if error["field"] == "phone")
    assert phone["message"] == "电话号码格式不正确。"
    assert phone["messages"]["en"] == "Not a valid phone number."
    english = replace(actor("finance"), language="en")
    errors = bring(store, english, sheet(BAD), dry_run=True)["errors"]
    assert "Not a valid phone number." in {error["message"] for error in errors}


def test_D01_a_dry_run_writes_nothing(store: Store, actor: MakeActor) -> None:
    answer = bring(store, actor("finance"), sheet(*GOOD), dry_run=True)
    assert (answer["created"], answer["errors"]) == (2, [])
    assert households(store, actor("finance")) == []
    assert events(store) == []


def test_D01_the_same_file_without_dry_run_writes(store: Store, actor: MakeActor) -> None:
    """Negative control of the dry run."""
    answer = bring(store, actor("finance"), sheet(*GOOD))
    assert (answer["created"], answer["imported"]) == (2, True)
    assert households(store, actor("finance")) == ["3栋 2-1001", "3栋 S01"]
    assert len(events(store, "household_changed")) == 2


def test_D01_of_a_file_with_errors_nothing_is_imported_unless_asked(
    store: Store, actor: MakeActor
) -> None:
    with pytest.raises(SpreadsheetHasErrors) as refused:
        bring(store, actor("finance"), sheet(GOOD[0], BAD))
    assert refused.value.params == {"count": 1}
    assert refused.value.errors["rows.3.phone"] == ["电话号码格式不正确。"]
    assert households(store, actor("finance")) == []
    answer = bring(store, actor("finance"), sheet(GOOD[0], BAD), accept_valid=True)
    assert (answer["created"], answer["valid"], len(answer["errors"])) == (1, 1, 3)
    assert households(store, actor("finance")) == ["3栋 2-1001"]


def test_D01_a_dry_run_says_of_every_good_row_what_it_would_do(
    store: Store, actor: MakeActor
) -> None:
    bring(store, actor("finance"), sheet(*GOOD))
    changed = [*GOOD[1][:5], "13900001111"]
    new = ["9", "1-101", *GOOD[0][2:]]
    answer = bring(store, actor("finance"), sheet(GOOD[0], changed, new, BAD), dry_run=True)
    assert [(one["row"], one["outcome"]) for one in answer["outcomes"]] == [
        (2, "unchanged"), (3, "updated"), (4, "created"),
    ]  # fmt: skip
    assert {error["row"] for error in answer["errors"]} == {5}
    assert (answer["outcomes"][2]["building"], answer["outcomes"][2]["unit"]) == ("9栋", "1-101")
    assert len(households(store, actor("finance"))) == 2


def test_D01_the_same_file_again_changes_nothing(store: Store, actor: MakeActor) -> None:
    bring(store, actor("finance"), sheet(*GOOD))
    again = bring(store, actor("finance"), sheet(*GOOD))
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert len(events(store, "household_changed")) == 2


def test_D01_a_known_unit_is_updated_and_empty_cells_leave_what_is_there(
    store: Store, actor: MakeActor
) -> None:
    headings = [*HEADINGS, "邮箱", "租户姓名", "租户手机"]
    first = [*GOOD[0], "wang@example.org", "韩梅梅", "13700000001"]
    second = ["3", "2单元1001室", None, "107", "王芳", "13812345678", None, None, None]
    bring(store, actor("finance"), sheet(first, headings=headings))
    answer = bring(store, actor("finance"), sheet(second, headings=headings))
    assert (answer["created"], answer["updated"]) == (0, 1)
    published = events(store, "household_changed")[-1]["data"]
    assert (published["area_m2"], published["version"]) == ("107", 2)
    assert [one["name"] for one in published["members"]] == ["王芳", "韩梅梅"]
    assert published["members"][0]["email"] == "wang@example.org"


def test_D02_an_import_keeps_before_and_after(store: Store, actor: MakeActor) -> None:
    bring(store, actor("finance"), sheet(GOOD[0]))
    bring(store, actor("finance"), sheet([*GOOD[0][:5], "13900001111"]))
    [item] = perform(store, Directory.find_households, actor("finance"))["items"]
    history = perform(store, Directory.household_history, actor("finance"), household_id=item["id"])
    [entry] = history["items"]
    assert (entry["before"], entry["after"]) == (
        {"phone": "138****5678"},
        {"phone": "139****1111"},
    )
    assert entry["identity_method"] == "import"


def test_D01_an_export_can_be_imported_and_changes_nothing(store: Store, actor: MakeActor) -> None:
    bring(store, actor("finance"), sheet(*GOOD))
    made = perform(store, Directory.export_households, actor("finance"), purpose="备份")
    again = bring(store, actor("finance"), sheet(*made["rows"], headings=made["headings"]))
    assert (again["rows"], again["unchanged"]) == (2, 2)


def test_D01_a_large_file_is_written_in_chunks(
    store: Store, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "policy_of", lambda _: DirectoryPolicy(import_chunk_rows=10))
    rows = [["1", f"1-{floor}01", "住宅", 90, "王芳", "13812345678"] for floor in range(1, 36)]
    answer = bring(store, actor("finance"), sheet(*rows))
    assert answer["created"] == 35
    assert len(households(store, actor("finance"))) == 35


def test_D01_rows_opened_by_the_caller_are_imported_alike(store: Store, actor: MakeActor) -> None:
    row = {
        "row": 2,
        "building": "3",
        "unit": "1-101",
        "area_m2": "90",
        "owner_name": "王芳",
        "phone": "13812345678",
    }
    answer = perform(store, Directory.import_rows, actor("admin"), rows=[row])
    assert answer["created"] == 1
    with pytest.raises(InvalidInput):
        perform(store, Directory.import_rows, actor("admin"), rows=[{"building": "3"}])


NOT_SHEETS = {
    "no base64": "%%%",
    "text": base64.b64encode(b"building,unit\n3,1-101").decode(),
    "empty zip": base64.b64encode(b"PK\x05\x06" + b"\x00" * 18).decode(),
    "cut off": sheet(*GOOD)[:2000],
}


@pytest.mark.parametrize("file", NOT_SHEETS.values(), ids=NOT_SHEETS.keys())
def test_D01_what_is_no_spreadsheet_is_refused(store: Store, actor: MakeActor, file: str) -> None:
    with pytest.raises(NotASpreadsheet):
        bring(store, actor("finance"), file)


def test_D01_a_zip_bomb_is_refused_before_it_is_unpacked(store: Store, actor: MakeActor) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * 70_000_000)
    assert len(content.getvalue()) < 100_000
    with pytest.raises(SpreadsheetTooLarge) as refused:
        bring(store, actor("finance"), base64.b64encode(content.getvalue()).decode())
    assert refused.value.params["max_megabytes"] == 64


def test_D01_entities_in_the_workbook_are_refused(store: Store, actor: MakeActor) -> None:
    source = zipfile.ZipFile(io.BytesIO(base64.b64decode(sheet(*GOOD))))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
                part = bomb + part.removeprefix(b'<?xml version="1.0"?>')
            archive.writestr(name, part)
    with pytest.raises(NotASpreadsheet):
        bring(store, actor("finance"), base64.b64encode(content.getvalue()).decode())


def test_D01_a_sheet_without_needed_columns_is_refused_by_name(
    store: Store, actor: MakeActor
) -> None:
    with pytest.raises(SpreadsheetColumnsMissing) as refused:
        bring(store, actor("finance"), sheet(["3", "1-101"], headings=["楼栋", "房号"]))
    assert refused.value.params == {"columns": "建筑面积、业主姓名、手机"}
    with pytest.raises(SpreadsheetColumnsMissing):
        bring(store, actor("finance"), sheet(headings=[]))


@pytest.mark.parametrize("role", ["receptionist", "steward", "supervisor", "director", "resident"])
def test_D01_only_finance_and_admin_import(store: Store, actor: MakeActor, role: str) -> None:
    with pytest.raises(Forbidden):
        bring(store, actor(role), sheet(*GOOD))


def test_D01_every_column_explains_itself_in_both_languages() -> None:
    assert all(column.note_zh and column.note_en for column in COLUMNS)


SHEET = [*HEADINGS, "租户姓名", "租户手机"]
TENANT = ["韩梅梅", "13700000001"]


def test_D01_a_sheet_enters_nobody_twice_in_a_household(store: Store, actor: MakeActor) -> None:
    """An owner who is named as tenant too lives there (自住): the row is read without a tenant."""
    by, owner = actor("finance"), GOOD[0][4:6]
    bring(store, by, sheet([*GOOD[0], *owner], headings=SHEET))
    assert len(events(store, "household_changed")[-1]["data"]["members"]) == 1
    bring(store, by, sheet([*GOOD[0], *TENANT], headings=SHEET))
    again = bring(store, by, sheet([*GOOD[0], *TENANT], headings=SHEET))
    assert again["unchanged"] == 1
    told = bring(store, by, sheet([*GOOD[0], *owner], headings=SHEET), dry_run=True)
    empty = bring(store, by, sheet([*GOOD[0], "", ""], headings=SHEET), dry_run=True)
    assert told == empty
    assert len(events(store, "household_changed")[-1]["data"]["members"]) == 2


def test_D01_a_sheet_names_no_other_member_as_tenant(store: Store, actor: MakeActor) -> None:
    by = actor("finance")
    bring(store, by, sheet(GOOD[0]))
    home = events(store, "household_changed")[-1]["aggregate_id"]
    perform(
        store, Directory.add_member, actor("receptionist"), household_id=home, name=TENANT[0],
        relation="family", phone=TENANT[1], identity_check=CHECK,
    )  # fmt: skip
    told = bring(store, by, sheet([*GOOD[0], *TENANT], headings=SHEET), dry_run=True)
    assert [(one["row"], one["field"]) for one in told["errors"]] == [(2, "tenant_name")]
