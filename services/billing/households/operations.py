"""The state of units over time, from the directory's events: what bills prorate by (B01)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from contracts.directory.event_types import HouseholdChangedData
from foundation.clock import local_date
from foundation.messaging.envelope import Envelope
from foundation.replica.handlers import put
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations.debtors import reconsider
from services.billing.households.rules import ALWAYS
from services.billing.households.tables import OccupancyChange
from services.billing.ledger.operations.booking import lock_accounts

BILLED_BY: Final = ("unit_type", "area_m2", "vacant", "billing_from")
"""What of a household its bills depend on."""


def on_household_changed(uow: UnitOfWork, event: Envelope[HouseholdChangedData]) -> None:
    """Keep the household, and from which day on its type, area and vacancy are what it says.

    That is the day on which its event arrives, or an earlier one that it names: what is new of it
    counts from there (B16). A version that comes late changes the household no more, but the days
    before the newer ones. New owners are asked for nothing that those before them owe (B19).
    """
    data = event.data
    before = uow.session.execute(
        select(household_replica).where(household_replica.c.household_id == data["household_id"])
    ).first()
    changed = True
    if before:  # a replica filled at once knows no version: its state is the first one
        known = dict(before._mapping)
        keep(uow, known, ALWAYS, changed=False)
        late = data["version"] < known["version"]
        changed = late or any(known[name] != data[name] for name in BILLED_BY)
    since = data["effective_from"] or local_date(event.occurred_at)
    keep(uow, data, since, changed=changed)
    newer = put(uow, household_replica, data)
    if newer and before and data["owner_since"] != before.owner_since:
        lock_accounts(uow, [data["household_id"]])
        reconsider(uow, data["household_id"])


def keep(uow: UnitOfWork, state: Mapping[str, Any], since: date, *, changed: bool) -> None:
    """Write down what a version says of the unit, unless that is known."""
    names = ("household_id", "version", "unit_type", "area_m2", "vacant")
    row = {name: state[name] for name in names}
    row |= {"since": since, "changed_at": uow.now if changed else None}
    known = select(OccupancyChange.since).where(
        OccupancyChange.household_id == row["household_id"],
        OccupancyChange.version == row["version"],
    )
    if uow.session.scalar(known) is None:
        uow.session.execute(uow.insert_ignoring(OccupancyChange.__table__), row)
