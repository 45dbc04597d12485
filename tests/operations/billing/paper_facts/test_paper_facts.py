"""P10: what a paper of a number says, for the gateway that verifies it."""

from typing import Any

import pytest

from foundation.actor import SYSTEM
from foundation.errors import Forbidden, NotFound
from foundation.scope import FIRST_COMMUNITY
from tests.operations.billing.conftest import Office


def facts(office: Office, number: str) -> dict[str, Any]:
    return dict(office.call("find_paper", SYSTEM, number=number))


def test_P10_a_receipt_is_found_by_its_number_with_the_name_masked(billed: Office) -> None:
    paid = billed.pay("123.45", payer="王芳的儿子")
    assert facts(billed, paid["receipt_number"]) == {
        "community_id": FIRST_COMMUNITY,
        "kind": "receipt", "number": paid["receipt_number"], "amount": "123.45",
        "on": paid["taken_at"][:10], "name": "王**", "state": "valid", "state_on": None,
        "outstanding": None,
    }  # fmt: skip


def test_P10_a_void_receipt_says_so(billed: Office) -> None:
    paid = billed.pay("123.45")
    billed.call("void_payment", billed.supervisor, payment_id=paid["id"], reason="录入错误")
    found = facts(billed, paid["receipt_number"])
    assert (found["state"], found["amount"]) == ("voided", "123.45") and found["state_on"]


def test_P10_a_bill_keeps_the_amount_of_its_day_while_a_late_charge_grows(billed: Office) -> None:
    bill = billed.bill()
    before = facts(billed, bill["number"])
    assert (before["amount"], before["on"]) == (bill["amount"], bill["issued_on"])
    assert before["outstanding"] == bill["amount"]
    billed.go_to("2027-01-31")
    after = facts(billed, bill["number"])
    assert after["amount"] == before["amount"] == billed.bill()["issued_amount"]
    assert after["outstanding"] == billed.bill()["outstanding"] != before["outstanding"]


def test_P10_a_cancelled_bill_says_so(billed: Office) -> None:
    bill = billed.bill()
    requested = billed.call("cancel_bill", billed.finance, bill_id=bill["id"], reason="出账有误")
    billed.call("decide_cancel", billed.supervisor, cancel_request_id=requested["id"], approve=True)
    billed.work()
    found = facts(billed, bill["number"])
    assert (found["state"], found["amount"]) == ("cancelled", bill["amount"])


def test_P10_a_letter_is_found_and_the_internal_paper_is_not(billed: Office) -> None:
    billed.go_to("2027-02-15")
    (letter,) = [
        one["letter_number"]
        for one in billed.call("list_steps", billed.supervisor, limit=200)["items"]
        if one["step"] == "letter" and one["household_id"] == "h1"
    ]
    found = facts(billed, letter)
    assert (found["kind"], found["state"]) == ("letter", "valid")
    assert found["name"].endswith("*")
    for number in ("LS-2027-000001", "SJ-2026-999999", "ZD-2026-999999", "nothing"):
        with pytest.raises(NotFound):
            facts(billed, number)


def test_P10_only_the_gateway_itself_may_ask(billed: Office) -> None:
    for by in (billed.finance, billed.resident, billed.supervisor):
        with pytest.raises(Forbidden):
            billed.call("find_paper", by, number=billed.bill()["number"])
