"""Tables of the ledger (总账, B09): the accounts at which all take turns, postings, entries."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.append_only import append_only
from foundation.storage.placed import Placed
from foundation.storage.types import BigSerial, Id, Instant, Yuan
from services.billing.base import Base


class HouseholdAccount(Placed, Base):
    """The row at which everything that touches a household's money takes turns.

    It also keeps what was last published of its arrears. No balance stands here.
    """

    __tablename__ = "household_accounts"
    __table_args__ = (Index("ix_household_accounts_here", "community_id", "household_id"),)
    __audited__ = False

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    announced_overdue: Mapped[Decimal] = mapped_column(Yuan)
    """What was published last of what it owes after its due date, in yuan."""
    announced_due_date: Mapped[date | None] = mapped_column(Date)
    """Oldest due date of that, as it was published; None: nothing was overdue."""


@append_only
class LedgerPosting(Placed, Base):
    """A booking: its entries sum up to nothing. Append-only, guarded by a trigger."""

    __tablename__ = "ledger_postings"
    __table_args__ = (
        UniqueConstraint("source"),
        UniqueConstraint("reverses"),
        Index("ix_ledger_postings_here", "community_id", "id"),
        Index("ix_ledger_postings_household", "household_id", "at"),
    )
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(20))
    """A `PostingKind`: why it was booked."""
    household_id: Mapped[str] = mapped_column(Id)
    reference: Mapped[str] = mapped_column(String(60))
    """Number of the bill or receipt."""
    source: Mapped[str | None] = mapped_column(String(120))
    """What it was booked for, where that may be booked only once."""
    reverses: Mapped[str | None] = mapped_column(ForeignKey("ledger_postings.id"))
    """The posting that it takes back (红冲); None: it takes none back."""
    reason: Mapped[str | None] = mapped_column(String(500))
    """Why, in the words of who asked for it; None where its kind says it all."""
    actor_id: Mapped[str] = mapped_column(String(80))
    """Who booked it: a person's id in the directory, or `system`."""


@append_only
class LedgerEntry(Placed, Base):
    """One side of a posting: debit above zero, credit below. Append-only.

    Figures sum up the entries of thousands of bills: the indexes by bill and by time hold all that
    they need.
    """

    __tablename__ = "ledger_entries"
    __table_args__ = (
        Index(
            "ix_ledger_entries_bill",
            "bill_id", "account", "line_id", "kind", "at", "amount", "community_id",
        ),
        Index("ix_ledger_entries_household", "household_id", "account"),
        Index("ix_ledger_entries_at", "community_id", "at", "account", "kind", "bill_id"),
    )  # fmt: skip
    __audited__ = False

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    posting_id: Mapped[str] = mapped_column(ForeignKey("ledger_postings.id"), index=True)
    """The posting that it is a side of."""
    at: Mapped[datetime] = mapped_column(Instant)
    """The posting's moment, so that sums need no join."""
    kind: Mapped[str] = mapped_column(String(20))
    """The posting's kind, so that sums need no join."""
    household_id: Mapped[str] = mapped_column(Id)
    """The posting's household, for the same reason."""
    account: Mapped[str] = mapped_column(String(20))
    """An `Account`: receivable, credit, money, income or write-off."""
    amount: Mapped[Decimal] = mapped_column(Yuan)
    """Yuan: debit above zero, credit below."""
    bill_id: Mapped[str | None] = mapped_column(ForeignKey("bills.id"))
    """The bill whose debt it changes; None where it concerns none."""
    line_id: Mapped[str | None] = mapped_column(ForeignKey("bill_lines.id"))
    """The line of that bill."""
