"""Reports as spreadsheet and chart, beside JSON."""

import io
import re
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.api.conftest import Bearer
from tests.api.stand_in import StandIn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PATH = "/api/v1/reports/complaints?month=2026-11"

REPORT: dict[str, Any] = {
    "month": "2026-11",
    "contacts": {
        "contacts": 79, "valid": 44, "invalid": 23, "undecided": 0, "inquiries": 11,
        "suggestions": 0, "reports": 1,
    },
    "complaints": 44,
    "by_category": [{"key": "renovation_noise", "name": "装修扰民", "count": 30},
        {"key": "fee", "name": "收费", "count": 14},
    ],
    "by_tier": [{"key": "receiver", "count": 44}],
    "by_team": [
        {"key": "engineering", "name": '=HYPERLINK("http://x","工程部")', "count": 44}
    ],
    "by_final": [{"key": "general", "count": 44}],
    "punctuality": {"kept": 40, "missed": 4, "running": 0, "share_kept": "90.9"},
    "first_answers": {
        "asked": 50, "kept": 45, "missed": 5, "running": 0, "share_kept": "90.0",
    },
    "repeat": [
        {
            "id": "c1", "number": "TS-2026-000001", "category": "fee",
            "category_name": "收费", "department": "+1+1", "department_name": "+1+1",
            "handler": "@SUM(A1)", "failed_visits": 2,
        }
    ],
    "malignant": [],
    "unreached": [],
    "withdrawn": [],
    "concealment": [{"key": "low_rating", "found": 2, "confirmed": 1, "dismissed": 1}],
    "pauses": {"cases": 1, "pauses": 2, "minutes": 90},
    "invalid_verdicts": [{"officer": "-2+3", "verdicts": 4, "invalid": 1, "share": "25.0"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def report(services: StandIn) -> None:
    """What complaints answers."""
    services.answers["complaints.report"] = REPORT


def sheets(content: bytes) -> openpyxl.Workbook:
    """The workbook in an answer, formulas as they stand."""
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", None, "application/json"),
        ("", "*/*", "application/json"),
        ("", XLSX, XLSX),
        ("", "image/svg+xml", "image/svg+xml"),
        ("", "text/csv", "application/json"),
        ("&format=json", XLSX, "application/json"),
        ("&format=xlsx", None, XLSX),
        ("&format=svg", None, "image/svg+xml"),
    ],
)
def test_X14_the_format_is_asked_for_by_query_or_accept(
    client: FlaskClient, bearer: Bearer, query: str, accept: str | None, kind: str
) -> None:
    headers = bearer("director") | ({"Accept": accept} if accept else {})
    answer = client.get(PATH + query, headers=headers)
    assert answer.status_code == 200
    assert answer.mimetype == kind


def test_an_unknown_format_is_406_and_names_those_there_are(
    client: FlaskClient, bearer: Bearer
) -> None:
    answer = client.get(PATH + "&format=pdf", headers=bearer("director"))
    assert answer.status_code == 406
    assert "xlsx" in answer.get_json(force=True)["detail"]


def test_X02_the_spreadsheet_prints_the_line_of_contacts(
    client: FlaskClient, bearer: Bearer
) -> None:
    answer = client.get(PATH + "&format=xlsx", headers=bearer("director"))
    summary = sheets(answer.data)["概况"]
    lines = dict(summary.iter_rows(min_row=2, max_col=2, values_only=True))
    assert (lines["总件数"], lines["有效投诉"], lines["无效投诉"]) == (79, 44, 23)
    assert (lines["咨询"], lines["举报"]) == (11, 1)


def test_words_of_residents_never_become_formulas(client: FlaskClient, bearer: Bearer) -> None:
    answer = client.get(PATH + "&format=xlsx", headers=bearer("director"))
    cells = [
        cell for sheet in sheets(answer.data) for row in sheet.iter_rows() for cell in row
        if cell.value is not None
    ]  # fmt: skip
    assert {cell.data_type for cell in cells} == {"s", "n"}
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert {'=HYPERLINK("http://x","工程部")', "+1+1", "@SUM(A1)", "-2+3"} <= texts
    assert not any(cell.hyperlink for cell in cells)


def test_the_spreadsheet_is_a_download_in_the_callers_language(
    client: FlaskClient, bearer: Bearer
) -> None:
    headers = bearer("director") | {"Accept-Language": "en"}
    answer = client.get(PATH + "&format=xlsx", headers=headers)
    assert "filename=complaints-2026-11.xlsx" in answer.headers["Content-Disposition"]
    assert sheets(answer.data).sheetnames[:2] == ["Summary", "By category"]


def test_X14_the_chart_is_drawn_without_scripts_and_addresses_elsewhere(
    client: FlaskClient, bearer: Bearer
) -> None:
    answer = client.get(PATH + "&format=svg", headers=bearer("director"))
    text = answer.get_data(as_text=True)
    root = ElementTree.fromstring(text)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert "装修扰民" in text
    namespaces = r'xmlns(:\w+)?="[^"]*"|<!--.*?-->'
    assert not re.search(r"//\w+\.", re.sub(namespaces, "", text, flags=re.DOTALL))


def test_the_chart_names_its_style_in_its_policy(client: FlaskClient, bearer: Bearer) -> None:
    policy = client.get(PATH + "&format=svg", headers=bearer("director")).headers[
        "Content-Security-Policy"
    ]
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_B03_collection_figures_come_as_spreadsheet_and_chart(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    figure = {
        "key": "3", "label": "3号楼", "label_en": "Building 3", "billed_count": 4,
        "paid_count": 1, "unpaid_count": 3, "billed_amount": "1000.10",
        "collected_amount": "250.00", "written_off_amount": "0.00",
        "outstanding_amount": "750.10", "rate": "25.00",
    }  # fmt: skip
    services.answers["billing.collection"] = {
        "period": "2026-Q4", "due_date": "2026-10-31", "frozen": True, "total": figure,
        "this_year": figure, "former_years": figure, "by_building": [figure],
        "by_item": [figure], "by_steward": [figure],
    }  # fmt: skip
    path = "/api/v1/reports/collection?period=2026-Q4&frozen=true&format="
    book = client.get(path + "xlsx", headers=bearer("finance"))
    chart = client.get(path + "svg", headers=bearer("finance"))
    row = next(sheets(book.data)["按楼栋"].iter_rows(min_row=2, values_only=True))
    assert row == ("3号楼", 4, 1, 3, 1000.1, 250, 0, 750.1, 0.25)
    looks = [cell.number_format for cell in sheets(book.data)["按楼栋"][2]]
    assert looks[4:] == ["#,##0.00"] * 4 + ["0.00%"]
    assert "collection-2026-Q4-frozen.xlsx" in book.headers["Content-Disposition"]
    assert "3号楼" in chart.get_data(as_text=True)


def test_D01_an_export_can_be_had_as_the_sheet_that_imports_take(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.export_households"] = {
        "look_id": "l1", "headings": ["楼栋", "房号"], "rows": [["3", "=1+1"]],
    }  # fmt: skip
    answer = client.post(
        "/api/v1/households/export?format=xlsx",
        json={"purpose": "年度核对"},
        headers=bearer("finance"),
    )
    rows = list(sheets(answer.data).worksheets[0].iter_rows(values_only=True))
    assert rows == [("楼栋", "房号"), ("3", "=1+1")]
    assert services.last.data == {"purpose": "年度核对"}


@pytest.mark.parametrize("service", ["notices", "repairs"])
def test_N02_R01_a_filed_photo_is_answered_as_the_picture_it_is(
    client: FlaskClient, services: StandIn, bearer: Bearer, service: str
) -> None:
    services.answers[f"{service}.get_photo"] = {"content": "iVBORw0=", "media_type": "image/png"}
    answer = client.get(f"/api/v1/{service}/x1/photos/p1", headers=bearer("steward"))
    assert answer.mimetype == "image/png"
    assert answer.data == b"\x89PNG\r"
