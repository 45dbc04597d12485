"""What the directory keeps how long (P08): who looked at whole numbers and what for, and what was
once a household's and is no more."""

from typing import Any

from foundation import retention
from services.directory.api_keys.tables import ApiKey
from services.directory.holdings.operations import KINDS
from services.directory.household_notes.tables import HouseholdNote
from services.directory.key_households.tables import KeyCall, KeyHousehold
from services.directory.privacy.tables import Look

LOOKS: Any = Look.__table__
CALLS: Any = KeyCall.__table__


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
