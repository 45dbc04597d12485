"""Photos and papers of a repair (R01, P09): the household's and the staff's."""

from typing import Any

from contracts.repairs import methods
from contracts.repairs.photos import TooManyPhotos
from contracts.repairs.request_types import AddPhotoRequest
from contracts.repairs.requests import OVER, RepairStatus
from contracts.repairs.timeline import RepairAction
from foundation.actor import Actor
from foundation.errors import IllegalTransition
from foundation.files import keeping
from foundation.files.keeping import keep
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.photos.tables import Photo
from services.repairs.policy import RepairPolicy
from services.repairs.requests.operations import take_up
from services.repairs.requests.tables import Repair
from services.repairs.timeline.operations import record


def require_room(uow: UnitOfWork, data: AddPhotoRequest) -> Repair:
    """The repair, which takes another file as long as it is not over; raise `TooManyPhotos` or
    `IllegalTransition`."""
    repair = take_up(uow, data["repair_id"])
    if repair.status in OVER:
        raise IllegalTransition(status=RepairStatus(repair.status))
    limit = uow.policy(RepairPolicy).photo_limit
    keeping.require_room(uow, Photo, Photo.repair_id == repair.id, limit, TooManyPhotos)
    return repair


def enter(uow: UnitOfWork, repair: Repair, _data: AddPhotoRequest, file: dict[str, Any]) -> Photo:
    """Add a photo or paper to the repair and its timeline."""
    record(uow, repair, RepairAction.PHOTO_ADDED, photo=file["id"])
    return Photo(repair_id=repair.id, **file)


def largest(uow: UnitOfWork) -> int:
    """Megabytes of a file."""
    return uow.policy(RepairPolicy).photo_max_mb


def add_photo(store: Store, actor: Actor, data: AddPhotoRequest) -> Photo:
    """File a photo or paper, as long as the repair is not over."""
    return keep(store, actor, methods.ADD_PHOTO, data, require_room, enter, largest, papers=True)
