"""B16: a wrong run or bill is cancelled, with a second person."""

from typing import Any

import pytest

from contracts.billing.cancellations import (
    AlreadyCancelled,
    CancelAlreadyRequested,
    CancelRequestDecided,
    FigureFrozen,
)
from contracts.billing.credit import CreditAlreadyRefunded
from foundation.errors import Forbidden, SecondPersonNeeded
from services.billing.service import BillingService as Service
from tests.operations import conftest as support
from tests.operations.billing.conftest import DUE, Office

RUN = {"period": "2027", "due_date": "2027-12-31"}


pytestmark = pytest.mark.both_databases


def requested(office: Office, what: str, id: str) -> dict[str, Any]:
    field = {"run": "bill_run_id", "bill": "bill_id"}[what]
    data = {field: id, "reason": "误操作"}
    return dict(office.call(f"cancel_{what}", office.finance, **data))


def decided(office: Office, request: dict[str, Any], approve: bool = True, by: Any = None) -> Any:
    data = {"cancel_request_id": request["id"], "approve": approve, "remark": "核对"}
    return office.call("decide_cancel", by or office.supervisor, **data)


def cancelled(office: Office, what: str, id: str) -> None:
    decided(office, requested(office, what, id))
    office.work()


def account(office: Office, household_id: str = "h1") -> tuple[str, str]:
    found = office.statement(household_id)
    return found["outstanding"], found["credit"]


def test_B16_a_wrong_run_is_cancelled_by_two_people_and_billed_anew(office: Office) -> None:
    run = office.run()
    bill = office.bill()
    request = requested(office, "run", run["id"])
    assert (request["bills"], request["amount"]) == (2, "540.00")
    assert account(office) == ("300.00", "0.00")  # nothing is booked yet
    with pytest.raises(SecondPersonNeeded):
        decided(office, request, by=office.finance)
    decided(office, request)
    office.work()
    done = office.call("get_bill_run", office.finance, bill_run_id=run["id"])
    assert (done["status"], done["cancelled"]) == ("cancelled", 2)
    assert account(office) == ("0.00", "0.00") and office.balanced()
    shown = office.call("get_bill", office.resident, bill_id=bill["id"])
    assert (shown["status"], shown["amount"], shown["outstanding"]) == (
        "cancelled", "300.00", "0.00",
    )  # fmt: skip
    assert shown["cancelled"]["reason"] == "误操作"
    assert {one["number"] for one in office.published("bill_cancelled")} == {
        "ZD-2026-000001", "ZD-2026-000002",
    }  # fmt: skip
    again = office.run()
    assert (again["billed"], again["amount"]) == (2, "540.00")
    assert office.bills()[-1]["number"] in ("ZD-2026-000003", "ZD-2026-000004")
    report = office.call("collection", office.finance, period="2026-Q4")
    assert (report["total"]["billed_count"], report["total"]["billed_amount"]) == (2, "540.00")
    office.arrive("2026-12-02")
    assert office.steps()[-1] == "message" and office.balanced()


def test_B16_what_was_paid_on_a_cancelled_bill_meets_other_debts(billed: Office) -> None:
    billed.pay("300.00")
    billed.run("2027-Q1", "2027-02-28")
    assert account(billed) == ("300.00", "0.00")
    first = billed.bills()[0]
    cancelled(billed, "bill", first["id"])
    assert account(billed) == ("0.00", "0.00") and billed.balanced()
    assert billed.bills(status="cancelled")[0]["id"] == first["id"]
    assert [one["status"] for one in billed.bills()] == ["cancelled", "paid"]


def test_B16_a_void_after_a_cancelled_bill_takes_the_money_from_where_it_went(
    billed: Office,
) -> None:
    paid = billed.pay("300.00")
    billed.run("2027-Q1", "2027-02-28")
    cancelled(billed, "bill", billed.bills()[0]["id"])
    billed.call("void_payment", billed.finance, payment_id=paid["id"], reason="错收")
    assert account(billed) == ("300.00", "0.00") and billed.balanced()
    assert billed.bills()[0]["outstanding"] == "0.00"


