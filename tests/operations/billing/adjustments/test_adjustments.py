"""B16: what changes inside a period that was billed is made good on the next bill."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from contracts.billing.ledger import PostingKind
from foundation.errors import InvalidInput
from foundation.storage.migrate import downgrade, upgrade
from services.billing.ledger.operations.booking import Posting, entries_of, lock_accounts, post
from services.billing.ledger.rules.posting import reverse
from services.billing.runs.operations import batches as billing_batches
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.support.community import HERE

PARKING = "车位管理费"
Line = dict[str, Any]


pytestmark = pytest.mark.both_databases


@pytest.fixture
def parked(office: Office) -> Office:
    """2026-Q4 is billed: 300 yuan to h1 and 240 to h2, who have no parking space."""
    office.fee(name=PARKING, name_en="Parking", basis="fixed", price="60.00", assigned_only=True)
    office.run()
    return office


def assign(office: Office, starts_on: str, household_id: str = "h1", **more: Any) -> None:
    space = {"household_id": household_id, "name": PARKING, "starts_on": starts_on} | more
    office.call("assign_fee", office.supervisor, **space)


def household_changed(office: Office, version: int, household_id: str = "h1", **state: Any) -> None:
    """The directory tells a household."""
    values = {
        "household_id": household_id, "version": version, "building": "1栋", "unit": "1-101",
        "floor": 1, "unit_type": "residential", "area_m2": "100", "owner_name": "王芳",
        "billing_from": None, "vacant": False, "two_person_visit": False, "members": [],
    }  # fmt: skip
    office.receives("on_household_changed", **values | state)


def good(office: Office, household_id: str = "h1") -> list[tuple[str, str, str]]:
    """Lines that make a past period good: period, item, amount; in the order of the bills."""
    return [
        (line["for_period"], line["item"], line["amount"])
        for bill in office.bills(household_id)
        for line in bill["lines"]
        if line["for_period"]
    ]


def owes(office: Office, household_id: str = "h1") -> str:
    statement = office.statement(household_id)
    return str(Decimal(statement["outstanding"]) - Decimal(statement["credit"]))


def test_B16_what_starts_in_a_billed_period_is_on_the_next_bill(parked: Office) -> None:
    assign(parked, "2026-12-01")
    parked.run("2027-Q1")
    assert good(parked) == [("2026-Q4", PARKING, "60.00")]
    bill = parked.bills()[-1]
    assert bill["amount"] == "540.00"  # 300 + 180 + 60
    line = next(one for one in bill["lines"] if one["for_period"])
    assert line["explanation"] == (
        "补收2026年第4季度：1 个 × 60 元/个·月 × 1 个月（2026年12月1日至12月31日）= 60.00 元；"
        "应计 60.00 元，已出账 0.00 元，相差 60.00 元"
    )
    assert line["explanation_en"].startswith("Charged for Q4 2026: 1 piece × 60 yuan")
    assert (line["quantity"], line["unit_price"]) == ("1", "60.00")
    assert parked.balanced()


def test_B16_it_is_made_good_once(parked: Office) -> None:
    assign(parked, "2026-12-01")
    for period in ("2026-Q4", "2027-Q1", "2026-Q4", "2027-Q2", "2027"):
        parked.run(period)
    assert good(parked) == [("2026-Q4", PARKING, "60.00")]
    assert parked.balanced()


def test_B16_the_same_period_run_again_makes_it_good(parked: Office) -> None:
    assign(parked, "2026-12-01")
    assert parked.run()["billed"] == 1
    assert [bill["amount"] for bill in parked.bills()] == ["300.00", "60.00"]
    assert len(parked.bills("h2")) == 1


def test_B16_what_ends_is_given_back(parked: Office) -> None:
    assign(parked, "2026-12-01")
    parked.run()
    assign(parked, "2026-12-01", ends_on="2026-12-15")
    parked.run("2027-Q1")
    assert good(parked)[-1] == ("2026-Q4", PARKING, "-30.97")
    bill = parked.bills()[-1]
    assert (bill["amount"], bill["outstanding"]) == ("269.03", "269.03")
    line = next(one for one in bill["lines"] if one["for_period"])
    assert (line["quantity"], line["unit_price"]) == ("-1", "30.97")
    assert line["explanation"].startswith("退回2026年第4季度：")
    assert parked.balanced()


def test_B16_what_was_entered_by_mistake_is_taken_back_whole(parked: Office) -> None:
    with pytest.raises(InvalidInput):
        assign(parked, "2026-11-01", ends_on="2026-10-31")  # nothing is there to be taken back
    assign(parked, "2026-11-01")
    parked.run()
    assert good(parked) == [("2026-Q4", PARKING, "120.00")]
    assign(parked, "2026-11-01", ends_on="2026-10-31")
    assign(parked, "2026-10-16", ends_on="2026-12-15")  # what never began is in nobody's way
    assign(parked, "2026-12-16", quantity=2)
    parked.run("2027-Q1")
    assert good(parked)[-1][2] == "61.94"  # 16 of 31, 1, 15 of 31 and twice 16 of 31 months, - 120
    assert parked.balanced()


def test_B16_more_given_back_than_charged_becomes_credit_and_meets_debt(parked: Office) -> None:
    parked.pay("100.00")
    parked.fee(price="0.00", effective_from="2026-10-15")  # ends on 14 October
    parked.run()
    last = parked.bills()[-1]
    assert (last["outstanding"], last["status"]) == ("0.00", "paid")
    first = Decimal(100) * 14 / 31
    assert owes(parked) == str((first - 100).quantize(Decimal("0.01")))
    assert Decimal(parked.statement()["outstanding"]) == 0
    assert parked.statement()["credit"] == "54.84"
    assert parked.balanced()
    assert all(Decimal(line["outstanding"]) >= 0 for b in parked.bills() for line in b["lines"])


@pytest.mark.parametrize(
    ("vacant_from", "amount"), [("2026-12-01", "-50.00"), ("2026-11-16", "-75.00")]
)
def test_B16_a_unit_that_becomes_vacant_gets_its_days_back(
    office: Office, vacant_from: str, amount: str
) -> None:
    office.fee(price="1.00", effective_from="2026-02-01", vacant_percent=50)
    office.run()
    office.jump_to(vacant_from)
    household_changed(office, 2, vacant=True)
    office.run("2027-Q1", "2027-01-31")
    assert good(office) == [("2026-Q4", "物业费", amount)]
    office.jump_to("2026-12-21")
    household_changed(office, 3, vacant=False)
    office.run("2027-Q2", "2027-01-31")
    assert good(office)[-2:] == [
        ("2026-Q4", "物业费", str(Decimal(50 * 11) / 31)[:5]), ("2027-Q1", "物业费", "150.00"),
    ]  # fmt: skip
    assert office.balanced()


def test_B16_an_area_that_is_corrected_counts_from_its_day(parked: Office) -> None:
    parked.jump_to("2026-12-01")
    household_changed(parked, 2, area_m2="88.00")
    parked.run("2027-Q1", "2027-01-31")
    assert good(parked) == [("2026-Q4", "物业费", "-12.00")]


def test_B16_a_name_or_telephone_changes_nothing(parked: Office) -> None:
    household_changed(parked, 2, owner_name="李雷")
    parked.run("2027-Q1")
    assert good(parked) == []


@pytest.mark.parametrize(
    ("since", "price", "amount"),
    [
        ("2026-12-01", "1.20", "20.00"),
        ("2026-10-01", "0.90", "-30.00"),
        ("2027-01-01", "2.00", None),
    ],
)
def test_B16_a_price_that_is_entered_late_is_made_good(
    parked: Office, since: str, price: str, amount: str | None
) -> None:
    parked.fee(price=price, effective_from=since)
    parked.run("2027-Q1")
    assert good(parked) == ([("2026-Q4", "物业费", amount)] if amount else [])
    parked.run("2027-Q2")
    assert len(good(parked)) == (1 if amount else 0)
    assert parked.balanced()


def test_B16_the_same_price_again_differs_by_no_rounding(office: Office) -> None:
    household_changed(office, 2, area_m2="89.53")
    office.fee(price="2.83", effective_from="2026-02-01")
    office.run()
    office.fee(price="2.83", effective_from="2026-11-08")
    office.run("2027-Q1")
    assert good(office) == []


def test_B16_a_household_that_moved_in_meanwhile_is_billed(parked: Office) -> None:
    support.put_household(parked.store, "h3", billing_from=date(2026, 12, 10))
    parked.run("2027-Q1")
    assert good(parked, "h3") == [("2026-Q4", "物业费", "70.97")]
    assert parked.run()["billed"] == 0, "the old period is billed by now"
    assert parked.bill("h3")["amount"] == "370.97"
    assert parked.balanced()


def test_B16_a_household_of_which_no_first_day_is_known_pays_from_the_period_it_came_in(
    office: Office,
) -> None:
    office.run("2026-Q3")
    office.run("2026-Q4")
    household_changed(office, 1, "h3", unit="1-103")
    office.run("2027-Q1")
    assert good(office, "h3") == [("2026-Q4", "物业费", "300.00")]


def test_B16_who_owed_nothing_is_billed_for_what_starts(office: Office) -> None:
    office.fee(name=PARKING, basis="fixed", price="60.00", unit_type="shop", assigned_only=True)
    support.put_household(office.store, "shop", unit_type="shop")
    office.run()
    assert office.bills("shop") == []
    assign(office, "2026-12-01", "shop")
    office.run("2027-Q1")
    assert good(office, "shop") == [("2026-Q4", PARKING, "60.00")]
    office.run("2026-Q4")
    assert len(office.bills("shop")) == 1


def test_B16_months_of_one_quarter_in_two_periods_are_kept_apart(office: Office) -> None:
    office.fee(name=PARKING, basis="fixed", price="60.00", assigned_only=True)
    office.run("2026-11")
    office.run("2026-Q4")
    assign(office, "2026-11-16")
    office.run("2027-Q1")
    assert good(office) == [("2026-Q4", PARKING, "60.00"), ("2026-11", PARKING, "30.00")]


def test_B16_what_was_cancelled_is_billed_anew_and_not_twice(parked: Office) -> None:
    assign(parked, "2026-12-01")
    parked.run("2027-Q1")
    with parked.store.write(scope=HERE) as uow:  # as a cancelled bill leaves it
        bill_id = parked.bills()[0]["id"]
        uow.session.execute(text("DELETE FROM billed_months WHERE bill_id = :id"), {"id": bill_id})
        rows = uow.session.execute(
            text("SELECT id, posting_id FROM ledger_entries WHERE bill_id = :id"), {"id": bill_id}
        ).all()
        lock_accounts(uow, ["h1"])
        entries = reverse(entries_of(uow, rows[0][1]))
        post(uow, Posting(PostingKind.BILL, "h1", "取消", entries))
    parked.jump_to("2026-11-03")
    parked.run()
    assert [bill["amount"] for bill in parked.bills()][-1] == "360.00"
    parked.run("2027-Q2")
    assert good(parked)[-1] == ("2026-Q4", PARKING, "-60.00")
    count = len(good(parked))
    parked.run("2027-Q3")
    assert len(good(parked)) == count


def test_B19_what_former_owners_were_billed_is_not_made_good_with_the_present_ones(
    parked: Office,
) -> None:
    assign(parked, "2026-12-01")
    parked.clock.advance(timedelta(hours=1))
    household_changed(parked, 2, owner_name="赵敏", owner_since=parked.clock.now().isoformat())
    parked.clock.advance(timedelta(hours=1))
    parked.run("2027-01")
    assert good(parked) == []
    assign(parked, "2026-12-01", ends_on="2027-01-15")
    parked.run("2027-02")
    assert good(parked) == [("2027-01", PARKING, "-30.97")], "that bill is their own"


def test_B16_shared_costs_and_meters_are_left_alone(office: Office) -> None:
    office.fee(name="公共电费", basis="share", price="100.00")
    office.fee(name="水费", basis="meter", price="3.50")
    office.run("2026-10")
    office.fee(name="公共电费", basis="share", price="200.00", effective_from="2026-10-01")
    office.fee(name="水费", basis="meter", price="9.00", effective_from="2026-09-01")
    office.run("2026-11")
    assert good(office) == []


def test_B16_what_ended_long_ago_is_left_alone(parked: Office) -> None:
    parked.jump_to("2028-01-02")
    assign(parked, "2026-12-01")
    parked.run("2028-Q1", "2028-01-31")
    assert good(parked) == []


def test_B16_how_far_back_is_policy(parked: Office) -> None:
    parked.jump_to("2027-03-01")
    parked.call("change_policy", parked.actor("director"), name="made_good_months", value=1)
    assign(parked, "2026-12-01")
    parked.run("2027-Q1", "2027-03-31")
    assert good(parked) == []


def test_B16_a_change_written_while_bills_were_made_is_not_lost(parked: Office) -> None:
    """Whoever began before the bills and ended after them has an earlier time than they."""
    assign(parked, "2026-12-01")
    with parked.store.write(scope=HERE) as uow:
        uow.session.execute(
            text("UPDATE fee_assignments SET changed_at = :at"),
            {"at": "2026-11-02 01:59:30.000000"},
        )
    parked.run("2027-Q1")
    assert good(parked) == [("2026-Q4", PARKING, "60.00")]


def test_B16_only_those_of_whom_something_has_changed_are_worked_out_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run of thousands of which nothing has changed takes the time that it took."""
    seen: list[str] = []
    real = billing_batches.made_good

    def noting(items: Any, unit: Any, past: Any) -> Any:
        seen.append(f"{unit.household_id} {past.period}")
        return real(items, unit, past)

    monkeypatch.setattr(billing_batches, "made_good", noting)
    office.fee(name=PARKING, basis="fixed", price="60.00", assigned_only=True)
    office.jump_to("2026-11-03")
    office.run()
    office.jump_to("2026-11-04")
    office.run("2027-01")
    household_changed(office, 2, owner_name="李雷")
    office.run("2027-02")
    assert seen == []
    assign(office, "2026-12-01")
    office.jump_to("2026-11-05")
    office.run("2027-03")
    assert seen[0] == "h1 2026-Q4" and {one.split()[0] for one in seen} == {"h1"}
    office.jump_to("2026-11-06")
    seen.clear()
    office.run("2027-04")
    assert seen == [], "it was worked out since"


