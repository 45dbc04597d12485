"""From an audience to the households and people it means at this moment (N03)."""

from typing import Any

from sqlalchemy import insert, select

from contracts.notices.channels import Channel
from contracts.notices.templates import Purpose
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience import rules
from services.notices.audience.rules import Candidate
from services.notices.audience.tables import HouseholdArrears, Recipient
from services.notices.contacts.queries.portal import Readers
from services.notices.contacts.rules import side_of, target
from services.notices.workflow.tables import Notice

Addressed = tuple[str | None, str | None, str | None]
"""Household, or person, and which side of the household; None: all of it."""


def resolve(uow: UnitOfWork, notice: Notice) -> list[dict[str, Any]]:
    """Write down whom the first edition is addressed to; the rows as they were inserted."""
    in_arrears = select(HouseholdArrears.household_id).where(HouseholdArrears.overdue_amount > 0)
    owing = set(uow.session.scalars(in_arrears))
    candidates = (
        Candidate(home.household_id, home.building, home.unit_type, home.household_id in owing)
        for home in replica.households(uow)
    )
    households: list[Addressed] = [
        (one.household_id, None, rules.side_addressed(notice.audience, one))
        for one in candidates
        if rules.addresses(notice.audience, one)
    ]
    people = {
        person.person_id
        for role in sorted(rules.staff_roles(notice.audience))
        for person in replica.staff(uow, role)
    }
    return write(uow, notice, 1, households + [(None, one, None) for one in sorted(people)])


def same_again(uow: UnitOfWork, notice: Notice, edition: int) -> list[dict[str, Any]]:
    """Address a correction to those who had the version before."""
    known = uow.session.scalars(
        select(Recipient)
        .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
        .order_by(Recipient.id)
    )
    again = [(one.household_id, one.person_id, side_of(one.target)) for one in known]
    return write(uow, notice, edition, again)


def write(
    uow: UnitOfWork, notice: Notice, edition: int, addressed: list[Addressed]
) -> list[dict[str, Any]]:
    """Insert recipients at once; ids keep the order.

    In the portal it is delivered to those who can see it there.
    """
    ids = sorted(uow.new_id() for _ in addressed)
    readers = readers_of(uow, notice, addressed)
    rows = [
        {
            "id": id_,
            "notice_id": notice.id,
            "edition": edition,
            "target": target(household_id, person_id, side),
            "household_id": household_id,
            "person_id": person_id,
            "delivered_at": uow.now if seen else None,
            "delivered_by": Channel.PORTAL if seen else None,
        }
        for id_, (household_id, person_id, side) in zip(ids, addressed, strict=True)
        for seen in [
            readers is not None and readers.can_read(household_id, person_id, Purpose.NOTICE, side)
        ]
    ]
    if rows:
        uow.session.flush()
        uow.session.execute(insert(Recipient), rows)
        uow.trail.note("recipients", notice.id, edition=edition, count=len(rows))
    return rows


def readers_of(uow: UnitOfWork, notice: Notice, addressed: list[Addressed]) -> Readers | None:
    """Who of them can see it in the portal; None if it does not stand there."""
    if Channel.PORTAL not in notice.channels:
        return None
    return Readers(
        uow,
        (home for home, _, _ in addressed if home),
        (person for _, person, _ in addressed if person),
    )
