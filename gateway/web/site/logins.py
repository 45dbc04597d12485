"""The demonstration's logins, shown on its login page."""

from contracts.roles import Role

DEMO_PASSWORD = "guanjia-demo"  # noqa: S105 - shown on purpose, accepted in demo mode only
RESIDENTS = 5
STAFF = (
    Role.RECEPTIONIST, Role.STEWARD, Role.ENGINEER, Role.SUPERVISOR, Role.DEPUTY_MANAGER,
    Role.DIRECTOR, Role.FINANCE, Role.INSPECTOR, Role.ADMIN,
)  # fmt: skip
LOGINS = tuple((f"resident{number}", Role.RESIDENT) for number in range(1, RESIDENTS + 1)) + tuple(
    (role.value, role) for role in STAFF
)
"""User name and role of each."""
