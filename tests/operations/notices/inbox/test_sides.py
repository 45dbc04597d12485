"""D06, B19: messages reach the side of a household whose they are, and nobody who has left."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.membership import Standing
from foundation.storage.store import Store
from services.notices.messages.tables import Message
from services.notices.service import NoticesService as Service
from tests.operations.conftest import deliver, perform
from tests.support.community import HERE

OWNER, TENANT = "m-owner", "m-tenant"
ANSWER = {
    "complaint_id": "c1", "number": "TS-1", "household_id": "h1", "channel": "phone",
    "text": "已与当事人沟通。", "lodged_by_id": None,
}  # fmt: skip


@pytest.fixture
def store(store_of: Callable[[str], Store]) -> Store:
    return store_of("notices")


def hear(store: Store, version: int, **tenant: Any) -> None:
    people = [
        {"id": OWNER, "side": "owner", "sees_from": None, "person_id": "p-owner", "name": "王芳",
         "relation": "owner", "phone": "13800000001", "email": "wang@example.org"},
        {"id": TENANT, "side": TENANT, "sees_from": None, "person_id": "p-tenant", "name": "李雷",
         "relation": "tenant", "phone": "13700000001", "email": "li@example.org"} | tenant,
    ]  # fmt: skip
    deliver(
        store, Service, "on_household_changed", household_id="h1", version=version,
        building="1栋", unit="1-101", floor=1, unit_type="residential", area_m2="100.00",
        owner_name="王芳", billing_from=None, vacant=False, two_person_visit=False, members=people,
    )  # fmt: skip


def texts(store: Store, by: Actor) -> list[str]:
    return [one["text"] for one in perform(store, Service.messages, by)["items"]]


def resident(actor: Callable[..., Actor], member: str, side: str, **more: Any) -> Actor:
    standing = Standing("h1", member, side, **more)
    return actor("resident", id=f"p-{member[2:]}", household_ids=["h1"], standings=(standing,))


@pytest.mark.parametrize(
    ("side", "member", "read_by"),
    [("owner", OWNER, "owner"), (TENANT, TENANT, "tenant"), ("nobody", None, "")],
)
def test_D06_an_answer_is_read_by_the_side_that_asked(
    store: Store, actor: Callable[..., Actor], side: str, member: str | None, read_by: str
) -> None:
    hear(store, 1)
    data = ANSWER | {"side": side, "member_id": member, "since": "2026-11-02T09:00:00+08:00"}
    deliver(store, Service, "on_complaint_answered", **data)
    readers = {"owner": resident(actor, OWNER, "owner"), "tenant": resident(actor, TENANT, TENANT)}
    assert {name: bool(texts(store, by)) for name, by in readers.items()} == {
        name: name == read_by for name in readers
    }


def test_B19_of_a_bill_the_tenant_and_who_came_later_read_nothing(
    store: Store, actor: Callable[..., Actor], clock: FixedClock
) -> None:
    hear(store, 1)
    deliver(
        store, Service, "on_bill_issued", bill_id="b1", number="ZD-1", household_id="h1",
        period="2026-Q4", due_date="2026-11-30", amount="300.00", side="owner", member_id=None,
        since=clock.now().isoformat(),
    )  # fmt: skip
    assert texts(store, resident(actor, OWNER, "owner"))
    assert not texts(store, resident(actor, TENANT, TENANT))
    later = clock.now() + timedelta(hours=1)
    assert not texts(store, resident(actor, "m-buyer", "owner", sees_from=later))


def test_D06_mail_to_who_has_left_does_not_leave(store: Store) -> None:
    hear(store, 1)
    values = {
        "id": "x1", "origin": "o", "key": "k", "fallen": False, "purpose": "notice",
        "channel": "email", "household_id": "h1", "title_zh": "", "title_en": "", "text_zh": "",
        "text_en": "", "status": "waiting", "attempts": 0,
    }  # fmt: skip

    def status_after(address: str, key: str) -> str:
        with store.write(scope=HERE) as uow:
            row = values | {"id": key, "key": key, "address": address}
            uow.session.add(Message(**row, created_at=uow.now, due_at=uow.now, facts={}))
        hear(store, next(versions), id="m-new", name="孙丽", phone="13500000001", email=None)
        with store.read() as uow:
            return str(uow.session.get_one(Message, key).status)

    versions = iter(range(2, 9))
    assert status_after("li@example.org", "x1") == "cancelled"
    assert status_after("wang@example.org", "x2") == "waiting"
