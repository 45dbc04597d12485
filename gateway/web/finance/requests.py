"""The list of what finance and managers decide on as second persons, alike for all of it."""

from collections.abc import Callable
from typing import Any

from flask import Response

from contracts.code import Code
from contracts.method import Method
from gateway.web import tables
from gateway.web.finance.group import sections
from gateway.web.manager.period import named
from gateway.web.tables import Table, sheets
from gateway.words import choices


def requests_page(
    name: str,
    method: Method,
    states: type[Code],
    table_of: Callable[[list[dict[str, Any]]], Table],
) -> str | Response:
    """All requests, newest first, of the state that the address names; `name` is the workbook's."""
    found = tables.listed(method, **named("status"))
    return sheets(
        "finance/requests.html",
        name,
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        options=choices(states),
        sections=sections(),
    )
