"""Bills, receipts and dunning letters by their numbers (P07)."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from contracts.billing import methods
from contracts.billing.request_types import FindRequest
from contracts.finding import BETWEEN, FoundKind
from foundation import replica
from foundation.formatting import in_chinese
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.papers.tables import DunningPaper
from services.billing.payments.tables import Payment
from services.billing.steps.tables import StepTaken

NUMBERS: Final[Any] = bindparam("numbers", expanding=True)
BILLS: Final = Bill.__table__.c
PAYMENTS: Final = Payment.__table__.c
PAPERS: Final = DunningPaper.__table__.c
STEPS: Final = StepTaken.__table__.c
BILL: Final = select(
    BILLS.id, BILLS.number, BILLS.period, BILLS.debtor_name, BILLS.household_id, BILLS.community_id
).where(BILLS.number.in_(NUMBERS))
RECEIPT: Final = select(
    PAYMENTS.id, PAYMENTS.receipt_number, PAYMENTS.payer, PAYMENTS.amount, PAYMENTS.community_id
).where(PAYMENTS.receipt_number.in_(NUMBERS))
LETTER: Final = (
    select(STEPS.id, PAPERS.number, STEPS.amount, PAPERS.community_id)
    .join(
        StepTaken.__table__,
        and_(STEPS.household_id == PAPERS.household_id, STEPS.letter_number == PAPERS.number),
    )
    .where(PAPERS.number.in_(NUMBERS))
    .order_by(STEPS.id)
)


def find(uow: UnitOfWork, data: FindRequest) -> dict[str, Any]:
    """The bill, receipt or letter of a number, for who may see it where it is."""
    numbers = replica.numbers_meant(uow, data["q"])
    if not numbers:
        return {"items": []}
    letters = {row.number: row for row in reversed(uow.rows(LETTER, numbers=numbers))}
    found = [
        *(bill(row) for row in uow.rows(BILL, numbers=numbers)),
        *(
            receipt(row)
            for row in uow.rows(RECEIPT, numbers=numbers)
            if uow.actor_at(row).has(*methods.GET_RECEIPT.roles)
        ),
        *(
            letter(row)
            for row in letters.values()
            if uow.actor_at(row).has(*methods.GET_LETTER.roles)
        ),
    ]
    return {"items": found}


def bill(row: Any) -> dict[str, Any]:
    """A bill as it is found."""
    told = BETWEEN.join(filter(None, (row.debtor_name, row.period)))
    return item(FoundKind.BILL, row, row.number, told, row.household_id)


def receipt(row: Any) -> dict[str, Any]:
    """A receipt as it is found."""
    told = BETWEEN.join(filter(None, (row.payer, f"¥{in_chinese(row.amount)}")))
    return item(FoundKind.RECEIPT, row, row.receipt_number, told, row.receipt_number)


def letter(row: Any) -> dict[str, Any]:
    """A dunning letter as it is found."""
    return item(FoundKind.LETTER, row, row.number, f"¥{in_chinese(row.amount)}", row.id)


def item(kind: FoundKind, row: Any, title: str, subtitle: str, page_id: str) -> dict[str, Any]:
    """A paper as it is found."""
    shown = {"kind": kind, "id": row.id, "title": title, "subtitle": subtitle, "page_id": page_id}
    return shown | {"community_id": row.community_id}
