"""The journal: postings with their entries, as they were booked (B09)."""

from collections import defaultdict
from datetime import time, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.request_types import ListJournalRequest
from foundation.clock import at_local
from foundation.storage.listing import listing
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.ledger.tables import LedgerEntry, LedgerPosting

POSTINGS: Final = LedgerPosting.__table__.c
ENTRIES: Final = LedgerEntry.__table__.c
HOME: Final = household_replica.c
JOURNAL: Final = listing(
    LedgerPosting,
    "kind",
    "household_id",
    since=POSTINGS.at >= bindparam("first"),
    until=POSTINGS.at < bindparam("after"),
)
HOMES: Final = select(HOME.household_id, HOME.building, HOME.unit).where(
    HOME.household_id.in_(bindparam("ids", expanding=True))
)
"""Where they are: of a page alone, since a join of all of them takes longer the more there are."""
SHOWN: Final = ("id", "at", "kind", "household_id", "reference", "reverses", "community_id")
NOWHERE: Final = {"building": "", "unit": ""}
"""Of a home that billing has not been told of."""
OF_POSTINGS: Final = (
    select(ENTRIES.posting_id, ENTRIES.account, ENTRIES.amount, ENTRIES.bill_id)
    .where(ENTRIES.posting_id.in_(bindparam("ids", expanding=True)))
    .order_by(ENTRIES.id)
)


def list_journal(uow: UnitOfWork, data: ListJournalRequest) -> dict[str, Any]:
    """What was booked, newest first, each with all its sides."""
    bounds: dict[str, Any] = {}
    if data["since"]:
        bounds["first"] = at_local(data["since"], time(0))
    if data["until"]:
        bounds["after"] = at_local(data["until"] + timedelta(days=1), time(0))
    found = JOURNAL.page(uow, data, **bounds)
    sides: dict[str, list[Any]] = defaultdict(list)
    for one in uow.rows(OF_POSTINGS, ids=[each.id for each in found["items"]]):
        sides[one.posting_id].append(one)
    homes = {
        one.household_id: {"building": one.building, "unit": one.unit}
        for one in uow.rows(HOMES, ids=[each.household_id for each in found["items"]])
    }
    return found | {
        "items": [
            {name: getattr(one, name) for name in SHOWN}
            | homes.get(one.household_id, NOWHERE)
            | {"entries": sides[one.id]}
            for one in found["items"]
        ]
    }
