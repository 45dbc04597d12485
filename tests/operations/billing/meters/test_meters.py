"""B21: meters that were read wrongly or replaced, and what the bills make of it."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from contracts.billing.fees import UnknownFeeItem
from contracts.billing.households import UnknownHousehold
from contracts.billing.meters import (
    MeterNotRead,
    NothingCorrected,
    ReadingNotRising,
    ReadingOutlier,
    ReadingOutOfOrder,
    ReadingReversed,
)
from foundation.errors import Forbidden, InvalidInput, NotFound
from foundation.storage.migrate import downgrade, upgrade
from tests.operations.billing.conftest import Office

WATER = "水费"
Answer = dict[str, Any]


@pytest.fixture
def metered(office: Office) -> Office:
    """Water at 3.50 a m³."""
    office.fee(name=WATER, basis="meter", price="3.50", unit="m³")
    return office


def read(office: Office, day: str, value: str, **more: Any) -> None:
    reading = {"household_id": "h1", "name": WATER, "read_on": day, "value": value} | more
    office.call("record_readings", office.steward, readings=[reading])


def history(office: Office) -> list[Answer]:
    found = office.call("list_readings", office.receptionist, household_id="h1", limit=200)
    return sorted(found["items"], key=lambda one: (one["read_on"], one["kind"] == "start"))


def standing(office: Office) -> list[tuple[str, str, str]]:
    return [
        (one["read_on"], one["previous"], one["value"])
        for one in history(office)
        if not one["reversed_at"]
    ]


def correct(office: Office, wrong: str, **data: Any) -> Answer:
    """Correct the standing reading that shows a value."""
    (found,) = (o["id"] for o in history(office) if o["value"] == wrong and not o["reversed_at"])
    values = {"meter_reading_id": found, "reason": "抄错"} | data
    return dict(office.call("correct_reading", values.pop("by", office.receptionist), **values))


def replace(office: Office, day: str, old_end: str, new_start: str, **more: Any) -> Answer:
    values = {"household_id": "h1", "name": WATER, "replaced_on": day} | more
    values |= {"old_end": old_end, "new_start": new_start}
    return dict(office.call("replace_meter", office.receptionist, **values))


def water(office: Office) -> list[str]:
    """Amounts of water, bill by bill."""
    return [
        line["amount"] for bill in office.bills() for line in bill["lines"] if line["item"] == WATER
    ]


def test_B21_a_typing_error_is_corrected_before_it_is_billed(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-31", "1470")
    made = correct(metered, "1470", value="147")
    assert [one["value"] for one in made["reversed"]] == ["1470"]
    assert [one["consumption"] for one in made["entered"]] == ["47"]
    wrong = next(one for one in history(metered) if one["value"] == "1470")
    assert (wrong["reason"], wrong["reversed_by"]) == ("抄错", "receptionist")
    metered.run("2026-10")
    assert water(metered) == ["164.50"]


def test_B21_what_was_billed_wrongly_is_made_good_on_the_next_bill(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-31", "1470")
    metered.run("2026-10")
    correct(metered, "1470", value="147", by=metered.finance)
    metered.run("2026-11")
    assert water(metered) == ["4795.00", "-4630.50"]
    line = next(one for one in metered.bills()[-1]["lines"] if one["item"] == WATER)
    assert (line["quantity"], line["unit_price"]) == ("-1323", "3.50")
    assert line["explanation"] == (
        "更正抄表（2026年10月31日）：1470 → 147，用量 1370 → 47 m³，"
        "相差 -1323 m³ × 3.50 元 = -4630.50 元"
    )
    assert line["explanation_en"].startswith("reading of October 31, 2026 corrected: 1470 → 147")
    statement = metered.statement()
    assert Decimal(statement["outstanding"]) - Decimal(statement["credit"]) == Decimal("364.50")
    assert all(Decimal(bill["outstanding"]) >= 0 for bill in metered.bills())
    assert metered.balanced()
    metered.run("2026-12")
    assert len(water(metered)) == 2, "once"


def test_B21_what_a_bill_gives_back_lessens_it_and_then_becomes_credit(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-31", "150")
    metered.run("2026-10")
    metered.pay("275.00")
    correct(metered, "150", value="140")
    metered.run("2026-11")
    later = metered.bills()[-1]
    assert (later["amount"], later["outstanding"]) == ("65.00", "65.00")
    metered.pay("65.00")
    correct(metered, "140", value="100")
    metered.run("2026-12")
    last = metered.bills()[-1]
    assert (last["amount"], last["outstanding"], last["status"]) == ("-40.00", "0.00", "paid")
    assert metered.statement()["credit"] == "40.00"
    assert metered.statement()["closing"] == "-40.00"
    assert metered.balanced()
    assert metered.steps() == []


def test_B21_the_reading_after_a_corrected_one_counts_from_it(metered: Office) -> None:
    for day, value in (("2026-09-30", "100"), ("2026-10-15", "140"), ("2026-10-31", "150")):
        read(metered, day, value)
    metered.run("2026-10")
    assert water(metered) == ["175.00"]
    made = correct(metered, "140", value="120")
    assert [one["value"] for one in made["entered"]] == ["120", "150"]
    metered.run("2026-11")
    assert water(metered) == ["175.00", "-70.00", "70.00"], "moved from one to the other"
    assert metered.balanced()


def test_B21_each_is_given_back_at_the_price_at_which_it_was_billed(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-31", "110")
    metered.run("2026-10")
    metered.fee(name=WATER, basis="meter", price="4.00", effective_from="2026-10-15")
    correct(metered, "110", value="120")
    metered.run("2026-11")
    assert water(metered) == ["35.00", "-35.00", "80.00"]


@pytest.mark.parametrize("value", ["100", "147"])
def test_B21_a_first_reading_is_corrected_too(metered: Office, value: str) -> None:
    read(metered, "2026-09-30", "1000")
    with pytest.raises(ReadingNotRising):
        read(metered, "2026-10-31", "147")
    correct(metered, "1000", value=value)
    read(metered, "2026-10-31", "147")
    assert standing(metered)[-1] == ("2026-10-31", value, "147")


def test_B21_a_reading_of_another_household_is_taken_back(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-31", "147")
    metered.run("2026-10")
    correct(metered, "147")
    assert standing(metered) == [("2026-09-30", "100", "100")]
    metered.run("2026-11")
    assert water(metered) == ["164.50", "-164.50"]
    read(metered, "2026-11-01", "148")
    metered.run("2026-12")
    assert water(metered)[-1] == "168.00"


def test_B21_a_correction_may_be_corrected(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-31", "1470")
    metered.run("2026-10")
    correct(metered, "1470", value="174")
    correct(metered, "174", value="147")
    metered.run("2026-11")
    assert water(metered) == ["4795.00", "-4630.50"]
    correct(metered, "147", value="148")
    metered.run("2026-12")
    assert water(metered)[-1] == "3.50"
    assert metered.balanced()


def test_B21_a_wrong_day_is_corrected_between_its_neighbours(metered: Office) -> None:
    for day, value in (("2026-09-30", "100"), ("2026-10-15", "120"), ("2026-10-31", "150")):
        read(metered, day, value)
    assert correct(metered, "120", value="120", read_on="2026-10-16")["entered"]
    assert ("2026-10-16", "100", "120") in standing(metered)
    for day in ("2026-09-30", "2026-10-31"):
        with pytest.raises(ReadingOutOfOrder) as refused:
            correct(metered, "120", value="120", read_on=day)
        assert "read_on" in refused.value.errors
    with pytest.raises(InvalidInput):
        correct(metered, "150", value="150", read_on="2026-11-03")


def test_B21_what_is_no_correction_is_refused(metered: Office) -> None:
    for day, value in (("2026-09-30", "100"), ("2026-10-15", "120"), ("2026-10-31", "150")):
        read(metered, day, value)
    with pytest.raises(NothingCorrected):
        correct(metered, "120", value="120")
    for value in ("99", "151"):
        with pytest.raises(ReadingNotRising) as refused:
            correct(metered, "120", value=value)
        assert "value" in refused.value.errors
    (first,) = (one["id"] for one in history(metered) if one["value"] == "120")
    correct(metered, "120", value="121")
    with pytest.raises(ReadingReversed):
        metered.call(
            "correct_reading", metered.finance, meter_reading_id=first, value="122", reason="再改"
        )
    with pytest.raises(NotFound):
        metered.call("correct_reading", metered.finance, meter_reading_id="none", reason="再改")
    for by in (metered.steward, metered.resident, metered.deputy):
        with pytest.raises(Forbidden):
            correct(metered, "121", value="122", by=by)


def test_B21_a_replaced_meter_counts_both_parts(metered: Office) -> None:
    read(metered, "2026-09-30", "9980")
    stands = replace(metered, "2026-10-15", "9990", "5", meter="B-77", reason="表坏")
    assert (stands["value"], stands["meter"], stands["read_on"]) == ("5", "B-77", "2026-10-15")
    read(metered, "2026-10-31", "20")
    metered.run("2026-10")
    assert water(metered) == ["87.50"]
    line = next(one for one in metered.bill()["lines"] if one["item"] == WATER)
    assert line["explanation"].startswith("抄表 9980 → 9990、5 → 20（2026年10月31日），25 m³")
    assert [one["kind"] for one in history(metered)] == ["reading", "end", "start", "reading"]
    assert history(metered)[-1]["meter"] == "B-77"
    correct(metered, "5", value="6")
    metered.run("2026-11")
    assert water(metered) == ["87.50", "-3.50"]


def test_B21_an_end_that_was_read_that_day_is_enough(metered: Office) -> None:
    read(metered, "2026-10-15", "120")
    with pytest.raises(ReadingNotRising):
        replace(metered, "2026-10-15", "121", "0")
    replace(metered, "2026-10-15", "120", "0")
    with pytest.raises(ReadingNotRising):
        replace(metered, "2026-10-15", "120", "0")
    with pytest.raises(ReadingNotRising):
        read(metered, "2026-10-15", "3")
    assert [one[1:] for one in standing(metered)] == [("120", "120"), ("0", "0")]


def test_B21_a_replacement_is_taken_back_wholly(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    replace(metered, "2026-10-15", "130", "0")
    made = correct(metered, "0")
    assert sorted(one["kind"] for one in made["reversed"]) == ["end", "start"]
    assert standing(metered) == [("2026-09-30", "100", "100")]
    replace(metered, "2026-10-15", "130", "0")
    read(metered, "2026-10-31", "20")
    with pytest.raises(ReadingNotRising):
        correct(metered, "130")
    with pytest.raises(ReadingOutOfOrder):
        correct(metered, "130", value="131", read_on="2026-10-16")


def test_B21_a_meter_is_replaced_that_is_there_and_was_read(metered: Office) -> None:
    with pytest.raises(MeterNotRead):
        replace(metered, "2026-10-15", "120", "0")
    read(metered, "2026-10-20", "120")
    for day, old_end in (("2026-10-15", "130"), ("2026-10-31", "119")):
        with pytest.raises(ReadingNotRising) as refused:
            replace(metered, day, old_end, "0")
        assert "old_end" in refused.value.errors
    with pytest.raises(InvalidInput):
        replace(metered, "2026-11-03", "130", "0")
    with pytest.raises(UnknownFeeItem):
        replace(metered, "2026-10-31", "130", "0", name="气费")
    with pytest.raises(UnknownHousehold):
        replace(metered, "2026-10-31", "130", "0", household_id="h9")


def test_B21_a_use_far_above_the_usual_is_asked_about(metered: Office) -> None:
    read(metered, "2026-08-31", "100")
    read(metered, "2026-09-30", "130")
    with pytest.raises(ReadingOutlier) as refused:
        read(metered, "2026-10-31", "1470")
    assert "readings.0.value" in refused.value.errors or "value" in refused.value.errors
    assert refused.value.params["usual"] == "31.00"
    read(metered, "2026-10-30", "230")  # a hundred is never asked about
    with pytest.raises(ReadingOutlier):
        correct(metered, "230", value="2300")
    with pytest.raises(ReadingOutlier):
        replace(metered, "2026-10-31", "1500", "0")
    read(metered, "2026-10-31", "1470", confirmed=True)
    assert standing(metered)[-1] == ("2026-10-31", "230", "1470")


def test_B21_meters_of_a_household_are_listed_read_or_not(metered: Office) -> None:
    metered.fee(name="电费", name_en="Power", basis="meter", price="0.5469", unit="kWh")
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-30", "130")
    found = metered.call("list_meters", metered.steward, household_id="h1")["items"]
    assert [(one["name"], one["value"], one["usual_per_day"]) for one in found] == [
        (WATER, "130", "1"), ("电费", None, None),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        metered.call("list_meters", metered.steward, household_id="h9")
    with pytest.raises(Forbidden):
        metered.call("list_meters", metered.resident, household_id="h1")


def test_B21_readings_of_the_release_before_are_given_back_too(metered: Office) -> None:
    read(metered, "2026-09-30", "100")
    read(metered, "2026-10-31", "147")
    metered.run("2026-10")
    engine = metered.store.engine
    downgrade(engine, "billing", "billing_0006")
    upgrade(engine, "billing")
    with engine.connect() as connection:
        prices = connection.execute(
            text("SELECT billed_price FROM meter_readings ORDER BY read_on")
        )
        assert [row[0] for row in prices] == [35000, 35000]
    correct(metered, "147", value="137")
    metered.run("2026-11")
    assert water(metered) == ["164.50", "-35.00"]
