"""A resident's home: what I owe, what is under way, what I have not read."""

from decimal import Decimal
from typing import Any

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.complaints.cases import Status
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from gateway.web.calls import call_each
from gateway.web.notices import is_unread
from gateway.web.pages import page
from gateway.web.resident.group import pages
from gateway.web.visitor import visitor

SHOWN = 20


@pages.get("/")
def home() -> str:
    """What waits for me, of all my households."""
    homes = sorted(visitor().household_ids)
    answers = call_each(
        (repairs.SEARCH, {"limit": SHOWN}),
        (complaints.SEARCH, {"limit": SHOWN}),
        (notices.SEARCH, {"limit": SHOWN}),
        (notices.MESSAGES, {"limit": 1}),
        *((billing.STATEMENT, {"household_id": each}) for each in homes),
        *((directory.GET_HOUSEHOLD, {"household_id": each}) for each in homes),
    )
    mine, cases, news, inbox = answers[:4]
    accounts, households = answers[4 : 4 + len(homes)], answers[4 + len(homes) :]
    return page(
        "resident/home.html",
        owed=owed(accounts),
        owing=owing(accounts, households),
        households=[each for each in households if each],
        repairs=mine and [each for each in mine["items"] if not each["status"].is_over],
        complaints=cases and [each for each in cases["items"] if each["status"] != Status.CLOSED],
        notices=news and [each for each in news["items"] if is_unread(each)],
        unread=inbox and inbox["unread"],
    )


def owed(accounts: list[dict[str, str] | None]) -> dict[str, Decimal] | None:
    """What is owed by all households together; None where billing is away."""
    known = [account for account in accounts if account]
    if len(known) < len(accounts):
        return None
    return {
        name: sum((Decimal(account[name]) for account in known), Decimal(0))
        for name in ("outstanding", "overdue", "credit")
    }


def owing(
    accounts: list[dict[str, str] | None], households: list[dict[str, str] | None]
) -> list[dict[str, Any]]:
    """Each household with its account, for those who have several."""
    pairs = zip(households, accounts, strict=True)
    return [{"home": home, "account": account} for home, account in pairs if home and account]
