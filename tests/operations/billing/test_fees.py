"""B01: the fee schedule, assignments and meter readings."""

from datetime import timedelta

import pytest

from foundation.errors import InvalidInput, NotFound
from services.billing.errors import (
    AssignmentOverlaps,
    FeeBasisDiffers,
    FeeItemExists,
    ReadingNotRising,
    UnknownFeeItem,
    UnknownHousehold,
)
from tests.operations.billing.conftest import Office


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
        office.call("assign_fee", office.supervisor, name="x", **data, ends_on="2026-09-30")


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
