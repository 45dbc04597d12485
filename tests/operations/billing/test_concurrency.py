"""B01, B07, B10: several people at the same moment, on PostgreSQL."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from contracts.billing.refunds import CreditTooSmall
from contracts.billing.voids import AlreadyVoided, VoidAlreadyRequested, VoidRequestDecided
from foundation.errors import ServiceError
from services.billing.bills.tables import Bill
from services.billing.charges import operations as charges
from services.billing.ledger.operations import booking as ledger
from services.billing.ledger.tables import LedgerPosting
from services.billing.payments.operations import taking as payments
from services.billing.payments.tables import Payment
from services.billing.service import BillingService as Service
from tests.operations import conftest as support
from tests.operations.billing.conftest import DUE, Office
from tests.support.at_once import at_once

pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)

REPAIR = {
    "repair_id": "r1",
    "number": "WX-2026-000007",
    "household_id": "h1",
    "amount": "180.00",
    "lines": [],
}


def paying(office: Office, amount: str, **data: Any) -> Callable[[], Any]:
    return lambda: office.pay(amount, **data)


def refused(outcomes: list[Any]) -> list[Exception]:
    return [one for one in outcomes if isinstance(one, Exception)]


def numbers(office: Office, model: Any, column: Any) -> list[str]:
    with office.store.read() as uow:
        return sorted(uow.session.scalars(select(column).select_from(model)))


def test_B10_two_payments_of_one_bill_at_once_never_pay_it_twice(billed: Office) -> None:
    bill_id = billed.bill()["id"]
    outcomes = at_once(*[paying(billed, "300.00", bill_ids=[bill_id])] * 3)
    assert refused(outcomes) == []
    assert sorted(one["credit"] for one in outcomes) == ["0.00", "300.00", "300.00"]
    assert billed.bill()["outstanding"] == "0.00"
    assert billed.statement()["credit"] == "600.00"
    assert billed.balanced()


def test_B10_without_the_lock_on_the_account_the_bill_would_be_paid_twice(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the check of the books sees it."""
    both = threading.Barrier(2, timeout=30)

    def unlocked(uow: Any, household_ids: Any) -> None:
        pass

    real = payments.allocate

    def when_both_have_read(*arguments: Any) -> Any:
        both.wait()
        return real(*arguments)

    monkeypatch.setattr(payments, "lock_accounts", unlocked)
    monkeypatch.setattr(payments, "allocate", when_both_have_read)
    at_once(*[paying(billed, "300.00")] * 2)
    with billed.store.read() as uow:
        assert uow.session.scalar(select(func.count()).select_from(Payment)) == 2
    books = billed.call("verify_books", billed.finance)
    assert "overpaid line" in [one["what"] for one in books["differences"]]


def test_B10_one_key_sent_twice_at_once_is_one_payment(billed: Office) -> None:
    by = billed.actor("receptionist", idempotency_key="k1")
    outcomes = at_once(*[paying(billed, "100.00", by=by)] * 4)
    assert len({one["id"] for one in outcomes}) == 1
    assert billed.bill()["outstanding"] == "200.00"


