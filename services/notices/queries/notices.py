"""Notices as staff and residents see them (N01, N03)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select

from contracts.notices.codes import EditionStatus, NoticeStatus
from contracts.notices.methods import METHODS
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.notices import outlet
from services.notices.domain.workflow import JUDGING, READABLE, Action, permits
from services.notices.operations.standing import standing_of
from services.notices.tables import Edition, Notice, Photo, Recipient

CALLERS = {method.name: method.who for method in METHODS}
IN_FORCE = frozenset({EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED})


def search(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Notices, newest first. Residents find what is in force and addressed to them."""
    statement = select(Notice)
    if data["kind"]:
        statement = statement.where(Notice.kind == data["kind"])
    if data["status"]:
        statement = statement.where(Notice.status == data["status"])
    targets = targets_of(work.actor)
    if data["household_id"]:
        work.actor.require_household(data["household_id"])
        targets = [f"household:{data['household_id']}"]
    if data["household_id"] or not work.actor.is_staff:
        statement = statement.where(Notice.id.in_(addressed_to(targets)))
    if not work.actor.is_staff:
        readable = READABLE if data["status"] else {NoticeStatus.PUBLISHED}
        statement = statement.where(Notice.status.in_(readable))
    found = page(work, statement, Notice.id, data)
    marks = marks_of(work, [notice.id for notice in found["items"]], targets)
    found["items"] = [summary(work, notice, marks.get(notice.id)) for notice in found["items"]]
    return found


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One notice; raise `NotFound` to a resident whom it is not for, or not yet."""
    notice = work.load(Notice, data["notice_id"])
    if not work.actor.is_staff:
        addressed = work.session.scalar(
            select(Recipient.id)
            .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
            .where(Recipient.target.in_(targets_of(work.actor)))
            .limit(1)
        )
        if addressed is None or notice.status not in READABLE:
            raise NotFound
    return view(work, notice)


def addressed_to(targets: list[str]) -> Select[str]:
    """The ids of the notices whose text in force is for one of the targets."""
    return select(Recipient.notice_id).where(
        Recipient.target.in_(targets), Recipient.edition == Notice.edition
    )


def targets_of(actor: Actor) -> list[str]:
    """The recipients that a caller speaks for: the own households and the person."""
    return [*(f"household:{one}" for one in sorted(actor.household_ids)), f"person:{actor.id}"]


def view(work: UnitOfWork, notice: Notice) -> dict[str, Any]:
    """A notice with its versions, photos and what the caller may do."""
    work.session.flush()
    staff = work.actor.is_staff
    photos = select(Photo).where(Photo.notice_id == notice.id).order_by(Photo.id)
    ready = outlet.available()
    mark = marks_of(work, [notice.id], targets_of(work.actor)).get(notice.id)
    return summary(work, notice, mark) | {
        "versions": [one for one in notice.editions if staff or one.status in IN_FORCE],
        "photos": list(work.session.scalars(photos)) if staff else [],
        "unavailable_channels": [one for one in notice.channels if one not in ready],
        "actions": actions(work.actor, notice),
    }


def summary(work: UnitOfWork, notice: Notice, mark: Any) -> dict[str, Any]:
    """A notice as lists show it; `mark` is what the caller's household did with it."""
    shown: Edition = notice.shown
    audience: Mapping[str, Any] = notice.audience if work.actor.is_staff else {}
    names = (
        "id number kind status channels must_acknowledge author_name created_at publish_at "
        "published_at expires_at withdrawn_at withdrawal_reason version"
    )
    return {name: getattr(notice, name) for name in names.split()} | {
        "title": shown.title,
        "body": shown.body,
        "edition": shown.edition,
        "audience": audience,
        "sent_back": sent_back(notice.pending) if work.actor.is_staff else None,
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
    work: UnitOfWork, notice_ids: Iterable[str], targets: list[str]
) -> dict[str, Recipient]:
    """What a household (the first of several) did with notices, by id."""
    rows = work.session.scalars(
        select(Recipient)
        .join(Notice, (Notice.id == Recipient.notice_id) & (Notice.edition == Recipient.edition))
        .where(Recipient.notice_id.in_(list(notice_ids)))
        .where(Recipient.target.in_(targets))
        .order_by(Recipient.id.desc())
    )
    return {row.notice_id: row for row in rows}


def actions(actor: Actor, notice: Notice) -> list[str]:
    """What the caller's roles and the state of the notice allow; the service asks again."""
    standing = standing_of(notice)
    pending = notice.pending
    allowed = [
        action for action in Action if actor.has(*CALLERS[action]) and permits(standing, action)
    ]
    if pending and actor.id in pending.writer_ids:
        allowed = [action for action in allowed if action not in JUDGING]
    if not notice.must_acknowledge and Action.ACKNOWLEDGE in allowed:
        allowed.remove(Action.ACKNOWLEDGE)
    return [action.value for action in allowed]
