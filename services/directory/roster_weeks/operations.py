"""A week of the roster: shown by its turns, and filled from the week before (C09, D05)."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final

from sqlalchemy import select

from contracts.directory.request_types import CopyRosterWeekRequest, RosterWeekRequest
from contracts.directory.roster import Duty
from contracts.directory.roster_weeks import NotCopied
from foundation.clock import at_local, local_date
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import enter_named
from services.directory.communities.rules import held_in, names
from services.directory.people.queries import staff
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.roster import operations as roster
from services.directory.roster.rules import Span, gaps, qualifies
from services.directory.roster.tables import Shift
from services.directory.roster_weeks.rules import A_WEEK, Turn, monday, turns

SHOWN: Final = roster.NAMED.where(roster.TOUCHING).order_by(
    roster.SHIFTS.starts_at, roster.SHIFTS.id
)


def week(uow: UnitOfWork, data: RosterWeekRequest) -> dict[str, Any]:
    """A week by the turns of the community that the unit is in, with who may be put in."""
    begins_on = monday(data["day"] or local_date(uow.now))
    found = turns(begins_on, changes(uow))
    period = {
        "since": min(one.span.start for one in found),
        "until": max(one.span.end for one in found),
    }
    hours = uow.rows(roster.HOURS, **period)
    return {
        "begins_on": begins_on,
        "turns": [turn_view(one, hours) for one in found],
        "shifts": uow.rows(SHOWN, **period),
        "people": candidates(uow),
    }


def changes(uow: UnitOfWork) -> Mapping[Duty, tuple[str, ...]]:
    """At which times of day each duty changes hands, by policy."""
    policy = uow.policy(DirectoryPolicy)
    return {
        Duty.DESK: policy.desk_changes,
        Duty.ENGINEER: policy.engineer_changes,
        Duty.DUTY_MANAGER: policy.duty_manager_changes,
    }


def turn_view(turn: Turn, hours: Any) -> dict[str, Any]:
    """A turn, and when in it nobody is on duty."""
    spans = [Span(row.starts_at, row.ends_at) for row in hours if row.duty == turn.duty]
    uncovered = gaps((one for one in spans if one.end > turn.span.start), turn.span)
    return {
        "duty": turn.duty,
        "starts_at": turn.span.start,
        "ends_at": turn.span.end,
        "gaps": [
            {"duty": turn.duty, "starts_at": one.start, "ends_at": one.end} for one in uncovered
        ],
    }


def candidates(uow: UnitOfWork) -> list[dict[str, Any]]:
    """Who can be put in where the unit is, by name."""
    found = []
    for person in staff(uow):
        held = names(held_in(person.grants, uow.community))
        if duties := [duty for duty in Duty if qualifies(held, duty)]:
            found.append({"id": person.id, "name": person.name, "duties": duties})
    return sorted(found, key=lambda one: (one["name"], one["id"]))


def copy(uow: UnitOfWork, data: CopyRosterWeekRequest) -> dict[str, Any]:
    """Enter the shifts that began in the week before once more, seven days later.

    What is entered already is left as it is. Nobody is put in who may not be, in the past, or
    twice at once; those are told. Raise `CommunityNotChosen` where one of several must be named.
    """
    place = enter_named(uow, data["community_code"])
    since = at_local(monday(data["day"]), time())
    before = before_since(uow, since, place)
    lock(uow, before)
    known = {
        (one.person_id, one.duty, one.starts_at)
        for one in uow.session.scalars(began_within(since, place))
    }
    copied, left_out = 0, []
    for shift in before:
        if (shift.person_id, shift.duty, shift.starts_at + A_WEEK) in known:
            continue
        reason = why_not(uow, shift, place)
        if reason is not None:
            left_out.append(told(shift, reason))
            continue
        enter_again(uow, shift, place)
        copied += 1
    return {"copied": copied, "left_out": left_out}


def began_within(since: Any, place: str | None) -> Any:
    """Shifts of a place that begin within the seven days."""
    return (
        select(Shift)
        .where(
            Shift.starts_at >= since,
            Shift.starts_at < since + A_WEEK,
            Shift.cancelled.is_(False),
            Shift.community_id.is_not_distinct_from(place),
        )
        .order_by(Shift.starts_at, Shift.id)
    )


def before_since(uow: UnitOfWork, since: Any, place: str | None) -> list[Shift]:
    """The shifts of the week before."""
    return list(uow.session.scalars(began_within(since - A_WEEK, place)))


def lock(uow: UnitOfWork, shifts: list[Shift]) -> None:
    """Lock whom they are of, in one order: nobody is put in elsewhere meanwhile."""
    ids = {one.person_id for one in shifts}
    people = select(Person).where(Person.id.in_(ids)).order_by(Person.id)
    uow.session.scalars(people.with_for_update()).all()


def why_not(uow: UnitOfWork, shift: Shift, place: str | None) -> NotCopied | None:
    """Why a shift has no copy; None where it has."""
    if shift.ends_at + A_WEEK <= uow.now:
        return NotCopied.OVER
    duty = Duty(shift.duty)
    if not roster.may_have(shift.person, place, duty):
        return NotCopied.NOT_QUALIFIED
    span = Span(shift.starts_at + A_WEEK, shift.ends_at + A_WEEK)
    return NotCopied.ON_DUTY if roster.is_on_duty(uow, shift.person_id, duty, span) else None


def enter_again(uow: UnitOfWork, shift: Shift, place: str | None) -> None:
    """The same shift, seven days later."""
    made = roster.new_shift(uow, place)
    made.person, made.person_id = shift.person, shift.person_id
    made.duty, made.cancelled = shift.duty, False
    made.starts_at, made.ends_at = shift.starts_at + A_WEEK, shift.ends_at + A_WEEK
    roster.duty_changed(uow, made)


def told(shift: Shift, reason: NotCopied) -> dict[str, Any]:
    """A shift that has no copy."""
    return {
        "person_name": shift.person_name,
        "duty": shift.duty,
        "starts_at": shift.starts_at + A_WEEK,
        "reason": reason,
    }
