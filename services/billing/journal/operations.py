"""The journal: postings with their entries, as they were booked (B09)."""

from collections import defaultdict
from datetime import time, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.request_types import ListJournalRequest
from foundation.clock import at_local
from foundation.storage.listing import Listing
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.ledger.tables import LedgerEntry, LedgerPosting

POSTINGS: Final = LedgerPosting.__table__.c
ENTRIES: Final = LedgerEntry.__table__.c
HOME: Final = household_replica.c
JOURNAL: Final = Listing(
    select(
        POSTINGS.id, POSTINGS.at, POSTINGS.kind, POSTINGS.household_id, POSTINGS.reference,
        POSTINGS.reverses, POSTINGS.community_id, HOME.building, HOME.unit,
    ).join(household_replica, HOME.household_id == POSTINGS.household_id),
    POSTINGS.id,
    {
        "since": POSTINGS.at >= bindparam("first"),
        "until": POSTINGS.at < bindparam("after"),
        "kind": POSTINGS.kind == bindparam("kind"),
        "household_id": POSTINGS.household_id == bindparam("household_id"),
    },
)  # fmt: skip
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
    return found | {"items": [{**one._mapping, "entries": sides[one.id]} for one in found["items"]]}
