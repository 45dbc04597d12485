"""Who am I, and a new password."""

from flask import Response, current_app

from contracts.directory import methods
from gateway.attempts import Attempts
from gateway.problems import Refusal
from gateway.web.asking import ask
from gateway.web.forms import PageForm
from gateway.web.pages import done, page
from gateway.web.site.forms import Password
from gateway.web.site.group import pages
from gateway.web.translations import _
from gateway.web.visitor import visitor


@pages.get("/account")
def account(form: PageForm | None = None) -> str:
    """Name, roles, and the form for a new password."""
    return page("site/account.html", me=ask(methods.ME), form=form or Password(formdata=None))


@pages.post("/account/password", Password, otherwise=account)
def change_password(form: Password) -> Response:
    """Set a new password; guesses of the old one are counted as failed logins are."""
    if form.new_password.data != form.repeated.data:
        raise Refusal("invalid_input", errors={"repeated": [_("The two passwords differ.")]})
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    with attempts.attempt(visitor().id):
        form.ask(
            methods.CHANGE_PASSWORD,
            old_password=form.old_password.data or "",
            new_password=form.new_password.data or "",
        )
    return done(_("Your password has been changed."), account)
