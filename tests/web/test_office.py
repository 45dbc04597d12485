"""Pages of managers, finance and notices: what is asked of the services, and for whom."""

import base64
import io
from typing import Any

import openpyxl
import pytest

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from contracts.roles import Role
from foundation.errors import Forbidden
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
ASKED_BY: dict[str, tuple[Method, ...]] = {
    "/manage/escalations": (complaints.ESCALATIONS,),
    "/manage/figures": (complaints.OVERDUE, complaints.SEARCH),
    "/manage/figures/complaints": (complaints.TREND, complaints.REPORT),
    "/manage/figures/repairs": (repairs.FIGURES, repairs.SEARCH),
    "/manage/figures/cases": (complaints.SEARCH,),
    "/finance/": (billing.BILLED_PERIODS,),
    "/finance/bill-runs": (billing.LIST_BILL_RUNS,),
    "/finance/fee-items": (billing.LIST_FEE_ITEMS,),
    "/finance/receipts": (billing.LIST_PAYMENTS,),
    "/finance/refunds": (billing.LIST_REFUNDS,),
    "/finance/void-requests": (billing.LIST_VOID_REQUESTS,),
    "/finance/dunning": (billing.PREVIEW_DUNNING,),
    "/notices/": (notices.SEARCH,),
}
"""What each page cannot do without."""
STAFF = [role for role in Role if role not in (Role.SYSTEM, Role.RESIDENT)]


def as_the_services(services: StandIn, role: Role) -> None:
    """Let the stand-in refuse as the services do; whom it lets in gets an empty list."""
    for method in {method for asked in ASKED_BY.values() for method in asked}:
        empty: Any = {"items": [], "next_cursor": None}
        services.answers[method.key] = empty if role in method.who else Forbidden()
    services.answers[directory.LIST_BUILDINGS.key] = {"items": []}


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("path", [path for path in ASKED_BY if path.startswith("/finance")])
def test_a_page_of_finance_is_for_whom_its_method_is_for(
    log_in: LogIn, services: StandIn, path: str, role: Role
) -> None:
    browsing = log_in(role)
    as_the_services(services, role)
    found = browsing.get(path).status_code
    admitted = all(role in method.who for method in ASKED_BY[path])
    group = billing.OVERSEERS | directory.IMPORT_HOUSEHOLDS.who
    assert found == (200 if admitted and role in group else 403)


@pytest.mark.parametrize("role", STAFF)
def test_a_menu_leads_to_no_page_that_refuses(log_in: LogIn, services: StandIn, role: Role) -> None:
    browsing = log_in(role)
    as_the_services(services, role)
    page = browsing.text("/account")
    for path, asked in ASKED_BY.items():
        if f'href="{path}"' in page:
            assert all(role in method.who for method in asked), path


def test_X09_an_escalation_is_acknowledged_from_the_list(log_in: LogIn, services: StandIn) -> None:
    director = log_in("director")
    services.answers["complaints.escalations"] = {"items": [], "next_cursor": None}
    services.answers["complaints.acknowledge"] = {"number": "TS-2026-000018"}
    answer = director.send(f"/manage/escalations/{AN_ID}", once="k")
    assert answer.headers["Location"] == "/manage/escalations"
    assert services.last.method == "acknowledge"
    assert services.last.data == {"complaint_id": AN_ID}
    assert "TS-2026-000018" in director.text("/manage/escalations")


def waiting(number: str, kind: str) -> dict[str, Any]:
    """A case that waits."""
    return {
        "id": AN_ID, "complaint_id": AN_ID, "number": number, "description": "要求赔偿",
        "handler": None, "first_responsible": "林晓梅", "category": "other", "gravity": "general",
        "status": "accepted", "due_at": None,
        "waiting": [
            {
                "waits_for": kind, "tier": "director", "since": "2026-11-02T09:00:00+08:00",
                "until": None, "detail": "overdue" if kind == "acknowledgement" else "不在范围",
            }
        ],
    }  # fmt: skip


