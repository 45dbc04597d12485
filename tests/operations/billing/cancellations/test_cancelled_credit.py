"""What a cancelled bill had given back is taken back, and paid for once (B16, B18, B21)."""

from decimal import Decimal

import pytest

from contracts.billing.credit import CreditAlreadyRefunded
from tests.operations.billing.cancellations.test_cancelling import (
    account,
    cancelled,
    decided,
    requested,
)
from tests.operations.billing.conftest import Office

pytestmark = pytest.mark.both_databases


def given_back(office: Office, paid: str | None = None) -> None:
    """October's water was billed at 4795.00 and is 164.50; the bill after gives back 4630.50."""
    office.fee(name="水费", basis="meter", price="3.50")
    for day, value in (("2026-09-30", "100"), ("2026-10-31", "1470")):
        reading = {"household_id": "h1", "name": "水费", "read_on": day, "value": value}
        office.call("record_readings", office.steward, readings=[reading])
    office.run("2026-10")
    if paid:
        office.pay(paid)
    (wrong,) = (
        one["id"]
        for one in office.call("list_readings", office.receptionist, household_id="h1")["items"]
        if one["value"] == "1470"
    )
    data = {"meter_reading_id": wrong, "value": "147", "reason": "抄错"}
    office.call("correct_reading", office.receptionist, **data)
    office.run("2026-11")


def owes(office: Office) -> str:
    outstanding, credit = account(office)
    return str(Decimal(outstanding) - Decimal(credit))


def test_B18_a_cancelled_bill_takes_its_credit_back_from_the_bills_that_it_paid(
    office: Office,
) -> None:
    given_back(office)
    assert account(office) == ("364.50", "0.00")  # the first bill was paid by the second
    cancelled(office, "bill", office.bills()[1]["id"])
    assert account(office) == ("4895.00", "0.00")  # as if that had not been
    assert [one["outstanding"] for one in office.bills()] == ["4895.00", "0.00"]
    office.run("2026-11")
    assert account(office) == ("364.50", "0.00") and office.balanced()


def test_B18_a_bill_whose_credit_was_paid_out_is_not_cancelled(office: Office) -> None:
    given_back(office, paid="4895.00")
    credit = account(office)[1]
    assert credit == "4530.50"
    data = {"household_id": "h1", "amount": credit, "method": "cash", "reason": "退款"}
    refund = office.call("request_refund", office.receptionist, **data)
    office.call("decide_refund", office.finance, refund_id=refund["id"], approve=True)
    later = office.bills()[-1]
    request = requested(office, "bill", later["id"])
    with pytest.raises(CreditAlreadyRefunded):
        decided(office, request)
    runs = office.call("list_bill_runs", office.finance)["items"]
    wrong = next(run["id"] for run in runs if run["period"] == "2026-11")
    cancelled(office, "run", wrong)
    assert office.bills()[-1]["status"] == "paid" and account(office) == ("0.00", "0.00")
    assert office.bills("h2")[-1]["status"] == "cancelled" and office.balanced()
    run = office.call("get_bill_run", office.finance, bill_run_id=wrong)
    pending = office.call("list_cancel_requests", office.supervisor, kind="run")["items"][0]
    stays = {
        "bill_id": later["id"], "number": later["number"], "household_id": "h1",
        "building": "1栋", "unit": "1-101",
    }  # fmt: skip
    assert run["kept"] == pending["kept"] == [stays]
    (first,) = office.call("list_bill_runs", office.finance, period="2026-10")["items"]
    assert first["kept"] == []


def test_B21_what_gave_back_a_cancelled_reading_is_charged_again(office: Office) -> None:
    """Otherwise the household would have it twice: not billed, and given back."""
    given_back(office)
    assert owes(office) == "364.50"  # two months, and 47 m³
    cancelled(office, "bill", office.bills()[0]["id"])
    office.run("2026-10")
    assert owes(office) == "364.50" and office.balanced()
    line = next(one for one in office.bills()[-1]["lines"] if one["item"] == "水费")
    assert (line["quantity"], line["unit_price"]) == ("1370", "3.50")
    assert line["explanation"] == (
        "原账单已取消，补收已退回的抄表（2026年10月31日）1470，1370 度 × 3.50 元 = 4795.00 元"
    )
    assert line["explanation_en"].startswith("reading 1470 of October 31, 2026 was given back, but")
    office.run("2026-12")
    assert owes(office) == "464.50" and office.balanced()


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0,), (1,), (0, 2), (0, 1, 2), (0, 2, 1)])
def test_B21_in_whatever_order_they_are_cancelled_a_reading_is_paid_for_once(
    office: Office, order: tuple[int, ...]
) -> None:
    given_back(office)
    for place in order:
        if place == 2:
            office.run("2026-10")
        cancelled(office, "bill", office.bills()[place]["id"])
    for period in ("2026-10", "2026-11"):
        office.run(period)
    assert owes(office) == "364.50" and office.balanced()
    assert office.run("2026-10")["billed"] == office.run("2026-11")["billed"] == 0


@pytest.mark.parametrize("order", [(1,), (0,), (0, 1), (1, 0)])
def test_B16_what_was_made_good_is_paid_for_once_whichever_bill_is_cancelled(
    billed: Office, order: tuple[int, ...]
) -> None:
    billed.fee(price="0.50", effective_from="2026-12-01")  # 50 of 300 yuan go back
    billed.run("2027-01")
    assert owes(billed) == "300.00"  # 300, less 50, and a month at 50
    for place in order:
        cancelled(billed, "bill", billed.bills()[place]["id"])
    for period in ("2026-Q4", "2027-01", "2027-02"):
        billed.run(period)
    assert owes(billed) == "350.00" and billed.balanced()
