"""What the directory keeps how long (P08): who looked at whole numbers and what for, and what was
once a household's and is no more."""

from typing import Any

from foundation import retention
from foundation.storage.sealed import seal_open
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.api_keys.tables import ApiKey
from services.directory.holdings.operations import KINDS
from services.directory.household_notes.tables import HouseholdNote
from services.directory.households.tables import Member
from services.directory.key_households.tables import KeyCall, KeyHousehold
from services.directory.privacy.tables import Look

LOOKS: Any = Look.__table__
MEMBERS: Any = Member.__table__
CALLS: Any = KeyCall.__table__


def seal_numbers(uow: UnitOfWork, _policy: Any) -> bool:
    """Seal identity numbers that were entered where there was no secret (P08)."""
    return seal_open(uow, MEMBERS, "id_number")


def ended(model: Any) -> retention.RetentionRule:
    """What has ended is deleted in the end."""
    table = model.__table__
    older = retention.since(table.c.until)
    return retention.RetentionRule(table, "keep_ended_days", older, table.c.until)


KEYS: Any = ApiKey.__table__

RULES = (
    retention.RetentionRule(LOOKS, "keep_looks_days", retention.by_id(LOOKS), LOOKS.c.id),
    retention.RetentionRule(CALLS, "keep_ended_days", retention.by_id(CALLS), CALLS.c.id),
    retention.RetentionRule(
        KEYS, "keep_ended_days", retention.since(KEYS.c.expires_at), KEYS.c.expires_at
    ),
    *map(ended, (*KINDS, HouseholdNote, KeyHousehold)),
)
