"""Pictures of the company (公司图样): what stands on its papers beside words (P10)."""

from marshmallow import fields

from contracts.attachments import file_content
from contracts.base import Payload, View
from contracts.code import Code
from contracts.fields import Coded, Id


class CompanyPicture(Code):
    """What a picture of the company is."""

    LETTERHEAD = "letterhead", "抬头徽标", "Letterhead"
    """At the top of every paper."""
    SEAL = "seal", "公章图样", "Seal"
    """On the papers by which the company binds itself: receipt, letter, answer, closing
    statement."""


class OneCompanyPicture(Payload):
    """A picture of the company, as its papers bear it."""

    kind = Id(required=True)
    """A `CompanyPicture`; there is no other."""


class PutCompanyPicture(OneCompanyPicture):
    """Have the papers bear this picture from now on (PNG or JPEG). It is drawn anew and made
    smaller: nothing else of the file is kept."""

    picture = file_content()


class CompanyPictureView(View):
    """That there is a picture."""

    kind = Coded(CompanyPicture, required=True)
    digest = fields.String(required=True)
    """By which it is told from another."""
    size = fields.Integer(required=True)
    """Bytes."""


class CompanyPictureFile(CompanyPictureView):
    """A picture with its content."""

    media_type = fields.String(required=True)
    content = fields.String(required=True)
    """Base64."""
