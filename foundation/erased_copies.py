"""Copies of what was erased, in the rows of the audit trail by which a release before erased it:
they said what it had been. Each store is gone through by the first start that does not know that it
was, portion by portion (P08).

A row keeps that something was erased, of what and when; the trail says of which rows this took
something, so that it is verified as before (P05).
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import or_, select

from foundation.audit_check import ERASES
from foundation.deadlines import Deadline
from foundation.erasure import NOBODY, note_erased, take_out
from foundation.storage.audit_chain import ERASURE, is_erased
from foundation.storage.store import Store
from foundation.storage.tables import audit, deadlines
from foundation.storage.unit_of_work import UnitOfWork

FORGET_COPIES: Final = "forget_copies"
"""Called as what erases, by which verifying knows it (`ERASES`)."""
SUBJECT: Final = "audit"
BATCH: Final = 500
"""Rows of what erases that one portion looks at."""
PERHAPS: Final = "deadline:forget%", "%erase_again", "%erase_leaver", "%on_person_changed"
"""What erases is called like one of these; `ERASES` says which of them does."""
OF_ERASING: Final = or_(*(audit.c.operation.like(one) for one in PERHAPS))


def arm_once(store: Store) -> None:
    """Have the trail gone through, unless it was or is about to be."""
    known = select(deadlines.c.id).where(deadlines.c.kind == FORGET_COPIES).limit(1)
    with store.read() as uow:
        if uow.session.scalar(known) is not None:
            return
    with store.write(operation="arm_forgetting", flush=False) as uow:
        uow.deadlines.set(FORGET_COPIES, SUBJECT, uow.now, data={"after": 0})


def forget(uow: UnitOfWork, deadline: Deadline) -> None:
    """Go through a portion, the oldest first, and come again behind it while there is more."""
    after = deadline.data["after"]
    found = select(audit).where(audit.c.id > after, OF_ERASING).order_by(audit.c.id).limit(BATCH)
    rows = uow.session.execute(found).all()
    touched = [
        take_out(uow, row, places)
        for row in rows
        if (places := [at for at, one in enumerate(row.changes) if is_copy(row.operation, one)])
    ]
    note_erased(uow, touched)
    if len(rows) == BATCH:
        last = rows[-1].id
        uow.deadlines.set(FORGET_COPIES, SUBJECT, uow.now, step=str(last), data={"after": last})


def is_copy(operation: str, change: Mapping[str, Any]) -> bool:
    """Whether a change of an operation is of what erases, and says what was there before.

    What handles a person's change does more than erase: of it those changes alone that left
    nobody's name, or say that something was erased.
    """
    before, after = change.get("before"), change.get("after") or {}
    noted = (change.get("entity"), change.get("id")) == ERASURE
    if not (ERASES.match(operation) and before) or noted or is_erased(change):
        return False
    if not operation.startswith("event:"):
        return True
    return after.get("erased_at") is not None or NOBODY in after.values()


HANDLERS: Final[Mapping[str, Any]] = {FORGET_COPIES: forget}
