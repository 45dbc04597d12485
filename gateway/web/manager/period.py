"""Which month, or which days, figures are asked for."""

import re

from flask import request

from gateway.web import clock

MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])", re.ASCII)


def month() -> str:
    """The month of the address, or the present one."""
    wanted = request.args.get("month", "")
    return wanted if MONTH.fullmatch(wanted) else f"{clock.now():%Y-%m}"


def named(*names: str) -> dict[str, str]:
    """Arguments of the address that say something."""
    return {name: request.args[name] for name in names if request.args.get(name)}
