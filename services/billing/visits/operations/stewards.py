"""Whose visit it is: the steward of the building, or whom a supervisor names (B04).

Nobody's absence makes a visit unreachable: it goes to whoever looks after the building by now.
"""

from typing import Any

from sqlalchemy import Select, select

from contracts.billing.request_types import AssignVisitRequest, NothingRequest
from contracts.billing.visits import NotASteward, VisitClosed, VisitStatus
from contracts.directory.event_types import PersonChangedData
from contracts.roles import Role
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.replica.handlers import on_person_changed as keep_person
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.cases.tables import DunningCase
from services.billing.visits.operations.following import all_stewards, notify, publish_withdrawn
from services.billing.visits.queries import views
from services.billing.visits.rules import Door, Steward, assign
from services.billing.visits.tables import Visit


def on_person_changed(uow: UnitOfWork, event: Envelope[PersonChangedData]) -> None:
    """Keep a person; in each community the visits of whoever left, or of buildings now looked
    after, move."""
    keep_person(uow, event)
    theirs = to_be_made(event.data["person_id"])
    where = theirs.with_only_columns(Visit.community_id).distinct()
    for community in uow.session.scalars(where).all():
        with uow.within(community):
            hand_over(uow, event.data["person_id"])


def to_be_made(person_id: str) -> Select[Visit]:
    """The visits that a person has to make, and those that nobody has."""
    return (
        select(Visit)
        .where(Visit.status == VisitStatus.ASSIGNED)
        .where((Visit.steward_id == person_id) | Visit.steward_id.is_(None))
    )


def hand_over(uow: UnitOfWork, person_id: str) -> None:
    """Give every visit that a person has no longer, or that nobody has, to who is there for it."""
    stewards = {one.person_id: one for one in all_stewards(uow)}
    waiting = list(
        uow.session.scalars(to_be_made(person_id).order_by(Visit.route_key).with_for_update())
    )
    moving = [visit for visit in waiting if not keeps(visit, stewards)]
    doors = {
        visit.household_id: Door(
            visit.household_id, visit.building, visit.unit, visit.floor, visit.two_persons
        )
        for visit in moving
    }
    lists = assign(list(doors.values()), list(stewards.values()))
    holders = {door.household_id: key for key, found in lists.items() for door in found}
    for steward_id in dict.fromkeys(holders[visit.household_id] for visit in moving):
        theirs = [visit for visit in moving if holders[visit.household_id] == steward_id]
        give(uow, theirs, stewards.get(steward_id or ""))


def keeps(visit: Visit, stewards: dict[str, Steward]) -> bool:
    """Whether a visit stays with whom it was given to."""
    holder = stewards.get(visit.steward_id or "")
    return holder is not None and (visit.by_hand or visit.building in holder.buildings)


def give(uow: UnitOfWork, visits: list[Visit], steward: Steward | None) -> None:
    """Put visits on a steward's list and say so; None: on the supervisor's."""
    changed = [one for one in visits if one.steward_id != (steward and steward.person_id)]
    publish_withdrawn(uow, changed)
    for visit in changed:
        visit.steward_id = steward.person_id if steward else None
        visit.steward_name = steward.name if steward else None
        visit.by_hand = False
        visit.stewardless_told_at = None
    if steward and changed:
        by = max(visit.visit_by for visit in changed)
        cases = uow.session.scalars(
            select(DunningCase).where(DunningCase.id.in_([one.case_id for one in changed]))
        )
        notify(uow, steward.person_id, by, list(cases))


def assign_by_hand(uow: UnitOfWork, data: AssignVisitRequest) -> dict[str, Any]:
    """Give a visit to a steward, whoever's building it is."""
    visit = uow.load(Visit, data["visit_id"])
    if visit.status != VisitStatus.ASSIGNED:
        raise VisitClosed
    person = replica.person(uow, data["steward_id"])
    if person is None or not person.active or Role.STEWARD not in person.roles:
        raise NotASteward(field="steward_id")
    give(uow, [visit], Steward(person.person_id, person.name, frozenset(person.buildings)))
    visit.by_hand = True
    uow.session.flush()
    uow.subject("visit", visit.id)
    return views(uow, [visit])[0]


def list_stewards(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """Who may be given a visit."""
    return {
        "items": [
            {"person_id": one.person_id, "name": one.name, "buildings": sorted(one.buildings)}
            for one in all_stewards(uow)
        ]
    }
