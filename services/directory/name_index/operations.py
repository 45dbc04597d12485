"""Initials of who was entered before there were any, or by processes of the release before: each
start looks for them, and works them out portion by portion (P07)."""

from typing import Final

from sqlalchemy import delete, select, update

from foundation.deadlines import WAITING, Deadline
from foundation.scope import own
from foundation.storage.tables import deadlines
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Member
from services.directory.identity.initials import initials

INDEX: Final = "index_names"
SUBJECT: Final = "names"
BATCH: Final = 500


def arm(uow: UnitOfWork) -> None:
    """See to it, if there is anybody without."""
    if uow.session.scalar(select(Member.id).where(Member.initials.is_(None)).limit(1)):
        uow.deadlines.set(INDEX, own(SUBJECT), uow.now, again=True)


def index(uow: UnitOfWork, deadline: Deadline) -> None:
    """Work out the initials of a portion; come again while there are more."""
    missing = select(Member.id, Member.name).where(Member.initials.is_(None))
    rows = uow.session.execute(missing.order_by(Member.id).limit(BATCH)).all()
    for row in rows:
        which = update(Member).where(Member.id == row.id)
        uow.session.execute(which.values(initials=initials(row.name)))
    uow.session.execute(
        delete(deadlines)
        .where(deadlines.c.kind == INDEX, deadlines.c.state != WAITING)
        .where(deadlines.c.step != "", deadlines.c.id < deadline.id)
        .where(deadlines.c.subject_id == deadline.subject_id)
    )
    if len(rows) == BATCH:
        step = rows[-1].id
        uow.deadlines.set(INDEX, own(SUBJECT), uow.now, step=step, again=True)
