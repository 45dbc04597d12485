"""Work orders of an engineer: the list, and one with what comes next."""

from flask import Response, request, url_for

from contracts.repairs import methods
from contracts.repairs.requests import RepairStatus
from gateway.translations import _
from gateway.web import attachments, timelines
from gateway.web.action_forms import offered, register
from gateway.web.calls import call
from gateway.web.field.fieldwork_forms import FORMS
from gateway.web.field.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import page
from gateway.web.papers.work_order import work_order_page

MOST = 100
TO_DO = (
    RepairStatus.ARRIVED, RepairStatus.ON_THE_WAY, RepairStatus.DISPATCHED, RepairStatus.ACCEPTED,
)  # fmt: skip
"""What waits for the engineer, in the order of the list."""


@pages.get("/orders")
def orders() -> str:
    """My orders that are not done, what I am at first."""
    found = call(methods.SEARCH, mine=True, limit=MOST)["items"]
    todo = [one for one in found if one["status"] in TO_DO]
    todo.sort(key=lambda one: (TO_DO.index(one["status"]), one["respond_by"]))
    return page("field/orders.html", orders=todo)


@pages.get("/orders/done")
def orders_done() -> str:
    """My orders that are done, newest first."""
    found = call(methods.SEARCH, mine=True, limit=MOST, cursor=request.args.get("cursor"))
    finished = [one for one in found["items"] if one["status"] not in TO_DO]
    return page("field/orders_done.html", orders=finished, cursor=found["next_cursor"])


@pages.get("/orders/<repair_id>")
def order(repair_id: str, form: PageForm | None = None, number: str | None = None) -> str:
    """One order."""
    found = call(methods.GET, repair_id=repair_id)
    return page(
        "field/order.html",
        repair=found,
        timeline=timelines.of_repair(found),
        forms=offered(FORMS, found["actions"], form),
        refused=form,
        quote=next(reversed(found["quotes"]), None),
        number=number,
        look=given(form, PageForm),
    )


@pages.post("/orders/<repair_id>/number", PageForm, otherwise=order)
def order_number(form: PageForm, repair_id: str) -> str:
    """Show the contact's number, once, for the order: the look is logged (D03)."""
    found = call(methods.GET, repair_id=repair_id)
    named = found["work_order_number"] or found["number"]
    reason = _("Work on %(number)s", number=named)
    looked = form.call(methods.REVEAL_CONTACT, repair_id=repair_id, reason=reason)
    return order(repair_id=repair_id, number=looked["contact_phone"])


@pages.get("/orders/<repair_id>/paper")
def order_paper(repair_id: str) -> str | Response:
    """The order, made to be printed."""
    return work_order_page(repair_id, url_for("field.order", repair_id=repair_id))


@pages.get("/orders/<repair_id>/photos/<photo_id>")
def order_photo(repair_id: str, photo_id: str) -> Response:
    """A photo's content."""
    return attachments.shown(methods.GET_PHOTO, repair_id=repair_id, photo_id=photo_id)


register(pages, FORMS, "/orders/<repair_id>", order)
