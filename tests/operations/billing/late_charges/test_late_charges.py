"""B11: late charges grow by the day on their own line, and may be waived."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.billing.late_charges import NothingToWaive
from services.billing.late_charges import operations as late_charges
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

pytestmark = pytest.mark.both_databases


def late(office: Office, household_id: str = "h1") -> dict[str, Any] | None:
    lines = office.bills(household_id)[0]["lines"]
    return next((line for line in lines if line["component"] == "late_charge"), None)


def test_B11_nothing_is_charged_before_day_31(billed: Office) -> None:
    billed.arrive("2026-12-30")
    assert late(billed) is None
    billed.arrive("2026-12-31")
    line = late(billed)
    assert line and (line["amount"], line["item"]) == ("0.15", "违约金")  # 300 × 0.05 %


def test_B11_the_charge_stands_on_its_own_line_with_its_reason(billed: Office) -> None:
    billed.arrive("2027-01-09")
    line = late(billed)
    assert line and line["amount"] == "1.50"
    assert line["explanation"].startswith("逾期第 31 天（2026-12-31）起")
    bill = billed.bill()
    assert (bill["amount"], bill["outstanding"]) == ("301.50", "301.50")
    assert billed.balanced()


def test_B11_an_outage_makes_no_difference(billed: Office) -> None:
    billed.jump_to("2027-01-09")
    billed.work()
    line = late(billed)
    assert line and line["amount"] == "1.50"


def test_B11_a_second_look_on_the_same_day_charges_nothing_more(billed: Office) -> None:
    billed.arrive("2027-01-09")
    with billed.store.write(scope=HERE) as uow:
        late_charges.accrue(uow, ["h1"])
    line = late(billed)
    assert line and line["amount"] == "1.50"


def test_B11_it_never_passes_the_principal(billed: Office) -> None:
    billed.jump_to("2040-01-01")
    billed.work()
    billed.jump_to("2041-01-01")
    billed.work()
    line = late(billed)
    assert line and line["amount"] == "300.00"


def test_B10_a_payment_settles_the_late_charge_before_the_principal(billed: Office) -> None:
    billed.arrive("2027-01-09")
    billed.pay("101.50")
    line = late(billed)
    assert line and line["outstanding"] == "0.00"
    assert billed.bill()["outstanding"] == "200.00"
    billed.arrive("2027-01-10")
    grown = late(billed)
    assert grown and grown["amount"] == "1.60"  # 200 × 0.05 %


def test_B11_once_the_principal_is_paid_nothing_grows(billed: Office) -> None:
    billed.arrive("2027-01-09")
    billed.pay("301.50")
    billed.arrive("2027-02-09")
    assert billed.bill()["status"] == "paid"


def test_B11_a_supervisor_waives_it_with_a_reason(billed: Office) -> None:
    billed.arrive("2027-01-09")
    bill = billed.bill()
    data = {"bill_id": bill["id"], "reason": "住院"}
    part = billed.call("waive_late_charge", billed.supervisor, **data, amount="0.50")
    assert part["outstanding"] == "301.00"
    rest = billed.call("waive_late_charge", billed.supervisor, **data)
    assert rest["outstanding"] == "300.00"
    for amount in (None, "0.01"):
        with pytest.raises(NothingToWaive):
            billed.call("waive_late_charge", billed.supervisor, **data, amount=amount)
    billed.arrive("2027-01-10")
    assert billed.bill()["outstanding"] == "300.15"  # what was waived does not come back
    trail = billed.call("audit_trail", billed.actor("director"), subject=bill["id"])["items"]
    assert [row["actor_name"] for row in trail] == ["supervisor", "supervisor"]
    assert "住院" in str(trail)
    assert billed.balanced()


def test_B11_the_rate_is_policy(billed: Office) -> None:
    billed.call(
        "change_policy", billed.actor("director"), name="late_charge_daily_percent", value="0.1"
    )
    billed.arrive("2027-01-09")
    line = late(billed)
    assert line and Decimal(line["amount"]) == Decimal("3.00")
