"""Photos of repairs."""

from typing import Any

from contracts.repairs.request_types import OnePhotoRequest
from foundation import pictures
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.photos.tables import Photo
from services.repairs.requests.tables import Repair


def get_photo(uow: UnitOfWork, data: OnePhotoRequest) -> dict[str, Any]:
    """One photo with its content, for whoever may see the repair."""
    repair = uow.load(Repair, data["repair_id"])
    photo = uow.load(Photo, data["photo_id"])
    if photo.repair_id != repair.id:
        raise NotFound
    names = ("id", "media_type", "size", "taken_by_name", "filed_at")
    content = pictures.delivered(photo.content)
    return {name: getattr(photo, name) for name in names} | {"content": content}
