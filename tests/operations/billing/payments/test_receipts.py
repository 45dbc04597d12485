"""B07, B09, B10: receipts, voids, refunds, statements."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from contracts.billing.credit import CreditAlreadyRefunded
from contracts.billing.refunds import CreditTooSmall, RefundDecided
from contracts.billing.voids import AlreadyVoided
from foundation.actor import Actor
from foundation.errors import InvalidInput, NotFound, SecondPersonNeeded
from tests.operations.billing.conftest import Office

pytestmark = pytest.mark.both_databases


def test_B07_a_receipt_is_printed_by_its_number(billed: Office) -> None:
    billed.pay("123.45", payer="王芳的儿子")
    for by in (billed.finance, billed.resident):
        receipt = billed.call("get_receipt", by, receipt_number="SJ-2026-000001")
        assert receipt["amount_in_words"] == "人民币壹佰贰拾叁元肆角伍分"
        assert (receipt["building"], receipt["unit"]) == ("1栋", "1-101")
        assert receipt["payer"] == "王芳的儿子"
    with pytest.raises(NotFound):
        billed.call("get_receipt", billed.neighbour, receipt_number="SJ-2026-000001")
    with pytest.raises(NotFound):
        billed.call("get_receipt", billed.finance, receipt_number="SJ-2026-000002")


def receipt_of(office: Office, paid: dict[str, Any], by: Actor | None = None) -> dict[str, Any]:
    number = paid["receipt_number"]
    return dict(office.call("get_receipt", by or office.finance, receipt_number=number))


def test_P10_a_receipt_says_what_was_paid_for_which_period(office: Office) -> None:
    office.fee(name="生活垃圾清运费", name_en="Refuse", basis="fixed", price="12.00")
    office.run()
    paid = office.pay("350.00", bill_ids=[office.bill()["id"]])
    receipt = receipt_of(office, paid)
    shown = [(one["item"], one["period"], one["amount"]) for one in receipt["items"]]
    assert shown == [("物业费", "2026-Q4", "300.00"), ("生活垃圾清运费", "2026-Q4", "36.00")]
    assert {one["bill_number"] for one in receipt["items"]} == {office.bill()["number"]}
    assert receipt["credit"] == "14.00"
    assert (receipt["online"], receipt["taken_by"]) == (False, "receptionist")


def test_P10_a_receipt_tells_late_charges_from_fees(billed: Office) -> None:
    billed.go_to("2027-01-31")
    receipt = receipt_of(billed, billed.pay("400.00"))
    components = {one["component"]: one["period"] for one in receipt["items"]}
    assert components == {"late_charge": "2026-Q4", "principal": "2026-Q4"}
    rest = sum(Decimal(one["amount"]) for one in receipt["items"]) + Decimal(receipt["credit"])
    assert rest == Decimal("400.00")


@pytest.mark.usefixtures("sandbox")
def test_P10_nobody_is_the_cashier_of_what_was_paid_online(billed: Office) -> None:
    """Whoever pays is named by the login, whatever the request says, and not the owner for them."""
    tenant = billed.actor("resident", name="李租客", household_ids=["h1"])
    online = billed.pay("100.00", method="wechat", by=tenant, payer="王芳")
    receipt = receipt_of(billed, online)
    assert (receipt["payer"], receipt["online"], receipt["taken_by"]) == ("李租客", True, None)
    counter = receipt_of(billed, billed.pay("100.00", method="wechat", payer="李租客"))
    assert (counter["payer"], counter["online"]) == ("李租客", False)
    assert counter["taken_by"] == "receptionist"
    data = {"payment_id": online["id"], "reason": "重复付款"}
    requested = billed.call("request_void", billed.finance, **data)
    assert requested["taken_by"] is None


def void(office: Office, payment: dict[str, Any], by: Actor | None = None) -> dict[str, Any]:
    data = {"payment_id": payment["id"], "reason": "录入错误"}
    return dict(office.call("void_payment", by or office.supervisor, **data))


def test_B07_a_void_keeps_its_number_and_reopens_the_bill(billed: Office) -> None:
    paid = billed.pay("300.00")
    voided = void(billed, paid)
    assert voided["receipt_number"] == paid["receipt_number"]
    assert (voided["voided"]["by"], voided["voided"]["reason"]) == ("supervisor", "录入错误")
    assert billed.bill()["status"] == "open"
    assert billed.pay("10.00")["receipt_number"] == "SJ-2026-000002"
    assert [receipt_of["receipt_number"] for receipt_of in billed.published("payment_voided")] == [
        "SJ-2026-000001"
    ]
    assert billed.balanced()


def test_B07_a_void_needs_a_second_person(billed: Office) -> None:
    paid = billed.pay("300.00", by=billed.supervisor)
    with pytest.raises(SecondPersonNeeded):
        void(billed, paid, billed.supervisor)
    void(billed, paid, billed.finance)


def test_B07_a_receipt_is_voided_once(billed: Office) -> None:
    paid = billed.pay("300.00")
    void(billed, paid)
    with pytest.raises(AlreadyVoided):
        void(billed, paid, billed.finance)
    assert billed.bill()["outstanding"] == "300.00"


def test_B10_a_void_takes_back_credit_that_was_used_since(billed: Office) -> None:
    ahead = billed.pay("350.00")
    billed.run("2027-Q1", "2027-02-28")
    void(billed, ahead)
    assert [bill["outstanding"] for bill in billed.bills()] == ["300.00", "300.00"]
    assert billed.statement()["credit"] == "0.00"
    assert billed.balanced()


def test_B10_a_void_leaves_credit_of_other_payments_alone(billed: Office) -> None:
    billed.pay("340.00")
    other = billed.pay("60.00")
    billed.run("2027-Q1", "2027-02-28")  # uses 100 of credit
    void(billed, other)
    assert billed.bills()[-1]["outstanding"] == "260.00"
    assert billed.balanced()


def refund(office: Office, amount: str, by: Actor | None = None) -> dict[str, Any]:
    data = {"household_id": "h1", "amount": amount, "method": "cash", "reason": "搬走"}
    return dict(office.call("request_refund", by or office.receptionist, **data))


def decide(office: Office, requested: dict[str, Any], by: Actor, approve: bool = True) -> Any:
    return office.call("decide_refund", by, refund_id=requested["id"], approve=approve)


def test_B10_without_the_second_person_a_refund_is_paid_out_by_who_asked(
    billed: Office, anybody_decides: None
) -> None:
    """Negative control."""
    billed.pay("350.00")
    requested = refund(billed, "50.00", billed.supervisor)
    assert decide(billed, requested, billed.supervisor)["status"] == "paid_out"


def test_B07_without_the_second_person_who_took_the_money_voids_the_receipt(
    billed: Office, anybody_decides: None
) -> None:
    """Negative control."""
    paid = billed.pay("300.00", by=billed.supervisor)
    assert void(billed, paid, billed.supervisor)["voided"]["by"] == "supervisor"


def test_B10_a_refund_goes_through_a_second_person(billed: Office) -> None:
    billed.pay("350.00")
    requested = refund(billed, "50.00", billed.supervisor)
    assert (requested["status"], billed.statement()["credit"]) == ("requested", "50.00")
    with pytest.raises(SecondPersonNeeded):
        decide(billed, requested, billed.supervisor)
    done = decide(billed, requested, billed.finance)
    assert (done["status"], done["decided_by"]) == ("paid_out", "finance")
    assert billed.statement()["credit"] == "0.00"
    with pytest.raises(RefundDecided):
        decide(billed, requested, billed.finance)
    assert billed.balanced()


def test_B10_no_more_is_refunded_than_there_is_credit(billed: Office) -> None:
    billed.pay("350.00")
    with pytest.raises(CreditTooSmall):
        refund(billed, "50.01")
    twice = [refund(billed, "50.00"), refund(billed, "50.00")]
    decide(billed, twice[0], billed.finance)
    with pytest.raises(CreditTooSmall):
        decide(billed, twice[1], billed.finance)
    decide(billed, twice[1], billed.finance, approve=False)
    listed = billed.call("list_refunds", billed.finance, household_id="h1")["items"]
    assert sorted(one["status"] for one in listed) == ["paid_out", "rejected"]


def test_B10_a_receipt_whose_credit_was_paid_out_is_not_voided(billed: Office) -> None:
    paid = billed.pay("350.00")
    decide(billed, refund(billed, "50.00"), billed.finance)
    with pytest.raises(CreditAlreadyRefunded):
        void(billed, paid)
    assert billed.bill()["status"] == "paid"


def test_B09_statement_runs_from_opening_to_closing(billed: Office) -> None:
    paid = billed.pay("350.00")
    void(billed, paid)
    billed.clock.advance(timedelta(days=1))
    billed.pay("120.00")
    account = billed.statement()
    assert [(entry["kind"], entry["amount"]) for entry in account["entries"]] == [
        ("bill", "300.00"),
        ("payment", "-350.00"),
        ("payment_voided", "350.00"),
        ("payment", "-120.00"),
    ]
    assert [entry["balance"] for entry in account["entries"]] == [
        "300.00", "-50.00", "300.00", "180.00",
    ]  # fmt: skip
    assert (account["opening"], account["closing"]) == ("0.00", "180.00")
    assert (account["outstanding"], account["credit"], account["overdue"]) == (
        "180.00", "0.00", "0.00",
    )  # fmt: skip
    later = billed.statement(since="2026-11-03")
    assert (later["opening"], len(later["entries"]), later["closing"]) == ("300.00", 1, "180.00")
    with pytest.raises(InvalidInput):
        billed.statement(since="2026-11-03", until="2026-11-02")
