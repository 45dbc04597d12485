"""Filing photos of a notice hanging in the buildings (N02)."""

from contracts.notices.photos import BuildingNotAddressed
from contracts.notices.request_types import AddPhotoRequest
from contracts.notices.workflow import NoticeAction
from foundation import pictures
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.photos.queries import buildings_of
from services.notices.photos.tables import Photo
from services.notices.policy import NoticesPolicy
from services.notices.workflow.operations import load, require_permitted


def add_photo(uow: UnitOfWork, data: AddPhotoRequest) -> Photo:
    """File a photo from a building that the notice hangs in.

    Raise `PhotoTypeUnsupported`, `PhotoTooLarge`, `BuildingNotAddressed`.
    """
    notice = load(uow, data["notice_id"])
    require_permitted(notice, NoticeAction.ADD_PHOTO)
    picture = pictures.received(data["content"], uow.policy(NoticesPolicy).photo_max_mb)
    if data["building"] not in buildings_of(uow, notice):
        raise BuildingNotAddressed(field="building", building=data["building"])
    photo = Photo(
        id=uow.new_id(),
        notice_id=notice.id,
        building=data["building"],
        taken_by_id=uow.actor.id,
        taken_by_name=uow.actor.name,
        filed_at=uow.now,
        **picture.columns(),
    )
    uow.session.add(photo)
    return photo
