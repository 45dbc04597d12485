"""B07: the desk asks for a receipt to be voided, a second person decides."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from contracts.billing.credit import CreditAlreadyRefunded
from contracts.billing.voids import AlreadyVoided, VoidAlreadyRequested, VoidRequestDecided
from foundation.actor import Actor
from foundation.errors import InvalidInput, SecondPersonNeeded
from services.billing.voids.operations import requests as void_requests
from services.billing.voids.tables import VoidRequest
from tests.operations.billing.conftest import Answer, Office
from tests.support.community import HERE

WHY = "金额录错"


pytestmark = pytest.mark.both_databases


def ask(office: Office, paid: Answer, by: Actor | None = None) -> Answer:
    data = {"payment_id": paid["id"], "reason": WHY}
    return dict(office.call("request_void", by or office.receptionist, **data))


def decide(office: Office, requested: Answer, by: Actor, approve: bool = True) -> Answer:
    data: dict[str, Any] = {"void_request_id": requested["id"], "approve": approve}
    if not approve:
        data["remark"] = "金额无误"
    return dict(office.call("decide_void", by, **data))


def listed(office: Office, **filters: Any) -> list[Answer]:
    return list(office.call("list_void_requests", office.receptionist, **filters)["items"])


def now(office: Office, requested: Answer) -> Answer:
    one = {"void_request_id": requested["id"]}
    return dict(office.call("get_void_request", office.receptionist, **one))


def waiting(office: Office) -> int:
    with office.store.read() as uow:
        rows = select(func.count()).select_from(VoidRequest)
        return uow.session.scalar(rows.where(VoidRequest.status == "requested")) or 0


def test_B07_the_desk_asks_and_nothing_is_booked_before_a_second_person_agrees(
    billed: Office,
) -> None:
    paid = billed.pay("300.00")
    requested = ask(billed, paid)
    assert (requested["status"], requested["receipt_number"]) == (
        "requested",
        paid["receipt_number"],
    )
    assert (requested["building"], requested["unit"], requested["amount"]) == (
        "1栋",
        "1-101",
        "300.00",
    )
    assert (requested["requested_by"], requested["taken_by"]) == ("receptionist", "receptionist")
    assert billed.bill()["status"] == "paid" and billed.published("payment_voided") == []
    assert not requested["decides"] and not now(billed, requested)["decides"]
    waits = billed.call("list_void_requests", billed.supervisor)["items"]
    assert [one["decides"] for one in waits] == [True]

    done = decide(billed, requested, billed.supervisor)
    assert (done["status"], done["decided_by"]) == ("voided", "supervisor")
    assert not done["decides"]
    receipt = billed.call("get_payment", billed.finance, payment_id=paid["id"])
    assert (receipt["voided"]["by"], receipt["voided"]["reason"]) == ("supervisor", WHY)
    assert billed.bill()["status"] == "open"
    assert [published["receipt_number"] for published in billed.published("payment_voided")] == [
        "SJ-2026-000001"
    ]
    assert billed.balanced()


def test_B07_a_rejection_says_why_and_leaves_the_receipt_as_it_is(billed: Office) -> None:
    requested = ask(billed, billed.pay("300.00"))
    with pytest.raises(InvalidInput) as refused:
        billed.call(
            "decide_void",
            billed.supervisor,
            void_request_id=requested["id"],
            approve=False,
            remark=" ",
        )
    assert set(refused.value.errors) == {"remark"}
    done = decide(billed, requested, billed.finance, approve=False)
    assert (done["status"], done["decided_by"], done["remark"]) == (
        "rejected", "finance", "金额无误",
    )  # fmt: skip
    assert billed.bill()["status"] == "paid" and billed.published("payment_voided") == []


@pytest.mark.parametrize("approve", [True, False])
def test_B07_neither_who_asked_nor_who_took_the_money_decides(
    billed: Office, approve: bool
) -> None:
    other = billed.actor("supervisor", id="p-other")
    of_the_taker = ask(billed, billed.pay("10.00", by=billed.supervisor), billed.receptionist)
    of_the_asker = ask(billed, billed.pay("20.00"), billed.supervisor)
    for requested in (of_the_taker, of_the_asker):
        with pytest.raises(SecondPersonNeeded):
            decide(billed, requested, billed.supervisor, approve)
        assert now(billed, requested)["status"] == "requested"
        decide(billed, requested, other, approve)


def test_B07_without_the_guard_who_asked_would_decide(billed: Office) -> None:
    """Negative control: the void itself looks only at who took the money."""
    requested = ask(billed, billed.pay("10.00"), billed.supervisor)
    with billed.store.write(scope=HERE) as uow:  # forget who asked
        uow.load(VoidRequest, requested["id"]).requested_by_id = "somebody"
    assert decide(billed, requested, billed.supervisor)["status"] == "voided"


def test_B07_a_request_is_decided_once(billed: Office) -> None:
    for approve in (True, False):
        requested = ask(billed, billed.pay("10.00"))
        decide(billed, requested, billed.supervisor, approve)
        with pytest.raises(VoidRequestDecided):
            decide(billed, requested, billed.finance)
    assert billed.balanced()


def test_B07_of_a_receipt_one_request_waits_and_after_a_rejection_it_may_be_asked_anew(
    billed: Office,
) -> None:
    paid, other = billed.pay("10.00"), billed.pay("20.00")
    first = ask(billed, paid)
    with pytest.raises(VoidAlreadyRequested) as refused:
        ask(billed, paid, billed.finance)
    assert refused.value.params == {"number": "SJ-2026-000001"}
    ask(billed, other)
    decide(billed, first, billed.supervisor, approve=False)
    assert ask(billed, paid)["id"] != first["id"]


def unseen(uow: Any, payment_id: str) -> None:
    """As if no request waited."""


def test_B07_without_the_look_the_database_refuses_a_second_request(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the look."""
    paid = billed.pay("10.00")
    ask(billed, paid)
    monkeypatch.setattr(void_requests, "waiting", unseen)
    with pytest.raises(IntegrityError):
        ask(billed, paid)
    assert waiting(billed) == 1


