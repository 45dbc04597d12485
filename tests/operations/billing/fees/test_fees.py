"""B01: the fee schedule, assignments and meter readings."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import inspect

from contracts.billing.fees import (
    AssignmentOverlaps,
    CreateFeeItem,
    FeeBasisDiffers,
    FeeItemExists,
    UnknownFeeItem,
)
from contracts.billing.households import UnknownHousehold
from contracts.billing.meters import ReadingNotRising
from foundation.errors import InvalidInput, NotFound
from services.billing.fees.rules import FIRST
from services.billing.fees.tables import FeeItem
from tests.operations.billing.conftest import Office

OTHERS = {
    "name_en": ("Parking", "Car park"),
    "period": ("quarter", "year"),
    "assigned_only": (True, False),
    "vacant_percent": (70, 30),
    "unit": ("个", "位"),
}
"""Whatever a price may leave out: two values of it that are not the first price's defaults."""


def test_B01_fee_items_are_listed_with_the_price_of_the_day(office: Office) -> None:
    office.clock.advance(timedelta(seconds=1))
    office.fee(price="1.20", effective_from="2027-01-01")
    everything = office.call("list_fee_items", office.finance)["items"]
    assert [one["price"] for one in everything] == ["1.20", "1.00"]
    now = office.call("list_fee_items", office.finance, on="2026-12-31")["items"]
    assert [one["price"] for one in now] == ["1.00"]


def test_B01_two_prices_from_one_day_are_refused(office: Office) -> None:
    with pytest.raises(FeeItemExists) as refused:
        office.fee(price="2.00")
    assert "effective_from" in refused.value.errors


def test_B01_a_new_price_keeps_the_basis(office: Office) -> None:
    with pytest.raises(FeeBasisDiffers):
        office.fee(basis="fixed", effective_from="2027-01-01")


def price(office: Office, since: str, **said: Any) -> dict[str, Any]:
    """A price of 车位管理费 with nothing but what must be said, and what is said."""
    return office.fee(name="车位管理费", basis="fixed", price="60.00", effective_from=since, **said)


def test_B01_every_term_of_a_price_is_tried() -> None:
    optional = {name for name, field in CreateFeeItem().fields.items() if not field.required}
    ours = {"id", "created_at", "community_id", "owner_id", "taken_back"}
    kept = {column.key for column in inspect(FeeItem).columns} - ours
    assert optional == set(OTHERS) == set(FIRST)
    assert kept == set(CreateFeeItem().fields)


@pytest.mark.parametrize("field", sorted(OTHERS))
def test_B01_what_a_new_price_leaves_out_is_as_before(office: Office, field: str) -> None:
    early, late = OTHERS[field]
    price(office, "2026-01-01", **{field: early})
    assert price(office, "2026-07-01")[field] == early
    assert price(office, "2027-01-01", **{field: late})[field] == late
    assert price(office, "2027-07-01")[field] == late
    assert price(office, "2026-10-01")[field] == early, "the one before it in time, not the last"
    assert price(office, "2025-01-01")[field] == early, "ahead of all: as the first one"
    assert price(office, "2028-01-01", **{field: None})[field] == late, "null says nothing"


def test_B01_the_first_price_of_an_item_has_defaults(office: Office) -> None:
    made = price(office, "2026-01-01")
    assert {name: made[name] for name in OTHERS} == {
        "name_en": "车位管理费", "period": "month", "assigned_only": False, "vacant_percent": 100,
        "unit": "",
    }  # fmt: skip
    shop = price(office, "2026-01-01", unit_type="shop", assigned_only=True, period="year")
    assert price(office, "2026-02-01")["assigned_only"] is False, "another type, another item"
    assert price(office, "2026-02-01", unit_type="shop")["period"] == shop["period"]


def test_B01_a_new_price_of_parking_is_paid_by_those_who_have_spaces(office: Office) -> None:
    price(office, "2026-01-01", assigned_only=True)
    office.call(
        "assign_fee", office.supervisor, household_id="h2", name="车位管理费", quantity=2,
        starts_on="2026-01-01",
    )  # fmt: skip
    office.fee(name="车位管理费", basis="fixed", price="80.00", effective_from="2026-12-01")
    office.run("2026-12")
    assert [line["item"] for line in office.bill("h1")["lines"]] == ["物业费"]
    parking = next(line for line in office.bill("h2")["lines"] if line["item"] == "车位管理费")
    assert (parking["amount"], parking["quantity"]) == ("160.00", "2")


def test_B01_an_assignment_said_again_keeps_the_end_that_it_leaves_out(office: Office) -> None:
    price(office, "2026-01-01", assigned_only=True)
    space = {"household_id": "h1", "name": "车位管理费", "starts_on": "2026-01-01"}
    office.call("assign_fee", office.supervisor, **space, ends_on="2026-10-31")
    again = office.call("assign_fee", office.supervisor, **space)
    assert again["ends_on"] == "2026-10-31"
    assert office.call("assign_fee", office.supervisor, **space, ends_on=None)["ends_on"] is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "-1.00"),
        ("price", "1.005"),
        ("price", 1.5),
        ("price", "NaN"),
        ("basis", "guess"),
        ("unit_type", "castle"),
        ("period", "week"),
        ("effective_from", "2026-02-30"),
        ("vacant_percent", 101),
        ("name", ""),
        ("colour", "red"),
    ],
)
def test_B01_bad_fee_items_are_refused_naming_the_field(
    office: Office, field: str, value: object
) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.fee(**{"name": "停车费", field: value})
    assert field in refused.value.errors


