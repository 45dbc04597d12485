"""The nightly check of the books: a difference raises an alarm that names the household (B09)."""

import logging
from dataclasses import fields
from decimal import Decimal
from functools import partial
from typing import Any

from contracts.billing.request_types import NothingRequest
from foundation.deadlines import Deadline
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.books import queries as books
from services.billing.books.tables import BookCheck
from services.billing.credit import operations as credit
from services.billing.daily import operations as daily
from services.billing.ledger import queries as balances

log = logging.getLogger(__name__)
Difference = dict[str, str]


def nightly(uow: UnitOfWork, _deadline: Deadline) -> None:
    """Check the books, keep the outcome, raise the alarm, and mend what mends itself (B18)."""
    daily.require_open(uow)
    daily.arm_next(uow, daily.VERIFY_BOOKS)
    outcome = verify(uow, {})
    kept = {key: value for key, value in outcome.items() if key != "balanced"}
    uow.session.add(BookCheck(id=uow.new_id(), **kept))
    for difference in outcome["differences"]:
        log.error("the books of household %(household_id)s differ: %(what)s", difference)
    credit.settle_everywhere(uow)


def verify(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """Recompute every household from the papers and compare it with the ledger."""
    totals = books.totals(uow)
    differences = find_differences(uow, totals)
    sums = {
        field.name: sum((getattr(one, field.name) for one in totals.values()), ZERO)
        for field in fields(books.Totals)
    }
    return {
        "checked_at": uow.now,
        "households": len(totals),
        "balanced": not differences,
        "differences": differences,
        **sums,
    }


def find_differences(uow: UnitOfWork, totals: dict[str, books.Totals]) -> list[Difference]:
    """Everything that does not fit, by household."""
    sums = partial(books.by_household, uow)
    return [
        *compared("bills", sums(books.BILLED_ON_PAPER), sums(books.BILLED)),
        *compared("receipts", sums(books.PAID_ON_PAPER), sums(books.RECEIVED)),
        *compared("refunds", sums(books.REFUNDED_ON_PAPER), negated(sums(books.PAID_OUT))),
        *compared("identity", {}, {key: one.gap for key, one in totals.items()}),
        *compared("unbalanced posting", {}, sums(books.UNBALANCED)),
        *compared("overpaid line", {}, sums(books.BELOW_ZERO)),
        *compared("credit beside debt", {}, balances.beside_each_other(uow)),
        *compared("overdrawn credit", {}, sums(books.CREDIT_BELOW_ZERO)),
    ]


def compared(what: str, expected: books.By, found: books.By) -> list[Difference]:
    """The households for which two sums differ."""
    differences = []
    for household_id in sorted(expected.keys() | found.keys()):
        wanted, seen = amount(expected, household_id), amount(found, household_id)
        if wanted != seen:
            differences.append(
                {
                    "household_id": household_id,
                    "what": what,
                    "expected": str(wanted),
                    "found": str(seen),
                }
            )
    return differences


def amount(sums: books.By, household_id: str) -> Decimal:
    """What a household has in a mapping."""
    return sums.get(household_id, ZERO)


def negated(sums: books.By) -> books.By:
    """The same with the other sign."""
    return {key: -value for key, value in sums.items()}
