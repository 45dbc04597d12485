"""R04, B14: quotes, their acceptance and the charge."""

from typing import Any

import pytest

from contracts.repairs.fieldwork import QuoteNotAccepted
from contracts.repairs.quoting import (
    AlreadyCharged,
    NobodyToCharge,
    QuoteDecided,
    QuoteSumWrong,
    SignatureMissing,
)
from contracts.repairs.requests import NotYourOrder
from foundation.errors import Forbidden, InvalidInput, NotFound
from services.repairs.fieldwork import operations as fieldwork
from tests.operations.repairs.conftest import Answer, Desk

LINES = [
    {"item": "阀芯", "quantity": "2", "unit_price": "35.00", "amount": "70.00"},
    {"item": "人工", "quantity": "0.5", "unit_price": "60.00"},
]


def quoted(desk: Desk, state: str = "arrived", **data: Any) -> Answer:
    repair = desk.bring(state)
    values: Answer = {"amount": "100.00", "lines": LINES} | data
    by = desk.receptionist if state == "verified" else desk.engineer()
    return dict(desk.call("quote", by, repair_id=repair["id"], **values))


def accepted(desk: Desk) -> Answer:
    repair = quoted(desk)
    return dict(desk.call("accept_quote", desk.resident, repair_id=repair["id"]))


def test_R04_accepted_quote_is_charged_once_on_completion(desk: Desk) -> None:
    repair = accepted(desk)
    (agreed,) = desk.published("repair_charge_agreed")
    assert (agreed["household_id"], agreed["amount"]) == ("h1", "100.00")
    assert desk.published("repair_charge_due") == []
    desk.go_on(repair["id"], "completed")
    (due,) = desk.published("repair_charge_due")
    assert (due["repair_id"], due["amount"]) == (repair["id"], "100.00")
    assert due["lines"] == [
        {"item": "阀芯", "quantity": "2", "unit_price": "35.00", "amount": "70.00"},
        {"item": "人工", "quantity": "0.5", "unit_price": "60.00", "amount": "30.00"},
    ]
    assert desk.get(repair["id"])["quote_status"] == "charged"


def test_R04_free_repair_charges_nothing(desk: Desk) -> None:
    desk.bring("completed")
    assert desk.published("repair_charge_due") == []


def test_R04_unanswered_quote_forbids_completion(desk: Desk) -> None:
    repair = quoted(desk)
    with pytest.raises(QuoteNotAccepted):
        desk.go_on(repair["id"], "completed")


def test_R04_rejected_quote_forbids_completion_until_another_is_accepted(desk: Desk) -> None:
    repair = quoted(desk)
    desk.call("reject_quote", desk.resident, repair_id=repair["id"], reason="太贵")
    with pytest.raises(QuoteNotAccepted):
        desk.go_on(repair["id"], "completed")
    desk.call("quote", desk.engineer(), repair_id=repair["id"], amount="60.00")
    desk.call("accept_quote", desk.resident, repair_id=repair["id"])
    desk.go_on(repair["id"], "completed")
    assert [one["amount"] for one in desk.published("repair_charge_due")] == ["60.00"]
    statuses = [one["status"] for one in desk.get(repair["id"])["quotes"]]
    assert statuses == ["rejected", "charged"]


def test_R04_work_outside_the_free_scope_needs_a_quote(desk: Desk) -> None:
    repair = desk.bring("requested")
    desk.call("verify", desk.receptionist, repair_id=repair["id"], chargeable=True)
    desk.go_on(repair["id"], "arrived")
    with pytest.raises(QuoteNotAccepted):
        desk.go_on(repair["id"], "completed")


