"""Pages of managers, finance and notices: what is asked of the services, and for whom."""

from typing import Any

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
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
CALLED_BY: dict[str, tuple[Method, ...]] = {
    "/manage/escalations": (complaints.ESCALATIONS,),
    "/manage/figures": (complaints.OVERDUE, complaints.SEARCH),
    "/manage/figures/complaints": (complaints.TREND, complaints.REPORT),
    "/manage/concealment": (complaints.LIST_REVIEWS,),
    "/manage/figures/repairs": (repairs.FIGURES, repairs.SEARCH),
    "/manage/figures/cases": (complaints.SEARCH,),
    "/finance/": (billing.BILLED_PERIODS,),
    "/finance/bill-runs": (billing.LIST_BILL_RUNS,),
    "/finance/fee-items": (billing.LIST_FEE_ITEMS,),
    "/finance/receipts": (billing.LIST_PAYMENTS,),
    "/finance/refunds": (billing.LIST_REFUNDS,),
    "/finance/void-requests": (billing.LIST_VOID_REQUESTS,),
    "/finance/dunning": (billing.PREVIEW_DUNNING,),
    "/finance/dunning/steps": (billing.LIST_STEPS,),
    "/notices/": (notices.SEARCH,),
}
"""What each page cannot do without."""
STAFF = [role for role in Role if role not in (Role.SYSTEM, Role.RESIDENT)]


def as_the_services(services: StandIn, role: Role) -> None:
    """Let the stand-in refuse as the services do; whom it lets in gets an empty list."""
    for method in {method for sent in CALLED_BY.values() for method in sent}:
        empty: Any = {"items": [], "next_cursor": None}
        services.answers[method.key] = empty if role in method.roles else Forbidden()
    services.answers[directory.LIST_BUILDINGS.key] = {"items": []}


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("path", [path for path in CALLED_BY if path.startswith("/finance")])
def test_a_page_of_finance_is_for_whom_its_method_is_for(
    log_in: LogIn, services: StandIn, path: str, role: Role
) -> None:
    browsing = log_in(role)
    as_the_services(services, role)
    found = browsing.get(path).status_code
    admitted = all(role in method.roles for method in CALLED_BY[path])
    group = billing.OVERSEERS | directory.IMPORT_HOUSEHOLDS.roles
    assert found == (200 if admitted and role in group else 403)


@pytest.mark.parametrize("role", STAFF)
def test_a_menu_leads_to_no_page_that_refuses(log_in: LogIn, services: StandIn, role: Role) -> None:
    browsing = log_in(role)
    as_the_services(services, role)
    page = browsing.text("/account")
    for path, sent in CALLED_BY.items():
        if f'href="{path}"' in page:
            assert all(role in method.roles for method in sent), path


def test_X09_an_escalation_is_acknowledged_from_the_list(log_in: LogIn, services: StandIn) -> None:
    director = log_in("director")
    services.answers["complaints.escalations"] = {"items": [], "next_cursor": None}
    services.answers["complaints.acknowledge"] = {"number": "TS-2026-000018"}
    answer = director.send(f"/manage/escalations/{AN_ID}", once="k")
    assert answer.headers["Location"] == "/manage/escalations"
    assert services.last.method == "acknowledge"
    assert services.last.data == {"complaint_id": AN_ID}
    assert "TS-2026-000018" in director.text("/manage/escalations")


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
    sent = services.last.data
    assert sent["audience"] == named
    assert sent["publish_at"] == "2026-12-01T08:00+08:00" and sent["expires_at"] is None


def test_the_file_of_a_chart_is_named_only_where_there_is_a_board(log_in: LogIn) -> None:
    assert "figures.css" not in log_in("director").text("/account")


def test_where_nothing_was_billed_the_page_shows_no_rate(log_in: LogIn, services: StandIn) -> None:
    """The service says 100, which reads as if all had been collected."""
    amounts = dict.fromkeys(
        ("billed_amount", "collected_amount", "written_off_amount", "outstanding_amount"), "0.00"
    )
    nothing = {
        "key": "former_years", "label": "历年欠费", "label_en": "Former years", "billed_count": 0,
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
