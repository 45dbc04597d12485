"""Refusals as pages, for people; programs get problem documents."""

from dataclasses import replace

from flask import Response, g, render_template, request, url_for

from foundation.errors import CommunityNotChosen, ServiceError
from gateway import problems
from gateway.problems import ProblemDetails
from gateway.translations import _
from gateway.web.redirects import redirect_to
from gateway.web.visitor import visitor_if_known

API = "/api/"


def sentences() -> dict[str, str]:
    """What is said to people where the API speaks of its protocol."""
    return {
        "invalid_input": _("Please check what is marked."),
        "idempotency_mismatch": _("This was sent before with other values. Open the page again."),
        "service_timeout": _("No answer came in time. Send it again: it counts only once."),
        "stale_edit": _("Somebody changed this meanwhile. Open the page again."),
        "body_too_large": _("That is too large. Send less at a time."),
    }


def details_of(refusal: ServiceError) -> ProblemDetails:
    """A refusal as a form shows it: without what the API says of its protocol."""
    found = problems.details_of(refusal)
    return replace(found, detail=sentences().get(found.code, found.detail))


def shown(refusal: ProblemDetails) -> Response | None:
    """The page of a refusal, the login where nobody is logged in, or None for programs."""
    if not for_a_person():
        return None
    if refusal.code == "not_authenticated":
        back = g.get("back") or request.full_path.rstrip("?")
        return redirect_to(url_for("site.login", back=back))
    said = replace(refusal, detail=sentences().get(refusal.code, refusal.detail))
    nowhere = refusal.code == CommunityNotChosen.code
    known = visitor_if_known()
    page = render_template("refused.html", refusal=said, visitor=known, nowhere=nowhere)
    return Response(page, refusal.status)


def for_a_person() -> bool:
    """Whether a browser shows what is answered."""
    return not request.path.startswith(API) and "text/html" in request.headers.get("Accept", "")
