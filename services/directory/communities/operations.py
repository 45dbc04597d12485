"""The communities that there are, the event about one, and their buildings (P01)."""

from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from contracts.directory.changes import NothingToChange
from contracts.directory.communities import (
    BuildingInUse,
    CommunityNameTaken,
    CommunityTaken,
    CommunityUnnamed,
    CompanyOnly,
)
from contracts.directory.events import CommunityChanged
from contracts.directory.request_types import (
    ChangeCommunityRequest,
    CreateCommunityRequest,
    GetCommunityRequest,
    NothingRequest,
)
from contracts.places import building_key, canonical_building
from contracts.roles import Role
from foundation import scope
from foundation.errors import CommunityClosed, NotFound, Said
from foundation.natural_sort import natural_key
from foundation.payload import rest
from foundation.replica.handlers import put
from foundation.storage.tables import community_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Building, Community

COMMUNITIES: Final = select(Community.__table__).order_by(Community.__table__.c.id)
CODES: Final = select(Community.id, Community.code)
HOUSES: Final = select(Building.name).where(Building.community_id == bindparam("community"))
NAMED: Final = "id", "name", "name_en", "code", "address", "service_phone", "hours", "version"
"""What a community is told with, beside whether it is closed."""


def create(uow: UnitOfWork, data: CreateCommunityRequest) -> dict[str, Any]:
    """Enter another community, with its houses.

    Raise `CompanyOnly` for who administers some of the communities, `CommunityTaken` and
    `CommunityNameTaken` where another is called so, `CommunityUnnamed` while the one that is there
    has no name and code.
    """
    require_everywhere(uow)
    known = locked(uow)
    if not all(one.name and one.code for one in known):
        raise CommunityUnnamed
    require_apart(known, data)
    community = Community(id=uow.new_id(), version=0, created_at=uow.now, **rest(data, "buildings"))
    uow.session.add(community)
    uow.session.flush()
    have_buildings(uow, community.id, data["buildings"])
    community_changed(uow, community)
    return whole_view(uow, community)


def change(uow: UnitOfWork, data: ChangeCommunityRequest) -> dict[str, Any]:
    """Change what is named. Raise `NothingToChange`, `NotFound`, and as `create` and
    `have_buildings` do."""
    changes = rest(data, "community_id", "buildings")
    if not changes and "buildings" not in data:
        raise NothingToChange
    known = locked(uow)
    community = of_known(known, data["community_id"])
    uow.check_version(community)
    require_apart([one for one in known if one is not community], changes)
    for name, value in changes.items():
        setattr(community, name, value)
    if "buildings" in data:
        have_buildings(uow, community.id, data["buildings"])
    community_changed(uow, community)
    return whole_view(uow, community)


def locked(uow: UnitOfWork) -> list[Community]:
    """All communities, locked: who names one waits for who names another."""
    every = select(Community).order_by(Community.id).with_for_update()
    return list(uow.session.scalars(every.execution_options(populate_existing=True)))


def of_known(known: Iterable[Community], community_id: str) -> Community:
    """One of them; raise `NotFound` where it is none, or out of scope."""
    community = next((one for one in known if one.id == community_id), None)
    if community is None or not scope.current().sees(community.id):
        raise NotFound(field="community_id")
    return community


def require_everywhere(uow: UnitOfWork) -> None:
    """Raise `CompanyOnly` for who does not administer all communities that there are."""
    if not administers_all(uow):
        raise CompanyOnly


def administers_all(uow: UnitOfWork) -> bool:
    """Whether the caller may do what is done for the company."""
    return uow.caller.has(Role.ADMIN) and covers_all(uow, uow.caller.communities(Role.ADMIN))


def require_apart(others: Iterable[Community], named: Mapping[str, Any]) -> None:
    """Raise `CommunityTaken` or `CommunityNameTaken` where another is called so already."""
    for one in others:
        if one.code == named.get("code"):
            raise CommunityTaken(field="code", code=one.code)
        if one.name == named.get("name"):
            raise CommunityNameTaken(field="name", name=one.name)


def have_buildings(uow: UnitOfWork, community_id: str, wanted: Iterable[str]) -> None:
    """Have a community consist of these houses, however they are written. Raise `BuildingInUse`
    for one that is left out and has households, or somebody who serves it."""
    labels = {building_key(label): label for label in map(canonical_building, wanted)}
    there = select(Building).where(Building.community_id == community_id)
    known = list(uow.session.scalars(there.order_by(Building.name)))
    for building in known:
        if building.key not in labels:
            take_down(uow, building)
    for key in labels.keys() - {building.key for building in known}:
        enter_building(uow, community_id, labels[key])


