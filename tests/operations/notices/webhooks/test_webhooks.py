"""P06: webhooks, told to a real HTTP server and checked by the library of the convention."""

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from marshmallow import fields
from sqlalchemy import text
from standardwebhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from contracts.events import catalogue
from contracts.fields import Id, Text
from contracts.notices.webhooks import (
    CHOICES,
    TOLD,
    DeliveryUnderWay,
    TooManyWebhooks,
    WebhookAddressPrivate,
    WebhookEnded,
    WebhookEvent,
    WebhookHostUnknown,
    WebhookUrlUnfit,
)
from foundation import config
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import InvalidInput, NotFound
from foundation.messaging.envelope import Envelope
from foundation.replica.handlers import put
from foundation.service import receive
from foundation.storage.store import Store
from foundation.storage.tables import community_replica
from guanjia.secrets import reseal_rows
from services.notices.service import NoticesService as Notices
from services.notices.webhooks.operations import delivering, keeping, posting
from services.notices.webhooks.rules import RETRIES
from tests.operations.conftest import NOON, perform
from tests.operations.notices.webhooks.receiver import Receiver, listening
from tests.support.community import HERE

CHIEF = Actor("a1", "陈欣", frozenset({"admin"}), grants=frozenset({Grant("admin", None)}))
PAID = {"payment_id": "p1", "receipt_number": "SJ-2026-000001", "household_id": "h1",
        "amount": "120.00"}  # fmt: skip


def make(store: Store, url: str, by: Actor = CHIEF, **wanted: Any) -> dict[str, Any]:
    """A webhook."""
    data = {"name": "财务软件", "url": url, "events": ["billing.payment_received"]} | wanted
    return dict(perform(store, Notices.create_webhook, by, **data))


def paid(store: Store, id_: str = "e1", **more: Any) -> None:
    """Money comes in."""
    head = {"id": id_, "source": "billing", "type": "payment_received", "version": 1}
    envelope = Envelope(**head, aggregate_id="p1", occurred_at=NOON, request_id="r1", actor={},
                        data=PAID, **more)  # fmt: skip
    handle: Any = Notices.on_payment_received
    receive(store, "notices.on_payment_received", handle.event(), handle.operation, envelope)


def second_community(store: Store) -> str:
    """Another community, NY; its id."""
    row = {"community_id": "c-ny", "version": 1, "name": "南苑", "code": "NY"}
    with store.write() as uow:
        put(uow, community_replica, row)
    return "c-ny"


def told(store: Store, hook: dict[str, Any]) -> list[dict[str, Any]]:
    """What a webhook was told, newest first."""
    found = perform(store, Notices.list_deliveries, CHIEF, webhook_id=hook["id"])
    return list(found["items"])


