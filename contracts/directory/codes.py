"""Codes of the directory; each member with its meaning."""

from enum import StrEnum


class UnitType(StrEnum):
    """What a unit is used for; fee items and surveys differ by it."""

    RESIDENTIAL = "residential"
    """住宅: a flat."""
    SHOP = "shop"
    """商铺: a shop on the street side."""


class Relation(StrEnum):
    """What a person is to a household."""

    OWNER = "owner"
    """业主: holds the property certificate; owes the property fee."""
    TENANT = "tenant"
    """租户: rents the unit."""
    FAMILY = "family"
    """家庭成员: lives with the owner or the tenant."""


class Duty(StrEnum):
    """What a shift of the duty roster (值班表) is for."""

    DUTY_MANAGER = "duty_manager"
    """值班经理: supervisor, deputy manager or director who decides at this hour."""
    DESK = "desk"
    """前台值班: takes contacts, around the clock (C09)."""
    ENGINEER = "engineer"
    """维修值班: sets out for emergencies, around the clock (R02)."""


class Confidential(StrEnum):
    """Personal data that is shown masked and unmasked only by a logged look (D03)."""

    PHONE = "phone"
    """电话."""
    ID_NUMBER = "id_number"
    """身份证号."""


class LookKind(StrEnum):
    """How confidential data left its mask (D03)."""

    REVEAL = "reveal"
    """查看: one person looked at one number."""
    EXPORT = "export"
    """导出: a list with unmasked numbers was made."""


class RowOutcome(StrEnum):
    """What a good row of an imported spreadsheet comes to (D01)."""

    CREATED = "created"
    """新增: a household that was not known."""
    UPDATED = "updated"
    """更新: a known one, of which something changes."""
    UNCHANGED = "unchanged"
    """不变: all of it is known."""
