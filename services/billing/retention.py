"""What billing keeps how long (P08).

Bills, receipts, the ledger, letters and what proves their delivery are accounting records and
proofs of a claim: kept by law, with the names that stand on them. Door visits are neither: who was
asked for, and what the steward noted, goes.
"""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, select, update

from contracts.billing.request_types import LeaverRequest
from contracts.billing.visits import VisitStatus
from contracts.leavers import KeptFor
from foundation import erasure
from foundation.erasure import NOBODY, NOTHING, Erasure, Taken
from foundation.files import keeping
from foundation.ids import new_id
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.ledger import queries as balances
from services.billing.policy import BillingPolicy
from services.billing.visit_attachments.tables import VisitAttachment
from services.billing.visits.tables import Visit

VISITED: dict[str, Any] = {"owner_name": NOBODY, "remark": None}
"""What becomes of a visit: when, by whom and with which outcome stays; its attachments go."""


def erase_visits(uow: UnitOfWork, policy: BillingPolicy) -> Taken:
    """Erase a portion of the visits that have been over for longer than they are kept."""
    if not policy.keep_visits_days:
        return NOTHING
    old = select(Visit.id).where(*over_since(uow, policy.keep_visits_days)).order_by(Visit.id)
    ids = list(uow.session.scalars(old.limit(erasure.BATCH).with_for_update(skip_locked=True)))
    erase(uow, ids)
    return Taken(len(ids), len(ids) == erasure.BATCH)


def erase(uow: UnitOfWork, ids: list[str]) -> None:
    """Erase these visits, in the audit trail as well."""
    if ids:
        table: Any = Visit.__table__
        uow.session.execute(update(table).where(table.c.id.in_(ids)).values(**VISITED))
        moments = set(uow.session.scalars(select(Visit.visited_at).where(Visit.id.in_(ids))))
        erasure.trail(uow, "visit_id", ids, moments - {None})
        keeping.drop_all(uow, VisitAttachment, VisitAttachment.visit_id.in_(ids))


def over_since(uow: UnitOfWork, days: int) -> tuple[ColumnElement[bool], ...]:
    """That a visit is over, was made for longer ago than so many days, and names somebody still."""
    moment = uow.now - timedelta(days=days)
    over = Visit.status != VisitStatus.ASSIGNED
    return Visit.id < new_id(moment)[:13], over, Visit.owner_name != NOBODY


OWED: Final = (
    balances.open_bills()
    .where(Bill.household_id == bindparam("household_id"))
    .where(Bill.debtor_id == bindparam("member_id"))
    .limit(1)
)


def needs_leaver(uow: UnitOfWork, data: LeaverRequest) -> dict[str, Any]:
    """Whether somebody who has left owes something still. What is paid keeps nobody: its papers
    bear the names that they bore."""
    who = {"household_id": data["household_id"], "member_id": data["member_id"]}
    reasons = [KeptFor.DEBT] if uow.rows(OWED, **who) else []
    return {"reasons": reasons, "person_id": data["person_id"]}


ERASURES = (Erasure("visits", "keep_visits_days", erase_visits),)