def test_R04_without_the_guard_rejected_work_would_be_completed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the guard at completion."""
    repair = quoted(desk)
    monkeypatch.setattr(fieldwork, "forbids_completion", lambda *_: False)
    assert desk.go_on(repair["id"], "completed")["status"] == "completed"


def test_R04_newer_quote_replaces_an_accepted_one(desk: Desk) -> None:
    repair = accepted(desk)
    desk.call("quote", desk.engineer(), repair_id=repair["id"], amount="150.00")
    with pytest.raises(QuoteNotAccepted):
        desk.go_on(repair["id"], "completed")
    desk.call("accept_quote", desk.resident, repair_id=repair["id"])
    desk.go_on(repair["id"], "completed")
    assert [one["amount"] for one in desk.published("repair_charge_due")] == ["150.00"]


def test_R04_desk_notes_the_signature(desk: Desk) -> None:
    repair = quoted(desk)
    with pytest.raises(SignatureMissing):
        desk.call("accept_quote", desk.receptionist, repair_id=repair["id"])
    note = {"signature_note": "王芳在派工单上签字"}
    desk.call("accept_quote", desk.receptionist, repair_id=repair["id"], **note)
    (kept,) = desk.get(repair["id"])["quotes"]
    assert (kept["means"], kept["signature_note"]) == ("signature", "王芳在派工单上签字")
    assert kept["decided_by"] == "receptionist"


def test_R04_resident_accepts_in_app(desk: Desk) -> None:
    repair = accepted(desk)
    (kept,) = desk.get(repair["id"])["quotes"]
    assert kept["means"] == "in_app"


def test_R04_neighbour_cannot_accept(desk: Desk) -> None:
    repair = quoted(desk)
    for method in ("accept_quote", "reject_quote"):
        with pytest.raises(NotFound):
            desk.call(method, desk.neighbour, repair_id=repair["id"])


def test_R04_engineer_does_not_accept_the_own_quote(desk: Desk) -> None:
    repair = quoted(desk)
    with pytest.raises(Forbidden):
        desk.call("accept_quote", desk.engineer(), repair_id=repair["id"], signature_note="x")


def test_R04_quote_is_answered_once(desk: Desk) -> None:
    repair = accepted(desk)
    for method in ("accept_quote", "reject_quote"):
        with pytest.raises(QuoteDecided):
            desk.call(method, desk.resident, repair_id=repair["id"])


def test_R04_quote_comes_before_the_visit_too(desk: Desk) -> None:
    repair = quoted(desk, "verified")
    assert repair["quote_status"] == "offered"


def test_R04_engineer_quotes_the_own_order_only(desk: Desk) -> None:
    repair = desk.bring("arrived")
    with pytest.raises(NotYourOrder):
        desk.call("quote", desk.engineer("e2"), repair_id=repair["id"], amount="80.00")


def test_R04_public_places_are_not_charged(desk: Desk) -> None:
    repair = desk.public()
    desk.go_on(repair["id"], "arrived")
    with pytest.raises(NobodyToCharge):
        desk.call("quote", desk.engineer(), repair_id=repair["id"], amount="80.00")


@pytest.mark.parametrize(
    ("amount", "lines", "field"),
    [
        ("99.00", LINES, "amount"),
        ("70.00", [LINES[0] | {"amount": "71.00"}], "lines"),
    ],
)
def test_R04_lines_add_up_to_the_quote(
    desk: Desk, amount: str, lines: list[Answer], field: str
) -> None:
    with pytest.raises(QuoteSumWrong) as refused:
        quoted(desk, amount=amount, lines=lines)
    assert field in refused.value.errors


@pytest.mark.parametrize("amount", ["0.00", "-5.00", "1.005", 80.0, "NaN", "9999999999.00"])
def test_R04_amount_of_a_quote_is_money(desk: Desk, amount: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        quoted(desk, amount=amount)
    assert "amount" in refused.value.errors


def test_R05_rework_of_a_charged_repair_is_free(desk: Desk) -> None:
    repair = accepted(desk)
    desk.go_on(repair["id"], "completed")
    desk.call("follow_up", desk.receptionist, repair_id=repair["id"], solved=False)
    desk.go_on(repair["id"], "arrived")
    with pytest.raises(AlreadyCharged):
        desk.call("quote", desk.engineer(), repair_id=repair["id"], amount="80.00")
    desk.go_on(repair["id"], "completed")
    assert len(desk.published("repair_charge_due")) == 1
