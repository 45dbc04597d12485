"""Who is in arrears: published whenever it changes (B04, N03)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from contracts.billing.events import HouseholdArrearsChanged
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.ledger.tables import HouseholdAccount


def publish_debt(uow: UnitOfWork, household_ids: Sequence[str]) -> None:
    """Publish what each of the households owes overdue, where it is no longer what was published
    last.

    What is owed is looked at only once the accounts are locked.
    """
    statement = (
        select(
            HouseholdAccount.household_id,
            HouseholdAccount.announced_overdue,
            HouseholdAccount.announced_due_date,
        )
        .where(HouseholdAccount.household_id.in_(household_ids))
        .order_by(HouseholdAccount.household_id)
    )
    accounts = uow.session.execute(statement.with_for_update()).all()
    now = balances.arrears(uow, today(uow), household_ids)
    changed = []
    for household_id, published, published_since in accounts:
        found = now.get(household_id)
        amount = found.amount if found else ZERO
        oldest = found.oldest_due_date if found else None
        if (amount, oldest) == (published, published_since):
            continue
        changed.append({"id": household_id, "amount": amount, "oldest": oldest})
        uow.emit(
            HouseholdArrearsChanged,
            household_id,
            {"household_id": household_id, "overdue_amount": amount, "oldest_due_date": oldest},
        )
    if changed:
        account: Any = HouseholdAccount.__table__
        uow.session.execute(
            update(account)
            .where(account.c.household_id == bindparam("id"))
            .values(announced_overdue=bindparam("amount"), announced_due_date=bindparam("oldest")),
            changed,
        )
