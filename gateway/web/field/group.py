"""The group of pages for whoever is out: stewards at the door, engineers at work."""

from contracts.billing import methods as billing
from contracts.repairs import methods as repairs
from gateway.translations import _l
from gateway.web.pages import MenuItem, Pages

pages = Pages(
    "field",
    __name__,
    "/field",
    billing.LIST_VISITS.roles | repairs.ACCEPT.roles,
    menu=(
        MenuItem("field.visits", _l("Visits"), "door-open", billing.RECORD_OUTCOME.roles),
        MenuItem("field.orders", _l("Work orders"), "tools", repairs.ACCEPT.roles),
        MenuItem("field.orders_done", _l("Done"), "check2-circle", repairs.ACCEPT.roles),
    ),
)