def test_B01_only_prices_of_meters_have_parts_of_a_fen(office: Office) -> None:
    item = office.fee(name="电费", basis="meter", price="0.5469", unit="kWh")
    assert item["price"] == "0.5469"


def test_B01_parking_is_paid_by_those_who_have_it(office: Office) -> None:
    office.fee(name="停车费", basis="fixed", price="150.00", assigned_only=True)
    office.call(
        "assign_fee", office.supervisor, household_id="h2", name="停车费", quantity=2,
        starts_on="2026-12-01",
    )  # fmt: skip
    office.run()
    assert [line["item"] for line in office.bill("h1")["lines"]] == ["物业费"]
    parking = next(line for line in office.bill("h2")["lines"] if line["item"] == "停车费")
    assert (parking["amount"], parking["quantity"], parking["unit"]) == ("300.00", "2", "个·月")


def test_B01_an_assignment_does_not_overlap_and_can_be_ended(office: Office) -> None:
    office.fee(name="停车费", basis="fixed", price="150.00", assigned_only=True)
    first = {"household_id": "h1", "name": "停车费", "starts_on": "2026-10-01"}
    made = office.call("assign_fee", office.supervisor, **first)
    again = first | {"starts_on": "2026-11-01"}
    with pytest.raises(AssignmentOverlaps):
        office.call("assign_fee", office.supervisor, **again)
    ended = office.call("assign_fee", office.supervisor, **first, ends_on="2026-10-31")
    assert (ended["id"], ended["ends_on"]) == (made["id"], "2026-10-31")
    office.call("assign_fee", office.supervisor, **again)
    listed = office.call("list_assignments", office.finance, household_id="h1")["items"]
    assert len(listed) == 2


def test_B01_what_is_not_assignable_is_not_assigned(office: Office) -> None:
    data = {"household_id": "h1", "starts_on": "2026-10-01"}
    with pytest.raises(UnknownFeeItem):
        office.call("assign_fee", office.supervisor, name="物业费", **data)
    with pytest.raises(NotFound):
        office.call("assign_fee", office.supervisor, **data | {"household_id": "h9"}, name="x")
    with pytest.raises(InvalidInput):
        office.call("assign_fee", office.supervisor, name="x", **data, ends_on="2026-09-29")


def readings(office: Office, *rows: tuple[str, str], household_id: str = "h1") -> dict[str, object]:
    data = [
        {"household_id": household_id, "name": "水费", "read_on": day, "value": value}
        for day, value in rows
    ]
    return dict(office.call("record_readings", office.steward, readings=data))


def test_B01_what_a_meter_counted_is_billed_once(office: Office) -> None:
    office.fee(name="水费", basis="meter", price="3.50", unit="m³")
    readings(office, ("2026-10-01", "120"), ("2026-10-31", "147.5"))
    office.run("2026-10")
    water = next(line for line in office.bill()["lines"] if line["item"] == "水费")
    assert (water["quantity"], water["amount"]) == ("27.5", "96.25")
    assert water["explanation"].startswith("抄表 120 → 147.50（2026年10月31日），27.50 m³")
    office.run("2026-11")
    assert [line["item"] for line in office.bills()[-1]["lines"]] == ["物业费"]


def test_B01_a_late_reading_is_billed_with_the_next_period(office: Office) -> None:
    office.fee(name="水费", basis="meter", price="3.50")
    readings(office, ("2026-09-30", "120"))
    office.run("2026-10")
    readings(office, ("2026-10-31", "130"))
    office.run("2026-11")
    amounts = [line["amount"] for bill in office.bills() for line in bill["lines"]]
    assert "35.00" in amounts


def test_B01_a_meter_counts_upwards_and_readings_come_in_order(office: Office) -> None:
    office.fee(name="水费", basis="meter", price="3.50")
    readings(office, ("2026-10-10", "120"))
    for row in (("2026-10-31", "119"), ("2026-10-10", "120"), ("2026-10-09", "130")):
        with pytest.raises(ReadingNotRising):
            readings(office, row)
    with pytest.raises(InvalidInput):
        readings(office, ("2026-11-03", "130"))
    with pytest.raises(UnknownHousehold):
        readings(office, ("2026-10-31", "130"), household_id="h9")


def test_B01_readings_are_taken_all_or_none(office: Office) -> None:
    office.fee(name="水费", basis="meter", price="3.50")
    with pytest.raises(ReadingNotRising):
        readings(office, ("2026-10-10", "120"), ("2026-10-31", "100"))
    assert readings(office, ("2026-10-10", "99"))["recorded"] == 1
