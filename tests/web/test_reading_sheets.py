"""B21: the pages of meter readings by sheet."""

import base64
import io
from typing import Any

import openpyxl
import pytest

from foundation.errors import RemoteRefusal
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

PATH = "/desk/meters"
KEPT = base64.b64encode(b"PK").decode()
ROW: dict[str, Any] = {
    "row": 2, "household_id": "h1", "building": "1栋", "unit": "1-101", "outcome": "recorded",
    "previous": "100", "previous_on": "2026-09-30", "value": "1470", "read_on": "2026-10-31",
    "consumption": "1370", "usual": "31.00", "marks": ["outlier", "estimated"], "remark": "估读",
}  # fmt: skip
DRY = {
    "name": "水费", "rows": 2, "valid": 1, "recorded": 1, "unchanged": 0, "unread": 0,
    "outliers": 1, "consumption": "1370", "imported": False, "readings": [ROW],
    "errors": [
        {"row": 3, "field": "previous", "message": "与已录入的上次读数不一致", "messages": {}},
    ],
}  # fmt: skip
SHEET = {
    "name": "水费",
    "items": [
        {"building": "1栋", "entrance": "1", "room": "101", "value": "100",
         "read_on": "2026-09-30"},
    ],
}  # fmt: skip


@pytest.fixture
def meters(services: StandIn) -> StandIn:
    """Water is read from meters; every file is as in `DRY`."""
    services.answers |= {
        "billing.list_metered": {"items": [{"name": "水费", "name_en": "Water", "unit": "m³"}]},
        "billing.import_readings": DRY,
        "billing.reading_sheet": SHEET,
    }
    return services


def imports(services: StandIn) -> list[Any]:
    return [call.data for call in services.calls if call.method == "import_readings"]


def send(browsing: Browsing) -> str:
    answer = browsing.client.post(
        PATH,
        data={
            "csrf_token": browsing.token(), "name": "水费", "file": (io.BytesIO(b"PK"), "a.xlsx"),
        },
        headers={"Accept": "text/html"},
    )  # fmt: skip
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("role", ["finance", "receptionist", "steward", "engineer", "supervisor"])
def test_B21_a_file_is_tried_first_and_what_is_to_be_looked_at_is_shown(
    log_in: LogIn, meters: StandIn, role: str
) -> None:
    page = send(log_in(role))
    assert imports(meters) == [{"name": "水费", "file": KEPT, "dry_run": True}]
    for said in ("用量异常", "估读", "平时约 31.00", "1栋 1-101", "上期度数: 与已录入", "1370"):
        assert said in page, said
    assert 'name="looked"' in page and 'name="accept_valid"' in page


def test_B21_what_was_seen_is_recorded(log_in: LogIn, meters: StandIn) -> None:
    finance = log_in("finance")
    sent = {"name": "水费", "kept": KEPT, "confirmed": "1", "looked": "y", "accept_valid": "y"}
    assert finance.send(PATH, **sent, once="k").headers["Location"] == PATH
    assert imports(meters) == [
        {"name": "水费", "file": KEPT, "confirmed": True, "accept_valid": True}
    ]


def test_B21_an_unticked_box_loses_neither_the_dry_run_nor_the_file(
    log_in: LogIn, meters: StandIn
) -> None:
    refused = RemoteRefusal("spreadsheet_has_errors", "bad", {"rows.2.value": ["高"]}, {"count": 1})
    meters.answers["billing.import_readings"] = lambda data: DRY if data.get("dry_run") else refused
    answer = log_in("finance").send(PATH, name="水费", kept=KEPT, confirmed="1", once="k")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and f'name="kept" value="{KEPT}"' in page
    assert page.count("尚未录入：请勾选此项") == 2


def test_B21_the_sheet_to_fill_in_has_households_and_last_readings(
    log_in: LogIn, meters: StandIn
) -> None:
    finance = log_in("finance")
    assert "/desk/meters/sheet.xlsx?name=" in finance.text(PATH)
    content = finance.get("/desk/meters/sheet.xlsx?name=水费").get_data()
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert [row for row in rows if row[0] == "楼栋编号"]
    last = rows[-1]
    assert last[:4] == ("1栋", "1", "101", 100) and f"{last[4]:%F}" == "2026-09-30"
    assert not any(last[5:])


def test_B21_finance_finds_it_and_those_who_read_no_meters_do_not(
    log_in: LogIn, meters: StandIn
) -> None:
    meters.answers["billing.list_fee_items"] = {"items": [], "next_cursor": None}
    assert f'href="{PATH}"' in log_in("finance").text("/finance/fee-items")
    assert log_in("inspector").get(PATH).status_code == 403
