"""The own second factor: set up, looked after, removed (P03)."""

from typing import Any

from flask import Response, current_app

from contracts.directory import methods
from contracts.method import Method
from gateway.throttling import Attempts
from gateway.translations import _
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.site.forms import ConfirmFactor, Enrol, RemoveFactor, RenewCodes
from gateway.web.site.group import pages
from gateway.web.visitor import visitor


@pages.get("/account/second-factor")
def second_factor(form: PageForm | None = None) -> str:
    """Whether one has it, and what can be done."""
    return page(
        "site/second_factor.html",
        factor=call(methods.SECOND_FACTOR),
        enrol=given(form, Enrol),
        renew=given(form, RenewCodes),
        remove=given(form, RemoveFactor),
    )


@pages.post("/account/second-factor", Enrol, otherwise=second_factor)
def enrol(form: Enrol) -> str:
    """Show what the app is to scan."""
    found = tried(form, methods.ENROL_SECOND_FACTOR, old_password=form.old_password.data or "")
    return scanned(found, given(None, ConfirmFactor))


@pages.get("/account/second-factor/confirm")
def confirming(form: PageForm | None = None) -> str:
    """Ask again for the first code, of an app that knows the secret already."""
    visitor()
    return scanned(None, given(form, ConfirmFactor))


@pages.post("/account/second-factor/confirm", ConfirmFactor, otherwise=confirming)
def confirm(form: ConfirmFactor) -> str:
    """Show the recovery codes."""
    return codes(tried(form, methods.CONFIRM_SECOND_FACTOR, totp=form.totp.data or ""))


@pages.post("/account/second-factor/codes", RenewCodes, otherwise=second_factor)
def renew_codes(form: RenewCodes) -> str:
    """Show new recovery codes."""
    return codes(tried(form, methods.RENEW_RECOVERY_CODES, totp=form.totp.data or ""))


@pages.post("/account/second-factor/remove", RemoveFactor, otherwise=second_factor)
def remove_factor(form: RemoveFactor) -> Response:
    """The password alone does again."""
    tried(
        form,
        methods.REMOVE_SECOND_FACTOR,
        old_password=form.old_password.data or "",
        totp=form.totp.data or "",
    )
    return done(_("The second factor is off: the password alone logs you in."), second_factor)


def scanned(found: Any, form: Any) -> str:
    """The page on which the app is introduced."""
    begin, take = "site.second_factor", "site.confirm"
    return page("site/factor_scan.html", found=found, form=form, begin=begin, take=take)


def codes(found: dict[str, Any]) -> str:
    """The page that says the recovery codes, this once."""
    told = found["recovery_codes"]
    return page("site/recovery_codes.html", codes=told, onward="site.second_factor")


def tried(form: PageForm, method: Method, **arguments: Any) -> Any:
    """What comes of it; guesses are counted as failed logins are."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    with attempts.attempt(visitor().id):
        return form.call(method, **arguments)
