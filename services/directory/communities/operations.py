"""The communities that there are, the event that tells of one, and their buildings (P01)."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from contracts.directory.communities import CommunityTaken
from contracts.directory.events import CommunityChanged
from contracts.directory.request_types import CreateCommunityRequest, NothingRequest
from contracts.places import building_key
from foundation import scope
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Building, Community


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
    rows = uow.session.scalars(select(Community).order_by(Community.id))
    return {"items": [community_view(one) for one in rows if scope.current().sees(one.id)]}


def community_view(community: Community) -> dict[str, Any]:
    """A community."""
    names = ("id", "name", "code", "version")
    return {name: getattr(community, name) for name in names}


def community_changed(uow: UnitOfWork, community: Community) -> None:
    """Count the community's version up and tell the new state."""
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
