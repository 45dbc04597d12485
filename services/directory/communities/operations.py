"""The communities that there are, the event about one, and their buildings (P01)."""

from collections.abc import Set
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from contracts.directory.communities import CommunityTaken
from contracts.directory.events import CommunityChanged
from contracts.directory.request_types import CreateCommunityRequest, NothingRequest
from contracts.places import building_key
from foundation import scope
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Building, Community

COMMUNITIES = select(Community.__table__).order_by(Community.__table__.c.id)


def create(uow: UnitOfWork, data: CreateCommunityRequest) -> dict[str, Any]:
    """Enter another community; raise `CommunityTaken` where there is one of its code."""
    community = Community(id=uow.new_id(), version=0, created_at=uow.now, **data)
    uow.session.add(community)
    try:
        uow.session.flush()
    except IntegrityError as error:
        raise CommunityTaken(field="code", code=data["code"]) from error
    community_changed(uow, community)
    return community_view(community)


def list_communities(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """The communities that the caller has to do with, the first one first."""
    rows = uow.rows(COMMUNITIES)
    return {"items": [community_view(one) for one in rows if scope.current().sees(one.id)]}


def community_view(community: Community) -> dict[str, Any]:
    """A community."""
    names = ("id", "name", "code", "version")
    return {name: getattr(community, name) for name in names}


def community_changed(uow: UnitOfWork, community: Community) -> None:
    """Count the community's version up and publish the new state."""
    community.version += 1
    uow.subject("community", community.id)
    uow.emit(CommunityChanged, community.id, community_event(community))


def community_event(community: Community) -> dict[str, Any]:
    """The payload of `community_changed`: the whole state."""
    return {
        "community_id": community.id,
        "version": community.version,
        "name": community.name,
        "code": community.code,
    }


def enter_named(uow: UnitOfWork, code: str | None) -> str | None:
    """Go on in the community with this code, and return its id; without a code in that of the
    caller, or for all of them (None) where the caller acts for the company. Raise `NotFound` for
    one that is out of scope, `NoCommunity` where one of several must be named."""
    if code is not None:
        found = uow.session.scalar(select(Community.id).where(Community.code == code))
        if found is None or not scope.current().sees(found):
            raise NotFound(field="community_code")
        uow.enter(found)
    present = scope.current()
    return None if present == scope.ALL else scope.here()


def covers_all(uow: UnitOfWork, communities: Set[str | None] | None) -> bool:
    """Whether these are all the communities that there are; None: they are."""
    return communities is None or communities >= set(uow.session.scalars(select(Community.id)))


def building_called(uow: UnitOfWork, name: str) -> Building:
    """The building of the community at hand that is called so, entered where there is none.

    It keeps its label if it is known by another word for it (`A座`, where `A栋` is asked for).
    """
    here = scope.here()
    found = (
        select(Building)
        .where(Building.community_id == here, Building.key == building_key(name))
        .order_by(Building.name != name, Building.id)
    )
    known = uow.session.scalars(found).first()
    if known is None:
        enter_building(uow, here, name)
        known = uow.session.scalars(found).one()
    return known


def enter_building(uow: UnitOfWork, community_id: str, name: str) -> None:
    """Enter a building unless there is one of this name, even if somebody does so just now."""
    row = {"id": uow.new_id(), "community_id": community_id, "name": name}
    uow.session.execute(uow.insert_ignoring(Building.__table__), row)
