"""Who may act: the roles of the rulebook, and the groups that methods name."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in the company, or towards it."""

    RESIDENT = "resident"
    """业主/住户: owner or tenant of a unit; sees and acts on the own household only."""
    RECEPTIONIST = "receptionist"
    """接待员/前台: front desk, and cashier at the counter."""
    STEWARD = "steward"
    """管理员/楼栋管家: looks after some buildings."""
    ENGINEER = "engineer"
    """维修工: carries out work orders."""
    SUPERVISOR = "supervisor"
    """客服主管: first escalation tier."""
    DEPUTY_MANAGER = "deputy_manager"
    """主管副总经理: second escalation tier."""
    DIRECTOR = "director"
    """社区主任/项目经理: top tier."""
    FINANCE = "finance"
    """财务: fee schedules, receipts, reconciliation."""
    INSPECTOR = "inspector"
    """督察: independent return visits and checks."""
    ADMIN = "admin"
    """系统管理员: accounts and policies; no business data by default."""
    SYSTEM = "system"
    """系统: deadlines and event handlers; nobody logs in as it."""


STAFF = frozenset(Role) - {Role.RESIDENT, Role.ADMIN, Role.SYSTEM}
"""Everybody who works with business data."""
EVERYONE = STAFF | {Role.RESIDENT}
"""Residents and staff; `admin` is named where it is meant."""
ANYONE = EVERYONE | {Role.ADMIN}
"""Whoever can log in."""
DESK = frozenset({Role.RECEPTIONIST, Role.SUPERVISOR})
"""The front desk (前台)."""
MANAGERS = frozenset({Role.SUPERVISOR, Role.DEPUTY_MANAGER, Role.DIRECTOR})
"""The escalation tiers."""
CASHIERS = frozenset({Role.RECEPTIONIST, Role.SUPERVISOR, Role.FINANCE})
"""Who takes money at the counter (收银)."""
