"""Requests to void a receipt (收据作废申请): the desk asks, a second person decides (B07)."""

from typing import Any

from contracts.billing.request_types import (
    DecideVoidRequest,
    GetVoidRequestRequest,
    ListVoidRequestsRequest,
    RequestVoidRequest,
)
from contracts.billing.voids import (
    AlreadyVoided,
    VoidAlreadyRequested,
    VoidRequestDecided,
    VoidRequestStatus,
)
from foundation.errors import NotFound
from foundation.storage import decisions
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.payments.tables import Payment
from services.billing.voids.operations import voiding
from services.billing.voids.queries import views, waiting
from services.billing.voids.tables import PaymentVoid, VoidRequest


def request(uow: UnitOfWork, data: RequestVoidRequest) -> dict[str, Any]:
    """Ask for a receipt to be voided; nothing is booked yet."""
    payment = uow.load(Payment, data["payment_id"])
    if uow.session.get(PaymentVoid, payment.id):
        raise AlreadyVoided(number=payment.receipt_number)
    if waiting(uow, payment.id):
        raise VoidAlreadyRequested(number=payment.receipt_number)
    request = decisions.request(
        uow,
        VoidRequest,
        payment_id=payment.id,
        household_id=payment.household_id,
        reason=data["reason"],
    )
    uow.subject("payment", payment.id)
    return views(uow, [request])[0]


def decide(uow: UnitOfWork, data: DecideVoidRequest) -> dict[str, Any]:
    """Approve, and void the receipt if that may still be done; or reject, with a remark."""
    request, payment = locked(uow, data["void_request_id"])
    decisions.require_decidable(uow, request, VoidRequestDecided, payment.taken_by_id)
    uow.subject("payment", payment.id)
    if data["approve"]:
        voiding.void(uow, {"payment_id": payment.id, "reason": request.reason})
        request.remark = data["remark"]
    else:
        decisions.decide(uow, request, VoidRequestStatus.REJECTED, data["remark"])
    return views(uow, [request])[0]


def locked(uow: UnitOfWork, void_request_id: str) -> tuple[VoidRequest, Payment]:
    """A request and its receipt, which is locked first, as a direct void does: so none waits
    for the other for ever. Raise `NotFound`.
    """
    request = uow.session.get(VoidRequest, void_request_id)
    if request is None:
        raise NotFound
    payment = uow.load(Payment, request.payment_id)
    return uow.load(VoidRequest, void_request_id), payment


def get(uow: UnitOfWork, data: GetVoidRequestRequest) -> dict[str, Any]:
    """One request."""
    return views(uow, [uow.load(VoidRequest, data["void_request_id"])])[0]


REQUESTS = listing(VoidRequest, "payment_id", "household_id", "status")


def list_requests(uow: UnitOfWork, data: ListVoidRequestsRequest) -> dict[str, Any]:
    """Requests, newest first."""
    found = REQUESTS.page(uow, data)
    return found | {"items": views(uow, found["items"])}