def test_B16_no_void_where_the_money_was_paid_out(billed: Office) -> None:
    paid = billed.pay("300.00")
    cancelled(billed, "bill", billed.bill()["id"])
    assert account(billed) == ("0.00", "300.00")
    data = {"household_id": "h1", "amount": "300.00", "method": "cash", "reason": "退款"}
    refund = billed.call("request_refund", billed.receptionist, **data)
    billed.call("decide_refund", billed.finance, refund_id=refund["id"], approve=True)
    with pytest.raises(CreditAlreadyRefunded):
        billed.call("void_payment", billed.finance, payment_id=paid["id"], reason="错收")
    assert billed.balanced()


def test_B16_the_frozen_figure_stays(billed: Office) -> None:
    run = billed.call("list_bill_runs", billed.finance)["items"][0]
    late = requested(billed, "run", run["id"])
    billed.jump_to(DUE, 23)
    bill = requested(billed, "bill", billed.bill()["id"])
    billed.go_to("2026-12-01")
    for request in (late, bill):
        with pytest.raises(FigureFrozen):
            decided(billed, request)
        decided(billed, request, approve=False)
    with pytest.raises(FigureFrozen):
        requested(billed, "run", run["id"])
    frozen = billed.call("collection", billed.finance, period="2026-Q4", frozen=True)
    assert frozen["total"]["billed_count"] == 2


def test_B16_dunning_of_a_cancelled_bill_ends(billed: Office) -> None:
    billed.arrive("2026-11-24")
    assert billed.steps() == ["reminder"]
    cancelled(billed, "bill", billed.bill()["id"])
    billed.go_to("2026-12-05")
    assert billed.steps() == ["reminder"] and billed.visits(household_id="h1") == []
    assert "message" in billed.steps("h2")


def test_B16_a_metered_reading_can_be_billed_anew(office: Office) -> None:
    office.fee(name="水费", basis="meter", price="3.00")
    reading = {"household_id": "h1", "name": "水费"}
    days = [("2026-10-01", "100"), ("2026-11-01", "200")]
    readings = [reading | {"read_on": day, "value": value} for day, value in days]
    office.call("record_readings", office.steward, readings=readings)
    office.run()
    first = office.bill()["amount"]
    cancelled(office, "bill", office.bill()["id"])
    office.run()
    assert office.bills()[-1]["amount"] == first == "600.00" and office.balanced()


def test_B16_requests_are_asked_once_and_decided_once(billed: Office) -> None:
    bill = billed.bill()["id"]
    request = requested(billed, "bill", bill)
    with pytest.raises(CancelAlreadyRequested):
        requested(billed, "bill", bill)
    decided(billed, request, approve=False)
    with pytest.raises(CancelRequestDecided):
        decided(billed, request)
    decided(billed, requested(billed, "bill", bill))
    with pytest.raises(AlreadyCancelled):
        requested(billed, "bill", bill)
    with pytest.raises(Forbidden):
        billed.call("cancel_bill", billed.resident, bill_id=bill, reason="太贵")


def test_B16_cancelling_stops_a_run_under_way(office: Office) -> None:
    """And is resumed by batches of its own, as the run is."""
    for number in range(150):
        support.put_household(office.store, f"m{number:03d}")
    run = office.call("start_bill_run", office.finance, period="2026-Q4", due_date=DUE)
    support.process_due(office.store, Service, limit=1)
    decided(office, requested(office, "run", run["id"]))
    office.work()
    done = office.call("get_bill_run", office.finance, bill_run_id=run["id"])
    assert done["status"] == "cancelled" and done["finished_at"]
    assert done["cancelled"] == done["billed"]
    assert all(office.statement(f"m{n:03d}")["outstanding"] == "0.00" for n in (0, 99, 149))
    assert office.balanced()


def test_B16_without_the_second_person_one_would_do_it_alone(
    billed: Office, anybody_decides: None
) -> None:
    """Negative control."""
    request = requested(billed, "bill", billed.bill()["id"])
    assert decided(billed, request, by=billed.finance)["status"] == "approved"
