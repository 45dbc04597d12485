"""Tables of voided receipts and of requests for it (收据作废, B07)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.append_only import append_only
from foundation.storage.decisions import TwoPersonDecision
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, partial
from services.billing.base import Base


@append_only
class PaymentVoid(Placed, Base):
    """A voided receipt: by a second person, with the reason; the number stays used (B07)."""

    __tablename__ = "payment_voids"

    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"), primary_key=True)
    """The payment whose receipt it is."""
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80))
    """Id of the second person, who did not take the money."""
    by: Mapped[str] = mapped_column(String(120))
    """The name of that person."""
    reason: Mapped[str] = mapped_column(String(500))
    """Why it was voided, in the words of who asked for it or did it."""
    posting_id: Mapped[str] = mapped_column(ForeignKey("ledger_postings.id"))
    """The posting that takes the payment's back."""


class VoidRequest(Placed, TwoPersonDecision, Base):
    """What somebody at the counter asks for, and a second person decides: a void (B07).

    Of a receipt one request at a time waits; the index sees to it.
    """

    __tablename__ = "void_requests"
    __table_args__ = (
        Index("ix_void_requests_payment", "payment_id", "id"),
        Index("ix_void_requests_household", "household_id", "id"),
        partial("uq_void_requests_open", "payment_id", where="status = 'requested'", unique=True),
    )

    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    """The payment whose receipt is to be voided."""
    household_id: Mapped[str] = mapped_column(Id)
    reason: Mapped[str] = mapped_column(String(500))
    """Why, in the words of who asked."""
