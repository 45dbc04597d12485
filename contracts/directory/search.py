"""Search for households (住户查找), by place, name or number."""

from marshmallow import fields, validate

from contracts.base import PageQuery
from contracts.directory.households import UnitType
from contracts.fields import Text
from foundation.errors import ServiceError


class TooManySearches(ServiceError):
    """Too many searches by phone: {limit} within {minutes} minutes; try again later, or look for
    a name or unit."""

    code, status = "too_many_searches", 429
    zh = "按电话查找过于频繁：每 {minutes} 分钟最多 {limit} 次，请稍后再试，或按姓名、房号查找。"


class FindHouseholds(PageQuery):
    """Search by name, unit, building.

    Who may reveal numbers searches by the last four digits or the whole of one, too: each such
    search is a look that is logged, and there are only so many an hour (D03).
    """

    q = Text(load_default=None, allow_none=True, max=60, min=0)
    building = Text(load_default=None, allow_none=True, max=30)
    unit_type = fields.String(load_default=None, validate=validate.OneOf(list(UnitType)))
    key_only = fields.Boolean(load_default=False)
    """Only key households (重点户, D04); for the desk and the managers."""
