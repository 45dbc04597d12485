"""Photos (张贴照片) of notices hanging in the buildings."""

from marshmallow import fields

from contracts.attachments import AttachmentFile, AttachmentView, file_content
from contracts.base import PlacedView, View
from contracts.fields import Id, Instant, Text
from contracts.notices.workflow import OneNotice
from foundation.errors import ServiceError


class BuildingNotAddressed(ServiceError):
    """This notice is not for {building}."""

    code, status = "building_not_addressed", 422
    zh = "这份公告不在 {building} 张贴。"


class AddPhoto(OneNotice):
    """A photo of the notice hanging in a building (N02)."""

    building = Text(required=True, max=30)
    content = file_content()


class OnePhoto(OneNotice):
    """A photo of a notice."""

    photo_id = Id(required=True)


class PhotoView(AttachmentView):
    """A photo of the notice hanging in a building (N02)."""

    building = fields.String(required=True)


class PhotoFile(AttachmentFile):
    """A photo of the notice with its content."""

    building = fields.String(required=True)


class MissingPhotosView(PlacedView):
    """A major announcement and the buildings whose photo is overdue (N02)."""

    notice_id = Id(required=True)
    number = fields.String(required=True)
    title = fields.String(required=True)
    published_at = Instant(required=True)
    due_at = Instant(required=True)
    buildings = fields.List(fields.String(), required=True)


class MissingPhotosList(View):
    """What is overdue; empty when every photo is filed."""

    items = fields.List(fields.Nested(MissingPhotosView), required=True)
