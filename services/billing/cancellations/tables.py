"""The table of requests to cancel bills and bill runs (B16)."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.decisions import TwoPersonDecision
from foundation.storage.placed import Placed
from foundation.storage.types import Id, partial
from services.billing.base import Base


class CancelRequest(Placed, TwoPersonDecision, Base):
    """What finance asks for, and a second person decides: that a bill or a run is cancelled.

    Of each one request at a time waits; the index sees to it.
    """

    __tablename__ = "cancel_requests"
    __table_args__ = (
        Index("ix_cancel_requests_target", "target_id", "id"),
        partial("uq_cancel_requests_open", "target_id", where="status = 'requested'", unique=True),
    )

    kind: Mapped[str] = mapped_column(String(10))
    """A `CancelKind`: a bill or a run."""
    target_id: Mapped[str] = mapped_column(Id)
    """Id of the bill or the run."""
    reason: Mapped[str] = mapped_column(String(500))
    """Why it is to be cancelled, in the words of who asked."""
