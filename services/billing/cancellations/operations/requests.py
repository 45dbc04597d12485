"""Requests to cancel bills and bill runs (取消申请): finance asks, another decides (B16)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.billing.cancellations import (
    AlreadyCancelled,
    CancelAlreadyRequested,
    CancelKind,
    CancelRequestDecided,
    CancelStatus,
)
from contracts.billing.credit import CreditAlreadyRefunded
from contracts.billing.request_types import (
    CancelBillRequest,
    CancelRunRequest,
    DecideCancelRequest,
    GetCancelRequestRequest,
    ListCancelRequestsRequest,
)
from contracts.billing.runs import RunStatus
from foundation.money import ZERO
from foundation.storage import decisions
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.cancellations.operations import cancelling
from services.billing.cancellations.queries import kept_bills
from services.billing.cancellations.tables import CancelRequest
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.runs.tables import BillRun

IDS: Final[Any] = bindparam("ids", expanding=True)
RUNS: Final = select(BillRun.__table__).where(BillRun.__table__.c.id.in_(IDS))
BILLS: Final = (
    select(
        Bill.id, Bill.number, Bill.period, Bill.due_date,
        func.coalesce(func.sum(BillLine.amount), ZERO).label("amount"),
    )
    .join(BillLine)
    .where(Bill.id.in_(IDS))
    .group_by(Bill.id)
)  # fmt: skip
REQUESTS: Final = listing(CancelRequest, "target_id", "status", "kind")


def cancel_run(uow: UnitOfWork, data: CancelRunRequest) -> dict[str, Any]:
    """Ask for a run to be cancelled; it goes on until somebody decides."""
    run = uow.load(BillRun, data["bill_run_id"])
    require_open_run(uow, run)
    return request(uow, CancelKind.RUN, run.id, data["reason"])


def cancel_bill(uow: UnitOfWork, data: CancelBillRequest) -> dict[str, Any]:
    """Ask for a bill to be cancelled."""
    bill = uow.load(Bill, data["bill_id"])
    require_open_bill(uow, bill)
    return request(uow, CancelKind.BILL, bill.id, data["reason"])


def require_open_run(uow: UnitOfWork, run: BillRun) -> None:
    """Raise `AlreadyCancelled` or `FigureFrozen`."""
    if RunStatus(run.status).is_taken_back:
        raise AlreadyCancelled
    cancelling.require_not_frozen(uow, run.due_date)


def require_open_bill(uow: UnitOfWork, bill: Bill) -> None:
    """Raise `AlreadyCancelled` or `FigureFrozen`."""
    if bill.cancelled_at:
        raise AlreadyCancelled
    cancelling.require_not_frozen(uow, bill.due_date)


def request(uow: UnitOfWork, kind: CancelKind, target_id: str, reason: str) -> dict[str, Any]:
    """Write the request down; nothing is booked yet."""
    waits = select(CancelRequest.id).where(
        CancelRequest.target_id == target_id, CancelRequest.status == CancelStatus.REQUESTED
    )
    if uow.session.scalar(waits):
        raise CancelAlreadyRequested
    request = decisions.request(uow, CancelRequest, kind=kind, target_id=target_id, reason=reason)
    uow.session.flush()
    uow.subject("cancel_request", request.id)
    return views(uow, [request])[0]


def decide(uow: UnitOfWork, data: DecideCancelRequest) -> dict[str, Any]:
    """Approve, and cancel if that may still be done; or reject, with a remark."""
    request = uow.load(CancelRequest, data["cancel_request_id"])
    decisions.require_decidable(uow, request, CancelRequestDecided)
    approved: bool = data["approve"]
    status = CancelStatus.APPROVED if approved else CancelStatus.REJECTED
    decisions.decide(uow, request, status, data["remark"])
    uow.subject("cancel_request", request.id)
    if approved:
        act(uow, request)
    return views(uow, [request])[0]


def act(uow: UnitOfWork, request: CancelRequest) -> None:
    """Do what was approved; all is looked at again, now that it is locked."""
    if request.kind == CancelKind.RUN:
        run = uow.load(BillRun, request.target_id)
        require_open_run(uow, run)
        cancelling.stop_run(uow, run, request.reason)
        return
    known = uow.session.get_one(Bill, request.target_id)
    lock_accounts(uow, [known.household_id])
    bill = uow.load(Bill, request.target_id)
    require_open_bill(uow, bill)
    if not cancelling.can_be_taken_back(uow, bill):
        raise CreditAlreadyRefunded
    cancelling.cancel(uow, bill, request.reason, uow.actor.name)


def get(uow: UnitOfWork, data: GetCancelRequestRequest) -> dict[str, Any]:
    """One request."""
    return views(uow, [uow.load(CancelRequest, data["cancel_request_id"])])[0]


def list_requests(uow: UnitOfWork, data: ListCancelRequestsRequest) -> dict[str, Any]:
    """Requests, newest first."""
    found = REQUESTS.page(uow, data)
    return found | {"items": views(uow, found["items"])}


def views(uow: UnitOfWork, requests: Sequence[CancelRequest]) -> list[dict[str, Any]]:
    """Requests with what each is about."""
    ids = [one.target_id for one in requests]
    about: dict[str, dict[str, Any]] = {}
    for run in uow.rows(RUNS, ids=ids):
        about[run.id] = {
            "number": None,
            "period": run.period,
            "due_date": run.due_date,
            "bills": run.billed,
            "amount": run.amount,
        }
    for bill in uow.rows(BILLS, ids=ids):
        about[bill.id] = {
            "number": bill.number,
            "period": bill.period,
            "due_date": bill.due_date,
            "bills": 1,
            "amount": bill.amount,
        }
    kept = kept_bills(uow, ids)
    return [
        {column.key: getattr(one, column.key) for column in CancelRequest.__table__.columns}
        | about[one.target_id]
        | {"kept": kept.get(one.target_id, []), "decides": decisions.decides(uow, one)}
        for one in requests
    ]
