"""B01, B02: how bills are worked out, delivered, told and listed."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.billing.shared_costs import NothingToShareBy
from services.billing.service import BillingService
from tests.operations import conftest as support
from tests.operations.billing.conftest import DUE, Office

pytestmark = pytest.mark.both_databases


def many(office: Office, count: int) -> None:
    for number in range(count):
        support.put_household(office.store, f"m{number:03d}", unit=f"9-{number:03d}")


@pytest.mark.parametrize(
    ("period", "amount"),
    [("2026-11", "100.00"), ("2026-Q4", "300.00"), ("2026-H2", "600.00"), ("2026", "1200.00")],
)
def test_B01_periods_are_months_quarters_halves_and_years(
    office: Office, period: str, amount: str
) -> None:
    office.run(period)
    assert office.bill()["amount"] == amount


def test_B01_shared_costs_are_divided_to_the_fen(office: Office) -> None:
    office.fee(name="公共电费", basis="share", price="100.00")
    office.run("2026-11")
    shares = [
        line["amount"]
        for household in ("h1", "h2")
        for line in office.bill(household)["lines"]
        if line["item"] == "公共电费"
    ]
    assert shares == ["55.56", "44.44"]


def test_B01_shared_costs_that_nobody_bears_stop_the_run(office: Office) -> None:
    office.fee(name="公共电费", basis="share", price="100.00", unit_type="shop")
    with pytest.raises(NothingToShareBy) as refused:
        office.run()
    assert refused.value.params == {"name": "公共电费"}


def changed(office: Office, version: int, **state: Any) -> None:
    values = {
        "household_id": "h1", "version": version, "building": "1栋", "unit": "1-101", "floor": 1,
        "unit_type": "residential", "area_m2": "100", "owner_name": "王芳", "billing_from": None,
        "vacant": False, "two_person_visit": False, "members": [],
    }  # fmt: skip
    office.receives("on_household_changed", **values | state)


def test_B01_vacancy_and_area_are_prorated_from_the_day_they_changed(office: Office) -> None:
    office.fee(price="2.00", effective_from="2026-10-01", vacant_percent=50)
    changed(office, 2)  # nothing new
    office.jump_to("2026-11-16")
    changed(office, 3, vacant=True)
    office.jump_to("2026-12-01")
    changed(office, 4, vacant=True, area_m2="200")
    office.run(due_date="2026-12-31")
    # 2 yuan × 100 m²: October and 15 of November's 30 days; half price from the 16th; 200 m² then
    assert [line["amount"] for line in office.bill()["lines"]] == ["300.00", "50.00", "200.00"]


def test_B01_an_older_event_changes_nothing(office: Office) -> None:
    changed(office, 5, area_m2="50")
    changed(office, 4, area_m2="900")
    office.jump_to("2026-12-02")
    changed(office, 5, area_m2="900")
    office.run("2026-12", due_date="2026-12-31")
    assert office.bill()["amount"] == "50.00"


def test_B02_a_bill_is_delivered_when_it_has_arrived_and_the_delivery_recorded(
    billed: Office,
) -> None:
    assert billed.bill()["deliveries"] == []
    arrived = {
        "bill_id": billed.bill()["id"],
        "household_id": "h1",
        "channel": "paper",
        "delivered_at": "2026-11-03T16:00:00+08:00",
        "delivered_by": "赵永强",
        "receipt": "王芳",
    }
    support.deliver(billed.store, BillingService, "on_bill_delivered", **arrived)
    (delivery,) = billed.bill()["deliveries"]
    assert (delivery["channel"], delivery["delivered_by"]) == ("paper", "赵永强")
    assert delivery["delivered_at"] == "2026-11-03T16:00:00+08:00"


def test_B01_the_others_are_told_of_each_bill(billed: Office) -> None:
    (published,) = billed.published("bill_issued", "h2")
    bill = billed.bill("h2")
    assert published == {
        "bill_id": bill["id"], "number": bill["number"], "household_id": "h2",
        "period": "2026-Q4", "due_date": DUE, "amount": "240.00",
        "side": "owner", "member_id": None, "since": published["since"],
    }  # fmt: skip


def test_B01_runs_are_listed_newest_first(billed: Office) -> None:
    billed.clock.advance(timedelta(minutes=1))
    billed.run("2026-11")
    listed = billed.call("list_bill_runs", billed.finance)["items"]
    assert [run["period"] for run in listed] == ["2026-11", "2026-Q4"]
    only = billed.call("list_bill_runs", billed.finance, period="2026-Q4")["items"]
    assert len(only) == 1


def test_B01_bills_are_filtered_by_status_period_and_lateness(billed: Office) -> None:
    billed.pay("100.00")
    billed.pay("240.00", "h2")

    def seen(**filters: Any) -> list[str]:
        items = billed.call("list_bills", billed.finance, **filters)["items"]
        return sorted(bill["household_id"] for bill in items)

    assert seen() == ["h1", "h2"]
    assert (seen(status="open"), seen(status="partly_paid"), seen(status="paid")) == (
        [], ["h1"], ["h2"],
    )  # fmt: skip
    assert (seen(period="2026-Q4"), seen(period="2026-11")) == (["h1", "h2"], [])
    assert (seen(overdue=True), seen(overdue=False)) == ([], ["h1", "h2"])
    billed.jump_to("2026-12-01")
    assert (seen(overdue=True), seen(overdue=False)) == (["h1"], ["h2"])
    assert (seen(kind="charge"), seen(kind="period")) == ([], ["h1", "h2"])


def test_B01_bills_are_paged(office: Office) -> None:
    many(office, 5)
    office.run()
    seen: list[str] = []
    cursor = None
    while True:
        page = office.call("list_bills", office.finance, limit=3, cursor=cursor)
        seen += [bill["number"] for bill in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7
