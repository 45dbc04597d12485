"""B09: every posting balances, and a reversal undoes it."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.billing.bills import Component
from contracts.billing.ledger import Account
from contracts.billing.payments import PaymentMethod
from services.billing.ledger.rules.allocation import Allocation, Debt
from services.billing.ledger.rules.posting import (
    Charged,
    LedgerLine,
    charge,
    check_balanced,
    pay,
    refund,
    reverse,
    use_credit,
    waive,
)

HUNDRED = Decimal("100.00")
DEBT = Debt("l1", "b1", date(2026, 10, 31), "ZD-1", Component.PRINCIPAL, 0, HUNDRED)
PART = Allocation(DEBT, Decimal("60.00"))
POSTINGS = {
    "charge": charge(
        [
            Charged("b1", "l1", Component.PRINCIPAL, HUNDRED),
            Charged("b1", "l2", Component.LATE_CHARGE, Decimal("0.50")),
        ]
    ),
    "pay": pay(PaymentMethod.CASH, [PART], Decimal("15.00")),
    "pay ahead": pay(PaymentMethod.WECHAT, [], HUNDRED),
    "pay exactly": pay(PaymentMethod.TRANSFER, [PART], Decimal("0.00")),
    "use credit": use_credit([PART]),
    "waive": waive([PART]),
    "refund": refund(PaymentMethod.CASH, HUNDRED),
}


def balance(entries: list[LedgerLine], account: Account) -> Decimal:
    return sum((one.amount for one in entries if one.account == account), Decimal(0))


@pytest.mark.parametrize("name", POSTINGS)
def test_B09_every_posting_sums_up_to_nothing(name: str) -> None:
    check_balanced(POSTINGS[name])


@pytest.mark.parametrize("name", POSTINGS)
def test_B09_a_reversal_undoes_a_posting(name: str) -> None:
    both = [*POSTINGS[name], *reverse(POSTINGS[name])]
    assert all(balance(both, account) == 0 for account in Account)


def test_B09_a_posting_out_of_balance_is_refused() -> None:
    with pytest.raises(ValueError, match="balance"):
        check_balanced([LedgerLine(Account.CASH, HUNDRED)])
    with pytest.raises(ValueError, match="empty"):
        check_balanced([])


def test_B10_surplus_is_owed_to_the_household_as_credit() -> None:
    entries = POSTINGS["pay"]
    assert balance(entries, Account.CASH) == Decimal("75.00")
    assert balance(entries, Account.RECEIVABLE) == Decimal("-60.00")
    assert balance(entries, Account.CREDIT) == Decimal("-15.00")


def test_B11_late_charges_are_an_income_of_their_own() -> None:
    assert balance(POSTINGS["charge"], Account.LATE_CHARGE_INCOME) == Decimal("-0.50")
    assert balance(POSTINGS["charge"], Account.INCOME) == -HUNDRED
