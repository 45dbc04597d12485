"""What a page shows and its spreadsheet has is one thing (X14)."""

import io
import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import openpyxl
import pytest
from flask import Flask
from openpyxl.worksheet.worksheet import Worksheet

from contracts.directory.household_sheet import COLUMNS
from gateway.reports.files import exported_households
from gateway.reports.workbook import Table as SheetTable
from gateway.reports.workbook import workbook
from gateway.web import tables
from gateway.web.charts import bars, columns
from gateway.web.tables import Table
from services.directory.household_sheet.operations import rows_of
from services.directory.household_sheet.rules.rows import check_rows
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
DANGEROUS = ("=1+1", "+8612345", "-2", "@SUM(A1)", '=HYPERLINK("http://evil","x")', "\t=1")
CASES = "/manage/figures/cases"


def case(number: int, **values: Any) -> dict[str, Any]:
    """A case of a list."""
    return {
        "id": AN_ID, "number": f"TS-2026-{number:06}", "category": "pests",
        "category_name": "虫害", "gravity": "general",
        "building": "1栋", "unit": "1-101", "place": None, "description": "蟑螂很多",
        "status": "handling", "tier": "supervisor", "department_name": None, "handler": "孙工",
        "first_responsible": "林晓梅", "lodged_at": "2026-11-02T09:00:00+08:00",
        "due_at": "2026-11-02T20:00:00+08:00", "answered_at": None,
    } | values  # fmt: skip


def in_two_parts(cases: list[dict[str, Any]]) -> Any:
    """A list whose second part comes after the cursor."""

    def answer(data: dict[str, Any]) -> dict[str, Any]:
        half = len(cases) // 2
        if data.get("cursor"):
            return {"items": cases[half:], "next_cursor": None}
        return {"items": cases[:half], "next_cursor": "019384b2-5c00-7a3e-9f21-000000000000"}

    return answer


def searched(services: StandIn) -> dict[str, Any]:
    """What the last search asked for."""
    return dict([call.data for call in services.calls if call.method == "search"][-1])


def sheet(browsing: Browsing, address: str) -> Worksheet:
    """The first sheet of a download."""
    answer = browsing.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert "attachment" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    found = book.worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def shown(browsing: Browsing, address: str) -> list[list[str]]:
    """Heading and rows of the first table of a page, as it is read."""
    page = browsing.text(address)
    rows = re.findall(r"<tr>(.*?)</tr>", page.split("<table", 1)[1].split("</table>")[0], re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in cells]


def texts(found: Worksheet) -> list[list[str]]:
    """All cells as text."""
    rows = found.iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def test_X14_a_download_has_the_pages_headings_and_rows(log_in: LogIn, services: StandIn) -> None:
    director = log_in("director")
    cases = [
        case(1),
        case(2, building=None, unit=None, place="花园"),
        case(3, department_name="工程部"),
    ]
    services.answers["complaints.search"] = {"items": cases, "next_cursor": None}
    page, book = shown(director, CASES), texts(sheet(director, f"{CASES}?format=xlsx"))
    due = page[0].index("应答复时间")
    assert {row[due] for row in book[1:]} == {"2026-11-02 20:00:00"}
    lodged = page[0].index("登记")
    assert {row[lodged] for row in book[1:]} == {"2026-11-02 09:00:00"}
    timeless = [place for place in range(len(page[0])) if place not in (due, lodged)]
    assert [[row[at] for at in timeless] for row in page] == [
        [row[at] for at in timeless] for row in book
    ]


def test_X14_a_download_has_all_of_the_list_though_the_page_shows_a_part(
    log_in: LogIn, services: StandIn
) -> None:
    director = log_in("director")
    services.answers["complaints.search"] = in_two_parts([case(number) for number in range(1, 7)])
    assert len(shown(director, CASES)) == 1 + 3
    assert len(texts(sheet(director, f"{CASES}?format=xlsx"))) == 1 + 6


def test_X14_a_download_is_filtered_as_the_page_is(log_in: LogIn, services: StandIn) -> None:
    director = log_in("director")
    services.answers["complaints.search"] = {"items": [case(1)], "next_cursor": None}
    address = f"{CASES}?month=2026-11&team=desk&counted=true&status="
    director.get(address)
    on_page = searched(services)
    director.get(f"{address}&format=xlsx")
    in_book = searched(services)
    for paging in ("limit", "cursor"):
        on_page.pop(paging), in_book.pop(paging)
    assert on_page == in_book == {"month": "2026-11", "team": "desk", "counted": "true"}


