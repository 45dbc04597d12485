"""The city platform's messages at the desk, made-up and real ones (C05)."""

from pathlib import Path

import openpyxl
import pytest

from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.operations.complaints.platform_import.test_platform_import import REAL
from tests.operations.complaints.workbooks import HEADINGS


def messages(folder: Path, name: str) -> Path:
    """A spreadsheet with a good row, one that stands twice, and a bad one."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for _ in range(2):
        sheet.append([f"LY-{name}", "A0001", f"路灯不亮 {name}", "2020/1/8 10:08:32", "三天了"])
    sheet.append([f"LZ-{name}", "A0002", "无时间", "昨天", "……"])
    book.save(folder / "messages.xlsx")
    return folder / "messages.xlsx"


def test_C05_messages_are_tried_imported_once_and_lead_to_their_cases(
    open_as: Open, tmp_path: Path, manner: Manner
) -> None:
    file = messages(tmp_path, str(manner))
    new, known = {"zh": ("新增", "已有"), "en": ("New", "Known already")}[manner.language]
    reader = open_as("receptionist", manner)
    reader.go("/desk/cases")
    reader.click("a[href='/desk/platform']")
    reader.page.set_input_files("#file", file)
    reader.send("/platform")
    rows = reader.page.locator("tbody tr").all_inner_texts()
    assert len(rows) == 3 and new in rows[1] and known in rows[2]
    assert reader.page.locator("tbody a").count() == 0
    reader.send("/platform")
    reader.click("tbody a >> nth=0")
    assert f"路灯不亮 {manner}" in reader.text()

    reader.go("/desk/platform")
    reader.page.set_input_files("#file", file)
    reader.send("/platform")
    assert new not in "".join(reader.page.locator("tbody tr").all_inner_texts())
    assert reader.page.locator("main form").count() == 0


@pytest.mark.skipif(not REAL.exists(), reason="the real messages are not here")
def test_C05_the_real_messages_become_cases(open_as: Open) -> None:
    reader = open_as("supervisor", Manner("zh", 1280))
    reader.go("/desk/platform")
    reader.page.set_input_files("#file", REAL)
    reader.send("/platform")
    assert reader.page.locator("tbody tr").count() == 43
    reader.send("/platform")
    assert reader.page.locator("tbody a").count() == 43
    assert reader.violations() == []
