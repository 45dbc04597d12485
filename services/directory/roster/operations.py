"""The duty roster (值班表): shifts, who is on duty, where nobody is (D05, C09)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, exists, select, table

from contracts.directory.events import DutyChanged
from contracts.directory.request_types import (
    CancelShiftRequest,
    ListShiftsRequest,
    OnDutyRequest,
    PutShiftRequest,
    RosterGapsRequest,
)
from contracts.directory.roster import (
    Duty,
    NotQualifiedForDuty,
    ShiftBegun,
    ShiftOver,
    ShiftOverlaps,
)
from foundation import scope
from foundation.errors import Forbidden, InvalidInput
from foundation.payload import rest
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import covers_all, enter_named
from services.directory.communities.rules import held_in, names
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.roster.rules import PRESENT, Span, gaps, qualifies
from services.directory.roster.tables import Shift

LISTED = timedelta(days=7)
SHIFTS: Final = Shift.__table__.c
NAMED: Final = select(Shift.__table__, Person.__table__.c.name.label("person_name")).join(
    Person.__table__, Person.__table__.c.id == SHIFTS.person_id
)
"""Shifts with whom each is of."""
TOUCHING: Final = and_(
    SHIFTS.starts_at < bindparam("until"),
    SHIFTS.ends_at > bindparam("since"),
    SHIFTS.cancelled.is_(False),
)
"""That a shift takes place and has a part in a period."""
LIST: Final = Listing(
    NAMED.where(TOUCHING),
    SHIFTS.id,
    {name: SHIFTS[name] == bindparam(name) for name in ("duty", "person_id")},
    by=SHIFTS.starts_at,
)
ON_DUTY: Final = NAMED.where(
    SHIFTS.starts_at <= bindparam("at"),
    SHIFTS.ends_at > bindparam("at"),
    SHIFTS.cancelled.is_(False),
).order_by(SHIFTS.duty, SHIFTS.starts_at, SHIFTS.id)
AHEAD: Final = NAMED.where(
    SHIFTS.person_id == bindparam("person_id"),
    SHIFTS.ends_at > bindparam("since"),
    SHIFTS.cancelled.is_(False),
).order_by(SHIFTS.starts_at, SHIFTS.id)
HOURS: Final = (
    select(SHIFTS.duty, SHIFTS.starts_at, SHIFTS.ends_at)
    .join(Person.__table__, Person.__table__.c.id == SHIFTS.person_id)
    .where(TOUCHING, Person.__table__.c.active)
)
"""Hours somebody is on duty: who has left is not."""
ANYWHERE: Final = table(Shift.__tablename__, *(column._copy() for column in SHIFTS)).c
"""The shifts of all communities: one who stands at one desk stands at no other."""
PRESENT_ELSEWHERE: Final = select(
    exists().where(
        ANYWHERE.person_id == bindparam("person_id"),
        ANYWHERE.duty.in_(PRESENT),
        ANYWHERE.starts_at < bindparam("until"),
        ANYWHERE.ends_at > bindparam("since"),
        ANYWHERE.cancelled.is_(False),
        ANYWHERE.id != bindparam("shift_id"),
    )
)


def put(uow: UnitOfWork, data: PutShiftRequest) -> Shift:
    """Enter a shift; or move it, or give it to somebody else.

    Raise `NotQualifiedForDuty`, also for who holds no such role there, `ShiftOverlaps`,
    `ShiftOver` for the past, or `ShiftBegun` for what is under way.
    """
    shift_id = data["shift_id"]
    known = changeable(uow, shift_id) if shift_id else None
    place = known.community_id if known else enter_named(uow, data["community_code"])
    person = uow.load(Person, data["person_id"])
    if known is not None:
        require_not_begun(uow, known, data)
    if not may_have(person, place, Duty(data["duty"])):
        raise NotQualifiedForDuty(field="person_id", name=person.name)
    if data["ends_at"] <= uow.now:
        raise ShiftOver(field="ends_at")
    require_free(uow, shift_id, data)
    shift = known or new_shift(uow, place)
    shift.person = person
    for name, value in rest(data, "shift_id", "community_code").items():
        setattr(shift, name, value)
    shift.cancelled = False
    duty_changed(uow, shift)
    return shift


def may_have(person: Person, place: str | None, duty: Duty) -> bool:
    """Whether somebody can be put in for a duty of a community, or of all of them (None)."""
    return person.active and qualifies(names(held_in(person.grants, place)), duty)


def require_not_begun(uow: UnitOfWork, shift: Shift, data: PutShiftRequest) -> None:
    """Raise `ShiftBegun` where more than the end is to change of a shift that is under way: who
    was on duty stays on record."""
    if shift.starts_at >= uow.now:
        return
    for name in ("person_id", "duty", "starts_at"):
        if getattr(shift, name) != data[name]:  # type: ignore[literal-required]
            raise ShiftBegun(field=name)


def new_shift(uow: UnitOfWork, place: str | None) -> Shift:
    """A shift that is filled by the caller: of a community, or of all."""
    shift = Shift(id=uow.new_id(), version=0, community_id=place)
    uow.session.add(shift)
    return shift


def changeable(uow: UnitOfWork, shift_id: str) -> Shift:
    """A shift that is not over; raise `ShiftOver`, `StaleEdit`, and `Forbidden` for one of all
    communities unless the caller may in each (P01)."""
    shift = uow.load(Shift, shift_id)
    if shift.community_id is None and not covers_all(uow, scope.current().communities):
        raise Forbidden
    uow.check_version(shift)
    if shift.ends_at <= uow.now:
        raise ShiftOver
    return shift


def require_free(uow: UnitOfWork, shift_id: str | None, data: PutShiftRequest) -> None:
    """Raise `ShiftOverlaps` if the person is on duty then; the person's row is locked."""
    span = Span(data["starts_at"], data["ends_at"])
    with uow.session.no_autoflush:
        if is_on_duty(uow, data["person_id"], Duty(data["duty"]), span, shift_id):
            raise ShiftOverlaps(field="starts_at")


