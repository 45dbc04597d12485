"""B01: lines of a bill, against the worked tables of `docs/rules/charging.md`."""

import re
from datetime import date
from decimal import Decimal

import pytest

from contracts.billing.bills import Component
from contracts.billing.fees import Basis, PricePeriod
from contracts.billing.ledger import Account
from services.billing.adjustments.rules import Past, Standing, made_good
from services.billing.bills.rules import Line
from services.billing.charging.rules.lines import lines_for
from services.billing.fees.rules import FeeItem, Price, grouped
from services.billing.households.rules import Occupancy
from services.billing.ledger.rules.posting import Charged, check_balanced, offset
from services.billing.periods.rules import Month, Period
from services.billing.shared_costs.rules import shares_of_month
from services.billing.units.rules.units import Assignment, Reading, Unit
from tests.support.rule_tables import worked_table

PAGE = "charging.md"
LONG_AGO = date(2020, 1, 1)
Row = dict[str, str]


def day(text: str) -> date:
    return date.fromisoformat(text)


def price(basis: Basis, amount: str, since: date = LONG_AGO, **more: object) -> Price:
    values: dict[str, object] = {
        "id": f"{since}",
        "name": "物业费",
        "name_en": "Property fee",
        "unit_type": "residential",
        "period": PricePeriod.MONTH,
    }
    return Price(basis=basis, price=Decimal(amount), since=since, **(values | more))  # type: ignore[arg-type]


def unit(area: str = "100", *, since: str = "", vacant_since: str = "", **more: object) -> Unit:
    states = [Occupancy(LONG_AGO, "residential", Decimal(area), False)]
    if vacant_since:
        states.append(Occupancy(day(vacant_since), "residential", Decimal(area), True))
    return Unit("h1", day(since) if since else None, tuple(states), **more)  # type: ignore[arg-type]


def bill(row: Row, item: FeeItem, household: Unit) -> list[Line]:
    return lines_for([item], household, Period.parse(row["period"]).months, {})


@pytest.mark.parametrize("row", worked_table(PAGE, "Time, price and vacancy"))
def test_B01_area_and_fixed_fees_are_prorated_by_day(row: Row) -> None:
    basis, pieces = Basis(row["basis"]), row["size"] if row["basis"] == "fixed" else "1"
    terms = {
        "period": PricePeriod(row["per"]),
        "vacant_percent": int(row["vacant %"]),
        "assigned_only": pieces != "1",
    }
    prices = [price(basis, row["price"], **terms)]
    if row["next price"]:
        prices.append(price(basis, row["next price"], day(row["from"]), **terms))
    household = unit(
        row["size"],
        since=row["pays from"],
        vacant_since=row["vacant since"],
        assignments=(Assignment("物业费", int(pieces.split(".")[0]), LONG_AGO, None),),
    )
    lines = bill(row, grouped(prices)[0], household)
    assert [str(line.amount) for line in lines] == row["lines"].split()


@pytest.mark.parametrize("row", worked_table(PAGE, "Shared costs"))
def test_B01_shared_costs_sum_up(row: Row) -> None:
    item = grouped([price(Basis.SHARE, row["total"])])[0]
    units = [
        Unit(f"h{index}", None, (Occupancy(LONG_AGO, "residential", Decimal(area), False),))
        for index, area in enumerate(row["m²"].split())
    ]
    shares = shares_of_month(item, units, Month(2026, 11))
    assert [str(share.amount) for share in shares.values()] == row["shares"].split()


@pytest.mark.parametrize("row", worked_table(PAGE, "Meters"))
def test_B01_meters_are_billed_by_what_they_counted(row: Row) -> None:
    readings = tuple(
        Reading(read_on, "物业费", day(read_on), Decimal(before), Decimal(after))
        for read_on, before, after in re.findall(r"(\S+) (\d+) → (\d+)", row["readings"])
    )
    item = grouped([price(Basis.METER, row["price"], unit="m³")])[0]
    lines = bill(row, item, unit(readings=readings))
    assert [str(line.amount) for line in lines] == row["line"].split()


@pytest.mark.parametrize("row", worked_table(PAGE, "Corrected readings (B21)"))
def test_B21_what_was_billed_wrongly_is_given_back(row: Row) -> None:
    def reading(id_: str, text: str, **more: object) -> Reading:
        before, after = map(Decimal, text.split(" → "))
        return Reading(id_, "物业费", day("2026-10-31"), before, after, **more)  # type: ignore[arg-type]

    readings = [reading("wrong", row["reading"], reversed_at_price=Decimal(row["price"]))]
    if row["corrected"]:
        readings.append(reading("right", row["corrected"], corrects="wrong"))
    item = grouped([price(Basis.METER, row["now"], unit="m³")])[0]
    lines = bill(row | {"period": "2026-11"}, item, unit(readings=tuple(readings)))
    assert [str(line.amount) for line in lines] == row["lines"].split()


@pytest.mark.parametrize("row", worked_table(PAGE, "What a bill gives back"))
def test_B16_what_a_bill_gives_back_lessens_it(row: Row) -> None:
    lines = [
        Charged("bill", str(place), Component.PRINCIPAL, Decimal(amount))
        for place, amount in enumerate(row["lines"].split())
    ]
    entries = offset(lines)
    owed = {line.line_id: line.amount for line in lines}
    credit = Decimal("0.00")
    for entry in entries:
        if entry.account == Account.CREDIT:
            credit -= entry.amount
        else:
            owed[str(entry.line_id)] += entry.amount
    assert [str(amount) for amount in owed.values()] == row["owed per line"].split()
    assert str(credit) == row["credit"]
    if entries:
        check_balanced(entries)


