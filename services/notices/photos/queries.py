"""Photos of notices hanging in the buildings, and which are overdue (N02)."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, exists, literal, select, true

from contracts.notices import methods
from contracts.notices.notices import NoticeKind
from contracts.notices.request_types import NothingRequest, OnePhotoRequest
from contracts.notices.workflow import NoticeStatus
from foundation.actor import Actor
from foundation.files.keeping import attached, show
from foundation.membership import OWNERS
from foundation.storage.store import Store
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import Recipient
from services.notices.photos.tables import Photo
from services.notices.policy import NoticesPolicy
from services.notices.workflow.tables import Notice


def somebody_addressed(building: ColumnElement[str]) -> Any:
    """One recipient in a building of the enclosing query's notice: there it hangs.

    A list of the recipients of all notices would be a hundred times as long; a value that is looked
    up, unlike EXISTS, cannot be turned into one.
    """
    homes = household_replica.alias()
    whole = literal("household:") + homes.c.household_id
    return (
        select(Recipient.id)
        .join(homes, Recipient.target.in_((whole, whole + f":{OWNERS}")))
        .where(Recipient.notice_id == Notice.id, Recipient.edition == Notice.edition)
        .where(homes.c.building == building)
        .limit(1)
        .correlate(Notice, building.table)  # type: ignore[attr-defined]
        .scalar_subquery()
    )


BUILDINGS: Final = select(household_replica.c.building).distinct().subquery()
BUILDING: Final = BUILDINGS.c.building
MISSING: Final = (
    select(Notice, BUILDING)
    .join(BUILDINGS, true())  # every notice with every building
    .where(Notice.kind == NoticeKind.MAJOR, Notice.status == NoticeStatus.PUBLISHED)
    .where(Notice.published_at <= bindparam("published_by"))
    .where(~exists().where(Photo.notice_id == Notice.id, Photo.building == BUILDING))
    .where(somebody_addressed(BUILDING).is_not(None))
    .order_by(Notice.id, BUILDING)
)


def photo_of(uow: UnitOfWork, data: OnePhotoRequest) -> Photo:
    """A photo of a notice."""
    return attached(uow, Photo, data["photo_id"], notice_id=data["notice_id"])


def get_photo(store: Store, actor: Actor, data: OnePhotoRequest) -> dict[str, Any]:
    """One photo with its content as base64; raise `FileLost`."""
    return show(store, actor, methods.GET_PHOTO, data, photo_of, "building")


def missing_photos(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """Major announcements in force that lack a photo of some building after the time set."""
    hours = timedelta(hours=uow.policy(NoticesPolicy).photo_hours)
    items: dict[str, dict[str, Any]] = {}
    for notice, missing in uow.rows(MISSING, published_by=uow.now - hours):
        item = {
            "notice_id": notice.id,
            "community_id": notice.community_id,
            "number": notice.number,
            "title": notice.shown.title,
            "published_at": notice.published_at,
            "due_at": notice.published_at + hours,
            "buildings": [],
        }
        items.setdefault(notice.id, item)["buildings"].append(missing)
    return {"items": list(items.values())}


def buildings_of(uow: UnitOfWork, notice: Notice) -> set[str]:
    """The buildings of those whom one notice is addressed to: there it hangs."""
    homes = household_replica
    return set(
        uow.session.scalars(
            select(homes.c.building)
            .join(Recipient, Recipient.household_id == homes.c.household_id)
            .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
            .distinct()
        )
    )
