"""B16: a run is confirmed on its preview, and taken back by two people."""

import json
import re
from typing import Any

import pytest

from contracts.opening import Step, step
from foundation.errors import ServiceAway
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

SEEN = {
    "period": "2027", "due_date": "2027-12-31", "total": 892, "billed": 891,
    "amount": "4160000.00", "outlier_count": 1, "outlier_percent": 30,
    "items": [{"item": "物业费", "item_en": "Fee", "households": 891, "amount": "4160000.00"}],
    "outliers": [{
        "household_id": "h1", "building": "1栋", "unit": "1-101", "amount": "9999.00",
        "per_month": "833.25", "before_per_month": "100.00", "change_percent": 733,
    }],
    "missing": [
        {"household_id": "h2", "building": "2栋", "unit": "1-201", "why": "no_area"}
    ],
    "already": [{"period": "2027-Q1", "month": "2027-01", "households": 12}],
}  # fmt: skip
RUN = {
    "id": "r1", "period": "2027", "due_date": "2999-12-31", "status": "running", "total": 892,
    "done": 100, "billed": 99, "amount": "1000.00", "started_by": "财务", "cancelled": 0,
    "started_at": "2026-11-02T10:00:00+08:00", "finished_at": None, "cancelled_at": None,
    "error": None, "kept": [],
}  # fmt: skip
REQUESTED = {
    "id": "q1", "kind": "run", "target_id": "r1", "number": None, "period": "2027",
    "due_date": "2999-12-31", "bills": 99, "amount": "1000.00", "reason": "选错账期",
    "status": "requested", "requested_by": "财务", "requested_at": "2026-11-02T10:05:00+08:00",
    "decided_by": None, "decided_at": None, "remark": None, "kept": [], "decides": True,
}  # fmt: skip
KEPT = {
    "bill_id": "b7", "number": "ZD-2026-000077", "household_id": "h7", "building": "7栋",
    "unit": "1-701",
}  # fmt: skip
EMPTY: dict[str, Any] = {"items": [], "next_cursor": None}


@pytest.fixture
def finance(log_in: LogIn, services: StandIn) -> Browsing:
    services.answers |= {
        "directory.opening": {"items": [step(Step.HOUSEHOLDS, 892)]},
        "billing.list_bill_runs": EMPTY,
        "billing.preview_bill_run": SEEN,
        "billing.start_bill_run": RUN,
        "billing.get_bill_run": RUN,
        "billing.list_bills": EMPTY,
        "billing.list_cancel_requests": EMPTY,
        "billing.cancel_run": REQUESTED,
        "billing.get_cancel_request": REQUESTED,
        "billing.decide_cancel": REQUESTED,
    }
    return log_in("finance")


def started(services: StandIn) -> list[Any]:
    return [call.data for call in services.calls if call.method == "start_bill_run"]


def test_B16_one_click_shows_what_would_be_billed_and_bills_nobody(
    finance: Browsing, services: StandIn
) -> None:
    answer = finance.send("/finance/bill-runs", period="2027", due_date="2027-12-31", once="k")
    assert answer.status_code == 303 and started(services) == []
    text = finance.text(answer.headers["Location"])
    for shown in ("891", "¥4,160,000.00", "1栋 1-101", "+733%", "2栋 1-201", "2027年第1季度"):
        assert shown.replace(" ", "") in text.replace(" ", ""), shown
    assert started(services) == []


def test_B16_what_was_seen_is_confirmed_and_sent_along(
    finance: Browsing, services: StandIn
) -> None:
    values = {
        "period": "2027", "due_date": "2027-12-31", "confirmed_billed": "891",
        "confirmed_amount": "4160000.00", "once": "k",
    }  # fmt: skip
    refused = finance.send("/finance/bill-runs/preview", **values)
    assert refused.status_code == 422 and started(services) == []
    assert "请先核对并勾选确认" in refused.get_data(as_text=True)
    answer = finance.send("/finance/bill-runs/preview", looked="y", **values)
    assert answer.status_code == 303
    (sent,) = started(services)
    assert (str(sent["confirmed_billed"]), sent["confirmed_amount"]) == ("891", "4160000.00")
    assert sent["homes"] == 892


