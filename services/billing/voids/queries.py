"""Requests to void receipts: the one that waits, and how they are shown."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.voids import VoidRequestStatus
from foundation.storage import decisions
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.payments.queries import cashier, places
from services.billing.payments.tables import Payment
from services.billing.voids.tables import VoidRequest

OF_THE_PAYMENT = ("receipt_number", "amount", "method", "taken_at")
PAYMENTS: Final = select(Payment.__table__).where(
    Payment.__table__.c.id.in_(bindparam("ids", expanding=True))
)


def waiting(uow: UnitOfWork, payment_id: str) -> VoidRequest | None:
    """The request of a receipt that nobody has decided on."""
    return uow.session.scalar(
        select(VoidRequest).where(
            VoidRequest.payment_id == payment_id,
            VoidRequest.status == VoidRequestStatus.REQUESTED,
        )
    )


def views(uow: UnitOfWork, requests: Sequence[VoidRequest]) -> list[dict[str, Any]]:
    """Requests with the receipt that each is about, and its unit."""
    found = uow.rows(PAYMENTS, ids=[one.payment_id for one in requests])
    payments = {payment.id: payment for payment in found}
    homes = places(uow, {request.household_id for request in requests})
    return [
        {column.key: getattr(request, column.key) for column in VoidRequest.__table__.columns}
        | {name: getattr(payment, name) for name in OF_THE_PAYMENT}
        | {"taken_by": cashier(payment)}
        | homes[request.household_id]
        | {"decides": decisions.decides(uow, request, payment.taken_by_id)}
        for request in requests
        for payment in [payments[request.payment_id]]
    ]
