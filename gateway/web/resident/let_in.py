"""The owner lets in family and tenants, and takes out whom they let in (P04, D06)."""

from flask import Response
from wtforms import SelectField, StringField

from contracts.directory import methods
from gateway.addresses import with_address
from gateway.translations import _, _l
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.resident.group import pages


class LetIn(PageForm):
    """Who is to come in."""

    calls = (methods.LET_IN,)

    name = StringField(_l("Name"), render_kw={"autocomplete": "off"})
    relation = SelectField(_l("As"))


class TakeOut(PageForm):
    """Somebody whom one let in has left."""

    calls = (methods.TAKE_OUT,)


@pages.get("/households/<household_id>/let-in")
def let_in(household_id: str, form: PageForm | None = None, member_id: str = "") -> str:
    """Whom I have let in, and a new code."""
    return page(
        "resident/let_in.html",
        household_id=household_id,
        found=call(methods.LIST_LET_IN, household_id=household_id)["items"],
        form=given(form, LetIn),
        out=given(form, TakeOut),
    )


@pages.post("/households/<household_id>/let-in", LetIn, otherwise=let_in)
def give_code(form: LetIn, household_id: str) -> str:
    """The code, shown this once."""
    made = form.call(methods.LET_IN, household_id=household_id, **form.values("name", "relation"))
    return page("resident/let_in_code.html", made=with_address(made), household_id=household_id)


@pages.post("/households/<household_id>/let-in/<member_id>/out", TakeOut, otherwise=let_in)
def take_out(form: TakeOut, household_id: str, member_id: str) -> Response:
    """Somebody has nothing of the household any more."""
    form.call(methods.TAKE_OUT, household_id=household_id, member_id=member_id)
    said = _("Taken out: from this moment on they see nothing of your home.")
    return done(said, let_in, household_id=household_id)
