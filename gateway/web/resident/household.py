"""My household: who belongs to it, what has changed, and my own phone and e-mail."""

from flask import Response, current_app, request, session
from wtforms import PasswordField, StringField

from contracts.directory import methods
from gateway.identity import stranger
from gateway.throttling import Attempts
from gateway.translations import _, _l
from gateway.web import file_changes
from gateway.web.calls import call_all, call_as
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.resident import own
from gateway.web.resident.group import pages
from gateway.web.visitor import visitor


class ChangeContact(PageForm):
    """A new phone number or e-mail address; the password proves who asks (D02)."""

    calls = (methods.CHANGE_MEMBER, methods.AUTHENTICATE)
    blames = {"bad_credentials": "password"}

    phone = StringField(_l("New phone number"), render_kw={"autocomplete": "tel"})
    email = StringField(_l("New e-mail address"), render_kw={"autocomplete": "email"})
    password = PasswordField(_l("Your password"), render_kw={"autocomplete": "current-password"})


@pages.get("/households")
def households() -> str:
    """My households."""
    return page("resident/households.html", homes=own.households())


@pages.get("/households/<household_id>")
def household(household_id: str, form: PageForm | None = None) -> str:
    """Members, the last changes, and the form for the own number."""
    of = {"household_id": household_id}
    home, history, vehicles, cards, pets = call_all(
        (methods.GET_HOUSEHOLD, of),
        (methods.HOUSEHOLD_HISTORY, of | {"limit": 5}),
        (methods.LIST_VEHICLES, of),
        (methods.LIST_CARDS, of),
        (methods.LIST_PETS, of),
    )
    shown = given(form, ChangeContact)
    shown.version.data = shown.version.data or str(home["version"])
    return page(
        "resident/household.html",
        home=home,
        history=[file_changes.described(one) for one in history["items"]],
        things=[*vehicles["items"], *cards["items"], *pets["items"]],
        me=own.member_of(home),
        form=shown,
    )


@pages.post("/households/<household_id>", ChangeContact, otherwise=household)
def change_contact(form: ChangeContact, household_id: str) -> Response:
    """Change the own number or address, once the password has proved who asks."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    username = session["username"]
    with attempts.attempt(username):
        password = form.password.data or ""
        call_as(
            stranger(request), methods.AUTHENTICATE, {"username": username, "password": password}
        )
    (home,) = call_all((methods.GET_HOUSEHOLD, {"household_id": household_id}))
    member = own.member_of(home)
    form.call(
        methods.CHANGE_MEMBER,
        household_id=household_id,
        member_id=member["id"] if member else "",
        identity_check={"method": "password", "by": visitor().name},
        **form.values("phone", "email"),
    )
    return done(_("Changed. From now on we use this."), household, household_id=household_id)
