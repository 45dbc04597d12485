"""What two persons decide on, roles and passwords: what waits, and the second one's word (P03)."""

from typing import Any

from flask import Response

from contracts.directory import methods
from contracts.directory.role_requests import RoleRequestStatus
from gateway.translations import _l
from gateway.web import decisions
from gateway.web.calls import call
from gateway.web.forms import PageForm
from gateway.web.pages import done, page
from gateway.web.site.group import pages

MOST = 100


Decide = decisions.decision(
    methods.DECIDE_ROLE_REQUEST, _l("Do you agree?"), _l("Yes, I agree"), _l("No")
)


@pages.get("/role-requests")
def role_requests() -> str:
    """What waits for a second person; for administrators, who have no list of approvals."""
    waiting: dict[str, Any] = {"status": RoleRequestStatus.REQUESTED, "limit": MOST}
    found = call(methods.LIST_ROLE_REQUESTS, **waiting)
    return page("site/role_requests.html", items=found["items"])


@pages.get("/role-requests/<role_request_id>")
def role_request(role_request_id: str, form: PageForm | None = None) -> str:
    """One request, with the form of who may decide."""
    found = call(methods.GET_ROLE_REQUEST, role_request_id=role_request_id)
    communities = call(methods.LIST_COMMUNITIES)["items"]
    return page(
        "site/role_request.html",
        requested=found,
        form=decisions.offered(form, Decide, found),
        communities={one["code"]: one["name"] for one in communities},
        several=len(communities) > 1,
    )


@pages.post("/role-requests/<role_request_id>", Decide, otherwise=role_request)
def decide_roles(form: PageForm, role_request_id: str) -> Response:
    """Agree or not; never by who asked or whom it is about."""
    return done(decisions.decide(form, role_request_id=role_request_id), role_requests)