@pytest.fixture
def approving(services: StandIn) -> StandIn:
    """Something of everything that waits for approval."""
    items = [
        waiting("TS-2026-000001", "confirmation"),
        waiting("TS-2026-000002", "acknowledgement"),
    ]
    services.answers["complaints.escalations"] = {"items": items, "next_cursor": None}
    services.answers["notices.search"] = {
        "items": [
            {
                "id": AN_ID, "number": "GG-2026-000009", "title": "停水", "kind": "outage",
                "author_name": "林晓梅", "created_at": "2026-11-01T09:00:00+08:00",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    services.answers["billing.list_refunds"] = {
        "items": [
            {
                "id": AN_ID, "amount": "88.00", "requested_by": "林晓梅", "reason": "重复缴费",
                "requested_at": "2026-11-03T09:00:00+08:00",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    services.answers["billing.list_void_requests"] = {
        "items": [
            {
                "id": AN_ID, "receipt_number": "SJ-2026-000007", "amount": "300.00",
                "requested_by": "林晓梅", "requested_at": "2026-11-04T09:00:00+08:00",
                "reason": "金额录错",
            }
        ],
        "next_cursor": None,
    }  # fmt: skip
    return services


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.DIRECTOR, {"GG-2026-000009", "TS-2026-000001"}),
        (Role.DEPUTY_MANAGER, {"GG-2026-000009", "TS-2026-000001"}),
        (Role.SUPERVISOR, {"TS-2026-000001", "¥88.00", "SJ-2026-000007"}),
    ],
)
def test_X03_N01_B10_B07_one_list_has_what_one_may_approve_and_nothing_else(
    log_in: LogIn, approving: StandIn, role: Role, seen: set[str]
) -> None:
    page = log_in(role).text("/manage/approvals")
    all_of_them = (
        "GG-2026-000009", "TS-2026-000001", "TS-2026-000002", "¥88.00", "SJ-2026-000007",
    )  # fmt: skip
    assert {one for one in all_of_them if one in page} == seen


def test_what_waits_longest_comes_first(log_in: LogIn, approving: StandIn) -> None:
    page = log_in("director").text("/manage/approvals")
    assert page.index("GG-2026-000009") < page.index("TS-2026-000001")


def test_B10_a_refund_is_decided_only_by_who_says_yes_or_no(
    log_in: LogIn, approving: StandIn
) -> None:
    supervisor = log_in("supervisor")
    approving.answers["billing.decide_refund"] = {"id": AN_ID}
    supervisor.send(f"/finance/refunds/{AN_ID}", once="k")
    assert approving.last.data == {"refund_id": AN_ID, "approve": None}
    supervisor.send(f"/finance/refunds/{AN_ID}", once="k", approve="false", remark="不符")
    assert approving.last.data == {"refund_id": AN_ID, "approve": "false", "remark": "不符"}


def test_B07_a_request_to_void_is_decided_only_by_who_says_yes_or_no(
    log_in: LogIn, services: StandIn
) -> None:
    supervisor = log_in("supervisor")
    services.answers["billing.decide_void"] = {"id": AN_ID}
    supervisor.send(f"/finance/void-requests/{AN_ID}", once="k")
    assert services.last.data == {"void_request_id": AN_ID, "approve": None}
    supervisor.send(f"/finance/void-requests/{AN_ID}", once="k", approve="false", remark="不符")
    assert services.last.data == {"void_request_id": AN_ID, "approve": "false", "remark": "不符"}


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
    (asked,) = [call.data for call in services.calls if call.method == "import_households"]
    assert asked["dry_run"] is True and base64.b64decode(asked["file"]) == content
    for said in ("新增", "更新", "2-1001", "S01", "电话号码格式不正确。"):
        assert said in page


def test_D01_what_was_checked_is_what_is_imported(log_in: LogIn, services: StandIn) -> None:
    finance, content = log_in("finance"), workbook(["楼栋"], ["3栋"])
    kept = base64.b64encode(content).decode()
    assert kept in check(finance, services, content)
    services.answers["directory.import_households"] = DRY | {"imported": True}
    answer = finance.send("/finance/import", kept=kept, confirmed="1", accept_valid="1")
    assert answer.status_code == 303
    assert services.last.data == {"file": kept, "accept_valid": True}


def test_D01_a_large_file_is_not_sent_back_and_forth(log_in: LogIn, services: StandIn) -> None:
    page = check(log_in("finance"), services, b"x" * 400_000)
    assert len(page) < 100_000
    assert 'name="kept"' not in page and 'type="file"' in page


@pytest.mark.parametrize(
    ("audience", "named"),
    [
        ("everyone", {"everyone": True, "in_arrears": False, "buildings": []}),
        ("in_arrears", {"everyone": False, "in_arrears": True, "buildings": []}),
        ("buildings", {"everyone": False, "in_arrears": False, "buildings": ["1栋", "2栋"]}),
    ],
)
def test_N03_a_notice_names_whom_it_is_for(
    log_in: LogIn, services: StandIn, audience: str, named: dict[str, Any]
) -> None:
    steward = log_in("steward")
    services.answers["notices.draft"] = {"id": AN_ID, "number": "GG-2026-000010"}
    steward.send(
        "/notices/new", once="k", kind="notice", title="停水", body="周五停水", audience=audience,
        buildings=["1栋", "2栋"], channels=["portal"], publish_at="2026-12-01T08:00",
    )  # fmt: skip
    asked = services.last.data
    assert asked["audience"] == named
    assert asked["publish_at"] == "2026-12-01T08:00+08:00" and asked["expires_at"] is None


def test_the_file_of_a_chart_is_named_only_where_there_is_a_board(log_in: LogIn) -> None:
    assert "figures.css" not in log_in("director").text("/account")


def test_where_nothing_was_billed_the_page_shows_no_rate(log_in: LogIn, services: StandIn) -> None:
    """The service says 100, which reads as if all had been collected."""
    amounts = dict.fromkeys(
        ("billed_amount", "collected_amount", "written_off_amount", "outstanding_amount"), "0.00"
    )
    nothing = {
        "key": "former_years", "label": "往年", "label_en": "Former years", "billed_count": 0,
        "paid_count": 0, "unpaid_count": 0, "rate": "100.00", **amounts,
    }  # fmt: skip
    some = nothing | {"label": "合计", "billed_count": 2, "rate": "89.40"}
    period = {"period": "2026-Q3", "due_on": "2026-11-20", "bills": 2}
    services.answers[billing.BILLED_PERIODS.key] = {"items": [period]}
    services.answers[billing.COLLECTION.key] = {
        "period": "2026-Q3", "due_on": "2026-11-20", "frozen": False, "frozen_on": None,
        "total": some, "this_year": some, "former_years": nothing,
        "by_building": [], "by_item": [], "by_steward": [],
    }  # fmt: skip
    page = log_in("finance").text("/finance/")
    assert "89.40%" in page and "100.00%" not in page
