"""Notices as staff and residents see them (N01, N03)."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import and_, bindparam, exists, or_, select

from contracts.notices.methods import METHODS
from contracts.notices.request_types import NoticeSearchRequest, OneNoticeRequest
from contracts.notices.workflow import READABLE, EditionStatus, NoticeAction, NoticeStatus
from foundation.actor import Actor
from foundation.second_person import may_decide
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.attachments.queries import attachments_of
from services.notices.audience.queries import addressed, addressed_to, marks_of, seen
from services.notices.audience.tables import Recipient
from services.notices.channels.operations import outlet
from services.notices.outages.rules import advice
from services.notices.photos.tables import Photo
from services.notices.templates.operations import sign_off
from services.notices.workflow.operations import standing_of
from services.notices.workflow.rules import JUDGING, in_the_making, permits, shown_of
from services.notices.workflow.tables import Edition, Notice

CALLERS = {method.name: method.roles for method in METHODS}
IN_FORCE = frozenset({EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED})
PHOTOS: Final = (
    select(*(column for column in Photo.__table__.c if column.key != "content"))
    .where(Photo.__table__.c.notice_id == bindparam("id"))
    .order_by(Photo.__table__.c.id)
)

EDITIONS: Final = (
    select(Edition.__table__)
    .where(Edition.__table__.c.notice_id.in_(bindparam("ids", expanding=True)))
    .order_by(Edition.__table__.c.edition)
)


@cache
def notices(later: int) -> Listing:
    """The list for a caller who is addressed by so many targets since later."""
    mine = (Recipient.notice_id == Notice.id, Recipient.edition == Notice.edition)
    to_me = exists().where(*mine, addressed(later)).correlate(Notice)
    in_force = and_(to_me, Notice.status.in_(bindparam("readable", expanding=True)))
    staffed = Notice.community_id.in_(bindparam("staffed", expanding=True))
    filters = {
        "kind": Notice.kind == bindparam("kind"),
        "status": Notice.status == bindparam("status"),
        "household_id": to_me,
        "in force": in_force,
        "in force, or mine to see to": or_(staffed, in_force),
    }
    return Listing(select(Notice.__table__), Notice.id, filters)


def search(uow: UnitOfWork, data: NoticeSearchRequest) -> dict[str, Any]:
    """Notices, newest first. Residents find what is in force and addressed to them."""
    mine, staffed = addressed_to(uow, data["household_id"]), uow.staffed_in()
    filters = [name for name in ("kind", "status", "household_id") if data[name]]  # type: ignore[literal-required]
    if staffed is not None:
        filters.append("in force, or mine to see to" if staffed else "in force")
    readable = READABLE if data["status"] else {NoticeStatus.PUBLISHED}
    values = {"readable": readable, "staffed": staffed, **mine.values}
    found = notices(len(mine.later)).page(uow, data, filters, **values)
    ids = [notice.id for notice in found["items"]]
    editions: dict[str, list[Edition]] = {one: [] for one in ids}
    for edition in uow.rows(EDITIONS, ids=ids):
        editions[edition.notice_id].append(edition)
    marked = marks_of(uow, ids, mine)
    found["items"] = [
        summary(uow, notice, editions[notice.id], marked.get(notice.id))
        for notice in found["items"]
    ]
    return found


def get(uow: UnitOfWork, data: OneNoticeRequest) -> dict[str, Any]:
    """One notice; raise `NotFound` to a resident whom it is not for, or not yet."""
    return view(uow, seen(uow, data["notice_id"]))


def view(uow: UnitOfWork, notice: Notice) -> dict[str, Any]:
    """A notice with its versions, photos and what the caller may do."""
    uow.session.flush()
    staff = uow.as_staff(notice)
    ready = outlet.available(uow)
    last = notice.editions[-1]
    mark = marks_of(uow, [notice.id], addressed_to(uow)).get(notice.id)
    return summary(uow, notice, notice.editions, mark) | {
        "versions": [one for one in notice.editions if staff or one.status in IN_FORCE],
        "photos": uow.rows(PHOTOS, id=notice.id) if staff else [],
        "attachments": attachments_of(uow, notice),
        "advice": advice(notice.kind, last.title, last.body) if staff else [],
        "unavailable_channels": [one for one in notice.channels if one not in ready],
        "actions": actions(uow.actor_at(notice), notice),
    }


def summary(
    uow: UnitOfWork, notice: Notice, editions: Sequence[Edition], mark: Any
) -> dict[str, Any]:
    """A notice as lists show it; `mark` is what the caller's household did with it."""
    shown: Edition = shown_of(editions, notice.edition)
    staff = uow.as_staff(notice)
    audience: Mapping[str, Any] = notice.audience if staff else {}
    names = (
        "id community_id number kind status channels must_acknowledge urgent author_name "
        "created_at publish_at published_at expires_at withdrawn_at withdrawal_reason version"
    )
    return {name: getattr(notice, name) for name in names.split()} | {
        "title": shown.title,
        "body": shown.body,
        "edition": shown.edition,
        "signature": sign_off(uow)[uow.actor.language.startswith("en")],
        "audience": audience,
        "sent_back": sent_back(in_the_making(editions)) if staff else None,
        "read_at": mark.read_at if mark else None,
        "acknowledged_at": mark.acknowledged_at if mark else None,
    }


def sent_back(pending: Edition | None) -> dict[str, Any] | None:
    """Why the version in the making was sent back last, if it was and is not approved since."""
    if pending is None or pending.sent_back_at is None:
        return None
    if pending.status == EditionStatus.APPROVED:
        return None
    return {
        "at": pending.sent_back_at,
        "by": pending.sent_back_by_name,
        "remark": pending.sent_back_remark,
    }


def actions(actor: Actor, notice: Notice) -> list[str]:
    """What the caller's roles and the state of the notice allow; the service asks again."""
    standing = standing_of(notice)
    pending = notice.pending
    allowed = [
        action
        for action in NoticeAction
        if actor.has(*CALLERS[action]) and permits(standing, action)
    ]
    if pending and not may_decide(actor, *pending.writer_ids):
        allowed = [action for action in allowed if action not in JUDGING]
    if not notice.must_acknowledge and NoticeAction.ACKNOWLEDGE in allowed:
        allowed.remove(NoticeAction.ACKNOWLEDGE)
    return [action.value for action in allowed]
