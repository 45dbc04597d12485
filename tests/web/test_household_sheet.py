"""The page that imports a sheet of households: what is imported was checked before (D01)."""

import base64
import io
import re
from typing import Any

import openpyxl
from flask import Flask

from foundation.errors import RemoteRefusal, ServiceTimeout
from gateway.problems import ProblemDetails
from gateway.web.finance.household_sheet import ImportSheet
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn


def workbook(*rows: list[Any]) -> bytes:
    """A spreadsheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


DRY = {
    "rows": 3, "valid": 2, "created": 1, "updated": 1, "unchanged": 0, "imported": False,
    "unread": ["门牌"],
    "errors": [{"row": 4, "field": "phone", "message": "电话号码格式不正确。", "messages": {}}],
    "outcomes": [
        {"row": 2, "building": "3栋", "unit": "2-1001", "owner_name": "王芳", "outcome": "created"},
        {"row": 3, "building": "3栋", "unit": "S01", "owner_name": "李雷", "outcome": "updated"},
    ],
}  # fmt: skip


def check(browsing: Browsing, services: StandIn, content: bytes) -> str:
    """Send a file to be checked; what the page says."""
    services.answers["directory.import_households"] = DRY
    answer = browsing.client.post(
        "/finance/import",
        data={"csrf_token": browsing.token(), "file": (io.BytesIO(content), "a.xlsx")},
        headers={"Accept": "text/html"},
    )
    return answer.get_data(as_text=True)


def test_D01_a_file_is_checked_first_and_each_row_is_shown(
    log_in: LogIn, services: StandIn
) -> None:
    content = workbook(["楼栋"], ["3栋"])
    page = check(log_in("finance"), services, content)
    (imports,) = [call.data for call in services.calls if call.method == "import_households"]
    assert imports["dry_run"] is True and base64.b64decode(imports["file"]) == content
    for said in ("新增", "更新", "2-1001", "S01", "电话号码格式不正确。", "未读取：门牌。"):
        assert said in page


def test_D01_what_was_checked_is_what_is_imported(log_in: LogIn, services: StandIn) -> None:
    finance, content = log_in("finance"), workbook(["楼栋"], ["3栋"])
    kept = base64.b64encode(content).decode()
    assert kept in check(finance, services, content)
    services.answers["directory.import_households"] = DRY | {"imported": True}
    answer = finance.send("/finance/import", kept=kept, confirmed="1", accept_valid="1")
    assert answer.status_code == 303
    assert services.last.data == {"file": kept, "accept_valid": True}


REFUSED = RemoteRefusal(
    "spreadsheet_has_errors", "bad rows", {"rows.3.phone": ["电话号码格式不正确。"]}, {"count": 1}
)


def confirm(browsing: Browsing, services: StandIn, **sent: Any) -> Any:
    """Confirm an import that the service refuses for its bad rows; a dry run it answers."""

    def answer(data: Any) -> Any:
        if data.get("dry_run") or data.get("accept_valid"):
            return DRY
        return REFUSED

    services.answers["directory.import_households"] = answer
    return browsing.send("/finance/import", confirmed="1", **sent)


def test_D01_an_unticked_box_loses_neither_the_dry_run_nor_the_file(
    log_in: LogIn, services: StandIn
) -> None:
    kept = base64.b64encode(workbook(["楼栋"], ["3栋"])).decode()
    answer = confirm(log_in("finance"), services, kept=kept)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for said in (
        "新增",
        "更新",
        "2-1001",
        "S01",
        "手机: 电话号码格式不正确。",
        "尚未导入：请勾选此项",
    ):
        assert said in page
    assert f'name="kept" value="{kept}"' in page and 'name="accept_valid"' in page
    imports = [call.data for call in services.calls if call.method == "import_households"]
    assert [one.get("dry_run", False) for one in imports] == [False, True]
    assert all(one["file"] == kept for one in imports)


def test_D01_what_went_wrong_besides_loses_no_file(log_in: LogIn, services: StandIn) -> None:
    services.answers["directory.import_households"] = ServiceTimeout()
    answer = log_in("finance").send("/finance/import", kept="UEs=", confirmed="1", once="k")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 504 and 'name="kept" value="UEs="' in page
    assert "上次提交的文件仍保留在此" in page


def test_D01_bad_rows_are_named_with_row_and_column(app: Flask) -> None:
    problem = ProblemDetails(
        "spreadsheet_has_errors", 422, "", "", {"rows.7.phone": ["电话号码格式不正确。"]}, {}
    )
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        form = ImportSheet(meta={"csrf": False})
        form.refuse(problem)
        assert form.alerts == ["第 7 行，手机：电话号码格式不正确。"]


def test_D01_another_file_than_was_checked_is_checked_first(
    log_in: LogIn, services: StandIn
) -> None:
    """A large file is chosen once more: it must be the one whose rows were seen."""
    finance = log_in("finance")
    large, other = b"x" * 400_000, b"y" * 400_000
    seen = re.search(r'name="checked" value="([0-9a-f]{64})"', check(finance, services, large))
    assert seen
    for content, tried in ((other, [True]), (large, [False])):
        services.calls.clear()
        sent = {
            "csrf_token": finance.token(), "confirmed": "1", "checked": seen[1],
            "file": (io.BytesIO(content), "a.xlsx"), "accept_valid": "1",
        }  # fmt: skip
        finance.client.post("/finance/import", data=sent, headers={"Accept": "text/html"})
        imports = [call.data for call in services.calls if call.method == "import_households"]
        assert [one.get("dry_run", False) for one in imports] == tried


def test_D01_a_large_file_is_not_sent_back_and_forth(log_in: LogIn, services: StandIn) -> None:
    page = check(log_in("finance"), services, b"x" * 400_000)
    assert len(page) < 100_000
    assert 'name="kept"' not in page and 'type="file"' in page
