"""Photos of a repair (R01, P09): the household's and the staff's."""

from typing import Any

from sqlalchemy import func, select

from contracts.repairs import methods
from contracts.repairs.photos import TooManyPhotos
from contracts.repairs.request_types import AddPhotoRequest
from contracts.repairs.requests import OVER, RepairStatus
from contracts.repairs.timeline import RepairAction
from foundation import pictures
from foundation.actor import Actor
from foundation.errors import IllegalTransition
from foundation.files.keeping import keep
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.photos.tables import Photo
from services.repairs.policy import RepairPolicy
from services.repairs.requests.operations import take_up
from services.repairs.requests.tables import Repair
from services.repairs.timeline.operations import record


def add_photo(store: Store, actor: Actor, data: AddPhotoRequest) -> Photo:
    """File a photo, as long as the repair is not over.

    Raise `TooManyPhotos`, `PhotoTooLarge`, `PhotoTypeUnsupported` or `IllegalTransition`.
    """

    def check(uow: UnitOfWork) -> pictures.Picture:
        require_room(uow, data["repair_id"])
        return pictures.received(data["content"], uow.policy(RepairPolicy).photo_max_mb)

    def add(uow: UnitOfWork, file: dict[str, Any]) -> Photo:
        repair = require_room(uow, data["repair_id"])
        photo = Photo(repair_id=repair.id, **file)
        uow.session.add(photo)
        record(uow, repair, RepairAction.PHOTO_ADDED, photo=photo.id)
        return photo

    return keep(store, actor, methods.ADD_PHOTO.key, check, add)


def require_room(uow: UnitOfWork, repair_id: str) -> Repair:
    """The repair, which takes another photo; raise `TooManyPhotos` or `IllegalTransition`."""
    repair = take_up(uow, repair_id)
    if repair.status in OVER:
        raise IllegalTransition(status=RepairStatus(repair.status))
    limit = uow.policy(RepairPolicy).photo_limit
    filed = select(func.count()).select_from(Photo).where(Photo.repair_id == repair.id)
    if (uow.session.scalar(filed) or 0) >= limit:
        raise TooManyPhotos(limit=limit)
    return repair