def test_B07_receipt_numbers_run_without_gaps_while_many_pay_and_some_fail(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A payment that fails after its number was drawn gives the number back."""
    real = payments.reconsider

    def failing(uow: Any, household_id: str) -> None:
        if uow.actor.id == "p-unlucky":
            raise ServiceError("the power is out")
        real(uow, household_id)

    monkeypatch.setattr(payments, "reconsider", failing)
    unlucky = billed.actor("receptionist", id="p-unlucky")
    acts = [paying(billed, "1.00", household_id=household) for household in ("h1", "h2") * 4]
    acts += [paying(billed, "1.00", by=unlucky)] * 4
    outcomes = at_once(*acts)
    assert len(refused(outcomes)) == 4
    drawn = numbers(billed, Payment, Payment.receipt_number)
    assert drawn == [f"SJ-2026-{number:06d}" for number in range(1, 9)]
    assert billed.balanced()


def test_B07_without_the_lock_on_the_series_numbers_would_be_drawn_twice(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: numbers worked out from what is there collide."""
    both = threading.Barrier(2, timeout=30)

    def counted(uow: Any, series: str) -> str:
        last = uow.session.scalar(select(func.count()).select_from(Payment))
        both.wait()
        return f"{series}-2026-{last + 1:06d}"

    monkeypatch.setattr("foundation.storage.unit_of_work.UnitOfWork.number", counted)
    acts = [lambda one=one: billed.pay("1.00", one) for one in ("h1", "h2")]
    outcomes = at_once(*acts, refusals=(ServiceError, DBAPIError))  # type: ignore[arg-type]
    assert len(refused(outcomes)) == 1


def test_B01_two_runs_at_once_bill_every_household_once(office: Office) -> None:
    for number in range(150):
        support.put_household(office.store, f"m{number:03d}")
    runs = at_once(
        *[
            lambda: office.call("start_bill_run", office.finance, period="2026-Q4", due_date=DUE)
        ] * 2
    )  # fmt: skip
    at_once(*[office.work] * 3)
    office.work()
    done = [office.call("get_bill_run", office.finance, bill_run_id=run["id"]) for run in runs]
    assert [run["status"] for run in done] == ["done", "done"]
    assert sum(run["billed"] for run in done) == 152
    drawn = numbers(office, Bill, Bill.number)
    assert drawn == [f"ZD-2026-{number:06d}" for number in range(1, 153)]
    assert office.balanced()


def test_B07_two_voids_at_once_void_once(billed: Office) -> None:
    paid = billed.pay("300.00")
    data = {"payment_id": paid["id"], "reason": "录入错误"}
    outcomes = at_once(
        lambda: billed.call("void_payment", billed.supervisor, **data),
        lambda: billed.call("void_payment", billed.finance, **data),
    )
    assert [type(one) for one in refused(outcomes)] == [AlreadyVoided]
    assert billed.bill()["outstanding"] == "300.00"
    assert billed.balanced()


def test_B07_two_requests_to_void_at_once_are_one(billed: Office) -> None:
    data = {"payment_id": billed.pay("300.00")["id"], "reason": "录入错误"}
    asking = (billed.receptionist, billed.supervisor, billed.finance)
    outcomes = at_once(*[lambda by=by: billed.call("request_void", by, **data) for by in asking])
    assert [type(one) for one in refused(outcomes)] == [VoidAlreadyRequested] * 2


def test_B07_an_approval_and_a_direct_void_at_once_void_once(billed: Office) -> None:
    data = {"payment_id": billed.pay("300.00")["id"], "reason": "录入错误"}
    requested = billed.call("request_void", billed.receptionist, **data)
    outcomes = at_once(
        lambda: billed.call(
            "decide_void", billed.supervisor, void_request_id=requested["id"], approve=True
        ),
        lambda: billed.call("void_payment", billed.finance, **data),
    )
    (late,) = refused(outcomes)
    assert type(late) in (AlreadyVoided, VoidRequestDecided)
    (settled,) = billed.call("list_void_requests", billed.finance)["items"]
    assert settled["status"] == "voided"
    assert billed.bill()["outstanding"] == "300.00" and billed.balanced()


def test_B10_two_refunds_at_once_pay_the_credit_out_once(billed: Office) -> None:
    billed.pay("350.00")
    data = {"household_id": "h1", "amount": "50.00", "method": "cash", "reason": "搬走"}
    requested = [billed.call("request_refund", billed.receptionist, **data) for _ in range(2)]
    outcomes = at_once(
        *[
            lambda one=one: billed.call(
                "decide_refund", billed.finance, refund_id=one["id"], approve=True
            )
            for one in requested
        ]
    )
    assert [type(one) for one in refused(outcomes)] == [CreditTooSmall]
    assert billed.statement()["credit"] == "0.00"


def test_B18_a_payment_and_a_charge_at_once_leave_no_credit_beside_debt(billed: Office) -> None:
    billed.pay("300.00")
    at_once(
        paying(billed, "180.00"), lambda: billed.receives("on_repair_charge_due", **REPAIR),
        paying(billed, "20.00"),
    )  # fmt: skip
    found = billed.statement()
    assert (found["outstanding"], found["credit"]) == ("0.00", "20.00")


def test_B18_without_the_lock_a_payment_and_a_charge_at_once_would_miss_each_other(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    billed.pay("300.00")
    both = threading.Barrier(2, timeout=30)

    def unlocked(uow: Any, household_ids: Any) -> None:
        pass

    real = ledger.meet

    def when_both_have_booked(*arguments: Any) -> Any:
        both.wait()
        return real(*arguments)

    for module in (payments, charges):
        monkeypatch.setattr(module, "lock_accounts", unlocked)
    monkeypatch.setattr(ledger, "meet", when_both_have_booked)
    at_once(paying(billed, "180.00"), lambda: billed.receives("on_repair_charge_due", **REPAIR))
    found = billed.statement()
    assert (found["outstanding"], found["credit"]) == ("180.00", "180.00")


def test_B14_two_events_of_one_repair_at_once_charge_once(office: Office) -> None:
    def arrives() -> None:
        office.receives("on_repair_charge_due", **REPAIR)

    at_once(*[arrives] * 3)
    assert len(office.bills()) == 1


def test_B14_without_lock_and_lookup_the_constraint_refuses_the_second(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the lock."""
    monkeypatch.setattr(charges, "charged", lambda *_: False)

    def arrives() -> None:
        office.receives("on_repair_charge_due", **REPAIR)

    outcomes = at_once(*[arrives] * 2, refusals=(DBAPIError,))  # type: ignore[arg-type]
    assert len(refused(outcomes)) == 1
    assert len(office.bills()) == 1


def test_B12_two_sweeps_at_once_take_each_step_once(billed: Office) -> None:
    billed.jump_to("2026-11-23")
    at_once(*[lambda: support.process_due(billed.store, Service)] * 3)
    assert billed.steps() == ["reminder"] and billed.steps("h2") == ["reminder"]
    assert len(billed.published("dunning_step_taken")) == 2


def test_B11_a_payment_and_the_late_charge_at_once_leave_the_books_in_order(
    billed: Office,
) -> None:
    billed.jump_to("2027-01-09")
    at_once(paying(billed, "300.00"), lambda: support.process_due(billed.store, Service))
    assert billed.balanced()
    with billed.store.read() as uow:
        kinds = list(uow.session.scalars(select(LedgerPosting.kind)))
    assert kinds.count("payment") == 1
