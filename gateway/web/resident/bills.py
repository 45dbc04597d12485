"""What I owe: bills with each line explained, and the account."""

from flask import Response, request

from contracts.billing import methods
from contracts.directory import methods as directory
from gateway.web.calls import call, call_all
from gateway.web.pages import page
from gateway.web.papers import money
from gateway.web.papers.bill_page import bill_page
from gateway.web.resident import own
from gateway.web.resident.group import pages
from gateway.web.visitor import visitor

PAGE = 20


@pages.get("/bills")
def bills() -> str:
    """All bills, newest first, and what is owed per household."""
    homes = sorted(visitor().household_ids)
    found, *known = call_all(
        (methods.LIST_BILLS, {"limit": PAGE, "cursor": request.args.get("cursor")}),
        *((methods.STATEMENT, {"household_id": each}) for each in homes),
        *((directory.GET_HOUSEHOLD, {"household_id": each}) for each in homes),
    )
    accounts, households = known[: len(homes)], known[len(homes) :]
    places = {home["id"]: own.named(home) for home in households} if len(homes) > 1 else {}
    return page(
        "resident/bills.html", bills=found, accounts=accounts, homes=households, places=places
    )


@pages.get("/bills/<bill_id>")
def bill(bill_id: str) -> str | Response:
    """One bill, each line with how it was worked out."""
    found = call(methods.GET_BILL, bill_id=bill_id)
    void = money.no_need_to_pay(found) if found["cancelled"] else ""
    return bill_page("resident/bill.html", found, no_need_to_pay=void)


@pages.get("/bills/account/<household_id>")
def statement(household_id: str) -> str:
    """The year's bookings with the balance after each."""
    found = call(methods.STATEMENT, household_id=household_id)
    return page("resident/statement.html", account=found)
