"""Shared costs (公摊): a month's total is divided once among the units (B01)."""

from foundation.errors import ServiceError


class NothingToShareBy(ServiceError):
    """{name} cannot be shared: there is no area of that unit type."""

    code, status = "nothing_to_share_by", 409
    zh = "{name} 无法分摊：该户型没有可计面积。"
