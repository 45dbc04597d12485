"""Pauses that are running (B13)."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam, select

from contracts.billing.pauses import PauseKind
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.ladder.rules import Rest
from services.billing.pauses.tables import DunningPause

RUNNING: Final = (
    select(DunningPause)
    .where(DunningPause.household_id.in_(bindparam("ids", expanding=True)))
    .where(DunningPause.ended_at.is_(None))
    .order_by(DunningPause.starts_at, DunningPause.id)
)


def running(uow: UnitOfWork, household_ids: Sequence[str]) -> list[DunningPause]:
    """Pauses that have not ended, oldest first."""
    return list(uow.session.scalars(RUNNING, {"ids": household_ids}))


def rests(uow: UnitOfWork, household_ids: Sequence[str]) -> dict[str, list[Rest]]:
    """Running pauses as the ladder knows them, by household."""
    found: dict[str, list[Rest]] = {}
    homes = replica.households(uow, ids=household_ids)
    since = {home.household_id: home.owner_since for home in homes}
    for pause in running(uow, household_ids):
        begun = since.get(pause.household_id)
        if begun and pause.starts_at < begun:
            continue  # promised or disputed by who owned it before (B19)
        rest = Rest(PauseKind(pause.kind), pause.until)
        found.setdefault(pause.household_id, []).append(rest)
    return found