PREVIEW = "/finance/bill-runs/preview?period=2027&due_date=2027-12-31"


def test_P02_a_preview_says_that_homes_are_still_arriving_and_offers_no_run(
    finance: Browsing, services: StandIn
) -> None:
    services.answers["directory.opening"] = {"items": [step(Step.HOUSEHOLDS, 1200)]}
    text = finance.text(PREVIEW)
    assert "已到 892 / 1200 户" in text and 'data-live="households"' in text
    assert 'name="looked"' not in text and "data-under-way" in text
    services.answers["directory.opening"] = {"items": [step(Step.HOUSEHOLDS, 892)]}
    text = finance.text(PREVIEW)
    assert "仍在传送" not in text and 'name="looked"' in text and 'id="live-preview"' in text


def test_P02_a_preview_is_shown_while_the_directory_is_away(
    finance: Browsing, services: StandIn
) -> None:
    services.answers["directory.opening"] = ServiceAway()
    assert 'name="looked"' in finance.text(PREVIEW)


def test_P02_homes_are_counted_where_bills_are_made_and_nowhere_else(
    services: StandIn, browsing: Browsing
) -> None:
    """Who is finance in one community and director in another sees more homes than are billed."""
    person = {"id": "p1", "name": "王芳", "roles": ["director", "finance"], "household_ids": []}
    grants = [
        {"role": role, "community_id": place}
        for role, place in (("finance", "c1"), ("director", "c1"), ("director", "c2"))
    ]
    services.answers |= {
        "directory.authenticate": person | {"session_id": json.dumps(person | {"grants": grants})},
        "directory.own_second_factor": {"enrolled": False, "required": False},
        "billing.preview_bill_run": SEEN,
        "directory.opening": {"items": [step(Step.HOUSEHOLDS, 892)]},
    }
    assert browsing.send("/login", username="somebody", password="secret").status_code == 303
    assert 'name="looked"' in browsing.text(PREVIEW)
    [asked] = [call for call in services.calls if call.method == "opening"]
    held = json.loads(asked.context["actor"])["grants"]
    assert sorted(map(tuple, held)) == [("director", "c1"), ("finance", "c1")]


def test_B16_a_run_is_asked_to_be_cancelled_on_its_page(
    finance: Browsing, services: StandIn
) -> None:
    text = finance.text("/finance/bill-runs/r1")
    assert re.search(r'action="/finance/bill-runs/r1/cancel"', text)
    answer = finance.send("/finance/bill-runs/r1/cancel", reason="选错账期", once="k")
    assert answer.status_code == 303
    services.answers["billing.list_cancel_requests"] = {"items": [REQUESTED], "next_cursor": None}
    text = finance.text("/finance/bill-runs/r1")
    assert "选错账期" in text and 'action="/finance/bill-runs/r1/cancel"' not in text


def test_B16_another_person_decides(finance: Browsing, services: StandIn) -> None:
    text = finance.text("/finance/cancel-requests/q1")
    assert "取消2027年出账批次" in text.replace(" ", "") and 'name="approve"' in text
    answer = finance.send("/finance/cancel-requests/q1", approve="true", once="k")
    assert answer.status_code == 303
    assert services.calls and any(call.method == "decide_cancel" for call in services.calls)


def test_B16_whoever_asked_is_offered_no_decision(finance: Browsing, services: StandIn) -> None:
    services.answers["billing.get_cancel_request"] = REQUESTED | {"decides": False}
    text = finance.text("/finance/cancel-requests/q1")
    assert 'name="approve"' not in text and "申请人" in text


def test_B16_bills_that_stay_are_named_with_their_reason_on_the_run_and_on_its_request(
    finance: Browsing, services: StandIn
) -> None:
    services.answers["billing.get_bill_run"] = RUN | {"status": "cancelled", "kept": [KEPT]}
    services.answers["billing.get_cancel_request"] = REQUESTED | {
        "status": "approved",
        "kept": [KEPT],
    }
    for path in ("/finance/bill-runs/r1", "/finance/cancel-requests/q1"):
        text = finance.text(path)
        assert "ZD-2026-000077" in text and "预存款已退还" in text, path
