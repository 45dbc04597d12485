"""The first work of a day, in the order in which one thing depends on the other (B03, B04, B11).

A community's households are taken some at a time, each portion in a transaction that holds their
accounts alone and sets the deadline of the next: wherever it is cut off it goes on, and nobody who
pays meanwhile waits for all.
"""

from typing import Any

from sqlalchemy import select

from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations import publishing as arrears
from services.billing.collection import operations as collection
from services.billing.credit import operations as credit
from services.billing.daily import operations as daily
from services.billing.late_charges import operations as late_charges
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.ledger.tables import HouseholdAccount
from services.billing.policy import BillingPolicy
from services.billing.visits.operations import following as visits


def go_on(uow: UnitOfWork) -> None:
    """See to the daily work of a community that was billed: at the start of the service."""
    if accounts_after(uow, "", 1):
        daily.arm(uow)


def open_day(uow: UnitOfWork, deadline: Deadline) -> None:
    """Freeze yesterday's figures; the households come next."""
    daily.arm_next(uow, daily.OPEN_DAY)
    collection.freeze_due(uow)
    come_next(uow, deadline, daily.OPEN_HOUSEHOLDS, after="")


def open_households(uow: UnitOfWork, deadline: Deadline) -> None:
    """Of some households, let credit meet debt, let late charges grow, publish arrears."""
    size = uow.policy(BillingPolicy).batch_size
    ids = accounts_after(uow, deadline.data["after"], size)
    lock_accounts(uow, ids)
    credit.settle_everywhere(uow, ids)
    late_charges.accrue(uow, ids)
    arrears.publish_debt(uow, ids)
    if len(ids) == size:
        come_next(uow, deadline, daily.OPEN_HOUSEHOLDS, after=ids[-1])
    else:
        come_next(uow, deadline, daily.ASSIGN_VISITS, after=None, first=1)


def assign_visits(uow: UnitOfWork, deadline: Deadline) -> None:
    """Assign the visits in some buildings."""
    size = uow.policy(BillingPolicy).batch_size
    if left := visits.assign_new(uow, deadline.data["after"], deadline.data["first"], size):
        after, first = left
        come_next(uow, deadline, daily.ASSIGN_VISITS, after=after, first=first)


def accounts_after(uow: UnitOfWork, after: str, most: int) -> list[str]:
    """Households with an account, in the order of their ids."""
    key = HouseholdAccount.household_id
    return list(uow.session.scalars(select(key).where(key > after).order_by(key).limit(most)))


def come_next(uow: UnitOfWork, deadline: Deadline, kind: str, **data: Any) -> None:
    """Set the next portion of the same day: due when the day was, so that it comes before what is
    due later."""
    day, _, _ = deadline.step.partition(">")
    step = f"{day}>{data.get('first', data['after'])}"
    uow.deadlines.set(kind, deadline.subject_id, deadline.due_at, step=step, data=data)
