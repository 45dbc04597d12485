"""What must be there before this process can work: named checks, asked one by one."""

from collections.abc import Callable

from foundation.errors import ServiceError

Check = Callable[[], object]
"""Raises a `ServiceError` where what it asks for is away."""

_checks: dict[str, Check] = {}


def ask(name: str, check: Check) -> None:
    """Ask this, too, from now on."""
    _checks[name] = check


def forget(*names: str) -> None:
    """Ask no more."""
    for name in names:
        _checks.pop(name, None)


def states() -> dict[str, str]:
    """`ok` or the code of the refusal, per check."""
    return {name: state(check) for name, check in list(_checks.items())}


def state(check: Check) -> str:
    """`ok`, or the code of the refusal."""
    try:
        check()
    except ServiceError as error:
        return error.code
    return "ok"
