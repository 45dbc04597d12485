"""B01, B02: bill runs and bills."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from contracts.billing.runs import DueDatePast, NoFeesInForce
from foundation import sweep
from foundation.errors import InvalidInput, NotFound
from foundation.replica.handlers import put_many
from foundation.storage.tables import household_replica, outbox
from services.billing.bills.tables import Bill, BilledMonth
from services.billing.ledger.tables import LedgerEntry
from services.billing.runs.operations import batches as billing_batches
from tests.operations import conftest as support
from tests.operations.billing.conftest import DUE, Office
from tests.support.community import HERE

pytestmark = pytest.mark.both_databases


def many(office: Office, count: int) -> None:
    for number in range(count):
        support.put_household(office.store, f"m{number:03d}", unit=f"9-{number:03d}")


def test_B01_a_quarter_is_billed_with_explained_lines(office: Office) -> None:
    run = office.run()
    assert (run["status"], run["total"], run["done"], run["billed"]) == ("done", 2, 2, 2)
    assert run["amount"] == "540.00" and run["finished_at"]
    bill = office.bill()
    assert (bill["number"], bill["amount"], bill["status"]) == ("ZD-2026-000001", "300.00", "open")
    assert (bill["outstanding"], bill["due_date"], bill["issued_on"]) == (
        "300.00", DUE, "2026-11-02",
    )  # fmt: skip
    (line,) = bill["lines"]
    assert (line["item"], line["quantity"], line["unit_price"]) == ("物业费", "300", "1.00")
    assert line["explanation"] == (
        "100 m² × 1 元/m²·月 × 3 个月（2026年10月1日至12月31日）= 300.00 元"
    )
    assert "100 m² × 1 yuan per m² per month × 3 months" in line["explanation_en"]


def test_B01_a_run_is_queued_then_running_then_done(office: Office) -> None:
    many(office, 250)
    run = office.call("start_bill_run", office.finance, period="2026-Q4", due_date=DUE)
    assert (run["status"], run["total"], run["done"]) == ("queued", 252, 0)
    seen = []
    while sweep.process_due(office.store, {"bill_run": billing_batches.bill_batch}, limit=1):
        now = office.call("get_bill_run", office.finance, bill_run_id=run["id"])
        seen.append((now["status"], now["done"]))
    assert seen == [("running", 100), ("running", 200), ("done", 252)]


def test_B01_the_same_period_again_bills_nothing_twice(billed: Office) -> None:
    again = billed.run()
    assert (again["status"], again["done"], again["billed"], again["amount"]) == (
        "done", 2, 0, "0.00",
    )  # fmt: skip
    assert len(billed.bills()) == 1


def test_B01_a_longer_period_bills_only_the_months_that_are_left(billed: Office) -> None:
    billed.run("2026-H2")
    billed.run("2026-11")
    assert [bill["amount"] for bill in billed.bills()] == ["300.00", "300.00"]
    assert "2026年7月1日至9月30日" in billed.bills()[-1]["lines"][0]["explanation"]


def test_B01_who_is_new_is_billed_by_running_the_period_again(billed: Office) -> None:
    support.put_household(billed.store, "h3", billing_from=date(2026, 12, 1))
    assert billed.run()["billed"] == 1
    assert billed.bill("h3")["amount"] == "100.00"


def test_B01_a_month_cannot_be_billed_twice_by_the_constraint(billed: Office) -> None:
    with pytest.raises(IntegrityError), billed.store.write(scope=HERE) as uow:
        uow.session.add(
            BilledMonth(household_id="h1", month="2026-11", bill_id=billed.bill()["id"])
        )


def test_B01_without_the_constraint_and_the_lookup_it_would_be_billed_twice(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the two guards."""
    monkeypatch.setattr(billing_batches, "billed_months", lambda *_: {})
    run = billed.run()
    assert run["status"] == "failed" and "IntegrityError" in run["error"]
    assert len(billed.bills()) == 1
    with billed.store.write(scope=HERE) as uow:
        uow.session.execute(delete(BilledMonth))
    billed.clock.advance(timedelta(hours=1))
    billed.work()
    assert len(billed.bills()) == 2


def test_B01_a_run_that_was_killed_goes_on_where_it_was(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(office, 250)
    run = office.call("start_bill_run", office.finance, period="2026-Q4", due_date=DUE)
    real: Callable[..., Any] = billing_batches.count_up

    def killed(uow: Any, run: Any, households: int, drafts: Any) -> None:
        if drafts and "m150" in [draft.household_id for draft in drafts]:
            raise SystemExit("kill -9")
        real(uow, run, households, drafts)

    monkeypatch.setattr(billing_batches, "count_up", killed)
    with pytest.raises(SystemExit):
        office.work()
    half = office.call("get_bill_run", office.finance, bill_run_id=run["id"])
    assert half["status"] == "running" and half["done"] == 100
    monkeypatch.undo()
    office.work()
    whole = office.call("get_bill_run", office.finance, bill_run_id=run["id"])
    assert (whole["status"], whole["done"], whole["billed"]) == ("done", 252, 252)
    with office.store.read() as uow:
        assert uow.session.scalar(select(func.count()).select_from(Bill)) == 252
        published = select(func.count()).select_from(outbox).where(outbox.c.type == "bill_issued")
        assert uow.session.scalar(published) == 252
        numbers = sorted(uow.session.scalars(select(Bill.number)))
    assert numbers == [f"ZD-2026-{number:06d}" for number in range(1, 253)]
    assert office.balanced()


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("period", {"period": "2026-13"}),
        ("period", {"period": "1999-Q1"}),
        ("due_date", {"due_date": "2026-02-30"}),
        ("due_date", {"due_date": "30.11.2026"}),
        ("note", {"note": "x"}),
    ],
)
def test_B01_bad_runs_are_refused_naming_the_field(
    office: Office, field: str, data: dict[str, str]
) -> None:
    values = {"period": "2026-Q4", "due_date": DUE} | data
    with pytest.raises(InvalidInput) as refused:
        office.call("start_bill_run", office.finance, **values)
    assert field in refused.value.errors


def test_B01_a_run_needs_a_future_due_date_and_fees(office: Office) -> None:
    with pytest.raises(DueDatePast):
        office.run(due_date="2026-11-01")
    with pytest.raises(NoFeesInForce):
        office.run(period="2025-Q4")
    with pytest.raises(NotFound):
        office.call("get_bill_run", office.finance, bill_run_id="nothing")


def test_B01_891_households_are_billed_quickly(office: Office) -> None:
    row = {
        "version": 1,
        "building": "3栋",
        "floor": 1,
        "unit_type": "residential",
        "area_m2": "90.00",
        "owner_name": "王芳",
        "billing_from": None,
        "vacant": False,
        "two_person_visit": False,
        "members": [],
    }
    rows = [row | {"household_id": f"n{n:03d}", "unit": f"3-{n}"} for n in range(889)]
    with office.store.write(scope=HERE) as uow:
        put_many(uow, household_replica, rows)
    begun = time.process_time()
    assert office.run()["billed"] == 891
    assert time.process_time() - begun < 4  # 1.5 s on an idle machine
    with office.store.read() as uow:
        count = select(func.count()).select_from(LedgerEntry)
        assert uow.session.scalar(count) == 2 * 891
