"""What is the company's or a community's own (P01): whose it is that somebody changes, and which
holds (docs/adr/041-the-companys-or-its-own.md).
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Select, select

from foundation import scope
from foundation.errors import NotFound
from foundation.policy import Source
from foundation.storage.tables import community_replica
from foundation.storage.unit_of_work import UnitOfWork

COMMUNITIES: Final = select(
    community_replica.c.community_id.label("id"), community_replica.c.code, community_replica.c.name
).order_by(community_replica.c.community_id)


class HasOwner(Protocol):
    """A row that is a community's own or, with None, the company's."""

    community_id: Any


Row = TypeVar("Row", bound=HasOwner)
Key = TypeVar("Key", bound=Hashable)


def communities(uow: UnitOfWork, known: Select[Any] = COMMUNITIES) -> dict[str, Any]:
    """All communities by id, the first one first."""
    return {row.id: row for row in uow.rows(known)}


def chosen(uow: UnitOfWork, named: str | None, known: Select[Any] = COMMUNITIES) -> str | None:
    """Go on in a community that is named by its code or id, and return its id; None: the company.
    Raise `NotFound` for one out of scope. With one community there is the company alone (P01)."""
    there = communities(uow, known)
    if not named:
        alone = scope.current().community
        return alone if alone and len(there) > 1 else None
    found = next((one for one in there.values() if named in (one.id, one.code)), None)
    if found is None or not scope.current().sees(found.id):
        raise NotFound(field="community")
    uow.enter(found.id)
    return str(found.id) if len(there) > 1 else None


def owner(
    uow: UnitOfWork, named: str | None = None, known: Select[Any] = COMMUNITIES
) -> str | None:
    """Whose somebody changes (P01): that of the community that is named; else the company's (None)
    if the role is held for all of it or there is but one, else the own community's. Raise
    `NoCommunity` where the role is held in several and none is named."""
    place = chosen(uow, named, known)
    if place is None and not named and scope.current().communities is not None:
        return scope.here() if len(communities(uow, known)) > 1 else None
    return place


def holding(rows: Iterable[Row], place: str | None, key: Callable[[Row], Key]) -> dict[Key, Row]:
    """The rows that hold in a community, by what tells them apart: its own before the company's.
    Without a community the company's."""
    seen = [one for one in rows if one.community_id in (None, place)]
    return {key(one): one for one in sorted(seen, key=lambda one: one.community_id is not None)}


def source(row: HasOwner | None) -> Source:
    """Where what holds comes from; None: it is as it was shipped."""
    if row is None:
        return Source.CODE
    return Source.COMPANY if row.community_id is None else Source.COMMUNITY
