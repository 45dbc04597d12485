"""Filing photos of a notice hanging in the buildings (N02, P09)."""

from typing import Any

from contracts.notices import methods
from contracts.notices.photos import BuildingNotAddressed
from contracts.notices.request_types import AddPhotoRequest
from contracts.notices.workflow import NoticeAction
from foundation.actor import Actor
from foundation.files.keeping import keep
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.photos.queries import buildings_of
from services.notices.photos.tables import Photo
from services.notices.policy import NoticesPolicy
from services.notices.workflow.operations import load, require_permitted
from services.notices.workflow.tables import Notice


def hanging(uow: UnitOfWork, data: AddPhotoRequest) -> Notice:
    """A notice that hangs in the building that is named; raise `NoticeWrongState` or
    `BuildingNotAddressed`."""
    notice = load(uow, data["notice_id"])
    require_permitted(notice, NoticeAction.ADD_PHOTO)
    if data["building"] not in buildings_of(uow, notice):
        raise BuildingNotAddressed(field="building", building=data["building"])
    return notice


def enter(_uow: UnitOfWork, notice: Notice, data: AddPhotoRequest, file: dict[str, Any]) -> Photo:
    """A photo of the notice in that building."""
    return Photo(notice_id=notice.id, building=data["building"], **file)


def largest(uow: UnitOfWork) -> int:
    """Megabytes of a photo."""
    return uow.policy(NoticesPolicy).photo_max_mb


def add_photo(store: Store, actor: Actor, data: AddPhotoRequest) -> Photo:
    """File a photo from a building that the notice hangs in."""
    return keep(store, actor, methods.ADD_PHOTO, data, hanging, enter, largest)