@pytest.mark.parametrize("row", worked_table(PAGE, "Made good (B16)"))
def test_B16_what_changed_in_a_billed_period_is_one_line(row: Row) -> None:
    percent = int(row["vacant %"])
    prices = [
        price(Basis.AREA, "1.00", vacant_percent=percent),
        price(Basis.AREA, row["price"], day(row["from"]), vacant_percent=percent),
    ]
    states = [Occupancy(LONG_AGO, "residential", Decimal(100), False)]
    states.append(Occupancy(day(row["since"]), "residential", Decimal(row["area"]), False))
    if since := row["vacant since"]:
        states.append(Occupancy(day(since), "residential", Decimal(row["area"]), True))
    pays_from = day(row["pays from"]) if row["pays from"] else None
    stands = {"物业费": Standing("Property fee", Decimal("300.00"), 1)}
    past = Past("2026-Q4", Period.parse("2026-Q4").months, stands)
    lines = made_good(grouped(prices), Unit("h1", pays_from, tuple(states)), past)
    assert [str(line.amount) for line in lines] == row["line"].split()
    assert all(line.quantity * line.unit_price == line.amount for line in lines)
    assert all(line.for_period == "2026-Q4" for line in lines)


def test_B01_a_shared_cost_that_nobody_bears_is_an_error() -> None:
    item = grouped([price(Basis.SHARE, "100.00")])[0]
    with pytest.raises(ValueError, match="物业费"):
        shares_of_month(item, [], Month(2026, 11))


def test_B01_shares_count_the_days_that_a_household_pays_for() -> None:
    item = grouped([price(Basis.SHARE, "90.00")])[0]
    early = Unit("early", None, (Occupancy(LONG_AGO, "residential", Decimal(100), False),))
    late = Unit(
        "late", date(2026, 11, 16), (Occupancy(LONG_AGO, "residential", Decimal(100), False),)
    )
    shares = shares_of_month(item, [early, late], Month(2026, 11))
    assert [str(share.amount) for share in shares.values()] == ["60.00", "30.00"]


def test_B01_a_share_that_changes_within_the_month_counts_by_days() -> None:
    item = grouped(
        [price(Basis.SHARE, "300.00"), price(Basis.SHARE, "600.00", date(2026, 11, 21))]
    )[0]
    shares = shares_of_month(item, [unit()], Month(2026, 11))
    assert str(shares["h1"].amount) == "400.00"


def test_B01_a_parking_space_is_paid_for_from_its_first_to_its_last_day() -> None:
    item = grouped([price(Basis.FIXED, "150.00", assigned_only=True)])[0]
    space = Assignment("物业费", 1, date(2026, 10, 16), date(2026, 11, 15))
    lines = lines_for([item], unit(assignments=(space,)), Period.parse("2026-Q4").months, {})
    # 16 of October's 31 days, 15 of November's 30
    assert [str(line.amount) for line in lines] == ["152.42"]
    assert lines_for([item], unit(), Period.parse("2026-Q4").months, {}) == []


def test_B01_an_item_of_shops_is_not_charged_to_flats() -> None:
    item = grouped([price(Basis.AREA, "5.00", unit_type="shop")])[0]
    assert lines_for([item], unit(), Period.parse("2026-Q4").months, {}) == []


def test_B01_a_flat_that_becomes_a_shop_pays_each_fee_for_its_days() -> None:
    items = grouped([price(Basis.AREA, "2.00"), price(Basis.AREA, "5.00", unit_type="shop")])
    states = (
        Occupancy(LONG_AGO, "residential", Decimal(100), False),
        Occupancy(date(2026, 11, 1), "shop", Decimal(100), False),
    )
    lines = lines_for(items, Unit("h1", None, states), Period.parse("2026-Q4").months, {})
    assert [str(line.amount) for line in lines] == ["200.00", "1000.00"]


def test_B01_months_billed_before_leave_a_gap_and_two_lines() -> None:
    item = grouped([price(Basis.AREA, "1.00")])[0]
    lines = lines_for([item], unit(), [Month(2026, 10), Month(2026, 12)], {})
    assert [str(line.amount) for line in lines] == ["100.00", "100.00"]


def test_B01_a_line_explains_itself_in_both_languages() -> None:
    prices = [price(Basis.AREA, "2.80", vacant_percent=70)]
    household = unit("89.50", since="2026-10-16", vacant_since="2026-12-01")
    first, second = lines_for(grouped(prices), household, Period.parse("2026-Q4").months, {})
    assert first.explanation == (
        "89.50 m² × 2.80 元/m²·月 × (1 + 16/31) 个月（2026年10月16日至11月30日）= 379.94 元"
    )
    assert second.explanation_en == (
        "89.50 m² × 2.80 yuan per m² per month × 1 month × 70% (vacant) "
        "(December 1 to December 31, 2026) = 175.42 yuan"
    )


def test_B01_quantity_times_price_is_the_amount() -> None:
    prices = [price(Basis.AREA, "2.80")]
    (line,) = lines_for(grouped(prices), unit("89.50"), Period.parse("2026-Q4").months, {})
    assert (str(line.quantity), line.unit, str(line.unit_price)) == ("268.5000", "m²·月", "2.80")
    assert line.quantity * line.unit_price == line.amount
