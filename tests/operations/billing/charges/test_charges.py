"""B14: a chargeable repair becomes one charge."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from contracts.repairs.events import RepairChargeDue
from foundation.messaging.subscribe import Envelope
from foundation.service import receive
from services.billing.charges import operations as charges
from tests.operations.billing.conftest import Office

REPAIR = {
    "repair_id": "r1",
    "number": "WX-2026-000007",
    "household_id": "h1",
    "amount": "180.00",
    "lines": [
        {"item": "更换阀芯", "quantity": "2", "unit_price": "65.00", "amount": "130.00"},
        {"item": "上门费", "quantity": "1", "unit_price": "50.00", "amount": "50.00"},
    ],
}


def test_B14_a_repair_becomes_one_bill_due_in_thirty_days(office: Office) -> None:
    office.receives("on_repair_charge_due", **REPAIR)
    bill = office.bill()
    assert (bill["number"], bill["kind"], bill["source_reference"]) == (
        "ZD-2026-000001", "charge", "r1",
    )  # fmt: skip
    assert (bill["due_date"], bill["amount"]) == ("2026-12-02", "180.00")
    assert [(line["item"], line["amount"]) for line in bill["lines"]] == [
        ("更换阀芯", "130.00"),
        ("上门费", "50.00"),
    ]
    assert bill["lines"][0]["explanation"] == "维修 WX-2026-000007：2 × 65.00 元"
    assert len(office.published("bill_issued", "h1")) == 1


def test_B14_lines_that_do_not_sum_up_are_one_line_of_what_was_agreed(office: Office) -> None:
    office.receives("on_repair_charge_due", **REPAIR | {"amount": "150.00"})
    assert [line["amount"] for line in office.bill()["lines"]] == ["150.00"]


def test_B14_nothing_to_pay_is_no_bill(office: Office) -> None:
    office.receives("on_repair_charge_due", **REPAIR | {"amount": "0.00", "lines": []})
    assert office.bills() == []


def delivery(event_id: str) -> Envelope:
    return Envelope(
        id=event_id,
        source="repairs",
        type="repair_charge_due",
        version=1,
        aggregate_id="r1",
        occurred_at=datetime(2026, 11, 2, tzinfo=UTC),
        request_id="test",
        actor={},
        data=REPAIR,
    )


def hand_over(office: Office, event_id: str) -> Any:
    operation = charges.on_repair_charge_due
    subscriber = "billing.on_repair_charge_due"
    return receive(office.store, subscriber, RepairChargeDue(), operation, delivery(event_id))


def test_B14_a_delivery_that_comes_twice_charges_once(office: Office) -> None:
    assert hand_over(office, "e1") is True
    assert hand_over(office, "e1") is False
    assert len(office.bills()) == 1


def test_B14_two_events_of_one_repair_charge_once(office: Office) -> None:
    hand_over(office, "e1")
    hand_over(office, "e2")
    assert len(office.bills()) == 1


def test_B14_without_the_lookup_the_unique_source_still_refuses(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the lookup; the constraint is the guard behind it."""
    monkeypatch.setattr(charges, "charged", lambda *_: False)
    hand_over(office, "e1")
    with pytest.raises(IntegrityError):
        hand_over(office, "e2")
    assert len(office.bills()) == 1


def test_B14_without_a_source_a_repair_would_be_charged_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the constraint."""
    monkeypatch.setattr(charges, "charged", lambda *_: False)
    real = charges.Draft
    monkeypatch.setattr(
        charges, "Draft", lambda **values: real(**values | {"source_reference": None})
    )
    hand_over(office, "e1")
    hand_over(office, "e2")
    assert len(office.bills()) == 2


def test_B14_a_charge_is_dunned_like_any_bill(office: Office) -> None:
    office.receives("on_repair_charge_due", **REPAIR)
    office.arrive("2026-11-25")
    office.arrive("2026-12-03")
    assert office.steps() == ["reminder", "message"]
