"""B09: the page of the journal: every booking with its sides, as a table and as a spreadsheet."""

import io
from typing import Any

import openpyxl
import pytest

from contracts.billing import methods
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/finance/journal"
PAID: dict[str, Any] = {
    "id": "b1", "at": "2026-11-02T10:00:00+08:00", "kind": "payment", "household_id": "h1",
    "building": "3栋", "unit": "1-101", "reference": "SJ-2026-000001", "reverses": None,
    "entries": [
        {"account": "cash", "amount": "100.00", "bill_id": None},
        {"account": "receivable", "amount": "-100.00", "bill_id": "z1"},
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    """One booking."""
    services.answers[methods.LIST_JOURNAL.key] = {"items": [PAID], "next_cursor": None}


@pytest.mark.parametrize("role", [Role.FINANCE, Role.DIRECTOR])
def test_B09_every_booking_stands_on_the_page_with_both_sides(log_in: LogIn, role: Role) -> None:
    page = log_in(role).text(PAGE)
    assert "库存现金" in page and "应收账款" in page and "SJ-2026-000001" in page
    assert page.count("100.00") == 2 and "-100.00" not in page
    assert PAGE in page, "the menu of the group leads to it"


def test_B09_days_and_kind_are_asked_for(log_in: LogIn, services: StandIn) -> None:
    log_in(Role.FINANCE).get(f"{PAGE}?since=2026-11-01&until=2026-11-30&kind=payment")
    asked = next(one.data for one in services.calls if one.method == "list_journal")
    assert (asked["since"], asked["until"], asked["kind"]) == (
        "2026-11-01", "2026-11-30", "payment",
    )  # fmt: skip


def test_B09_the_journal_is_a_spreadsheet_too(log_in: LogIn) -> None:
    answer = log_in(Role.FINANCE).get(f"{PAGE}?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.get_data())).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][-3:] == ["科目", "借方", "贷方"]
    assert sheet.max_row == 3
