"""Photos of a repair (R01): the household's and the staff's."""

from sqlalchemy import func, select

from contracts.repairs.photos import TooManyPhotos
from contracts.repairs.request_types import AddPhotoRequest
from contracts.repairs.requests import OVER, RepairStatus
from contracts.repairs.timeline import RepairAction
from foundation import pictures
from foundation.errors import IllegalTransition
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.photos.tables import Photo
from services.repairs.policy import RepairPolicy
from services.repairs.requests.operations import take_up
from services.repairs.timeline.operations import record


def add_photo(uow: UnitOfWork, data: AddPhotoRequest) -> Photo:
    """File a photo, as long as the repair is not over.

    Raise `TooManyPhotos`, `PhotoTooLarge`, `PhotoTypeUnsupported` or `IllegalTransition`.
    """
    repair = take_up(uow, data["repair_id"])
    if repair.status in OVER:
        raise IllegalTransition(status=RepairStatus(repair.status))
    policy = uow.policy(RepairPolicy)
    picture = pictures.received(data["content"], policy.photo_max_mb)
    filed = select(func.count()).select_from(Photo).where(Photo.repair_id == repair.id)
    if (uow.session.scalar(filed) or 0) >= policy.photo_limit:
        raise TooManyPhotos(limit=policy.photo_limit)
    photo = Photo(
        id=uow.new_id(),
        repair_id=repair.id,
        taken_by_id=uow.actor.id,
        taken_by_name=uow.actor.name,
        filed_at=uow.now,
        **picture.columns(),
    )
    uow.session.add(photo)
    record(uow, repair, RepairAction.PHOTO_ADDED, photo=photo.id)
    return photo
