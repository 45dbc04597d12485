"""Who am I, a new password, and where I am logged in."""

from flask import Response, current_app

from contracts.directory import methods
from gateway.problems import Refusal
from gateway.throttling import Attempts
from gateway.translations import _
from gateway.web.calls import call_all
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.site.devices import device
from gateway.web.site.forms import EndLogin, Password, TakeData
from gateway.web.site.group import pages
from gateway.web.visitor import farewell, goes_on, visitor

MOST = 100
"""Logins shown."""


@pages.get("/account")
def account(form: PageForm | None = None, session_id: str = "") -> str:
    """Name, roles, the form for a new password, and where one is logged in."""
    me, logins, factor = call_all(
        (methods.ME, {}), (methods.LIST_SESSIONS, {"limit": MOST}), (methods.SECOND_FACTOR, {})
    )
    return page(
        "site/account.html",
        me=me,
        factor=factor,
        deciders=methods.DECIDE_ROLE_REQUEST.roles,
        form=given(form, Password),
        logins=[each | {"device": device(each["user_agent"])} for each in logins["items"]],
        end=given(form, EndLogin),
        take=given(form, TakeData),
    )


@pages.post("/account/password", Password, otherwise=account)
def change_password(form: Password) -> Response:
    """Set a new password; guesses of the old one are counted as failed logins are."""
    if form.new_password.data != form.repeated.data:
        raise Refusal("invalid_input", errors={"repeated": [_("The two passwords differ.")]})
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    with attempts.attempt(visitor().id):
        opened = form.call(
            methods.CHANGE_PASSWORD,
            old_password=form.old_password.data or "",
            new_password=form.new_password.data or "",
        )
    goes_on(opened)
    return done(
        _("Your password has been changed, and you are logged out everywhere else."), account
    )


@pages.post("/account/sessions/<session_id>/end", EndLogin, otherwise=account)
def end_login(form: EndLogin, session_id: str) -> Response:
    """Log out somewhere, at once; here, too, if it is this login."""
    if session_id == visitor().session:
        farewell()
        return done(_("You have logged out."), "site.login")
    form.call(methods.END_SESSION, session_id=session_id)
    return done(_("That login has ended."), account)
