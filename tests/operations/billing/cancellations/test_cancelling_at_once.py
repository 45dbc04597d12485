"""B16: what happens while a run or bill is being cancelled loses no money."""

import threading
from typing import Any

import pytest
from sqlalchemy import select

from contracts.billing.cancellations import CancelRequestDecided
from contracts.billing.ledger import PostingKind
from foundation import sweep
from services.billing.cancellations.operations.cancelling import CANCEL_BATCH
from services.billing.ledger.tables import LedgerPosting
from services.billing.payments.operations import taking as payments
from services.billing.runs.operations import batches as billing_batches
from services.billing.service import BillingService as Service
from tests.operations import conftest as support
from tests.operations.billing.cancellations.test_cancelling import account, decided, requested
from tests.operations.billing.conftest import DUE, Office
from tests.support.at_once import at_once


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_B16_a_cancellation_and_a_payment_at_once_lose_no_money(billed: Office) -> None:
    request = requested(billed, "bill", billed.bill()["id"])
    at_once(lambda: billed.pay("300.00"), lambda: decided(billed, request))
    assert account(billed) == ("0.00", "300.00") and billed.balanced()


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_B16_without_the_lock_a_payment_would_go_to_a_cancelled_bill(
    billed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the payment has looked, the bill is cancelled, the payment books."""
    looked, gone = threading.Event(), threading.Event()
    real = payments.allocate

    def late(*arguments: Any) -> Any:
        looked.set()
        assert gone.wait(30)
        return real(*arguments)

    monkeypatch.setattr(payments, "lock_accounts", lambda *_: None)
    monkeypatch.setattr(payments, "allocate", late)
    request = requested(billed, "bill", billed.bill()["id"])

    def decide() -> None:
        assert looked.wait(30)
        decided(billed, request)
        gone.set()

    at_once(lambda: billed.pay("300.00"), decide)
    assert not billed.balanced()


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_B16_two_people_deciding_at_once_cancel_once(billed: Office) -> None:
    request = requested(billed, "bill", billed.bill()["id"])
    other = billed.actor("finance", id="p-other")
    outcomes = at_once(lambda: decided(billed, request), lambda: decided(billed, request, by=other))
    refused = [type(one) for one in outcomes if isinstance(one, Exception)]
    assert refused == [CancelRequestDecided]
    with billed.store.read() as uow:
        kinds = list(uow.session.scalars(select(LedgerPosting.kind)))
    assert kinds.count(PostingKind.BILL_CANCELLED) == 1


def racing(office: Office, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A batch that has begun, and a decision while it is under way."""
    run = office.call("start_bill_run", office.finance, period="2026-Q4", due_date=DUE)
    request = requested(office, "run", run["id"])
    begun, real = threading.Event(), billing_batches.lock_accounts

    def slow(*arguments: Any) -> Any:
        begun.set()
        threading.Event().wait(0.5)  # long enough for a decision that does not wait
        return real(*arguments)

    monkeypatch.setattr(billing_batches, "lock_accounts", slow)

    def decide() -> None:
        assert begun.wait(30)
        decided(office, request)
        cancel_all = {CANCEL_BATCH: Service.deadline_handlers[CANCEL_BATCH]}
        while sweep.process_due(office.store, cancel_all, 100):
            pass

    at_once(lambda: support.process_due(office.store, Service, limit=1), decide)
    office.work()
    return dict(office.call("get_bill_run", office.finance, bill_run_id=run["id"]))


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_B16_a_cancellation_waits_for_the_batch_under_way(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = racing(office, monkeypatch)
    assert (done["status"], done["cancelled"]) == ("cancelled", 2)
    assert account(office) == ("0.00", "0.00") and office.balanced()


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_B16_without_holding_the_run_a_batch_would_bill_what_was_cancelled(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(
        billing_batches, "held", lambda uow, id: uow.session.get_one(billing_batches.BillRun, id)
    )
    racing(office, monkeypatch)
    assert account(office)[0] == "300.00"
