"""From an audience to the households and people it means at this moment (N03)."""

from typing import Any

from sqlalchemy import insert, select

from contracts.notices.codes import Channel
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.domain import audience as rules
from services.notices.domain.audience import Candidate
from services.notices.tables import HouseholdArrears, Notice, Recipient


def resolve(work: UnitOfWork, notice: Notice) -> list[dict[str, Any]]:
    """Write down whom the first edition is addressed to; the rows as they were inserted."""
    in_arrears = select(HouseholdArrears.household_id).where(HouseholdArrears.overdue_amount > 0)
    owing = set(work.session.scalars(in_arrears))
    households = [
        home.household_id
        for home in replica.households(work)
        if rules.addresses(
            notice.audience,
            Candidate(home.household_id, home.building, home.unit_type, home.household_id in owing),
        )
    ]
    people = {
        person.person_id
        for role in sorted(rules.staff_roles(notice.audience))
        for person in replica.staff(work, role)
    }
    pairs = [(home, None) for home in households] + [(None, one) for one in sorted(people)]
    return write(work, notice, 1, pairs)


def same_again(work: UnitOfWork, notice: Notice, edition: int) -> list[dict[str, Any]]:
    """Address a correction to those who had the version before."""
    pairs = work.session.execute(
        select(Recipient.household_id, Recipient.person_id)
        .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
        .order_by(Recipient.id)
    )
    return write(work, notice, edition, [(home, person) for home, person in pairs])


def write(
    work: UnitOfWork, notice: Notice, edition: int, pairs: list[tuple[Any, Any]]
) -> list[dict[str, Any]]:
    """Insert recipients at once: (household_id, person_id), one None; ids keep the order."""
    ids = sorted(work.new_id() for _ in pairs)
    in_portal = Channel.PORTAL in notice.channels
    rows = [
        {
            "id": id_,
            "notice_id": notice.id,
            "edition": edition,
            "target": target(household_id, person_id),
            "household_id": household_id,
            "person_id": person_id,
            "delivered_at": work.now if in_portal else None,
            "delivered_by": Channel.PORTAL if in_portal else None,
        }
        for id_, (household_id, person_id) in zip(ids, pairs, strict=True)
    ]
    if rows:
        work.session.flush()
        work.session.execute(insert(Recipient), rows)
        work.trail.note("recipients", notice.id, edition=edition, count=len(rows))
    return rows


def target(household_id: str | None, person_id: str | None) -> str:
    """Whom a row is about, as one text."""
    return f"household:{household_id}" if household_id else f"person:{person_id}"
