"""The second step of a login: the code, or setting up what the role needs (P03)."""

from typing import Any

from flask import Response, current_app, request, session

from contracts.directory import methods
from contracts.directory.sessions import SessionKind
from foundation.errors import ServiceError
from gateway.identity import stranger, user_agent
from gateway.throttling import Attempts
from gateway.translations import _
from gateway.web.calls import call_as
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.site.forms import BeginAtLogin, ConfirmAtLogin, LoginCode
from gateway.web.site.group import pages
from gateway.web.site.sessions import let_in, login


@pages.get("/login/code")
def login_code(form: PageForm | None = None) -> str | Response:
    """Ask for the code of the second factor."""
    if "proved" not in session:
        return anew()
    return page("site/login_code.html", form=given(form, LoginCode))


@pages.post("/login/code", LoginCode, otherwise=login_code)
def enter_code(form: LoginCode) -> Response:
    """Let in whose code is right."""
    said = {"kind": SessionKind.PAGES, "user_agent": user_agent(request)}
    found = next_step(methods.LOG_IN_BY_CODE, totp=form.totp.data or "", **said)
    if found is None:
        return anew()
    proved = session["proved"]
    return let_in(found, proved["name"], proved["back"])


@pages.get("/login/second-factor")
def login_factor(form: PageForm | None = None) -> str | Response:
    """Say that the role needs a second factor, and begin."""
    if "proved" not in session:
        return anew()
    return page("site/login_factor.html", form=given(form, BeginAtLogin))


@pages.post("/login/second-factor", BeginAtLogin, otherwise=login_factor)
def begin_at_login(form: BeginAtLogin) -> str | Response:
    """Show what the app is to scan."""
    found = next_step(methods.ENROL_AT_LOGIN)
    return anew() if found is None else scanned(found, given(None, ConfirmAtLogin))


@pages.get("/login/second-factor/confirm")
def login_confirm(form: PageForm | None = None) -> str | Response:
    """Ask again for the first code, of an app that knows the secret already."""
    if "proved" not in session:
        return anew()
    return scanned(None, given(form, ConfirmAtLogin))


@pages.post("/login/second-factor/confirm", ConfirmAtLogin, otherwise=login_confirm)
def confirm_at_login(form: ConfirmAtLogin) -> str | Response:
    """Show the recovery codes; then one logs in."""
    found = next_step(methods.CONFIRM_AT_LOGIN, totp=form.totp.data or "")
    if found is None:
        return anew()
    session.pop("proved", None)
    return page("site/recovery_codes.html", codes=found["recovery_codes"], onward="site.login")


def scanned(found: Any, form: Any) -> str:
    """The page on which the app is introduced."""
    begin, take = "site.login_factor", "site.confirm_at_login"
    return page("site/factor_scan.html", found=found, form=form, begin=begin, take=take)


def next_step(method: Any, **arguments: Any) -> Any:
    """The directory's answer to whose password was right; None where that holds no longer."""
    proved = session.get("proved")
    if proved is None:
        return None
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    try:
        with attempts.attempt(proved["name"]):
            told = {"proof": proved["proof"], **arguments}
            return call_as(stranger(request), method, told)
    except ServiceError as refusal:
        if refusal.code == "proof_outdated":
            return None
        raise


def anew() -> Response:
    """Begin at the password."""
    session.pop("proved", None)
    return done(_("Please log in anew."), login)
