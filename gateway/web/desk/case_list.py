"""All cases: open, answered and closed ones, newest first."""

from flask import request

from contracts.complaints import methods
from contracts.complaints.codes import Category, Kind, Status
from gateway.web.asking import ask
from gateway.web.desk.group import pages
from gateway.web.pages import page
from gateway.web.words import choices

FILTERS = (("status", Status), ("kind", Kind), ("category", Category))


@pages.get("/cases")
def cases() -> str:
    """Filtered by the address."""
    chosen = {name: request.args.get(name, "") for name, _codes in FILTERS}
    wanted = {name: chosen[name] for name, codes in FILTERS if chosen[name] in list(codes)}
    late, mine = "late" in request.args, "mine" in request.args
    household_id = request.args.get("household_id") or None
    found = ask(
        methods.SEARCH,
        limit=50,
        cursor=request.args.get("cursor"),
        household_id=household_id,
        overdue=late,
        mine=mine,
        **wanted,
    )
    return page(
        "desk/cases.html",
        cases=found,
        wanted=wanted,
        late=late,
        mine=mine,
        household_id=household_id,
        options={name: choices(codes) for name, codes in FILTERS},
    )
