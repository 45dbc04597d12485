"""The cases behind a figure; each is read, and worked on, at the desk's page of it."""

from typing import Any

from flask import Response, request, url_for

from contracts.complaints import methods
from contracts.complaints.cases import Kind, Status
from contracts.complaints.departments import DESK
from contracts.complaints.escalation import Tier
from gateway.translations import _
from gateway.web import categories, departments, tables
from gateway.web.manager.group import pages
from gateway.web.manager.period import named
from gateway.web.tables import Table, placed, sheets
from gateway.words import choices

FILTERS = ("status", "tier", "kind", "category", "team", "building", "month", "counted", "overdue")


def case_address(complaint_id: str) -> str:
    """Where a case is read and decided on."""
    return url_for("desk.case", complaint_id=complaint_id)


def cases_address(**filters: Any) -> str:
    """Where the cases behind a figure are read."""
    return url_for("manager.cases", **filters)


@pages.get("/figures/cases")
def cases() -> str | Response:
    """Cases by the filters of the address."""
    found = tables.listed(methods.SEARCH, **named(*FILTERS))
    return sheets(
        "manager/cases.html",
        "cases",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        options={
            "status": choices(Status),
            "tier": choices(Tier),
            "kind": choices(Kind),
            "category": categories.offered(),
            "team": teams(request.args.get("team", "")),
        },
        kept={name: request.args[name] for name in ("building",) if name in request.args},
    )


def teams(chosen: str) -> list[tuple[str, str]]:
    """The desk and the departments (C14), with the one that was chosen."""
    kept = None if chosen == DESK else chosen
    return [(DESK, _("Front desk")), *departments.options("", kept)[1:]]


def table_of(items: list[dict[str, Any]]) -> Table:
    """A list of cases."""
    rows = [
        placed(
            case,
            tables.text(case["number"], case_address(case["id"])),
            tables.due(case["due_at"])
            if not case["answered_at"]
            else tables.moment(case["due_at"]),
            tables.text(case["category_name"]),
            tables.text(place_of(case)),
            tables.text(case["description"]),
            tables.coded(case["status"]),
            tables.coded(case["tier"]),
            tables.text(case["department_name"] or _("Front desk")),
            tables.text(case["handler"] or case["first_responsible"]),
            tables.moment(case["lodged_at"]),
            tables.coded(case["gravity"]),
        )
        for case in items
    ]
    headings = [
        _("Number"), _("Answer due"), _("Category"), _("Where"), _("What happened"), _("State"),
        _("Tier"), _("Team"), _("Person"), _("Lodged"), _("Gravity"),
    ]  # fmt: skip
    return Table(
        _("Cases"), headings, rows, _("No case is like that"),
        _("Choose another month or take a filter away."),
    )  # fmt: skip


def place_of(case: dict[str, Any]) -> str:
    """The household's unit, or the place that was named."""
    return " ".join(filter(None, (case["building"], case["unit"]))) or case["place"] or ""
