"""Who may call what, and whose household it may be about."""

from typing import Any

import pytest

from contracts.billing.methods import METHODS
from contracts.roles import Role
from foundation.errors import NotFound, NotYourHousehold
from foundation.membership import Standing
from tests.operations.billing.conftest import Office


def of_household(office: Office) -> dict[str, dict[str, Any]]:
    """Methods that a resident calls about one household, with the data of h1."""
    paid = office.pay("10.00")
    return {
        "get_bill": {"bill_id": office.bill("h1")["id"]},
        "list_bills": {"household_id": "h1"},
        "take_payment": {"household_id": "h1", "amount": "1.00", "method": "wechat"},
        "get_payment": {"payment_id": paid["id"]},
        "list_payments": {"household_id": "h1"},
        "get_receipt": {"receipt_number": paid["receipt_number"]},
        "statement": {"household_id": "h1"},
    }


@pytest.mark.usefixtures("sandbox")
def test_residents_reach_their_own_household_only(billed: Office) -> None:
    calls = of_household(billed)
    assert calls.keys() == {one.name for one in METHODS if Role.RESIDENT in one.roles}
    for name, data in calls.items():
        billed.call(name, billed.resident, **data)
        found = "household_id" not in data  # a foreign id is answered as an unknown one
        with pytest.raises(NotFound if found else NotYourHousehold):
            billed.call(name, billed.neighbour, **data)


def test_without_the_check_a_neighbour_would_see_the_account(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the household check, and of whose entries are added up."""
    monkeypatch.setattr("foundation.scope.Scope.admits", lambda *_: True)
    monkeypatch.setattr("foundation.actor.Actor.standing", (Standing("h1"),))
    seen = billed.call("statement", billed.neighbour, household_id="h1")
    assert seen["outstanding"] == "300.00"


@pytest.mark.both_databases
def test_residents_list_what_is_theirs(billed: Office) -> None:
    for by, household_id in ((billed.resident, "h1"), (billed.neighbour, "h2")):
        listed = billed.call("list_bills", by)["items"]
        assert [bill["household_id"] for bill in listed] == [household_id]
    nobody = billed.actor("resident", id="p-new")
    assert billed.call("list_bills", nobody)["items"] == []
    assert billed.call("list_payments", nobody)["items"] == []


@pytest.mark.parametrize(
    ("method", "data"),
    [
        ("get_bill", {"bill_id": "nothing"}),
        ("get_payment", {"payment_id": "nothing"}),
        ("void_payment", {"payment_id": "nothing", "reason": "录入错误"}),
        ("request_void", {"payment_id": "nothing", "reason": "录入错误"}),
        ("decide_void", {"void_request_id": "nothing", "approve": True}),
        ("get_void_request", {"void_request_id": "nothing"}),
        ("get_letter", {"step_id": "nothing"}),
        ("decide_refund", {"refund_id": "nothing", "approve": True}),
        ("statement", {"household_id": "nothing"}),
    ],
)
def test_what_is_not_there_is_not_found(office: Office, method: str, data: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        office.call(method, office.finance, **data)


def test_money_that_moves_leaves_an_audit_row(billed: Office) -> None:
    paid = billed.pay("300.00")
    billed.call("void_payment", billed.finance, payment_id=paid["id"], reason="录入错误")
    trail = billed.call("audit_trail", billed.actor("director"), subject=paid["id"])["items"]
    assert [row["operation"] for row in trail] == [
        "billing.void_payment", "billing.take_payment",
    ]  # fmt: skip
    assert {row["actor_id"] for row in trail} == {"p-finance", "p-receptionist"}
    assert all(row["request_id"] == "test" for row in trail)
