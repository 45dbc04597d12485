"""How long is kept who asked for which repair, and in which words (P08); figures stay the same."""

from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, update

from contracts.leavers import KeptFor
from contracts.modules import classes_of
from contracts.repairs.request_types import LeaverRequest
from contracts.repairs.requests import OVER
from foundation import erasure, retention
from foundation.erasure import NOTHING, Erasure, Taken
from foundation.files import keeping
from foundation.ids import new_id
from foundation.storage import word_search
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.equipment.tables import Loan
from services.repairs.follow_up.tables import Attempt
from services.repairs.offers.tables import Offer
from services.repairs.photos.tables import Photo
from services.repairs.policy import RepairPolicy
from services.repairs.privacy.tables import Look
from services.repairs.quotes.tables import Quote
from services.repairs.requests.tables import Repair, Round
from services.repairs.timeline.tables import TimelineEntry

LOOKS: Any = Look.__table__
OLD_LOOKS = retention.RetentionRule(LOOKS, "keep_looks_days", retention.by_id(LOOKS), LOOKS.c.id)
"""Who looked at whole numbers, and what for (D03)."""

REPAIR: dict[str, Any] = {
    "description": "", "preferred_slot": None, "first_check": [], "contact_name": "",
    "contact_phone": "",
}  # fmt: skip
OF_REPAIR: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Round, {"result": None, "remark": None}),
    (Attempt, {"remark": None}),
    (Offer, {"reason": None}),
    (Quote, {"signature_note": None}),
    (Loan, {"consent_signature": "", "receipt_signature": None}),
)
"""What becomes of the words in a repair, and in what belongs to it; its photos go."""
STAYS = frozenset({
    "respond_by", "answer_by", "work_order", "engineer", "amount", "bill", "item", "lent",
    "complaint",
})  # fmt: skip
"""What an entry of the timeline says beside words of the code."""
WORDS = erasure.words_of(classes_of("repairs", StrEnum).values())


def erase_repairs(uow: UnitOfWork, policy: RepairPolicy) -> Taken:
    """Erase a portion of the repairs that have been over for longer than they are kept, unless
    equipment is still out."""
    if not policy.keep_repairs_days:
        return NOTHING
    free = select(Repair.id).where(*over_since(uow, policy.keep_repairs_days)).order_by(Repair.id)
    ids = list(uow.session.scalars(free.limit(erasure.BATCH).with_for_update(skip_locked=True)))
    if ids:
        gone = REPAIR | {"erased_at": uow.now}
        uow.session.execute(update(Repair).where(Repair.id.in_(ids)).values(gone))
        for model, become in OF_REPAIR:
            mine = update(model).where(model.repair_id.in_(ids))
            uow.session.execute(mine.values(become))
        keeping.drop_all(uow, Photo, Photo.repair_id.in_(ids))
        timestamps = erasure.timelines(uow, TimelineEntry.__table__, "repair_id", ids, bared)
        erasure.trail(uow, "repair_id", ids, timestamps)
        word_search.forget(uow, ids)
    return Taken(len(ids), len(ids) == erasure.BATCH)


def erase_person(uow: UnitOfWork, person_id: str) -> None:
    """Erase somebody who has left out of the repairs that they asked for, and of photos."""
    gone = {"contact_name": erasure.NOBODY, "contact_phone": ""}
    lines: Any = TimelineEntry.__table__
    erasure.of_person(
        uow, person_id, Repair.__table__, "requested_by_id", "repair_id", lines, **gone
    )
    keeping.forget_who_filed(uow, Photo, person_id)


def over_since(uow: UnitOfWork, days: int) -> tuple[ColumnElement[bool], ...]:
    """That a repair is not erased yet, though it is over, nothing is out, and nothing has happened
    with it for so many days."""
    moment = uow.now - timedelta(days=days)
    later = exists().where(TimelineEntry.repair_id == Repair.id, TimelineEntry.at >= moment)
    out = exists().where(Loan.repair_id == Repair.id, Loan.returned_at.is_(None))
    over = Repair.erased_at.is_(None), Repair.status.in_(OVER), Repair.id < new_id(moment)[:13]
    return (*over, ~later, ~out)


def bared(row: Any) -> dict[str, Any]:
    """What stays of an entry."""
    return {"detail": erasure.bare(row.detail, STAYS, WORDS)}


THEIRS: Final = and_(
    Repair.household_id == bindparam("household_id"),
    or_(
        Repair.member_id == bindparam("member_id"),
        Repair.requested_by_id == bindparam("person_id"),
    ),
)
OPEN_ONES: Final = select(Repair.id).where(THEIRS, Repair.status.not_in(OVER)).limit(1)
LENT: Final = (
    select(Loan.id).join(Repair, Repair.id == Loan.repair_id)
    .where(THEIRS, Loan.returned_at.is_(None)).limit(1)
)  # fmt: skip


def needs_leaver(uow: UnitOfWork, data: LeaverRequest) -> dict[str, Any]:
    """Whether a repair of somebody who has left is open, or equipment still with them."""
    asked = ((KeptFor.REPAIR, OPEN_ONES), (KeptFor.LOAN, LENT))
    reasons = [reason for reason, found in asked if uow.rows(found, **data)]
    return {"reasons": reasons, "person_id": data["person_id"]}


ERASURES = (Erasure("repairs", "keep_repairs_days", erase_repairs),)
