"""The demonstration's logins, shown on its login page."""

from contracts.roles import Role
from gateway.translations import _l

DEMO_PASSWORD = "guanjia-demo"  # noqa: S105 - shown on purpose, accepted in demo mode only
STAFF = (
    Role.RECEPTIONIST, Role.STEWARD, Role.ENGINEER, Role.SUPERVISOR, Role.DEPUTY_MANAGER,
    Role.DIRECTOR, Role.FINANCE, Role.INSPECTOR,
)  # fmt: skip
FOR_ALL = (Role.ADMIN, Role.DIRECTOR, Role.FINANCE)


def residents(first: int, last: int) -> tuple[tuple[str, Role], ...]:
    """Residents by number."""
    return tuple((f"resident{number}", Role.RESIDENT) for number in range(first, last + 1))


def staff(prefix: str, roles: tuple[Role, ...]) -> tuple[tuple[str, Role], ...]:
    """One of each role."""
    return tuple((f"{prefix}{role}", role) for role in roles)


LOGINS = (
    ("观澜花园", residents(1, 5) + staff("", (*STAFF, Role.ADMIN))),
    ("云栖里", residents(6, 7) + staff("yx_", STAFF)),
    (_l("All communities"), staff("company_", FOR_ALL)),
)
"""Where somebody is, with user name and role of each."""