def test_B16_bills_of_the_release_before_are_made_good(parked: Office) -> None:
    engine = parked.store.engine
    downgrade(engine, "billing", "billing_0008")
    upgrade(engine, "billing")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT DISTINCT period FROM billed_months")).all()
        bases = connection.execute(text("SELECT DISTINCT basis FROM bill_lines")).all()
    assert [row[0] for row in found] == ["2026-Q4"] and [row[0] for row in bases] == ["area"]
    assign(parked, "2026-12-01")
    parked.fee(price="1.10", effective_from="2026-12-01")
    parked.run("2027-Q1")
    assert sorted(good(parked)) == [
        ("2026-Q4", "物业费", "10.00"), ("2026-Q4", PARKING, "60.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "line"),
    [
        # 31 days of December at 100 instead of 80 m², and 70 instead of 100 of a hundred
        ({"area_m2": "120"}, ("2026-Q4", "物业费", "20.00")),
        ({"vacant": True}, ("2026-Q4", "物业费", "-30.00")),
    ],
)
def test_B16_a_change_counts_from_the_day_that_it_names_both_ways(
    office: Office, state: dict[str, Any], line: tuple[str, str, str]
) -> None:
    office.fee(price="1.00", vacant_percent=70, effective_from="2026-09-01")
    household_changed(office, 1)
    office.run()
    office.jump_to("2027-01-20")
    household_changed(office, 2, **state, effective_from="2026-12-01")
    office.run("2027-02", "2027-03-31")
    assert good(office) == [line]
    assert office.balanced()


def test_B16_without_the_day_it_counts_from_when_it_is_told(office: Office) -> None:
    """Negative control."""
    household_changed(office, 1)
    office.run()
    office.jump_to("2027-01-20")
    household_changed(office, 2, area_m2="120")
    office.run("2027-02", "2027-03-31")
    assert good(office) == []


def test_B16_a_period_that_was_free_when_it_was_run_is_made_good_beside_corrections(
    office: Office,
) -> None:
    """Its bill has a correction of the month before alone; a price is entered for it later."""
    office.fee(price="1.00", effective_from="2026-01-02")
    office.run("2026-11")
    office.fee(price="0.00", effective_from="2026-11-01")
    office.run("2026-12")
    assert good(office) == [("2026-11", "物业费", "-100.00")]
    office.fee(price="2.00", effective_from="2026-12-01")
    office.run("2027-01")
    assert good(office)[1:] == [("2026-12", "物业费", "200.00")]
    bills = len(office.bills())
    office.run("2026-12")
    assert len(office.bills()) == bills
