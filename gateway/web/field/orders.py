"""Work orders of an engineer: the list, and one with what comes next."""

from flask import Response, request

from contracts.repairs import methods
from contracts.repairs.codes import RepairStatus
from gateway.web import photos, timelines
from gateway.web.acts import offered, register
from gateway.web.asking import ask
from gateway.web.field.group import pages
from gateway.web.field.order_forms import FORMS
from gateway.web.forms import PageForm
from gateway.web.pages import page

MOST = 100
TO_DO = (
    RepairStatus.ARRIVED, RepairStatus.ON_THE_WAY, RepairStatus.DISPATCHED, RepairStatus.ACCEPTED,
)  # fmt: skip
"""What waits for the engineer, in the order of the list."""


@pages.get("/orders")
def orders() -> str:
    """My orders that are not done, what I am at first."""
    found = ask(methods.SEARCH, mine=True, limit=MOST)["items"]
    todo = [one for one in found if one["status"] in TO_DO]
    todo.sort(key=lambda one: (TO_DO.index(one["status"]), one["respond_by"]))
    return page("field/orders.html", orders=todo)


@pages.get("/orders/done")
def orders_done() -> str:
    """My orders that are done, newest first."""
    found = ask(methods.SEARCH, mine=True, limit=MOST, cursor=request.args.get("cursor"))
    finished = [one for one in found["items"] if one["status"] not in TO_DO]
    return page("field/orders_done.html", orders=finished, cursor=found["next_cursor"])


@pages.get("/orders/<repair_id>")
def order(repair_id: str, form: PageForm | None = None) -> str:
    """One order."""
    found = ask(methods.GET, repair_id=repair_id)
    return page(
        "field/order.html",
        repair=found,
        timeline=timelines.of_repair(found),
        forms=offered(FORMS, found["actions"], form),
        refused=form,
        quote=next(reversed(found["quotes"]), None),
    )


@pages.get("/orders/<repair_id>/photos/<photo_id>")
def order_photo(repair_id: str, photo_id: str) -> Response:
    """A photo's content."""
    return photos.shown(repair_id, photo_id)


register(pages, FORMS, "/orders/<repair_id>", order)
