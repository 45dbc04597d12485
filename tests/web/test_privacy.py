"""D03: managers read who looked at which number and what for, of all three logs on one page."""

import io
from typing import Any

import openpyxl
import pytest

from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import MANAGERS, STAFF, Role
from gateway.web.manager import privacy
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/manage/looks"


def look(n: int, **more: Any) -> dict[str, Any]:
    """The n-th look that was taken."""
    return {"id": f"id-{n:03}", "at": "2026-11-03T09:00:00+08:00", "by_id": "p1"} | more


def of_home(n: int, **more: Any) -> dict[str, Any]:
    """At a household's number."""
    values = {
        "by": f"甲{n:03}", "kind": "reveal", "what": "id_number", "household_id": "h1",
        "place": "3栋 2-1001", "purpose": "核对身份", "rows": 1,
    }  # fmt: skip
    return look(n, **values | more)


def of_case(n: int) -> dict[str, Any]:
    """At the number of a case's contact."""
    case = {"complaint_id": "c1", "complaint_number": "TS-2026-000001"}
    return look(n, by=f"乙{n:03}", reason="回电说明", **case)


def of_repair(n: int) -> dict[str, Any]:
    """At the number of a repair's contact."""
    order = {"repair_id": "r1", "repair_number": "WX-2026-000001"}
    return look(n, by=f"丙{n:03}", reason="约定上门", **order)


@pytest.fixture
def logs(services: StandIn) -> StandIn:
    """What the three services have logged, in turns."""
    export = of_home(1, kind="export", what="households", household_id=None, place=None, rows=931)
    for log, items in (
        (directory.LIST_LOOKS, [of_home(5), export]),
        (complaints.LIST_LOOKS, [of_case(4)]),
        (repairs.LIST_LOOKS, [of_repair(6), of_repair(3)]),
    ):
        services.answers[log.key] = {"items": items, "next_cursor": None}
    return services


def order(page: str) -> list[str]:
    """Who looked, as the page lists them."""
    names = [f"{who}{n:03}" for who in "甲乙丙" for n in range(120)]
    return sorted((one for one in names if one in page), key=page.index)


def test_D03_one_page_has_the_looks_of_all_three_the_newest_first(
    log_in: LogIn, logs: StandIn
) -> None:
    page = log_in("supervisor").text(PAGE)
    assert order(page) == ["丙006", "甲005", "乙004", "丙003", "甲001"]
    for text in (
        "3栋 2-1001", "TS-2026-000001", "WX-2026-000001", "核对身份", "回电说明", "约定上门",
        "身份证号", "电话", "导出", "931",
    ):  # fmt: skip
        assert text in page, text
    for address in ("/desk/households/h1", "/desk/cases/c1", "/desk/repairs/r1"):
        assert f'href="{address}"' in page, "it leads there"


def test_D03_page_by_page_nothing_is_left_out_or_told_twice(
    log_in: LogIn, logs: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "PAGE", 2)
    reader = log_in("director")
    page = reader.text(PAGE)
    assert order(page) == ["丙006", "甲005"]
    assert "cursor=id-005" in page, "the next page begins behind the last that is shown"
    reader.text(f"{PAGE}?cursor=id-005")
    cursors = [call.data["cursor"] for call in logs.calls if call.method == "list_looks"]
    assert cursors[-3:] == ["id-005"] * 3, "in each of the logs"


def test_D03_the_file_of_it_has_all(
    log_in: LogIn, logs: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "PAGE", 2)
    answer = log_in("director").get(f"{PAGE}?format=xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(answer.get_data())).active.iter_rows(values_only=True)
    assert [row[1] for row in rows][-5:] == ["丙006", "甲005", "乙004", "丙003", "甲001"]


@pytest.mark.parametrize("role", sorted(STAFF))
def test_D03_the_log_is_offered_to_whom_it_is_open(
    log_in: LogIn, logs: StandIn, role: Role
) -> None:
    reader = log_in(role)
    assert (reader.get(PAGE).status_code == 200) == (role in MANAGERS)
    week = {"begins_on": "2026-11-30", "turns": [], "shifts": [], "people": []}
    logs.answers["directory.roster_week"] = week
    if role in MANAGERS:
        assert f'href="{PAGE}"' in reader.text("/manage/roster")
