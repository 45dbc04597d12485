"""Who may act: the roles of the rulebook, and the groups that methods name."""

from contracts.code import Code


class Role(Code):
    """What a person is in the company, or towards it."""

    RESIDENT = "resident", "住户", "Resident"
    """Owner or tenant of a unit; sees and acts on the own household only."""
    RECEPTIONIST = "receptionist", "客服专员", "Front desk"
    """Front desk, and cashier at the counter."""
    STEWARD = "steward", "楼栋管家", "Steward"
    """Looks after some buildings."""
    ENGINEER = "engineer", "维修工", "Engineer"
    """Carries out work orders."""
    SUPERVISOR = "supervisor", "客服主管", "Supervisor"
    """First escalation tier."""
    DEPUTY_MANAGER = "deputy_manager", "分管副总经理", "Deputy manager"
    """Second escalation tier."""
    DIRECTOR = "director", "项目经理", "Director"
    """Top tier."""
    FINANCE = "finance", "财务", "Finance"
    """Fee schedules, receipts, reconciliation."""
    INSPECTOR = "inspector", "品质督导", "Inspector"
    """Independent return visits and checks."""
    ADMIN = "admin", "系统管理员", "Administrator"
    """Accounts and policies; no business data by default."""
    SYSTEM = "system", "系统", "System"
    """Deadlines and event handlers; nobody logs in as it."""


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
CALLERS = STAFF - {Role.ENGINEER, Role.FINANCE}
"""Who calls residents back or visits them: may look at a whole number, logged (D03)."""
COLLECTORS = CALLERS | {Role.FINANCE}
"""Those, and who asks residents for money: of what costs some, a home or a repair (D03)."""
CASHIERS = frozenset({Role.RECEPTIONIST, Role.SUPERVISOR, Role.FINANCE})
"""Who takes money at the counter (收银)."""
