"""What managers see of billing (P05): its policy, how many a change concerns, and by which numbers
its audit trail is searched."""

from typing import Any

from sqlalchemy import bindparam, distinct, func, select

from contracts.billing.bills import BillKind
from contracts.billing.cases import CaseStatus
from contracts.billing.ledger import Account
from contracts.billing.policy import POLICY
from contracts.billing.request_types import NothingRequest, OneCommunityRequest
from contracts.billing.runs import RunStatus
from contracts.billing.visits import VisitStatus
from contracts.community_closing import OpenThere
from contracts.opening import Step, step
from contracts.policy import Effect
from contracts.policy_fields import kept
from contracts.policy_words import said
from foundation.administered import Administered, number_of
from foundation.clock import local_date
from foundation.open_there import open_there
from foundation.retention import would_go
from foundation.service_admin import HOMES
from foundation.storage.unit_of_work import UnitOfWork
from services.billing import retention
from services.billing.bills.tables import Bill
from services.billing.cases.tables import DunningCase
from services.billing.fees.tables import FeeItem
from services.billing.ledger.queries import open_bills, total
from services.billing.ledger.tables import LedgerEntry
from services.billing.pauses.tables import DunningPause
from services.billing.payments.tables import Payment
from services.billing.policy import BillingPolicy
from services.billing.runs.tables import BillRun
from services.billing.visits.tables import Visit

ITEMS = select(func.count(FeeItem.id))
RUNS = select(func.count(BillRun.id))
OPEN = select(func.count()).select_from(open_bills().subquery())
OVERDUE = select(func.count()).select_from(
    open_bills().where(Bill.due_date < bindparam("day"), Bill.kind != bindparam("but")).subquery()
)
IN_DUNNING = select(func.count(distinct(DunningCase.household_id))).where(
    DunningCase.status == CaseStatus.RUNNING
)
ASSIGNED = select(func.count(Visit.id)).where(Visit.status == VisitStatus.ASSIGNED)
RESTING = select(func.count(DunningPause.id)).where(DunningPause.ended_at.is_(None))


OWED = open_bills().subquery()
PAID_AHEAD = (
    select((-total()).label("credit"))
    .where(LedgerEntry.account == Account.CREDIT)
    .group_by(LedgerEntry.household_id)
    .having(total() < 0)
    .subquery()
)
OVER = (RunStatus.DONE, RunStatus.CANCELLED)
OPEN_THERE = (
    (OpenThere.DEBTS, select(func.count(), func.sum(OWED.c.owed)).select_from(OWED)),
    (
        OpenThere.CREDITS,
        select(func.count(), func.sum(PAID_AHEAD.c.credit)).select_from(PAID_AHEAD),
    ),
    (
        OpenThere.BILL_RUNS,
        select(func.count(BillRun.id)).where(BillRun.status.not_in(OVER)),
    ),
)


def overdue(uow: UnitOfWork, _name: str, policy: BillingPolicy) -> int:
    """Bills that are overdue and bear a late charge."""
    but = "" if policy.late_charge_on_repairs else BillKind.CHARGE
    return int(uow.rows(OVERDUE, day=local_date(uow.now), but=but)[0][0])


def needs_community(uow: UnitOfWork, data: OneCommunityRequest) -> dict[str, Any]:
    """What is open in a community: who owes, who has paid ahead, and what is being billed (P01).
    Raise as `open_there`."""
    return open_there(uow, data["community_id"], OPEN_THERE)


def erased(uow: UnitOfWork, name: str, policy: BillingPolicy) -> int:
    """Door visits of which the next night erases whom they were about."""
    days = getattr(policy, name)
    if not days:
        return 0
    found = select(func.count(Visit.id)).where(*retention.over_since(uow, days))
    return int(uow.session.scalar(found) or 0)


def steps_of_opening(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """How far the steps of the opening are that billing has to do with (P02)."""
    items, runs = uow.rows(ITEMS)[0][0], uow.rows(RUNS)[0][0]
    return {"items": [step(Step.FEE_ITEMS, items), step(Step.BILL_RUN, runs)]}


ADMINISTERED = Administered(
    BillingPolicy,
    POLICY,
    said,
    kept,
    {
        Effect.BILLS_KEEP_DUE: number_of(OPEN),
        Effect.DEBTS_RECOUNTED: overdue,
        Effect.LADDER_ANEW: number_of(IN_DUNNING),
        Effect.VISITS_KEEP: number_of(ASSIGNED),
        Effect.PROMISES_KEEP: number_of(RESTING),
        Effect.GOES_TONIGHT: would_go(()),
        Effect.ERASED_TONIGHT: erased,
    },
)
"""The policy of billing, as its managers have it."""
NUMBERED = (
    select(Bill.id).where(Bill.number == bindparam("named")),
    select(Payment.id).where(Payment.receipt_number == bindparam("named")),
    select(Visit.id).where(Visit.number == bindparam("named")),
    select(Bill.id).where(Bill.household_id.in_(HOMES)).limit(500),
    select(Payment.id).where(Payment.household_id.in_(HOMES)).limit(500),
    select(Visit.id).where(Visit.household_id.in_(HOMES)).limit(500),
)
"""Ids of papers by their numbers or their household: bills, receipts, visits."""
