"""Forgotten passwords, and where messages to oneself go (P03)."""

from flask import Response, current_app, request

from contracts.directory import methods
from gateway.forgotten import send_link, sends_links
from gateway.identity import stranger
from gateway.throttling import Attempts
from gateway.translations import _
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.site.account import account
from gateway.web.site.forms import Contact, Forgot
from gateway.web.site.group import pages
from gateway.web.site.sessions import login
from gateway.web.visitor import visitor


@pages.get("/forgot")
def forgot(form: PageForm | None = None) -> str:
    """Ask for a link, or whom to ask where none can be sent."""
    sends = sends_links()
    return page("site/forgot.html", form=given(form, Forgot) if sends else None)


@pages.post("/forgot", Forgot, otherwise=forgot)
def send(form: Forgot) -> Response:
    """Have it sent; the answer says nothing of whether there is such an account."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    send_link(attempts, stranger(request), form.username.data or "")
    said = _(
        "If there is such an account and it has an address, a link for a new password is on its "
        "way. Nothing came? Ask your administrator."
    )
    return done(said, login)


@pages.get("/account/contact")
def contact(form: PageForm | None = None) -> str:
    """Where messages to oneself go."""
    found = call(methods.OWN_CONTACT)
    shown = given(form, Contact)
    if form is None:
        shown.email.data = found["email"]
    return page("site/contact.html", found=found, form=shown)


@pages.post("/account/contact", Contact, otherwise=contact)
def change_contact(form: Contact) -> Response:
    """Have them go elsewhere; guesses of the password are counted as failed logins are."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    with attempts.attempt(visitor().id):
        form.call(
            methods.CHANGE_CONTACT,
            old_password=form.old_password.data or "",
            email=(form.email.data or "").strip() or None,
            **form.values("phone"),
        )
    return done(_("Messages to you go there from now on."), account)
