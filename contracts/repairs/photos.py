"""Photos (照片, R01): the household's and the staff's."""

from contracts.attachments import file_content
from contracts.fields import Id
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class TooManyPhotos(ServiceError):
    """A repair has at most {limit} photos."""

    code, status = "too_many_photos", 409
    zh = "每张报修单最多 {limit} 张照片。"


class AddPhoto(OneRepair):
    """A photo of what is wrong, or of what was done (R01)."""

    content = file_content()


class OnePhoto(OneRepair):
    """A photo of a repair (R01)."""

    photo_id = Id(required=True)
