"""B07, B10: payments, receipts, voids, refunds."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.billing.households import UnknownHousehold
from contracts.billing.payments import (
    BillOfAnotherHousehold,
    MethodNotOnline,
    OnlinePaymentNotConfigured,
    PaymentMethod,
    UnknownBill,
)
from foundation import config
from foundation.actor import Actor
from foundation.errors import IdempotencyMismatch, InvalidInput, NotYourHousehold
from tests.operations.billing.conftest import Office

pytestmark = pytest.mark.both_databases


def test_B10_a_payment_settles_the_bill_and_gives_a_receipt(billed: Office) -> None:
    paid = billed.pay("300.00")
    assert paid["receipt_number"] == "SJ-2026-000001"
    bill = billed.bill()
    assert (bill["status"], bill["outstanding"]) == ("paid", "0.00")
    assert paid["allocations"] == [
        {"bill_id": bill["id"], "number": bill["number"], "amount": "300.00"}
    ]
    assert (paid["credit"], paid["voided"], paid["payer"]) == ("0.00", None, "王芳")
    (published,) = billed.published("payment_received")
    assert published["receipt_number"] == "SJ-2026-000001"


def test_B10_the_oldest_debt_comes_first_and_what_is_over_becomes_credit(billed: Office) -> None:
    billed.run("2026-H2", "2026-11-20")  # issued later, due earlier
    paid = billed.pay("650.00")
    assert [part["amount"] for part in paid["allocations"]] == ["300.00", "300.00"]
    assert [part["number"] for part in paid["allocations"]] == [
        "ZD-2026-000003", "ZD-2026-000001",
    ]  # fmt: skip
    assert (paid["credit"], billed.statement()["credit"]) == ("50.00", "50.00")


def test_B10_the_payer_may_name_the_bill(billed: Office) -> None:
    billed.run("2026-H2", "2026-11-20")
    named = next(bill for bill in billed.bills() if bill["period"] == "2026-Q4")
    paid = billed.pay("310.00", bill_ids=[named["id"]])
    assert [part["number"] for part in paid["allocations"]] == [
        named["number"], "ZD-2026-000003",
    ]  # fmt: skip
    assert [part["amount"] for part in paid["allocations"]] == ["300.00", "10.00"]


def test_B10_credit_is_used_at_the_next_bill_run(billed: Office) -> None:
    billed.pay("350.00")
    billed.run("2027-Q1", "2027-02-28")
    newest = billed.bills()[-1]
    assert (newest["outstanding"], newest["status"]) == ("250.00", "partly_paid")
    assert billed.statement(until="2027-12-31", since="2026-01-01")["credit"] == "0.00"
    assert billed.balanced()


def test_B10_paying_a_year_ahead_settles_later_bills_by_themselves(billed: Office) -> None:
    billed.pay("1500.00")
    for quarter, due in (("Q1", "02-28"), ("Q2", "05-31"), ("Q3", "08-31"), ("Q4", "11-30")):
        billed.run(f"2027-{quarter}", f"2027-{due}")
    assert {bill["status"] for bill in billed.bills()} == {"paid"}
    assert billed.statement()["credit"] == "0.00"


def keyed(office: Office, key: str) -> Actor:
    return office.actor("receptionist", idempotency_key=key)


def test_B10_a_payment_sent_twice_is_taken_once(billed: Office) -> None:
    first = billed.pay("100.00", by=keyed(billed, "k1"))
    billed.clock.advance(timedelta(days=400))  # keys are kept for good
    again = billed.pay("100.00", by=keyed(billed, "k1"))
    assert again == first
    assert billed.bill()["outstanding"] == "200.00"
    assert len(billed.published("payment_received")) == 1
    with pytest.raises(IdempotencyMismatch):
        billed.pay("100.01", by=keyed(billed, "k1"))


def test_B10_without_the_key_it_would_be_taken_twice(billed: Office) -> None:
    """Negative control of idempotency."""
    billed.pay("100.00")
    billed.pay("100.00")
    assert billed.bill()["outstanding"] == "100.00"


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("amount", {"amount": "-1.00"}),
        ("amount", {"amount": "0.00"}),
        ("amount", {"amount": "1.005"}),
        ("amount", {"amount": 1.5}),
        ("amount", {"amount": "1e12"}),
        ("amount", {"amount": "lots"}),
        ("method", {"method": "shells"}),
        ("bill_ids", {"bill_ids": ["b", "b"]}),
        ("bill_ids", {"bill_ids": "b"}),
        ("household_id", {"household_id": None}),
        ("tip", {"tip": "1.00"}),
    ],
)
def test_B10_bad_payments_are_refused_naming_the_field(
    billed: Office, field: str, data: dict[str, Any]
) -> None:
    values = {"household_id": "h1", "amount": "1.00", "method": "cash"} | data
    with pytest.raises(InvalidInput) as refused:
        billed.call("take_payment", billed.receptionist, **values)
    assert field in refused.value.errors


def test_B10_unknown_bills_and_households_are_refused_naming_the_field(billed: Office) -> None:
    foreign = billed.bill("h2")["id"]
    cases: list[tuple[type[Exception], str, dict[str, Any]]] = [
        (UnknownBill, "bill_ids", {"bill_ids": ["nothing"]}),
        (BillOfAnotherHousehold, "bill_ids", {"bill_ids": [foreign]}),
        (UnknownHousehold, "household_id", {"household_id": "h9"}),
    ]
    for refusal, field, data in cases:
        with pytest.raises(refusal) as refused:
            billed.pay("1.00", **data)
        assert field in refused.value.errors  # type: ignore[attr-defined]
    assert billed.pay("1.00")["receipt_number"] == "SJ-2026-000001"  # refusals took no number


@pytest.mark.usefixtures("sandbox")
def test_B10_residents_pay_for_themselves_online(billed: Office) -> None:
    paid = billed.pay("300.00", method="wechat", by=billed.resident)
    assert (paid["payer"], paid["online"], paid["taken_by"]) == ("resident", True, None)
    for method in ("cash", "transfer"):
        with pytest.raises(MethodNotOnline):
            billed.pay("1.00", method=method, by=billed.resident)
    with pytest.raises(NotYourHousehold):
        billed.pay("1.00", method="alipay", by=billed.neighbour)


def test_B17_outside_demo_mode_no_resident_marks_a_debt_as_paid(billed: Office) -> None:
    before = config.settings()
    known = replace(
        before, pay_counter="1号楼一层", pay_account="某某银行0000", service_line="400-820-1234"
    )
    config.use(known)
    try:
        for method in PaymentMethod:
            with pytest.raises(OnlinePaymentNotConfigured) as refused:
                billed.pay("300.00", method=method, by=billed.resident)
            english = replace(billed.resident, language="en")
            with pytest.raises(OnlinePaymentNotConfigured) as in_english:
                billed.pay("300.00", method=method, by=english)
            assert "counter" in in_english.value.params["how"]
            for refusal in (refused, in_english):
                how = refusal.value.params["how"]
                assert all(way in how for way in ("1号楼一层", "某某银行0000", "400-820-1234"))
    finally:
        config.use(before)
    assert billed.bill()["outstanding"] == "300.00"
    assert billed.published("payment_received") == []


def test_B17_without_the_refusal_a_debt_would_be_settled_with_no_money_moved(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(config.Settings, "takes_online_payments", True)
    billed.pay("300.00", method="wechat", by=billed.resident)
    assert billed.bill()["outstanding"] == "0.00"


@pytest.mark.parametrize("role", ["engineer", "steward", "admin"])
def test_B17_staff_without_a_till_pay_as_residents_do(billed: Office, role: str) -> None:
    """Whoever lives here and works here, too, is no cashier by that: not for any household."""
    both = replace(billed.resident, roles=frozenset({"resident", role}))
    with pytest.raises(OnlinePaymentNotConfigured):
        billed.pay("300.00", by=both)
    with pytest.raises(NotYourHousehold):
        billed.pay("300.00", "h2", by=both)


def test_B17_the_counter_takes_every_method_in_every_mode(billed: Office) -> None:
    for method in PaymentMethod:
        assert billed.pay("10.00", method=method)["method"] == method


def test_B10_payments_are_listed_by_household_method_and_day(billed: Office) -> None:
    billed.pay("1.00")
    billed.clock.advance(timedelta(days=1))
    billed.pay("2.00", "h2", method="transfer")

    def seen(by: Actor | None = None, **filters: Any) -> list[str]:
        found = billed.call("list_payments", by or billed.finance, **filters)["items"]
        return [one["amount"] for one in found]

    assert seen() == ["2.00", "1.00"]
    assert seen(household_id="h1") == ["1.00"]
    assert seen(method="transfer") == ["2.00"]
    assert (seen(taken_on="2026-11-02"), seen(taken_on="2026-11-04")) == (["1.00"], [])
    assert (seen(billed.resident), seen(billed.neighbour)) == (["1.00"], ["2.00"])
