"""Which passwords are taken."""

DEMO_PASSWORD = "guanjia-demo"  # noqa: S105 - shown on the login page of demo mode
"""Opens the accounts of the made-up community, in demo mode only."""


def is_weak(password: str, username: str, min_length: int) -> bool:
    """Whether the password is too short or uniform, the user name, or known to everybody."""
    return (
        len(password) < min_length
        or len(set(password)) < 4
        or password.casefold() in {username.casefold(), DEMO_PASSWORD}
    )
