"""Homes that a sheet would enter once more, in another community (P01).

A sheet that was exported, and whose column 项目 was written over, would not move them: their debts,
cases and work orders would stay behind, with a household that nobody lives in.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.households import Relation
from foundation import replica
from foundation.scope import Scope
from foundation.storage.store import Store
from services.directory.household_sheet.rules.errors import RowError
from services.directory.household_sheet.rules.rows import HouseholdRow
from services.directory.households.tables import Household, Member
from services.directory.policy import DirectoryPolicy

HOME: Final = Household.__table__.c
OWNER: Final = Member.__table__.c
HOMES: Final = (
    select(HOME.place_key, HOME.community_id, OWNER.name, OWNER.phone)
    .join(Member.__table__, OWNER.household_id == HOME.id)
    .where(OWNER.relation == Relation.OWNER, OWNER.until.is_(None))
    .where(HOME.place_key.in_(bindparam("keys", expanding=True)))
)


def without_moved(
    store: Store, sight: Scope, here: str, rows: list[HouseholdRow]
) -> tuple[list[HouseholdRow], list[RowError]]:
    """The rows but those of homes that are not here, but with the same owner in another community
    of those in sight: no sheet moves a household."""
    moved: dict[int, str] = {}
    with store.read(scope=sight) as uow:
        names = {one.community_id: one.name for one in replica.communities(uow)}
        for chunk in chunks(rows, uow.policy(DirectoryPolicy).import_chunk_rows):
            there = [one._mapping for one in uow.rows(HOMES, keys={row.key for row in chunk})]
            known = {one["place_key"] for one in there if one["community_id"] == here}
            for row in chunk:
                if row.key not in known and (one := same_home(row, there)):
                    moved[row.row] = names.get(one["community_id"], "")
    errors = [RowError(row, "community", "moved", community=name) for row, name in moved.items()]
    return [row for row in rows if row.row not in moved], errors


def same_home(row: HouseholdRow, homes: Sequence[Any]) -> Any | None:
    """The home that a row is about, by its place and an owner's name and telephone."""
    wanted = (row.key, row.owner_name, row.phone)
    found = (one for one in homes if (one["place_key"], one["name"], one["phone"]) == wanted)
    return next(found, None)


def chunks(rows: Sequence[HouseholdRow], size: int) -> Iterator[Sequence[HouseholdRow]]:
    """The rows in groups."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
