"""Notices as staff and residents see them (N01, N03)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from contracts.notices.methods import METHODS
from contracts.notices.request_types import NoticeSearchRequest, OneNoticeRequest
from contracts.notices.workflow import READABLE, EditionStatus, NoticeAction, NoticeStatus
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.membership import OWNERS
from foundation.second_person import may_decide
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import Recipient
from services.notices.channels.operations import outlet
from services.notices.contacts.rules import target
from services.notices.outages.rules import advice
from services.notices.photos.tables import Photo
from services.notices.templates.operations import sign_off
from services.notices.workflow.operations import standing_of
from services.notices.workflow.rules import JUDGING, permits
from services.notices.workflow.tables import Edition, Notice

CALLERS = {method.name: method.roles for method in METHODS}
IN_FORCE = frozenset({EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED})


def search(uow: UnitOfWork, data: NoticeSearchRequest) -> dict[str, Any]:
    """Notices, newest first. Residents find what is in force and addressed to them."""
    statement = select(Notice)
    if data["kind"]:
        statement = statement.where(Notice.kind == data["kind"])
    if data["status"]:
        statement = statement.where(Notice.status == data["status"])
    mine = addressed_to(uow, data["household_id"])
    held = select(Recipient.notice_id).where(mine, Recipient.edition == Notice.edition)
    addressed = Notice.id.in_(held.correlate(Notice))
    if data["household_id"]:
        statement = statement.where(addressed)
    readable = READABLE if data["status"] else {NoticeStatus.PUBLISHED}
    in_force = and_(addressed, Notice.status.in_(readable))
    statement = statement.where(or_(uow.where_staff(Notice), in_force))
    found = page(uow, statement, Notice.id, data)
    marks = marks_of(uow, [notice.id for notice in found["items"]], mine)
    found["items"] = [summary(uow, notice, marks.get(notice.id)) for notice in found["items"]]
    return found


def get(uow: UnitOfWork, data: OneNoticeRequest) -> dict[str, Any]:
    """One notice; raise `NotFound` to a resident whom it is not for, or not yet."""
    notice = uow.load(Notice, data["notice_id"])
    if not uow.as_staff():
        addressed = uow.session.scalar(
            select(Recipient.id)
            .join(Notice, Notice.id == Recipient.notice_id)
            .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
            .where(addressed_to(uow))
            .limit(1)
        )
        if addressed is None or notice.status not in READABLE:
            raise NotFound
    return view(uow, notice)


def addressed_to(uow: UnitOfWork, household_id: str | None = None) -> ColumnElement[bool]:
    """Recipients that a caller speaks for, of notices in the query: the person and the own
    households, or one household; of what is for one side of it, since they are of that (D06)."""
    actor = uow.actor
    if household_id and (uow.as_staff() or household_id not in actor.household_ids):
        return Recipient.target.in_([target(household_id, None, side) for side in (None, OWNERS)])
    mine = [one for one in actor.standing if household_id in (None, one.household_id)]
    always = [target(one.household_id, None) for one in mine]
    always += [] if household_id else [target(None, actor.id)]
    later: list[ColumnElement[bool]] = []
    for one in mine:
        of_side = target(one.household_id, None, one.side)
        if one.sees_from is None:
            always.append(of_side)
        else:
            later.append((Recipient.target == of_side) & (Notice.published_at >= one.sees_from))
    return or_(Recipient.target.in_(always), *later)


def view(uow: UnitOfWork, notice: Notice) -> dict[str, Any]:
    """A notice with its versions, photos and what the caller may do."""
    uow.session.flush()
    staff = uow.as_staff(notice)
    photos = select(Photo).where(Photo.notice_id == notice.id).order_by(Photo.id)
    ready = outlet.available()
    last = notice.editions[-1]
    mark = marks_of(uow, [notice.id], addressed_to(uow)).get(notice.id)
    return summary(uow, notice, mark) | {
        "versions": [one for one in notice.editions if staff or one.status in IN_FORCE],
        "photos": list(uow.session.scalars(photos)) if staff else [],
        "advice": advice(notice.kind, last.title, last.body) if staff else [],
        "unavailable_channels": [one for one in notice.channels if one not in ready],
        "actions": actions(uow.actor_at(notice), notice),
    }


def summary(uow: UnitOfWork, notice: Notice, mark: Any) -> dict[str, Any]:
    """A notice as lists show it; `mark` is what the caller's household did with it."""
    shown: Edition = notice.shown
    staff = uow.as_staff(notice)
    audience: Mapping[str, Any] = notice.audience if staff else {}
    names = (
        "id number kind status channels must_acknowledge urgent author_name created_at publish_at "
        "published_at expires_at withdrawn_at withdrawal_reason version"
    )
    return {name: getattr(notice, name) for name in names.split()} | {
        "title": shown.title,
        "body": shown.body,
        "edition": shown.edition,
        "signature": sign_off(uow)[uow.actor.language.startswith("en")],
        "audience": audience,
        "sent_back": sent_back(notice.pending) if staff else None,
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


def marks_of(
    uow: UnitOfWork, notice_ids: Iterable[str], mine: ColumnElement[bool]
) -> dict[str, Recipient]:
    """What a household (the first of several) did with notices, by id."""
    rows = uow.session.scalars(
        select(Recipient)
        .join(Notice, (Notice.id == Recipient.notice_id) & (Notice.edition == Recipient.edition))
        .where(Recipient.notice_id.in_(list(notice_ids)))
        .where(mine)
        .order_by(Recipient.id.desc())
    )
    return {row.notice_id: row for row in rows}


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
