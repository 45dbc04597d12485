"""Photos and papers (附件, R01), such as a quote or a warranty: the household's and the staff's."""

from contracts.attachments import file_content
from contracts.fields import Id
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class TooManyPhotos(ServiceError):
    """A repair has at most {limit} attachments."""

    code, status = "too_many_photos", 409
    zh = "每张报修单最多 {limit} 个附件。"


class AddPhoto(OneRepair):
    """A photo of what is wrong, or of what was done, or a paper (PDF) about it (R01, P09)."""

    content = file_content()


class OnePhoto(OneRepair):
    """A photo or paper of a repair (R01)."""

    photo_id = Id(required=True)
