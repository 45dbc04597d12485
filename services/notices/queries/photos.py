"""Photos of notices hanging in the buildings, and which are overdue (N02)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from contracts.notices.codes import NoticeKind, NoticeStatus
from foundation import pictures
from foundation.errors import NotFound
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.domain.policy import NoticesPolicy
from services.notices.tables import Notice, Photo, Recipient


def get_photo(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One photo with its content as base64."""
    photo = work.load(Photo, data["photo_id"])
    if photo.notice_id != data["notice_id"]:
        raise NotFound
    names = ("id", "building", "media_type", "size", "taken_by_name", "filed_at")
    content = pictures.delivered(photo.content)
    return {name: getattr(photo, name) for name in names} | {"content": content}


def missing_photos(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Major announcements in force that lack a photo of some building after the time set."""
    hours = timedelta(hours=work.policy(NoticesPolicy).photo_hours)
    notices = work.session.scalars(
        select(Notice)
        .where(Notice.kind == NoticeKind.MAJOR, Notice.status == NoticeStatus.PUBLISHED)
        .where(Notice.published_at <= work.now - hours)
        .order_by(Notice.id)
    )
    items = []
    for notice in notices:
        filed = select(Photo.building).where(Photo.notice_id == notice.id)
        missing = buildings_of(work, notice) - set(work.session.scalars(filed))
        if missing and notice.published_at:
            items.append(
                {
                    "notice_id": notice.id,
                    "number": notice.number,
                    "title": notice.shown.title,
                    "published_at": notice.published_at,
                    "due_at": notice.published_at + hours,
                    "buildings": sorted(missing),
                }
            )
    return {"items": items}


def buildings_of(work: UnitOfWork, notice: Notice) -> set[str]:
    """The buildings of those whom a notice is addressed to: there it hangs."""
    homes = household_replica
    return set(
        work.session.scalars(
            select(homes.c.building)
            .join(Recipient, Recipient.household_id == homes.c.household_id)
            .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
            .distinct()
        )
    )
