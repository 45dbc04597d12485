"""Equipment that was taken away and is not back, and its return, signed for (R03)."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response, request
from wtforms import HiddenField, StringField

from contracts.repairs import methods
from gateway.translations import _, _l
from gateway.web.calls import call
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm
from gateway.web.pages import done, page
from gateway.web.visitor import visitor

PAGE = 50


class Return(PageForm):
    """It is back, and what was lent has been handed in."""

    calls = (methods.RETURN_EQUIPMENT,)

    loan_id = HiddenField()
    receipt_signature = StringField(
        _l("Who signed, and on which paper"), render_kw={"autocomplete": "off"}
    )


@pages.get("/loans")
def loans(form: PageForm | None = None) -> str:
    """What is out, newest first: all of it, of one's own orders, or of one repair."""
    repair_id, mine = request.args.get("repair_id"), "mine" in request.args
    found = call(
        methods.OPEN_LOANS,
        limit=PAGE,
        cursor=request.args.get("cursor"),
        repair_id=repair_id,
        mine=mine,
    )
    return page(
        "desk/loans.html",
        loans=found,
        forms=dict(returns(found["items"], form)),
        refused=form,
        mine=mine,
        outside=is_outside(),
        order=order_page(),
        repair=call(methods.GET, repair_id=repair_id) if repair_id else None,
    )


def returns(out: Sequence[Any], form: PageForm | None) -> Iterator[tuple[str, Return]]:
    """A form for each whose return the visitor may record; the refused one as it was sent."""
    for number, loan in enumerate(out):
        if loan["actions"]:
            refused = isinstance(form, Return) and form.loan_id.data == loan["id"]
            shown: Any = form if refused else Return(formdata=None)
            shown.loan_id.data = loan["id"]
            shown.receipt_signature.id = f"signature-{number}"
            yield loan["id"], shown


def is_outside() -> bool:
    """Whether the visitor carries orders out, with a phone in the hand."""
    return visitor().has(*methods.FIELD)


def order_page() -> str:
    """Where a repair is shown to the visitor."""
    return "field.order" if is_outside() else "desk.repair"


@pages.post("/loans", Return, otherwise=loans)
def return_equipment(form: Return) -> Response:
    """Record the return; who came from a repair goes back there."""
    back = form.call(
        methods.RETURN_EQUIPMENT, loan_id=form.loan_id.data, **form.values("receipt_signature")
    )
    said = _("Recorded: %(item)s is back.", item=back["item"])
    if "repair_id" in request.args:
        return done(said, order_page(), repair_id=back["repair_id"])
    return done(said, loans, mine=request.args.get("mine"))