def test_B07_without_look_and_index_two_requests_would_wait(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the index."""
    paid = billed.pay("10.00")
    with billed.store.write(scope=HERE) as uow:
        uow.session.execute(text("DROP INDEX uq_void_requests_open"))
    monkeypatch.setattr(void_requests, "waiting", unseen)
    ask(billed, paid), ask(billed, paid)
    assert waiting(billed) == 2


def test_B07_a_voided_receipt_is_not_asked_for(billed: Office) -> None:
    paid = billed.pay("10.00")
    billed.call("void_payment", billed.supervisor, payment_id=paid["id"], reason=WHY)
    with pytest.raises(AlreadyVoided):
        ask(billed, paid)


def test_B07_a_direct_void_settles_the_request_that_waits(billed: Office) -> None:
    paid = billed.pay("300.00")
    rejected = ask(billed, paid)
    decide(billed, rejected, billed.supervisor, approve=False)
    requested = ask(billed, paid)
    billed.call("void_payment", billed.finance, payment_id=paid["id"], reason="当场作废")
    settled = now(billed, requested)
    assert (settled["status"], settled["decided_by"]) == ("voided", "finance")
    assert now(billed, rejected)["status"] == "rejected"
    with pytest.raises(VoidRequestDecided):
        decide(billed, requested, billed.supervisor)
    assert billed.balanced()


def test_B10_an_approval_looks_again_and_the_request_stays_when_the_credit_is_gone(
    billed: Office,
) -> None:
    requested = ask(billed, billed.pay("350.00"))
    refund = billed.call(
        "request_refund", billed.receptionist,
        household_id="h1", amount="50.00", method="cash", reason="搬走",
    )  # fmt: skip
    billed.call("decide_refund", billed.finance, refund_id=refund["id"], approve=True)
    with pytest.raises(CreditAlreadyRefunded):
        decide(billed, requested, billed.supervisor)
    assert now(billed, requested)["status"] == "requested"
    assert decide(billed, requested, billed.supervisor, approve=False)["status"] == "rejected"
    assert billed.bill()["status"] == "paid" and billed.balanced()


def test_B07_requests_are_listed_newest_first_by_state_receipt_and_household(
    billed: Office,
) -> None:
    mine = [billed.pay("10.00"), billed.pay("20.00")]
    requested = []
    for paid in (*mine, billed.pay("30.00", "h2")):
        billed.clock.advance(timedelta(minutes=1))
        requested.append(ask(billed, paid))
    decide(billed, requested[0], billed.supervisor)
    assert [one["amount"] for one in listed(billed)] == ["30.00", "20.00", "10.00"]
    assert [one["amount"] for one in listed(billed, status="requested")] == ["30.00", "20.00"]
    assert [one["amount"] for one in listed(billed, household_id="h1")] == ["20.00", "10.00"]
    assert [one["amount"] for one in listed(billed, payment_id=mine[0]["id"])] == ["10.00"]
    first = billed.call("list_void_requests", billed.deputy, limit=2)
    rest = billed.call("list_void_requests", billed.deputy, limit=2, cursor=first["next_cursor"])
    assert [len(found["items"]) for found in (first, rest)] == [2, 1]
    assert rest["next_cursor"] is None


def test_B07_the_trail_of_a_receipt_tells_who_asked_and_who_agreed(billed: Office) -> None:
    paid = billed.pay("300.00")
    decide(billed, ask(billed, paid), billed.finance)
    trail = billed.call("audit_trail", billed.actor("director"), subject=paid["id"])["items"]
    assert [(row["operation"], row["actor_id"]) for row in trail] == [
        ("billing.decide_void", "p-finance"),
        ("billing.request_void", "p-receptionist"),
        ("billing.take_payment", "p-receptionist"),
    ]


def test_B07_a_request_sent_twice_with_one_key_is_one(billed: Office) -> None:
    paid = billed.pay("10.00")
    by = billed.actor("receptionist", idempotency_key="k1")
    assert ask(billed, paid, by) == ask(billed, paid, by)
    assert waiting(billed) == 1
