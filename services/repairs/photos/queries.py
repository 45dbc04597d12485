"""Photos of repairs."""

from typing import Any

from contracts.repairs import methods
from contracts.repairs.request_types import OnePhotoRequest
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.files.keeping import show
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.photos.tables import Photo
from services.repairs.requests.tables import Repair


def get_photo(store: Store, actor: Actor, data: OnePhotoRequest) -> dict[str, Any]:
    """One photo with its content, for whoever may see the repair; raise `FileLost`."""

    def find(uow: UnitOfWork) -> Photo:
        repair = uow.load(Repair, data["repair_id"])
        photo = uow.load(Photo, data["photo_id"])
        if photo.repair_id != repair.id:
            raise NotFound
        return photo

    return show(store, actor, methods.GET_PHOTO.key, find)
