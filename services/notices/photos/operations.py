"""Filing photos of a notice hanging in the buildings (N02, P09)."""

from typing import Any

from contracts.notices import methods
from contracts.notices.photos import BuildingNotAddressed
from contracts.notices.request_types import AddPhotoRequest
from contracts.notices.workflow import NoticeAction
from foundation import pictures
from foundation.actor import Actor
from foundation.files.keeping import keep
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.photos.queries import buildings_of
from services.notices.photos.tables import Photo
from services.notices.policy import NoticesPolicy
from services.notices.workflow.operations import load, require_permitted
from services.notices.workflow.tables import Notice


def add_photo(store: Store, actor: Actor, data: AddPhotoRequest) -> Photo:
    """File a photo from a building that the notice hangs in.

    Raise `PhotoTypeUnsupported`, `PhotoTooLarge`, `BuildingNotAddressed`.
    """

    def check(uow: UnitOfWork) -> pictures.Picture:
        notice = hanging(uow, data["notice_id"])
        picture = pictures.received(data["content"], uow.policy(NoticesPolicy).photo_max_mb)
        if data["building"] not in buildings_of(uow, notice):
            raise BuildingNotAddressed(field="building", building=data["building"])
        return picture

    def add(uow: UnitOfWork, file: dict[str, Any]) -> Photo:
        notice = hanging(uow, data["notice_id"])
        photo = Photo(notice_id=notice.id, building=data["building"], **file)
        uow.session.add(photo)
        return photo

    return keep(store, actor, methods.ADD_PHOTO.key, check, add)


def hanging(uow: UnitOfWork, notice_id: str) -> Notice:
    """A notice of which photos are filed."""
    notice = load(uow, notice_id)
    require_permitted(notice, NoticeAction.ADD_PHOTO)
    return notice
