"""Households (房屋) as billing keeps them: the state of each unit by the day (B01, B16)."""

from foundation.errors import ServiceError


class UnknownHousehold(ServiceError):
    """There is no such household."""

    code, status = "unknown_household", 422
    zh = "没有这一户。"
