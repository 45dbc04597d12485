"""B01: a shared cost is divided once; nobody who comes later, and no other run, adds to it."""

from decimal import Decimal

import pytest
from sqlalchemy import delete, select, text

from foundation.storage.migrate import downgrade, upgrade
from services.billing.bills.tables import BilledMonth
from services.billing.shared_costs import operations as shared_costs
from services.billing.shared_costs.tables import SharedCost
from tests.operations import conftest as support
from tests.operations.billing.conftest import DUE, Office
from tests.support.community import HERE

COST = "公共电费"


pytestmark = pytest.mark.both_databases


def shares(office: Office, *homes: str) -> list[str]:
    """What of the cost stands on the bills of each home."""
    found = []
    for home in homes:
        lines = [line for bill in office.bills(home) for line in bill["lines"]]
        mine = [Decimal(line["amount"]) for line in lines if line["item"] == COST]
        found.append(str(sum(mine, Decimal("0.00"))))
    return found


@pytest.fixture
def shared(office: Office) -> Office:
    """100 yuan a month, of which flats of 100 and 80 m² bear 55.56 and 44.44."""
    office.fee(name=COST, basis="share", price="100.00")
    return office


def test_B01_who_is_forgotten_bears_nothing_of_what_is_divided(shared: Office) -> None:
    shared.run("2026-10")
    support.put_household(shared.store, "h3", unit="1-102", area_m2="20.00")
    assert shared.run("2026-10")["billed"] == 1, "its own fee is billed"
    assert shares(shared, "h1", "h2", "h3") == ["55.56", "44.44", "0.00"]
    shared.run("2026-11")
    assert shares(shared, "h1", "h2", "h3") == ["105.56", "84.44", "10.00"]
    assert shared.balanced()


def test_B01_without_the_first_division_a_cost_is_collected_twice_over(
    shared: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(shared_costs, "division_of", lambda *_: None)
    shared.run("2026-10")
    support.put_household(shared.store, "h3", unit="1-102", area_m2="20.00")
    shared.run("2026-10")
    assert sum(map(Decimal, shares(shared, "h1", "h2", "h3"))) == Decimal("110.00")


def test_B01_who_was_divided_among_pays_that_share_whenever_it_is_billed(shared: Office) -> None:
    started = shared.call("start_bill_run", shared.finance, period="2026-10", due_date=DUE)
    support.put_household(shared.store, "h3", unit="1-102", area_m2="20.00")
    again = shared.call("start_bill_run", shared.finance, period="2026-Q4", due_date=DUE)
    shared.work()
    assert started["total"] == 2 and again["total"] == 3
    assert shares(shared, "h1", "h2", "h3") == ["155.56", "124.44", "20.00"]


def test_B01_a_division_of_which_nothing_stands_is_made_anew(shared: Office) -> None:
    shared.run("2026-10")
    with shared.store.write(scope=HERE) as uow:
        uow.session.execute(delete(BilledMonth))  # as if all of it had been cancelled
    support.put_household(shared.store, "h3", unit="1-102", area_m2="20.00")
    shared.run("2026-10")
    assert shares(shared, "h1", "h2", "h3") == ["105.56", "84.44", "10.00"]


@pytest.mark.parametrize(
    ("price", "per", "months"),
    [
        ("200.00", "quarter", ["66.67", "66.66", "66.67"]),
        ("100.00", "quarter", ["33.33", "33.34", "33.33"]),
        ("100.00", "month", ["100.00", "100.00", "100.00"]),
        ("0.02", "half_year", ["0.00", "0.01", "0.00"]),
    ],
)
def test_B01_the_months_of_a_cost_sum_up_to_it(
    office: Office, price: str, per: str, months: list[str]
) -> None:
    office.fee(name=COST, basis="share", price=price, period=per)
    before = Decimal(0)
    for month, expected in zip(("2026-07", "2026-08", "2026-09"), months, strict=True):
        office.run(month)
        now = sum(map(Decimal, shares(office, "h1", "h2")))
        assert str(now - before) == expected
        before = now


def test_B01_a_cost_that_is_entered_late_is_not_taken_for_divided(office: Office) -> None:
    office.run("2026-10")
    office.fee(name=COST, basis="share", price="100.00")
    with office.store.read() as uow:
        assert uow.session.scalars(select(SharedCost)).all() == []


def test_B01_what_the_release_before_divided_stays_divided(shared: Office) -> None:
    shared.run("2026-10")
    engine = shared.store.engine
    downgrade(engine, "billing", "billing_0005")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM bill_run_households")).scalar() == 2
    upgrade(engine, "billing")
    support.put_household(shared.store, "h3", unit="1-102", area_m2="20.00")
    shared.run("2026-10")
    assert shares(shared, "h1", "h2", "h3") == ["55.56", "44.44", "0.00"]