def test_P06_what_is_told_is_known_by_its_signature(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    paid(store)
    assert delivering.send_due(store) == 1
    [(headers, body)] = receiver.got
    said = Verifier(hook["secret"]).verify(body, headers)
    assert said["type"] == "billing.payment_received"
    assert said["data"] == PAID
    assert headers["webhook-id"] == "e1"
    assert headers["Content-Type"].startswith("application/json")
    [row] = told(store, hook)
    assert (row["status"], row["attempts"][0]["status"]) == ("delivered", 204)


def test_P06_what_was_changed_on_the_way_is_not_ours(store: Store, receiver: Receiver) -> None:
    """The negative control of the signature."""
    hook = make(store, receiver.url)
    paid(store)
    delivering.send_due(store)
    [(headers, body)] = receiver.got
    with pytest.raises(WebhookVerificationError):
        Verifier(hook["secret"]).verify(body.replace("120.00", "1.00"), headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(keeping.new_secret()).verify(body, headers)


def test_P06_what_fails_is_tried_again_later_and_given_up_after_days(
    store: Store, receiver: Receiver, clock: FixedClock
) -> None:
    hook = make(store, receiver.url)
    receiver.answers = [500] * (len(RETRIES) + 1)
    receiver.said = b"out of order"
    began = clock.now()
    paid(store)
    for delay in RETRIES:
        assert delivering.send_due(store) == 1
        assert delivering.send_due(store) == 0, "not before its time"
        [row] = told(store, hook)
        assert row["status"] == "waiting" and row["attempts"][-1]["said"] == "out of order"
        clock.advance(delay)
    delivering.send_due(store)
    [row] = told(store, hook)
    assert row["status"] == "given_up" and len(row["attempts"]) == len(RETRIES) + 1
    assert clock.now() - began > timedelta(days=3)
    assert perform(store, Notices.list_webhooks, CHIEF)["items"][0]["given_up"] == 1


def test_P06_what_was_not_taken_at_first_is_taken_later(
    store: Store, receiver: Receiver, clock: FixedClock
) -> None:
    hook = make(store, receiver.url)
    receiver.answers = [500]
    paid(store)
    delivering.send_due(store)
    clock.advance(RETRIES[0])
    delivering.send_due(store)
    [row] = told(store, hook)
    assert [one["status"] for one in row["attempts"]] == [500, 204]
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {"e1"}


def test_P06_an_event_is_told_once_however_often_it_comes(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    for _ in range(3):
        paid(store)
    delivering.send_due(store)
    assert len(receiver.got) == len(told(store, hook)) == 1


def test_P06_without_inbox_the_row_of_the_event_still_is_one(store: Store) -> None:
    """Both guards hold by themselves; without either there would be two."""
    make(store, "http://127.0.0.1:9/")
    with store.engine.connect() as connection, pytest.raises(Exception, match=r"(?i)unique"):
        for id_ in ("d1", "d2"):
            connection.execute(text(
                "INSERT INTO webhook_deliveries (id, webhook_id, event_id, type, body, status,"
                f" tried, attempts, made_at) SELECT '{id_}', id, 'e', 't', 'b', 's', 0, '[]',"
                " made_at FROM webhooks"
            ))  # fmt: skip


def test_P06_it_is_sent_once_more_by_hand_under_the_same_id(
    store: Store, receiver: Receiver
) -> None:
    hook = make(store, receiver.url)
    paid(store)
    [row] = told(store, hook)
    about = {"webhook_id": hook["id"], "delivery_id": row["id"]}
    with pytest.raises(DeliveryUnderWay):
        perform(store, Notices.replay_delivery, CHIEF, **about)
    delivering.send_due(store)
    perform(store, Notices.replay_delivery, CHIEF, **about)
    delivering.send_due(store)
    assert [headers["webhook-id"] for headers, _ in receiver.got] == ["e1", "e1"]
    [row] = told(store, hook)
    assert len(row["attempts"]) == 2 and row["status"] == "delivered"


def test_P06_a_sender_that_dies_loses_nothing(
    store: Store, receiver: Receiver, clock: FixedClock
) -> None:
    """Killed between the claim and what it would have written down, whether or not it was sent."""
    hook = make(store, receiver.url)
    paid(store)
    [parcel] = delivering.claim(store, 8)
    delivering.attempt(parcel)  # and then nothing more
    assert delivering.send_due(store) == 0, "another sender waits for the claim"
    clock.advance(delivering.CLAIM)
    assert delivering.send_due(store) == 1
    assert [headers["webhook-id"] for headers, _ in receiver.got] == ["e1", "e1"]
    delivering.record(store, parcel, posting.Answer(500, "late"))
    assert told(store, hook)[0]["status"] == "delivered", "who comes late writes nothing"


def test_P06_a_webhook_is_served_by_one_sender_at_a_time(
    store: Store, receiver: Receiver, clock: FixedClock
) -> None:
    make(store, receiver.url)
    paid(store, "e1")
    clock.advance(timedelta(seconds=1))
    paid(store, "e2")
    [parcel] = delivering.claim(store, 8)
    assert delivering.claim(store, 8) == []
    delivering.deliver(store, parcel)
    [parcel] = delivering.claim(store, 8)
    assert parcel.event_id == "e2"


def test_P06_a_new_secret_goes_beside_the_old_one_for_a_day(
    store: Store, receiver: Receiver, clock: FixedClock
) -> None:
    hook = make(store, receiver.url)
    new = perform(store, Notices.rotate_webhook, CHIEF, webhook_id=hook["id"])["secret"]
    paid(store, "e1")
    delivering.send_due(store)
    clock.advance(keeping.OVERLAP)
    paid(store, "e2")
    delivering.send_due(store)
    (first, body), (second, later) = receiver.got
    for secret in (hook["secret"], new):
        Verifier(secret).verify(body, first)
    Verifier(new).verify(later, second)
    with pytest.raises(WebhookVerificationError):
        Verifier(hook["secret"]).verify(later, second)


def test_P06_an_ended_webhook_is_told_nothing_more(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    paid(store, "e1")
    perform(store, Notices.end_webhook, CHIEF, webhook_id=hook["id"])
    paid(store, "e2")
    assert delivering.send_due(store) == 0 and receiver.got == []
    assert [one["status"] for one in told(store, hook)] == ["dropped"]
    for entry in (Notices.end_webhook, Notices.rotate_webhook, Notices.send_test_event):
        with pytest.raises(WebhookEnded):
            perform(store, entry, CHIEF, webhook_id=hook["id"])


def test_P06_only_what_was_chosen_is_told(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url, events=["repairs.repair_closed"])
    paid(store)
    assert told(store, hook) == []


@pytest.mark.parametrize("url", [
    "https://10.1.2.3/x", "https://192.168.0.1/", "https://172.16.9.9/", "https://169.254.169.254/",
    "https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https://0.0.0.0/", "https://[::]/",
    "https://100.64.0.1/", "https://224.0.0.1/", "https://255.255.255.255/", "https://0x0a000001/",
    "https://2130706433.1.1.1.1.1/", "https://[ff02::1]/",
])  # fmt: skip
def test_P06_private_addresses_are_refused(store: Store, url: str) -> None:
    with pytest.raises((WebhookAddressPrivate, WebhookHostUnknown, WebhookUrlUnfit)) as refused:
        make(store, url)
    assert "url" in refused.value.errors


def test_P06_loopback_is_refused_unless_the_installation_names_it(
    store: Store, receiver: Receiver
) -> None:
    config.use(replace(config.settings(), webhook_networks=()))
    for url in (receiver.url, "https://127.0.0.1/", "https://localhost/"):
        with pytest.raises(WebhookAddressPrivate):
            make(store, url)


@pytest.mark.parametrize("url", [
    "ftp://example.com/", "https://user:pw@example.com/", "https:///x", "example.com/x",
    "https://example.com:99999/", "https://example.com/ x", "https://example.com/#part",
    "https://example.com/路", "javascript:alert(1)",
])  # fmt: skip
def test_P06_what_is_no_address_is_refused_by_its_field(store: Store, url: str) -> None:
    with pytest.raises((WebhookUrlUnfit, InvalidInput)) as refused:
        make(store, url)
    assert "url" in refused.value.errors


def test_P06_over_the_public_net_nothing_travels_unencrypted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34"))
    with pytest.raises(WebhookUrlUnfit):
        make(store, "http://hooks.example.com/")
    make(store, "https://hooks.example.com/")


def answering(*addresses: str) -> Callable[..., list[Any]]:
    """A name service that answers so."""
    return lambda *_, **__: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in addresses
    ]


def test_P06_one_private_address_among_others_is_enough_to_refuse(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34", "10.0.0.1"))
    with pytest.raises(WebhookAddressPrivate):
        make(store, "https://hooks.example.com/")


def test_P06_a_host_that_leads_inside_later_gets_nothing(
    store: Store, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: what is looked up at sending counts again, and is what is connected to."""
    hook = make(store, receiver.url)
    paid(store)
    config.use(replace(config.settings(), webhook_networks=()))
    delivering.send_due(store)
    assert receiver.got == []
    [row] = told(store, hook)
    assert row["attempts"][0]["said"] == "webhook_address_private"


def test_P06_the_connection_is_made_to_what_was_looked_up(
    store: Store, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked up once: a second answer would not be asked for."""
    real, asked = socket.getaddrinfo, []

    def once(host: Any, *rest: Any, **more: Any) -> Any:
        if host == "hooks.example.test":
            asked.append(host)
            return answering("127.0.0.1")()
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    url = f"http://hooks.example.test:{receiver.port}/"
    answer = posting.post(url, "{}", {})
    assert answer.status == 204
    assert asked == ["hooks.example.test"]
    assert receiver.got[0][0]["Host"] == f"hooks.example.test:{receiver.port}"


def test_P06_without_the_look_at_addresses_a_private_one_would_be_told(
    store: Store, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    config.use(replace(config.settings(), webhook_networks=()))
    monkeypatch.setattr(posting, "is_reachable", lambda *_: True)
    monkeypatch.setattr(posting, "is_own", lambda *_: True)
    make(store, receiver.url)
    paid(store)
    delivering.send_due(store)
    assert len(receiver.got) == 1


def test_P06_redirects_are_not_followed(store: Store, receiver: Receiver) -> None:
    with listening() as other:
        hook = make(store, receiver.url)
        receiver.answers, receiver.location = [307], other.url
        paid(store)
        delivering.send_due(store)
        assert other.got == []
    assert told(store, hook)[0]["attempts"][0]["status"] == 307


def test_P06_of_an_answer_little_is_read_and_kept(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    receiver.said = "已收到\x07".encode() + b"x" * 50_000
    receiver.answers = [200]
    paid(store)
    delivering.send_due(store)
    [row] = told(store, hook)
    said = row["attempts"][0]["said"]
    assert said.startswith("已收到 x") and len(said) <= 500


def test_P06_where_nobody_listens_it_is_said(store: Store, receiver: Receiver) -> None:
    hook = make(store, "http://127.0.0.1:9/")
    paid(store)
    delivering.send_due(store)
    [row] = told(store, hook)
    assert row["status"] == "waiting" and row["attempts"][0]["status"] is None
    assert "Error" in row["attempts"][0]["said"]


def test_P06_secrets_are_sealed_and_in_no_trail(store: Store) -> None:
    secret = make(store, "http://127.0.0.1:9/")["secret"]
    assert secret.startswith("whsec_")
    with store.engine.connect() as connection:
        for table in ("webhooks", "audit", "outbox", "idempotency_keys"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).fetchall()
            assert secret not in str(rows), table


def test_P06_a_secret_outlives_a_change_of_the_key(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    config.use(replace(config.settings(), secret_key="t" * 40, previous_secret_key="s" * 40))
    assert reseal_rows(store, "notices")["secrets of webhooks"] == 1
    config.use(replace(config.settings(), previous_secret_key=""))
    paid(store)
    delivering.send_due(store)
    [(headers, body)] = receiver.got
    Verifier(hook["secret"]).verify(body, headers)


def test_P06_sending_leaves_no_rows_in_the_audit_trail(store: Store, receiver: Receiver) -> None:
    make(store, receiver.url)
    with store.engine.connect() as connection:
        before = connection.scalar(text("SELECT count(*) FROM audit"))
    paid(store)
    with store.engine.connect() as connection:
        after_event = connection.scalar(text("SELECT count(*) FROM audit"))
    delivering.send_due(store)
    with store.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM audit")) == after_event
    assert before is not None


def test_P06_only_ids_numbers_and_codes_leave_the_house() -> None:
    """No text of people: every field told is an id, a number, a day, a flag or a closed code."""
    for event, names in TOLD.items():
        source, _, type_ = event.value.partition(".")
        schema = catalogue()[source, type_, 1]()
        for name in names:
            field = schema.fields[name]
            free = isinstance(field, Text) and not isinstance(field, Id)
            assert not free or name in {"number", "period", "category"}, f"{event}: {name}"
            assert isinstance(field, fields.Field)
    assert set(TOLD) | {WebhookEvent.TEST} == set(WebhookEvent)


def test_P06_every_event_that_can_be_chosen_is_told(store: Store) -> None:
    heard = Notices.subscriptions()
    for event in CHOICES:
        source, _, type_ = event.value.partition(".")
        assert (source, type_) in heard


def test_P06_an_event_of_another_community_is_not_told(store: Store, receiver: Receiver) -> None:
    with store.write() as uow:
        first = {"community_id": HERE.community, "version": 2, "name": "观澜", "code": "GL"}
        put(uow, community_replica, first)
    there = second_community(store)
    hook = make(store, receiver.url, communities=["NY"])
    paid(store, "e1")
    paid(store, "e2", community_id=there)
    delivering.send_due(store)
    assert [headers["webhook-id"] for headers, _ in receiver.got] == ["e2"]
    local = Actor("a2", "周敏", frozenset({"admin"}), grants=frozenset({Grant("admin", there)}))
    assert [one["id"] for one in perform(store, Notices.list_webhooks, local)["items"]] == [
        hook["id"]
    ]
    whole = make(store, receiver.url)
    with pytest.raises(NotFound):
        perform(store, Notices.list_deliveries, local, webhook_id=whole["id"])
    with pytest.raises(NotFound):
        perform(store, Notices.end_webhook, local, webhook_id=whole["id"])


def test_P06_there_are_only_so_many(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_WEBHOOKS", 1)
    make(store, "http://127.0.0.1:9/")
    with pytest.raises(TooManyWebhooks):
        make(store, "http://127.0.0.1:9/")


def test_P06_the_body_is_what_is_signed_to_the_letter(store: Store, receiver: Receiver) -> None:
    hook = make(store, receiver.url)
    paid(store)
    delivering.send_due(store)
    assert told(store, hook)[0]["body"] == receiver.got[0][1]
    assert json.loads(receiver.got[0][1])["timestamp"].startswith("2026-11-02T")
