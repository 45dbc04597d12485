"""What the members of a household have, with whose each is (D06)."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, select

from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.queries.entries import require_belonging
from services.directory.households.tables import Household, Member

MEMBERS: Final = Member.__table__.c


def listing_of(model: type[Any]) -> Listing:
    """The list of a kind of things of one household."""
    table = model.__table__
    left = MEMBERS.until.is_not(None).label("member_left")
    source = (
        select(table, MEMBERS.name.label("member_name"), left)
        .join(Member.__table__, MEMBERS.id == table.c.member_id)
        .where(table.c.household_id == bindparam("household_id"))
    )
    return Listing(source, table.c.id, {"present": table.c.until.is_(None)})


def listed(uow: UnitOfWork, listing: Listing, data: Mapping[str, Any]) -> dict[str, Any]:
    """One page of a kind of things; residents see their own side's."""
    require_belonging(uow, uow.load(Household, data["household_id"]))
    return listing.page(uow, data, [] if data["ended"] else ["present"])


def with_member(row: Any, member: Member) -> dict[str, Any]:
    """A thing with whose it is."""
    columns = {column.key: getattr(row, column.key) for column in row.__table__.c}
    return columns | {"member_name": member.name, "member_left": member.until is not None}
