"""What a paper of a number says, for whoever verifies it by its code (P10)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.request_types import FindPaperRequest
from contracts.papers import KINDS, PaperKind, PaperState
from foundation.clock import local_date
from foundation.errors import NotFound
from foundation.masking import mask_name
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.queries import views
from services.billing.bills.tables import Bill
from services.billing.former_debts.queries import closing_statement_of
from services.billing.papers.tables import DunningPaper
from services.billing.payments.tables import Payment
from services.billing.voids.tables import PaymentVoid

NUMBER: Final[Any] = bindparam("number")
RECEIPT: Final = select(Payment).where(Payment.receipt_number == NUMBER)
BILL: Final = select(Bill).where(Bill.number == NUMBER)
LETTER: Final = select(DunningPaper).where(DunningPaper.number == NUMBER)


def find(uow: UnitOfWork, data: FindPaperRequest) -> dict[str, Any]:
    """The head of a receipt, a bill, a letter or a closing statement; raise `NotFound`."""
    number = data["number"]
    kind = KINDS.get(number.partition("-")[0])
    reader = READERS.get(kind) if kind else None
    found = reader(uow, number) if reader else None
    if found is None:
        raise NotFound
    return {"state": PaperState.VALID, "state_on": None, "outstanding": None} | found | {
        "kind": kind, "number": number, "name": mask_name(found["name"]),
    }  # fmt: skip


def receipt(uow: UnitOfWork, number: str) -> dict[str, Any] | None:
    """收据: voided or not."""
    row = uow.session.scalar(RECEIPT, {"number": number})
    if row is None:
        return None
    void = uow.session.get(PaymentVoid, row.id)
    found = {
        "community_id": row.community_id,
        "on": local_date(row.taken_at),
        "amount": row.amount,
        "name": row.payer,
    }
    if void is None:
        return found
    return found | {"state": PaperState.VOIDED, "state_on": local_date(void.at)}


def bill(uow: UnitOfWork, number: str) -> dict[str, Any] | None:
    """账单: as it was issued, and what is owed on it now."""
    row = uow.session.scalar(BILL, {"number": number})
    if row is None:
        return None
    (shown,) = views(uow, [row])
    found = {
        "community_id": row.community_id,
        "on": row.issued_on,
        "amount": shown["issued_amount"],
        "name": row.debtor_name,
        "outstanding": shown["outstanding"],
    }
    if row.cancelled_at is None:
        return found
    return found | {"state": PaperState.CANCELLED, "state_on": local_date(row.cancelled_at)}


def letter(uow: UnitOfWork, number: str) -> dict[str, Any] | None:
    """催缴函, as it was made. The internal paper for a lawyer has no code."""
    row = uow.session.scalar(LETTER, {"number": number})
    if row is None:
        return None
    return {
        "community_id": row.community_id,
        "on": date.fromisoformat(row.content["on"]),
        "amount": Decimal(row.content["total"]),
        "name": row.content["owner_name"],
    }


def closing(uow: UnitOfWork, number: str) -> dict[str, Any] | None:
    """结账单: as its figures are now; none any more of a home that others own by now."""
    found = closing_statement_of(uow, number)
    if found is None:
        return None
    names = ("community_id", "name")
    return {name: found[name] for name in names} | {
        "on": found["owner_until"], "amount": found["balance_then"],
        "outstanding": found["owed_now"],
    }  # fmt: skip


READERS: Mapping[PaperKind, Callable[[UnitOfWork, str], dict[str, Any] | None]] = {
    PaperKind.RECEIPT: receipt,
    PaperKind.BILL: bill,
    PaperKind.LETTER: letter,
    PaperKind.CLOSING: closing,
}
