"""Erasing what staff who have left were reached by and logged in by, once they have been gone for
as long as policy says (P08).

Their names, roles and what they did stay: they stand in the company's own papers (ADR 046).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, select, update

from foundation import erasure
from foundation.erasure import NOTHING, Taken
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Member
from services.directory.leavers.operations import end_login
from services.directory.people.operations import person_changed
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy

PRIVATE = frozenset({"phone", "email", "skills", "username", "subject"})
"""What a change of a person, or of what they log in by, says that goes; of rights it says none."""
ENTRIES: Any = Member.__table__
PEOPLE: Any = Person.__table__
GONE = Person.staff & Person.active.is_(False) & Person.erased_at.is_(None)
"""That somebody of the staff has left and is not erased."""


def erase_former_staff(uow: UnitOfWork, policy: DirectoryPolicy) -> Taken:
    """Erase a portion of those who left longer ago than they are kept. Of whom it is not known when
    they left, which a release before did not note, it is counted from this night on."""
    if not policy.keep_former_staff_days:
        return NOTHING
    unsaid = select(Person.id).where(GONE, Person.left_at.is_(None))
    uow.session.execute(update(PEOPLE).where(PEOPLE.c.id.in_(unsaid)).values(left_at=uow.now))
    gone = gone_before(uow.now - timedelta(days=policy.keep_former_staff_days))
    ids = list(uow.session.scalars(gone.order_by(Person.left_at, Person.id).limit(erasure.BATCH)))
    erase(uow, ids)
    return Taken(len(ids), len(ids) == erasure.BATCH)


def gone_before(moment: datetime) -> Select[str]:
    """Ids of those of the staff who had left by then and are not erased yet. Who has an entry in a
    household as well waits for the end of that one."""
    lives = exists().where(ENTRIES.c.person_id == Person.id, ENTRIES.c.erased_at.is_(None))
    return select(Person.id).where(GONE, Person.left_at < moment, ~lives)


def erase(uow: UnitOfWork, ids: Sequence[str]) -> None:
    """Erase these of the staff, whatever a restore has made of them. Again: nothing."""
    found = select(Person).where(Person.id.in_(ids), Person.staff, Person.erased_at.is_(None))
    for person in list(uow.session.scalars(found.order_by(Person.id).with_for_update())):
        person.phone = person.email = None
        person.skills = []
        person.left_at = person.left_at or uow.now
        end_login(uow, person)
        person_changed(uow, person)
        uow.session.flush()
        erasure.trail(uow, "person_id", [person.id], set(), PRIVATE)
