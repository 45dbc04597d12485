"""What two persons decide on, roles and passwords: what waits, and the second one's word (P03)."""

from typing import Any

from flask import Response
from wtforms import RadioField, TextAreaField

from contracts.directory import methods
from contracts.directory.codes import RoleRequestStatus
from gateway.translations import _, _l
from gateway.web.asking import ask
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.site.group import pages

MOST = 100


class Decide(PageForm):
    """Whether what was asked for is given."""

    calls = (methods.DECIDE_ROLE_REQUEST,)
    needed = frozenset({"remark"})
    approve = RadioField(
        _l("Do you agree?"),
        choices=lambda: [("true", _("Yes, I agree")), ("false", _("No"))],
    )
    remark = TextAreaField(_l("Remark"), render_kw={"rows": 2})


@pages.get("/role-requests")
def role_requests() -> str:
    """What waits for a second person; for administrators, who have no list of approvals."""
    waiting: dict[str, Any] = {"status": RoleRequestStatus.REQUESTED, "limit": MOST}
    found = ask(methods.LIST_ROLE_REQUESTS, **waiting)
    return page("site/role_requests.html", items=found["items"])


@pages.get("/role-requests/<role_request_id>")
def role_request(role_request_id: str, form: PageForm | None = None) -> str:
    """One request, with the form of who may decide."""
    found = ask(methods.GET_ROLE_REQUEST, role_request_id=role_request_id)
    shown = given(form, Decide) if found["decides"] else None
    return page("site/role_request.html", asked=found, form=shown)


@pages.post("/role-requests/<role_request_id>", Decide, otherwise=role_request)
def decide_roles(form: Decide, role_request_id: str) -> Response:
    """Agree or not; never by who asked or whom it is about."""
    form.ask(
        methods.DECIDE_ROLE_REQUEST,
        role_request_id=role_request_id,
        approve=form.approve.data,
        **form.values("remark"),
    )
    return done(_("Your decision is recorded."), role_requests)
