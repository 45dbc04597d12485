"""What one person asks for and a second decides (双人审批): columns, asking, deciding.

class Refund(TwoPersonDecision, Base): ...

refund = request(work, Refund, amount=…, reason=…)

require_decidable(work, refund, RefundDecided)
decide(work, refund, RefundStatus.PAID_OUT, data["remark"])
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.errors import ServiceError
from foundation.second_person import REQUESTED, may_decide, require_second_person
from foundation.storage.types import Id, Instant
from foundation.storage.unit_of_work import UnitOfWork


class TwoPersonDecision:
    """Columns of a table of such requests."""

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    """Of the request: a UUIDv7."""
    status: Mapped[str] = mapped_column(String(10))
    """`REQUESTED` until it is decided; then a code of the table's own."""
    requested_by_id: Mapped[str] = mapped_column(String(80))
    """Id of the person who asked, who does not decide."""
    requested_by: Mapped[str] = mapped_column(String(120))
    """The name of that person at that time."""
    requested_at: Mapped[datetime] = mapped_column(Instant)
    """Since when it waits for the second person."""
    decided_by: Mapped[str | None] = mapped_column(String(120))
    """The name of the second person; null while it waits."""
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the second person decided; null while it waits, or where nobody had to any more."""
    remark: Mapped[str | None] = mapped_column(String(500))
    """What the second person says, such as why not."""


Request = TypeVar("Request", bound=TwoPersonDecision)


def request(uow: UnitOfWork, table: Callable[..., Request], **wanted: Any) -> Request:
    """Write down what the caller asks for; it waits for somebody else."""
    row = table(
        id=uow.new_id(),
        status=REQUESTED,
        requested_by_id=uow.actor.id,
        requested_by=uow.actor.name,
        requested_at=uow.now,
        decided_by=None,
        decided_at=None,
        remark=None,
        **wanted,
    )
    uow.session.add(row)
    return row


def decides(uow: UnitOfWork, request: TwoPersonDecision, *involved: str | None) -> bool:
    """Whether the caller may be the second person now: see `require_decidable`."""
    return request.status == REQUESTED and may_decide(uow.actor, request.requested_by_id, *involved)


def require_decidable(
    uow: UnitOfWork, request: TwoPersonDecision, decided: type[ServiceError], *involved: str | None
) -> None:
    """Raise `decided` where it waits no more, and `SecondPersonNeeded` to whoever asked for it or
    is one of the persons (by id) who had a part in it."""
    if request.status != REQUESTED:
        raise decided
    require_second_person(uow.actor, request.requested_by_id, *involved)


def decide(
    uow: UnitOfWork, request: TwoPersonDecision, status: str, remark: str | None = None
) -> None:
    """Write down the caller's decision."""
    request.status, request.remark = status, remark
    request.decided_by, request.decided_at = uow.actor.name, uow.now
