"""Confidential data unmasked (隐私信息查看): looks and exports, each logged with its purpose."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import Code
from contracts.fields import Coded, Id, Instant, Text, code


class Confidential(Code):
    """Personal data that is shown masked and unmasked only by a logged look (D03)."""

    PHONE = "phone", "电话", "Phone number"
    ID_NUMBER = "id_number", "身份证号", "Identity number"


class LookKind(Code):
    """How confidential data left its mask (D03)."""

    REVEAL = "reveal", "查看", "Look"
    """One person looked at one number."""
    SEARCH = "search", "按电话查找", "Search by phone"
    """Households were looked for by a number, or the end of one."""
    EXPORT = "export", "导出", "Export"
    """A list with unmasked numbers was made."""


class Reveal(Payload):
    """An unmasked look at one number, for a named purpose."""

    household_id = Id(required=True)
    member_id = Id(load_default=None, allow_none=True)
    """Without: the owner, for residents their own entry."""
    what = fields.String(
        load_default=Confidential.PHONE, validate=validate.OneOf(list(Confidential))
    )
    purpose = Text(required=True, min=2, max=200)


class RevealView(View):
    """The number, and the look under which it was given."""

    look_id = Id(required=True)
    value = fields.String(required=True, allow_none=True)


class LookView(PlacedView):
    """Who saw what, when and what for (D03)."""

    id = Id(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    by_id = fields.String(required=True)
    kind = code(LookKind, required=True)
    what = Coded(Confidential, required=True)
    household_id = Id(required=True, allow_none=True)
    place = fields.String(load_default=None, allow_none=True)
    """Building and unit of the household, as the archive has them now."""
    purpose = fields.String(required=True)
    rows = fields.Integer(required=True)


class ListLooks(PageQuery):
    """The log of unmasked looks, newest first."""

    household_id = Id(load_default=None, allow_none=True)


class ExportHouseholds(Payload):
    """A list with unmasked numbers; the act is logged with its purpose (D03)."""

    purpose = Text(required=True, min=2, max=200)
    building = Text(load_default=None, allow_none=True, max=30)


class ExportView(View):
    """The rows under the headings of the import template, so that an export can be imported."""

    look_id = Id(required=True)
    headings = fields.List(fields.String(), required=True)
    rows = fields.List(fields.List(fields.Raw(allow_none=True)), required=True)
