"""P06: webhooks that are changed, and test events, seen with their answer at once."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text
from standardwebhooks import Webhook as Verifier

from contracts.notices.webhooks import (
    WebhookAddressPrivate,
    WebhookEnded,
    WebhookUrlUnfit,
)
from foundation import config
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import InvalidInput, NotFound, StaleEdit
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from services.notices.webhooks.operations import delivering
from tests.operations.conftest import perform
from tests.operations.notices.webhooks.receiver import Receiver, listening
from tests.operations.notices.webhooks.test_webhooks import (
    CHIEF,
    make,
    paid,
    second_community,
    told,
)

NEW = {"name": "总账", "events": ["billing.bill_issued", "billing.payment_received"]}


def test_P06_a_changed_webhook_is_told_where_it_is_now_by_its_secret(
    store: Store, receiver: Receiver
) -> None:
    """What waits already goes there, too."""
    hook = make(store, receiver.url)
    paid(store)
    with listening() as other:
        changed = perform(
            store, Notices.edit_webhook, CHIEF, webhook_id=hook["id"], url=other.url, **NEW
        )
        assert (changed["name"], changed["url"], changed["events"], changed["waiting"]) == (
            "总账", other.url, NEW["events"], 1,
        )  # fmt: skip
        delivering.send_due(store)
        [(headers, body)] = other.got
    assert receiver.got == []
    Verifier(hook["secret"]).verify(body, headers)


def test_P06_what_is_chosen_no_more_is_told_no_more(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    paid(store, "e1")
    delivering.send_due(store)
    wanted = {"name": "总账", "url": receiver.url, "events": ["repairs.repair_closed"]}
    perform(store, Notices.edit_webhook, CHIEF, webhook_id=hook["id"], **wanted)
    paid(store, "e2")
    assert delivering.send_due(store) == 0


@pytest.mark.parametrize("url, refusal", [
    ("https://10.1.2.3/x", WebhookAddressPrivate),
    ("https://[::ffff:10.0.0.1]/", WebhookAddressPrivate),
    ("https://user:pw@example.com/", WebhookUrlUnfit),
    ("", InvalidInput),
])  # fmt: skip
def test_P06_changing_takes_no_address_that_making_refuses(
    store: Store, receiver: Receiver, url: str, refusal: type[Exception]
) -> None:
    hook = make(store, receiver.url)
    with pytest.raises(refusal):
        perform(store, Notices.edit_webhook, CHIEF, webhook_id=hook["id"], url=url, **NEW)
    [kept] = perform(store, Notices.list_webhooks, CHIEF)["items"]
    assert kept["url"] == receiver.url and kept["name"] == "财务软件"


def test_P06_a_test_event_cannot_be_chosen(store: Store, receiver: Receiver) -> None:
    with pytest.raises(InvalidInput):
        make(store, receiver.url, events=["guanjia.test"])


def test_P06_of_two_who_change_it_the_second_reads_first(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    about = {"webhook_id": hook["id"], "url": receiver.url} | NEW
    first = replace(CHIEF, if_match=str(hook["version"]))
    assert perform(store, Notices.edit_webhook, first, **about)["version"] == hook["version"] + 1
    with pytest.raises(StaleEdit):
        perform(store, Notices.edit_webhook, first, **about)


def test_P06_administrators_change_and_try_what_is_theirs_alone(
    store: Store, receiver: Receiver
) -> None:
    there = second_community(store)
    local = Actor("a2", "周敏", frozenset({"admin"}), grants=frozenset({Grant("admin", there)}))
    whole, own = make(store, receiver.url), make(store, receiver.url, local)
    about = {"webhook_id": whole["id"]}
    with pytest.raises(NotFound):
        perform(store, Notices.edit_webhook, local, url="https://10.0.0.1/", **NEW, **about)
    with pytest.raises(NotFound):
        perform(store, Notices.send_test_event, local, **about)
    assert receiver.got == []
    sent = perform(store, Notices.send_test_event, local, webhook_id=own["id"])
    seen = perform(store, Notices.list_deliveries, local, webhook_id=own["id"])["items"]
    assert [one["id"] for one in seen] == [sent["id"]]


def test_P06_a_test_event_says_that_nothing_happened_and_what_came_back(
    store: Store, receiver: Receiver
) -> None:
    hook = make(store, receiver.url)
    receiver.answers, receiver.said = [200], b"thanks"
    sent = perform(store, Notices.send_test_event, CHIEF, webhook_id=hook["id"])
    assert (sent["status"], sent["attempts"][0]["status"]) == ("delivered", 200)
    assert sent["attempts"][0]["said"] == "thanks"
    [(headers, body)] = receiver.got
    assert Verifier(hook["secret"]).verify(body, headers)["type"] == "guanjia.test"
    assert json.loads(body)["data"] == {"webhook_id": hook["id"]}
    assert [one["id"] for one in told(store, hook)] == [sent["id"]]


def test_P06_a_test_event_is_tried_once(
    store: Store, receiver: Receiver, clock: FixedClock
) -> None:
    hook = make(store, receiver.url)
    receiver.answers = [500]
    sent = perform(store, Notices.send_test_event, CHIEF, webhook_id=hook["id"])
    assert (sent["status"], sent["due_at"]) == ("given_up", None)
    clock.advance(2 * delivering.CLAIM)
    assert delivering.send_due(store) == 0


def test_P06_a_test_event_whose_sender_died_is_sent_by_another(
    store: Store, receiver: Receiver, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = make(store, receiver.url)

    def killed(_parcel: delivering.Parcel) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(delivering, "attempt", killed)
        perform(store, Notices.send_test_event, CHIEF, webhook_id=hook["id"])
    assert delivering.send_due(store) == 0
    clock.advance(delivering.CLAIM)
    assert delivering.send_due(store) == 1
    assert told(store, hook)[0]["status"] == "delivered"


def test_P06_an_ended_webhook_is_not_changed(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    perform(store, Notices.end_webhook, CHIEF, webhook_id=hook["id"])
    with pytest.raises(WebhookEnded):
        perform(store, Notices.edit_webhook, CHIEF, webhook_id=hook["id"], url=hook["url"], **NEW)


def test_P06_a_test_event_is_held_to_the_networks_of_its_day(
    store: Store, receiver: Receiver
) -> None:
    hook = make(store, receiver.url)
    config.use(replace(config.settings(), webhook_networks=()))
    sent = perform(store, Notices.send_test_event, CHIEF, webhook_id=hook["id"])
    assert receiver.got == []
    assert sent["attempts"][0]["said"] == "webhook_address_private"


def test_P06_changes_stand_in_the_trail_without_the_secret(
    store: Store, receiver: Receiver
) -> None:
    hook = make(store, receiver.url)
    perform(
        store, Notices.edit_webhook, CHIEF, webhook_id=hook["id"], url=receiver.url + "&n=2", **NEW
    )
    with store.engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM audit")).fetchall())
    assert "notices.edit_webhook" in rows and "&n=2" in rows
    assert hook["secret"] not in rows