def take_down(uow: UnitOfWork, building: Building) -> None:
    """Take a house out that nothing refers to; raise `BuildingInUse` where something does."""
    try:
        with uow.session.begin_nested():
            uow.session.delete(building)
    except IntegrityError as error:
        raise BuildingInUse(field="buildings", building=building.name) from error


def list_communities(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """The communities that the caller has to do with, the first one first."""
    rows = uow.rows(COMMUNITIES)
    return {
        "items": [community_view(one) for one in rows if scope.current().sees(one.id)],
        "can_create": administers_all(uow),
    }


def get(uow: UnitOfWork, data: GetCommunityRequest) -> dict[str, Any]:
    """A community with its houses; raise `NotFound` for one that is out of scope."""
    for one in uow.rows(COMMUNITIES):
        if one.id == data["community_id"] and scope.current().sees(one.id):
            return whole_view(uow, one)
    raise NotFound(field="community_id")


def seen(uow: UnitOfWork, community_id: str) -> None:
    """Raise `NotFound` for a community that is out of scope."""
    get(uow, {"community_id": community_id})


def community_view(community: Any) -> dict[str, Any]:
    """A community."""
    return named(community) | {"closed_at": community.closed_at}


def named(community: Any) -> dict[str, Any]:
    """What a community is called, and where it is."""
    return {name: getattr(community, name) for name in NAMED}


def whole_view(uow: UnitOfWork, community: Any) -> dict[str, Any]:
    """A community with its houses."""
    houses = [row.name for row in uow.rows(HOUSES, community=community.id)]
    return community_view(community) | {
        "closed_reason": community.closed_reason,
        "buildings": sorted(houses, key=natural_key),
    }


def community_changed(uow: UnitOfWork, community: Community) -> None:
    """Count the community's version up and publish the new state."""
    uow.change_recent()
    community.version += 1
    uow.session.flush()
    uow.subject("community", community.id)
    event = community_event(community)
    put(uow, community_replica, event)
    uow.emit(CommunityChanged, community.id, event)


def community_event(community: Community) -> dict[str, Any]:
    """The payload of `community_changed`: the whole state."""
    closed = community.closed_at is not None
    return {"community_id": community.id, **rest(named(community), "id"), "closed": closed}


def enter_named(uow: UnitOfWork, code: str | None) -> str | None:
    """Go on in the community with this code, and return its id; without a code in that of the
    caller, or for all of them (None) where the caller acts for the company. Raise `NotFound` for
    one that is out of scope, `NoCommunity` where one of several must be named."""
    if code is not None:
        uow.enter(community_called(uow, code, field="community_code"))
        return scope.here()
    return None if scope.current().of_company else scope.here()


def community_called(uow: UnitOfWork, code: str, *, field: str) -> str:
    """Id of the community with this code; raise `NotFound` for one that is out of scope, and
    `CommunityClosed` for a closed one where something new begins."""
    found: str | None = uow.session.scalar(select(Community.id).where(Community.code == code))
    if found is None or not scope.current().sees(found):
        raise NotFound(field=field)
    scope.require_open(found)
    return found


def require_looked_after(
    uow: UnitOfWork, places: Iterable[str | None], field: str | None = None
) -> None:
    """Raise `CommunityClosed` where somebody is to have something to do from now on in one of
    these places, and it is closed."""
    wanted = set(places) - {None}
    for one in uow.rows(COMMUNITIES) if wanted else ():
        if one.id in wanted and one.closed_at is not None:
            raise CommunityClosed(field=field, name=called(one))


def called(community: Any) -> Said:
    """What a community is called in both languages."""
    return Said(community.name, community.name_en or community.name)


def community_codes(uow: UnitOfWork) -> dict[str, str]:
    """The codes of all communities, by their ids."""
    return uow.recently("community codes", lambda: {one.id: one.code for one in uow.rows(CODES)})


def covers_all(uow: UnitOfWork, communities: Set[str | None] | None) -> bool:
    """Whether these are all the communities that there are; None: they are."""
    return communities is None or communities >= {one.id for one in uow.rows(COMMUNITIES)}


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
