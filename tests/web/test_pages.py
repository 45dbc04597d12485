"""How pages behave: languages, refusals beside their fields, one form one effect, assets."""

import gzip
import json
import re
from typing import Any

import pytest

from contracts.billing.bills import BillStatus
from foundation.errors import IllegalTransition, InvalidInput, NotFound, ServiceAway
from foundation.messaging.wire import error_from_wire, error_to_wire
from gateway.web.assets import assets
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

STATEMENT = {
    "household_id": "h1", "since": "2026-01-01", "until": "2026-11-21", "opening": "0.00",
    "entries": [], "closing": "12.00", "outstanding": "12.00", "overdue": "0.00", "credit": "0.00",
}  # fmt: skip
PAID = {"id": "p1", "receipt_number": "SJ-2026-000001"}


@pytest.fixture
def resident(log_in: LogIn, services: StandIn) -> Browsing:
    """A resident who owes something."""
    browsing = log_in("resident")
    services.answers |= {
        "billing.statement": STATEMENT,
        "billing.list_bills": {"items": [], "next_cursor": None},
        "billing.take_payment": PAID,
    }
    return browsing


def calls_of(services: StandIn, method: str) -> list[Any]:
    """The calls of one method."""
    return [call for call in services.calls if call.method == method]


def test_the_language_chosen_is_kept(browsing: Browsing) -> None:
    assert "登录" in browsing.text("/login")
    answer = browsing.send("/language", language="en", back="/login")
    assert answer.headers["Location"] == "/login"
    text = browsing.text("/login")
    assert "Log in" in text and '<html lang="en">' in text


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    resident: Browsing, services: StandIn
) -> None:
    services.answers["billing.take_payment"] = InvalidInput(
        errors={"amount": ["Must be greater than 0."]}
    )
    answer = resident.send("/my/bills/pay/h1", amount="-5", method="alipay", once="k")
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    field = re.search(r'<input[^>]*id="amount"[^>]*>', text)
    assert field and 'value="-5"' in field[0] and "aria-describedby" in field[0]
    assert 'aria-invalid="true"' in field[0]
    assert re.search(r'id="amount-error"><span>必须大于 0。', text)
    assert re.search(r'checked[^>]*value="alipay"', text)


def test_a_refusal_that_names_no_field_stands_above_the_form(
    resident: Browsing, services: StandIn
) -> None:
    services.answers["billing.take_payment"] = ServiceAway()
    answer = resident.send("/my/bills/pay/h1", amount="5", method="alipay", once="k")
    assert answer.status_code == 503
    text = answer.get_data(as_text=True)
    assert 'role="alert"' in text and "相关服务暂时无法应答" in text and 'value="5"' in text


def test_B10_a_form_sent_again_carries_the_same_key(resident: Browsing, services: StandIn) -> None:
    text = resident.text("/my/bills/pay/h1")
    once = re.search(
        r'action="/my/bills/pay/h1">\s*<input type="hidden" name="once" value="([^"]+)"', text
    )
    assert once
    for _ in range(2):
        resident.send("/my/bills/pay/h1", amount="5", method="wechat", once=once[1])
    keys = [call.context["idempotency_key"] for call in calls_of(services, "take_payment")]
    assert keys == [once[1]] * 2


def test_B10_two_forms_have_two_keys(resident: Browsing) -> None:
    keys = {
        re.findall(r'name="once" value="([^"]+)"', resident.text("/my/bills/pay/h1"))[0]
        for _ in "12"
    }
    assert len(keys) == 2


def test_a_refused_form_keeps_its_key(resident: Browsing, services: StandIn) -> None:
    services.answers["billing.take_payment"] = ServiceAway()
    answer = resident.send("/my/bills/pay/h1", amount="5", method="alipay", once="the-key")
    assert 'name="once" value="the-key"' in answer.get_data(as_text=True)


def test_a_page_of_what_is_not_there_says_so(log_in: LogIn, services: StandIn) -> None:
    services.answers["billing.get_bill"] = NotFound()
    answer = log_in("resident").get("/my/bills/b1", **{"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "There is no such thing" in answer.get_data(as_text=True)


def test_a_browser_that_went_astray_gets_a_page_and_a_program_a_document(
    browsing: Browsing,
) -> None:
    assert "text/html" in browsing.get("/nowhere").headers["Content-Type"]
    answer = browsing.client.get("/nowhere")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_refusal_names_no_codes_to_people(resident: Browsing, services: StandIn) -> None:
    refusal = IllegalTransition(status=BillStatus.PARTLY_PAID)
    sent = json.dumps(error_to_wire(refusal))
    services.answers["billing.take_payment"] = error_from_wire(json.loads(sent))
    text = resident.send("/my/bills/pay/h1", amount="5").get_data(as_text=True)
    assert "当前状态（部分缴纳）" in text and "partly_paid" not in text


def test_what_is_away_leaves_the_rest_of_the_home(log_in: LogIn, services: StandIn) -> None:
    services.answers |= {
        "billing.statement": ServiceAway(),
        "repairs.search": {"items": [], "next_cursor": None},
        "complaints.search": {"items": [], "next_cursor": None},
        "notices.search": {"items": [], "next_cursor": None},
        "notices.messages": {"items": [], "next_cursor": None, "unread": 2},
        "directory.get_household": {"id": "h1", "building": "1栋", "unit": "1-201"},
    }
    text = log_in("resident").text("/my/")
    assert "这部分内容暂时无法显示" in text and "2 条未读" in text and "1栋 1-201" in text


@pytest.mark.parametrize("name", sorted(assets()))
def test_files_are_small_and_kept_by_what_is_in_them(browsing: Browsing, name: str) -> None:
    asset = assets()[name]
    answer = browsing.get(f"/assets/{asset.tag}/{name}", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert gzip.decompress(answer.data) == asset.plain
    assert browsing.get(f"/assets/{asset.tag}/{name}").data == asset.plain


def test_an_old_address_of_a_file_is_not_kept(browsing: Browsing) -> None:
    answer = browsing.get("/assets/an-old-tag/site.css")
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-cache"
    assert browsing.get("/assets/x/nothing.css").status_code == 404