def test_the_link_of_a_page_downloads_what_it_shows(log_in: LogIn, services: StandIn) -> None:
    director = log_in("director")
    services.answers["complaints.search"] = {"items": [case(1)], "next_cursor": None}
    page = director.text(f"{CASES}?month=2026-11&cursor={AN_ID}")
    (link,) = re.findall(r'href="([^"]*format=xlsx[^"]*)"', page)
    assert "month=2026-11" in link and "cursor" not in link


@pytest.mark.parametrize("words", DANGEROUS)
def test_residents_words_stay_texts_in_a_download(
    log_in: LogIn, services: StandIn, words: str
) -> None:
    director = log_in("director")
    services.answers["complaints.search"] = {
        "items": [case(1, description=words)], "next_cursor": None,
    }  # fmt: skip
    found = sheet(director, f"{CASES}?format=xlsx")
    (cell,) = [cell for cell in found[2] if cell.value == words]
    assert cell.data_type == "s" and cell.hyperlink is None


def test_amounts_are_numbers_in_a_download(log_in: LogIn, services: StandIn) -> None:
    finance = log_in("finance")
    services.answers["billing.list_refunds"] = {
        "items": [
            {
                "id": AN_ID, "household_id": AN_ID, "building": "1栋", "unit": "1-101",
                "amount": "1234.50", "status": "requested", "reason": "重复缴费",
                "requested_by": "林晓梅", "requested_at": "2026-11-02T09:00:00+08:00",
                "decided_by": None, "decided_at": None,
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    found = sheet(finance, "/finance/refunds?format=xlsx")
    assert [cell.value for cell in found[2]][:3] == ["1栋 1-101", 1234.5, "待审批"]
    assert found[2][1].data_type == "n"
    assert "¥1,234.50" in shown(finance, "/finance/refunds")[1]


HOSTILE = "<script>alert(1)</script>&"


def test_a_chart_is_drawn_for_the_desk_and_for_the_phone_which_has_room_for_half_a_year() -> None:
    months = [f"{number}月" for number in range(1, 13)]
    desk, phone = columns("月", months, {"late": list(range(12))}).split("</svg>")[:2]
    assert "on-desk" in desk and all(f">{month}</text>" in desk for month in months)
    assert "on-phone" in phone
    assert [month for month in months if f">{month}</text>" in phone] == months[6:]


def test_figures_in_a_chart_are_written_as_the_page_writes_them() -> None:
    chart = bars("收缴率", ["1栋", "2栋"], [Decimal("89.40"), None], shown=lambda rate: f"{rate}%")
    assert chart.count(">89.40%</text>") == 2


def test_a_table_wider_than_a_phone_names_each_value_there() -> None:
    three, two = (Table("", [str(n) for n in range(count)], [], "") for count in (3, 2))
    assert (three.look, two.look) == ("carded", "")


@pytest.mark.parametrize(
    "chart",
    [
        bars(HOSTILE, [HOSTILE, "2栋"], [3, 1]),
        columns(HOSTILE, [HOSTILE, "11月"], {HOSTILE: [1, 2], "late": [0, 1]}),
        bars("空", [], []),
    ],
)
def test_a_chart_brings_no_script_no_style_no_id_and_no_address(chart: str) -> None:
    assert re.findall(r"<(script|style|image|a|use)\b|\b(style|id|href|on\w+)=", chart) == []
    assert "Pygal" not in chart and "http://" not in chart.replace("http://www.w3.org/2000/svg", "")
    assert 'role="img"' in chart


FIGURES: dict[str, Any] = {
    "since": "2026-11-01", "until": "2026-11-30",
    "response": {"due": 8, "kept": 7, "missed": 1, "share": "0.8750"},
    "follow_up": {
        "completed": 31, "due": 23, "followed_up": 19, "early": 2, "in_time": 13, "late": 4,
        "overdue": 5, "unreached": 3, "rate": "0.8261", "solved": 17, "average_rating": "4.37",
    },
    "charges": {
        "charged": "1234.50", "paid": "1000.40", "unpaid": "234.10", "unpaid_count": 6,
    },
    "overdue_follow_ups": [
        {
            "repair_id": AN_ID, "number": "BX-2026-000001", "household_id": None,
            "building": "1栋", "engineer_name": "孙工",
            "completed_at": "2026-11-20T09:30:21+08:00",
            "follow_up_by": "2026-11-23T20:00:00+08:00",
        }
    ],
}  # fmt: skip
REPAIRS = "/manage/figures/repairs"


def repairs_book(log_in: LogIn, services: StandIn) -> Any:
    """The workbook of the repairs' figures."""
    services.answers |= {
        "repairs.figures": FIGURES, "repairs.search": {"items": [], "next_cursor": None},
    }  # fmt: skip
    answer = log_in("director").get(f"{REPAIRS}?format=xlsx")
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def test_R05_every_figure_of_repairs_stands_in_the_download(
    log_in: LogIn, services: StandIn
) -> None:
    book = repairs_book(log_in, services)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    numbers = sorted(cell.value for cell in cells if isinstance(cell.value, int | float))
    figures = [8, 7, 31, 23, 19, 19, 2, 13, 4, 5, 3, 17, 1, 4.37, 1234.5, 1000.4, 234.1, 6]
    shares = [0.875, 0.8261, 0.8947]
    assert numbers == pytest.approx(sorted([*figures, *shares]))
    page = log_in("director").text(REPAIRS)
    for said in ("31", "4.37", "¥1,234.50", "¥1,000.40", "¥234.10", "87.50%", "82.61%"):
        assert said in page


def test_R05_dates_amounts_and_shares_are_what_they_are(log_in: LogIn, services: StandIn) -> None:
    cells = {
        cell.value: cell
        for sheet in repairs_book(log_in, services) for row in sheet.iter_rows() for cell in row
    }  # fmt: skip
    looks = {
        datetime(2026, 11, 1): "yyyy-mm-dd",  # noqa: DTZ001 - a spreadsheet knows no zones
        datetime(2026, 11, 20, 9, 30): "yyyy-mm-dd hh:mm",  # noqa: DTZ001
        datetime(2026, 11, 23, 20): "yyyy-mm-dd hh:mm",  # noqa: DTZ001
        1234.5: "#,##0.00",
        0.875: "0.00%",
        4.37: "0.00",
    }
    assert {value: cells[value].number_format for value in looks} == looks
    assert all(cells[value].is_date for value in looks if isinstance(value, datetime))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (tables.yuan("-12.5"), -12.5),
        (tables.yuan(None), None),
        (tables.percent("89.4"), 0.894),
        (tables.percent(None), None),
        (tables.decimal("3.33"), 3.33),
        (tables.count(0), 0),
        (tables.text("=1+1"), "=1+1"),
        (tables.text("123"), "123"),
    ],
)
def test_each_kind_of_cell_is_written_as_what_it_is(
    app: Flask, cell: tables.Cell, value: Any
) -> None:
    with app.test_request_context():
        made = workbook([SheetTable("a", ["b"], [[cell.value]])], "a")
    found = openpyxl.load_workbook(io.BytesIO(made.get_data())).worksheets[0]["A2"]
    assert found.value == value and found.data_type != "f"


def test_D01_the_exported_file_itself_comes_in_again(app: Flask) -> None:
    """What the gateway makes of an export is what the directory reads."""
    row = {
        "building": "1栋", "unit": "2-101", "floor": 1, "unit_type": "住宅", "area_m2": "88.90",
        "owner_name": "=王芳（甲）", "phone": "02155556666-801", "email": None,
        "id_number": "11010519491231002X", "billing_from": "2024-07-01", "vacant": "否",
        "two_person_visit": "是", "tenant_name": "天府小厨（个体）", "tenant_phone": "无",
    }  # fmt: skip
    headings = [column.heading for column in COLUMNS]
    with app.test_request_context():
        answer = exported_households(
            {"headings": headings, "rows": [[row[column.field] for column in COLUMNS]]}
        )
    cells = openpyxl.load_workbook(io.BytesIO(answer.get_data())).worksheets[0][2]
    kinds = {heading: cell.data_type for heading, cell in zip(headings, cells, strict=True)}
    assert (kinds["建筑面积"], kinds["计费起始日"], kinds["身份证号"]) == ("n", "d", "s")
    [read], errors = check_rows(rows_of(answer.get_data(), 10))
    assert errors == []
    assert (read.area_m2, read.billing_from) == (Decimal("88.90"), date(2024, 7, 1))
    assert (read.owner_name, read.phone, read.tenant_phone) == (
        "=王芳（甲）", "02155556666-801", None,
    )  # fmt: skip
