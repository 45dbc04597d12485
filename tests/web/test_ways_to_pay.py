"""B17: residents pay by the sandbox of demo mode; elsewhere they are told how to pay instead."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from foundation.config import Settings
from foundation.errors import RemoteRefusal
from gateway.app import create_app
from tests.api.logins import opened
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.test_printed import HEAD

ACCOUNT = {
    "household_id": "h1", "since": "2026-01-01", "until": "2026-11-02", "opening": "0.00",
    "entries": [], "closing": "300.00", "outstanding": "300.00", "overdue": "0.00",
    "credit": "0.00",
}  # fmt: skip
BILL = {
    "id": "b1", "number": "ZD-2026-000001", "household_id": "h1", "kind": "period",
    "community_id": "c1", "debtor_name": "王芳", "issued_amount": "300.00",
    "period": "2026-Q4", "issued_on": "2026-10-01", "due_date": "2026-11-30",
    "amount": "300.00", "outstanding": "300.00", "status": "open", "overdue": False,
    "source_reference": None, "lines": [], "deliveries": [], "cancelled": None,
}  # fmt: skip
HOME = {"id": "h1", "building": "1", "unit": "1-101", "unit_type": "residential"}
REFUSAL = RemoteRefusal(
    "online_payment_not_configured", "no", {}, {"how": "请到物业服务中心收费窗口缴费。"}
)


@pytest.fixture(params=["demo", "production"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def resident(mode: str, settings: Settings) -> Iterator[Browsing]:
    """A resident of an installation in each mode."""
    calls = StandIn()
    person = {"id": "p", "name": "王芳", "roles": ["resident"], "household_ids": ["h1"]}
    calls.answers |= {
        "directory.authenticate": opened(person),
        "directory.me": person,
        "directory.get_household": HOME,
        "billing.statement": ACCOUNT,
        "billing.list_bills": {"items": [BILL], "next_cursor": None},
        "billing.get_bill": BILL,
        "directory.paper_head": HEAD | {"telephone": ""},
        "billing.take_payment": REFUSAL,
        "repairs.search": {"items": [], "next_cursor": None},
        "complaints.search": {"items": [], "next_cursor": None},
        "notices.search": {"items": [], "next_cursor": None},
        "notices.messages": {"items": [], "next_cursor": None, "unread": 0},
    }
    chosen = replace(
        settings, demo=mode == "demo", pay_counter="1号楼一层，每日8:00–20:00",
        pay_account="某某银行0000", service_line="400-820-1234",
    )  # fmt: skip
    app = create_app(calls, chosen)
    browsing = Browsing(FlaskClient(app, app.response_class))
    assert browsing.send("/login", username="a", password="b").status_code == 303
    yield browsing


def test_B17_the_page_says_how_to_pay_instead(resident: Browsing, mode: str) -> None:
    text = resident.text("/my/bills/pay/h1")
    ways = [way in text for way in ("1号楼一层，每日8:00–20:00", "某某银行0000", "400-820-1234")]
    if mode == "demo":
        assert "模拟支付" in text and 'name="amount"' in text and not any(ways)
    else:
        assert "线上缴费尚未开通" in text and 'name="amount"' not in text and all(ways)
        assert "模拟支付" not in text


@pytest.mark.parametrize("path", ["/my/", "/my/bills", "/my/bills/b1"])
def test_B17_no_page_offers_to_pay_where_nobody_can(
    resident: Browsing, mode: str, path: str
) -> None:
    """Offered = allowed: the way to the page is named after what it does."""
    text = re.sub("<article.*?</article>", "", resident.text(path), flags=re.S)  # a paper says more
    assert 'href="/my/bills/pay/h1' in text
    assert ("缴费方式" in text) == (mode == "production")


def test_B17_the_refusal_says_how_in_both_languages(resident: Browsing, mode: str) -> None:
    if mode == "demo":
        return
    answer = resident.send("/my/bills/pay/h1", amount="5", method="alipay", once="k")
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "线上缴费尚未开通" in text and "某某银行0000" in text
