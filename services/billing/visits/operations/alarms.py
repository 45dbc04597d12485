"""Telling the supervisors of visits that nobody makes: once each, and how many there are (B04)."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from contracts.billing.events import VisitsStalled
from contracts.billing.visits import Stalled, VisitStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.daily.operations import today
from services.billing.policy import BillingPolicy
from services.billing.visits.tables import Visit


def report(uow: UnitOfWork) -> None:
    """Tell of those newly late, and of those that no steward has."""
    since = today(uow) - timedelta(days=uow.policy(BillingPolicy).visit_late_days)
    waiting = (
        select(Visit).where(Visit.status == VisitStatus.ASSIGNED).order_by(Visit.visit_by, Visit.id)
    )
    late = list(uow.session.scalars(waiting.where(Visit.visit_by < since)))
    nobodys = list(uow.session.scalars(waiting.where(Visit.steward_id.is_(None))))
    if fresh := [visit for visit in late if visit.late_told_at is None]:
        notify(uow, Stalled.LATE, late, len(fresh))
        for visit in fresh:
            visit.late_told_at = uow.now
    if fresh := [visit for visit in nobodys if visit.stewardless_told_at is None]:
        notify(uow, Stalled.STEWARDLESS, nobodys, len(fresh))
        for visit in fresh:
            visit.stewardless_told_at = uow.now


def notify(uow: UnitOfWork, reason: Stalled, visits: Sequence[Visit], fresh: int) -> None:
    """One event for all of them."""
    uow.emit(
        VisitsStalled,
        reason,
        {
            "reason": reason,
            "count": len(visits),
            "new": fresh,
            "oldest_by": min(visit.visit_by for visit in visits),
            "buildings": sorted({visit.building for visit in visits}),
        },
    )
