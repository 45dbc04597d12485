"""All cases: open, answered and closed ones, newest first."""

from collections.abc import Callable, Mapping

from flask import request

from contracts.complaints import methods
from contracts.complaints.cases import Kind, Status
from gateway.web import categories
from gateway.web.calls import call
from gateway.web.desk.group import pages
from gateway.web.pages import page
from gateway.web.visitor import visitor
from gateway.words import choices

FILTERS: Mapping[str, Callable[[], list[tuple[str, str]]]] = {
    "status": lambda: choices(Status),
    "kind": lambda: choices(Kind),
    "category": categories.offered,
}


@pages.get("/cases")
def cases() -> str:
    """Filtered by the address."""
    options = {name: offered() for name, offered in FILTERS.items()}
    wanted = {
        name: request.args[name]
        for name, offered in options.items()
        if request.args.get(name) in dict(offered)
    }
    ticked = {name: name in request.args for name in ("late", "mine", "unread")}
    household_id = request.args.get("household_id") or None
    found = call(
        methods.SEARCH,
        limit=50,
        cursor=request.args.get("cursor"),
        household_id=household_id,
        **ticked,
        **wanted,
    )
    return page(
        "desk/cases.html",
        cases=found,
        wanted=wanted,
        ticked=ticked,
        household_id=household_id,
        options=options,
        officer=visitor().has(*methods.LIST_HOT_ISSUES.roles),
    )
