"""The ledger (总账) and the papers of money: payments, voids, refunds (B07, B09, B10)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import BigSerial, Id, Instant, Yuan, partial
from services.billing.tables.append_only import guard
from services.billing.tables.base import Base


class HouseholdAccount(Base):
    """The row at which everything that touches a household's money takes turns.

    It also keeps what other services were last told of its arrears. No balance stands here.
    """

    __tablename__ = "household_accounts"
    __audited__ = False

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    announced_overdue: Mapped[Decimal] = mapped_column(Yuan)
    announced_due_date: Mapped[date | None] = mapped_column(Date)


class LedgerPosting(Base):
    """A booking: its entries sum up to nothing. Append-only, guarded by a trigger."""

    __tablename__ = "ledger_postings"
    __table_args__ = (
        UniqueConstraint("source"),
        UniqueConstraint("reverses"),
        Index("ix_ledger_postings_household", "household_id", "at"),
    )
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[str] = mapped_column(Id)
    reference: Mapped[str] = mapped_column(String(60))
    """Number of the bill or receipt."""
    source: Mapped[str | None] = mapped_column(String(120))
    """What it was booked for, where that may be booked only once."""
    reverses: Mapped[str | None] = mapped_column(ForeignKey("ledger_postings.id"))
    reason: Mapped[str | None] = mapped_column(String(500))
    actor_id: Mapped[str] = mapped_column(String(80))


class LedgerEntry(Base):
    """One side of a posting: debit above zero, credit below. Append-only.

    Figures sum up the entries of thousands of bills: the indexes by bill and by time hold all that
    they need.
    """

    __tablename__ = "ledger_entries"
    __table_args__ = (
        Index("ix_ledger_entries_bill", "bill_id", "account", "line_id", "kind", "at", "amount"),
        Index("ix_ledger_entries_household", "household_id", "account"),
        Index("ix_ledger_entries_at", "at", "account", "kind", "bill_id"),
    )
    __audited__ = False

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    posting_id: Mapped[str] = mapped_column(ForeignKey("ledger_postings.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(20))
    """The posting's kind, so that sums need no join."""
    household_id: Mapped[str] = mapped_column(Id)
    account: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(Yuan)
    bill_id: Mapped[str | None] = mapped_column(ForeignKey("bills.id"))
    line_id: Mapped[str | None] = mapped_column(ForeignKey("bill_lines.id"))


class Payment(Base):
    """A payment with its receipt number. Never changed: a void is a row of its own."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("receipt_number"),
        UniqueConstraint("posting_id"),
        Index("ix_payments_household", "household_id", "id"),
        Index("ix_payments_taken_at", "taken_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    receipt_number: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[str] = mapped_column(Id)
    amount: Mapped[Decimal] = mapped_column(Yuan)
    method: Mapped[str] = mapped_column(String(10))
    payer: Mapped[str] = mapped_column(String(120))
    remark: Mapped[str | None] = mapped_column(String(500))
    taken_at: Mapped[datetime] = mapped_column(Instant)
    taken_by_id: Mapped[str] = mapped_column(String(80))
    taken_by: Mapped[str] = mapped_column(String(120))
    posting_id: Mapped[str] = mapped_column(ForeignKey("ledger_postings.id"))


class PaymentVoid(Base):
    """A voided receipt: by a second person, with the reason; the number stays used (B07)."""

    __tablename__ = "payment_voids"

    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(500))
    posting_id: Mapped[str] = mapped_column(ForeignKey("ledger_postings.id"))


class VoidRequest(Base):
    """What somebody at the counter asks for, and a second person decides: a void (B07).

    Of a receipt one request at a time waits; the index sees to it.
    """

    __tablename__ = "void_requests"
    __table_args__ = (
        Index("ix_void_requests_payment", "payment_id", "id"),
        Index("ix_void_requests_household", "household_id", "id"),
        partial("uq_void_requests_open", "payment_id", where="status = 'requested'", unique=True),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    household_id: Mapped[str] = mapped_column(Id)
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(10))
    requested_by_id: Mapped[str] = mapped_column(String(80))
    requested_by: Mapped[str] = mapped_column(String(120))
    requested_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    remark: Mapped[str | None] = mapped_column(String(500))


class Refund(Base):
    """Credit paid back, once a second person approves (B10)."""

    __tablename__ = "refunds"
    __table_args__ = (Index("ix_refunds_household", "household_id", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    amount: Mapped[Decimal] = mapped_column(Yuan)
    method: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(10))
    requested_by_id: Mapped[str] = mapped_column(String(80))
    requested_by: Mapped[str] = mapped_column(String(120))
    requested_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    remark: Mapped[str | None] = mapped_column(String(500))
    posting_id: Mapped[str | None] = mapped_column(ForeignKey("ledger_postings.id"))


APPEND_ONLY: tuple[type[Base], ...] = (LedgerPosting, LedgerEntry, Payment, PaymentVoid)
"""Tables whose rows are never changed."""

for model in APPEND_ONLY:
    table = model.__table__
    if isinstance(table, Table):
        guard(table)
