"""Logging in by the company's provider (公司统一登录), where one is configured (P06)."""

from typing import Any

from flask import Response, current_app, request, session, url_for

from contracts.directory import methods
from contracts.directory.sessions import SessionKind
from foundation.errors import NotFound, ServiceError
from gateway.company_login import Provider
from gateway.context import gateway_context
from gateway.identity import stranger, user_agent
from gateway.web import error_pages
from gateway.web.calls import call_as
from gateway.web.redirects import redirect_to
from gateway.web.site.forms import Login
from gateway.web.site.group import pages
from gateway.web.site.sessions import NEXT_STEPS, let_in, login

STEP = "company"
"""Where the cookie keeps a login that was begun."""


def provider() -> Provider:
    """The company's provider; raise `NotFound` where none is configured."""
    found: Provider | None = current_app.extensions["guanjia.company_login"]
    if found is None:
        raise NotFound
    return found


def address_back() -> str:
    """Where the provider sends the browser back to, as it has been told."""
    site = gateway_context().site.public_url()
    path = url_for("site.company_return")
    return site + path if site else url_for("site.company_return", _external=True)


@pages.get("/login/company")
def company_login() -> Any:
    """Lead to the provider."""
    try:
        begun = provider().begin(address_back())
    except NotFound:
        raise
    except ServiceError as refusal:
        return told(refusal)
    session[STEP] = {**begun._asdict(), "back": request.args.get("back", "")}
    return redirect_to(begun.address)


@pages.get("/login/company/return")
def company_return() -> Any:
    """Let in whom the provider tells us; what is still missing goes on as at any login."""
    found, begun = provider(), session.pop(STEP, None)
    if begun is None:
        return redirect_to(url_for("site.login"))
    try:
        identity = found.finish(begun, request.args, address_back())
        said = {**identity._asdict(), "kind": SessionKind.PAGES, "user_agent": user_agent(request)}
        opened = call_as(stranger(request), methods.LOG_IN_BY_COMPANY, said)
    except ServiceError as refusal:
        return still_missing(refusal, begun) or told(refusal)
    return let_in(opened, opened["username"], begun["back"])


def still_missing(refusal: ServiceError, begun: dict[str, str]) -> Response | None:
    """The step that is left, of the second factor."""
    if refusal.code not in NEXT_STEPS:
        return None
    proof = refusal.params["proof"]
    session["proved"] = {"proof": proof, "name": proof[-40:], "back": begun["back"]}
    return redirect_to(url_for(NEXT_STEPS[refusal.code]))


def told(refusal: ServiceError) -> tuple[Any, int]:
    """The login page, with why it did not work."""
    problem = error_pages.details_of(refusal)
    form = Login(formdata=None)
    form.alerts.append(problem.detail)
    return login(form), problem.status
