"""The nightly check of the books: a difference raises an alarm that names the household (B09)."""

import logging
from dataclasses import fields
from decimal import Decimal
from typing import Any

from contracts.billing.codes import PostingKind
from foundation.deadlines import Deadline
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.books import queries as books
from services.billing.books.tables import BookCheck
from services.billing.credit import operations as credit
from services.billing.daily import operations as daily
from services.billing.ledger import queries as balances
from services.billing.ledger.queries import RECEIVABLE

log = logging.getLogger(__name__)
Difference = dict[str, str]


def nightly(work: UnitOfWork, _deadline: Deadline) -> None:
    """Check the books, keep the outcome, raise the alarm, and mend what mends itself (B18)."""
    daily.arm_next(work, daily.VERIFY_BOOKS)
    outcome = verify(work, {})
    kept = {key: value for key, value in outcome.items() if key != "balanced"}
    work.session.add(BookCheck(id=work.new_id(), **kept))
    for difference in outcome["differences"]:
        log.error("the books of household %(household_id)s differ: %(what)s", difference)
    credit.settle_everywhere(work)


def verify(work: UnitOfWork, _data: dict[str, Any]) -> dict[str, Any]:
    """Recompute every household from the papers and compare it with the ledger."""
    totals = books.totals(work)
    differences = find_differences(work, totals)
    sums = {
        field.name: sum((getattr(one, field.name) for one in totals.values()), ZERO)
        for field in fields(books.Totals)
    }
    return {
        "checked_at": work.now,
        "households": len(totals),
        "balanced": not differences,
        "differences": differences,
        **sums,
    }


def find_differences(work: UnitOfWork, totals: dict[str, books.Totals]) -> list[Difference]:
    """Everything that does not fit, by household."""
    paid = books.ledger_sum(work, books.PAID, books.MONEY)
    refunded = books.ledger_sum(work, [PostingKind.REFUND], books.MONEY)
    billed = books.ledger_sum(work, [PostingKind.BILL, PostingKind.BILL_CANCELLED], RECEIVABLE)
    return [
        *compared("bills", books.billed_on_paper(work), billed),
        *compared("receipts", books.paid_on_paper(work), paid),
        *compared("refunds", books.refunded_on_paper(work), negated(refunded)),
        *compared("identity", {}, {key: one.gap for key, one in totals.items()}),
        *compared("unbalanced posting", {}, books.unbalanced(work)),
        *compared("overpaid line", {}, books.below_zero(work)),
        *compared("credit beside debt", {}, balances.beside_each_other(work)),
        *compared("overdrawn credit", {}, books.credit_below_zero(work)),
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
