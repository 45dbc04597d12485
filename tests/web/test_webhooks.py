"""P06: the pages of webhooks: entered, shown with what came back, sent once more, ended."""

from typing import Any

import pytest

from contracts.notices import methods
from contracts.notices.webhooks import WebhookAddressPrivate
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/settings/webhooks"
AT = "2026-11-02T10:00:00+08:00"
HOOK: dict[str, Any] = {
    "id": "w1", "name": "财务软件", "url": "https://hooks.example.com/g",
    "events": ["billing.payment_received"], "communities": None, "state": "holds", "made_at": AT,
    "made_by": "陈欣", "ended_at": None, "ended_by": None, "waiting": 0, "given_up": 2,
    "version": 3,
}  # fmt: skip
DELIVERY: dict[str, Any] = {
    "id": "d1", "event_id": "e1", "type": "billing.payment_received", "status": "given_up",
    "made_at": AT, "due_at": None, "body": '{"type":"billing.payment_received"}',
    "attempts": [{"at": AT, "status": 500, "said": "out of order"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    """One webhook, with one delivery."""
    services.answers |= {
        methods.LIST_WEBHOOKS.key: {"items": [HOOK]},
        methods.LIST_DELIVERIES.key: {"items": [DELIVERY], "next_cursor": None},
        methods.CREATE_WEBHOOK.key: HOOK | {"secret": "whsec_abc"},
        methods.ROTATE_WEBHOOK.key: HOOK | {"secret": "whsec_new"},
        methods.END_WEBHOOK.key: None,
        methods.EDIT_WEBHOOK.key: HOOK | {"name": "总账"},
        methods.SEND_TEST_EVENT.key: DELIVERY,
        methods.REPLAY_DELIVERY.key: DELIVERY | {"status": "waiting"},
    }


def sent(services: StandIn, method: str) -> list[dict[str, Any]]:
    """What a method was called with."""
    return [call.data for call in services.calls if call.method == method]


def test_P06_a_webhook_is_entered_and_its_secret_shown_once(
    log_in: LogIn, services: StandIn
) -> None:
    browsing = log_in(Role.ADMIN)
    page = browsing.get(PAGE).get_data(as_text=True)
    assert "财务软件" in page and "已放弃：2" in page
    wanted = {"name": "财务软件", "url": "https://hooks.example.com/g"}
    made = browsing.send(PAGE, **wanted, events="billing.payment_received")
    assert "whsec_abc" in made.get_data(as_text=True)
    assert sent(services, "create_webhook") == [
        wanted | {"events": ["billing.payment_received"], "communities": []}
    ]


def test_P06_a_refused_address_is_told_beside_its_field(log_in: LogIn, services: StandIn) -> None:
    services.answers[methods.CREATE_WEBHOOK.key] = WebhookAddressPrivate(
        field="url", host="localhost"
    )
    answer = log_in(Role.ADMIN).send(
        PAGE, name="x", url="https://localhost/", events="billing.payment_received"
    )
    assert answer.status_code == 422
    assert "localhost 位于内网或本机" in answer.get_data(as_text=True)


def test_P06_every_delivery_is_shown_and_can_be_sent_once_more(
    log_in: LogIn, services: StandIn
) -> None:
    browsing = log_in(Role.ADMIN)
    page = browsing.get(f"{PAGE}/w1").get_data(as_text=True)
    assert "已收款" in page and "已放弃" in page and "500 out of order" in page
    browsing.send(f"{PAGE}/w1/deliveries/d1/replay")
    assert sent(services, "replay_delivery") == [{"webhook_id": "w1", "delivery_id": "d1"}]


def test_P06_a_webhook_has_a_new_secret_and_is_ended(log_in: LogIn, services: StandIn) -> None:
    browsing = log_in(Role.ADMIN)
    assert "whsec_new" in browsing.send(f"{PAGE}/w1/rotate").get_data(as_text=True)
    assert browsing.send(f"{PAGE}/w1/end").status_code == 303
    assert sent(services, "end_webhook") == [{"webhook_id": "w1"}]


def test_P06_a_webhook_is_changed_by_the_version_that_was_read(
    log_in: LogIn, services: StandIn
) -> None:
    browsing = log_in(Role.ADMIN)
    page = browsing.get(f"{PAGE}/w1").get_data(as_text=True)
    assert 'value="https://hooks.example.com/g"' in page and 'name="version"' in page
    wanted = {"name": "总账", "url": "https://hooks.example.com/h"}
    browsing.send(f"{PAGE}/w1", **wanted, events="billing.bill_issued", version="3")
    [call] = [one for one in services.calls if one.method == "edit_webhook"]
    assert call.data == wanted | {
        "webhook_id": "w1", "events": ["billing.bill_issued"], "communities": []
    }  # fmt: skip
    assert call.context["if_match"] == "3"
    services.answers[methods.EDIT_WEBHOOK.key] = WebhookAddressPrivate(field="url", host="intra")
    refused = browsing.send(f"{PAGE}/w1", **wanted, events="billing.bill_issued", version="3")
    assert refused.status_code == 422 and "intra 位于内网或本机" in refused.get_data(as_text=True)


def test_P06_what_a_test_event_met_is_said_at_once(log_in: LogIn, services: StandIn) -> None:
    browsing = log_in(Role.ADMIN)
    browsing.send(f"{PAGE}/w1/test")
    assert "对方未接收测试事件：500 out of order" in browsing.get(f"{PAGE}/w1").get_data(
        as_text=True
    )
    taken = [{"at": AT, "status": 204, "said": ""}]
    good = DELIVERY | {"status": "delivered", "attempts": taken}
    services.answers[methods.SEND_TEST_EVENT.key] = good
    browsing.send(f"{PAGE}/w1/test")
    assert "对方已接收测试事件：204" in browsing.get(f"{PAGE}/w1").get_data(as_text=True)
    assert sent(services, "send_test_event") == [{"webhook_id": "w1"}] * 2


def test_P06_nobody_but_administrators_sees_webhooks(log_in: LogIn, services: StandIn) -> None:
    page = log_in(Role.FINANCE).get("/settings/policies").get_data(as_text=True)
    assert "事件推送" not in page
