"""Who may act: the roles of the rulebook, and the groups that methods name."""

from collections.abc import Mapping, Set
from enum import Enum, auto

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


class Task(Enum):
    """What somebody does (岗位职责). Methods, menus and pages name these, never a role."""

    LIVES_HERE = auto()
    """Sees and acts on the own household."""
    WORKS = auto()
    """Works with business data: belongs to the staff."""
    DESK = auto()
    """Takes what residents bring to the front desk (前台)."""
    WORKS_ON_CASES = auto()
    """Works on complaints; the inspector stays independent of them."""
    SUPERVISES = auto()
    """Leads the desk, the first to whom cases are escalated (客服主管)."""
    MANAGES = auto()
    """Receives escalations: one of the tiers."""
    APPROVES = auto()
    """Approves what is told to all, and how the work is done."""
    DIRECTS = auto()
    """Answers for the company towards residents, and for its prices."""
    CALLS = auto()
    """Calls residents back or visits them."""
    TAKES_MONEY = auto()
    """Takes money at the counter (收银)."""
    KEEPS_BOOKS = auto()
    """Sets prices, makes bills, reconciles."""
    SECONDS_MONEY = auto()
    """May be the second person at a receipt or refund."""
    READS_METERS = auto()
    """Reads meters and enters what they show."""
    SERVES_BUILDINGS = auto()
    """Looks after buildings, visits homes (管家)."""
    BRINGS_PAPER = auto()
    """Brings paper to doors."""
    CARRIES_OUT = auto()
    """Carries out work orders (维修)."""
    INSPECTS = auto()
    """Checks independently (品质督导)."""
    HIRES = auto()
    """Takes on people and gives them their roles."""
    ADMINISTERS = auto()
    """Keeps accounts and settings."""
    RUNS_ITSELF = auto()
    """Is the product: deadlines and events."""


_AT_THE_DESK = {
    Task.WORKS, Task.DESK, Task.WORKS_ON_CASES, Task.CALLS, Task.TAKES_MONEY, Task.READS_METERS,
    Task.BRINGS_PAPER,
}  # fmt: skip
_TIER = {Task.WORKS, Task.WORKS_ON_CASES, Task.MANAGES, Task.CALLS}
TASKS: Mapping[Role, Set[Task]] = {
    Role.RESIDENT: {Task.LIVES_HERE},
    Role.RECEPTIONIST: _AT_THE_DESK,
    Role.STEWARD: {
        Task.WORKS, Task.WORKS_ON_CASES, Task.CALLS, Task.READS_METERS, Task.SERVES_BUILDINGS,
        Task.BRINGS_PAPER,
    },
    Role.ENGINEER: {Task.WORKS, Task.WORKS_ON_CASES, Task.READS_METERS, Task.CARRIES_OUT},
    Role.SUPERVISOR: _AT_THE_DESK | _TIER | {Task.SUPERVISES, Task.SECONDS_MONEY},
    Role.DEPUTY_MANAGER: _TIER | {Task.APPROVES, Task.HIRES},
    Role.DIRECTOR: _TIER | {Task.APPROVES, Task.DIRECTS, Task.HIRES},
    Role.FINANCE: {
        Task.WORKS, Task.WORKS_ON_CASES, Task.TAKES_MONEY, Task.KEEPS_BOOKS, Task.SECONDS_MONEY,
        Task.READS_METERS,
    },
    Role.INSPECTOR: {Task.WORKS, Task.CALLS, Task.INSPECTS},
    Role.ADMIN: {Task.ADMINISTERS, Task.HIRES},
    Role.SYSTEM: {Task.RUNS_ITSELF},
}  # fmt: skip
"""What each role does (岗位职责表). Who may call a method, which menu and pages somebody has and
where they begin follow from it: a new role is a row here."""


def who(*tasks: Task) -> frozenset[Role]:
    """The roles that do one of these."""
    return frozenset(role for role, done in TASKS.items() if not done.isdisjoint(tasks))


STAFF = who(Task.WORKS)
"""Everybody who works with business data."""
RESIDENTS = who(Task.LIVES_HERE)
EVERYONE = STAFF | RESIDENTS
"""Residents and staff; `admin` is named where it is meant."""
ADMINS = who(Task.ADMINISTERS)
"""Who says what company and communities are called, who works there, and what it runs by."""
ANYONE = EVERYONE | ADMINS
"""Whoever can log in."""
DESK = who(Task.DESK)
"""The front desk (前台)."""
SUPERVISORS = who(Task.SUPERVISES)
"""Who leads it."""
MANAGERS = who(Task.MANAGES)
"""The escalation tiers."""
APPROVERS = who(Task.APPROVES)
"""Those above the first."""
CASE_WORKERS = who(Task.WORKS_ON_CASES)
"""Who works on cases; the inspector stays independent of them."""
DIRECTORS = who(Task.DIRECTS)
"""The top."""
CALLERS = who(Task.CALLS)
"""Who calls residents back or visits them: may look at a whole number, logged (D03)."""
FINANCE = who(Task.KEEPS_BOOKS)
"""Who sets prices and makes bills."""
COLLECTORS = CALLERS | FINANCE
"""Those, and who asks residents for money: of what costs some, a home or a repair (D03)."""
CASHIERS = who(Task.TAKES_MONEY)
"""Who takes money at the counter (收银)."""
CONTROLLERS = who(Task.SECONDS_MONEY)
"""Who may be the second person at a receipt or refund, and sees the dunning of everybody."""
STEWARDS = who(Task.SERVES_BUILDINGS)
"""Who looks after buildings (管家)."""
ENGINEERS = who(Task.CARRIES_OUT)
"""Who carries work orders out."""
INSPECTORS = who(Task.INSPECTS)
"""Who checks independently."""
PRODUCT = who(Task.RUNS_ITSELF)
"""Nobody: what services and gateway ask each other."""