def is_on_duty(
    uow: UnitOfWork, person_id: str, duty: Duty, span: Span, shift_id: str | None = None
) -> bool:
    """Whether somebody has that duty here then, or is at another desk or on another way, in
    whichever community; apart from one shift."""
    same = touching(span.start, span.end).where(
        Shift.person_id == person_id, Shift.duty == duty, Shift.id != (shift_id or "")
    )
    if uow.session.scalars(same.limit(1)).first():
        return True
    values = {
        "person_id": person_id, "since": span.start, "until": span.end, "shift_id": shift_id or "",
    }  # fmt: skip
    return duty in PRESENT and bool(uow.session.scalar(PRESENT_ELSEWHERE, values))


def cancel(uow: UnitOfWork, data: CancelShiftRequest) -> Shift:
    """The shift does not take place, or ends now where it has begun; again does nothing."""
    shift = changeable(uow, data["shift_id"])
    if not shift.cancelled:
        if shift.starts_at < uow.now:
            shift.ends_at = uow.now
        else:
            shift.cancelled = True
        duty_changed(uow, shift)
    return shift


def list_shifts(uow: UnitOfWork, data: ListShiftsRequest) -> dict[str, Any]:
    """Shifts that touch a period, by their beginning."""
    since, until = period(uow, data, LISTED)
    return LIST.page(uow, data, since=since, until=until)


def shifts_ahead(uow: UnitOfWork, person_id: str) -> Sequence[Any]:
    """The shifts of somebody that are not over."""
    return uow.rows(AHEAD, person_id=person_id, since=uow.now)


def who_is_on_duty(uow: UnitOfWork, data: OnDutyRequest) -> dict[str, Any]:
    """Everybody on duty at a moment, by default now."""
    at = data["at"] or uow.now
    return {"at": at, "shifts": uow.rows(ON_DUTY, at=at)}


def roster_gaps(uow: UnitOfWork, data: RosterGapsRequest) -> dict[str, Any]:
    """Hours nobody is on duty, by default in the coming two days (C09)."""
    outlook = timedelta(hours=uow.policy(DirectoryPolicy).roster_outlook_hours)
    since, until = period(uow, data, outlook)
    shifts = uow.rows(HOURS, since=since, until=until)
    found = [
        {"duty": duty, "starts_at": gap.start, "ends_at": gap.end}
        for duty in Duty
        for gap in gaps(
            (Span(shift.starts_at, shift.ends_at) for shift in shifts if shift.duty == duty),
            Span(since, until),
        )
    ]
    return {"items": sorted(found, key=lambda gap: (gap["starts_at"], gap["duty"]))}


def touching(since: datetime, until: datetime) -> Select[Shift]:
    """Shifts that take place and have a part in the period."""
    return select(Shift).where(
        Shift.starts_at < until, Shift.ends_at > since, Shift.cancelled.is_(False)
    )


def period(
    uow: UnitOfWork, data: RosterGapsRequest, length: timedelta
) -> tuple[datetime, datetime]:
    """The period asked for, or `length` from now; raise `InvalidInput` if it ends too early."""
    since = data["since"] or uow.now
    until = data["until"] or since + length
    if until <= since:
        raise InvalidInput("The period ends before it begins.", field="until")
    return since, until


def duty_changed(uow: UnitOfWork, shift: Shift) -> None:
    """Count the shift's version up and publish its new state."""
    shift.version = (shift.version or 0) + 1
    uow.subject("shift", shift.id)
    uow.emit(DutyChanged, shift.id, duty_event(shift))


def duty_event(shift: Shift) -> dict[str, Any]:
    """The payload of `duty_changed`: the whole state."""
    return {
        "shift_id": shift.id,
        "version": shift.version,
        "person_id": shift.person_id,
        "duty": shift.duty,
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
        "cancelled": shift.cancelled,
    }
