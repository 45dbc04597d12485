"""Photos and papers of repairs."""

from typing import Any

from contracts.repairs import methods
from contracts.repairs.request_types import OnePhotoRequest
from foundation.actor import Actor
from foundation.files.keeping import attached, show
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.photos.tables import Photo
from services.repairs.requests.tables import Repair


def photo_of(uow: UnitOfWork, data: OnePhotoRequest) -> Photo:
    """A photo or paper, for whoever may see the repair."""
    repair = uow.load(Repair, data["repair_id"])
    return attached(uow, Photo, data["photo_id"], repair_id=repair.id)


def get_photo(store: Store, actor: Actor, data: OnePhotoRequest) -> dict[str, Any]:
    """One of them with its content, for whoever may see the repair; raise `FileLost`."""
    return show(store, actor, methods.GET_PHOTO, data, photo_of)
