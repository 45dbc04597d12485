"""The duty roster (值班表): shifts, who is on duty, where nobody is (D05, C09)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from contracts.directory.codes import Duty
from contracts.directory.events import DutyChanged
from contracts.directory.refusals import NotQualifiedForDuty, ShiftOver, ShiftOverlaps
from foundation.errors import InvalidInput
from foundation.storage.paging import sorted_page
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.roster.rules import Span, gaps, qualifies
from services.directory.roster.tables import Shift

LISTED = timedelta(days=7)


def put(work: UnitOfWork, data: dict[str, Any]) -> Shift:
    """Enter a shift; or move it, or give it to somebody else.

    Raise `NotQualifiedForDuty`, `ShiftOverlaps`, or `ShiftOver` for the past.
    """
    shift_id = data.pop("shift_id")
    person = work.load(Person, data["person_id"])
    if not person.active or not qualifies(set(person.roles), Duty(data["duty"])):
        raise NotQualifiedForDuty(field="person_id", name=person.name)
    if data["ends_at"] <= work.now:
        raise ShiftOver(field="ends_at")
    require_free(work, shift_id, data)
    shift = changeable(work, shift_id) if shift_id else new_shift(work)
    shift.person = person
    for name, value in data.items():
        setattr(shift, name, value)
    shift.cancelled = False
    duty_changed(work, shift)
    return shift


def new_shift(work: UnitOfWork) -> Shift:
    """A shift that is filled by the caller."""
    shift = Shift(id=work.new_id(), version=0)
    work.session.add(shift)
    return shift


def changeable(work: UnitOfWork, shift_id: str) -> Shift:
    """A shift that is not over; raise `ShiftOver`, `StaleEdit`."""
    shift = work.load(Shift, shift_id)
    work.check_version(shift)
    if shift.ends_at <= work.now:
        raise ShiftOver
    return shift


def require_free(work: UnitOfWork, shift_id: str | None, data: dict[str, Any]) -> None:
    """Raise `ShiftOverlaps` if the person has that duty then; the person's row is locked."""
    statement = touching(data["starts_at"], data["ends_at"]).where(
        Shift.person_id == data["person_id"],
        Shift.duty == data["duty"],
        Shift.id != (shift_id or ""),
    )
    with work.session.no_autoflush:
        if work.session.scalars(statement.limit(1)).first():
            raise ShiftOverlaps(field="starts_at")


def cancel(work: UnitOfWork, data: dict[str, Any]) -> Shift:
    """The shift does not take place; again does nothing."""
    shift = changeable(work, data["shift_id"])
    if not shift.cancelled:
        shift.cancelled = True
        duty_changed(work, shift)
    return shift


def list_shifts(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Shifts that touch a period, by their beginning."""
    since, until = period(work, data, LISTED)
    statement = touching(since, until)
    if data["duty"]:
        statement = statement.where(Shift.duty == data["duty"])
    if data["person_id"]:
        statement = statement.where(Shift.person_id == data["person_id"])
    return sorted_page(work, statement, Shift, Shift.starts_at, data)


def who_is_on_duty(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Everybody on duty at a moment, by default now."""
    at = data["at"] or work.now
    statement = select(Shift).where(
        Shift.starts_at <= at, Shift.ends_at > at, Shift.cancelled.is_(False)
    )
    shifts = work.session.scalars(statement.order_by(Shift.duty, Shift.starts_at, Shift.id))
    return {"at": at, "shifts": list(shifts)}


def roster_gaps(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Hours nobody is on duty, by default in the coming two days (C09)."""
    outlook = timedelta(hours=work.policy(DirectoryPolicy).roster_outlook_hours)
    since, until = period(work, data, outlook)
    shifts = list(work.session.scalars(touching(since, until)))
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


def period(work: UnitOfWork, data: dict[str, Any], length: timedelta) -> tuple[datetime, datetime]:
    """The period asked for, or `length` from now; raise `InvalidInput` if it ends too early."""
    since = data["since"] or work.now
    until = data["until"] or since + length
    if until <= since:
        raise InvalidInput("The period ends before it begins.", field="until")
    return since, until


def duty_changed(work: UnitOfWork, shift: Shift) -> None:
    """Count the shift's version up and tell its new state."""
    shift.version = (shift.version or 0) + 1
    work.subject("shift", shift.id)
    work.emit(DutyChanged, shift.id, duty_event(shift))


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
