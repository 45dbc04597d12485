"""The inbox of a department (部门待接, C14): what waits to be taken over, on a phone too."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from contracts.complaints import methods
from contracts.complaints.departments import ALL, MINE
from contracts.roles import MANAGERS
from gateway.translations import _
from gateway.web import departments, formats
from gateway.web.calls import call
from gateway.web.desk.case_forms import SendBack
from gateway.web.desk.group import pages
from gateway.web.desk.worklist import MOST
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.visitor import visitor


class TakeOverNow(PageForm):
    """A button: who presses it has the case."""

    calls = (methods.TAKE_OVER,)


@pages.get("/inbox")
def inbox() -> str:
    """What waits for the department and for whoever looks; for managers, of all departments or of
    the one that the address names. What is to be taken over first stands first."""
    visitor().require(*methods.TAKE_OVER.roles)
    manages = visitor().has(*MANAGERS)
    choices = offered() if manages else []
    named = request.args.get("department", "")
    department = named if named in dict(choices) else ""
    found = call(methods.SEARCH, inbox=department or (ALL if manages else MINE), limit=MOST)
    cases = sorted(found["items"], key=lambda one: one["take_over_by"])
    return page(
        "desk/inbox.html",
        cases=cases,
        late=sum(is_late(case) for case in cases),
        departments=choices,
        department=department,
        take=given(None, TakeOverNow),
        cut=found["next_cursor"] is not None,
        most=MOST,
    )


def offered() -> list[tuple[str, str]]:
    """The departments with how much waits for each; what is offered no more may have some."""
    return [
        (one["code"], f"{one['name']} · {one['waiting']}")
        for one in departments.departments()
        if one["active"] or one["waiting"]
    ]


def is_late(case: Mapping[str, Any]) -> bool:
    """Whether a case should have been taken over by now."""
    return formats.urgency(case["take_over_by"]) == "bad"


@pages.get("/inbox/<complaint_id>")
def inbox_case(complaint_id: str, form: PageForm | None = None) -> str:
    """One case that waits, and the two things to be done with it; or what kept it from that."""
    visitor().require(*methods.TAKE_OVER.roles)
    found = call(methods.GET, complaint_id=complaint_id)
    return page(
        "desk/inbox_case.html",
        case=found,
        waits=methods.TAKE_OVER.name in found["actions"],
        take=given(form, TakeOverNow),
        back=given(form, SendBack),
    )


@pages.post("/inbox/<complaint_id>/take-over", TakeOverNow, otherwise=inbox_case)
def take_over_now(form: TakeOverNow, complaint_id: str) -> Response:
    """Have it from now on; what is next stands on its page."""
    made = form.call(methods.TAKE_OVER, complaint_id=complaint_id)
    said = _("You have taken over %(number)s.", number=made["number"])
    return done(said, "desk.case", complaint_id=complaint_id)


@pages.post("/inbox/<complaint_id>/send-back", SendBack, otherwise=inbox_case)
def send_back_now(form: SendBack, complaint_id: str) -> Response:
    """Give it back to the desk."""
    made = form.call(methods.SEND_BACK, complaint_id=complaint_id, **form.arguments())
    return done(_("%(number)s is sent back to the desk.", number=made["number"]), inbox)
