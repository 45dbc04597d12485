"""Escalations that wait for me, with acknowledge (X09); letters that I have to read (X07)."""

from typing import Any

from flask import Response

from contracts.complaints import methods
from contracts.complaints.escalation import EscalationReason
from contracts.complaints.worklist import Waiting
from gateway.translations import _
from gateway.web import tables
from gateway.web.forms import PageForm, given
from gateway.web.manager.cases import case_address
from gateway.web.manager.group import WAITING, pages
from gateway.web.pages import done
from gateway.web.tables import Table, placed, sheets
from gateway.words import worded


@pages.get("/escalations")
def escalations(form: PageForm | None = None) -> str | Response:
    """What was told to me and what I have not taken note of, newest first."""
    found = tables.listed(methods.ESCALATIONS)
    mine = to_acknowledge(found["items"])
    return sheets(
        "manager/escalations.html",
        "escalations",
        [table_of(mine)],
        cases=mine,
        cursor=found["next_cursor"],
        form=given(form, PageForm),
        waiting_pages=WAITING,
    )


@pages.get("/escalations/<complaint_id>")
def escalation(complaint_id: str, form: PageForm | None = None) -> str | Response:
    """The list again, with what kept a case from being acknowledged."""
    return escalations(form)


@pages.post("/escalations/<complaint_id>", PageForm, otherwise=escalation)
def acknowledge(form: PageForm, complaint_id: str) -> Response:
    """Take note of it by name; the next tier is told only if nobody does."""
    made = form.call(methods.ACKNOWLEDGE, complaint_id=complaint_id)
    return done(_("%(number)s is acknowledged.", number=made["number"]), escalations)


def to_acknowledge(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cases that wait to be acknowledged or read, with what they wait for."""
    wanted = (Waiting.ACKNOWLEDGEMENT, Waiting.READING)
    return [
        item | {"waiting": waiting}
        for item in items
        if (waiting := [why(each) for each in item["waiting"] if each["waits_for"] in wanted])
    ]


def why(waiting: dict[str, Any]) -> dict[str, Any]:
    """What a case waits for, with the reason of an escalation in words."""
    reading = waiting["waits_for"].is_reading
    return waiting | {"why": "" if reading else worded(EscalationReason(waiting["detail"]))}


def table_of(cases: list[dict[str, Any]]) -> Table:
    """The list as a spreadsheet has it."""
    rows = [
        placed(
            case,
            tables.text(case["number"], case_address(case["complaint_id"])),
            tables.text(case["category_name"]),
            tables.coded(case["gravity"]),
            tables.text(case["description"]),
            tables.coded(each["waits_for"]),
            tables.moment(each["since"]),
            tables.moment(each["until"]),
            tables.moment(case["due_at"]),
            tables.text(case["first_responsible"]),
            tables.text(case["handler"]),
        )
        for case in cases
        for each in case["waiting"]
    ]
    headings = [
        _("Number"), _("Category"), _("Gravity"), _("What happened"), _("Waits"), _("Since"),
        _("Next tier is told"), _("Answer due"), _("First responsible"), _("Handler"),
    ]  # fmt: skip
    return Table(_("Escalations"), headings, rows, _("Nothing waits for you"))
